"""What is remembered from one run to the next saves work, and changes no result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.evidence import building, stored
from claims.evidence import service as evidence
from claims.evidence.analyse import open_file
from claims.extraction import service as extraction
from claims.models import Origin, Relation, Side
from sources.models import Story
from tests.claims.evidence.test_reruns import stored as stored_text
from tests.factories import make_story
from workbench.stack.reports import reports

pytestmark = pytest.mark.django_db

SAMPLE = Path("claims/demo/documents")
OUTLETS = ("Harbour Gazette", "Capital Post", "")


def sample(number: int) -> list[str]:
    files = sorted(SAMPLE.iterdir())[:number]
    return [open_file(f.name, f.read_bytes()).document.text for f in files]


def forget() -> None:
    memories = (stored._rows, stored._kept, stored._vectors, stored._memories)
    for kept in (*memories, building._kept):
        kept.clear()


def grow(stories: list[Story], texts: list[str], *, forgetting: bool = False) -> None:
    """Add a text after the other to each of the stories, which are related in turn."""
    for index, text in enumerate(texts):
        for story in stories:
            revision = stored_text(story, text)
            document = revision.document
            document.title, document.outlet = f"{index:02d}", OUTLETS[index % 3]
            document.save(update_fields=["title", "outlet"])
            extraction.extract_candidates(revision)
            if forgetting:
                forget()
            evidence.relate(revision)()


def whole(story: Story) -> dict[str, Any]:
    """Return everything that relating stores, ids apart."""
    living = story.candidates.filter(retired_at=None)
    rows = list(living.select_related("document", "actor", "origin"))
    place = {one.pk: (one.document.title, str(one.segments)) for one in rows}
    members: dict[Any, list[Any]] = {}
    for one in rows:
        members.setdefault(one.group_id, []).append(place[one.pk])
    held = {group: tuple(sorted(places)) for group, places in members.items()}
    asked: dict[Any, list[Any]] = {}
    for group in story.groups.exclude(question=None):
        asked.setdefault(group.question_id, []).append(held[group.pk])
    return {
        "candidates": sorted(
            (place[one.pk], getattr(one.actor, "key", ""), named(one.origin))
            for one in rows
        ),
        "relations": sorted(
            (place[r.a_id], place[r.b_id], r.label, r.level, r.slot, r.score)
            + (r.independent, str(r.reasons), str(r.detail))
            for r in Relation.objects.filter(story=story)
        ),
        "groups": sorted(
            (held[g.pk], g.wording, g.score, g.documents, g.origins, g.conflicts)
            + (g.compared, place[g.best_id], held.get(g.beside_id, ()))
            for g in story.groups.all()
        ),
        "questions": sorted(
            (one.slot, one.wording, sorted(asked[one.pk]))
            for one in story.questions.all()
        ),
        "actors": sorted(
            story.actors.values_list(
                "key", "name", "kind", "spellings", "said", "named", "documents"
            )
        ),
        "origins": sorted(
            (named(o), o.kind, o.side.actor.key if o.side else "")
            for o in story.origins.all()
        ),
        "sides": sorted(
            Side.objects.filter(actor__story=story).values_list(
                "actor__key", "interest", "name"
            )
        ),
    }


def named(origin: Origin) -> str:
    """Return an origin's key, without the id of a document that is one itself."""
    return origin.name if origin.key.startswith("document ") else origin.key


@pytest.mark.parametrize("texts", [sample(5), reports(4)])
def test_stories_that_grow_in_turn_are_seen_as_if_read_anew_each_time(
    texts: list[str],
) -> None:
    forget()
    in_turn = [make_story(), make_story()]
    grow(in_turn, texts)
    anew = make_story()
    grow([anew], texts, forgetting=True)
    wanted = whole(anew)
    for story in in_turn:
        found = whole(story)
        for kind, rows in wanted.items():
            assert found[kind] == rows, kind
    assert wanted["relations"]
