"""Every way in, every bad input; what is refused leaves nothing, what is kept stays."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from sources.errors import DeadHost, ParseTimeout, RefusedAddress, SourcesError
from sources.ingest import reading, service
from sources.ingest.fetch import Fetched
from sources.jobs import service as jobs
from sources.models import Blob, Capture, Document, Job, TextRevision
from sources.signals import text_ready
from tests.factories import make_job, make_source, make_user

pytestmark = pytest.mark.django_db

TEXT = (
    "CITYVILLE, March 3, 2024 (Reuters) - The harbour bridge was closed on Friday.\n\n"
    "The mayor said that nobody was hurt.\n"
)
PAGE = b"""<!doctype html><html lang="en"><head><title>Bridge closed</title>
<meta property="og:site_name" content="Harbour Post"></head><body><article>
<h1>Bridge closed</h1><p>The harbour bridge was closed on Friday after engineers found
a crack in a bearing, the city said in a statement.</p><p>Nobody was hurt, the mayor
said. Ferries will run every ten minutes until the bridge is repaired.</p></article>
</body></html>"""
URL = "https://news.example.org/bridge"


def run(job):
    jobs.run(jobs.claim(job.pk))
    job.refresh_from_db()
    return job


def upload(story, by, data=b"", filename="bridge.txt", **fields):
    data = TEXT.encode() if filename == "bridge.txt" else data
    return service.ingest_upload(data, filename=filename, story=story, by=by, **fields)


@pytest.fixture
def fetched(monkeypatch):
    """Answer the fetcher with this; an exception is raised instead."""

    def answer(result):
        def fake(url, **_):
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setattr(service, "fetch", fake)

    return answer


page = Fetched(
    data=PAGE,
    media_type="text/html",
    final_url=URL + "?final",
    fetched_at=datetime(2024, 3, 4, tzinfo=UTC),
)


def test_an_upload_is_kept_and_queued(story, reporter):
    document, job = upload(story, reporter, purpose="reference")
    capture = document.captures.get()
    assert (job.kind, job.subject, job.state) == ("read", capture.pk, "queued")
    assert (capture.media_type, capture.filename) == ("text/plain", "bridge.txt")
    assert (document.via, document.purpose) == ("upload", "reference")
    assert (document.created_by, job.created_by) == (reporter, reporter)
    assert capture.blob.size_bytes == len(TEXT.encode())
    assert job.label == "bridge.txt"


def test_reading_gives_text_passages_and_facts(story, reporter):
    source = make_source("Reuters agency", aliases=["Reuters"])
    document, job = service.ingest_paste(TEXT, story=story, by=reporter)
    assert run(job).state == "done"
    document.refresh_from_db()
    revision = document.current_revision
    assert revision.text == TEXT
    assert revision.passages.count() == len(revision.sentences) >= 2
    assert (revision.reader, bool(revision.signature)) == ("plain", True)
    assert document.language == "en"
    assert document.published == "2024-03-03"
    assert document.published_how == "dateline"
    assert document.published_sort == datetime(2024, 3, 3, tzinfo=UTC)
    assert source.name  # linked only when the outlet itself is known


def test_the_signal_is_sent_in_the_finishing_transaction(story, reporter):
    seen = []

    def receive(*, revision, by_id, **_):
        row = Job.objects.get(kind="read")
        seen.append((revision.document.pk, row.state, by_id))

    text_ready.connect(receive)
    try:
        document, job = service.ingest_paste(TEXT, story=story, by=reporter)
        run(job)
    finally:
        text_ready.disconnect(receive)
    assert seen == [(document.pk, "done", reporter.pk)]


def test_reading_leads_to_extraction(story, reporter):
    document, job = service.ingest_paste(TEXT, story=story, by=reporter)
    run(job)
    document.refresh_from_db()
    following = Job.objects.get(kind="extract")
    assert following.subject == document.current_revision_id
    assert following.created_by == reporter


def test_reference_documents_are_not_mined(story, reporter):
    run(service.ingest_paste(TEXT, story=story, by=reporter, purpose="reference")[1])
    assert not Job.objects.filter(kind="extract").exists()


def test_the_scope_is_copied_down(embargoed_story, reporter, team):
    document, job = service.ingest_paste(TEXT, story=embargoed_story, by=reporter)
    run(job)
    document.refresh_from_db()
    rows = [document, job, document.captures.get(), document.current_revision]
    rows += [*document.current_revision.passages.all(), Job.objects.get(kind="extract")]
    assert {row.scope for row in rows} == {team}


def test_an_address_is_fetched_and_then_read(story, reporter, fetched):
    fetched(page)
    source = make_source("Harbour Post")
    document, job = service.ingest_url(URL, story=story, by=reporter)
    assert (job.kind, job.subject) == ("fetch", document.pk)
    assert run(job).state == "done"
    capture = document.captures.get()
    assert (capture.final_url, capture.fetched_at) == (page.final_url, page.fetched_at)
    assert run(Job.objects.get(kind="read")).state == "done"
    document.refresh_from_db()
    assert document.title == "Bridge closed"
    assert (document.outlet, document.source) == ("Harbour Post", source)


REFUSED = [
    (b"", "a.txt", "empty_file"),
    (b"   \n", "a.txt", "empty_file"),
    (b"x" * 2001, "a.txt", "too_large"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "crack.png", "unknown_type"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.txt", "type_mismatch"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "a.pdf", "type_mismatch"),
]


@pytest.mark.parametrize(("data", "filename", "code"), REFUSED)
def test_a_bad_file_leaves_nothing(story, reporter, settings, data, filename, code):
    settings.MAX_UPLOAD_BYTES = 2000
    with pytest.raises(SourcesError) as caught:
        upload(story, reporter, data, filename)
    assert caught.value.code == code
    assert not Document.objects.exists()
    assert not Job.objects.exists()
    assert not Blob.objects.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        (" \n\t", "empty_file"),
        ("one\x00two", "nul_bytes"),
        ("half \ud83d pair", "undecodable"),
        ("x" * 2001, "too_large"),
    ],
)
def test_a_bad_paste_leaves_nothing(story, reporter, settings, text, code):
    settings.MAX_UPLOAD_BYTES = 2000
    with pytest.raises(SourcesError) as caught:
        service.ingest_paste(text, story=story, by=reporter)
    assert caught.value.code == code
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["", "bridge", "ftp://example.org/a", "file:///etc/passwd", "http://", "\x00"],
)
def test_a_bad_address_leaves_nothing(story, reporter, url):
    with pytest.raises(SourcesError) as caught:
        service.ingest_url(url, story=story, by=reporter)
    assert caught.value.code == "fetch_bad_url"
    assert not Document.objects.exists()


def add_by(way, story, by):
    if way == "url":
        return service.ingest_url(URL, story=story, by=by)
    if way == "paste":
        return service.ingest_paste(TEXT, story=story, by=by)
    return upload(story, by)


WAYS = ["upload", "paste", "url"]


@pytest.mark.parametrize("way", WAYS)
def test_a_story_out_of_sight_does_not_exist(embargoed_story, outsider, way):
    with pytest.raises(SourcesError) as caught:
        add_by(way, embargoed_story, outsider)
    assert caught.value.code == "not_found"


@pytest.mark.parametrize("way", WAYS)
def test_only_the_storys_team_adds_documents(story, outsider, way):
    with pytest.raises(SourcesError) as caught:
        add_by(way, story, outsider)
    assert caught.value.code == "not_allowed"


def test_strangers_add_nothing(story):
    with pytest.raises(SourcesError) as caught:
        upload(story, make_user())
    assert caught.value.code == "not_found"


@pytest.mark.parametrize("way", WAYS)
def test_a_duplicate_names_the_document_that_is_there(story, reporter, way):
    document, _ = add_by(way, story, reporter)
    with pytest.raises(SourcesError) as caught:
        add_by(way, story, reporter)
    assert caught.value.code == "duplicate_document"
    assert caught.value.extra == {"document": str(document.pk)}
    assert (Document.objects.count(), Job.objects.count()) == (1, 1)


def test_paste_and_upload_of_the_same_words_are_duplicates(story, reporter):
    upload(story, reporter)
    with pytest.raises(SourcesError) as caught:
        service.ingest_paste(TEXT, story=story, by=reporter)
    assert caught.value.code == "duplicate_document"


def test_another_story_may_have_the_same_words(story, embargoed_story, reporter):
    upload(story, reporter)
    upload(embargoed_story, reporter)
    assert Blob.objects.count() == 1
    assert Capture.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_equal_uploads_one_is_kept(story, reporter):
    def add(_):
        try:
            return upload(story, reporter)[0].pk
        except SourcesError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(add, range(12)))
    assert outcomes.count("duplicate_document") == 11
    assert (Document.objects.count(), Job.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\files\\bridge.txt", "bridge.txt"),
        ("bri\ndge\x00.txt", "bridge.txt"),
        ("x" * 300 + ".txt", "x" * 251 + ".txt"),
    ],
)
def test_only_the_name_of_a_file_is_kept(story, reporter, given, kept):
    assert upload(story, reporter, TEXT.encode(), given)[0].filename == kept


def test_a_file_without_text_is_kept_and_its_job_set_aside(story, reporter):
    data = b"1\n00:00:01,000 --> 00:00:02,000\n\n"
    document, job = upload(story, reporter, data, "empty.srt")
    run(job)
    assert (job.state, job.error_code) == ("quarantined", "no_text")
    document.refresh_from_db()
    assert document.current_revision is None
    assert document.captures.count() == 1


def test_an_undecodable_file_is_kept_and_its_job_set_aside(story, reporter):
    data = bytes(range(0x80, 0x100)) * 8 + b"plain words follow here"
    document, job = upload(story, reporter, data, "odd.txt")
    run(job)
    assert (job.state, job.error_code) == ("quarantined", "undecodable")
    assert document.captures.count() == 1


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (DeadHost("Nobody answers."), "queued"),
        (RefusedAddress("A private address."), "quarantined"),
    ],
)
def test_a_failed_fetch_keeps_its_reason(story, reporter, fetched, error, state):
    fetched(error)
    document, job = service.ingest_url(URL, story=story, by=reporter)
    run(job)
    assert (job.state, job.error_code) == (state, error.code)
    assert job.error == error.message
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_parser_that_hangs_is_tried_once(story, reporter, monkeypatch):
    def hang(*_, **__):
        raise ParseTimeout("Reading took too long.")

    monkeypatch.setattr(reading, "extract_text", hang)
    job = run(service.ingest_paste(TEXT, story=story, by=reporter)[1])
    assert (job.state, job.error_code) == ("quarantined", "parse_timeout")


def test_a_fetched_copy_of_a_known_text_says_so(story, reporter, fetched):
    fetched(page)
    known, _ = upload(story, reporter, PAGE, "page.html")
    _, job = service.ingest_url(URL, story=story, by=reporter)
    run(job)
    assert (job.state, job.error_code) == ("quarantined", "duplicate_document")
    assert str(known) in job.error


def test_an_empty_answer_is_no_document(story, reporter, fetched):
    fetched(replace(page, data=b""))
    job = run(service.ingest_url(URL, story=story, by=reporter)[1])
    assert (job.state, job.error_code) == ("quarantined", "empty_file")


def test_lost_bytes_are_noticed(story, reporter, settings):
    _, job = upload(story, reporter)
    for path in settings.DATA_DIR.rglob("*"):
        if path.is_file():
            path.unlink()
    run(job)
    assert (job.state, job.error_code) == ("quarantined", "blob_missing")


@pytest.mark.parametrize("kind", ["fetch", "read"])
def test_work_on_a_deleted_document_ends(db, kind):
    job = run(make_job(kind))
    assert (job.state, job.error_code) == ("quarantined", "not_found")


def test_what_an_editor_wrote_is_kept(story, reporter):
    document, job = service.ingest_paste(
        TEXT, title="My own title", story=story, by=reporter
    )
    document.published, document.published_how = "2024-02-01", "editor"
    document.source = make_source("By hand")
    document.save()
    run(job)
    document.refresh_from_db()
    assert document.title == "My own title"
    assert (document.published, document.published_how) == ("2024-02-01", "editor")
    assert document.source.name == "By hand"


def test_a_second_run_of_a_read_changes_nothing(story, reporter):
    document, job = service.ingest_paste(TEXT, story=story, by=reporter)
    run(job)
    Job.objects.filter(pk=job.pk).update(state="queued")
    assert run(job).state == "done"
    assert TextRevision.objects.count() == 1
    assert Job.objects.filter(kind="extract").count() == 1


def test_rereading_by_the_same_reader_is_the_same_job(story, reporter):
    document, job = service.ingest_paste(TEXT, story=story, by=reporter)
    run(job)
    assert service.reread(document.captures.get(), by=reporter) == job


def test_a_new_reader_makes_a_new_current_text(story, reporter, monkeypatch):
    document, job = service.ingest_paste(TEXT, story=story, by=reporter)
    run(job)
    document.refresh_from_db()
    old = document.current_revision
    monkeypatch.setattr(service, "READER_VERSION", "next")
    monkeypatch.setattr(reading, "READER_VERSION", "next")
    again = service.reread(document.captures.get(), by=reporter)
    assert again != job
    assert run(again).state == "done"
    document.refresh_from_db()
    assert document.current_revision != old
    assert document.current_revision.reader_version == "next"
    assert old.passages.exists()
