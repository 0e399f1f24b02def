"""The figures of the articles outside: quotations, margins, ranking, days."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.quality.measures.base import Figures, Found, Miss, letters, read_documents
from tests.quality.measures.claims import in_margins
from tests.quality.measures.quotations import measure_quotations
from tests.quality.measures.ranking import measure_ranking
from tests.quality.measures.rows import measure_rows
from tests.quality.seeds import load_seeds

# The articles are of 2021 and 2022: a later day can only be the day of the reading.
LATEST = datetime(2023, 1, 1, tzinfo=UTC)


@cache
def read_seeds(folder: Path) -> tuple[Found, ...]:
    return read_documents(load_seeds(folder))


@cache
def measure_seeds(folder: Path) -> Figures:
    figures, found = Figures(), read_seeds(folder)
    measure_quotations(found, figures)
    claims = sum(len(one.extraction.candidates) for one in found)
    margins = sum(_margins(one, figures) for one in found)
    figures.put("claims from margins", margins, claims)
    measure_ranking(found, figures)
    del figures.values["ranking AUC"]  # nothing is marked as worth a check here
    late = sum(_late(one, figures) for one in found)
    figures.put("claims dated after the articles", late, claims)
    rows = measure_rows(folder)
    figures.values |= rows.values
    figures.cases |= rows.cases
    return figures


def _margins(found: Found, figures: Figures) -> int:
    places = [
        letters(found.document.text, c.selector.segments)
        for c in found.extraction.candidates
    ]
    return in_margins(found, places, figures)


def _late(found: Found, figures: Figures) -> int:
    late = [
        c
        for c in found.extraction.candidates
        if c.event_time is not None and c.event_time.start >= LATEST
    ]
    for claim in late:
        span = (claim.selector.start, claim.selector.end)
        said = f"dated {claim.event_time}"
        figures.misses.append(Miss("times", found.gold.name, span, said))
    return len(late)
