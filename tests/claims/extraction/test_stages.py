"""A long document is shown from its beginning, read in parts, and closed as a whole."""

from __future__ import annotations

import pytest

from claims.choices import TriageAction
from claims.extraction import load_extractor, stages
from claims.extraction.base import Extraction, FoundQuote
from claims.extraction.service import open_run, store
from claims.models import Candidate, ExtractionRun, TriageDecision
from sources.ingest import reading
from sources.ingest.service import ingest_paste, ingest_upload
from sources.jobs import service as jobs
from sources.models import Job
from sources.text.selectors import make_selector
from tests.sources.ingest.made_files import make_pdf

pytestmark = pytest.mark.django_db

MONTHS = ("January", "February", "March", "April", "May", "June", "July")


def line(page, at):
    """A sentence of its own for every place; page 1 alone gives the full name."""
    who = "Ida Brandt" if (page, at) == (1, 0) else "Brandt"
    month = MONTHS[(page + at) % 7]
    return f"{who} said on 3 {month} 2024 that {page * 50 + at} houses were flooded."


def long_pdf(pages=13, lines=26):
    return make_pdf(
        [
            [("Valley Water Board", 9, 770)]
            + [(line(page, at), 10, 740 - 16 * at) for at in range(lines)]
            + [(f"Page {page} of {pages}", 9, 30)]
            for page in range(1, pages + 1)
        ]
    )


def run(job):
    jobs.run(jobs.claim(job.pk))
    job.refresh_from_db()
    return job


def run_all(*kinds):
    while job := Job.objects.filter(kind__in=kinds, state="queued").first():
        assert run(job).state == "done", job.error


@pytest.fixture
def when_shown(monkeypatch):
    """Let work happen in the middle of reading: when the beginning has been stored."""
    show = reading.show_beginning

    def patch(action):
        def shown(*args, **kwargs):
            show(*args, **kwargs)
            action()

        monkeypatch.setattr(reading, "show_beginning", shown)

    return patch


@pytest.fixture
def upload(story, reporter):
    return lambda: ingest_upload(
        long_pdf(), filename="report.pdf", story=story, by=reporter
    )


def test_the_first_claims_are_there_before_the_rest_is_read(upload, when_shown):
    seen = {}

    def look():
        run_all("extract")
        document = seen["document"]
        document.refresh_from_db()
        seen["partial"] = document.current_revision.partial
        seen["early"] = set(document.candidates.values_list("pk", flat=True))
        row = document.candidates.first()
        seen["decision"] = TriageDecision.objects.create(
            story=document.story,
            action=TriageAction.DISMISS,
            candidate_ids=[row.pk],
            selectors=[[str(row.revision_id), list(row.segments)]],
            by=document.created_by,
        )

    when_shown(look)
    seen["document"], job = upload()
    assert run(job).state == "done"
    assert seen["partial"]
    assert len(seen["early"]) >= 20
    document = seen["document"]
    document.refresh_from_db()
    whole = document.current_revision
    assert not whole.partial
    moved = Candidate.objects.filter(pk__in=seen["early"])
    assert set(moved.values_list("revision", flat=True)) == {whole.pk}

    run_all("extract", "extract_part", "extract_close")
    live = Candidate.objects.filter(document=document, retired_at=None)
    assert live.filter(pk__in=seen["early"]).count() >= 0.9 * len(seen["early"])
    assert live.count() > 300
    assert live.count() == live.filter(revision=whole).count()
    seen["decision"].refresh_from_db()
    assert seen["decision"].selectors[0][0] == str(whole.pk)
    assert ExtractionRun.objects.get(revision=whole).current


def test_what_is_found_in_a_beginning_too_late_belongs_to_the_whole(upload):
    document, job = upload()
    assert run(job).state == "done"
    early, whole = Job.objects.filter(kind="extract").order_by("created_at")
    assert run(early).state == "done"
    assert Candidate.objects.exclude(group=None).exists()
    assert not Candidate.objects.exclude(revision=whole.subject).exists()
    assert run(whole).state == "done"
    assert Job.objects.filter(kind="extract_part").count() == 5


def test_the_closing_gives_everybody_their_full_name(upload):
    _, job = upload()
    run(job)
    run_all("extract", "extract_part")
    later = Candidate.objects.filter(words__contains="550 houses")
    assert later.get().speaker == "Brandt"
    run_all("extract_close")
    assert later.get().speaker == "Ida Brandt"


def test_the_first_part_is_small_and_progress_counts_pages(upload, monkeypatch):
    _, job = upload()
    run(job)
    run_all("extract")
    parts = list(Job.objects.filter(kind="extract_part").order_by("created_at", "id"))
    spans = [(p.inputs["first"], p.inputs["last"]) for p in parts]
    assert spans[0] == (0, stages.FIRST_PART)
    assert [b for _, b in spans[:-1]] == [a for a, _ in spans[1:]]
    told = []
    monkeypatch.setattr(
        "claims.extraction.rules.RulesExtractor.extract",
        lambda *_, **__: Extraction((), ()),
    )
    stages.handle_part(parts[1], lambda *count: told.append(count))
    assert told == [(2, 13, "page")]


def test_the_first_claims_stand_in_triage_before_anything_is_compared(upload):
    document, job = upload()
    run(job)
    run_all("extract")
    first = Job.objects.filter(kind="extract_part").order_by("created_at", "id")[0]
    Candidate.objects.all().delete()  # as if the beginning had come too late
    run(first)
    shown = Candidate.objects.exclude(group=None)
    assert shown.count() == Candidate.objects.count() > 0
    assert {c.group.best_id for c in shown} == {c.pk for c in shown}


def test_a_later_part_gives_way_to_what_others_wait_for(upload, story, reporter):
    _, job = upload()
    run(job)
    run_all("extract")
    part = Job.objects.filter(kind="extract_part").order_by("created_at", "id")[1]
    paste, read = ingest_paste(line(1, 0), story=story, by=reporter)
    run(read)
    seen = []

    def look(*_):
        seen.append(paste.candidates.exclude(group=None).exists())

    stages.handle_part(part, look)
    assert seen == [False]
    assert paste.candidates.exclude(group=None).exists()
    assert Job.objects.filter(kind="extract_part", state="done").count() <= 1


def test_a_part_loses_nothing_between_its_slices(upload):
    _, job = upload()
    run(job)
    run_all("extract")
    part = Job.objects.filter(kind="extract_part").order_by("created_at", "id")[1]
    stages.handle_part(part, lambda *count: None)()
    first, last = part.inputs["first"], part.inputs["last"]
    rows = Candidate.objects.filter(revision=part.subject)
    assert set(rows.values_list("sentence", flat=True)) >= set(range(first, last - 3))


def test_parts_stored_at_once_keep_each_others_quotations(story, reporter):
    document, job = ingest_paste("It rained.", story=story, by=reporter)
    run(job)
    document.refresh_from_db()
    revision = document.current_revision
    one = open_run(revision, load_extractor("rules"))
    other = open_run(revision, load_extractor("rules"))
    for held, first in ((one, 0), (other, 100)):
        selector = make_selector(revision.text, [(first and 3, 9)])
        quote = FoundQuote(selector, "rained", "direct", "", "", 0)
        store(held, Extraction((), (quote,), (), first))
    other.refresh_from_db()
    assert len(other.quotes) == 2
    assert set(other.names) == {"0", "100"}


def test_more_claims_stand_in_triage_as_they_are_found(upload):
    document, job = upload()
    run(job)
    run_all("extract")
    for part in Job.objects.filter(kind="extract_part").order_by("created_at", "id"):
        run(part)
    shown = document.candidates.exclude(group=None)
    assert shown.filter(sentence__lt=stages.WHOLE).count() > 200
    assert not document.candidates.filter(group=None, sentence__lt=200).exists()


def test_words_drawn_anew_wait_for_their_old_groups(upload):
    document, job = upload()
    run(job)
    run_all("extract")
    parts = Job.objects.filter(kind="extract_part").order_by("created_at", "id")
    run(parts[0])
    new = Candidate.objects.first()
    Candidate.objects.filter(pk=new.pk).update(group=None)
    alone = set(Candidate.objects.filter(group=None))
    stages.handle_part(parts[0], lambda *count: None)()
    assert new in alone
    assert set(Candidate.objects.filter(group=None)) == alone


def test_a_long_paste_is_shown_from_its_beginning_too(story, reporter):
    text = "\n\n".join(line(page, at) for page in range(60) for at in range(26))
    document, job = ingest_paste(text, story=story, by=reporter)
    assert run(job).state == "done"
    first, whole = document.revisions.order_by("created_at")
    assert (first.partial, whole.partial) == (True, False)
    assert whole.text.startswith(first.text)
    assert first.text.endswith(".")


def test_a_short_text_is_read_in_one_go(story, reporter):
    document, job = ingest_paste(line(1, 0), story=story, by=reporter)
    run(job)
    assert document.revisions.count() == 1
    run_all("extract")
    assert not Job.objects.filter(kind="extract_part").exists()
