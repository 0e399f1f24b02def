"""Take odd documents through opening, reading and finding, as the workers do.

    python -m tests.sources.ingest.odd_run 1000

prints how they ended and which took longest.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from claims.extraction.rules import RulesExtractor
from sources.errors import SourcesError
from sources.ingest.characters import check_characters
from sources.ingest.formats import sniff
from sources.ingest.sandbox import extract_text
from sources.text.base import ReadDocument
from sources.text.document import read_document
from tests.sources.ingest.odd_documents import Odd, five_megabytes, odd_documents

# Sentences that are found in at once, as the jobs of a long document do.
PART = 300
# What one job may take before Celery ends it, with room for a slow machine.
LIMIT_S = 300


@dataclass
class Outcome:
    """``status`` is ``read`` or the stable code of a refusal."""

    name: str
    status: str
    sentences: int = 0
    candidates: int = 0
    language: str = ""
    reading_s: float = 0.0
    finding_s: float = 0.0


class TookTooLong(Exception):
    """The document is over the limit of one job."""


def take(odd: Odd) -> Outcome:
    """Open, read and find; anything but a SourcesError travels on as the fault it is."""
    name, data = odd
    begun = time.monotonic()
    try:
        with limit(LIMIT_S):
            document = open_and_read(name, data)
    except SourcesError as error:
        return Outcome(name, error.code, reading_s=time.monotonic() - begun)
    read = time.monotonic()
    found = 0
    count = len(document.sentences)
    for first in range(0, count, PART):
        with limit(LIMIT_S):
            found += find(document, first, min(first + PART, count))
    return Outcome(
        name,
        "read",
        count,
        found,
        document.facts.language,
        read - begun,
        time.monotonic() - read,
    )


def open_and_read(name: str, data: bytes) -> ReadDocument:
    filename = name.rsplit("-", 1)[-1]
    extracted = extract_text(data, sniff(data, filename), filename=filename)
    check_characters(extracted.text)
    document = read_document(name, extracted)
    for sentence in document.sentences:
        segments = document.reading.to_segments(sentence.start, sentence.end)
        words = "".join(document.words(segments))
        shown = document.reading.text[sentence.start : sentence.end]
        assert not words or set(shown.split()[0][:1]) <= set(words), name
    return document


def find(document: ReadDocument, first: int, last: int) -> int:
    extraction = RulesExtractor().extract(document, first=first, last=last)
    for one in extraction.candidates:
        assert document.words(one.selector.segments) == one.selector.exact
        assert 0 <= one.score <= 1
    return len(extraction.candidates)


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def report(outcomes: list[Outcome]) -> Iterator[str]:
    yield f"{len(outcomes)} documents"
    for status, count in Counter(o.status for o in outcomes).most_common():
        yield f"  {status:<16}{count:>5}"
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for one in outcomes:
        table[one.name.split("-")[0]][one.status] += 1
    yield "by kind"
    for kind, counts in table.items():
        told = ", ".join(f"{s} {n}" for s, n in counts.most_common())
        yield f"  {kind:<20} {told}"
    for what in ("reading_s", "finding_s"):
        yield f"slowest, {what}"
        slow = sorted(outcomes, key=lambda o: -getattr(o, what))[:8]
        for one in slow:
            seconds = getattr(one, what)
            yield f"  {seconds:7.2f} s  {one.name}  {one.status} {one.sentences}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    yield f"peak memory of this process {peak:.0f} MB"


def main(count: int) -> int:
    outcomes, faults = [], 0
    for odd in (*odd_documents(count - 1), five_megabytes()):
        try:
            outcomes.append(take(odd))
        except Exception as error:
            faults += 1
            print(f"FAULT {odd[0]}: {type(error).__name__}: {error}", flush=True)
    print("\n".join(report(outcomes)))
    print(f"faults {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
