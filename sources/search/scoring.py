"""How well a text answers a query: pure numbers, one scorer for product and measure.

Words by BM25, meaning by cosine, and closeness in time, added up. The weights are round
numbers set by hand, the best of a few for posts and for debate sentences that repeat
checked claims (training parts of ``snopes_tweets``, MAP@5, and ``politifact_debates``,
MRR): words alone .872 and .667, with meaning .911 and .712, with time .945 and .736.
Ranks fused (RRF), the alternative, gave .893 on the first where values gave .911.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

# Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), section 3.
# Flat from 0.9 to 2.5 and from .3 to .75 on short texts.
K1, B = 1.2, 0.5
# Beside the best match by words, which counts as one.
OF_MEANING = 2.0
OF_TIME = 0.6
# Days apart at which closeness in time is worth half: news come back, but rarely.
HALF_DAYS = 7.0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of one collection: ``entries`` in all, and those that hold each term.

    ``mean_length`` is in words; a term that is not in ``holding`` is rare.
    """

    entries: int
    mean_length: float
    holding: Mapping[str, int]

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency, above 0 for every term."""
        holding = self.holding.get(term, 1)
        entries = max(self.entries, holding)
        return math.log(1 + (entries - holding + 0.5) / (holding + 0.5))


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of one text when it is scored.

    ``counts`` gives how often each of the query's terms occurs, ``length`` all words;
    ``cosine`` is None for a text that has no vector, ``day`` for one without a date.
    """

    key: UUID
    counts: Mapping[str, int]
    length: int
    cosine: float | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A text and its score; scores of two queries do not compare.

    ``words`` is BM25 relative to the best of this query, in [0, 1]; ``meaning`` the
    cosine, 0 where there is no vector; ``closeness`` in [0, 1] is 1 on the same day.
    """

    key: UUID
    score: float
    words: float
    meaning: float
    closeness: float


def bm25(match: Match, statistics: Statistics) -> float:
    """Return the sum over the query's terms; 0 where none occurs."""
    mean = statistics.mean_length or 1.0
    norm = K1 * (1 - B + B * match.length / mean)
    return sum(
        statistics.rarity(term) * count * (K1 + 1) / (count + norm)
        for term, count in match.counts.items()
    )


def closeness(one: date | None, other: date | None) -> float:
    """Return 1 on one day, a half a week apart, ever less; 0 if a day is unknown."""
    if one is None or other is None:
        return 0.0
    return 1 / (1 + abs((one - other).days) / HALF_DAYS)


def ranked(
    matches: Iterable[Match], statistics: Statistics, *, day: date | None = None
) -> list[Found]:
    """Return all matches, best first; equals in the order of their keys."""
    by_words = [(match, bm25(match, statistics)) for match in matches]
    best = max((score for _, score in by_words), default=0.0) or 1.0
    found = [_found(match, score / best, day) for match, score in by_words]
    return sorted(found, key=lambda each: (-each.score, each.key))


def _found(match: Match, words: float, day: date | None) -> Found:
    meaning = max(match.cosine or 0.0, 0.0)
    near = closeness(day, match.day)
    score = words + OF_MEANING * meaning + OF_TIME * near
    return Found(match.key, score, words, meaning, near)


def rarest(terms: Iterable[str], statistics: Statistics, *, budget: int) -> list[str]:
    """Return the rarest terms whose rows together stay within ``budget``.

    None where even the rarest is in more rows than that: such a query has no word to
    look things up by, and a scan of frequent ones costs seconds.
    """
    order = sorted(set(terms), key=lambda term: (statistics.holding.get(term, 1), term))
    chosen = []
    for term in order:
        budget -= statistics.holding.get(term, 1)
        if budget < 0:
            break
        chosen.append(term)
    return chosen
