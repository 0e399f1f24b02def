"""A claim is held against what other stories said, as far as one may see them."""

from __future__ import annotations

from typing import Any

import pytest

from claims.choices import Label
from claims.evidence import service as evidence
from claims.evidence.archive import METHOD
from claims.evidence.retrieve import embed_passages
from claims.extraction import service as extraction
from claims.models import Relation
from sources.models import Story
from tests.claims.evidence.test_reruns import stored
from tests.factories import make_story

pytestmark = pytest.mark.django_db

DAY = "OSTROW, {day} - "
TOLL = "{count} people were injured when the gate of the Ostrow weir failed on {day}, the Water Ministry said."


def told(story: Story, *, count: int, day: str) -> None:
    """Have a document of one claim read, found, compared and made findable."""
    text = f"Weir gate\n\n{DAY.format(day=day)}{TOLL.format(count=count, day=day)}\n"
    revision = stored(story, text)
    revision.document.current_revision = revision
    revision.document.save(update_fields=["current_revision"])
    extraction.extract_candidates(revision)
    evidence.relate(revision)()
    embed_passages(revision)


def found() -> list[Any]:
    return list(Relation.objects.filter(method=METHOD))


def test_another_story_of_one_event_conflicts_with_its_reason(story: Story) -> None:
    told(make_story(), count=14, day="4 May 2024")
    told(story, count=23, day="4 May 2024")
    (relation,) = found()
    assert relation.label == Label.CONTRADICTS
    assert relation.story == story
    assert {relation.a.story, relation.b.story} > {story}
    assert relation.reasons[0]["code"] == "number"


def test_an_occurrence_is_not_linked_to_another_event_but_told_why(
    story: Story,
) -> None:
    told(make_story(), count=14, day="4 May 2021")
    told(story, count=23, day="4 May 2024")
    (relation,) = found()
    assert relation.label == Label.LOOK_ALIKE
    assert "other event" in relation.reasons[0]["words"]


def test_an_embargoed_story_and_others_never_meet(
    story: Story, embargoed_story: Story
) -> None:
    told(embargoed_story, count=14, day="4 May 2024")
    told(story, count=23, day="4 May 2024")
    told(embargoed_story, count=31, day="4 May 2024")
    assert found() == []


def test_stories_under_one_embargo_meet_there(
    embargoed_story: Story, team: Any, reporter: Any
) -> None:
    told(make_story(team=team, by=reporter, embargo=True), count=14, day="4 May 2024")
    told(embargoed_story, count=23, day="4 May 2024")
    (relation,) = found()
    assert relation.scope == team


def test_a_story_out_of_its_embargo_meets_all_others(
    story: Story, embargoed_story: Story
) -> None:
    told(story, count=14, day="4 May 2024")
    told(embargoed_story, count=23, day="4 May 2024")
    assert found() == []
    Story.objects.filter(pk=embargoed_story.pk).update(scope=None)
    embargoed_story.candidates.update(scope=None)
    revision = embargoed_story.candidates.first().revision
    evidence.relate(revision)()
    (relation,) = found()
    assert {relation.a.story, relation.b.story} == {story, embargoed_story}


def test_comparing_again_gives_the_same_rows(story: Story) -> None:
    told(make_story(), count=14, day="4 May 2024")
    told(story, count=23, day="4 May 2024")
    before = [(r.a_id, r.b_id, r.label) for r in found()]
    for candidate in story.candidates.all():
        extraction.extract_candidates(candidate.revision)
        candidate.revision.candidates.update(compared_as="")
        evidence.relate(candidate.revision)()
    assert [(r.a_id, r.b_id, r.label) for r in found()] == before


def test_groups_of_a_story_do_not_know_the_archive(story: Story) -> None:
    told(make_story(), count=14, day="4 May 2024")
    told(story, count=14, day="4 May 2024")
    (relation,) = found()
    assert relation.label == Label.SAME
    assert set(story.groups.values_list("documents", flat=True)) == {1}


def test_no_more_than_the_most_check_worthy_of_a_document_are_looked_up(
    story: Story, monkeypatch: Any
) -> None:
    monkeypatch.setattr("claims.evidence.archive.LOOKED_UP", 0)
    told(make_story(), count=14, day="4 May 2024")
    told(story, count=23, day="4 May 2024")
    assert found() == []
