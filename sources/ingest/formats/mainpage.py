"""Put main text back where it stood in its page, and mark the rest as what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.ingest.formats.outline import LIKELY, OUTSIDE, SURE, Piece
from sources.text.base import BlockKind

#: Words, kind and rule of a block.
Row = tuple[str, BlockKind, str]
#: So much of the main text must be found again in the page; else its order is not known
#: and what is not main text follows behind.
FOUND = 0.97
#: A part of a main paragraph (a page may break it) is known by so many letters; in a
#: menu by more, where single words of the text may stand as well.
LEAST, LEAST_LIKELY = 6, 24
#: Menus and link lists longer than this say nothing to a reader of the text.
MOST_LINE, MOST_REST = 1_500, 20_000
#: Told by the name of a class alone: longer main text in it is main text.
SURE_LENGTH = {"share": 80, "caption": 400}
_OTHER = re.compile(r"\W+")


def set_into_page(main: Sequence[Row], pieces: Sequence[Piece]) -> list[Row]:
    """Return ``main`` in the order of the page, with captions, credits, embedded posts
    and boilerplate between, each by the rule that told it."""
    known: dict[str, Row] = {}
    for one in main:
        known.setdefault(_key(one[0]), one)
    whole = "\n".join(known)
    rows: list[Row] = []
    seen: set[str] = set()
    found = 0
    for piece in pieces:
        key = _key(piece.words)
        if not key or key in seen and key in known:
            continue
        row: Row | None = known.get(key) or _part_of(key, piece, known, whole)
        if row is not None:
            found += len(key)
            seen.add(key)
        rows.append(_row(piece, row))
    if found < FOUND * sum(map(len, known)):
        rest = [row for row in rows if row[2] in RULES]
        return [*main, *_gathered(rest)]
    return _gathered(rows)


RULES = frozenset(rule for _, rule in (*SURE.values(), *LIKELY.values(), OUTSIDE))


def _key(words: str) -> str:
    return _OTHER.sub("", words).casefold()


def _part_of(key: str, piece: Piece, known: dict[str, Row], whole: str) -> Row | None:
    """Return the main row that holds these words among others."""
    least = LEAST_LIKELY if piece.role in LIKELY else LEAST
    if len(key) < least or key not in whole:
        return None
    held = next(row for name, row in known.items() if key in name)
    return (piece.words, held[1], held[2])


def _row(piece: Piece, main: Row | None) -> Row:
    sure = main is None or len(piece.words) <= SURE_LENGTH.get(piece.role, 0)
    if piece.role in SURE and (sure or piece.role not in SURE_LENGTH):
        return (piece.words, *SURE[piece.role])
    if main is not None and main[1] == "body" and piece.heading:
        return (piece.words, "headline", f"html-{piece.heading}")
    if main is not None:
        return main
    return (piece.words, *LIKELY.get(piece.role, OUTSIDE))


def _gathered(rows: Sequence[Row]) -> list[Row]:
    """Join neighbours of one boilerplate rule to a block; leave out what is endless."""
    joined: list[Row] = []
    room = MOST_REST
    for words, kind, rule in rows:
        if kind != "boilerplate":
            joined.append((words, kind, rule))
            continue
        room -= len(words)
        if room < 0:
            continue
        last = joined[-1] if joined else None
        if last and last[2] == rule and len(last[0]) + len(words) < MOST_LINE:
            joined[-1] = (f"{last[0]} · {words}", kind, rule)
        else:
            joined.append((words, kind, rule))
    return joined
