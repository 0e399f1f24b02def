"""The extractors, named without loading the parser behind them."""

from __future__ import annotations

from claims.extraction.base import Extraction
from sources.text.base import ReadDocument


class RulesExtractor:
    """Extracts claims and quotations from English documents by rules.

    A small trained model has a say in the scores.
    """

    method = "rules"
    version = "4"

    def extract(
        self, document: ReadDocument, *, first: int = 0, last: int | None = None
    ) -> Extraction:
        """Extract from sentences ``[first, last)``; other languages give nothing."""
        # A job that only names the extractor must not wait seconds for spaCy.
        from claims.extraction.finding import find_claims

        return find_claims(document, first=first, last=last)


class RulesAloneExtractor:
    """The same without the model: quicker, and its ranking is coarser."""

    method = "rules-alone"
    version = "4"

    def extract(
        self, document: ReadDocument, *, first: int = 0, last: int | None = None
    ) -> Extraction:
        """Extract from sentences ``[first, last)``; other languages give nothing."""
        from claims.extraction.checkworthiness import score
        from claims.extraction.finding import find_claims

        return find_claims(document, first=first, last=last, scorer=score)
