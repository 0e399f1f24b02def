"""Documents about an invented dam release, and one warm extractor for all tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from claims.extraction import load_extractor
from claims.extraction.base import Extraction, FoundCandidate
from claims.extraction.parsing import Parsed, parse
from claims.extraction.reading import Findings, read
from sources.text.base import (
    DocumentFacts,
    ExtractedText,
    KnownDate,
    ReadDocument,
)
from sources.text.document import read_document

FACTS = DocumentFacts(
    language="en", published=KnownDate("2031-05-13", "metadata"), zone="Europe/Kyiv"
)


def make_document(text: str, facts: DocumentFacts = FACTS) -> ReadDocument:
    document = read_document("test", ExtractedText(text, facts=facts))
    return replace(document, facts=facts)


@pytest.fixture(scope="session")
def document() -> Callable[..., ReadDocument]:
    return make_document


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Parsed]:
    return lambda text: parse(make_document(text))


@pytest.fixture(scope="session")
def findings() -> Callable[[str], Findings]:
    return lambda text: read(parse(make_document(text)))


@pytest.fixture(scope="session")
def extract() -> Callable[..., Extraction]:
    def run(text: str, facts: DocumentFacts = FACTS) -> Extraction:
        return load_extractor("rules").extract(make_document(text, facts))

    return run


@pytest.fixture(scope="session")
def the_claim(
    extract: Callable[..., Extraction],
) -> Callable[[str, str], FoundCandidate]:
    """Return the one candidate of ``text`` whose words hold ``part``."""

    def find(text: str, part: str) -> FoundCandidate:
        found = [c for c in extract(text).candidates if part in c.words]
        assert len(found) == 1, [c.words for c in extract(text).candidates]
        return found[0]

    return find
