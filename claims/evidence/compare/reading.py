"""Two sentences as the reading model takes them: tokens, sides, marks, signals.

In: the words and marks of both. Out: :class:`Tokens`. Training and product share it, so
that a model meets at work what it met when it was fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.evidence.compare.marks import Mark, mark_tokens

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OPENS, ENDS = 101, 102  # [CLS] and [SEP] of the vocabulary
MOST = 112  # tokens of either sentence; what follows is cut


@dataclass(frozen=True, slots=True)
class Tokens:
    """Three rows of one length: token ids, which sentence (0, 1), marks."""

    ids: list[int]
    sides: list[int]
    marks: list[int]


def tokens_of(
    tokenizer: Tokenizer,
    a: str,
    b: str,
    marks: tuple[Sequence[Mark], Sequence[Mark]],
) -> Tokens:
    """Join two sentences; ``tokenizer`` adds nothing and cuts nothing itself."""
    ids, sides, marked = [OPENS], [0], [0]
    for side, (words, found) in enumerate(zip((a, b), marks, strict=True)):
        read = tokenizer.encode(words, add_special_tokens=False)
        kept = read.ids[:MOST]
        ids += [*kept, ENDS]
        sides += [side] * (len(kept) + 1)
        marked += [*mark_tokens(found, read.offsets[:MOST]), 0]
    return Tokens(ids, sides, marked)
