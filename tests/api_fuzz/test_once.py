"""A key has one effect, however often and at once it is sent, and whatever is killed.

IDEMPOTENCY_KEYS says how many keys; each is sent by eight at the same time, and the web
server is killed in the middle of it again and again.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.api_fuzz.server import Server

KEYS = int(os.environ.get("IDEMPOTENCY_KEYS", "16"))
COPIES = 8
# Where each kind is sent, and the table and column that show its effect.
KINDS = {
    "stories": ("sources_story", "title"),
    "comments": ("claims_comment", "text"),
    "claims": ("claims_claim", "text"),
}


@dataclass(frozen=True)
class Sent:
    kind: str
    key: str
    words: str
    body: dict[str, Any]


def all_to_send(server: Server) -> list[Sent]:
    rows = server.rows["open"]
    found = []
    for number in range(KEYS):
        kind = list(KINDS)[number % len(KINDS)]
        words = f"Effect number {number} of a {kind} key."
        body = {
            "stories": {"title": words, "team": "investigations"},
            "comments": {"claim": rows["claim"], "text": words},
            "claims": {
                "story": rows["story"],
                "level": "so",
                "text": words,
                "claimant": "Port authority",
                "heard_where": "Radio",
            },
        }[kind]
        found.append(Sent(kind, f"key-{number}", words, body))
    return found


class Client:
    """Sends until it is answered; counts how often a connection broke."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.broken = 0
        self.lock = threading.Lock()

    def send(self, one: Sent) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {self.server.keys['editor']}",
            "Idempotency-Key": one.key,
        }
        while True:
            try:
                answer = httpx.post(
                    f"{self.server.address}/api/v1/{one.kind}",
                    json=one.body,
                    headers=headers,
                    timeout=60,
                )
                if answer.status_code < 500:
                    return answer
            except httpx.ConnectError:
                pass  # it is being started again
            except httpx.HTTPError:
                with self.lock:
                    self.broken += 1
            time.sleep(random.uniform(0.05, 0.3))


@contextmanager
def killing(server: Server) -> Iterator[list[float]]:
    """Kill the web server, start it again, and so on until the end of the block."""
    done, killed = threading.Event(), []

    def work() -> None:
        while not done.wait(random.uniform(0.3, 2.5)):
            server.kill()
            killed.append(time.time())
            server.start()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield killed
    finally:
        done.set()
        thread.join()


def test_each_key_has_one_effect_and_one_answer(server: Server) -> None:
    client, wrong = Client(server), []
    everything = all_to_send(server)
    with killing(server) as killed, ThreadPoolExecutor(COPIES * 4) as pool:
        waiting = [
            (one, [pool.submit(client.send, one) for _ in range(COPIES)])
            for one in everything
        ]
        for one, futures in waiting:
            answers = [future.result() for future in futures]
            if told := faults_of(answers):
                wrong.append(f"{one.key}: {told}")
    for one in everything:
        table, column = KINDS[one.kind]
        query = f"SELECT count(*) FROM {table} WHERE {column} = '{one.words}'"
        effects = server.count(query)
        if effects != 1:
            wrong.append(f"{one.key}: {effects} effects")
    print(
        f"{KEYS} keys x {COPIES}: {len(killed)} kills, {client.broken} requests cut off, "
        f"{len(wrong)} keys with another number of effects or answers than one"
    )
    assert not wrong


def faults_of(answers: list[httpx.Response]) -> str:
    """Say what is wrong with the answers to one key, nothing if they are one."""
    if {answer.status_code for answer in answers} != {201}:
        return f"statuses {[answer.status_code for answer in answers]}"
    if len({answer.content for answer in answers}) != 1:
        return "bodies differ"
    if len({answer.headers.get("Location") for answer in answers}) != 1:
        return "locations differ"
    first = [a for a in answers if a.headers.get("Idempotent-Replay") != "true"]
    return f"{len(first)} answers say that they are the first" if len(first) > 1 else ""


def test_another_body_with_a_used_key_is_refused(server: Server) -> None:
    client = Client(server)
    body = {"title": "One title", "team": "investigations"}
    other = {**body, "title": "Another title"}
    assert client.send(Sent("stories", "used", "", body)).status_code == 201
    refused = client.send(Sent("stories", "used", "", other))
    assert refused.status_code == 422
    assert refused.json()["code"] == "idempotency_key_reuse"
    query = "SELECT count(*) FROM sources_story WHERE title = 'Another title'"
    assert server.count(query) == 0
