"""One thing done to many claims, by the rules that hold for one."""

from __future__ import annotations

import pytest

from claims.errors import AlreadyDecided, NotAllowed, NotFound, TooMany
from claims.models import Assignment, Claim
from claims.review import batch
from claims.review.batch_kind import Kind
from claims.review.workflow import act
from sources.jobs import service as jobs
from sources.models import Job
from tests.factories import (
    make_approved,
    make_claim,
    make_member,
    make_question,
    make_story,
    make_verdict,
)
from tests.factories.people import forget_roles
from workbench.accounts.models import Membership, Role

pytestmark = pytest.mark.django_db


def chosen(*claims):
    return Claim.objects.filter(pk__in=[c.pk for c in claims]).order_by("number")


def do(name, *claims, by, **data):
    made = batch.preview(name, chosen(*claims), by=by, data=data)
    return batch.start(made, by=by)


def reasons(made):
    return {row["code"]: row["n"] for row in batch.refusals(made)}


@pytest.fixture
def three(story, reporter):
    return [make_claim(story=story, by=reporter) for _ in range(3)]


def test_a_preview_counts_and_changes_nothing(three, reviewer, second_reader):
    act(three[0], "take", by=second_reader, seen_version=1)
    made = batch.preview("claim_take", chosen(*three), by=reviewer)
    assert (made.total, made.skipped, made.state) == (3, 1, "previewed")
    assert reasons(made) == {"transition_not_allowed": 1}
    assert chosen(*three).filter(status="queued").count() == 2


def test_each_row_is_moved_by_its_service(three, reviewer):
    made = do("claim_take", *three, by=reviewer)
    assert (made.done, made.failed, made.state) == (3, 0, "done")
    for claim in three:
        claim.refresh_from_db()
        assert claim.checker == reviewer
        assert claim.events.last().kind == "take"


def test_what_changed_since_the_preview_is_refused_as_stale(three, reviewer, reporter):
    made = batch.preview("claim_take", chosen(*three), by=reviewer)
    act(three[0], "take", by=reporter, seen_version=1)
    made = batch.start(made, by=reviewer)
    assert (made.done, made.failed) == (2, 1)
    assert reasons(made) == {"stale_claim": 1}


def test_nobody_approves_their_own_among_many(story, reviewer, second_reader):
    own, other = make_claim(story=story), make_claim(story=story)
    second = second_reader
    Membership.objects.create(user=second, team=story.team, role=Role.REVIEWER)
    forget_roles(second)
    make_verdict(own, by=second)
    make_verdict(other, by=reviewer)
    made = do("claim_approve", own, other, by=second)
    assert (made.done, made.skipped) == (1, 1)
    assert reasons(made) == {"guard_failed": 1}
    own.refresh_from_db()
    assert own.status == "proposed"


def test_approvals_are_few_at_a_time(three, editor, monkeypatch):
    kind = batch.BATCHES["claim_approve"]
    small = Kind(**(vars(kind) | {"most": 2}))
    monkeypatch.setitem(batch.BATCHES, "claim_approve", small)
    with pytest.raises(TooMany):
        batch.preview("claim_approve", chosen(*three), by=editor)


def test_what_one_may_not_see_is_left_out(embargoed_story, story, outsider):
    hidden, seen = make_claim(story=embargoed_story), make_claim(story=story)
    made = batch.preview("claim_take", chosen(hidden, seen), by=outsider)
    assert (made.total, made.skipped) == (2, 2)
    assert reasons(made) == {"not_found": 1, "not_allowed": 1}


@pytest.mark.parametrize("person", ["outsider", "admin"])
def test_others_change_nothing(three, person, request):
    made = do("claim_tag", *three, by=request.getfixturevalue(person), tags=["dam"])
    assert (made.done, made.skipped) == (0, 3)


def test_lost_rights_stop_what_is_left(three, reviewer):
    made = batch.preview("claim_take", chosen(*three), by=reviewer)
    Membership.objects.filter(user=reviewer).update(role=Role.ADMIN)
    made = batch.start(made, by=reviewer)
    assert (made.done, made.failed) == (0, 3)


def test_only_its_author_goes_on_with_it(three, reviewer, editor):
    made = batch.preview("claim_take", chosen(*three), by=reviewer)
    with pytest.raises(NotAllowed):
        batch.start(made, by=editor)
    made = batch.start(made, by=reviewer)
    with pytest.raises(NotAllowed):
        batch.undo(made, by=editor)


def test_starting_twice_does_it_once(three, reporter):
    made = batch.preview(
        "claim_assign",
        chosen(*three),
        by=reporter,
        data={"kind": "call", "person": "", "due_at": "", "note": ""},
    )
    batch.start(made, by=reporter)
    batch.start(made, by=reporter)
    assert Assignment.objects.count() == 3


UNDONE = [
    ("claim_tag", {"tags": ["dam", "toll"]}),
    ("claim_untag", {"tags": ["old"]}),
    ("claim_risk", {"risk": "high", "reason": "A person is named."}),
    ("claim_take", {}),
    ("claim_dismiss", {"note": "Not ours."}),
]


@pytest.mark.parametrize(("name", "data"), UNDONE)
def test_undoing_brings_back_what_stood(three, reviewer, name, data):
    chosen(*three).update(tags=["old"])
    fields = ("status", "tags", "risk", "risk_reason", "checker")
    before = list(chosen(*three).values_list(*fields))
    made = do(name, *three, by=reviewer, **data)
    assert list(chosen(*three).values_list(*fields)) != before
    back = batch.undo(made, by=reviewer)
    assert (back.done, back.failed) == (3, 0)
    assert list(chosen(*three).values_list(*fields)) == before
    made.refresh_from_db()
    assert made.undone_at is not None
    with pytest.raises(AlreadyDecided):
        batch.undo(made, by=reviewer)


def test_work_given_is_dropped_when_undone(three, reporter, reviewer):
    data = {"kind": "call", "person": str(reviewer.pk), "due_at": "", "note": "Ask."}
    made = do("claim_assign", *three, by=reporter, **data)
    given = Assignment.objects.values_list("person", "state", "note")
    assert set(given) == {(reviewer.pk, "open", "Ask.")}
    batch.undo(made, by=reporter)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"dropped"}


def test_what_went_on_since_is_not_undone(three, reviewer, second_reader):
    made = do("claim_risk", *three, by=reviewer, risk="high", reason="Named.")
    three[0].refresh_from_db()
    act(three[0], "take", by=second_reader, seen_version=three[0].version)
    back = batch.undo(made, by=reviewer)
    assert (back.done, back.failed) == (2, 1)
    assert reasons(back) == {"stale_claim": 1}


def test_tags_added_meanwhile_stay(three, reviewer):
    made = do("claim_tag", *three, by=reviewer, tags=["dam"])
    do("claim_tag", three[0], by=reviewer, tags=["later"])
    batch.undo(made, by=reviewer)
    three[0].refresh_from_db()
    assert three[0].tags == ["later"]


def test_moves_that_cannot_be_undone_say_why(story, editor, reviewer):
    claim = make_claim(story=story)
    make_verdict(claim, by=reviewer)
    made = do("claim_send_back", claim, by=editor, note="Ask the authority.")
    assert made.done == 1
    with pytest.raises(NotAllowed):
        batch.undo(made, by=editor)


def test_a_claim_moves_within_its_embargo_alone(
    story, embargoed_story, reporter, team, other_team
):
    claim = make_claim(story=story)
    hidden, foreign = embargoed_story, make_story(team=other_team)
    for target, code in ((hidden, "bad_claim"), (foreign, "not_allowed")):
        made = do("claim_story", claim, by=reporter, story=str(target.pk))
        assert reasons(made) == {code: 1}
    other = make_story(team=team)
    made = do("claim_story", claim, by=reporter, story=str(other.pk))
    claim.refresh_from_db()
    assert claim.story == other
    batch.undo(made, by=reporter)
    claim.refresh_from_db()
    assert claim.story == story


def test_a_question_of_another_story_is_refused(three, story, reporter):
    made = do("claim_question", *three, by=reporter, question=str(make_question().pk))
    assert reasons(made) == {"bad_claim": 3}
    question = make_question(story)
    made = do("claim_question", *three, by=reporter, question=str(question.pk))
    assert question.claims.count() == 3
    batch.undo(made, by=reporter)
    assert question.claims.count() == 0


def test_published_claims_are_not_edited(story, reviewer):
    claim = make_approved(make_claim(story=story))
    Claim.objects.filter(pk=claim.pk).update(status="published")
    made = do("claim_tag", claim, by=reviewer, tags=["dam"])
    assert reasons(made) == {"transition_not_allowed": 1}


def test_nothing_chosen_and_nothing_known_are_refused(reviewer):
    with pytest.raises(NotFound):
        batch.preview("claim_take", Claim.objects.none(), by=reviewer)
    with pytest.raises(NotFound):
        batch.preview("claim_eat", Claim.objects.all(), by=reviewer)


@pytest.fixture
def small(monkeypatch):
    """Three rows are many."""
    monkeypatch.setattr(batch, "AT_ONCE", 2)
    monkeypatch.setattr(batch, "PACE", 1)


def job_of(made):
    return Job.objects.filter(kind="batch", subject=made.pk).get()


def test_many_are_done_as_a_job_with_counts(three, reviewer, small):
    made = do("claim_take", *three, by=reviewer)
    assert (made.state, made.done) == ("running", 0)
    job = jobs.claim(job_of(made).pk)
    jobs.run(job)
    made.refresh_from_db()
    job.refresh_from_db()
    assert (made.state, made.done) == ("done", 3)
    assert (job.state, job.progress_done, job.progress_total) == ("done", 3, 3)


def test_a_worker_that_dies_in_the_midst_leaves_nothing_done_twice(
    three, reporter, small, monkeypatch
):
    data = {"kind": "call", "person": "", "due_at": "", "note": ""}
    made = do("claim_assign", *three, by=reporter, **data)
    job = jobs.claim(job_of(made).pk)
    seen = []

    class Killed(BaseException):
        """As a SIGKILL ends a worker: nothing after it runs."""

    def die(done, total, unit=""):
        seen.append(done)
        if done == 2:
            raise Killed

    with pytest.raises(Killed):
        batch.handle_batch(job, die)
    assert Assignment.objects.count() == 2
    again = Job.objects.get(pk=job.pk)
    batch.handle_batch(again, lambda *_: None)()
    made.refresh_from_db()
    assert Assignment.objects.count() == 3
    assert (made.done, made.state) == (3, "done")


def test_a_batch_whose_job_was_set_aside_is_resumed(three, reviewer, small):
    made = do("claim_take", *three, by=reviewer)
    batch.resume(made, by=reviewer)
    assert Job.objects.filter(subject=made.pk).count() == 2


def test_the_job_is_hidden_from_others_under_embargo(embargoed_story, reviewer, small):
    rows = [make_claim(story=embargoed_story) for _ in range(3)]
    made = do("claim_take", *rows, by=reviewer)
    assert job_of(made).scope == embargoed_story.team


def test_one_row_that_fails_unforeseen_does_not_stop_the_others(
    three, reviewer, monkeypatch, caplog
):
    kind = batch.BATCHES["claim_take"]

    def break_on_first(row, **how):
        if row.pk == three[0].pk:
            raise RuntimeError("boom")
        return kind.do(row, **how)

    broken = Kind(**(vars(kind) | {"do": break_on_first}))
    monkeypatch.setitem(batch.BATCHES, "claim_take", broken)
    made = do("claim_take", *three, by=reviewer)
    assert (made.done, made.failed) == (2, 1)
    assert reasons(made) == {"internal_error": 1}
    assert "boom" in caplog.text


def test_kinds_are_offered_by_role(team, outsider):
    reporter = make_member(team, Role.REPORTER)
    offered = {k.name for k in batch.BATCHES.values() if k.offered_to(reporter)}
    assert "claim_tag" in offered
    assert "claim_approve" not in offered
