"""Readers report errors without an account; the desk reads and answers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, ErrorReport
from tests.factories import make_claim, make_published, make_report

pytestmark = pytest.mark.django_db
SENT = {"kind": "fact", "words": "The log says Saturday, not Friday."}


@pytest.fixture
def finding(story, reporter, editor):
    claim = make_claim("The bridge was closed on Friday.", story=story, by=reporter)
    return make_published(claim, by=editor)


def send(client, finding, **data):
    return client.post(reverse("report_form", args=[finding.slug]), SENT | data)


def words(response):
    return " ".join(response.content.decode().split())


def test_a_reader_sends_a_report_and_gets_a_number(finding):
    reader = Client(enforce_csrf_checks=True)
    assert "It is about" in words(reader.get(f"{finding.get_absolute_url()}report/"))
    response = send(reader, finding)
    report = ErrorReport.objects.get()
    assert response.url == f"/reports/{report.reference}/"
    page = words(reader.get(response.url))
    assert report.reference in page
    assert SENT["words"] in page
    assert not reader.cookies


def test_the_number_is_found_in_small_letters_and_kept_from_search_engines(
    client, finding
):
    report = make_report(finding)
    response = client.get(f"/reports/{report.reference.lower()}/")
    assert response.status_code == 200
    assert "noindex" in response["X-Robots-Tag"]
    assert client.get("/reports/AAAA-AAAA-AAAA/").status_code == 404


def test_the_page_never_shows_the_address_that_was_left(client, finding):
    report = make_report(finding, email="reader@example.org")
    page = words(client.get(f"/reports/{report.reference}/"))
    assert "reader@example.org" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""},
        {"kind": "x"},
        {"words": "No."},
        {"email": "x"},
        {"website": "spam"},
    ],
)
def test_what_is_no_report_comes_back_with_what_was_typed(client, finding, wrong):
    response = send(client, finding, **wrong)
    assert response.status_code == 422
    assert "What you typed is kept" in words(response)
    assert not ErrorReport.objects.exists()


def test_the_sixth_of_an_hour_is_asked_to_wait(client, finding):
    for _ in range(5):
        send(client, finding)
    response = send(client, finding)
    assert response.status_code == 429
    assert response["Retry-After"]
    assert SENT["words"] in words(response)
    assert ErrorReport.objects.count() == 5


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script> is wrong", "{{ 7*7 }}" * 3]
)
def test_nothing_of_a_report_is_executed(as_editor, finding, payload):
    report = make_report(finding, words=payload)
    for address in (report.get_absolute_url(), f"/reports/{report.reference}/"):
        page = as_editor.get(address).content.decode()
        assert "<script>alert" not in page
        assert "{{" in page or "&lt;script&gt;" in page


def test_no_report_about_what_was_never_published(client):
    assert client.get("/findings/no-such-thing/report/").status_code == 404


def test_the_desk_lists_them_by_state(as_editor, finding):
    make_report(finding)
    make_report(finding, kind="quote")
    page = as_editor.get(reverse("reports"))
    assert len(page.context["page"].object_list) == 2
    page = as_editor.get(reverse("reports"), {"kind": "quote"})
    assert len(page.context["page"].object_list) == 1
    page = as_editor.get(reverse("reports"), {"state": "answered"})
    assert "No report like that" in words(page)


def test_nobody_of_another_team_sees_one(client, finding, outsider):
    report = make_report(finding)
    client.force_login(outsider)
    assert client.get(report.get_absolute_url()).status_code == 404
    assert report.words not in words(client.get(reverse("reports")))


def test_it_is_taken_answered_and_the_reader_reads_the_answer(as_editor, finding):
    report = make_report(finding)
    step = lambda name, **data: as_editor.post(  # noqa: E731
        reverse("report_step", args=[report.pk, name]), data
    )
    assert step("take", seen_version=1).status_code == 302
    assert step("answer", seen_version=2, answer="").status_code == 422
    assert step("answer", seen_version=2, answer="You are right.").status_code == 302
    page = words(as_editor.get(f"/reports/{report.reference}/"))
    assert "You are right." in page


def test_two_who_answer_at_once_lose_nothing(as_editor, finding):
    report = make_report(finding, version=3)
    response = as_editor.post(
        reverse("report_step", args=[report.pk, "answer"]),
        {"seen_version": 1, "answer": "My long answer."},
    )
    assert response.status_code == 409
    assert "My long answer." in words(response)
    assert 'name="seen_version" value="3"' in words(response)


def test_a_correction_begins_at_the_report(as_editor, finding):
    report = make_report(finding)
    page = words(as_editor.get(report.get_absolute_url()))
    assert "Reopen it to correct" in page
    claim = Claim.objects.get(pk=finding.claim_id)
    as_editor.post(
        reverse("claim_move", args=[claim.pk, "reopen"]),
        {
            "seen_version": claim.version,
            "note": f"A reader’s report, {report.reference}.",
        },
    )
    claim.refresh_from_db()
    assert claim.status == "in_review"
    assert "To the claim" in words(as_editor.get(report.get_absolute_url()))


@pytest.mark.parametrize("rows", [2, 25])
def test_the_list_asks_the_same_for_two_and_for_many(
    as_editor, finding, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        make_report(finding)
    with django_assert_max_num_queries(12):
        as_editor.get(reverse("reports"))


def test_its_task_leads_to_it(as_editor, finding):
    report = make_report(finding)
    task = report.assignments.get()
    page = words(as_editor.get(reverse("task", args=[task.pk])))
    assert report.get_absolute_url() in page
    assert "a reader" in page
