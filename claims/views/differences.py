"""Two texts word by word: what went, what came, what stayed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this, a word by word comparison takes longer than it tells.
MOST_WORDS = 4000
# So many pairs of equal words: prose of that length has a third of them. Of "a b a b"
# against "b a b a" a comparison would take minutes.
MOST_PAIRS = 50_000


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed ("same"), went ("out") or came ("in")."""

    kind: str
    words: str


def word_diff(before: str, after: str) -> list[Run]:
    """Return the runs that lead from ``before`` to ``after``.

    The "same" and "out" runs joined give ``before``, "same" and "in" give ``after``.
    """
    one, two = WORDS.findall(before), WORDS.findall(after)
    if len(one) + len(two) > MOST_WORDS or pairs(one, two) > MOST_PAIRS:
        return [r for r in (Run("out", before), Run("in", after)) if r.words]
    runs: list[Run] = []
    # Space stays where words beside it stay: by itself it is like everywhere.
    matcher = SequenceMatcher(str.isspace, one, two, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(one[a:b])))
            continue
        runs += [
            Run(kind, words)
            for kind, words in (("out", "".join(one[a:b])), ("in", "".join(two[c:d])))
            if words
        ]
    return runs


def pairs(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many pairs of equal words two texts have, spaces apart."""
    first, second = Counter(one), Counter(two)
    return sum(
        count * second[word] for word, count in first.items() if not word.isspace()
    )
