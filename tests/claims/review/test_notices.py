"""Who is told of what, by which way, and who never is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from claims.models import Assignment, Notification
from claims.review.assignment import assign, hand_over
from claims.review.comments import comment, edit_comment
from claims.review.mail import handle_digests
from claims.review.notices import concerned, notify
from claims.review.workflow import act
from sources.jobs import service
from sources.models import Job, Story
from tests.factories import (
    make_approved,
    make_claim,
    make_corrected,
    make_member,
    make_published,
    make_story,
    make_verdict,
)
from workbench.accounts.events import Event, Mail
from workbench.accounts.models import Absence, Role
from workbench.accounts.notifying import choices_of, choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(story, reporter):
    return make_claim("The Ostrow gate failed at six.", story=story, by=reporter)


def told(person):
    rows = Notification.objects.filter(user=person).order_by("created_at", "id")
    return list(rows.values_list("event", flat=True))


def run(kind):
    for job in Job.objects.filter(kind=kind, state="queued"):
        taken = service.claim(job.pk)
        if taken:
            service.run(taken)


def test_who_gets_work_is_told_and_the_giver_is_not(claim, reporter, reviewer):
    assign(claim, kind="call", by=reporter, to_person=reviewer, note="Ask.")
    assign(claim, kind="check", by=reporter, to_person=reporter)
    row = Notification.objects.get()
    assert (row.user, row.event, row.by, row.words) == (
        reviewer,
        "assigned",
        reporter,
        "Ask.",
    )
    assert row.about == claim.pk
    assert row.subject == claim


def test_who_takes_over_is_told(claim, reporter, reviewer, editor):
    row = assign(claim, kind="call", by=reporter, to_person=reviewer)
    hand_over(row, by=reviewer, to_person=editor, note="Your turn.")
    assert told(editor) == ["handed_over"]


def test_a_verdict_waits_for_those_who_may_approve(
    claim, reporter, reviewer, second_reader, editor
):
    make_verdict(claim, by=reviewer)
    assert told(second_reader) == told(editor) == ["proposed"]
    assert told(reporter) == []
    assert told(reviewer) == []


def test_a_verdict_waits_for_the_one_who_was_asked(
    claim, reporter, reviewer, second_reader, editor
):
    assign(claim, kind="second_read", by=reporter, to_person=editor)
    make_verdict(claim, by=reviewer)
    assert told(editor) == ["assigned", "proposed"]
    assert told(second_reader) == []


def test_the_proposer_hears_what_became_of_it(claim, reviewer, second_reader, editor):
    make_verdict(claim, by=reviewer)
    act(claim, "send_back", by=editor, seen_version=claim.version, note="Which gate?")
    claim.refresh_from_db()
    make_verdict(claim, by=reviewer)
    make_approved(claim, by=second_reader)
    claim.refresh_from_db()
    make_published(claim, by=editor)
    assert told(reviewer) == ["sent_back", "approved", "published"]
    first = Notification.objects.filter(user=reviewer).earliest("created_at")
    assert first.words == "Which gate?"


def test_all_who_worked_on_it_hear_of_a_correction(claim, reporter, reviewer):
    make_verdict(claim, by=reviewer)
    make_approved(claim)
    claim.refresh_from_db()
    make_corrected(make_published(claim))
    assert told(reviewer)[-1] == told(reporter)[-1] == "corrected"


def test_concerned_are_those_who_worked_on_it(claim, reporter, reviewer, editor):
    make_verdict(claim, by=reviewer)
    assign(claim, kind="call", by=reporter, to_person=editor)
    assert set(concerned(claim)) == {reporter, reviewer, editor}


def test_a_comment_tells_the_named_and_the_others_who_work_on_it(
    claim, reporter, reviewer, editor, second_reader
):
    assign(claim, kind="call", by=reporter, to_person=editor)
    row = comment(claim, "@Sona Reader please look.", by=reviewer)
    assert told(second_reader) == ["mentioned"]
    assert told(reporter) == ["commented"]
    assert told(editor) == ["assigned", "commented"]
    edit_comment(row, "@Sona Reader and @Edda Tor please look.", by=reviewer)
    assert told(second_reader) == ["mentioned"]
    assert told(editor)[-1] == "mentioned"


def test_many_events_of_one_moment_are_one_message(story, reporter, reviewer):
    for _ in range(5):
        claim = make_claim(story=story, by=reporter)
        assign(claim, kind="check", by=reporter, to_person=reviewer)
    run("mail")
    [sent] = mail.outbox
    assert sent.subject == "[Corroborate] 5 things for you"
    assert not Notification.objects.filter(emailed_at=None).exists()


def test_nobody_is_told_of_what_they_may_not_see(
    embargoed_story, outsider, reporter, reviewer
):
    claim = make_claim(story=embargoed_story, by=reporter)
    notify("mentioned", to=[outsider, reviewer], about=claim, by=reporter)
    assert told(outsider) == []
    assert told(reviewer) == ["mentioned"]


def test_who_is_away_has_a_deputy_who_is_told_what_waits(
    claim, reporter, reviewer, editor
):
    today = timezone.now().date()
    Absence.objects.create(user=reviewer, deputy=editor, starts_on=today, ends_on=today)
    assign(claim, kind="call", by=reporter, to_person=reviewer, note="Ask.")
    notify("commented", to=[reviewer], about=claim, by=reporter)
    assert told(reviewer) == ["assigned", "commented"]
    assert told(editor) == ["assigned"]
    row = Notification.objects.get(user=editor)
    assert row.words == "(For Ravi Viewer, who is away.) Ask."


def test_who_has_left_is_told_nothing(claim, reporter, reviewer):
    reviewer.is_active = False
    reviewer.save(update_fields=["is_active"])
    assert notify("mentioned", to=[reviewer], about=claim, by=reporter) == []


def test_each_is_told_once(claim, reporter, reviewer):
    rows = notify(
        "commented", to=[reviewer, reviewer, None, reporter], about=claim, by=reporter
    )
    assert [row.user_id for row in rows] == [reviewer.pk]


def test_what_is_wanted_nowhere_leaves_no_row(claim, reporter, reviewer):
    choose(reviewer, {"mentioned": (False, "never"), "commented": (False, "daily")})
    notify("mentioned", to=[reviewer], about=claim, by=reporter)
    notify("commented", to=[reviewer], about=claim, by=reporter)
    row = Notification.objects.get()
    assert (row.event, row.on_page, row.mail) == ("commented", False, Mail.DAILY)


def test_choices_are_kept_for_each_event(reviewer):
    choose(reviewer, {"due": (True, "never")})
    choose(reviewer, {"due": (False, "daily")})
    kept = {c.event: (c.page, c.mail) for c in choices_of(reviewer)}
    assert kept[Event.DUE] == (False, "daily")
    assert kept[Event.ASSIGNED] == (True, "now")
    with pytest.raises(ValueError, match="dances"):
        choose(reviewer, {"dances": (True, "now")})


def test_mail_goes_out_after_the_commit_and_once(claim, reporter, reviewer):
    assign(claim, kind="call", by=reporter, to_person=reviewer, note="Ask <them>.")
    assert mail.outbox == []
    run("mail")
    Job.objects.filter(kind="mail").update(state="queued")
    run("mail")
    [sent] = mail.outbox
    assert sent.to == [reviewer.email]
    assert sent.subject == f"[Corroborate] Work given to me: {claim}"
    assert "The Ostrow gate failed at six." in sent.body
    assert "Ask <them>." in sent.body
    assert "/settings/notifications/" in sent.body
    html = sent.alternatives[0].content
    assert "Ask &lt;them&gt;." in html


def test_nothing_under_embargo_leaves_the_desk(embargoed_story, reporter, reviewer):
    claim = make_claim("The minister paid twice.", story=embargoed_story, by=reporter)
    assign(claim, kind="call", by=reporter, to_person=reviewer, note="Ring the bank.")
    choose(reviewer, {"commented": (True, "daily")})
    notify("commented", to=[reviewer], about=claim, by=reporter, words="Paid in gold.")
    run("mail")
    service.submit("digest", reviewer.pk, inputs={"day": "2026-03-01"})
    run("digest")
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        whole = f"{sent.subject}{sent.body}{sent.alternatives[0].content}"
        for secret in ("minister", "bank", "gold", str(claim), embargoed_story.title):
            assert secret not in whole


def test_rights_lost_since_are_heeded(embargoed_story, reporter, reviewer):
    claim = make_claim(story=embargoed_story, by=reporter)
    assign(claim, kind="call", by=reporter, to_person=reviewer)
    reviewer.memberships.all().delete()
    run("mail")
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_tried_later(
    claim, reporter, reviewer, monkeypatch
):
    def away(*_, **__):
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr("claims.review.mail.EmailMultiAlternatives.send", away)
    assign(claim, kind="call", by=reporter, to_person=reviewer)
    run("mail")
    job = Job.objects.get(kind="mail")
    assert (job.state, job.attempts) == ("queued", 0)
    assert job.next_attempt_at > timezone.now() + timedelta(seconds=30)
    assert Notification.objects.get().emailed_at is None


def test_the_digest_holds_what_was_not_read(claim, reporter, reviewer):
    choose(reviewer, {"commented": (True, "daily")})
    for words in ("One.", "Two.", "Three."):
        notify("commented", to=[reviewer], about=claim, by=reporter, words=words)
    read = Notification.objects.get(words="Two.")
    read.read_at = timezone.now()
    read.save(update_fields=["read_at"])
    service.submit("digest", reviewer.pk, inputs={"day": "2026-03-01"})
    run("digest")
    [sent] = mail.outbox
    assert sent.subject == "[Corroborate] 2 things since yesterday"
    assert "One." in sent.body
    assert "Two." not in sent.body
    assert not Notification.objects.filter(emailed_at=None).exists()
    service.submit("digest", reviewer.pk, inputs={"day": "2026-03-02"})
    run("digest")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("hour", "asked"), [(5, 0), (7, 1)])
def test_the_digest_comes_in_the_persons_own_morning(
    claim, reporter, reviewer, monkeypatch, hour, asked
):
    reviewer.time_zone = "Europe/Warsaw"  # one hour ahead in winter
    reviewer.save(update_fields=["time_zone"])
    notify("commented", to=[reviewer], about=claim, by=reporter)
    now = timezone.now().replace(month=1, day=9, hour=hour, minute=30)
    monkeypatch.setattr("claims.review.mail.timezone.now", lambda: now)
    for _turn in (1, 2):
        handle_digests(Job(), None)()
    assert Job.objects.filter(kind="digest").count() == asked


def test_what_is_due_is_told_a_day_ahead_and_when_it_is_over(claim, reporter, reviewer):
    now = timezone.now()
    soon = {"kind": "call", "by": reporter, "to_person": reviewer}
    assign(claim, **soon, due_at=now + timedelta(hours=3))
    assign(claim, **soon, due_at=now - timedelta(hours=3))
    assign(claim, **soon, due_at=now + timedelta(days=3))
    Notification.objects.all().delete()
    for turn in (1, 2):
        service.submit("reminders", claim.pk, inputs={"turn": turn})
    run("reminders")
    assert sorted(told(reviewer)) == ["due", "overdue"]
    assert told(reporter) == ["overdue"]
    assert not Notification.objects.exclude(by=None).exists()


def test_a_storys_deadline_makes_its_work_due(team, reporter, reviewer):
    story = make_story(
        team=team, by=reporter, deadline=timezone.now() + timedelta(hours=1)
    )
    claim = make_claim(story=story, by=reporter)
    assign(claim, kind="check", by=reporter, to_person=reviewer)
    Notification.objects.all().delete()
    service.submit("reminders", claim.pk)
    run("reminders")
    assert told(reviewer) == ["due"]
    Story.objects.update(deadline=story.deadline + timedelta(hours=2))
    for turn in (1, 2):
        service.submit("reminders", claim.pk, inputs={"turn": turn})
    run("reminders")
    assert told(reviewer) == ["due", "due"]
    story.refresh_from_db()
    assert Assignment.objects.with_due().get().due == story.deadline


def test_messages_are_no_work_that_lists_show(claim, reporter, reviewer, editor):
    assign(claim, kind="call", by=reporter, to_person=reviewer)
    assert Job.objects.filter(kind="mail").exists()
    assert not Job.objects.visible_to(editor).filter(kind="mail").exists()


def test_a_second_approval_tells_when_it_is_reached(claim, reviewer, editor):
    make_verdict(claim, by=reviewer, slug="false")
    claim.risk = "high"
    claim.save(update_fields=["risk"])
    one = make_member(claim.story.team, Role.SECOND_READER)
    moved = act(claim, "approve", by=one, seen_version=claim.version)
    assert told(reviewer) == []
    act(moved, "approve", by=editor, seen_version=moved.version)
    assert told(reviewer) == ["approved"]
