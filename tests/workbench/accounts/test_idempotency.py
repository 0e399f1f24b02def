"""A POST sent twice, one after the other or at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from sources.models import Document, Job
from tests.factories import make_key
from workbench.accounts.models import IdempotencyKey

BOTH = ("desk:read", "documents:write")
URL = "/api/v1/documents"

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(reporter):
    return make_key(reporter, BOTH)


def headers_of(key, name="first"):
    return {"Authorization": f"Bearer {key}", "Idempotency-Key": name}


def post(key, story, text="The bridge was closed.", name="first"):
    return Client().post(
        URL,
        {"story": str(story.pk), "text": text},
        content_type="application/json",
        headers=headers_of(key, name),
    )


def test_the_second_answer_is_the_first_byte_for_byte(key, story):
    first = post(key, story)
    second = post(key, story)
    assert (first.status_code, second.status_code) == (202, 202)
    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Location"] == first["Location"]
    assert "Idempotent-Replay" not in first
    assert second["Idempotent-Replay"] == "true"
    assert Document.objects.count() == 1


def test_the_key_for_another_body_is_an_error(key, story):
    post(key, story)
    answer = post(key, story, "Other words.")
    assert (answer.status_code, answer.json()["code"]) == (
        422,
        "idempotency_key_reuse",
    )
    assert Document.objects.count() == 1


def test_two_callers_may_use_the_same_key(key, story, editor):
    post(key, story)
    answer = post(make_key(editor, BOTH), story, "Other words.")
    assert answer.status_code == 202
    assert Document.objects.count() == 2


def test_a_refused_request_is_judged_anew(key, story):
    assert post(key, story, "  ").status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert post(key, story, "Better words.").status_code == 202


def test_a_form_is_the_same_whatever_its_boundary(key, story):
    def send(boundary, data=b"The bridge was closed."):
        client = Client()
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="story"\r\n\r\n'
            f"{story.pk}\r\n--{boundary}\r\nContent-Disposition: form-data; "
            'name="file"; filename="a.txt"\r\n\r\n'
        ).encode()
        body += data + f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        return client.generic("POST", URL, body, kind, headers=headers_of(key))

    first = send("one")
    assert first.status_code == 202, first.content
    assert send("two").content == first.content
    assert send("two", b"Other words.").status_code == 422


def test_a_file_is_whole_after_it_was_digested(key, story, settings):
    form = {
        "story": str(story.pk),
        "file": SimpleUploadedFile("a.txt", b"The bridge was closed."),
    }
    assert Client().post(URL, form, headers=headers_of(key)).status_code == 202
    kept = [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
    assert kept[0].read_bytes() == b"The bridge was closed."


@pytest.mark.parametrize("name", ["", "k" * 256, "schlüssel"])
def test_a_bad_key_is_refused(key, story, name):
    answer = post(key, story, name=name)
    assert (answer.status_code, answer.json()["code"]) == (
        422,
        "bad_idempotency_key",
    )


def test_the_answer_and_the_effect_stand_or_fall_together(key, story, monkeypatch):
    def fail(*_):
        raise RuntimeError("killed")

    monkeypatch.setattr("workbench.accounts.idempotency.store", fail)
    assert post(key, story).status_code == 500
    assert not Document.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_parallel_copies_have_one_effect(key, story):
    def send(_):
        try:
            return post(key, story)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(16)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replay" not in answer for answer in answers) == 1
    assert (Document.objects.count(), Job.objects.count()) == (1, 1)
