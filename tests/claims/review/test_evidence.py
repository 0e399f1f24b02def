from __future__ import annotations

import pytest
from django.db import IntegrityError

from claims.errors import (
    BadEvidence,
    DuplicateEvidence,
    NotAllowed,
    TransitionNotAllowed,
)
from claims.models import Claim, Evidence
from claims.review.approvals import confirmed_evidence
from claims.review.evidence import (
    add_search,
    add_statement,
    attach_evidence,
    confirm_stance,
    edit_evidence,
    move_evidence,
    reject_evidence,
    restore_evidence,
)
from sources.text.base import Selector
from sources.text.selectors import make_selector
from tests.factories import (
    make_approved,
    make_claim,
    make_evidence,
    make_published,
    make_revision,
    make_search,
    make_suggestion,
)

pytestmark = pytest.mark.django_db

STATEMENT = {
    "who": "Harbour master",
    "when": "2026-03-02",
    "channel": "telephone",
    "basis": "on record",
    "words": "We closed it.",
}


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


@pytest.fixture
def revision(story):
    return make_revision("Rain fell. Traffic ran on Sunday.", story=story)


def words(revision, start=11, end=33):
    return make_selector(revision.text, [(start, end)])


def attach(claim, revision, by, **fields):
    fields = {"stance": "contradicts", "selector": words(revision), **fields}
    return attach_evidence(claim, revision=revision, by=by, **fields)


def test_words_are_attached_confirmed_and_recorded(claim, revision, reviewer):
    row = attach(claim, revision, reviewer)
    assert row.state == "confirmed"
    assert row.added_by == row.confirmed_by == reviewer
    claim.refresh_from_db()
    assert claim.version == 2
    assert claim.events.last().kind == "evidence_added"


def test_the_same_words_twice_are_refused(claim, revision, reviewer):
    attach(claim, revision, reviewer)
    with pytest.raises(DuplicateEvidence):
        attach(claim, revision, reviewer)
    assert Claim.objects.get(pk=claim.pk).version == 2


def test_words_that_do_not_stand_there_are_refused(claim, revision, reviewer):
    false = Selector(((0, 10),), ("Snow fell.",))
    with pytest.raises(BadEvidence):
        attach(claim, revision, reviewer, selector=false)


def test_the_database_refuses_false_words_too(claim, revision, reviewer):
    with pytest.raises(IntegrityError, match="do not match their text"):
        Evidence.objects.create(
            claim=claim,
            kind="passage",
            stance="context",
            revision=revision,
            document=revision.document,
            segments=((0, 10),),
            exact=["Snow fell."],
            added_by=reviewer,
        )


def test_words_under_another_embargo_are_refused(claim, embargoed_story, reviewer):
    secret = make_revision(
        "Traffic ran here on Sundays for years.", story=embargoed_story
    )
    with pytest.raises(BadEvidence, match="embargo"):
        attach(claim, secret, reviewer)


def test_a_statement_confirms_its_own_origin(claim, reviewer):
    row = add_statement(claim, stance="supports", details=STATEMENT, by=reviewer)
    assert row.origin.name == "Harbour master"
    assert row.origin.confirmed_by == reviewer


@pytest.mark.parametrize(
    "fields", [{"who": ""}, {"when": "Friday"}, {"basis": "rumour"}, {"words": ""}]
)
def test_a_statement_says_all_it_must(claim, reviewer, fields):
    with pytest.raises(BadEvidence):
        add_statement(claim, stance="supports", details=STATEMENT | fields, by=reviewer)


@pytest.mark.parametrize("directions", [[], ["context"]])
def test_a_search_says_what_it_looked_for(claim, reviewer, directions):
    details = {"where": "Archive", "terms": "x", "when": "2026-03-02"}
    with pytest.raises(BadEvidence):
        add_search(claim, details={**details, "directions": directions}, by=reviewer)


def test_confirming_confirms_the_origin(claim, reviewer):
    row = make_suggestion(claim)
    assert row.origin.confirmed_by is None
    confirm_stance(row, "contradicts", by=reviewer)
    row.refresh_from_db()
    row.origin.refresh_from_db()
    assert (row.state, row.stance) == ("confirmed", "contradicts")
    assert row.origin.confirmed_by == reviewer


def test_what_is_rejected_is_kept_with_its_reason(claim, reviewer):
    row = reject_evidence(make_suggestion(claim), by=reviewer, reason="Other bridge.")
    assert Evidence.objects.get(pk=row.pk).note == "Other bridge."


def test_disclosure_is_one_of_three(claim, reviewer):
    row = make_evidence(claim, by=reviewer)
    with pytest.raises(BadEvidence):
        edit_evidence(row, by=reviewer, note="", disclosure="secret")


def test_outsiders_add_nothing(claim, revision, outsider):
    with pytest.raises(NotAllowed):
        attach(claim, revision, outsider)


def test_a_published_claim_takes_no_evidence(claim, revision, reviewer):
    make_published(claim)
    with pytest.raises(TransitionNotAllowed):
        attach(claim, revision, reviewer)


def test_a_rejection_is_taken_back_and_asked_anew(claim, reviewer):
    row = reject_evidence(make_evidence(claim), by=reviewer, reason="Another bridge.")
    row = restore_evidence(row, by=reviewer)
    assert (row.state, row.confirmed_by) == ("suggested", None)
    assert claim.events.last().kind == "evidence_restored"
    with pytest.raises(BadEvidence):
        restore_evidence(row, by=reviewer)


def test_evidence_moves_among_its_stance(claim, reviewer):
    one, two = make_evidence(claim), make_evidence(claim)
    move_evidence(two, "up", by=reviewer)
    assert [row.pk for row in confirmed_evidence(claim)] == [two.pk, one.pk]
    version = claim.events.count()
    move_evidence(two, "up", by=reviewer)  # it is first already
    assert claim.events.count() == version


def test_another_order_makes_an_approval_lapse(claim, reviewer):
    one, _ = make_evidence(claim), make_evidence(claim)
    make_search(claim)
    claim = make_approved(claim)
    move_evidence(one, "down", by=reviewer)
    claim.refresh_from_db()
    assert claim.status == "proposed"


@pytest.mark.parametrize("to", ["", "left"])
def test_evidence_moves_up_or_down_only(claim, reviewer, to):
    with pytest.raises(BadEvidence):
        move_evidence(make_evidence(claim), to, by=reviewer)
