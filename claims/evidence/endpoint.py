"""Stance from a chat endpoint that a site runs or rents: ``openai:http://host/v1#model``.

In: pairs. Out: scores, None for what was refused. Connections go to the host of the
setting and nowhere else: redirects are not followed, proxies of the environment not
heeded. A private address is allowed, since it is the site's own setting.
"""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from dataclasses import dataclass, field

import httpcore
import httpx

from claims.evidence.base import StanceScores
from claims.evidence.stance import BadStanceModel
from claims.evidence.stance.chat import Refused, question, read_answer
from sources.errors import SourcesError
from sources.ingest.guard import PORTS, parse_url
from sources.ingest.pinned import PinnedBackend

logger = logging.getLogger(__name__)

# Of the way of asking: another one gives other answers.
VERSION = "1"


class StanceUnavailable(RuntimeError):
    """The endpoint gave no answer at all; the work may be tried again later."""

    code = "stance_unavailable"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one question; ``tries`` are all, with ``pause_s`` doubling between."""

    answer_bytes: int = 256_000
    total_s: float = 60.0
    connect_s: float = 5.0
    tries: int = 3
    pause_s: float = 0.5


@dataclass(slots=True)
class ChatStance:
    """``refused`` counts answers that were not believed, by reason."""

    url: httpx.URL
    model: str
    key: str = field(default="", repr=False)
    limits: Limits = Limits()
    refused: Counter[str] = field(default_factory=Counter)
    version: str = VERSION

    @property
    def method(self) -> str:
        return f"openai {self.model}"[:50]

    def predict(self, pairs: list[tuple[str, str]]) -> list[StanceScores | None]:
        """Ask about the pairs one after another.

        Raises:
            StanceUnavailable: the endpoint cannot be reached, or only with errors.
        """
        return [self._score(*pair) for pair in pairs]

    def _score(self, premise: str, hypothesis: str) -> StanceScores | None:
        asked = json.dumps(question(premise, hypothesis, self.model)).encode()
        try:
            return read_answer(self._answer(asked), premise)
        except Refused as refused:
            self.refused[refused.reason] += 1
            logger.warning("stance answer refused: %s", refused.reason)
            return None

    def _answer(self, asked: bytes) -> bytes:
        """Ask until an answer comes, so many times."""
        failed = ""
        for attempt in range(self.limits.tries):
            if attempt:
                time.sleep(self.limits.pause_s * 2 ** (attempt - 1))
            try:
                status, body = self._post(asked)
            except (httpcore.TimeoutException, httpcore.NetworkError) as error:
                failed = type(error).__name__
                continue
            except (httpcore.ProtocolError, SourcesError) as error:
                failed = type(error).__name__
                continue
            if status == 200:
                return body
            failed = f"status {status}"
            if status < 500 and status not in (408, 429):
                break  # asking again would change nothing
        raise StanceUnavailable(f"The stance model gives no answer: {failed}.")

    def _post(self, asked: bytes) -> tuple[int, bytes]:
        limits, url = self.limits, self.url
        deadline = time.monotonic() + limits.total_s
        only = frozenset({f"{url.host}:{url.port or PORTS[url.scheme]}"})
        backend = PinnedBackend(deadline, limits.connect_s, only)
        headers = [
            ("Host", url.netloc.decode("ascii")),
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(asked))),
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ]
        if self.key:
            headers.append(("Authorization", f"Bearer {self.key}"))
        tls = httpx.create_ssl_context(trust_env=False)
        with (
            httpcore.ConnectionPool(
                ssl_context=tls, network_backend=backend, max_keepalive_connections=0
            ) as pool,
            pool.stream("POST", str(url), headers=headers, content=asked) as response,
        ):
            return response.status, self._body(response, deadline)

    def _body(self, response: httpcore.Response, deadline: float) -> bytes:
        """Read the answer, never more than the limit; errors' bodies are not wanted."""
        if response.status != 200:
            return b""
        out = bytearray()
        for chunk in response.iter_stream():
            out += chunk
            if len(out) > self.limits.answer_bytes:
                raise Refused("size")
            if time.monotonic() > deadline:
                raise httpcore.ReadTimeout("the time is over")
        return bytes(out)


def make(place: str, key: str) -> ChatStance:
    """Return the model at ``place``: the address of the API, ``#``, the model's name.

    Raises:
        BadStanceModel: the address is not well formed, or no model is named.
    """
    address, _, model = place.partition("#")
    try:
        url = parse_url(address)
    except SourcesError as error:
        raise BadStanceModel(f"The stance model's address: {error.message}") from None
    if not model.strip():
        raise BadStanceModel("The stance model's address names no model: …/v1#model.")
    if key and not (key.isascii() and key.isprintable()):
        raise BadStanceModel("The stance model's key holds characters no key may hold.")
    path = url.path.rstrip("/") + "/chat/completions"
    return ChatStance(url.copy_with(path=path, query=None), model.strip(), key)
