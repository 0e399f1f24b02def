"""How well a text answers a query: pure numbers, one scorer for product and measure.

Words by BM25, meaning by cosine, and closeness in time, added up. The weights are round
numbers set by hand, the best of a few hundred on the training parts of two sets that
repeat checked claims: posts (``snopes_tweets``, MAP@5; days of publishing) and debate
sentences (``politifact_debates``, MRR; days of saying; then those alone whose check is
not of that very week).

    meaning 2, nearness in time .6                           .951   .743   .454
    meaning 4.5, and what is older comes before the later    .947   .781   .565
    and a vector of the headline                             .950   .797   .591
    and days of saying are not days of publishing            .955   .808   .621

Names at half weight, other weights for words of the claim and of the article, other K1
and B, a likeness made relative to that of others, and rank fusion (RRF) won .005 at
most.
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
# Beside the best match by words, which counts as one: among the lines of one page, in
# which rare words tell more, and in an archive.
OF_MEANING = 2.0
OF_MEANING_IN_ARCHIVE = 4.5
# What the headline counts of the meaning, where an entry has a vector of it.
OF_HEADLINE = 1 / 3
# Days apart at which closeness in time is worth half: news come back, but rarely; what
# was said before may be repeated for years.
HALF_NEAR, HALF_EARLIER = 7.0, 700.0


@dataclass(frozen=True, slots=True)
class Timing:
    """What a day tells: the weights of being near and of coming first.

    ``half_later`` is in days: how late something still is as good as half.
    """

    of_near: float
    of_order: float
    half_later: float

    def closeness(self, asked: date | None, said: date | None) -> float:
        """Return 1 on one day, ever less apart; 0 if a day is unknown."""
        if asked is None or said is None:
            return 0.0
        days = (said - asked).days
        near = 1 / (1 + abs(days) / HALF_NEAR)
        half = self.half_later if days > 0 else HALF_EARLIER
        order = 1 / (1 + abs(days) / half)
        return (self.of_near * near + self.of_order * order) / self.weight

    @property
    def weight(self) -> float:
        return self.of_near + self.of_order


# A claim made later is rarely the one that is asked about; a text published later may
# well be about it.
SAID = Timing(of_near=0.2, of_order=1.2, half_later=30)
PUBLISHED = Timing(of_near=0.6, of_order=0.6, half_later=120)


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
    ``cosine`` is None for a text that has no vector, ``headline``, a cosine too, for
    one that has none of its headline, ``day`` for one without a date.
    """

    key: UUID
    counts: Mapping[str, int]
    length: int
    cosine: float | None = None
    day: date | None = None
    headline: float | None = None


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


def ranked(
    matches: Iterable[Match],
    statistics: Statistics,
    *,
    day: date | None = None,
    timing: Timing = PUBLISHED,
    of_meaning: float = OF_MEANING,
) -> list[Found]:
    """Return all matches, best first; equals in the order of their keys."""
    by_words = [(match, bm25(match, statistics)) for match in matches]
    best = max((score for _, score in by_words), default=0.0) or 1.0
    found = [
        _found(match, score / best, day, timing, of_meaning)
        for match, score in by_words
    ]
    return sorted(found, key=lambda each: (-each.score, each.key))


def _found(
    match: Match, words: float, day: date | None, timing: Timing, of_meaning: float
) -> Found:
    meaning = max(match.cosine or 0.0, 0.0)
    headline = meaning if match.headline is None else max(match.headline, 0.0)
    blended = (1 - OF_HEADLINE) * meaning + OF_HEADLINE * headline
    near = timing.closeness(day, match.day)
    score = words + of_meaning * blended + timing.weight * near
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
