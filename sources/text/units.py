"""Join what belongs to one paragraph again, over links, page ends and captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.text.abbreviations import STARTERS, stops_short
from sources.text.base import Block, ReadingText
from sources.text.hyphens import LOOK, Hyphens
from sources.text.lines import TERMINAL
from sources.text.parts import SILENT, Part
from sources.text.render import Builder, append, cut_out
from sources.text.wordlists import words

#: What may stand inside a running sentence without belonging to it.
_INTERRUPTS = frozenset({"embed", "caption", "credit", "boilerplate"})
MOST_INTERRUPTIONS = 4
#: What may stand between two halves of a paragraph without being foreign to them.
_SETTING = re.compile(r"[*_`]{0,6}[-‐‑]?[*_`]{0,6}\s[\s\ufeff\u200b\u00ad>*_#`]*")
#: An account, a file or a tag of its own: nothing that goes on with a sentence.
_LOOSE_TOKEN = re.compile(r"^(?=\S*[\w][@_#/\d])\S+$")
_OPEN_END = re.compile(r"[\w,;—–%)\]-]$")


def lay_out(
    text: str, parts: Sequence[Part], hyphens: Hyphens
) -> tuple[ReadingText, tuple[Block, ...]]:
    """Return the reading text, a blank line between paragraphs, and all blocks."""
    builder = Builder()
    blocks: list[Block] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        if part.words and part.block.rule not in SILENT:
            if builder.length:
                builder.insert("\n\n")
        else:
            builder.cut()
        blocks.append(part.block)
        while (following := continuation(parts, index)) is not None:
            blocks += [p.block for p in parts[index + 1 : following]]
            _join(text, builder, part.reading, parts[following].reading, hyphens)
            if following > index + 1:
                builder.cut()
            part = parts[following]
            blocks.append(part.typed(part.kind, "continued").block)
            index = following
        if part.block.rule not in SILENT:
            append(builder, part.reading)
        index += 1
    return builder.build(), tuple(blocks)


def _join(
    text: str,
    builder: Builder,
    reading: ReadingText,
    following: ReadingText,
    hyphens: Hyphens,
) -> None:
    """Lay ``reading`` as the first half of a paragraph that ``following`` goes on."""
    cut, glue = hyphens.join(reading.text[-LOOK:], following.text[:LOOK])
    head = cut_out(reading, 0, len(reading.text) - cut)
    append(builder, head)
    last = head.pieces[-1]
    between = text[last.text + last.length : following.pieces[0].text]
    if not _SETTING.fullmatch(between):
        builder.cut()
    builder.insert(glue)


def continuation(parts: Sequence[Part], index: int) -> int | None:
    """Return the index of the part that goes on with the sentence of ``index``."""
    part = parts[index]
    if part.kind not in ("body", "quote") or not _is_open(part.words):
        return None
    for following in range(index + 1, min(index + 2 + MOST_INTERRUPTIONS, len(parts))):
        candidate = parts[following]
        if candidate.kind in ("body", "quote"):
            between = parts[index + 1 : following]
            return following if _goes_on(part, candidate, between) else None
        if candidate.kind not in _INTERRUPTS:
            return None
    return None


def _is_open(words: str) -> bool:
    if TERMINAL.search(words):
        return stops_short(words, "1")
    return bool(words) and bool(_OPEN_END.search(words))


def _goes_on(part: Part, candidate: Part, between: Sequence[Part]) -> bool:
    """Say whether ``candidate`` continues an unfinished sentence.

    A small letter always does. A digit or a capital does only over something that
    was plainly set into the sentence, such as a line with nothing but a link, and
    when the sentence above cannot end where it does.
    """
    first = candidate.words[:1]
    if not first or _LOOSE_TOKEN.match(candidate.words):
        return False
    if first.islower():
        return True
    if candidate.block.rule == "cue":
        return first.isalnum()
    if TERMINAL.search(part.words):
        return not between and stops_short(part.words, first)
    if _first_word(candidate.words) in STARTERS:
        return False
    dangling = part.words[-1] in ",—–-" or _hangs(part.words)
    if not between:
        return dangling and part.words[-1] != "," and first.isdigit()
    return dangling or first.isdigit() and between[0].block.rule == "url-line"


_HANGING = frozenset(
    words(
        "a an the of in on at to by for from with and or but that which who whose "
        "as than into over under between against about after before since until is "
        "are was were be been has have had will would its their his her this these "
        "those not no"
    )
)


def _first_word(words: str) -> str:
    return words.lstrip("\"'“‘«( ").partition(" ")[0].lower()


def _hangs(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1].lower()
    return last in _HANGING
