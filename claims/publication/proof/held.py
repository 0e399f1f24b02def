"""What an operator or an outsider holds of us: checkpoints, keys, perhaps the leaves.

In: the JSON that ``manage.py audit export`` wrote, or what ``/api/v1/checkpoints``
answered. Out: checkpoints that verify by keys which the file itself holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from claims.models import Checkpoint, SigningKey
from claims.publication.proof import checkpoints, keys
from claims.publication.proof.merkle import Peaks
from claims.publication.proof.trees import BATCH, TREES, Tree, nth, packed
from claims.review.record import sha256

FORMAT = "corroborate-audit-1"


class UnreadableFile(Exception):
    """The file is not what it should be, or does not verify by itself."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A checkpoint whose signature holds. ``events`` is (size, root) where opened."""

    number: int
    digest: str
    at: datetime
    roots: dict[str, tuple[int, str]]


@dataclass(slots=True)
class Held:
    """``leaves`` are (key of the row, hash) in the order of the tree."""

    seals: dict[int, Seal] = field(default_factory=dict)
    bodies: dict[int, dict[str, Any]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    leaves: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)


def export(*, leaves: bool = True) -> bytes:
    """Return checkpoints, keys and (if wanted) all leaves as JSON."""
    rows = Checkpoint.objects.order_by("number")
    whole: dict[str, Any] = {
        "format": FORMAT,
        "keys": keys.as_published(SigningKey.objects.all()),
        "checkpoints": [
            {**checkpoints.as_published(row), "opening": row.opening} for row in rows
        ],
    }
    if leaves:
        whole["leaves"] = {tree.name: leaves_of(tree) for tree in TREES}
    return orjson.dumps(whole)


def leaves_of(tree: Tree) -> list[tuple[str, str]]:
    rows = tree.leaves.objects.order_by("index").values_list("row_id", "nodes")
    return [
        (str(key), nth(nodes, 0).hex())
        for key, nodes in rows.iterator(chunk_size=BATCH)
    ]


def read(data: bytes, *, known: dict[str, str] | None = None) -> Held:
    """Return what a file holds; ``known`` are public keys by id, if it has none.

    Raises:
        UnreadableFile: it is no such file, or what it says does not hold together.
    """
    try:
        return understood(orjson.loads(data), known or {})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableFile(f"not a file of checkpoints: {error!r}") from error


def understood(whole: Any, known: dict[str, str]) -> Held:
    listed = whole.get("checkpoints", whole.get("results", [whole]))
    own = {row["id"]: row["public_key"] for row in whole.get("keys", ())}
    public = own or known
    held = Held(keys=set(own))
    for entry in listed:
        body = entry["checkpoint"]
        require_signed(body, entry["signature"], public)
        held.bodies[body["number"]] = body
        held.seals[body["number"]] = seal_of(body, entry.get("opening"))
    for name, rows in whole.get("leaves", {}).items():
        held.leaves[name] = [(key, bytes.fromhex(leaf)) for key, leaf in rows]
    for name in held.leaves:
        require_roots(held, name)
    return held


def require_signed(
    body: dict[str, Any], signature: str, public: dict[str, str]
) -> None:
    message = checkpoints.ABOUT_CHECKPOINT + packed(body)
    if not keys.is_signed(public.get(body["key"], ""), message, signature):
        raise UnreadableFile(f"checkpoint {body['number']} is not signed by its key")


def require_roots(held: Held, name: str) -> None:
    """Leaves beyond the newest checkpoint are let go: nothing vouches for them."""
    leaves = held.leaves[name]
    wanted = {
        seal.roots[name][0]: seal.roots[name][1]
        for seal in held.seals.values()
        if name in seal.roots
    }
    peaks = Peaks()
    del leaves[max(wanted, default=0) :]
    for size in range(len(leaves) + 1):
        if size in wanted and wanted[size] != peaks.root().hex():
            raise UnreadableFile(f"the leaves of {name} do not make its roots")
        if size < len(leaves):
            peaks.append(leaves[size][1])


def seal_of(body: dict[str, Any], opening: dict[str, Any] | None) -> Seal:
    roots = {
        name: (body[name]["size"], body[name]["root"])
        for name in ("publications", "changes")
    }
    if opening and sha256(packed(opening)) == body["events"]:
        roots["events"] = (opening["size"], opening["root"])
    return Seal(
        body["number"],
        sha256(packed(body)),
        datetime.fromisoformat(body["at"]),
        roots,
    )
