"""Duplicates become one claim; nothing is lost, and it can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.errors import (
    BadMerge,
    Leased,
    MergedAway,
    NotAllowed,
    StaleClaim,
    TransitionNotAllowed,
)
from claims.models import Claim
from claims.review import triage
from claims.review.assignment import assign
from claims.review.comments import comment
from claims.review.editing import edit_claim
from claims.review.evidence import confirm_stance
from claims.review.merging import may_unmerge, merge_claims, unmerge
from claims.review.record import verify
from claims.review.workflow import act
from tests.factories import (
    make_approved,
    make_candidate,
    make_claim,
    make_evidence,
    make_group,
    make_published,
    make_story,
    make_suggestion,
)

pytestmark = pytest.mark.django_db
WHY = "Both say that it closed on Friday."


@pytest.fixture
def pair(story, reviewer):
    """Two claims of one claimant, each with words of its own."""
    return [
        triage.accept(
            make_group(make_candidate(words, story=story, speaker="Port authority")),
            level="so",
            by=reviewer,
        )
        for words in ("The bridge closed on Friday.", "It was shut on Friday.")
    ]


def merge(claim, into, by, **given):
    seen = {"reason": WHY, "seen_version": claim.version}
    return merge_claims(claim, into, by=by, **(seen | given))


def test_words_and_evidence_and_open_work_move(pair, reviewer):
    duplicate, into = pair
    evidence = make_evidence(duplicate)
    work = assign(duplicate, kind="check", by=reviewer, to_person=reviewer)
    said = comment(duplicate, "Is this not the same?", by=reviewer)
    duplicate.refresh_from_db()
    merge(duplicate, into, reviewer)
    duplicate.refresh_from_db()
    assert duplicate.merged_into == into
    assert into.comments.get() == said
    assert into.appearances.count() == 2
    assert not duplicate.appearances.exists()
    assert evidence in into.evidence.all()
    work.refresh_from_db()
    assert work.claim == into


def test_both_chains_say_so_and_stay_whole(pair, reviewer):
    duplicate, into = pair
    merge(duplicate, into, reviewer)
    assert duplicate.events.last().kind == "merged"
    assert "merge_taken_in" in [event.kind for event in into.events.all()]
    for claim in pair:
        assert not list(verify(claim))
        before = claim.version
        claim.refresh_from_db()
        assert claim.version == before + 1


def test_words_that_the_survivor_holds_stay_behind(pair, story, reviewer):
    duplicate, into = pair
    words = "A driver saw it shut."
    revision = make_candidate(words, story=story).revision
    for claim in pair:
        make_evidence(claim, words, revision=revision)
        claim.refresh_from_db()
    merge(duplicate, into, reviewer)
    assert into.evidence.filter(revision=revision).count() == 1
    assert duplicate.evidence.filter(revision=revision).count() == 1


def test_what_was_confirmed_there_is_confirmed_here(pair, story, reviewer):
    duplicate, into = pair
    words = "A driver saw it shut."
    revision = make_candidate(words, story=story).revision
    ours, theirs = (
        make_suggestion(claim, words, revision=revision) for claim in (into, duplicate)
    )
    confirm_stance(theirs, "contradicts", by=reviewer)
    duplicate.refresh_from_db()
    merge(duplicate, into, reviewer)
    ours.refresh_from_db()
    assert (ours.state, ours.stance) == ("confirmed", "contradicts")
    duplicate.refresh_from_db()
    unmerge(duplicate, by=reviewer, seen_version=duplicate.version)
    ours.refresh_from_db()
    assert (ours.state, ours.confirmed_by) == ("suggested", None)


def test_words_of_another_claimant_are_suggested_as_evidence(story, reviewer):
    port, driver = (
        triage.accept(
            make_group(
                make_candidate(f"{who} says it is shut.", story=story, speaker=who)
            ),
            level="so",
            by=reviewer,
        )
        for who in ("Port authority", "A driver")
    )
    merge(driver, port, reviewer)
    assert port.appearances.count() == 1
    assert port.evidence.get().state == "suggested"
    assert driver.appearances.count() == 1


def test_approvals_of_the_survivor_lapse_with_what_they_covered(
    story, reviewer, editor
):
    into = make_approved(make_claim(story=story))
    duplicate = make_claim(story=story, level=into.level, claimant=into.claimant)
    make_evidence(duplicate)
    duplicate.refresh_from_db()
    merge(duplicate, into, editor)
    into.refresh_from_db()
    assert into.status == "proposed"


def test_nothing_is_done_to_a_duplicate_any_more(pair, reviewer):
    duplicate, into = pair
    merge(duplicate, into, reviewer)
    duplicate.refresh_from_db()
    seen = {"by": reviewer, "seen_version": duplicate.version}
    with pytest.raises(MergedAway) as refused:
        act(duplicate, "take", **seen)
    assert refused.value.extra["into"] == into.pk
    with pytest.raises(MergedAway):
        edit_claim(duplicate, {"claimant": "Someone"}, **seen)
    with pytest.raises(MergedAway):
        triage.undo(duplicate.decisions.get(), by=reviewer)
    with pytest.raises(BadMerge):
        merge(duplicate, into, reviewer)


def why(claim, into, by, **given):
    with pytest.raises(BadMerge) as refused:
        merge(claim, into, by, **given)
    return refused.value.extra["why"]


def test_what_cannot_be_one_is_refused_with_its_reason(pair, team, reviewer):
    duplicate, into = pair
    said = make_claim(story=into.story, level="said")
    elsewhere = make_claim(story=make_story(team=team))
    secret = make_claim(story=make_story(team=team, embargo=True))
    assert why(duplicate, duplicate, reviewer) == "itself"
    assert why(duplicate, elsewhere, reviewer) == "other_story"
    assert why(duplicate, secret, reviewer) == "other_scope"
    assert why(duplicate, said, reviewer) == "other_level"
    assert why(duplicate, into, reviewer, reason=" ") == "no_reason"
    merge(duplicate, into, reviewer)
    assert why(make_claim(story=into.story), duplicate, reviewer) == "merged"


def test_nothing_published_is_merged(story, editor):
    published = make_published(make_claim(story=story)).claim
    other = make_claim(story=published.story, level=published.level)
    published.refresh_from_db()
    for claim, into in ((published, other), (other, published)):
        with pytest.raises(TransitionNotAllowed):
            merge(claim, into, editor)


def test_a_version_not_seen_is_refused(pair, reviewer):
    with pytest.raises(StaleClaim):
        merge(*pair, reviewer, seen_version=99)


def test_what_another_is_checking_is_left_to_them(pair, editor, reviewer):
    duplicate, into = pair
    Claim.objects.filter(pk=duplicate.pk).update(
        checker=editor, lease_until=timezone.now() + timedelta(hours=1)
    )
    with pytest.raises(Leased):
        merge(duplicate, into, reviewer)


@pytest.mark.parametrize("person", ["reporter", "outsider", "admin"])
def test_only_reviewers_and_up_merge(pair, person, request):
    with pytest.raises(NotAllowed):
        merge(*pair, request.getfixturevalue(person))


def test_undone_everything_stands_where_it_stood(pair, reviewer):
    duplicate, into = pair
    make_evidence(duplicate)
    duplicate.refresh_from_db()
    before = [rows(claim) for claim in pair]
    merge(duplicate, into, reviewer)
    duplicate.refresh_from_db()
    assert may_unmerge(duplicate)
    unmerge(duplicate, by=reviewer, seen_version=duplicate.version)
    assert [rows(claim) for claim in pair] == before
    duplicate.refresh_from_db()
    assert duplicate.merged_into is None
    assert not list(verify(duplicate))


def rows(claim):
    return [set(claim.appearances.all()), set(claim.evidence.all())]


def test_a_merge_that_work_followed_is_not_undone(pair, reviewer):
    duplicate, into = pair
    merge(duplicate, into, reviewer)
    into.refresh_from_db()
    act(into, "take", by=reviewer, seen_version=into.version)
    duplicate.refresh_from_db()
    assert not may_unmerge(duplicate)
    with pytest.raises(TransitionNotAllowed):
        unmerge(duplicate, by=reviewer, seen_version=duplicate.version)
