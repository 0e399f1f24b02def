"""What was found between two accounts as numbers that can be weighed.

In: two accounts held against each other. Out: named signals, each small and bounded.
They order the labels of what no rule decides; they never make a conflict.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from claims.evidence.compare.accounts import Account
from claims.evidence.compare.held import Held

# Words that say there is but one: who else is named did not do it.
SINGLE = re.compile(
    r"\b(?:only|alone|a single|it was|sole|oldest|youngest|nobody|never|no one)\b"
)
_JOINS = re.compile(r"\b(?:and|but)\b")
_AGAIN = re.compile(r"\b(?:another|once|also|earlier)\b")


def signals_of(
    a: Account,
    b: Account,
    held: Held,
    *,
    conflicts: Sequence[int],
    apart: bool,
    cosine: float,
) -> dict[str, float]:
    """Return the signals; ``conflicts`` are where in ``a`` the conflicts stand."""
    low = min(held.covered_a, held.covered_b)
    ones, twos = held.names
    left_a, left_b = len(held.left_a) - len(ones), len(held.left_b) - len(twos)
    figures = Counter(p.fit for p in held.figures if p.a.kind != "quantifier")
    shares = Counter(p.fit for p in held.figures if p.a.kind == "quantifier")
    moments = Counter(p.fit for p in held.moments)
    free = len(agreeing_clauses(held, conflicts))
    single = (bool(SINGLE.search(a.lower)), bool(SINGLE.search(b.lower)))
    names = min(len(ones), len(twos), 1)
    return {
        "covered_a": held.covered_a,
        "covered_b": held.covered_b,
        "covered_least": low,
        "covered_most": max(held.covered_a, held.covered_b),
        "cosine": cosine,
        "left_a": min(left_a, 3),
        "left_b": min(left_b, 3),
        "left_both": min(left_a, left_b, 3),
        "names_a": min(len(ones), 2),
        "names_b": min(len(twos), 2),
        "names_both": min(len(ones), len(twos), 2),
        "opposites": min(len(held.opposites), 2),
        "wider_a": min(len(held.wider), 2),
        "wider_b": min(len(held.narrower), 2),
        "turned": float(bool(held.turned)),
        "clauses_kept": min(len(held.kept), 3),
        "figures_equal": min(figures["equal"], 2),
        "figures_apart": min(figures["apart"], 2),
        "figures_narrower": min(figures["narrower"], 2),
        "figures_wider": min(figures["wider"], 2),
        "figures_rough": min(figures["rounded"] + figures["overlap"], 2),
        "figures_mixed": float(bool(figures["equal"] and figures["apart"])),
        "shares_equal": min(shares["equal"], 2),
        "shares_apart": min(shares["apart"], 2),
        "moments_equal": min(moments["equal"], 2),
        "moments_apart": min(moments["apart"], 2),
        "moments_narrower": min(moments["narrower"], 2),
        "moments_wider": min(moments["wider"], 2),
        "moments_mixed": float(bool(moments["equal"] and moments["apart"])),
        "figure_only_a": float(bool(held.lone_a)),
        "figure_only_b": float(bool(held.lone_b)),
        "figure_alone_each": float(bool(held.lone_a and held.lone_b)),
        "apart": float(apart),
        "set_apart": float(bool(held.set_apart)),
        "roles": float(bool(held.order or held.swapped)),
        "clauses_a": min(len(a.clauses), 4),
        "clauses_b": min(len(b.clauses), 4),
        "frames_a": min(len(a.frames), 3),
        "agreeing_clauses": min(free, 3),
        "length": max(-1.5, min(1.5, math.log(len(b.words) / len(a.words)))),
        "conflicts": min(len(conflicts), 3),
        "conflict_near": low if conflicts else 0.0,
        "conflict_beside_agreement": min(free, 3) if conflicts else 0.0,
        "apart_near": low if apart else 0.0,
        "joined_a": float(bool(_JOINS.search(a.lower))),
        "denies_a": float(any(c.denied for c in a.clauses)),
        "denies_b": float(any(c.denied for c in b.clauses)),
        "single_a": float(single[0]),
        "single_b": float(single[1]),
        "single_names": names * float(any(single)),
        "long_between": float(days_apart(a, b) > LONG),
        "again_b": float(bool(_AGAIN.search(b.lower))),
    }


LONG = 180  # days between two documents after which "the oldest" may be another


def days_apart(a: Account, b: Account) -> int:
    """Return the days between the two documents, 0 when a date is not known."""
    return abs((a.day - b.day).days) if a.day and b.day else 0


def agreeing_clauses(held: Held, spots: Sequence[int]) -> list[int]:
    """Return where clauses of ``a`` begin that ``b`` bears out, no conflict in them."""
    return [
        one.start
        for one, _ in held.kept
        if len(one.concepts) > 1 and not any(one.start <= at < one.end for at in spots)
    ]
