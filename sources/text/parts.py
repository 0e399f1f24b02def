"""Type every paragraph by named rules, from what its own words say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sources.text.agencies import is_credit_line
from sources.text.base import Block, BlockKind, ReadingText
from sources.text.boilerplate import (
    boilerplate_rule,
    glued_navigation,
    update_label,
)
from sources.text.bylines import BYLINE
from sources.text.captions import HAT_TIP, caption_rule, photo_credit_start
from sources.text.datelines import read_dateline
from sources.text.dates import ANY_DATE
from sources.text.lines import TERMINAL
from sources.text.outlets import name_and_date_rule, named_outlet
from sources.text.paragraphs import URL_LINE
from sources.text.render import cut_out, trim

#: "valley.example/dam" or "wall_2.jpg": no sentence, and none of its words.
BARE_ADDRESS = re.compile(
    r"^(?:(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,12}(?:/\S*)?|\S+\.(?:jpe?g|png|gif|webp|mp4))$"
)
#: The hour above an entry of a running report: "2:25 p.m.", "14.05 GMT".
TIME_LINE = re.compile(
    r"^(?:\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*\(?[A-Z]{2,5}\)?)?\s*[:—–-]?$",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"^(?:(?:published|posted|date|first published)\s*(?::|on|at)?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?\s*[,|·-]?\s*)?"
    rf"(?:{ANY_DATE.pattern})"
    r"(?:\s*(?:[,|·–-]|at|//?)?\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:[A-Z]{2,5})?(?:[+-]\d{1,2}(?::?\d\d)?)?)?\.?$",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    rf"^[—–-]{{1,2}}\s*(?P<name>.{{1,80}}?)\s*\((?P<handle>@\w{{1,30}})\)\s*"
    rf"(?P<date>{ANY_DATE.pattern})?$",
    re.IGNORECASE,
)
CLOSERS = "\"”»“’'"

#: Rules of readers that know what a block is; its words are not looked at.
HINTED = frozenset({"cue", "table-row", "list-item"})
#: Blocks that say nothing to a reader and have no place in the reading text.
SILENT = frozenset(
    {
        "url-line",
        "cue-time",
        "subtitle-header",
        "horizontal-rule",
        "front-matter",
        "running-head",
        "page-number",
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """A block and how it reads."""

    block: Block
    reading: ReadingText

    @property
    def words(self) -> str:
        return self.reading.text

    @property
    def kind(self) -> BlockKind:
        return self.block.kind

    def typed(self, kind: BlockKind, rule: str) -> Part:
        return Part(replace(self.block, kind=kind, rule=rule), self.reading)


def type_parts(parts: list[Part]) -> list[Part]:
    """Apply the rules in order; one paragraph may become several parts."""
    typed: list[Part] = []
    at_top = True
    for part in parts:
        at_top = at_top and len(typed) < 30
        at_top = at_top and sum(map(_is_running, typed)) < 2
        if part.kind not in ("body", "quote", "headline"):
            typed.append(part)
        else:
            typed += _typed(part, at_top)
    return typed


def _is_running(part: Part) -> bool:
    return part.kind == "body" and bool(TERMINAL.search(part.words))


def _typed(part: Part, at_top: bool) -> list[Part]:
    words, prior = part.words, part.block
    if not words or URL_LINE.match(words) or BARE_ADDRESS.match(words):
        return [part.typed("embed", "url-line")]
    if SIGNATURE.match(words):
        return [part.typed("embed", "post-signature")]
    if prior.kind == "headline" or prior.rule in HINTED:
        return [part]
    if rule := boilerplate_rule(words):
        return [part.typed("boilerplate", rule)]
    if at_top and len(words) < 160 and BYLINE.match(words):
        return [part.typed("credit", "byline")]
    if DATE_LINE.match(words):
        return [part.typed("dateline", "date-line")]
    if TIME_LINE.match(words):
        return [part.typed("dateline", "time-line")]
    named = name_and_date_rule(words) if at_top and len(words) < 160 else ""
    if named:
        return [part.typed("dateline", named)]
    if len(words) < 200 and is_credit_line(words):
        return [part.typed("credit", "wire-credit")]
    if len(words) < 200 and named_outlet(words):
        return [part.typed("credit", "origin")]
    if prior.kind == "quote":
        return [part]
    return _split(part)


def _split(part: Part) -> list[Part]:
    words = part.words
    credit = photo_credit_start(words) if len(words) <= 500 else None
    if credit == 0:
        return [part.typed("credit", "photo-credit")]
    if credit is not None:
        before, name = split_at(part, credit)
        name = name.typed("credit", "photo-credit")
        if HAT_TIP.match(words, credit):
            return [*_split(before), name]
        return [before.typed("caption", "before-photo-credit"), name]
    if rule := caption_rule(words):
        return [part.typed("caption", rule)]
    if dateline := read_dateline(words[:300]):
        head, rest = split_at(part, dateline.length)
        return [head.typed("dateline", "dateline"), *_split_rest(rest)]
    if label := update_label(words):
        note, rest = split_at(part, label)
        return [note.typed("boilerplate", "update-note"), *_split_rest(rest)]
    if glued := glued_navigation(words):
        menu, rest = split_at(part, glued)
        return [menu.typed("boilerplate", "navigation"), rest]
    return _split_rest(part)


def _split_rest(part: Part) -> list[Part]:
    return [part.typed("quote", "quoted-paragraph")] if _all_quoted(part) else [part]


def _all_quoted(part: Part) -> bool:
    """Say whether the whole paragraph is one quotation with nothing around it."""
    words = part.words
    if len(words) < 3 or words[0] not in '"“«„' or words[-1] not in CLOSERS:
        return False
    inner = words[1:-1]
    return not any(mark in inner for mark in '"“”«»„')


def split_at(part: Part, position: int) -> tuple[Part, Part]:
    """Split a part at a reading offset; both halves keep kind and rule."""
    first = trim(cut_out(part.reading, 0, position))
    second = trim(cut_out(part.reading, position, len(part.words)))
    cut = second.pieces[0].text if second.pieces else part.block.end
    end = first.pieces[-1].text + first.pieces[-1].length if first.pieces else cut
    return (
        Part(replace(part.block, end=end), first),
        Part(replace(part.block, start=cut), second),
    )
