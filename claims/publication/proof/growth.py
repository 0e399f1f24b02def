"""A tree against its checkpoints: which row or which leaf is not what was signed.

Each span between two checkpoints is settled by itself. Of the hashes kept in the tree,
those made anew from the rows and those held outside, the ones that make the signed root
are right; whatever differs from them was altered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from claims.choices import ChangeKind
from claims.models import Change, ReviewEvent
from claims.publication.proof.findings import Report
from claims.publication.proof.held import Seal
from claims.publication.proof.merkle import Peaks, leaf_hash
from claims.publication.proof.trees import (
    BATCH,
    HASH,
    PUBLICATIONS,
    Tree,
    content_hash,
    read_json,
)

#: No honest write stays open for so long before it is committed.
GRACE = timedelta(minutes=15)
UNKNOWN = bytes(HASH)
#: What :mod:`claims.publication.importing` writes into the history of a claim.
IMPORTED = "imported"


@dataclass(slots=True)
class Place:
    """One index of a tree: what its leaf says, and what its row says now."""

    index: int
    key: str = ""
    nodes: bytes = b""
    kept: bytes | None = None
    said: bytes | None = None
    made: bytes | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Loose:
    """A row that stands in no tree."""

    key: str
    made: bytes
    at: datetime


def check_tree(
    tree: Tree,
    seals: Sequence[Seal],
    held: list[tuple[str, bytes]],
    report: Report,
) -> None:
    """``seals`` are trusted checkpoints by number, ``held`` (row's key, leaf)."""
    wanted = [seal for seal in seals if tree.name in seal.roots]
    loose = loose_rows(tree)
    walk = Walk(tree, held, loose, report)
    places = Places(tree)
    before: Seal | None = None
    for seal in wanted:
        size, root = seal.roots[tree.name]
        if size < walk.peaks.size:
            continue  # a checkpoint of a life before a restore
        walk.settle(places.until(size), root, before)
        before = seal
    for place in places.rest():
        report.fault(tree.leaf_table, place.index, "no checkpoint covers this leaf")
    if before is not None:
        walk.check_loose(before)


class Places:
    """The places of a tree in order; a leaf that is gone leaves an empty one."""

    def __init__(self, tree: Tree) -> None:
        self.next = 0
        self.found = joined(tree)
        self.ahead = next(self.found, None)

    def until(self, size: int) -> list[Place]:
        places = []
        while self.next < size:
            place = Place(self.next)
            while self.ahead is not None and self.ahead.index <= self.next:
                if self.ahead.index == self.next:
                    place = self.ahead
                self.ahead = next(self.found, None)
            places.append(place)
            self.next += 1
        return places

    def rest(self) -> Iterator[Place]:
        while self.ahead is not None:
            yield self.ahead
            self.ahead = next(self.found, None)


def joined(tree: Tree) -> Iterator[Place]:
    """Yield every leaf with its row, if that is still there."""
    columns = ", ".join(f"r.{name}" for name in ("id", *tree.columns))
    said_of = "l.said" if tree.keeps else "NULL"
    query = f"""
        SELECT l.index, l.nodes, l.row_id, {said_of}, {columns}
        FROM {tree.leaf_table} l LEFT JOIN {tree.table} r ON r.id = l.row_id
        WHERE l.index > %s ORDER BY l.index LIMIT {BATCH}"""
    last = -(2**60)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [last])
            rows = cursor.fetchall()
        for index, nodes, key, said, own, *values in rows:
            row = dict(zip(tree.columns, values, strict=True))
            kept = bytes(nodes[:HASH])
            place = Place(index, str(key), bytes(nodes), kept)
            place.said = leaf_hash(said.encode()) if said is not None else None
            if own is None and said is not None and is_erased(said):
                place.made = place.said
            if own is not None:
                place.made, place.at = content_hash(tree, row), row[tree.time]
            yield place
            last = index
        if len(rows) < BATCH:
            return


def is_erased(said: str) -> bool:
    """Say whether the feed tells of the erasure of the record that a leaf names."""
    record = (read_json(said)).get("record")
    kind = ChangeKind.TOMBSTONE
    return Change.objects.filter(kind=kind, record=record).exists() if record else False


def loose_rows(tree: Tree) -> list[Loose]:
    rows = tree.missing().values("pk", *tree.columns)
    return [
        Loose(str(row["pk"]), content_hash(tree, row), row[tree.time])
        for row in rows.iterator(chunk_size=BATCH)
    ]


def was_imported(key: str) -> bool:
    """Say whether the claim's history tells that its findings came from a file."""
    rows = ReviewEvent.objects.filter(kind=IMPORTED, claim__publications=key)
    return rows.exists()


class Walk:
    """Settles one span after the other."""

    def __init__(
        self,
        tree: Tree,
        held: list[tuple[str, bytes]],
        loose: list[Loose],
        report: Report,
    ) -> None:
        self.tree, self.held, self.loose, self.report = tree, held, loose, report
        self.peaks = Peaks()
        self.placed = {key for key, _ in held}

    def settle(self, places: list[Place], root: str, before: Seal | None) -> None:
        if places and places[-1].index < len(self.held):
            rightful = [self.held[place.index][1] for place in places]
            keys = [self.held[place.index][0] for place in places]
        else:
            keys = [place.key for place in places]
            rightful = self.rightful(places, root)
        if rightful is None:
            self.despair(places)
            rightful = [place.kept or place.made or UNKNOWN for place in places]
        else:
            self.compare(places, rightful, keys)
        for place, leaf in zip(places, rightful, strict=True):
            self.peaks.append(leaf)
            if before is not None and place.at and place.at < before.at - GRACE:
                self.backdated(place.key, before)

    def rightful(self, places: list[Place], root: str) -> list[bytes] | None:
        """Return the hashes that make the signed root; None if none known do."""
        kept = [place.kept for place in places]
        if self.makes(kept, root):
            return [leaf for leaf in kept if leaf is not None]
        spare = iter([row for row in self.loose if row.key not in self.placed])
        made = []
        used = set()
        for place in places:
            if place.kept is None and (row := next(spare, None)):
                made.append(row.made)
                used.add(row.key)
            else:
                made.append(place.made)
        if self.makes(made, root):
            self.placed |= used
            return [leaf for leaf in made if leaf is not None]
        return None

    def makes(self, leaves: Sequence[bytes | None], root: str) -> bool:
        peaks = self.peaks.copy()
        for leaf in leaves:
            if leaf is None:
                return False
            peaks.append(leaf)
        return peaks.root().hex() == root

    def compare(
        self, places: list[Place], rightful: list[bytes], keys: list[str]
    ) -> None:
        elsewhere = {p.made for p in places if p.made != p.kept}
        elsewhere |= {row.made for row in self.loose}
        peaks = self.peaks.copy()
        for place, leaf, key in zip(places, rightful, keys, strict=True):
            nodes = b"".join(peaks.append(leaf))
            if place.kept is None:
                self.leaf(place, "the leaf is missing")
                if key:
                    self.row(key, self.made_of(key), leaf)
            elif place.key != key:
                self.leaf(place, "the leaf names another row")
                self.row(key, self.made_of(key), leaf)
            elif place.nodes != nodes or place.said not in {None, leaf}:
                self.leaf(place, "the leaf was altered")
                self.row(key, place.made, leaf)
            elif place.made != leaf and leaf in elsewhere:
                self.leaf(place, "the leaf names another row")
                self.placed |= {row.key for row in self.loose if row.made == leaf}
            else:
                self.row(key, place.made, leaf)

    def row(self, key: str, made: bytes | None, leaf: bytes) -> None:
        if made is None:
            self.report.fault(self.tree.table, key, "the row was deleted")
        elif made != leaf:
            self.report.fault(self.tree.table, key, "the row was altered")

    def leaf(self, place: Place, what: str) -> None:
        self.report.fault(self.tree.leaf_table, place.index, what)

    def made_of(self, key: str) -> bytes | None:
        rows = self.tree.rows.objects.filter(pk=key)
        row: dict[str, Any] | None = rows.values(*self.tree.columns).first()
        return content_hash(self.tree, row) if row else None

    def despair(self, places: list[Place]) -> None:
        """Name what differs; where nothing does, the span alone can be named."""
        odd = [place for place in places if place.kept != place.made]
        for place in odd:
            if place.kept is None:
                self.leaf(place, "the leaf is missing")
            else:
                what = "the row or its leaf was altered"
                self.report.fault(self.tree.table, place.key, what)
                self.leaf(place, what)
        if not odd and places:
            span = f"{places[0].index} to {places[-1].index}"
            what = (
                "a row was altered together with its leaf; "
                "leaves held outside would tell which"
            )
            self.report.fault(self.tree.leaf_table, span, what)

    def check_loose(self, last: Seal) -> None:
        for row in self.loose:
            if row.key not in self.placed and row.at < last.at - GRACE:
                self.backdated(row.key, last)

    def backdated(self, key: str, seal: Seal) -> None:
        if self.tree is PUBLICATIONS and was_imported(key):
            return
        what = f"is dated before checkpoint {seal.number}, which does not hold it"
        self.report.fault(self.tree.table, key, what)
