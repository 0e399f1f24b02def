"""Stories: what the page tells, how a story is kept, and its files."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from claims.choices import Disclosure
from claims.publication.exports import story_pdf
from claims.publication.report import report_of
from claims.views.charts import NAME_ROW, ring_map
from claims.views.story_export import words
from sources.models import Job, Story
from tests.factories import (
    make_candidate,
    make_claim,
    make_document,
    make_evidence,
    make_group,
    make_job,
    make_question,
    make_relation,
    make_revision,
)

HOSTILE = '</text><script>alert(1)</script>#import "x" $eval$ \\'


@pytest.fixture
def filled(story):
    """Two documents in conflict about a time, a question, a claim with evidence."""
    moment = datetime(2024, 3, 3, 6, tzinfo=UTC)
    one = make_revision("The gates opened at six.", story=story)
    two = make_revision("The gates opened at seven.", story=story)
    question = make_question(story, wording="When did the gates open?")
    a = make_candidate(
        "The gates opened at six.", revision=one, event_start=moment, speaker="Ministry"
    )
    b = make_candidate(
        "The gates opened at seven.", revision=two, event_start=moment, speaker="Hydro"
    )
    make_group(a, question=question, conflicts=1)
    make_group(b, question=question, conflicts=1)
    make_relation(a, b, "contradicts")
    make_evidence(make_claim("The gates opened.", story=story))
    return story


def page(client, story, name="story", **data):
    return client.get(reverse(name, args=[story.pk]), data)


def test_the_page_tells_times_pairs_questions_claims_and_documents(as_reviewer, filled):
    answer = page(as_reviewer, filled)
    text = answer.text
    assert "When did the gates open?" in text
    assert "The gates opened at seven." in text
    assert [p.conflicts for p in answer.context["pairs"]] == [1]
    assert "The gates opened." in text
    gave = {d.n_candidates: d.n_conflicts for d in answer.context["page"]}
    assert gave[1] == 1


def test_the_page_of_a_story_asks_no_more_with_more_documents(
    as_reviewer, filled, queries_of
):
    url = reverse("story", args=[filled.pk])
    first = queries_of(as_reviewer, url)
    for _ in range(20):
        make_job(subject=make_document(filled).pk, story=filled)
    assert queries_of(as_reviewer, url) == first


def test_documents_come_in_pages_and_work_is_counted(as_reviewer, story):
    for _ in range(30):
        make_job(subject=make_document(story).pk, story=story, state="running")
    answer = page(as_reviewer, story)
    assert len(answer.context["page"].object_list) == 25
    assert answer.context["work"].busy == 30
    assert len(page(as_reviewer, story, page=2).context["page"].object_list) == 5


def test_the_story_learns_that_more_is_known(as_reviewer, story):
    make_revision(story=story)
    seen = page(as_reviewer, story).context["state"]
    assert (
        "More is known" not in page(as_reviewer, story, "story_fresh", seen=seen).text
    )
    make_revision(story=story)
    assert "More is known" in page(as_reviewer, story, "story_fresh", seen=seen).text


@pytest.mark.parametrize("n", [2, 3, 8, 40])
def test_names_on_the_map_never_touch(n):
    names = {str(i): f"Outlet {i:02}" for i in range(n)}
    counts = {(str(i), str((i + 1) % n), "supports"): 1 for i in range(n)}
    found = ring_map(names, counts, {})
    for anchor in ("start", "end"):
        ys = sorted(node.y for node in found.nodes if node.anchor == anchor)
        gaps = [b - a for a, b in zip(ys, ys[1:], strict=False)]
        assert all(gap >= NAME_ROW - 1 for gap in gaps)
    assert all(0 < node.y < found.height for node in found.nodes)


def test_of_too_many_lines_conflicts_are_drawn_first():
    names = {str(i): f"Outlet {i:02}" for i in range(30)}
    counts = {
        (str(i), str(j), "contradicts" if j == i + 1 else "supports"): 1
        for i in range(30)
        for j in range(i + 1, 30)
    }
    found = ring_map(names, counts, {})
    assert sum(link.tone == "contradicts" for link in found.links) == 29
    assert found.left_out == len(counts) - len(found.links)


def test_a_deadline_is_edited_and_a_stale_one_refused(as_editor, as_reviewer, story):
    url = reverse("story_settings", args=[story.pk])
    seen = as_editor.get(url).context["form"].initial["seen"]
    sent = {"title": "Bridge closure", "deadline": "2026-12-01T10:00", "seen": seen}
    assert as_reviewer.post(url, sent).status_code == 403
    assert as_editor.post(url, sent).status_code == 302
    again = as_editor.post(url, sent | {"deadline": "2026-12-02T10:00"})
    assert again.status_code == 409
    assert "stale_story" in again.text
    assert "2026-12-02T10:00" in again.text
    story.refresh_from_db()
    assert story.deadline.isoformat() == "2026-12-01T10:00:00+00:00"
    assert as_editor.post(url, {"title": " "}).status_code == 422


def test_a_closed_story_leaves_the_list_and_takes_nothing(as_editor, story):
    url = reverse("story_close", args=[story.pk])
    assert as_editor.post(url, {"do": "close"}).status_code == 422
    as_editor.post(url, {"do": "close", "close-reason": "Settled."})
    assert story.title not in as_editor.get(reverse("stories")).text
    closed = as_editor.get(reverse("stories"), {"state": "closed"}).text
    assert story.title in closed
    sent = {"story": story.pk, "text": "It opened."}
    assert as_editor.post(reverse("sources_add"), sent).status_code == 422
    as_editor.post(url, {"do": "reopen"})
    assert Story.objects.get(pk=story.pk).closed_at is None
    assert [e.changes["state"][1] for e in story.edits.all()] == ["open", "closed"]


def test_an_embargo_is_set_explained_refused_and_lifted(as_editor, as_outsider, filled):
    url = reverse("story_embargo", args=[filled.pk])
    settings = reverse("story_settings", args=[filled.pk])
    Job.objects.all().delete()
    assert as_editor.post(url, {"do": "set"}).status_code == 422  # no reason
    as_editor.post(url, {"do": "set", "embargo-reason": "A tip."})
    assert as_outsider.get(settings).status_code == 404
    refused = as_editor.post(url, {"do": "lift", "embargo-reason": "It is out."})
    assert refused.status_code == 422
    assert "cannot be hidden again" in refused.text
    sent = {"do": "lift", "embargo-reason": "Out.", "embargo-understood": "on"}
    busy = as_editor.post(url, sent)
    assert busy.status_code == 409
    assert "embargo_refused" in busy.text
    Job.objects.all().delete()
    as_editor.post(url, sent)
    assert as_outsider.get(settings).status_code == 200


def export(client, story, kind):
    return client.get(reverse("story_export", args=[story.pk, kind]))


def test_a_story_is_one_html_file_that_needs_nothing_else(as_reviewer, filled):
    answer = export(as_reviewer, filled, "html")
    assert "attachment" in answer["Content-Disposition"]
    assert "When did the gates open?" in answer.text
    assert "<svg" in answer.text
    assert not re.search(r"(src|href)=|@import|url\(", answer.text)


def test_a_story_is_a_tagged_pdf(as_reviewer, filled):
    answer = export(as_reviewer, filled, "pdf")
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content or b"/ObjStm" in answer.content
    assert answer["Content-Type"] == "application/pdf"


def test_hostile_words_are_printed_and_do_nothing(as_reviewer, story):
    story.title = HOSTILE
    story.save()
    make_claim(HOSTILE, story=story, claimant=HOSTILE)
    make_document(story, title=HOSTILE, outlet=HOSTILE)
    answer = export(as_reviewer, story, "html")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert export(as_reviewer, story, "pdf").content.startswith(b"%PDF-")


def test_what_is_withheld_is_only_counted(filled, reviewer):
    claim = filled.claims.get()
    secret = make_evidence(claim, "Quorzelm told us.")
    secret.disclosure = Disclosure.WITHHELD
    secret.save()
    described = make_evidence(claim, "Brindle told us.", speaker="Brindle")
    described.disclosure, described.note = Disclosure.DESCRIBED, "An official."
    described.save()
    report = report_of(filled, by=reviewer, made_at="now", times=[])
    told = str({k: v for k, v in report.items() if k != "documents"})
    assert "Quorzelm" not in told
    assert "Brindle" not in told
    assert "An official." in told
    assert report["withheld"] == 1


def test_files_obey_the_embargo_and_say_so(as_reviewer, as_outsider, embargoed_story):
    assert export(as_outsider, embargoed_story, "pdf").status_code == 404
    text = export(as_reviewer, embargoed_story, "html").text
    assert "Under embargo, only for: Investigations" in text


def test_an_empty_story_is_a_file_too(as_reviewer, story):
    for kind in ("pdf", "html"):
        assert export(as_reviewer, story, kind).status_code == 200


def test_the_pdf_takes_every_script():
    blank = {"times": [], "questions": [], "claims": [], "documents": []}
    report = {
        **blank,
        "title": "تقرير 報告 Bericht",
        "team": "T",
        "embargo": "",
        "deadline": "",
        "closed": False,
        "made_at": "",
        "made_by": "",
        "counts": {"documents": 0, "claims": 0, "assertions": 0},
        "withheld": 0,
        "left_out": {"claims": False, "documents": False},
    }
    assert story_pdf.export(report, words=words()).startswith(b"%PDF-")
