"""In: a read document, its text and sentences. Out: proposed claims with who said them,
when and how many, and the quotations in it; nothing stored, nobody decided."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from claims.extraction.base import Extractor

EXTRACTORS = {
    "rules": "claims.extraction.rules.RulesExtractor",
    "rules-alone": "claims.extraction.rules.RulesAloneExtractor",
}


@cache
def load_extractor(name: str) -> Extractor:
    """Return the extractor of this name, made once per process.

    Raises KeyError for a name that is not in ``EXTRACTORS``.
    """
    module, _, attribute = EXTRACTORS[name].rpartition(".")
    extractor: Extractor = getattr(import_module(module), attribute)()
    return extractor
