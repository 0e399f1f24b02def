"""Which parts are headline, deck and subheading, seen from what stands around."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.text.lines import TERMINAL
from sources.text.outlets import OUTLET_NAME, outlet_behind_title
from sources.text.parts import Part, split_at
from sources.text.units import continuation

LONGEST_HEADLINE, LONGEST_DECK, LONGEST_SUBHEADING = 200, 320, 70
LONGEST_MASTHEAD = 3  # words
_SKIPPED = frozenset({"boilerplate", "credit", "dateline", "caption", "embed"})


def find_headlines(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with masthead, headline, deck and subheadings typed."""
    typed = list(parts)
    title = _find_title(typed)
    if title is not None:
        if typed[title].kind != "headline":
            typed[title] = typed[title].typed("headline", "first-line")
        _cut_outlet(typed, title)
        _find_masthead(typed, title)
        _find_deck(typed, title)
    _find_subheadings(typed, title if title is not None else -1)
    return typed


def _find_title(parts: Sequence[Part]) -> int | None:
    """Return the index of the headline: a marked one, else a fitting first line.

    A name of two or three words above a longer line is the paper's, not the report's.
    """
    for index, part in enumerate(parts[:12]):
        if part.kind == "headline":
            return index
    lines = _leading_lines(parts)
    long = (i for i in lines if len(parts[i].words.split()) > LONGEST_MASTHEAD)
    if (found := next(long, None)) is not None:
        return found
    fitting = (i for i in lines if len(parts[i].words.split()) > 1)
    return next(fitting, None)


def _leading_lines(parts: Sequence[Part]) -> list[int]:
    """Return the lines above the first paragraph of running text."""
    found: list[int] = []
    for index, part in enumerate(parts[:30]):
        if part.kind in _SKIPPED:
            continue
        fits = part.block.rule == "paragraph" and _fits(part, parts, index)
        if not fits:
            break
        found.append(index)
    return found


def _fits(part: Part, parts: Sequence[Part], index: int) -> bool:
    """Say whether a line may be a headline: no sentence, and text comes after it."""
    words = part.words
    following = _running_after(parts, index)
    if len(words) > LONGEST_HEADLINE or not following:
        return False
    if words[0].islower() or _is_sentence(words) or following[0].words[:1].islower():
        return False
    return continuation(parts, index) is None


def _cut_outlet(parts: list[Part], title: int) -> None:
    """Take "| Harbour Gazette" off the headline."""
    at = outlet_behind_title(parts[title].words)
    if at is not None:
        headline, outlet = split_at(parts[title], at)
        parts[title : title + 1] = [headline, outlet.typed("boilerplate", "masthead")]


def _find_masthead(parts: list[Part], title: int) -> None:
    for index in range(title):
        part = parts[index]
        short = len(part.words.split()) <= LONGEST_MASTHEAD
        if part.block.rule == "paragraph" and short:
            named = re.fullmatch(OUTLET_NAME, part.words)
            parts[index] = part.typed("boilerplate", "masthead" if named else "kicker")


def _is_sentence(words: str) -> bool:
    """Say whether the line ends as sentences end; questions may be headlines."""
    ended = TERMINAL.search(words)
    return bool(ended) and not words.rstrip("\"'”’»").endswith(("?", "!", "…"))


def _find_deck(parts: list[Part], title: int) -> None:
    """Type what stands between headline and report: summaries without a full stop."""
    for index in range(title + 1, min(title + 6, len(parts))):
        part = parts[index]
        if part.kind in _SKIPPED - {"dateline", "caption"}:
            continue
        following = _running_after(parts, index)
        long = len(part.words) > LONGEST_DECK
        if part.block.rule != "paragraph" or long or not following:
            return
        unfinished = not TERMINAL.search(part.words) and part.words[-1] not in ",—–-"
        starts_anew = not following[0].words[:1].islower()
        if not (unfinished and starts_anew) and not _dateline_next(parts, index):
            return
        parts[index] = part.typed("deck", "between-headline-and-report")


def _running_after(parts: Sequence[Part], index: int) -> list[Part]:
    """Return the body and quotations among the next parts."""
    return [p for p in parts[index + 1 : index + 12] if p.kind in ("body", "quote")]


def _dateline_next(parts: Sequence[Part], index: int) -> bool:
    for part in parts[index + 1 : index + 4]:
        if part.block.rule == "dateline":
            return True
        if part.kind in ("body", "quote"):
            return False
    return False


def _find_subheadings(parts: list[Part], title: int) -> None:
    for index in range(max(title + 1, 1), len(parts) - 1):
        part = parts[index]
        if part.block.rule != "paragraph" or len(part.words) > LONGEST_SUBHEADING:
            continue
        before, after = parts[index - 1], parts[index + 1]
        closed = before.kind != "body" or bool(TERMINAL.search(before.words))
        opens = after.kind in ("body", "quote") and not after.words[:1].islower()
        plain = part.words[0].isupper() and part.words[-1].isalnum()
        short = len(part.words.split()) <= 10
        if closed and opens and plain and short and not continuation(parts, index):
            parts[index] = part.typed("headline", "subheading")
