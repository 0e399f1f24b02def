"""Set one paragraph as words, and lay paragraphs one after another. Keeps the map."""

from __future__ import annotations

from collections.abc import Sequence

from sources.text.base import Piece, ReadingText
from sources.text.hyphens import Hyphens
from sources.text.markup import paragraph_edits


class Builder:
    """Collects reading text and pieces from left to right."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self._hard = False

    def keep(self, words: str, text_start: int) -> None:
        """Take over ``words``, which stand at ``text_start`` in the text."""
        if not words:
            return
        last = _last_kept(self.pieces)
        gap_at = last.text + last.length if last else text_start
        joins = last is not None and last.reading + last.length == self.length
        if last and gap_at == text_start and joins:
            self.pieces[-1] = Piece(last.reading, last.text, last.length + len(words))
        else:
            if last and not self._hard:
                at = last.reading + last.length
                self.pieces.append(Piece(at, gap_at, 0))
            self.pieces.append(Piece(self.length, text_start, len(words)))
        self._hard = False
        self._add(words)

    def insert(self, words: str) -> None:
        """Add characters of our own, which stand nowhere in the text."""
        self._add(words)

    def cut(self) -> None:
        """Mark what is left out next as foreign text."""
        self._hard = True

    def _add(self, words: str) -> None:
        self.out.append(words)
        self.length += len(words)

    def build(self) -> ReadingText:
        return ReadingText("".join(self.out), tuple(self.pieces))


def _last_kept(pieces: Sequence[Piece]) -> Piece | None:
    return pieces[-1] if pieces else None


def render(
    text: str, start: int, end: int, *, markdown: bool, hyphens: Hyphens
) -> ReadingText:
    """Return the reading text of ``text[start:end)``; pieces hold text offsets."""
    words = text[start:end]
    builder, position = Builder(), 0
    edits = paragraph_edits(words, markdown=markdown, hyphens=hyphens)
    for edit in edits:
        if edit.start < position:
            continue
        builder.keep(words[position : edit.start], start + position)
        if edit.hard:
            builder.cut()
        builder.insert(edit.new)
        position = edit.end
    builder.keep(words[position:], start + position)
    return trim(builder.build())


def trim(reading: ReadingText) -> ReadingText:
    """Drop whitespace at both ends."""
    body = reading.text.strip()
    low = reading.text.index(body) if body else 0
    return cut_out(reading, low, low + len(body))


def cut_out(reading: ReadingText, start: int, end: int) -> ReadingText:
    """Return reading ``[start, end)`` as a reading text of its own."""
    pieces: list[Piece] = []
    for piece in reading.pieces:
        low = max(start, piece.reading)
        high = min(end, piece.reading + piece.length)
        if low < high:
            shift = low - piece.reading
            pieces.append(Piece(low - start, piece.text + shift, high - low))
        elif piece.length == 0 and start < piece.reading < end:
            pieces.append(Piece(piece.reading - start, piece.text, 0))
    while pieces and pieces[0].length == 0:
        pieces.pop(0)
    while pieces and pieces[-1].length == 0:
        pieces.pop()
    return ReadingText(reading.text[start:end], tuple(pieces))


def append(builder: Builder, reading: ReadingText) -> None:
    """Lay ``reading`` behind what the builder holds, keeping its cuts and bridges."""
    position, bridged = 0, True
    for piece in reading.pieces:
        if piece.length == 0:
            bridged = True
            continue
        builder.insert(reading.text[position : piece.reading])
        if not bridged:
            builder.cut()
        stop = piece.reading + piece.length
        builder.keep(reading.text[piece.reading : stop], piece.text)
        position, bridged = stop, False
    builder.insert(reading.text[position:])
