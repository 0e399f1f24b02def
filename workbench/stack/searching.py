"""Time of one search as an archive grows, scanned exactly and through the graph.

Sentences of words as rare as words are (Zipf), vectors of 64 dimensions in 384 with
noise: the harder of the two kinds of data that the engines were measured on. The rows
stay: run it on a database of its own.
"""

from __future__ import annotations

import hashlib
import math
import struct
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from django.db import connection

from sources.models import Blob, Capture, Document, Story, TextRevision
from sources.search import nearest as searching
from sources.search.collection import PASSAGE, PASSAGES
from sources.search.nearest import Query, nearest
from sources.search.statistics import count_terms
from workbench.accounts.ids import new_id
from workbench.accounts.models import Team, User

MODEL = "bench"
VOCABULARY, WORDS_EACH = 40_000, 14
SENTENCES_EACH = 500  # in a document
LATENT, SIZE, NOISE = 64, 384, 0.3
QUERIES, TIMES = 15, 3
INDEX = "embedding_passages"


@dataclass(frozen=True, slots=True)
class Timed:
    """Median over queries of each one's best time, in seconds, and what was missed."""

    passages: int
    exact_s: float
    graph_s: float
    recall: float


def grow(sizes: list[int]) -> Iterator[Timed]:
    """Fill the archive up to each size in turn and search it both ways."""
    maker = Maker()
    story = scratch_story()
    there = 0
    for size in sizes:
        execute(f"DROP INDEX IF EXISTS {INDEX}")
        for _ in range(there, size, SENTENCES_EACH):
            insert(
                story, maker.sentences(SENTENCES_EACH), maker.vectors(SENTENCES_EACH)
            )
        there = size
        build_graph()
        count_terms(PASSAGES)
        execute("VACUUM ANALYZE")
        queries = [maker.query() for _ in range(QUERIES)]
        exact_s, exact = timed(queries, exact_rows=10 * size)
        graph_s, graph = timed(queries, exact_rows=0)
        shared = sum(len(a & b) for a, b in zip(exact, graph, strict=True))
        recall = shared / max(1, sum(map(len, exact)))
        yield Timed(size, exact_s, graph_s, recall)


def slope(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how steeply time grows between two (size, seconds), on log scales."""
    return math.log(other[1] / one[1]) / math.log(other[0] / one[0])


def timed(queries: list[Query], *, exact_rows: int) -> tuple[float, list[set[Any]]]:
    """Search with the graph from above ``exact_rows``; return time and ten best."""
    before = searching.EXACT_ROWS
    searching.EXACT_ROWS = exact_rows
    try:
        found = [{f.key for f in ask(query)} for query in queries]
        return median(best_of(lambda q=query: ask(q)) for query in queries), found
    finally:
        searching.EXACT_ROWS = before


def ask(query: Query) -> list[Any]:
    return nearest(query, PASSAGES, scopes=(None,), limit=10)


def best_of(call: Callable[[], Any]) -> float:
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return min(times)


class Maker:
    """Sentences and vectors by seed."""

    def __init__(self) -> None:
        self.rng = np.random.default_rng(7)
        ranks = np.arange(1, VOCABULARY + 1)
        self.odds = np.cumsum(1 / (ranks + 2.7))
        self.odds /= self.odds[-1]
        self.base = self.rng.normal(size=(LATENT, SIZE)).astype(np.float32)

    def sentences(self, count: int) -> list[str]:
        drawn = np.searchsorted(self.odds, self.rng.random((count, WORDS_EACH)))
        return [" ".join(map(spelt, row)) + "." for row in drawn]

    def vectors(self, count: int) -> np.ndarray[Any, Any]:
        made = self.rng.normal(size=(count, LATENT)).astype(np.float32) @ self.base
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        made += NOISE / math.sqrt(SIZE) * self.rng.normal(size=made.shape)
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    def query(self) -> Query:
        return Query(self.sentences(1)[0], self.vectors(1)[0].tolist(), MODEL)


def spelt(number: int) -> str:
    """Return a word of its own for each number: consonant, vowel, consonant, …."""
    word = ""
    number += 20
    while number:
        number, letter = divmod(number, 20)
        word += "bcdfghjklmnpqrtvwxzy"[letter] + "aou"[letter % 3]
    return word + "k"


def scratch_story() -> Story:
    name = f"bench-{new_id()}"
    user = User.objects.with_email(f"{name}@localhost")
    team = Team.objects.create(name=name, slug=name)
    return Story.objects.create(title=name, team=team, created_by=user)


def insert(story: Story, sentences: list[str], vectors: np.ndarray[Any, Any]) -> None:
    """Store one document of these sentences, and a vector for each passage."""
    revision = document_of(story, " ".join(sentences))
    ids = [uuid.uuid4() for _ in sentences]
    columns = "id, revision_id, index, paragraph, kind, words, segments, exact"
    copy = f"COPY sources_passage ({columns}, prefix, suffix) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copy) as rows:
        start = 0
        for at, (key, words) in enumerate(zip(ids, sentences, strict=True)):
            place = f"{{[{start},{start + len(words)})}}"
            row = (key, revision.pk, at, 0, "body", words, place, [words], "", "")
            rows.write_row(row)
            start += len(words) + 1
    copy = (
        "COPY sources_embedding (kind, object_id, model, vector)"
        " FROM STDIN (FORMAT BINARY)"
    )
    with connection.cursor() as cursor, cursor.copy(copy) as rows:
        rows.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for key, vector in zip(ids, vectors, strict=True):
            rows.write(packed(key, vector))
        rows.write(b"\xff\xff")


def packed(key: uuid.UUID, vector: np.ndarray[Any, Any]) -> bytes:
    """Return a row of embeddings in the binary form of COPY."""
    halves = struct.pack(">hh", SIZE, 0) + vector.astype(">f2").tobytes()
    fields = (PASSAGE.encode(), key.bytes, MODEL.encode(), halves)
    return struct.pack(">h", len(fields)) + b"".join(
        struct.pack(">i", len(field)) + field for field in fields
    )


def document_of(story: Story, text: str) -> TextRevision:
    document = Document.objects.create(
        story=story, title="bench", via="paste", created_by_id=story.created_by_id
    )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    blob, _ = Blob.objects.get_or_create(
        sha256=sha256, defaults={"size_bytes": len(text)}
    )
    capture = Capture.objects.create(
        document=document, blob=blob, media_type="text/plain"
    )
    revision = TextRevision.objects.create(
        document=document,
        capture=capture,
        text=text,
        reading_text=text,
        reader="plain",
        reader_version="1",
    )
    document.current_revision = revision
    document.save(update_fields=["current_revision"])
    return revision


def build_graph() -> None:
    """Make the index of passages at once, as a restored database does."""
    execute("SET maintenance_work_mem = '1GB'")
    execute(
        f"CREATE INDEX {INDEX} ON sources_embedding USING hnsw"
        f" (vector halfvec_cosine_ops) WITH (m=16, ef_construction=64)"
        f" WHERE kind = '{PASSAGE}'"
    )
    execute("RESET maintenance_work_mem")


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
