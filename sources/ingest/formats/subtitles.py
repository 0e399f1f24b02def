"""Subtitles (srt, vtt). ``text`` is the file, so that a span tells its time range.

Numbers, times and cue settings are marked boilerplate; speech runs on over them.
"""

from __future__ import annotations

import re

from sources.errors import NoText
from sources.ingest.formats.base import Tell
from sources.ingest.formats.decoding import decode
from sources.text.base import Block, ExtractedText
from sources.text.lines import Line, split_lines

TIMES = re.compile(
    r"^(?:\d{1,3}:)?\d{1,2}:\d\d[,.]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d\d[,.]\d{1,3}"
)
#: Blocks of a VTT file that hold no speech.
META = re.compile(r"^(?:WEBVTT|NOTE|STYLE|REGION)\b")


def read(
    data: bytes,
    *,
    filename: str = "",
    url: str = "",
    charset: str = "",
    tell: Tell | None = None,
) -> ExtractedText:
    """Read subtitles; NoText when no cue says anything."""
    text = decode(data, charset)
    blocks: list[Block] = []
    group: list[Line] = []
    for line in [*split_lines(text), Line(len(text), len(text), 0)]:
        if not line.blank:
            group.append(line)
        elif group:
            blocks += _cue(text, group)
            group = []
    if not any(block.kind == "body" for block in blocks):
        raise NoText("The subtitles hold no words.")
    return ExtractedText(
        text, blocks=tuple(blocks), markup="markdown", hard_wrapped=False
    )


def _cue(text: str, group: list[Line]) -> list[Block]:
    """Return the blocks of one cue: its number and times, then its speech."""
    start, end = group[0].start, group[-1].end
    if META.match(text[start:end].lstrip("\ufeff")):
        return [Block(start, end, "boilerplate", "subtitle-header")]
    times = next(
        (i for i, line in enumerate(group) if TIMES.match(text[line.start : line.end])),
        None,
    )
    if times is None:
        return [Block(start, end, "body", "cue")]
    head = Block(start, group[times].end, "boilerplate", "cue-time")
    spoken = group[times + 1 :]
    if not spoken:
        return [head]
    return [head, Block(spoken[0].start, spoken[-1].end, "body", "cue")]
