"""Split the reading text into sentences, by rules, never across paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sources.text.abbreviations import (
    BEFORE_NUMBER,
    MAYBE,
    SAYS,
    STARTERS,
    STATES,
    TITLES,
)
from sources.text.base import Block, BlockKind, ReadingText, Sentence

CLOSING = "\"'”’»)\\]›"
END = re.compile(
    rf"(?P<stop>[.!?…։۔؟।]+)(?P<close>(?:[{CLOSING}]|\[\d{{1,3}}\])*)(?=\s|$)"
    rf"|(?P<wide>[。！？]+[」』”’）]*)"
)
LAST_TOKEN = re.compile(r"[^\s\"“”«»()\[\]]*$")
INITIALS = re.compile(r"^(?:[^\W\d_]\.)*[^\W\d_]$")
INITIAL_NEXT = re.compile(r"[^\W\d_]\.")
#: How far around a full stop one looks; keeps long paragraphs linear.
LOOK = 120
OPENING = "\"“«„‘'([—–-"
ENUMERATOR = re.compile(r"^(?:\d{1,3}|[a-zA-Zа-яА-Я]|[IVX]{1,4})$")

#: "Then-Gov. Ida Brandt" is titled like any governor.
PREFIXED = re.compile(r"^(?:then|ex|former|vice|deputy)-")
DASHES = "—–-("

#: Kinds that are one line of particulars, whatever full stops they hold.
UNSPLIT = frozenset({"dateline"})


def split_sentences(
    reading: ReadingText, blocks: Sequence[Block], language: str
) -> tuple[Sentence, ...]:
    """Return the sentences in order, with trimmed *reading* offsets.

    ``paragraph`` counts the paragraphs of the reading text; ``kind`` is that of the
    block in which the sentence begins. Closing quotation marks stay with their
    sentence; a quotation of several sentences is split like any other words.
    """
    found: list[Sentence] = []
    starts = [block.start for block in blocks]
    for number, (start, end) in enumerate(_paragraphs(reading.text)):
        opens_as = _kind(reading, blocks, starts, start, end)
        whole = opens_as in UNSPLIT
        bounds = [(start, end)] if whole else _split(reading.text, start, end, language)
        for low, high in bounds:
            kind = opens_as if whole else _kind(reading, blocks, starts, low, high)
            found.append(Sentence(len(found), low, high, number, kind))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield position, position + len(paragraph)
        position += len(paragraph) + 2


def _kind(
    reading: ReadingText,
    blocks: Sequence[Block],
    starts: Sequence[int],
    low: int,
    high: int,
) -> BlockKind:
    segments = reading.to_segments(low, high)
    if not segments or not blocks:
        return "body"
    return blocks[max(0, bisect_right(starts, segments[0][0]) - 1)].kind


def _split(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    begin = start
    for match in END.finditer(text, start, end):
        stop = match.end()
        if match["wide"] is None and not _ends(text, begin, match, end, language):
            continue
        yield begin, stop
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _ends(text: str, begin: int, match: re.Match[str], end: int, language: str) -> bool:
    """Decide whether the full stop (or its like) at ``match`` ends a sentence."""
    after = text[match.end() : min(end, match.end() + LOOK)].lstrip()
    if not after:
        return True
    opener = after.lstrip(OPENING + " ")[:1]
    if not opener or opener.islower():
        return False
    if _belongs_to_speaker(match, after):
        return False
    if match["stop"] != ".":
        return True
    low = max(begin, match.start() - LOOK)
    token_match = LAST_TOKEN.search(text, low, match.start())
    token = token_match.group() if token_match else ""
    if match["close"]:
        return True
    before = text[low : match.start() - len(token)]
    at_start = low == begin and not before.strip(OPENING + " ")
    if at_start and ENUMERATOR.match(token):
        return False
    return _token_ends(token, after, language)


def _belongs_to_speaker(match: re.Match[str], after: str) -> bool:
    """Say whether ``“Why?” Anna Petrova asked`` goes on after the question mark."""
    if match["stop"][0] not in "!?…" or not match["close"]:
        return False
    for token in after.split()[:5]:
        if token.strip(",.").lower() in SAYS:
            return True
        if not token[0].isupper():
            return False
    return False


def _token_ends(token: str, after: str, language: str) -> bool:
    token = token.lstrip("'’‘")
    low = PREFIXED.sub("", token.lower())
    word = re.match(r"[\w'’-]*", after.lstrip(OPENING + " "))
    following = word.group().lower() if word else ""
    if INITIAL_NEXT.match(after.lstrip(OPENING + " ")):
        following = ""
    if low in TITLES or low in STATES and after[0] in DASHES:
        return False
    if following[:1].isdigit():
        if low in BEFORE_NUMBER or low in MAYBE:
            return False
    elif low in MAYBE:
        return following in STARTERS or after[:1] in '"“«„'
    if token.isdigit() and language == "de" and len(token) <= 2:
        return False
    if INITIALS.match(token) and token[-1].isupper():
        return _initial_ends(token, following)
    return True


def _initial_ends(token: str, following: str) -> bool:
    """Decide for ``George W. Bush`` (no), ``by the U.N. The`` (yes)."""
    return following in STARTERS and token not in ("A", "I")
