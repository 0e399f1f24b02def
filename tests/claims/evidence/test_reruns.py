"""People's decisions outlive every re-run of the machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.choices import TriageAction
from claims.evidence import service as evidence
from claims.extraction import service as extraction
from claims.extraction.base import Extraction
from claims.models import Candidate, CandidateGroup, ExtractionRun, Relation
from claims.review import grouping, triage
from sources.models import Document, Story, TextRevision
from sources.text.base import ExtractedText
from sources.text.document import read_document
from sources.text.selectors import make_selector
from tests.factories import make_document
from workbench.accounts.models import User

ONE = """Gate failure at Ostrow weir

OSTROW, 4 May 2024 - At least 14 people were injured when the gate of the Ostrow weir failed on Saturday, the Water Ministry said.

The ministry said the gate failed at 6 a.m. local time (GMT+2).

"We closed the road at once," said Mira Lenz, a spokeswoman for the operator Ostrow Hydro.
"""
TWO = """Weir gate fails, road closed

OSTROW, 4 May 2024 - Ostrow Hydro said the gate failed at 7 a.m. local time (GMT+2) on Saturday.

The Water Ministry said 14 people were injured when the gate of the Ostrow weir failed.

The district council said 23 people were injured when the gate of the weir failed on Saturday.
"""


@pytest.fixture
def revisions(story: Story) -> list[TextRevision]:
    return [stored(story, ONE), stored(story, TWO)]


def stored(story: Story, text: str) -> TextRevision:
    from sources.ingest.revisions import store_revision
    from tests.factories import make_capture

    document: Document = make_document(story)
    read = read_document(str(document.pk), ExtractedText(text=text))
    capture = make_capture(document, text.encode())
    return store_revision(capture, read, reader="plain", version="1")


def run_all(revisions: list[TextRevision]) -> None:
    for revision in revisions:
        extraction.extract_candidates(revision)
    for revision in revisions:
        evidence.relate(revision)()


def settle_everything(story: Story, by: User) -> dict[Any, str]:
    """Accept, dismiss and snooze every group in turn; group id to action."""
    for index, group in enumerate(story.groups.order_by("pk")):
        if index % 3 == 0:
            triage.accept(group, level="so", by=by)
        elif index % 3 == 1:
            triage.dismiss(group, reason="not for us", by=by)
        else:
            until = timezone.now() + timedelta(days=3)
            triage.snooze(group, until=until, by=by)
    return dict(story.groups.values_list("pk", "decision__action"))


class Bumped:
    """The extractor in use, in a newer version that draws some spans otherwise."""

    method = "rules"
    version = "next"

    def __init__(self, change: Callable[[Any, Any], Any]) -> None:
        self.change = change

    def extract(self, document: Any, **limits: Any) -> Extraction:
        from claims.extraction import load_extractor

        found = load_extractor("rules").extract(document, **limits)
        changed = tuple(self.change(document, one) for one in found.candidates)
        return replace(found, candidates=changed)


def unchanged(document: Any, found: Any) -> Any:
    return found


def trimmed(document: Any, found: Any) -> Any:
    """Leave the last word of every span out, so that no identity survives."""
    segments = found.selector.segments
    start, end = segments[-1]
    cut = document.text.rfind(" ", start, end)
    if cut <= start:
        return found
    shorter = (*segments[:-1], (start, cut))
    return replace(found, selector=make_selector(document.text, shorter))


@pytest.mark.parametrize("change", [unchanged, trimmed])
def test_a_new_version_reopens_nothing_and_doubles_nothing(
    monkeypatch: Any,
    story: Story,
    editor: User,
    revisions: list[TextRevision],
    change: Callable[[Any, Any], Any],
) -> None:
    run_all(revisions)
    assert story.groups.count() > 3
    assert story.questions.exists()
    settled = settle_everything(story, editor)
    claims_before = story.claims.count()
    words_before = Candidate.objects.filter(retired_at=None).count()

    monkeypatch.setattr(extraction, "load_extractor", lambda name: Bumped(change))
    run_all(revisions)

    assert not CandidateGroup.objects.undecided().exists()
    kept = dict(
        story.groups.filter(documents__gt=0).values_list("pk", "decision__action")
    )
    assert kept == {pk: action for pk, action in settled.items() if pk in kept}
    assert len(kept) == len(settled)
    assert story.claims.count() == claims_before
    assert Candidate.objects.filter(retired_at=None).count() == words_before
    assert ExtractionRun.objects.filter(current=True).count() == len(revisions)


def test_the_same_run_twice_gives_the_same_rows(
    story: Story, revisions: list[TextRevision]
) -> None:
    run_all(revisions)
    before = rows(story)
    run_all(revisions)
    assert rows(story) == before


def rows(story: Story) -> Any:
    return (
        sorted(story.candidates.values_list("pk", "words", "group_id")),
        sorted(story.groups.values_list("pk", "documents", "origins", "conflicts")),
        sorted(story.questions.values_list("pk", "wording")),
        sorted(Relation.objects.values_list("a_id", "b_id", "label", "slot")),
        sorted(story.actors.values_list("pk", "name")),
        sorted(story.origins.values_list("pk", "name")),
    )


def test_a_name_of_signs_alone_is_nobodys(
    story: Story, revisions: list[TextRevision]
) -> None:
    extraction.extract_candidates(revisions[0])
    for one in Candidate.objects.all():
        one.reading["actors"].append("<")
        one.save(update_fields=["reading"])
    evidence.relate(revisions[0])()
    assert story.groups.exists()
    assert "<" not in story.actors.values_list("name", flat=True)


def test_a_group_that_grows_stays_settled_and_says_so(
    story: Story, editor: User, revisions: list[TextRevision]
) -> None:
    first, second = revisions
    run_all([first])
    for group in story.groups.all():
        triage.dismiss(group, reason="known", by=editor)
    run_all([second])
    grown = story.groups.filter(grown_since_decision=True)
    assert grown.exists()
    assert set(grown.values_list("decision__action", flat=True)) == {
        TriageAction.DISMISS
    }


def test_a_snoozed_group_comes_back_by_itself(
    story: Story, editor: User, revisions: list[TextRevision]
) -> None:
    run_all(revisions)
    group = story.groups.first()
    decision = triage.snooze(
        group, until=timezone.now() + timedelta(seconds=60), by=editor
    )
    assert group not in CandidateGroup.objects.undecided()
    type(decision).objects.filter(pk=decision.pk).update(
        until=timezone.now() - timedelta(seconds=1)
    )
    assert group in CandidateGroup.objects.undecided()


def test_the_order_of_arrival_does_not_matter(
    story: Story, team: Any, reporter: User
) -> None:
    from tests.factories import make_story

    other = make_story("Same, other order", team=team, by=reporter)
    forward = [stored(story, ONE), stored(story, TWO)]
    backward = [stored(other, TWO), stored(other, ONE)]
    for revisions in (forward, backward):
        for revision in revisions:
            extraction.extract_candidates(revision)
            evidence.relate(revision)()
    assert summary(story) == summary(other)


def summary(story: Story) -> Any:
    return sorted(
        (group.documents, group.origins, group.conflicts, sorted(words(group)))
        for group in story.groups.all()
    ), sorted(story.questions.values_list("wording", flat=True))


def words(group: CandidateGroup) -> list[str]:
    return list(group.candidates.values_list("words", flat=True))


def places(group: CandidateGroup) -> set[Any]:
    """Return where a group's words begin: what survives spans that are drawn anew."""
    return set(
        group.candidates.filter(retired_at=None).values_list("revision_id", "position")
    )


@pytest.mark.parametrize("change", [unchanged, trimmed])
def test_what_people_joined_parted_and_worded_survives_a_new_version(
    monkeypatch: Any,
    story: Story,
    editor: User,
    revisions: list[TextRevision],
    change: Callable[[Any, Any], Any],
) -> None:
    run_all(revisions)
    large = next(g for g in story.groups.all() if g.candidates.count() > 1)
    out = large.candidates.first()
    grouping.part_group(large, [out], by=editor)
    lone = story.groups.exclude(question=None).order_by("pk")
    one, other = [g for g in story.groups.all() if g not in lone][:2]
    grouping.join_groups([one, other], by=editor)
    question = story.questions.order_by("pk").first()
    grouping.reword_question(question, "How many were hurt at Ostrow?", by=editor)
    before = {
        frozenset(places(group)) for group in story.groups.filter(documents__gt=0)
    }

    monkeypatch.setattr(extraction, "load_extractor", lambda name: Bumped(change))
    monkeypatch.setattr("claims.evidence.stored.VERSION", "next")
    run_all(revisions)

    after = {frozenset(places(group)) for group in story.groups.filter(documents__gt=0)}
    assert after == before
    question.refresh_from_db()
    assert question.wording == "How many were hurt at Ostrow?"
    assert question.groups.count() > 1


def test_the_last_word_about_two_groups_counts(
    story: Story, editor: User, revisions: list[TextRevision]
) -> None:
    run_all(revisions)
    one, other = list(story.groups.order_by("pk"))[:2]
    total = story.groups.count()
    ends = [one.candidates.first(), other.candidates.first()]
    grouping.join_groups([one, other], by=editor)
    assert story.groups.count() == total - 1
    (joined,) = {Candidate.objects.get(pk=end.pk).group for end in ends}
    moved = set(joined.candidates.filter(pk__in=other.candidates.values("pk")))
    grouping.part_group(joined, moved or {ends[1]}, by=editor)
    assert len({Candidate.objects.get(pk=end.pk).group_id for end in ends}) == 2
