"""What to leave out of a paragraph so that it reads as words: markup, links, wraps.

Each edit replaces text ``[start, end)`` by ``new``. A *hard* edit takes out foreign
text (a link target, a picture); a soft one only changes how the same words are set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.text.hyphens import Hyphens

CLAIMED = "\ue000"  # private use: stands in the working copy where an edit is made

IMAGE = re.compile(r"\s*!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])+)\]"
    r"(?P<dest>\((?:[^()\s]|\([^()\s]*\))*(?:\s+[\"'(][^)]*)?\)|\[[^\[\]\s]*\])"
)
FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
AUTOLINK = re.compile(r"\s*<(?:https?|mailto|tg):[^>\s]*>", re.IGNORECASE)
TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
CODE = re.compile(r"`+")
EMPHASIS = tuple(
    re.compile(
        rf"(?<![\w{mark}])(?P<open>{mark}{{{count}}})(?=\S)(?![{mark}])"
        rf"(?:[^\n]|\n(?!\s*\n))+?(?<=\S)(?<![{mark}])"
        rf"(?P<close>{mark}{{{count}}})(?![\w{mark}])"
    )
    for count in (3, 2, 1)
    for mark in (r"\*", "_")
)
PREFIX = re.compile(r"(?m)^[ \t]{0,3}(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+)")
HEADING_TAIL = re.compile(r"[ \t]+#+[ \t]*$")
POST_LINK = re.compile(
    r"\s*(?:https?://)?(?:pic\.twitter\.com|pic\.x\.com|t\.co)/\w+", re.IGNORECASE
)
BULLET = re.compile(r"^[•‣◦▪·]\s+")
INVISIBLE = re.compile(r"[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]+")
SOFT_HYPHEN = re.compile(r"\u00ad\s*")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Edit:
    start: int
    end: int
    new: str
    hard: bool = False


def paragraph_edits(words: str, *, markdown: bool, hyphens: Hyphens) -> list[Edit]:
    """Return disjoint edits of one paragraph, sorted, offsets into ``words``."""
    edits: list[Edit] = []
    work = _take(words, POST_LINK, edits, hard=True)
    work = _take(work, AUTOLINK, edits, hard=True)
    if markdown:
        work = _markdown(work, edits)
    work = _take(work, BULLET, edits)
    work = _take(work, INVISIBLE, edits)
    work = _take(work, SOFT_HYPHEN, edits)
    for match in SPACES.finditer(work):
        if match.group() == " ":
            continue
        start, end = match.span()
        if "\n" in match.group() or "\r" in match.group():
            cut, new = hyphens.join(work[:start], work[end:])
            edits.append(Edit(start - cut, end, new))
        else:
            edits.append(Edit(start, end, " "))
    return sorted(edits, key=lambda edit: edit.start)


def _markdown(work: str, edits: list[Edit]) -> str:
    work = _take(work, IMAGE, edits, hard=True)
    for match in LINK.finditer(work):
        hard = match["dest"] not in ("(#)", "()", "[]")
        start, end = match.span()
        edits.append(Edit(start, start + 1, "", hard))
        edits.append(Edit(match.end("label"), end, "", hard))
        work = _claim(work, start, start + 1)
        work = _claim(work, match.end("label"), end)
    work = _take(work, FOOTNOTE, edits)
    work = _take(work, TAG, edits)
    work = _take(work, PREFIX, edits)
    work = _take(work, HEADING_TAIL, edits)
    work = _take(work, ESCAPE, edits, skip=1)
    work = _take(work, CODE, edits)
    for pattern in EMPHASIS:
        for match in pattern.finditer(work):
            for group in ("open", "close"):
                edits.append(Edit(*match.span(group), ""))
                work = _claim(work, *match.span(group))
    return work


def _take(
    work: str,
    pattern: re.Pattern[str],
    edits: list[Edit],
    *,
    hard: bool = False,
    skip: int = 0,
) -> str:
    for match in pattern.finditer(work):
        if match.start() < match.end():
            edits.append(Edit(match.start(), match.end(), "", hard))
            work = _claim(work, match.start(), match.end() + skip)
    return work


def _claim(work: str, start: int, end: int) -> str:
    return work[:start] + CLAIMED * (end - start) + work[end:]
