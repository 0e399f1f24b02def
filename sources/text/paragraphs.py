"""Group lines into paragraph-like blocks, before anything is known of their kind."""

from __future__ import annotations

import re

from sources.text.abbreviations import stops_short
from sources.text.base import Block
from sources.text.lines import TERMINAL, Line, split_lines, wrap_width

URL_LINE = re.compile(
    r"^<?(?:https?://|www\.|t\.me/|pic\.twitter\.com/)\S+>?$", re.IGNORECASE
)
MARKDOWN_ALONE = re.compile(r"^(?:#{1,6}\s|[-*_](?:\s*[-*_]){2,}$|={3,}$)")
MARKDOWN_ITEM = re.compile(r"^(?:[-*+]\s|\d{1,3}[.)]\s|>)")
#: What may begin a list right under a line of prose (CommonMark 0.31, 5.3): "1.", but
#: not "13." of a date that was wrapped.
MARKDOWN_FIRST_ITEM = re.compile(r"^(?:[-*+]\s|1[.)]\s|>)")
BULLET = re.compile(r"^[•‣◦▪·]\s")
SIGNATURE = re.compile(r"^[—–-]{1,2}\s*\S.*\(@\w{1,30}\)")
FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<body>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
FENCE = re.compile(r"^(?:```|~~~)")

#: A line this much shorter than the width ended because its paragraph did.
SHORT = 0.8


def find_paragraphs(text: str, *, hard_wrapped: bool, markdown: bool) -> list[Block]:
    """Return blocks of kind body covering every non-blank line, in text order."""
    lines = split_lines(text)
    width = wrap_width(lines)
    front = FRONT_MATTER.match(text) if markdown else None
    groups: list[list[Line]] = []
    fenced = False
    previous: Line | None = None
    for line in lines:
        if front and line.start < front.end():
            continue
        if line.blank:
            previous = None if not fenced else previous
            continue
        words = text[line.start : line.end]
        is_fence = markdown and bool(FENCE.match(words))
        joined = previous is not None and (
            fenced
            or (
                hard_wrapped
                and not is_fence
                and not _begins(text, groups[-1], line, width, markdown)
            )
        )
        if joined:
            groups[-1].append(line)
        else:
            groups.append([line])
        if is_fence:
            fenced = not fenced
        previous = line
    blocks = [_block(text, group, markdown) for group in groups]
    if front:
        end = front.start() + len(front.group().rstrip())
        return [Block(front.start(), end, "boilerplate", "front-matter"), *blocks]
    return blocks


def _begins(
    text: str, group: list[Line], line: Line, width: int, markdown: bool
) -> bool:
    """Say whether ``line`` begins a paragraph although no blank line stands before."""
    previous = group[-1]
    words = text[line.start : line.end]
    before = text[previous.start : previous.end]
    if URL_LINE.match(words) or URL_LINE.match(before):
        return True
    if BULLET.match(words) or SIGNATURE.match(words):
        return True
    if markdown and (
        MARKDOWN_ALONE.match(words)
        or MARKDOWN_ALONE.match(before)
        or _begins_item(words, before, text[group[0].start : group[0].end])
    ):
        return True
    if line.indent > previous.indent and not words[0].islower():
        return True
    short = previous.width + 1 + len(words.split(maxsplit=1)[0]) < SHORT * width
    if not short or words[0].islower():
        return False
    return bool(TERMINAL.search(before)) and not stops_short(before, words)


def _begins_item(words: str, before: str, first: str) -> bool:
    if words.startswith(">") and before.startswith(">"):
        return False
    item = MARKDOWN_ITEM if MARKDOWN_ITEM.match(first) else MARKDOWN_FIRST_ITEM
    return bool(item.match(words))


def _block(text: str, group: list[Line], markdown: bool) -> Block:
    start, end = group[0].start, group[-1].end
    words = text[start:end]
    if markdown:
        if FENCE.match(words):
            return Block(start, end, "boilerplate", "code-fence")
        if re.match(r"^#{1,6}\s", words):
            return Block(start, end, "headline", "markdown-heading")
        if re.match(r"^(?:[-*_](?:\s*[-*_]){2,}|={3,})$", words):
            return Block(start, end, "boilerplate", "horizontal-rule")
        if words.startswith(">"):
            return Block(start, end, "quote", "markdown-quote")
    return Block(start, end, "body", "paragraph")
