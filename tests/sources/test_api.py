"""The intake API, as a program with a key sees it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sources.models import Document, Job, Story
from tests.factories import make_document, make_job, make_key, make_story
from workbench.accounts.ids import new_id

pytestmark = pytest.mark.django_db

BOTH = ("desk:read", "documents:write")


@pytest.fixture
def key(reporter):
    return make_key(reporter, BOTH)


@pytest.fixture
def call(client, key):
    """Call with the reporter's key, or another; return the answer."""

    def send(method, path, body=None, *, with_key=key, **headers):
        headers = {"Authorization": f"Bearer {with_key}"} | headers
        options = {"headers": headers}
        if body is not None:
            options |= {"data": body, "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1/{path}", **options)

    return send


@pytest.fixture
def send_file(client, key):
    def send(story, data, name, **headers):
        form = {"story": str(story.pk), "file": SimpleUploadedFile(name, data)}
        headers = {"Authorization": f"Bearer {key}"} | headers
        return client.post("/api/v1/documents", form, headers=headers)

    return send


def paste(story, text="The bridge was closed.", **more):
    return {"story": str(story.pk), "text": text, **more}


def test_a_paste_is_accepted_with_its_job(call, story, reporter):
    answer = call("post", "documents", paste(story, title="Bridge"))
    assert answer.status_code == 202, answer.content
    body = answer.json()
    document = Document.objects.get()
    assert body["document"]["id"] == str(document.pk)
    assert body["document"]["title"] == "Bridge"
    assert body["job"]["state"] == "queued"
    assert document.created_by == reporter
    path = f"/api/v1/jobs/{body['job']['id']}"
    assert answer["Location"] == f"http://testserver{path}"
    assert call("get", path.removeprefix("/api/v1/")).json()["kind"] == "read"


def test_an_address_is_accepted(call, story):
    body = {"story": str(story.pk), "url": "https://news.example.org/a"}
    answer = call("post", "documents", body)
    assert answer.status_code == 202, answer.content
    assert answer.json()["job"]["kind"] == "fetch"


def test_a_file_is_accepted(send_file, story):
    answer = send_file(story, b"The bridge was closed.", "bridge.txt")
    assert answer.status_code == 202, answer.content
    assert answer.json()["document"]["filename"] == "bridge.txt"


def test_text_is_kept_to_the_character(call, story, settings):
    call("post", "documents", paste(story, "  two  spaces \r\n"))
    kept = [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [b"  two  spaces \r\n"]


@pytest.mark.parametrize(
    ("data", "name", "status", "code"),
    [
        (b"", "a.txt", 422, "empty_file"),
        (b"x" * 2001, "a.txt", 413, "too_large"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "a.png", 415, "unknown_type"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.txt", 415, "type_mismatch"),
    ],
)
def test_a_bad_file_is_a_problem(send_file, story, settings, data, name, status, code):
    settings.MAX_UPLOAD_BYTES = 2000
    answer = send_file(story, data, name)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"text": "a\x00b"}, 422, "nul_bytes"),
        ({"text": "a\ud800b"}, 422, "undecodable"),
        ({"text": "  "}, 422, "empty_file"),
        ({"url": "nonsense"}, 422, "fetch_bad_url"),
        ({"url": "http://\x00"}, 422, "fetch_bad_url"),
    ],
)
def test_bad_fields_are_problems(call, story, fields, status, code):
    body = json.dumps({"story": str(story.pk)} | fields)
    answer = call("post", "documents", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "a", "url": "https://example.org"},
        {"text": "a", "purpose": "fun"},
        {"text": ["a"]},
        {"text": "a", "title": "t" * 501},
    ],
)
def test_a_malformed_body_is_refused(call, story, fields):
    answer = call("post", "documents", {"story": str(story.pk)} | fields)
    assert answer.status_code in {400, 422}
    assert not Document.objects.exists()


@pytest.mark.parametrize("body", ["[]", "nonsense", '"text"', "{"])
def test_what_is_no_object_is_refused(call, body):
    assert call("post", "documents", body).status_code in {400, 422}


def test_a_huge_body_is_refused_unread(call, story, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = call("post", "documents", paste(story, "x" * 2000))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_duplicate_names_what_is_there(call, story):
    first = call("post", "documents", paste(story)).json()["document"]["id"]
    answer = call("post", "documents", paste(story))
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_document")
    assert first in answer.content.decode()


def test_a_story_out_of_sight_is_not_found(call, embargoed_story, outsider):
    theirs = make_key(outsider, BOTH)
    answer = call("post", "documents", paste(embargoed_story), with_key=theirs)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_another_teams_story_takes_nothing(call, story, outsider):
    theirs = make_key(outsider, BOTH)
    answer = call("post", "documents", paste(story), with_key=theirs)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_a_reading_key_may_not_write(call, story, reporter):
    reading = make_key(reporter, ["desk:read"])
    assert call("post", "documents", paste(story), with_key=reading).status_code == 403
    assert call("get", "documents", with_key=reading).status_code == 200


def test_a_writing_key_may_not_read(call, reporter):
    writing = make_key(reporter, ["documents:write"])
    assert call("get", "documents", with_key=writing).status_code == 403


LISTS = ["documents", "jobs", "stories"]


@pytest.mark.parametrize("path", LISTS)
def test_without_a_key_nothing_is_told(client, path):
    assert client.get(f"/api/v1/{path}").status_code in {401, 403}


@pytest.fixture
def hidden(embargoed_story):
    document = make_document(embargoed_story)
    job = make_job(scope=embargoed_story.scope, subject=document.pk)
    return {"documents": document, "jobs": job, "stories": embargoed_story}


@pytest.mark.parametrize("path", LISTS)
def test_an_embargo_hides_rows_from_other_teams(call, hidden, outsider, path):
    theirs = make_key(outsider, BOTH)
    assert call("get", path, with_key=theirs).json()["results"] == []
    assert len(call("get", path).json()["results"]) == 1


@pytest.mark.parametrize("path", ["documents", "jobs"])
def test_an_embargoed_row_is_not_found_by_its_id(call, hidden, outsider, path):
    theirs = make_key(outsider, BOTH)
    row = hidden[path]
    assert call("get", f"{path}/{row.pk}").status_code == 200
    assert call("get", f"{path}/{row.pk}", with_key=theirs).status_code == 404


def test_an_embargoed_job_is_not_retried_by_others(call, hidden, outsider):
    job = hidden["jobs"]
    Job.objects.filter(pk=job.pk).update(state="quarantined")
    theirs = make_key(outsider, BOTH)
    answer = call("post", f"jobs/{job.pk}/retry", with_key=theirs)
    assert answer.status_code == 404


@pytest.mark.parametrize("rows", ["documents", "jobs"])
def test_what_is_not_there_is_not_found(call, rows):
    assert call("get", f"{rows}/{new_id()}").status_code == 404


def test_a_document_shows_all_work_on_it(call, story):
    call("post", "documents", paste(story))
    document = Document.objects.get()
    jobs = call("get", f"documents/{document.pk}").json()["jobs"]
    assert [job["kind"] for job in jobs] == ["read"]


def test_documents_are_narrowed_to_a_story(call, story):
    mine = make_document(story)
    make_document()
    found = call("get", f"documents?story={story.pk}").json()["results"]
    assert [row["id"] for row in found] == [str(mine.pk)]
    assert call("get", f"documents?story={new_id()}").json()["results"] == []


@pytest.mark.parametrize(
    "path",
    [
        "documents?story=nonsense",
        "documents?storie=x",
        "jobs?kind=%00",
        "jobs?state=lost",
        "jobs?state=done&state=queued",
        "stories?team=x",
    ],
)
def test_a_misspelt_filter_is_refused(call, path):
    answer = call("get", path)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameters")


def test_jobs_are_narrowed(call):
    one = make_job("read", state="done")
    make_job("extract")
    for query in (f"subject={one.subject}", "state=done", "kind=read"):
        found = call("get", f"jobs?{query}").json()["results"]
        assert [row["id"] for row in found] == [str(one.pk)]


def test_a_set_aside_job_is_retried_once(call, story):
    job = make_job(story=story, state="quarantined", attempts=3, error_code="no_text")
    answer = call("post", f"jobs/{job.pk}/retry")
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    again = call("post", f"jobs/{job.pk}/retry")
    assert (again.status_code, again.json()["code"]) == (409, "job_not_set_aside")


def test_other_teams_do_not_retry_a_storys_work(call, story, outsider):
    job = make_job(story=story, state="quarantined")
    theirs = make_key(outsider, BOTH)
    answer = call("post", f"jobs/{job.pk}/retry", with_key=theirs)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    job.refresh_from_db()
    assert job.state == "quarantined"


def test_a_story_is_opened(call, team, reporter):
    body = {"title": " Ferry fares ", "team": team.slug, "embargo": True}
    answer = call("post", "stories", body)
    assert answer.status_code == 201, answer.content
    story = Story.objects.get()
    assert (story.title, story.scope, story.created_by) == (
        "Ferry fares",
        team,
        reporter,
    )
    assert answer.json()["embargoed"] is True


def test_a_story_of_another_team_is_not_opened(call, other_team):
    answer = call("post", "stories", {"title": "x", "team": other_team.slug})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert not Story.objects.exists()


def test_pages_hold_every_row_once_while_rows_are_added(call, story):
    wanted = {str(make_document(story).pk) for _ in range(7)}
    seen, path = [], "documents?limit=3"
    while path:
        body = call("get", path).json()
        seen += [row["id"] for row in body["results"]]
        make_document(story)
        cursor = body["cursor"]
        path = f"documents?limit=3&cursor={cursor}" if cursor else None
    assert len(seen) == len(set(seen))
    assert set(seen) == wanted


def test_the_next_page_is_linked(call, story):
    for _ in range(2):
        make_document(story)
    answer = call("get", f"documents?limit=1&story={story.pk}")
    assert answer["Link"].startswith("<http://testserver/api/v1/documents?")
    assert f"story={story.pk}" in answer["Link"]
    assert answer["Link"].endswith('rel="next"')


@pytest.mark.parametrize("cursor", ["nonsense", "a:b", "%00", "é"])
def test_a_foreign_cursor_is_refused(call, cursor):
    answer = call("get", f"documents?cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


def test_a_cursor_fits_no_other_list(call, story):
    for _ in range(2):
        make_document(story)
    cursor = call("get", "documents?limit=1").json()["cursor"]
    answer = call("get", f"jobs?cursor={cursor}")
    assert answer.json()["code"] == "bad_cursor"


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "", "1.5", "²", "9" * 5000])
def test_a_bad_limit_is_refused(call, limit):
    answer = call("get", f"documents?limit={limit}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_limit")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_at_any_length(
    call, path, story, django_assert_max_num_queries
):
    def fill(count):
        for _ in range(count):
            make_document(make_story(team=story.team))
            make_job()

    fill(2)
    call("get", path)
    with django_assert_max_num_queries(10) as few:
        call("get", path)
    fill(20)
    with django_assert_max_num_queries(10) as many:
        call("get", path)
    assert len(few) == len(many)
