from __future__ import annotations

import base64
import json
import os
import random
import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from claims.errors import BadEndpoint, NotAllowed
from claims.models import (
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)
from claims.publication.erasure import erase
from claims.publication.proof.checkpoints import make_checkpoint
from claims.publication.reports import report_error, sender_of
from claims.publication.service import retract
from claims.publication.webhooks import secrets, sending, service, upkeep
from claims.publication.webhooks.signing import make_secret
from sources.ingest import pinned
from sources.jobs import service as jobs
from sources.models import Job
from tests.factories import make_claim, make_corrected, make_member, make_published
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
FAULTY = int(os.environ.get("FAULTY_RECEIVERS", "12"))


def read(endpoint, got):
    """The event, as the library of Standard Webhooks reads it."""
    headers, body = got
    secret = secrets.unseal(endpoint.secret)
    return Webhook(secret).verify(body, headers)


def told_of(endpoint, **fields):
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(**fields)
    endpoint.refresh_from_db()
    return endpoint


def test_a_published_finding_is_told_thinly_and_signed(endpoint, receiver, run):
    publication = make_published()
    assert receiver.got == []  # nothing before the job, which follows the commit
    run()
    [got] = receiver.got
    event = read(endpoint, got)
    assert event["type"] == "fact.published"
    assert event["data"] == {
        "record": str(publication.record),
        "version": 1,
        "digest": publication.digest,
        "url": event["data"]["url"],
    }
    assert event["data"]["url"].endswith(f"/facts/{publication.record}?version=1")
    assert publication.claim.normalized_text.encode() not in got[1]
    delivery = WebhookDelivery.objects.get()
    assert delivery.state == "delivered"
    attempt = delivery.attempts.get()
    assert (attempt.status, attempt.answer) == (200, "Thanks.")
    assert got[0]["webhook-id"] == f"msg_{delivery.pk.hex}"


def test_what_is_rolled_back_is_told_to_nobody(endpoint, receiver, run):
    with transaction.atomic():
        make_published()
        transaction.set_rollback(True)
    run()
    assert receiver.got == []
    assert not WebhookDelivery.objects.exists()


def test_each_kind_of_event_goes_to_who_asked_for_it(endpoint, receiver, run):
    told_of(endpoint, events=[event.value for event in service.CHOSEN])
    publication = make_corrected(make_published())
    other = make_member(publication.claim.story.team, Role.EDITOR)
    retract(publication, by=other, note="The witness withdrew.")
    make_checkpoint()
    erase(publication.record, reason="A court's order.")
    run()
    events = [read(endpoint, got)["type"] for got in receiver.got]
    assert sorted(events) == [
        "checkpoint.made",
        "fact.corrected",
        "fact.erased",
        "fact.published",
        "fact.retracted",
    ]


def test_an_endpoint_may_hear_of_its_own_team_alone(endpoint, receiver, run, story):
    told_of(endpoint, own_only=True)
    make_published()  # of some other team
    run()
    assert receiver.got == []


def test_a_readers_report_is_told_to_the_teams_own_endpoints(
    endpoint, receiver, run, story, other_team, outsider
):
    told_of(endpoint, events=["report.received"])
    events = ["report.received"]
    service.add(other_team, name="x", url=receiver.url, events=events, by=outsider)
    publication = make_published(make_claim(story=story))
    words = "The bridge has another name."
    sent = {"kind": "fact", "words": words, "sender": sender_of("192.0.2.1")}
    report = report_error(publication, **sent)
    run()
    [got] = receiver.got
    event = read(endpoint, got)
    assert event["data"]["report"] == str(report.pk)
    assert words.encode() not in got[1]


def test_a_failure_is_tried_again_later_and_logged(endpoint, receiver, run):
    receiver.answers = [500, "breaks off", "moves", 200]
    make_published()
    run(times=3)
    job = Job.objects.get(kind="webhook")
    assert (job.state, job.attempts) == ("queued", 0)
    assert job.next_attempt_at > timezone.now() + timedelta(minutes=29)
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.tries) == ("waiting", 3)
    assert delivery.next_at is not None
    run()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.next_at) == ("delivered", 4, None)
    statuses = [row.status for row in delivery.attempts.order_by("id")]
    assert statuses == [500, None, 302, 200]
    first = delivery.attempts.order_by("id")[0]
    assert first.answer.startswith("No �<b>way</b>x")
    assert len(first.answer) <= 300
    assert len({got[0]["webhook-id"] for got in receiver.got}) == 1
    assert len({got[1] for got in receiver.got}) == 1
    assert len(receiver.got) == 4  # the redirect was not followed


def test_a_receiver_that_hangs_costs_its_time_and_no_more(
    endpoint, receiver, run, monkeypatch
):
    monkeypatch.setattr("sources.ingest.post.TOTAL_S", 0.5)
    receiver.answers = ["hangs", 200]
    make_published()
    run(times=2)
    errors = [row.error for row in WebhookAttempt.objects.order_by("id")]
    assert errors == ["The answer took longer than 0.5 seconds.", ""]


def test_at_the_end_of_all_tries_it_has_failed_and_can_be_replayed(
    endpoint, receiver, run, editor
):
    receiver.answers = [500]
    make_published()
    run(times=len(sending.PAUSES_S) + 3)
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.tries) == ("failed", len(sending.PAUSES_S))
    assert Job.objects.get(kind="webhook").state == "done"
    receiver.answers = [200]
    assert service.replay(WebhookDelivery.objects.all(), endpoint, by=editor) == 1
    run()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.round) == ("delivered", 1)
    assert len({got[0]["webhook-id"] for got in receiver.got}) == 1


def test_a_worker_that_dies_between_sending_and_saying_so_sends_again(
    endpoint, receiver, run, monkeypatch
):
    make_published()
    job = Job.objects.get(kind="webhook")
    taken = jobs.claim(job.pk)
    sending.handle_webhook(taken, lambda *_: None)  # and here it is killed
    assert len(receiver.got) == 1
    Job.objects.filter(pk=job.pk).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )
    jobs.run(jobs.claim(job.pk))
    assert WebhookDelivery.objects.get().state == "delivered"
    assert len({got[0]["webhook-id"] for got in receiver.got}) == 1
    assert len(receiver.got) == 2


def test_what_no_job_carries_any_more_is_found_and_sent(endpoint, receiver, run):
    make_published()
    Job.objects.filter(kind="webhook").update(state="quarantined")
    jobs.submit_rounds({})
    run(kind="webhooks")
    run()
    assert WebhookDelivery.objects.get().state == "delivered"
    assert upkeep.send_stranded() == 0


def test_old_deliveries_are_forgotten_unless_they_wait(endpoint, receiver, run):
    make_published()
    run()
    make_published()
    old = timezone.now() - upkeep.KEPT - timedelta(days=1)
    WebhookDelivery.objects.update(created_at=old)
    upkeep.forget_old()
    assert WebhookDelivery.objects.get().state == "waiting"


def test_both_secrets_sign_for_a_day_after_a_rotation(endpoint, receiver, run, editor):
    old = secrets.unseal(endpoint.secret)
    service.rotate(endpoint, by=editor)
    new = secrets.unseal(endpoint.secret)
    make_published()
    run()
    headers, body = receiver.got[-1]
    assert Webhook(old).verify(body, headers) == Webhook(new).verify(body, headers)
    told_of(endpoint, previous_until=timezone.now())
    make_published()
    run()
    headers, body = receiver.got[-1]
    assert Webhook(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(body, headers)


def test_secrets_are_sealed_and_of_another_installation_unreadable(
    endpoint, receiver, run, settings, editor
):
    secret = secrets.unseal(endpoint.secret)
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert secret not in endpoint.secret
    settings.SECRET_KEY = "another"
    make_published()
    run()
    assert receiver.got == []
    assert "rotate it" in WebhookAttempt.objects.get().error
    told_of(endpoint, previous_until=None)
    endpoint.secret = secrets.seal(make_secret())
    endpoint.save()
    run()
    assert len(receiver.got) == 1


def fail_for_long(endpoint, receiver, run):
    receiver.answers = [500]
    for _ in range(sending.MOST_FAILURES):
        make_published()
    run()
    told_of(endpoint, failing_since=timezone.now() - sending.PATIENCE)
    run()


def test_an_endpoint_that_keeps_failing_is_paused_and_its_team_told(
    endpoint, receiver, run, editor, reporter, admin
):
    fail_for_long(endpoint, receiver, run)
    endpoint.refresh_from_db()
    assert endpoint.paused_at is not None
    assert "last: status 500" in endpoint.paused_why
    sent = len(receiver.got)
    make_published()
    run()
    assert len(receiver.got) == sent  # it waits
    run(kind="webhook_paused")
    assert sorted(m.to[0] for m in mail.outbox) == sorted([editor.email, admin.email])
    assert f"/teams/{endpoint.team_id}/endpoints/{endpoint.pk}/" in mail.outbox[0].body


def test_nothing_is_lost_while_an_endpoint_is_paused(endpoint, receiver, run, editor):
    fail_for_long(endpoint, receiver, run)
    make_published()
    receiver.answers = [200]
    waiting = WebhookDelivery.objects.filter(state="waiting").count()
    assert waiting == sending.MOST_FAILURES + 1
    endpoint.refresh_from_db()
    assert service.resume(endpoint, by=editor) == waiting
    run()
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {"delivered"}
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since) == (0, None)


def test_who_answers_gone_is_paused_at_once(endpoint, receiver, run):
    receiver.answers = [410]
    make_published()
    run()
    endpoint.refresh_from_db()
    assert "410" in endpoint.paused_why


def test_a_test_is_sent_once_also_to_a_paused_endpoint(endpoint, receiver, run, editor):
    service.pause(endpoint, by=editor)
    service.send_test(endpoint, by=editor)
    run()
    assert read(endpoint, receiver.got[0])["type"] == "test"
    receiver.answers = [500]
    service.send_test(endpoint, by=editor)
    run(times=2)
    assert len(receiver.got) == 2
    assert WebhookDelivery.objects.order_by("-created_at")[0].state == "failed"


def test_a_paused_endpoint_replays_nothing(endpoint, receiver, run, editor):
    service.pause(endpoint, by=editor)
    with pytest.raises(BadEndpoint, match="resume"):
        service.replay(endpoint.deliveries.all(), endpoint, by=editor)


@pytest.mark.parametrize("person", ["reporter", "reviewer", "outsider"])
def test_only_who_manages_the_team_may(endpoint, person, request, team, receiver):
    by = request.getfixturevalue(person)
    for call in (service.send_test, service.rotate, service.pause, service.resume):
        with pytest.raises(NotAllowed):
            call(endpoint, by=by)
    with pytest.raises(NotAllowed):
        service.change(endpoint, by=by, name="x")
    with pytest.raises(NotAllowed):
        service.replay(endpoint.deliveries.all(), endpoint, by=by)
    with pytest.raises(NotAllowed):
        service.add(team, name="x", url=receiver.url, events=["test"], by=by)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://hooks.example/x", "https"),
        ("https://hooks.example:8443/x", "ports 80 and 443"),
        ("ftp://hooks.example/x", "http and https"),
        ("https://user:word@hooks.example/", "user name"),
        ("https://", "no host"),
        ("x" * 3000, "too long"),
    ],
)
def test_addresses_are_judged_when_they_are_given(team, editor, url, words):
    with pytest.raises(BadEndpoint, match=words):
        service.add(team, name="x", url=url, events=["fact.published"], by=editor)


def test_an_endpoint_asks_for_something(team, editor):
    for events in ([], ["test"], ["no.such"]):
        with pytest.raises(BadEndpoint, match="at least one"):
            service.add(
                team, name="x", url="https://a.example/", events=events, by=editor
            )


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["93.184.216.34", "127.0.0.1"],  # one good answer hides no bad one
        ["169.254.169.254"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::a9fe:a9fe"],
    ],
)
def test_a_name_that_leads_to_a_private_address_is_refused_when_connecting(
    team, editor, receiver, run, monkeypatch, settings, answers
):
    """The name was good when it was given: it turned private afterwards."""
    settings.FETCH_ALLOW_HOSTS = []
    service.add(
        team,
        name="x",
        url="https://rebinding.example/",
        events=["fact.published"],
        by=editor,
    )
    connected = []
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, **_: [(2, 1, 6, "", (one, port)) for one in answers],
    )
    monkeypatch.setattr(
        pinned.httpcore.SyncBackend,
        "connect_tcp",
        lambda *args, **_: connected.append(args),
    )
    make_published()
    run()
    assert connected == []
    assert WebhookAttempt.objects.get().error == (
        "The address is not on the public internet."
    )


def test_a_literal_private_address_is_refused_when_connecting(
    team, editor, receiver, run, settings
):
    url = receiver.url
    row = service.add(team, name="x", url=url, events=["fact.published"], by=editor)
    told_of(row, url=f"https://127.0.0.1:{receiver.server.server_port}/")
    settings.FETCH_ALLOW_HOSTS = []
    make_published()
    run()
    told_of(row, url="http://127.0.0.1/")
    run()
    assert receiver.got == []
    errors = [row.error for row in WebhookAttempt.objects.order_by("id")]
    assert errors == [
        "Only ports 80 and 443 can be fetched from.",
        "The address is not on the public internet.",
    ]


def test_no_event_is_lost_whatever_receivers_do(
    team, editor, receiver, run, monkeypatch
):
    """Each fails in its own way for some time, and takes every event in the end."""
    monkeypatch.setattr("sources.ingest.post.TOTAL_S", 0.3)
    chance = random.Random(7)
    rows = [
        service.add(
            team, name=f"{n}", url=receiver.url, events=["fact.published"], by=editor
        )
        for n in range(min(FAULTY, service.MOST))
    ]
    rounds = -(-FAULTY // len(rows))
    for _ in range(rounds):
        make_published()
    faults = [500, 503, 404, 429, "breaks off", "moves"]
    receiver.answers = [chance.choice(faults) for _ in range(3 * FAULTY)] + [200]
    run(times=8)
    made = WebhookDelivery.objects.all()
    assert made.count() == rounds * len(rows)
    for row in rows:
        row.refresh_from_db()
        service.resume(row, by=editor)
    run()
    assert set(made.values_list("state", flat=True)) == {"delivered"}
    taken = {got[0]["webhook-id"] for got in receiver.got}
    assert taken == {f"msg_{one.pk.hex}" for one in made}
    print(f"deliveries {made.count()}, tries {len(receiver.got)}, lost 0")


def test_vectors_for_other_libraries_are_what_we_send(capsys):
    from scripts import webhook_vectors

    webhook_vectors.main()
    vectors = json.loads(capsys.readouterr().out)
    assert {vector["valid"] for vector in vectors} == {True, False}
    for vector in vectors:
        hook = Webhook(vector["secret"])
        if vector["valid"]:
            assert hook.verify(vector["body"], vector["headers"])
        else:
            with pytest.raises(WebhookVerificationError):
                hook.verify(vector["body"], vector["headers"])
