"""All figures of one story."""

from __future__ import annotations

from functools import cache

from tests.quality.measures.base import Figures, read_story
from tests.quality.measures.claims import measure_claims
from tests.quality.measures.names import measure_names
from tests.quality.measures.quotations import measure_quotations
from tests.quality.measures.reading import measure_reading


@cache
def measure_story(name: str) -> Figures:
    """Measure reading, quotations, claims and ranking, once a session."""
    figures, story = Figures(), read_story(name)
    measure_reading(story, figures)
    measure_quotations(story, figures)
    measure_claims(story, figures)
    measure_names(story, figures)
    return figures
