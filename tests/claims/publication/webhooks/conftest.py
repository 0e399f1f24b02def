"""A receiver on this machine that answers as it is told, and remembers what came."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from claims.publication.webhooks import service
from sources.jobs import service as jobs
from sources.models import Job


class Receiver:
    """``answers`` are statuses, or words for worse, used one after the other; the last
    stays. ``got`` are (headers, body), in the order they came."""

    def __init__(self) -> None:
        self.answers = [200]
        self.got = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers), body))
                receiver.answer(self)

            def log_message(self, *args):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/hooks"

    def answer(self, handler):
        how = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if how == "breaks off":
            handler.connection.close()
        elif how == "hangs":
            time.sleep(3)
        elif how == "moves":
            handler.send_response(302)
            handler.send_header("Location", f"http://{self.host}/elsewhere")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        else:
            words = b"Thanks." if how == 200 else b"No \x00<b>way</b>" + b"x" * 9000
            handler.send_response(how)
            handler.send_header("Content-Length", str(len(words)))
            handler.end_headers()
            handler.wfile.write(words)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver(settings):
    made = Receiver()
    settings.FETCH_ALLOW_HOSTS = [made.host]
    yield made
    made.stop()


@pytest.fixture
def endpoint(team, editor, receiver):
    return service.add(
        team,
        name="Our mirror",
        url=receiver.url,
        events=["fact.published", "fact.corrected"],
        by=editor,
    )


@pytest.fixture
def run():
    """Run what waits, as though its time had come; so often, or until nothing does."""

    def run(times=1, kind="webhook"):
        for _ in range(times):
            for job in Job.objects.filter(kind=kind, state="queued"):
                Job.objects.filter(pk=job.pk).update(next_attempt_at=timezone.now())
                jobs.run(jobs.claim(job.pk))

    return run
