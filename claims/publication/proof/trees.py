"""Which rows are protected, what a leaf says of each, and how rows join their tree.

A row joins its tree after it was committed, whichever came first: a slow writer is
missed by nothing, and what stands in a tree never moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from claims.models import (
    Change,
    ChangeLeaf,
    EventLeaf,
    Publication,
    PublicationLeaf,
    ReviewEvent,
)
from claims.publication.proof.merkle import (
    Node,
    Peaks,
    Range,
    last_leaf,
    leaf_hash,
    parts,
    roots,
)
from claims.review.record import sha256

BATCH = 1000
HASH = 32


@dataclass(frozen=True, slots=True)
class Tree:
    """Rows of one table. ``says`` makes the leaf's content of the named columns."""

    name: str
    rows: type[Any]
    leaves: type[Any]
    columns: tuple[str, ...]
    time: str
    says: Callable[[dict[str, Any]], dict[str, Any]]
    #: The leaf keeps what it says, for its row may be erased by law.
    keeps: bool = False

    @property
    def table(self) -> str:
        return str(self.rows._meta.db_table)

    @property
    def leaf_table(self) -> str:
        return str(self.leaves._meta.db_table)

    def missing(self) -> QuerySet:
        """Return the rows that stand in no tree yet, in the order they join."""
        return self.rows.objects.filter(leaf=None).order_by(self.time, "pk")

    def size(self) -> int:
        last = self.leaves.objects.order_by("-index").values_list("index", flat=True)
        return last[0] + 1 if last else 0


def packed(content: dict[str, Any]) -> bytes:
    """Return canonical JSON: of flat text and whole numbers sorted keys suffice."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def content_hash(tree: Tree, row: dict[str, Any]) -> bytes:
    return leaf_hash(packed(tree.says(row)))


def read_json(words: str) -> dict[str, Any]:
    """Return the object that a text holds; an empty one if it holds none."""
    try:
        found = orjson.loads(words)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def exactly(moment: datetime) -> str:
    """Return a time to the microsecond, as it is kept."""
    return moment.astimezone(UTC).isoformat()


def text(value: Any) -> Any:
    """Return ids and dates as text, the rest as it is."""
    return str(value) if isinstance(value, UUID | date) else value


def says_event(row: dict[str, Any]) -> dict[str, Any]:
    return {name: text(row[name]) for name in EVENTS.columns} | {
        "at": exactly(row["at"])
    }


def says_change(row: dict[str, Any]) -> dict[str, Any]:
    return {name: text(row[name]) for name in CHANGES.columns} | {
        "at": exactly(row["at"])
    }


def says_publication(row: dict[str, Any]) -> dict[str, Any]:
    """Which record it was and its digest, but no words, and of the rest a digest.

    So the leaf may stay when the law has the record erased.
    """
    rest = {name: text(row[name]) for name in REST}
    return {name: text(row[name]) for name in SAID} | {
        "published_at": exactly(row["published_at"]),
        "rest": sha256(packed(rest)),
    }


SAID = ("record", "version", "schema", "digest", "retracted")
REST = (
    "id",
    "claim_id",
    "supersedes_id",
    "published_by_id",
    "slug",
    "correction",
    "note",
    "review_by",
)
EVENTS = Tree(
    "events",
    ReviewEvent,
    EventLeaf,
    ("id", "claim_id", "seq", "kind", "by_id", "at", "digest", "previous", "hash"),
    "at",
    says_event,
)
PUBLICATIONS = Tree(
    "publications",
    Publication,
    PublicationLeaf,
    (*SAID, *REST, "published_at"),
    "published_at",
    says_publication,
    keeps=True,
)
CHANGES = Tree(
    "changes",
    Change,
    ChangeLeaf,
    (
        "id",
        "epoch_id",
        "xid",
        "kind",
        "record",
        "version",
        "digest",
        "superseded_by",
        "note",
        "at",
    ),
    "at",
    says_change,
)
TREES = (EVENTS, PUBLICATIONS, CHANGES)


def append_missing(tree: Tree) -> Peaks:
    """Give every committed row its place; return the tree's peaks.

    The caller keeps others from doing the same meanwhile.
    """
    peaks = peaks_of(tree, tree.size())
    made = []
    rows = tree.missing().values("pk", *tree.columns)
    for row in rows.iterator(chunk_size=BATCH):
        content = packed(tree.says(row))
        nodes = b"".join(peaks.append(leaf_hash(content)))
        leaf = tree.leaves(index=peaks.size - 1, nodes=nodes, row_id=row["pk"])
        if tree.keeps:
            leaf.said = content.decode()
        made.append(leaf)
    tree.leaves.objects.bulk_create(made, batch_size=BATCH)
    return peaks


def peaks_of(tree: Tree, size: int) -> Peaks:
    nodes = parts((0, size))
    known = find_nodes(tree, nodes)
    return Peaks(size, [known[node] for node in nodes])


def roots_of(tree: Tree, spans: list[Range]) -> list[bytes]:
    return roots(spans, lambda nodes: find_nodes(tree, nodes))


def find_nodes(tree: Tree, nodes: list[Node]) -> dict[Node, bytes]:
    """Return the hashes of complete subtrees, in one query."""
    indexes = [last_leaf(node) for node in nodes]
    kept = dict(
        tree.leaves.objects.filter(index__in=indexes).values_list("index", "nodes")
    )
    return {node: nth(kept[last_leaf(node)], node[0]) for node in nodes}


def nth(nodes: bytes, level: int) -> bytes:
    return bytes(nodes[level * HASH : (level + 1) * HASH])
