"""The Python client against a server of its own, and against made-up answers."""

from __future__ import annotations

import hashlib
import json

import httpx
import pytest
from corroborate_client import (
    BadRequest,
    Client,
    Conflict,
    Gone,
    NotAllowed,
    NotThere,
    Unavailable,
    transport,
)

from scripts import make_client
from tests.factories import make_corrected, make_key, make_published
from workbench.accounts.ids import new_id


def test_it_is_made_of_the_description_as_it_stands():
    for name, text in make_client.make(make_client.read_schema()).items():
        kept = (make_client.PACKAGE / name).read_text(encoding="utf-8")
        assert kept == text, "run `make client`"


@pytest.fixture
def client(live_server, transactional_db):
    with Client(live_server.url, tries=1) as found:
        yield found


@pytest.mark.django_db(transaction=True)
class TestOnAServer:
    def test_findings_are_walked_page_by_page(self, client):
        made = {str(make_published().record) for _ in range(3)}
        found = [fact["id"] for fact in client.facts_each(limit=2)]
        assert len(found) == 3
        assert set(found) == made

    def test_a_version_is_the_text_that_its_digest_is_of(self, client):
        publication = make_published()
        make_corrected(publication)
        text = client.fact_text(str(publication.record), 1)
        assert hashlib.sha256(text.encode()).hexdigest() == publication.digest
        assert client.facts_get(str(publication.record))["version"] == 2
        assert client.facts_get(str(publication.record), version=1)["version"] == 1

    def test_an_answer_that_is_current_is_not_sent_again(self, client, monkeypatch):
        record = str(make_published().record)
        first = client.facts_get(record)
        sent = []
        send = client.send
        monkeypatch.setattr(
            client, "send", lambda *words: sent.append(send(*words)) or sent[-1]
        )
        assert client.facts_get(record) == first
        assert [answer.status_code for answer in sent] == [304]

    def test_changes_lead_on(self, client):
        publication = make_published()
        pages = client.changes_follow(wait_s=0)
        assert [e["kind"] for e in next(pages)["results"]] == ["upsert"]
        make_corrected(publication)
        assert [e["kind"] for e in next(pages)["results"]] == ["correction"]

    def test_refusals_are_problems_with_codes(self, client, settings):
        with pytest.raises(NotThere) as missing:
            client.facts_get(str(new_id()))
        assert missing.value.code == "not_found"
        assert missing.value.type.endswith("/problems/not_found/")
        with pytest.raises(BadRequest) as cursor:
            client.changes_list(after="nonsense")
        assert cursor.value.code == "bad_cursor"
        with pytest.raises(NotAllowed):
            client.stories_list()

    def test_the_desk_is_reached_with_a_key(self, live_server, story, reporter):
        key = make_key(reporter, ["desk:read", "documents:write"])
        with Client(live_server.url, key=key, tries=1) as desk:
            assert [s["title"] for s in desk.stories_each()] == ["Bridge closure"]
            text = "The bridge closed on Friday, the port authority said."
            accepted = desk.documents_add({"story": str(story.pk), "text": text})
            assert accepted["job"]["state"] == "queued"
            named = ("a.txt", text.replace("Friday", "Sunday").encode())
            accepted = desk.documents_add({"story": str(story.pk)}, file=named)
            assert accepted["document"]["id"]


def answering(*answers, tries=3):
    """A client, and the requests it sent, of a server with these answers in turn."""
    seen, waiting = [], iter(answers)

    def answer(request):
        seen.append(request)
        found = next(waiting)
        if isinstance(found, Exception):
            raise found
        return found

    http = httpx.Client(transport=httpx.MockTransport(answer))
    return Client("https://checks.example", tries=tries, http=http), seen


def problem(status, code, **headers):
    body = {"code": code, "detail": "No.", "type": "about:blank", "title": "T"}
    return httpx.Response(status, content=json.dumps(body), headers=headers)


@pytest.fixture
def pauses(monkeypatch):
    found = []
    monkeypatch.setattr(transport.time, "sleep", found.append)
    return found


FACT = httpx.Response(200, json={"id": "x"})


def test_it_waits_as_long_as_it_is_told(pauses):
    client, seen = answering(problem(429, "throttled", **{"Retry-After": "7"}), FACT)
    assert client.facts_get("x") == {"id": "x"}
    assert pauses == [7.0]
    assert len(seen) == 2


def test_it_gives_up_in_the_end(pauses):
    client, seen = answering(*[problem(503, "unavailable")] * 3)
    with pytest.raises(Unavailable) as raised:
        client.facts_get("x")
    assert (raised.value.status, len(seen), len(pauses)) == (503, 3, 2)


def test_a_lost_connection_is_tried_again_with_the_same_key(pauses):
    lost = httpx.ConnectError("refused")
    client, seen = answering(lost, httpx.Response(201, json={}))
    client.stories_add({"title": "A"})
    keys = {request.headers["Idempotency-Key"] for request in seen}
    assert (len(seen), len(keys)) == (2, 1)


def test_a_change_whose_fate_is_unknown_is_not_sent_again(pauses):
    client, seen = answering(httpx.ReadError("gone"))
    with pytest.raises(Unavailable) as raised:
        client.claims_edit("x", {"text": "A"}, if_match='"1"')
    assert raised.value.code == "unreachable"
    assert (len(seen), pauses) == (1, [])


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, NotAllowed),
        (404, NotThere),
        (410, Gone),
        (412, Conflict),
        (422, BadRequest),
    ],
)
def test_each_status_has_its_exception(status, kind):
    client, _ = answering(problem(status, "code"))
    with pytest.raises(kind) as raised:
        client.facts_get("x")
    assert (raised.value.code, raised.value.detail) == ("code", "No.")


def test_a_page_of_a_proxy_is_a_problem_too():
    client, _ = answering(httpx.Response(413, text="<h1>Too large</h1>"))
    with pytest.raises(BadRequest, match="http_413"):
        client.facts_get("x")


def test_only_so_many_answers_are_kept():
    answers = [httpx.Response(200, json={}, headers={"ETag": '"1"'}) for _ in range(9)]
    client, _ = answering(*answers)
    client.keep = 4
    for number in range(9):
        client.facts_get(str(number))
    assert len(client.kept) == 4
