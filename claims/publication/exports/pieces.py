"""Long JSON in pieces, so that no more than one of them is held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

# What is sent at once: more saves nothing, less costs a system call a line.
BLOCK_BYTES = 65_536


def joined(head: bytes, pieces: Iterable[bytes], tail: bytes) -> Iterator[bytes]:
    """Yield ``head``, the pieces with a comma and a new line between, and ``tail``."""
    before = head
    for piece in pieces:
        yield before + piece
        before = b",\n"
    yield (head if before is head else b"") + tail


def in_blocks(pieces: Iterable[bytes], size: int = BLOCK_BYTES) -> Iterator[bytes]:
    """Yield the same bytes in blocks of at least ``size``, the last one apart."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if held:
        yield b"".join(held)


def packed(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
