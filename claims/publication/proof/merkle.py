"""Merkle trees as in RFC 6962, section 2.1: roots, inclusion and consistency.

Pure: hashes in, hashes out. A complete subtree of height ``level`` at ``position``
covers the leaves from ``position << level`` on; it is known once its last leaf is, and
is kept with that leaf. Of a tree of any size a root or a proof needs some log2(size) of
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

#: (level, position) of a complete subtree.
Node = tuple[int, int]
#: Leaves [start, end).
Range = tuple[int, int]

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Peaks:
    """The complete subtrees of a growing tree, largest first."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)

    def append(self, leaf: bytes) -> list[bytes]:
        """Add a leaf; return the subtrees it completes, itself first."""
        made = [leaf]
        size = self.size
        while size & 1:
            made.append(node_hash(self.hashes.pop(), made[-1]))
            size >>= 1
        self.hashes.append(made[-1])
        self.size += 1
        return made

    def root(self) -> bytes:
        return fold(self.hashes)

    def copy(self) -> Peaks:
        return Peaks(self.size, self.hashes)


def fold(hashes: list[bytes]) -> bytes:
    """Return the root over complete subtrees, largest first."""
    if not hashes:
        return EMPTY
    *rest, whole = hashes
    for left in reversed(rest):
        whole = node_hash(left, whole)
    return whole


def parts(span: Range) -> list[Node]:
    """Return the complete subtrees that make up ``span``, largest first."""
    start, end = span
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def last_leaf(node: Node) -> int:
    """Return the index of the leaf that completes the subtree."""
    level, position = node
    return ((position + 1) << level) - 1


def inclusion(index: int, size: int) -> list[Range]:
    """Return the spans whose roots prove that a leaf is in a tree, leaf's end first."""
    start, end = 0, size
    found = []
    while end - start > 1:
        middle = start + half(end - start)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency(old: int, new: int) -> list[Range]:
    """Return the spans whose roots prove that the tree of ``new`` begins as ``old``."""
    return subproof(old, (0, new), whole=True) if 0 < old < new else []


def subproof(old: int, span: Range, *, whole: bool) -> list[Range]:
    start, end = span
    if old == end - start:
        return [] if whole else [span]
    middle = start + half(end - start)
    if old <= middle - start:
        return [*subproof(old, (start, middle), whole=whole), (middle, end)]
    later = subproof(old - (middle - start), (middle, end), whole=False)
    return [*later, (start, middle)]


def half(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def roots(
    spans: list[Range], find: Callable[[list[Node]], dict[Node, bytes]]
) -> list[bytes]:
    """Return the root of each span; ``find`` looks the complete subtrees up, once."""
    wanted = [parts(span) for span in spans]
    known = find([node for nodes in wanted for node in nodes])
    return [fold([known[node] for node in nodes]) for nodes in wanted]
