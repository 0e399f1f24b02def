"""Whether a hyphen at a line end belongs to the word ("Nagorno-⏎Karabakh")."""

from __future__ import annotations

import re
from functools import cached_property

from sources.text.wordlists import words

WORD = re.compile(r"\w+(?:[-‐‑]\w+)*")
BEFORE = re.compile(r"(\w+)([-‐‑])$")
AFTER = re.compile(r"^(\w+)")

KEEPS_AFTER = frozenset(
    words(
        "self ex non pro anti well half cross all vice co post semi mid so then "
        "high low long short large small full part two three four five six seven "
        "eight nine ten first second third twenty thirty forty fifty sixty seventy "
        "eighty ninety cease north south east west multi quasi much so-called"
    )
) - {"co", "cease", "post", "multi", "all", "part", "so"}
KEEPS_BEFORE = frozenset(
    words(
        "old led based backed brokered mediated populated scale range term year "
        "day month week hour minute long wide style made run owned held controlled "
        "occupied related type like speaking born known called general elect "
        "in-chief chief war time level caliber calibre site free friendly proof "
        "member member's party sponsored"
    )
) - {"long", "wide", "time", "like", "general", "run"}


#: How many code points on both sides of a line end decide on its hyphen.
LOOK = 60


class Hyphens:
    """Joins lines of one document; looks at how its words are written elsewhere."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        found = (match.group().lower() for match in WORD.finditer(self._text))
        return frozenset(word.replace("‐", "-").replace("‑", "-") for word in found)

    def join(self, before: str, after: str) -> tuple[int, str]:
        """Return (code points to drop at the end of ``before``, what to put between).

        A plain wrap gives ``(0, " ")``; a word split by its wrap ``(1, "")``; a wrap
        after a hyphen or dash that stands in the word anyway ``(0, "")``.
        """
        left, right = BEFORE.search(before[-LOOK:]), AFTER.match(after)
        if left and right:
            if self._keeps(left[1], right[1]):
                return 0, ""
            return 1, ""
        last, first = before[-1:], after[:1]
        if last in "–—/" and before[-2:-1].strip() and first.isalnum():
            return 0, ""
        if _is_cjk(last) and _is_cjk(first):
            return 0, ""
        return 0, " "

    def _keeps(self, left: str, right: str) -> bool:
        """Say whether the hyphen stays, first by use in the text, then by shape."""
        low, high = left.lower(), right.lower()
        if not right[0].islower() or left[-1].isdigit():
            return True
        if f"{low}-{high}" in self._words:
            return True
        if low + high in self._words:
            return False
        if low in KEEPS_AFTER or high in KEEPS_BEFORE:
            return True
        known = low in self._words_standing_alone
        return known and left[0].isupper() and len(left) > 3

    @cached_property
    def _words_standing_alone(self) -> frozenset[str]:
        """Words that occur not only as the first half of a split."""
        found = re.finditer(r"(?<![\w-])\w+(?![\w-])", self._text)
        return frozenset(match.group().lower() for match in found)


def _is_cjk(char: str) -> bool:
    return bool(char) and (
        "\u3040" <= char <= "\u30ff"
        or "\u4e00" <= char <= "\u9fff"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffef"
    )
