"""Two texts word by word: what went, what came, what stayed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this, a word by word comparison takes longer than it tells.
MOST_WORDS = 4000


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
    if len(one) + len(two) > MOST_WORDS:
        return [r for r in (Run("out", before), Run("in", after)) if r.words]
    runs: list[Run] = []
    matcher = SequenceMatcher(None, one, two, autojunk=False)
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
