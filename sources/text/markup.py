"""What to leave out of a paragraph so that it reads as words: markup, links, wraps.

Each edit replaces text ``[start, end)`` by ``new``. A *hard* edit takes out foreign
text (a link target, a picture); a soft one only changes how the same words are set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.text.hyphens import LOOK, Hyphens
from sources.text.lines import NEWLINE

CLAIMED = "\ue000"  # private use: stands in the working copy where an edit is made

IMAGE = re.compile(r"\s{0,8}!\[[^\]]{0,500}\](?:\([^)]{0,2000}\)|\[[^\]]{0,80}\])")
LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,80}\]){1,500})\]"
    r"(?P<dest>\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+[\"'(][^)]{0,300})?\)|"
    r"\[[^\[\]\s]{0,80}\])"
)
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:?")
AUTOLINK = re.compile(r"\s{0,8}<(?:https?|mailto|tg):[^>\s]{0,2000}>", re.IGNORECASE)
TAG = re.compile(r"<!--.{0,1000}?-->|</?[a-zA-Z][^<>]{0,1000}>", re.DOTALL)
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
CODE = re.compile(r"`+")
MARKS = re.compile(r"[*_\[`<\\#>+-]")
#: Further apart, two marks are two marks; bounds the search in hostile text.
LONGEST_EMPHASIS = 500
EMPHASIS = tuple(
    re.compile(
        rf"(?<![\w{mark}])(?P<open>{mark}{{{count}}})(?=\S)(?![{mark}])"
        rf".{{1,{LONGEST_EMPHASIS}}}?(?<=\S)(?<![{mark}])"
        rf"(?P<close>{mark}{{{count}}})(?![\w{mark}])",
        re.DOTALL,
    )
    for count in (3, 2, 1)
    for mark in (r"\*", "_")
)
PREFIX = re.compile(r"(?m)^[ \t]{0,3}(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+)")
HEADING_TAIL = re.compile(r"(?<=\S)[ \t]{1,8}#{1,6}[ \t]{0,8}$")
POST_LINK = re.compile(
    r"\s{0,8}(?:https?://)?(?:pic\.twitter\.com|pic\.x\.com|t\.co)/\w+", re.IGNORECASE
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
    if markdown and MARKS.search(work):
        work = _markdown(work, edits)
    work = _take(work, BULLET, edits)
    work = _take(work, INVISIBLE, edits)
    work = _take(work, SOFT_HYPHEN, edits)
    edits += _spaces(work, hyphens)
    return sorted(edits, key=lambda edit: edit.start)


def _spaces(work: str, hyphens: Hyphens) -> Iterator[Edit]:
    """Yield how line ends and odd spaces are set; words split by them are joined."""
    for match in SPACES.finditer(work):
        start, end = match.span()
        if NEWLINE.search(match.group()):
            before = work[max(0, start - LOOK) : start]
            after = work[end : end + LOOK].replace(CLAIMED, "")
            cut, new = hyphens.join(before.replace(CLAIMED, ""), after)
            cut += (len(before) - len(before.rstrip(CLAIMED))) * bool(cut)
            yield Edit(start - cut, end, new)
        elif match.group() != " ":
            yield Edit(start, end, " ")


def _markdown(work: str, edits: list[Edit]) -> str:
    work = _take(work, IMAGE, edits, hard=True)
    work = _links(work, edits)
    for pattern in (FOOTNOTE, TAG, PREFIX, HEADING_TAIL):
        work = _take(work, pattern, edits)
    work = _take(work, ESCAPE, edits, skip=1)
    work = _take(work, CODE, edits)
    for pattern in EMPHASIS:
        spans = [m.span(g) for m in pattern.finditer(work) for g in ("open", "close")]
        edits += [Edit(start, end, "") for start, end in spans]
        work = _claim(work, spans)
    return work


def _links(work: str, edits: list[Edit]) -> str:
    """Take out brackets and target; a link that leads nowhere is not foreign text."""
    spans: list[tuple[int, int]] = []
    for match in LINK.finditer(work):
        hard = match["dest"] not in ("(#)", "()", "[]")
        found = [(match.start(), match.start() + 1), (match.end("label"), match.end())]
        edits += [Edit(start, end, "", hard) for start, end in found]
        spans += found
    return _claim(work, spans)


def _take(
    work: str,
    pattern: re.Pattern[str],
    edits: list[Edit],
    *,
    hard: bool = False,
    skip: int = 0,
) -> str:
    """Cut every match; ``skip`` more code points behind it are kept as they are."""
    spans = [m.span() for m in pattern.finditer(work) if m.start() < m.end()]
    edits += [Edit(start, end, "", hard) for start, end in spans]
    return _claim(work, [(start, end + skip) for start, end in spans])


def _claim(work: str, spans: list[tuple[int, int]]) -> str:
    """Blank out what is decided, so that later patterns do not see it."""
    if not spans:
        return work
    out, position = [], 0
    for start, end in sorted(spans):
        out += [work[position:start], CLAIMED * (end - max(start, position))]
        position = max(position, end)
    return "".join(out) + work[position:]
