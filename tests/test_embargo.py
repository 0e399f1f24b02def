"""Nothing of an embargoed story shows for an outsider: every route is tried.

Two things are asked of each route in the URL resolver. With an id of an embargoed row
anywhere in its path it answers as if there were no such row. Without ids its answer is
the same, byte for byte, as before the embargoed story existed: lists, counts, search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from claims import models as claims
from claims.evidence import service as evidence
from claims.extraction import service as extraction
from claims.review import actors, division, triage
from claims.review.assignment import assign
from claims.review.comments import comment
from claims.review.evidence import add_search
from claims.review.workflow import act
from sources import models as sources
from sources.ingest.revisions import store_revision
from sources.jobs.service import submit
from sources.models import Story
from sources.text.base import ExtractedText
from sources.text.document import read_document
from tests.factories import make_capture, make_document, make_story
from workbench.accounts.ids import new_id
from workbench.accounts.keys import create_key
from workbench.accounts.models import User

SECRET = "Quorzelm"
TEXTS = (
    f"Gate failure at {SECRET}\n\nOSTROW, 4 May 2024 - At least 14 people were injured "
    f"when the gate of the {SECRET} weir failed on Saturday, the Water Ministry said.\n\n"
    "The ministry said the gate failed at 6 a.m. local time (GMT+2).\n",
    f"{SECRET} gate fails\n\nOSTROW, 4 May 2024 - {SECRET} Hydro said the gate failed at "
    "7 a.m. local time (GMT+2) on Saturday.\n\nThe Water Ministry said 14 people were "
    f"injured when the gate of the {SECRET} weir failed.\n\nThe district council said 23 "
    f"people were injured when the gate of the {SECRET} weir failed on Saturday.\n",
)
# Kinds of answer that say "there is no such thing for you".
ABSENT = {404, 403, 405, 401}
# Login, static files and Django's admin hold no rows of stories.
OTHER = re.compile(r"^(accounts/|admin/|static/|__)")
# Pages whose words follow the clock or the process, not the rows.
UNSTEADY = {"metrics", "readyz", "healthz"}


def routes() -> list[str]:
    return sorted({r for r in walk(get_resolver().url_patterns) if not OTHER.match(r)})


def walk(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            yield path


ROUTES = routes()
WITH_ID = [r for r in ROUTES if "<uuid:" in r]
WITHOUT_ID = [r for r in ROUTES if "<" not in r]


def embargoed(team: Any, editor: User, reporter: User) -> Story:
    """A story under embargo with a row of every kind."""
    story = make_story(f"{SECRET} files", team=team, by=reporter, embargo=True)
    revisions = []
    for text in TEXTS:
        document = make_document(story, title=f"{SECRET} text", outlet=SECRET)
        read = read_document(str(document.pk), ExtractedText(text=text))
        capture = make_capture(document, text.encode())
        revision = store_revision(capture, read, reader="plain", version="1")
        document.current_revision = revision
        document.save(update_fields=["current_revision"])
        revisions.append(revision)
        submit(
            "read",
            capture.pk,
            label=f"{SECRET} text",
            scope_id=story.scope_id,
            created_by_id=reporter.pk,
        )
    for revision in revisions:
        extraction.extract_candidates(revision)
    for revision in revisions:
        evidence.relate(revision)()
    group = story.groups.order_by("-score").first()
    claim = triage.accept(group, level="so", by=editor)
    claim = act(claim, "take", by=editor, seen_version=claim.version)
    add_search(
        claim,
        details={
            "where": SECRET,
            "terms": SECRET,
            "when": "2024-05-05",
            "directions": ["supports"],
        },
        by=editor,
    )
    pair = list(story.actors.standing().order_by("name")[:2])
    actors.merge(pair, into=pair[0], by=editor)
    assign(claim, to_person=editor, kind="call", by=reporter, note=SECRET)
    assign(claim, to_team=team, kind="check", by=editor, due_at=timezone.now())
    comment(claim, SECRET, by=reporter, mention=[editor])
    parts = division.shared_out(division.parts_of(story, "document"), [reporter])
    division.give_out(story, parts, by=editor, note=SECRET)
    return story


def ids_of(story: Story) -> dict[str, list[str]]:
    """Ids of the story's rows by the kind of row."""
    rows: dict[str, Any] = {
        "story": [story],
        "document": story.documents.all(),
        "group": story.groups.all(),
        "question": story.questions.all(),
        "claim": story.claims.all(),
        "candidate": story.candidates.all(),
        "evidence": claims.Evidence.objects.filter(claim__story=story),
        "decision": story.decisions.all(),
        "actor": story.actors.standing(),
        "actor decision": story.actor_decisions.all(),
        "assignment": claims.Assignment.objects.filter(scope=story.scope),
        "notification": claims.Notification.objects.filter(scope=story.scope),
        "job": sources.Job.objects.filter(scope=story.scope),
    }
    found = {
        kind: [str(row.pk) for row in list(each)[:2]] for kind, each in rows.items()
    }
    divided = rows["assignment"].exclude(division=None).values_list("division")
    found["division"] = [str(pk) for (pk,) in divided.order_by("division").distinct()]
    assert all(found.values()), {k for k, v in found.items() if not v}
    return found


def filled(route: str, value: str) -> str:
    path = re.sub(r"<uuid:\w+>", value, route)
    path = re.sub(r"<int:\w+>", "1", path)
    path = path.replace("<decision:action>", "dismiss")
    path = path.replace("<evidence_kind:kind>", "search")
    path = path.replace("<judgement:verb>", "confirm")
    path = path.replace("<slug:action>", "take")
    path = re.sub(r"<\w+:\w+>", "x", path)
    return "/" + path


@pytest.fixture
def story(team: Any, editor: User, reporter: User) -> Story:
    return embargoed(team, editor, reporter)


@pytest.fixture
def clients(outsider: User) -> list[tuple[Client, dict[str, str]]]:
    """The outsider in a browser and as a program."""
    browser = Client()
    browser.force_login(outsider)
    _, key = create_key(
        outsider,
        name="all",
        scopes=["facts:read", "desk:read", "documents:write", "claims:write"],
    )
    return [(browser, {}), (Client(), {"Authorization": f"Bearer {key}"})]


def test_the_routes_are_there() -> None:
    assert len(WITH_ID) > 20
    assert len(WITHOUT_ID) > 20


def askings(
    story: Story, clients: Any, *, every_kind: bool
) -> Iterator[tuple[Any, str, str, str, Any]]:
    """Yield client, route, kind, id and headers; programs are given no pages.

    Kinds that a route does not speak of are asked as well when ``every_kind``.
    """
    ids = {kind: values[0] for kind, values in ids_of(story).items()}
    for route in WITH_ID:
        able = clients if route.startswith("api/") else clients[:1]
        own = [kind for kind in ids if spoken_of(kind, route)]
        for kind in ids if every_kind or not own else own:
            for client, headers in able:
                yield client, route, kind, ids[kind], headers


def spoken_of(kind: str, route: str) -> bool:
    stem = "task" if kind == "assignment" else kind.split()[-1].rstrip("y")
    return stem in route or kind in route


@pytest.mark.django_db
def test_no_route_answers_for_an_embargoed_id(story: Story, clients: Any) -> None:
    before = digest(story)
    shown = []
    reading = askings(story, clients, every_kind=True)
    writing = askings(story, clients, every_kind=False)
    for methods, asked in ((["get"], reading), (["post", "patch"], writing)):
        for method, (client, route, kind, value, headers) in product(methods, asked):
            answer = getattr(client, method)(filled(route, value), headers=headers)
            leaked = SECRET.encode() in answer.content
            login = answer.status_code == 302 and "login" in answer["Location"]
            if leaked or not (answer.status_code in ABSENT or login):
                shown.append((method, route, kind, answer.status_code))
    assert not shown
    assert digest(story) == before


@pytest.mark.django_db
def test_no_id_of_an_embargoed_row_is_told_from_no_row_at_all(
    story: Story, clients: Any
) -> None:
    told = []
    absent = str(new_id())
    for client, route, kind, value, headers in askings(
        story, clients, every_kind=False
    ):
        real = client.get(filled(route, value), headers=headers)
        none = client.get(filled(route, absent), headers=headers)
        if real.status_code != none.status_code:
            told.append((route, kind, real.status_code, none.status_code))
    assert not told


@pytest.mark.django_db
def test_lists_counts_and_search_are_as_if_it_did_not_exist(
    team: Any, editor: User, reporter: User, outsider: User, clients: Any
) -> None:
    own = make_story("Harbour works", team=outsider.memberships.get().team, by=outsider)
    make_document(own, title="Open document")
    paths = [
        p for route in WITHOUT_ID if route not in UNSTEADY for p in searched(route)
    ]
    before = [answers(path, clients) for path in paths]
    embargoed(team, editor, reporter)
    after = [answers(path, clients) for path in paths]
    changed = [
        p for p, one, two in zip(paths, before, after, strict=True) if one != two
    ]
    assert not changed
    assert not [p for p, each in zip(paths, after, strict=True) if SECRET in str(each)]


@pytest.mark.django_db
def test_figures_for_operators_are_not_served_through_a_proxy(client: Client) -> None:
    assert (
        client.get("/metrics", headers={"X-Forwarded-For": "9.9.9.9"}).status_code
        == 404
    )


@pytest.mark.django_db
def test_the_team_itself_sees_its_story(story: Story, editor: User) -> None:
    """So that the tests above cannot pass because nothing is shown to anyone."""
    browser = Client()
    browser.force_login(editor)
    for path in (
        f"/stories/{story.pk}/",
        "/triage/",
        "/claims/",
        "/jobs/",
        "/stories/",
        "/",
        "/notifications/",
        "/tasks/?whose=all",
        "/tasks/?whose=all&view=board",
    ):
        assert SECRET in browser.get(path).content.decode(), path


def searched(route: str) -> list[str]:
    asked = f"?q={SECRET}&text={SECRET}&search={SECRET}"
    return [f"/{route}", f"/{route}{asked}"]


def answers(path: str, clients: Any) -> list[tuple[int, str]]:
    found = []
    for client, headers in clients:
        answer = client.get(path, headers=headers)
        whole = b"".join(answer) if answer.streaming else answer.content
        found.append((answer.status_code, steady(whole.decode())))
    return found


def steady(body: str) -> str:
    """Leave out what differs from answer to answer by itself, and what was asked."""
    body = re.sub(r'nonce="[^"]*"', "", body)
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)
    body = re.sub(r"\"X-CSRFToken\": ?\"[^\"]*\"", "", body)
    body = re.sub(r'"request_id": ?"[^"]*"', "", body)
    body = re.sub(r"\d\d:\d\d(:\d\d(\.\d+)?)?", "", body)
    return body.replace(SECRET, "")


def digest(story: Story) -> Any:
    """What an outsider's writes would have changed."""
    models: list[type[Model]] = [claims.Claim, claims.Evidence, claims.ReviewEvent]
    return [m.objects.count() for m in models] + sorted(
        story.claims.values_list("pk", "version", "status")
    )
