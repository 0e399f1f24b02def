"""Every request example of the description is sent, and answered as described.

What an example says of rows nobody has: rows of the desk take the place of its ids,
their words that of the words it quotes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from drf_spectacular.generators import SchemaGenerator

from claims.models import Claim, Publication
from claims.review.merging import merge_claims
from tests.access.world import World, undone
from tests.factories import make_correctable
from workbench.api_examples import answer_of, content_of

pytestmark = pytest.mark.django_db

SCHEMA = SchemaGenerator().get_schema(request=None, public=True)
SENT = [
    (operation["operationId"], title, path, method, operation, example["value"])
    for path, methods in SCHEMA["paths"].items()
    for method, operation in methods.items()
    for title, example in (content_of(operation.get("requestBody")) or {})
    .get("examples", {})
    .items()
]
# Writes that take no body, and so have no example: what they do is tried all the same.
BARE = [
    (operation["operationId"], "", path, method, operation, None)
    for path, methods in SCHEMA["paths"].items()
    for method, operation in methods.items()
    if method != "get" and "requestBody" not in operation
]
# Whose row an address's {id} names.
NOUNS = {
    "groups": "group",
    "claims": "claim",
    "evidence": "evidence",
    "assignments": "work",
    "comments": "comment",
    "jobs": "job",
    "webhooks": "endpoint",
}
# A comment is its author's alone.
ASKS = {"comments_edit": "reporter", "comments_delete": "reporter"}
IN_BODY = {
    "story": "story",
    "claim": "claim",
    "revision": "revision",
    "into": "taken",
}


def in_status(status: str, action: str) -> Callable[[World], Any]:
    return lambda world: world.claims["open", status, action]


def correctable(world: World) -> Claim:
    published = world.claims["open", "published", "reopen"]
    return make_correctable(Publication.objects.get(claim=published))


def merged(world: World) -> Claim:
    claim, into = world.rows["open"]["claim"], world.rows["open"]["taken"]
    by = world.people["editor"]
    version = Claim.objects.get(pk=claim.pk).version
    merge_claims(claim, into, by=by, reason="Both say so.", seen_version=version)
    return Claim.objects.get(pk=claim.pk)


# What an operation, or one example of it, needs another row for than the usual one.
PREPARED: dict[tuple[str, str], Callable[[World], Any]] = {
    ("claims_act", "SendBack"): in_status("proposed", "send_back"),
    ("claims_act", "PublishACorrection"): correctable,
    ("claims_propose", "False"): in_status("in_review", "propose"),
    ("claims_unmerge", ""): merged,
}


def placed(body: Any, rows: dict[str, Any]) -> Any:
    """Put rows of the desk in place of the example's ids."""
    if body is None:
        return None
    found = {**body}
    for name, row in IN_BODY.items():
        if name in found:
            found[name] = str(rows[row].pk)
    if "team" in found:
        found["team"] = rows["team"].slug
    if "exact" in found:
        found["exact"] = ["Nobody was hurt, the port said."]
    return found


def version_of(world: World, client: Any, row: Any, address: str) -> dict[str, str]:
    if hasattr(row, "version"):
        return {"If-Match": f'"{row.version}"'}
    return {"If-Match": client.get(address).get("ETag", "")}


@pytest.mark.parametrize(
    ("name", "title", "path", "method", "operation", "body"),
    SENT + BARE,
    ids=lambda value: value if isinstance(value, str) and "/" not in value else "",
)
def test_what_an_example_shows_is_done(
    world: World,
    django_db_blocker: Any,
    name: str,
    title: str,
    path: str,
    method: str,
    operation: dict[str, Any],
    body: Any,
) -> None:
    rows = world.rows["open"]
    with django_db_blocker.unblock(), undone():
        prepare = PREPARED.get((name, title))
        noun = NOUNS.get(path.split("/")[3], "")
        row = prepare(world) if prepare else rows.get(noun)
        address = path.replace("{id}", str(getattr(row, "pk", "")))
        address = address.replace("{delivery}", str(rows["delivery"].pk))
        client = world.client(ASKS.get(name, "editor"), api=True)
        named = {one["name"]: one for one in operation.get("parameters", [])}
        headers = {}
        if "If-Match" in named:
            headers = version_of(world, client, row, address)
        answer = getattr(client, method)(
            address,
            placed(body, rows),
            content_type="application/json",
            headers=headers,
        )
    described = [code for code in operation["responses"] if code.startswith("2")]
    assert str(answer.status_code) in described, answer.content
    given = answer_of(operation)
    if given is not None:
        schema = {**given["schema"], "components": SCHEMA["components"]}
        jsonschema.Draft202012Validator(schema).validate(answer.json())
    else:
        assert not answer.content
