"""Who reads blind sees no verdict until they have given a rating of their own."""

from __future__ import annotations

import pytest

from claims.errors import BlindReading
from claims.models import Claim
from claims.review.blind import hidden_from, hides, without_sequel, without_talk
from claims.review.comments import comment, comments_on
from claims.review.editing import ask_blind
from claims.review.workflow import act
from tests.factories import (
    make_claim,
    make_member,
    make_verdict,
    rating,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter, reviewer):
    """Proposed by the reviewer, to be read blind."""
    row = make_claim(story=story, by=reporter)
    ask_blind(row, by=reviewer, seen_version=row.version)
    make_verdict(row, by=reviewer, slug="false")
    return again(row)


def again(claim):
    return Claim.objects.select_related("story").get(pk=claim.pk)


def read(claim, by, slug):
    row = again(claim)
    return act(row, "approve", by=by, seen_version=row.version, own_rating=rating(slug))


def sees(claim, *people):
    """Who of these sees the verdict; both ways of asking must agree."""
    row = again(claim)
    found = [person for person in people if not hides(row, person)]
    for person in people:
        assert hidden_from(person).filter(pk=row.pk).exists() == hides(row, person)
    return found


def test_it_is_hidden_from_who_may_read_it_second(
    claim, reporter, reviewer, second_reader, editor, outsider
):
    people = (reporter, reviewer, second_reader, editor, outsider)
    assert sees(claim, *people) == [reporter, reviewer, outsider]


def test_a_claim_that_nobody_asked_to_read_blind_hides_nothing(story, second_reader):
    row = make_claim(story=story)
    make_verdict(row)
    assert sees(row, second_reader) == [second_reader]


def test_after_their_own_rating_they_see_it(claim, second_reader, editor):
    read(claim, second_reader, "true")
    assert sees(claim, second_reader) == [second_reader]
    approval = claim.approvals.get()
    assert (approval.blind, approval.own_rating.slug) == (True, "true")


def test_without_a_rating_nobody_approves_blind(claim, second_reader):
    with pytest.raises(BlindReading):
        act(claim, "approve", by=second_reader, seen_version=claim.version)
    assert not claim.approvals.exists()


def test_differing_readings_go_to_an_editor_who_sees_both(
    claim, team, second_reader, editor
):
    other = make_member(team, Role.SECOND_READER)
    read(claim, second_reader, "true")
    assert sees(claim, editor, other) == [editor]
    row = again(claim)
    settled = act(
        row, "adjudicate", by=editor, seen_version=row.version, note="The log decides."
    )
    assert settled.status == "approved"
    assert sees(settled, other) == [other]


def test_agreeing_readings_approve(claim, second_reader, editor):
    assert read(claim, second_reader, "false").status == "approved"
    assert sees(claim, editor) == [editor]


def test_who_reads_it_blind_cannot_end_the_blindness(claim, second_reader, reviewer):
    with pytest.raises(BlindReading):
        ask_blind(claim, by=second_reader, seen_version=claim.version, asked=False)
    ask_blind(claim, by=reviewer, seen_version=claim.version, asked=False)
    assert sees(claim, second_reader) == [second_reader]


def test_asking_twice_changes_nothing(story, reviewer):
    row = make_claim(story=story)
    row = ask_blind(row, by=reviewer, seen_version=row.version)
    assert ask_blind(row, by=reviewer, seen_version=row.version).version == row.version


def test_history_and_talk_end_at_the_proposal(claim, reporter, reviewer, second_reader):
    early = comment(claim, "Early.", by=reporter)
    type(early).objects.filter(pk=early.pk).update(created_at=claim.created_at)
    comment(claim, "It is false, surely.", by=reviewer)
    own = comment(claim, "Where is the log?", by=second_reader)
    shown = without_talk(comments_on(claim), claim, second_reader)
    assert [row.pk for row in shown] == [early.pk, own.pk]
    kinds = set(
        without_sequel(claim.events.all(), claim).values_list("kind", flat=True)
    )
    assert "created" in kinds
    assert not {"propose", "commented"} & kinds


def test_notices_tell_a_blind_reader_that_it_waits_and_no_more(
    second_reader, reporter, reviewer, claim
):
    (told,) = second_reader.notifications.filter(event="proposed")
    assert told.words == ""
    comment(claim, "@Sona Reader and @Rea Porter: false.", by=reviewer)
    assert second_reader.notifications.get(event="mentioned").words == ""
    assert "false" in reporter.notifications.get(event="mentioned").words
