"""Which figures of two accounts answer one question, and how their values lie.

In: the figures of either. Out: pairs with their fit, and the figures left on either
side. A difference is only told where it is known what it is a difference in: a part
against its whole, a sum against its items and a second item of a list are none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from claims.evidence.compare.figures import SMALL, Figure, Fit, fit
from claims.evidence.compare.lexicon import concept, wider
from claims.evidence.counted import is_human, noun_class

MUCH = 1000.0  # lengths of time further apart than this measure two things
TELLING = 20  # counts from here on are seldom equal by chance
ITEMS = 6  # figures of one kind above which sums are not tried
_RANK: dict[str, int] = {
    "equal": 0, "rounded": 1, "narrower": 2, "wider": 2, "overlap": 3, "apart": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigurePair:
    a: Figure
    b: Figure
    fit: Fit


@dataclass(frozen=True, slots=True)
class Paired:
    pairs: tuple[FigurePair, ...]
    lone_a: tuple[Figure, ...]
    lone_b: tuple[Figure, ...]


def pair_figures(
    a: Sequence[Figure],
    b: Sequence[Figure],
    shares: tuple[Sequence[Figure], Sequence[Figure]] = ((), ()),
    *,
    alike: bool = False,
) -> Paired:
    """Pair figures that can answer one question: equal ones first, then the likest.

    ``shares`` are told by words ("all", "most"); they pair but are never left over.
    ``alike`` says that no other word differs: then a part is held against a part.
    """
    ones, twos = [*a, *shares[0]], [*b, *shares[1]]
    fits = {
        (i, j): found
        for i, x in enumerate(ones)
        for j, y in enumerate(twos)
        if (found := _fit(x, y)) is not None
    }
    taken: dict[int, int] = {}
    for i, j in sorted(fits, key=lambda at: _order(at, fits, ones, twos)):
        if i not in taken and j not in taken.values():
            taken[i] = j
    settled = {(i, j) for i, j in taken.items() if fits[i, j] != "apart"}
    open_ = {
        (i, j) for i, j in fits if not any(i == one or j == two for one, two in settled)
    }
    pairs = []
    explained: tuple[set[int], set[int]] = (set(), set())
    for i, j in sorted(taken.items()):
        x, y = ones[i], twos[j]
        if fits[i, j] != "apart":
            pairs.append(FigurePair(x, y, fits[i, j]))
        elif parts := _parts_of(x, twos):
            pairs.append(FigurePair(x, y, "equal"))
            explained[1].update(parts)
        elif parts := _parts_of(y, ones):
            pairs.append(FigurePair(x, y, "equal"))
            explained[0].update(parts)
        elif (alike or _answers(x, y, ones, twos)) and _certain(
            i, j, open_, ones, twos
        ):
            pairs.append(FigurePair(x, y, "apart"))
    return Paired(
        tuple(pairs),
        _left(a, set(taken) | explained[0], twos),
        _left(b, set(taken.values()) | explained[1], ones),
    )


def _order(
    at: tuple[int, int],
    fits: dict[tuple[int, int], Fit],
    ones: Sequence[Figure],
    twos: Sequence[Figure],
) -> tuple[bool, int, int, int, int, int]:
    i, j = at
    x, y = ones[i], twos[j]
    return (
        fits[at] != "equal", unlike(x, y), _RANK[fits[at]], abs(i - j), i, j,
    )  # fmt: skip


def _left(
    figures: Sequence[Figure], used: set[int], others: Sequence[Figure]
) -> tuple[Figure, ...]:
    return tuple(
        one
        for at, one in enumerate(figures)
        if at not in used and not _parts_of(one, others)
    )


def _fit(x: Figure, y: Figure) -> Fit | None:
    """Return how the values lie, None where they answer two questions."""
    if comparable(x, y):
        return fit(x, y)
    if _elliptic(x, y) or _elliptic(y, x) or _one_number(x, y):
        return "equal"
    return None


def _one_number(x: Figure, y: Figure) -> bool:
    """Whether two counts are one number, told of things that go by two names.

    "1.4 million homes", "1.4 million households"; "the 90", as a whole or as itself.
    """
    if not (x.kind == y.kind == "" and x.exact and y.exact and x.low == y.low):
        return False
    return x.low >= TELLING or _nouns_meet(x, y)


def _elliptic(x: Figure, y: Figure) -> bool:
    """Whether ``x`` leaves out the unit of ``y``: "31 hours, and 72 in Santiago"."""
    if x.kind or x.noun or not y.kind or not (x.exact and y.exact):
        return False
    return x.low == y.low / (y.grain or 1.0)


def unlike(x: Figure, y: Figure) -> int:
    if x.noun and y.noun:
        return 0 if kind_of_noun(x.noun) == kind_of_noun(y.noun) else 3
    return 0 if x.kind and x.kind == y.kind and x.unit == y.unit else 1


def comparable(x: Figure, y: Figure) -> bool:
    if x.kind == y.kind == "money":
        return x.unit == y.unit and x.whole == y.whole
    shares = ("share", "quantifier")
    if x.kind in shares and y.kind in shares:
        if "quantifier" in (x.kind, y.kind):
            if 0 in (x.high, y.high):
                return False  # "no" and "none" are denials, and held as such
            return bool(x.noun and y.noun) and _nouns_meet(x, y)
        return True
    if x.kind != y.kind:
        return False
    if x.kind == "time":
        sizes = sorted(f.high if f.high < math.inf else f.low for f in (x, y))
        return sizes[1] <= MUCH * max(sizes[0], 1.0)
    if x.kind:
        return True
    return x.whole == y.whole and _nouns_meet(x, y)


def _nouns_meet(x: Figure, y: Figure) -> bool:
    return not (x.noun and y.noun) or kind_of_noun(x.noun) == kind_of_noun(y.noun)


@lru_cache(maxsize=20_000)
def kind_of_noun(noun: str) -> str:
    """Return "person" for all that are people, else the noun's concept."""
    found = noun_class(noun.lower())
    if is_human(found) or wider("person", concept(noun)):
        return "person"
    return concept(found)


def _certain(
    i: int,
    j: int,
    left: set[tuple[int, int]],
    ones: Sequence[Figure],
    twos: Sequence[Figure],
) -> bool:
    """Whether the two answer one question: one noun, or nothing else to choose."""
    x, y = ones[i], twos[j]
    likeness = unlike(x, y)
    rivals = any(
        (p == i) != (q == j) and unlike(ones[p], twos[q]) <= likeness for p, q in left
    )
    return not rivals or (bool(x.noun and y.noun) and not likeness)


def _answers(
    x: Figure, y: Figure, ones: Sequence[Figure], twos: Sequence[Figure]
) -> bool:
    """Whether neither value stands in the other account too, as it is or reckoned."""
    return not (
        _complements(x, y, ones, twos)
        or any(f is not y and _same_value(f, x) for f in twos)
        or any(f is not x and _same_value(f, y) for f in ones)
        or _reckoned(x, twos)
        or _reckoned(y, ones)
    )


def _same_value(x: Figure, y: Figure) -> bool:
    return (x.low, x.high) == (y.low, y.high)


def _complements(
    x: Figure, y: Figure, ones: Sequence[Figure], twos: Sequence[Figure]
) -> bool:
    """Whether they are the two parts of one whole: two sound, eight diseased of ten."""
    if x.kind != y.kind:
        return False
    whole = 100.0 if x.kind == "share" else 0.0
    if x.kind == "share" and x.high - x.low + y.high - y.low > 0:
        return abs(x.low + y.low - whole) < whole / 10  # "a fifth", "four in five"
    if not (x.exact and y.exact):
        return False
    wholes = {f.low for f in ones if f.exact} & {f.low for f in twos if f.exact}
    return x.low + y.low in wholes | ({whole} - {0.0})


def _exact(figures: Iterable[Figure], like: Figure) -> list[tuple[int, float]]:
    """Return the exact values of a kind; those without a unit take that of ``like``."""
    return [
        (at, one.low if one.kind else one.low * (like.grain or 1.0))
        for at, one in enumerate(figures)
        if one.exact and one.kind in (like.kind, "")
    ]


def _parts_of(one: Figure, others: Sequence[Figure]) -> set[int]:
    """Return where the items stand that add up to ``one``: "22 in all", "9 and 13"."""
    if not one.exact or one.kind == "share":
        return set()
    items = [row for row in _exact(others, one) if 0 < row[1] < one.low]
    if len(items) > ITEMS:
        return set()
    for count in range(2, len(items) + 1):
        for chosen in combinations(items, count):
            if abs(sum(value for _, value in chosen) - one.low) < SMALL:
                return {at for at, _ in chosen}
    return set()


def _reckoned(one: Figure, others: Sequence[Figure]) -> bool:
    """Whether it is a difference of two that the other tells: "four above the 40"."""
    if not one.exact:
        return False
    values = [value for _, value in _exact(others, one)]
    return any(abs(abs(p - q) - one.low) < SMALL for p, q in combinations(values, 2))
