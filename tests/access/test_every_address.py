"""Every address × ten principals × two ownerships, as ``expected.txt`` has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import messages
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from rest_framework.views import APIView

from tests.access import bodies
from tests.access.table import PRINCIPALS, Line, fill, read_table
from tests.access.world import FINDING, SECRET, World, undone

pytestmark = pytest.mark.django_db

LINES = read_table()


def own_key(world: World, principal: str) -> str:
    person = world.people.get(principal) or world.people["editor"]
    return str(person.api_keys.first().pk)


def call(world: World, line: Line, principal: str, ownership: str) -> Any:
    rows = {**world.rows[ownership], "own_key": own_key(world, principal)}
    address = fill(line.address, rows)
    api = address.startswith("/api/")
    client = world.client(principal, api=api)
    send = getattr(client, line.method.lower())
    if line.method == "GET":
        return send(address)
    if not api:
        body = bodies.PAGES.get(line.address, lambda rows: {})(rows)
        return send(address, body)
    body = bodies.APIS[line.address](rows) if line.address in bodies.APIS else {}
    version = rows["taken" if "{taken}" in line.address else "claim"].version
    return send(
        address,
        body,
        content_type="application/json",
        headers={"If-Match": f'"{version}"'},
    )


def answered(response: Any) -> str:
    """The answer as the table writes it; ``302!`` leads back with an error told."""
    place = response.headers.get("Location", "")
    if response.status_code == 302 and re.match(r"/(accounts|admin)/login/", place):
        return "login"
    told = messages.get_messages(response.wsgi_request)
    if response.status_code == 302 and any(m.level_tag == "error" for m in told):
        return "302!"
    return str(response.status_code)


@pytest.mark.parametrize(
    "line", LINES, ids=lambda line: f"{line.method} {line.address}"
)
def test_the_answer_is_the_one_of_the_table(
    world: World, django_db_blocker: Any, line: Line
) -> None:
    wrong = []
    for principal in PRINCIPALS:
        for ownership in line.ownerships:
            with django_db_blocker.unblock(), undone():
                response = call(world, line, principal, ownership)
                found = answered(response)
            wanted = line.expected(principal, ownership)
            if found != wanted:
                wrong.append(f"{principal}, {ownership}: {found}, not {wanted}")
            if principal == "blind" and tells_the_verdict(response):
                wrong.append(f"a blind reader is told the verdict, {ownership}")
    assert not wrong, "\n".join([f"{line.method} {line.address}", *wrong])


def tells_the_verdict(response: Any) -> bool:
    words = b"" if response.streaming else response.content
    return any(secret.encode() in words for secret in (FINDING, SECRET))


def patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern).removeprefix("^")  # as Django joins them
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def test_every_address_is_in_the_table(world: World) -> None:
    covered = {route_of(world, line) for line in LINES}
    routes = {route for route, _ in patterns(get_resolver())}
    missing = sorted(routes - covered)
    assert not missing, "tests/access/expected.txt has no line for:\n" + "\n".join(
        missing
    )


def route_of(world: World, line: Line) -> str:
    rows = {**world.rows["open"], "own_key": own_key(world, "editor")}
    return resolve(fill(line.address, rows).partition("?")[0]).route


def test_every_method_of_the_api_is_in_the_table(world: World) -> None:
    covered = {(route_of(world, line), line.method) for line in LINES}
    missing = []
    for route, pattern in patterns(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if view is None or not issubclass(view, APIView):
            continue
        for method in ("get", "post", "put", "patch", "delete"):
            if hasattr(view, method) and (route, method.upper()) not in covered:
                missing.append(f"{method.upper()} {route}")
    assert not missing, "\n".join(missing)


def test_what_is_only_sent_to_has_a_line_for_sending() -> None:
    sent = {line.address for line in LINES if line.method == "POST"}
    only = [
        line.address
        for line in LINES
        if line.method == "GET" and line.cells[4] == "405" and line.address not in sent
    ]
    assert set(only) <= MOVES_BY_PAGE


# Their POST stands, by state and role, in moves.txt.
MOVES_BY_PAGE = {
    "/claims/{claim}/propose/",
    "/claims/{claim}/approve/",
    "/claims/{claim}/publish/",
    "/claims/{claim}/retract/",
    "/claims/{claim}/moves/take/",
}
