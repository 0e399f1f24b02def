from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.errors import (
    AlreadyDecided,
    BadClaim,
    BadEvidence,
    Leased,
    NotAllowed,
    TransitionNotAllowed,
)
from claims.models import CandidateGroup
from claims.review import triage
from claims.review.workflow import act
from sources.text.selectors import make_selector
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_relation,
    make_revision,
    make_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(story):
    claimed = make_candidate(
        "The bridge closed on Friday.", story=story, speaker="Port authority"
    )
    repeated = make_candidate(
        "It closed on Friday, the authority said.",
        story=story,
        speaker="Port authority",
    )
    other = make_candidate("It was shut on Friday.", story=story, speaker="A driver")
    return make_group(claimed, repeated, other)


def fresh(group):
    return CandidateGroup.objects.get(pk=group.pk)


def test_at_level_so_the_claimants_words_are_appearances(group, reviewer):
    claim = triage.accept(group, level="so", by=reviewer)
    assert claim.claimant == "Port authority"
    assert claim.appearances.count() == 2
    suggested = claim.evidence.get()
    assert (suggested.speaker, suggested.state) == ("A driver", "suggested")
    assert suggested.stance == "supports"


def test_at_level_said_other_reports_are_evidence_that_it_was_said(group, reviewer):
    claim = triage.accept(group, level="said", by=reviewer)
    assert claim.appearances.count() == 1
    assert claim.evidence.count() == 2


def test_what_contradicts_is_suggested(group, story, reviewer):
    rival = make_candidate("It closed on Sunday.", story=story, speaker="The harbour")
    make_relation(group.best, rival, "contradicts")
    claim = triage.accept(group, level="so", by=reviewer)
    assert claim.evidence.get(speaker="The harbour").stance == "contradicts"


def test_accepting_settles_the_group(group, reviewer):
    claim = triage.accept(group, level="so", by=reviewer)
    decision = fresh(group).decision
    assert (decision.action, decision.claim, decision.by) == ("accept", claim, reviewer)
    assert len(decision.candidate_ids) == 3
    with pytest.raises(AlreadyDecided):
        triage.dismiss(fresh(group), reason="x", by=reviewer)


def test_a_level_must_be_chosen(group, reviewer):
    with pytest.raises(BadClaim):
        triage.accept(group, level="", by=reviewer)


def test_attaching_adds_words_and_a_version(group, story, reporter, reviewer):
    claim = make_claim(story=story, by=reporter, claimant="Port authority")
    triage.attach(group, claim, by=reviewer)
    assert claim.appearances.exclude(revision=None).count() == 2
    assert claim.evidence.get().speaker == "A driver"
    claim.refresh_from_db()
    assert claim.version == 2
    assert claim.events.last().kind == "group_attached"


def test_nothing_is_attached_across_stories(group, team, reviewer):
    elsewhere = make_claim(story=make_story(team=team))
    with pytest.raises(BadClaim):
        triage.attach(group, elsewhere, by=reviewer)


def test_dismissing_needs_a_reason(group, reviewer):
    with pytest.raises(BadClaim):
        triage.dismiss(group, reason=" ", by=reviewer)
    assert triage.dismiss(group, reason="Opinion", by=reviewer).reason == "Opinion"


def test_a_snoozed_group_comes_back_by_itself(group, reviewer):
    later = timezone.now() + timedelta(hours=1)
    decision = triage.snooze(group, until=later, by=reviewer)
    waiting = CandidateGroup.objects.undecided()
    assert not waiting.exists()
    decision.until = timezone.now() - timedelta(seconds=1)
    decision.save()
    assert waiting.get() == group
    triage.dismiss(fresh(group), reason="Opinion", by=reviewer)


def test_the_past_is_no_time_to_snooze_until(group, reviewer):
    with pytest.raises(BadClaim):
        triage.snooze(group, until=timezone.now(), by=reviewer)


def test_undoing_reopens_the_group_and_dismisses_the_claim(group, reviewer):
    claim = triage.accept(group, level="so", by=reviewer)
    triage.undo(fresh(group).decision, by=reviewer)
    claim.refresh_from_db()
    assert claim.status == "dismissed"
    assert fresh(group).decision is None
    assert CandidateGroup.objects.undecided().get() == group


def test_nothing_is_undone_twice(group, reviewer):
    decision = triage.dismiss(group, reason="Opinion", by=reviewer)
    triage.undo(decision, by=reviewer)
    with pytest.raises(AlreadyDecided):
        triage.undo(decision, by=reviewer)


def test_a_claim_that_moved_on_is_not_undone(group, reviewer):
    from tests.factories import make_verdict

    claim = triage.accept(group, level="so", by=reviewer)
    make_verdict(claim)
    with pytest.raises(TransitionNotAllowed):
        triage.undo(fresh(group).decision, by=reviewer)
    assert fresh(group).decision is not None


@pytest.mark.parametrize("person", ["reporter", "outsider", "admin"])
def test_only_reviewers_and_up_decide(group, person, request):
    user = request.getfixturevalue(person)
    with pytest.raises(NotAllowed):
        triage.accept(group, level="so", by=user)
    with pytest.raises(NotAllowed):
        triage.dismiss(group, reason="x", by=user)


def test_a_lease_keeps_others_away_until_it_lapses(group, reporter, reviewer):
    triage.take_lease(group, by=reporter)
    with pytest.raises(Leased):
        triage.dismiss(group, reason="Opinion", by=reviewer)
    CandidateGroup.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    triage.dismiss(group, reason="Opinion", by=reviewer)


def test_a_claim_made_by_hand_says_where_it_was_made(story, reporter):
    with pytest.raises(BadClaim):
        triage.add_claim(
            story, level="so", text="It closed.", claimant="x", by=reporter
        )


def test_numbers_of_claims_never_repeat(story, reporter):
    numbers = [make_claim(story=story, by=reporter).number for _ in range(3)]
    assert len(set(numbers)) == 3


def test_a_dismissed_claim_is_restored(group, reviewer):
    claim = triage.accept(group, level="so", by=reviewer)
    gone = act(claim, "dismiss", by=reviewer, seen_version=claim.version, note="x")
    back = act(gone, "restore", by=reviewer, seen_version=gone.version, note="y")
    assert back.status == "queued"


def test_words_under_embargo_make_no_claim_that_others_see(story, reporter):
    secret = make_story(team=story.team, embargo=True)
    revision = make_revision("Nobody may know this yet.", story=secret)
    with pytest.raises(BadEvidence):
        triage.add_claim(
            story,
            level="so",
            text="Known.",
            claimant="A source",
            by=reporter,
            revision=revision,
            selector=make_selector(revision.text, [(0, 6)]),
        )
    assert not story.claims.exists()


@pytest.mark.parametrize("status", ["dismissed", "retracted"])
def test_words_are_not_attached_to_a_claim_that_is_no_more(group, reviewer, status):
    claim = make_claim(story=group.story, by=reviewer, status=status)
    with pytest.raises(TransitionNotAllowed):
        triage.attach(group, claim, by=reviewer)
    assert fresh(group).decision is None
    assert not claim.appearances.filter(revision__isnull=False).exists()


def test_attaching_locks_the_claim_before_its_first_new_row(group, reviewer):
    """Else two at a time hold its key, and each waits for the other for ever."""
    claim = make_claim(story=group.story, by=reviewer, claimant="Port authority")
    with CaptureQueriesContext(connection) as done:
        triage.attach(group, claim, by=reviewer)
    said = [query["sql"] for query in done]
    claims = 'FOR UPDATE OF "claims_claim"'
    locked = next(i for i, sql in enumerate(said) if claims in sql)
    added = next(i for i, sql in enumerate(said) if sql.startswith("INSERT"))
    assert locked < added
