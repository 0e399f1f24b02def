"""What readers report: taken in, given to the team, answered, never lost or leaked."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from claims.choices import ReportState
from claims.errors import (
    BadReport,
    NotAllowed,
    StaleRow,
    TooManyReports,
    TransitionNotAllowed,
)
from claims.models import (
    Assignment,
    Claim,
    ErrorReport,
    Notification,
    ReviewEvent,
)
from claims.publication import reports
from claims.publication.erasure import erase
from claims.publication.report_mail import handle_mail
from claims.publication.reports import (
    answer_report,
    reopen_report,
    report_error,
    sender_of,
    take_report,
)
from sources.models import Job
from tests.factories import make_claim, make_published

pytestmark = pytest.mark.django_db
SENDER = "a" * 64
SENT = {"kind": "fact", "words": "The log says Saturday.", "sender": SENDER}


@pytest.fixture
def finding(story, reporter, editor):
    claim = make_claim("The bridge was closed on Friday.", story=story, by=reporter)
    return make_published(claim, by=editor)


@pytest.fixture
def report(finding):
    return report_error(finding, **SENT)


def test_it_is_a_task_in_the_teams_pile_that_points_at_it(finding, report):
    task = Assignment.objects.get(report=report)
    assert (task.kind, task.claim, task.person) == (
        "answer_report",
        finding.claim,
        None,
    )
    assert task.team == finding.claim.story.team
    assert task.from_whom == "a reader"


def test_those_who_answer_for_the_finding_are_told(report, editor, reporter, outsider):
    told = set(
        Notification.objects.filter(event="reported").values_list("user", flat=1)
    )
    assert {editor.pk, reporter.pk} <= told
    assert outsider.pk not in told


def test_nothing_a_reader_sends_moves_the_claim_or_enters_its_chain(finding):
    before = Claim.objects.get(pk=finding.claim_id).version
    events = ReviewEvent.objects.count()
    report_error(finding, **SENT)
    assert Claim.objects.get(pk=finding.claim_id).version == before
    assert ReviewEvent.objects.count() == events


def test_its_reference_is_long_and_readable(report):
    parts = report.reference.split("-")
    assert [len(part) for part in parts] == [4, 4, 4]
    assert set("".join(parts)) <= set(reports.ALPHABET)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "praise"}, "kind"),
        ({"words": "Wrong."}, "words"),
        ({"words": " \n\t "}, "words"),
        ({"words": "x" * 4001}, "words"),
        ({"email": "nobody at example"}, "email"),
    ],
)
def test_what_is_no_report_is_refused(finding, wrong, field):
    with pytest.raises(BadReport) as refused:
        report_error(finding, **(SENT | wrong))
    assert refused.value.extra["field"] == field
    assert not ErrorReport.objects.exists()


def test_control_characters_are_left_out(finding):
    row = report_error(
        finding, **(SENT | {"words": "The log\0 says\x1b Saturday.\r\n"})
    )
    assert row.words == "The log says Saturday."


def test_one_sender_and_one_finding_have_their_share_of_an_hour(finding, monkeypatch):
    for _ in range(reports.FROM_ONE):
        report_error(finding, **SENT)
    with pytest.raises(TooManyReports):
        report_error(finding, **SENT)
    report_error(finding, **(SENT | {"sender": "b" * 64}))
    monkeypatch.setattr(reports, "ABOUT_ONE", 6)
    with pytest.raises(TooManyReports):
        report_error(finding, **(SENT | {"sender": "c" * 64}))


def test_a_sender_is_counted_and_not_known(settings):
    one = sender_of("203.0.113.7")
    assert one == sender_of("203.0.113.7") != sender_of("203.0.113.8")
    assert "203.0.113.7" not in one
    settings.SECRET_KEY = "another"
    assert one != sender_of("203.0.113.7")


def test_a_report_about_a_merged_claim_goes_to_its_survivor(finding, story):
    survivor = make_claim(story=story)
    Claim.objects.filter(pk=finding.claim_id).update(merged_into=survivor)
    assert report_error(finding, **SENT).claim == survivor


def test_it_is_taken_answered_and_its_task_ends(report, reporter, reviewer):
    row = take_report(report, by=reporter, seen_version=1)
    assert row.state == ReportState.IN_WORK
    row = answer_report(row, answer="You are right.", by=reviewer, seen_version=2)
    assert (row.state, row.answered_by) == (ReportState.ANSWERED, reviewer)
    assert Assignment.objects.get(report=report).state == "done"


def test_a_refusal_says_why_and_drops_the_task(report, reviewer):
    row = answer_report(
        report, answer="The log is right.", by=reviewer, seen_version=1, refused=True
    )
    assert row.state == ReportState.REFUSED
    assert Assignment.objects.get(report=report).state == "dropped"


def test_an_answer_is_taken_back(report, reviewer):
    row = answer_report(report, answer="No.", by=reviewer, seen_version=1)
    row = reopen_report(row, by=reviewer, seen_version=2)
    assert (row.state, row.answer, row.answered_by) == ("in_work", "", None)
    with pytest.raises(TransitionNotAllowed):
        reopen_report(row, by=reviewer, seen_version=3)


@pytest.mark.parametrize("answer", ["", "  ", "x" * 4001])
def test_an_answer_says_something(report, reviewer, answer):
    with pytest.raises(BadReport):
        answer_report(report, answer=answer, by=reviewer, seen_version=1)


def test_roles_and_readings_are_respected(report, reporter, outsider, reviewer):
    with pytest.raises(NotAllowed):
        take_report(report, by=outsider, seen_version=1)
    with pytest.raises(NotAllowed):
        answer_report(report, answer="No.", by=reporter, seen_version=1)
    take_report(report, by=reporter, seen_version=1)
    with pytest.raises(StaleRow):
        answer_report(report, answer="No.", by=reviewer, seen_version=1)


def test_an_end_without_an_answer_is_refused_by_the_database(report):
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.filter(pk=report.pk).update(state="answered")


def test_only_the_storys_team_and_who_was_asked_see_it(report, reporter, outsider):
    visible = ErrorReport.objects.visible_to
    assert report in visible(reporter)
    assert report not in visible(outsider)
    Assignment.objects.filter(report=report).update(person=outsider)
    assert report in visible(outsider)


def test_who_left_an_address_is_written_to(finding, reviewer, settings):
    row = report_error(finding, **SENT, email="reader@example.org")
    answer_report(row, answer="You are right.", by=reviewer, seen_version=1)
    handle_mail(Job.objects.get(kind="report_mail"), None)()
    [message] = mail.outbox
    assert message.to == ["reader@example.org"]
    assert row.reference in message.subject
    assert "You are right." in message.body
    assert f"{settings.PUBLIC_URL}/reports/{row.reference}/" in message.body


def test_nobody_is_written_to_about_an_answer_taken_back(finding, reviewer):
    row = report_error(finding, **SENT, email="reader@example.org")
    row = answer_report(row, answer="No.", by=reviewer, seen_version=1)
    reopen_report(row, by=reviewer, seen_version=2)
    handle_mail(Job.objects.get(kind="report_mail"), None)()
    assert mail.outbox == []


def test_nobody_who_left_no_address_is_written_to(report, reviewer):
    answer_report(report, answer="No.", by=reviewer, seen_version=1)
    assert not Job.objects.filter(kind="report_mail").exists()


def test_what_readers_said_of_an_erased_finding_goes_with_it(finding, report):
    erase(finding.record, reason="A court's order.")
    assert not ErrorReport.objects.exists()
    assert not Assignment.objects.filter(kind="answer_report").exists()
    assert not Notification.objects.filter(event="reported").exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("M.\u00a0Dupont paid 12\u202f500", "M. Dupont paid 12 500"),
        ("one\u2028two\x1cthree", "one two three"),
        (
            "\u0645\u06cc\u200c\u0631\u0648\u0645",
            "\u0645\u06cc\u200c\u0631\u0648\u0645",
        ),
        ("safe\u202egnp.exe\x07", "safegnp.exe"),
        ("a\r\nb\tc", "a\nb\tc"),
    ],
)
def test_words_stay_apart_and_nothing_turns_them_round(sent, kept):
    assert reports.plain(sent) == kept
