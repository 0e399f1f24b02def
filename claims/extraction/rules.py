"""The rule-based extractor, named without loading the parser behind it."""

from __future__ import annotations

from claims.extraction.base import Extraction
from sources.text.base import ReadDocument


class RulesExtractor:
    """Extracts claims and quotations from English documents."""

    method = "rules"
    version = "2"

    def extract(
        self, document: ReadDocument, *, first: int = 0, last: int | None = None
    ) -> Extraction:
        """Extract from sentences ``[first, last)``; other languages give nothing."""
        # A job that only names the extractor must not wait seconds for spaCy.
        from claims.extraction.finding import find_claims

        return find_claims(document, first=first, last=last)
