"""A team's messenger: chosen events, escaped words, no secrets, pauses when it fails."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from claims.review import team_webhooks
from claims.review.assignment import assign
from claims.review.comments import comment
from claims.review.team_webhooks import send_test
from sources.errors import DeadHost, FetchStatus, RefusedAddress
from sources.ingest.post import post_json
from sources.jobs import service
from sources.models import Job
from tests.factories import make_claim
from workbench.accounts.models import TeamWebhook


@pytest.fixture
def posted(monkeypatch):
    sent = []
    monkeypatch.setattr(
        team_webhooks, "post_json", lambda url, body, **_: sent.append((url, body))
    )
    return sent


@pytest.fixture
def webhook(team, editor):
    return TeamWebhook.objects.create(
        team=team,
        name="#desk",
        url="https://hooks.example/T1/secret",
        events=["assigned", "published"],
        created_by=editor,
    )


def run():
    for job in Job.objects.filter(kind="team_post", state="queued"):
        Job.objects.filter(pk=job.pk).update(next_attempt_at=timezone.now())
        service.run(service.claim(job.pk))


@pytest.mark.django_db
def test_an_event_of_the_teams_story_is_told_escaped(
    webhook, posted, story, reporter, team
):
    claim = make_claim("Gate <six> & seven.", story=story, by=reporter)
    assign(claim, kind="call", by=reporter, to_team=team, note="Ask <!channel> now.")
    run()
    [(url, body)] = posted
    assert url == webhook.url
    assert "Gate &lt;six&gt; &amp; seven." in body["text"]
    assert "Ask &lt;!channel&gt; now." in body["text"]
    assert claim.get_absolute_url() in body["text"]
    webhook.refresh_from_db()
    assert webhook.last_sent_at is not None


@pytest.mark.django_db
def test_what_was_not_chosen_or_is_another_teams_is_not_told(
    webhook, posted, story, reporter, outsider, other_team
):
    comment(make_claim(story=story, by=reporter), "Hm.", by=reporter)
    assert not Job.objects.filter(kind="team_post").exists()


@pytest.mark.django_db
def test_nothing_under_embargo_is_named(
    webhook, posted, embargoed_story, reporter, team
):
    claim = make_claim("The minister paid.", story=embargoed_story, by=reporter)
    assign(claim, kind="call", by=reporter, to_team=team, note="Ring the bank.")
    run()
    [(_url, body)] = posted
    for secret in ("minister", "bank", embargoed_story.title, str(claim.pk)):
        assert secret not in body["text"]
    assert "Under embargo" in body["text"]


@pytest.mark.django_db
def test_failures_in_a_row_pause_it_and_a_test_tries_again(
    webhook, story, reporter, team, editor, monkeypatch
):
    def away(*_, **__):
        raise DeadHost("The host cannot be reached.", host="hooks.example", reason="")

    monkeypatch.setattr(team_webhooks, "post_json", away)
    claim = make_claim(story=story, by=reporter)
    assign(claim, kind="call", by=reporter, to_team=team)
    for _ in range(team_webhooks.MOST_FAILURES):
        run()
    webhook.refresh_from_db()
    assert webhook.paused_at is not None
    assert webhook.last_error == "The host cannot be reached."
    job = Job.objects.get(kind="team_post")
    assert (job.state, job.attempts) == ("queued", 0)
    assign(claim, kind="check", by=reporter, to_team=team)
    assert Job.objects.filter(kind="team_post").count() == 1
    send_test(webhook, by=editor)
    webhook.refresh_from_db()
    assert (webhook.paused_at, webhook.failures) == (None, 0)


class Receiver(BaseHTTPRequestHandler):
    got: list[dict] = []
    status = 200

    def do_POST(self):
        size = int(self.headers["Content-Length"])
        self.got.append(json.loads(self.rfile.read(size)))
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Receiver.got.clear()
    Receiver.status = 200
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_message_is_posted_as_json(receiver):
    post_json(f"http://{receiver}/x", {"text": "Hé"}, allow_hosts=[receiver])
    assert Receiver.got == [{"text": "Hé"}]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_other_answers_are_failures_and_no_redirect_is_followed(receiver, status):
    Receiver.status = status
    with pytest.raises(FetchStatus):
        post_json(f"http://{receiver}/x", {}, allow_hosts=[receiver])
    assert len(Receiver.got) == 1


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "http://[::1]/", "http://10.0.0.1/"]
)
def test_private_addresses_are_refused_when_connecting(url):
    with pytest.raises(RefusedAddress):
        post_json(url, {})
