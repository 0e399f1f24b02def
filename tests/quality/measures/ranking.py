"""Does what must be checked stand above feelings, demands, hopes and opinion?"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tests.quality.measures.base import (
    OVERLAP,
    Figures,
    Found,
    Miss,
    covered,
    letters,
)
from tests.quality.stories import Segments


def measure_ranking(story: Sequence[Found], figures: Figures) -> None:
    scores = [c.score for found in story for c in found.extraction.candidates]
    middle = median(scores) if scores else 0.0
    high, low, above = [], [], 0
    for found in story:
        high += [_score(found, g.segments) for g in found.gold.claims if g.check]
        for one in found.gold.low:
            score = _score(found, one.segments)
            low.append(score)
            if score > middle:
                above += 1
                words = " ".join(" ".join(one.words).split())
                span = (one.segments[0][0], one.segments[-1][1])
                said = f"{one.why} ranks high ({score:.2f}): {words}"
                figures.misses.append(Miss("worth", found.gold.name, span, said))
    figures.put("ranking AUC", area(high, low), len(high) + len(low))
    figures.put("low in upper half", above, len(low))


def area(high: Sequence[float], low: Sequence[float]) -> float:
    """Return the chance that one of ``high`` stands above one of ``low``, ties half."""
    wins = sum((a > b) + (a == b) / 2 for a in high for b in low)
    return wins / max(1, len(high) * len(low))


def _score(found: Found, segments: Segments) -> float:
    """Return the best score of a claim that holds these words; 0 if none was made."""
    place = found.place(segments)
    return max(
        (
            c.score
            for c in found.extraction.candidates
            if covered(place, letters(found.document.text, c.selector.segments))
            >= OVERLAP
        ),
        default=0.0,
    )
