"""Every move of a claim × ten principals × two ownerships, by page and by API, as
``moves.txt`` has them; and no move anywhere else."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from claims.choices import Action, Status
from claims.models import Claim
from tests.access.table import OWNERSHIPS, PRINCIPALS
from tests.access.world import World, undone
from tests.factories import rating

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("moves.txt")
VERDICT = {
    "finding": "The bridge stayed open until the Sunday.",
    "rationale": "The harbour's log shows traffic until Sunday noon.",
    "confidence": "high",
}
# Moves that have an address of their own.
SPECIAL = ("propose", "approve", "publish", "retract")


def read_moves() -> dict[tuple[str, str], tuple[str, ...]]:
    found = {}
    for text in TABLE.read_text(encoding="utf-8").splitlines():
        words = text.split()
        if len(words) == 12 and words[0] in Status.values:
            found[words[0], words[1]] = tuple(words[2:])
    return found


MOVES = read_moves()


def by_page(world: World, principal: str, claim: Claim, action: str) -> str:
    body = {"seen_version": claim.version, "note": "Because.", **VERDICT}
    if action == "propose":
        body["rating"] = rating().pk
    if action == "approve" and principal == "blind":
        body |= {"blind": "on", "own_rating": rating().pk}
    place = action if action in SPECIAL else f"moves/{action}"
    response = world.client(principal, api=False).post(
        f"/claims/{claim.pk}/{place}/", body
    )
    if response.status_code == 302 and "/login/" in response["Location"]:
        return "shut"
    return WORDS[response.status_code]


WORDS = {200: "yes", 201: "yes", 302: "yes", 401: "shut", 403: "no", 404: "none"}
WORDS |= {409: "no", 422: "no"}


def by_api(world: World, principal: str, claim: Claim, action: str) -> str:
    address = f"/api/v1/claims/{claim.pk}/actions"
    body: dict[str, Any] = {"action": action, "note": "Because."}
    if action == "propose":
        address = f"/api/v1/claims/{claim.pk}/verdicts"
        body = {"rating": "false", **VERDICT}
    if action == "approve" and principal == "blind":
        body |= {"blind": True, "own_rating": "false"}
    response = world.client(principal, api=True).post(
        address,
        body,
        content_type="application/json",
        headers={"If-Match": f'"{claim.version}"'},
    )
    return WORDS[response.status_code]


DOORS = {"page": by_page, "api": by_api}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("status", "action"), MOVES)
def test_the_move_is_made_by_those_of_the_table(
    world: World, django_db_blocker: Any, door: str, status: str, action: str
) -> None:
    wrong = []
    for principal, ownership in product(PRINCIPALS, OWNERSHIPS):
        cell = MOVES[status, action][PRINCIPALS.index(principal)]
        first, _, second = cell.partition("/")
        wanted = (second or first) if ownership == "secret" else first
        claim = world.claims[ownership, status, action]
        with django_db_blocker.unblock(), undone():
            found = DOORS[door](world, principal, claim, action)
            after = Claim.objects.get(pk=claim.pk)
        if found != wanted:
            wrong.append(f"{principal}, {ownership}: {found}, not {wanted}")
        if (after.version > claim.version) != (wanted == "yes"):
            wrong.append(f"{principal}, {ownership}: the claim changed or it did not")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("status", Status.values)
def test_no_other_move_leads_from_there(
    world: World, django_db_blocker: Any, status: str
) -> None:
    """Tried by those who may most; the administrator among them."""
    claim = next(
        (
            row
            for (own, at, _), row in world.claims.items()
            if (own, at) == ("open", status)
        ),
        None,
    )
    wrong = []
    with django_db_blocker.unblock(), undone():
        if claim is None:
            claim = world.claims["open", "queued", "take"]
            Claim.objects.filter(pk=claim.pk).update(status=status)
            claim.refresh_from_db()
        for action, principal in product(Action.values, ("editor", "admin")):
            if (status, action) in MOVES:
                continue
            for name, door in DOORS.items():
                with undone():
                    found = door(world, principal, claim, action)
                if found not in {"no", "none"}:
                    wrong.append(f"{status} {action} by {principal}, {name}: {found}")
    assert not wrong, "\n".join(wrong)
