"""A stance model over HTTP: asked with patience, believed only with its quotation."""

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from claims.evidence.endpoint import ChatStance, Limits, StanceUnavailable
from claims.evidence.stance import BadStanceModel, load_stance

PAIR = ("The dam broke on Tuesday.", "The dam broke.")
KEY = "sk-very-secret"


def content(label="supports", quote="The dam broke"):
    told = json.dumps({"label": label, "quote": quote})
    return json.dumps({"choices": [{"message": {"content": told}}]}).encode()


class Script(BaseHTTPRequestHandler):
    """Gives the server's answers in turn, the last one for ever."""

    def do_POST(self) -> None:
        seen = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), json.loads(seen)))
        script = self.server.script
        step = script.pop(0) if len(script) > 1 else script[0]
        try:
            step(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *args) -> None:
        pass


def says(body: bytes, status: int = 200, **headers: str):
    def step(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return step


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 10_000)


def silent(handler):
    handler.server.release.wait(10)


def hangs_up(handler):
    handler.connection.close()


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Script)
    made.seen, made.script, made.release = [], [says(content())], threading.Event()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.release.set()
    made.shutdown()
    thread.join()
    made.server_close()


def model_at(server, **limits) -> ChatStance:
    port = server.server_address[1]
    model = load_stance(f"openai:http://127.0.0.1:{port}/v1/#big-model", key=KEY)
    model.limits = Limits(**{"pause_s": 0.0, **limits})
    return model


def test_a_pair_is_asked_about_and_the_answer_believed(server):
    (scores,) = model_at(server).predict([PAIR])
    assert scores.supports > 0.5
    ((path, headers, asked),) = server.seen
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert asked["model"] == "big-model"
    assert asked["response_format"]["type"] == "json_schema"


def test_no_pairs_are_no_questions(server):
    assert model_at(server).predict([]) == []
    assert server.seen == []


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (says(content(quote="Nobody has seen it")), "quote"),
        (says(content(label="certainly")), "label"),
        (says(b"<html>gateway</html>"), "form"),
        (says(b'{"choices": [{"message": {"content": "yes"}}]}'), "form"),
        (endless, "size"),
    ],
)
def test_what_is_not_believed_is_counted_and_gives_no_score(server, step, reason):
    server.script = [step, says(content())]
    model = model_at(server)
    assert [scores is None for scores in model.predict([PAIR, PAIR])] == [True, False]
    assert model.refused == {reason: 1}


@pytest.mark.parametrize(
    "step", [says(b"", 500), says(b"", 503), says(b"", 429), hangs_up]
)
def test_a_failure_that_may_pass_is_tried_again(server, step):
    server.script = [step, step, says(content())]
    (scores,) = model_at(server).predict([PAIR])
    assert scores.supports > 0.5
    assert len(server.seen) == 3


@pytest.mark.parametrize(
    ("step", "tries"),
    [
        (says(b"boom", 500), 3),
        (hangs_up, 3),
        (says(b"", 401), 1),
        (says(b"", 404), 1),
        (says(b"", 302, Location="http://127.0.0.1:1/elsewhere"), 1),
    ],
)
def test_a_failure_that_lasts_is_an_error_and_never_an_answer(server, step, tries):
    server.script = [step]
    with pytest.raises(StanceUnavailable) as failed:
        model_at(server).predict([PAIR])
    assert len(server.seen) == tries
    assert KEY not in str(failed.value)


def test_a_server_that_says_nothing_is_waited_for_only_so_long(server):
    server.script = [silent]
    with pytest.raises(StanceUnavailable, match="ReadTimeout"):
        model_at(server, total_s=0.2, tries=1).predict([PAIR])


def test_nobody_at_the_address_is_an_error():
    model = load_stance("openai:http://127.0.0.1:1/v1#m")
    model.limits = Limits(tries=1, connect_s=0.2)
    with pytest.raises(StanceUnavailable):
        model.predict([PAIR])


def test_neither_texts_nor_key_are_logged_or_shown(server, caplog):
    server.script = [says(content(quote="Nobody has seen it"))]
    model = model_at(server)
    with caplog.at_level(logging.DEBUG):
        model.predict([PAIR])
    told = "".join(
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("claims")
    )
    assert "quote" in told
    assert "dam" not in told
    assert KEY not in caplog.text
    assert KEY not in repr(model)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "http://127.0.0.1/v1",
        "http://127.0.0.1/v1#",
        "ftp://127.0.0.1/v1#m",
        "http://name:word@127.0.0.1/v1#m",
        "http:///v1#m",
    ],
)
def test_an_address_that_cannot_be_is_refused_at_once(place):
    with pytest.raises(BadStanceModel):
        load_stance(f"openai:{place}")


def test_a_key_that_no_header_can_carry_is_refused_unseen():
    with pytest.raises(BadStanceModel) as refused:
        load_stance("openai:http://127.0.0.1/v1#m", key="secret\nX-Evil: 1")
    assert "secret" not in str(refused.value)
