"""Proof of one published version, as a file an outsider can check without asking us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from claims.errors import ClaimsError
from claims.models import Checkpoint, Publication, SigningKey
from claims.publication.proof import checkpoints, keys
from claims.publication.proof.merkle import consistency, inclusion
from claims.publication.proof.trees import (
    CHANGES,
    PUBLICATIONS,
    Tree,
    roots_of,
    says_publication,
)

FORMAT = "corroborate-proof-1"


class NotCovered(ClaimsError):
    """No checkpoint covers the record yet; one is made soon after it went out."""

    code = "not_covered_yet"


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a version stands, as its page says: ``place`` counts from 1."""

    place: int
    size: int
    number: int
    at: str
    digest: str
    key: str


def seal_of(publication: Publication) -> Seal | None:
    """Return the newest checkpoint over a version; None if none covers it yet."""
    found = checkpoints.covering(publication.pk)
    if found is None:
        return None
    index, row = found
    return Seal(
        place=index + 1,
        size=size_in(row, PUBLICATIONS),
        number=row.number,
        at=row.at.isoformat(),
        digest=row.digest,
        key=row.key_id,
    )


def proof_of(publication: Publication) -> dict[str, Any]:
    """Return leaf, path and signed checkpoint of one version, without the record.

    Raises:
        NotCovered: no checkpoint holds it yet.
    """
    found = checkpoints.covering(publication.pk)
    if found is None:
        raise NotCovered("No checkpoint covers this version yet; ask again shortly.")
    index, checkpoint = found
    size = size_in(checkpoint, PUBLICATIONS)
    columns = PUBLICATIONS.columns
    leaf = says_publication({name: getattr(publication, name) for name in columns})
    return {
        "format": FORMAT,
        "leaf": leaf,
        "index": index,
        "path": [h.hex() for h in roots_of(PUBLICATIONS, inclusion(index, size))],
        **checkpoints.as_published(checkpoint),
        "keys": keys.as_published(SigningKey.objects.all()),
    }


def bundle_of(publication: Publication) -> bytes:
    """Return record and proof as one JSON file; the record as it is stored.

    Raises:
        NotCovered: no checkpoint holds it yet.
    """
    proof = orjson.dumps(proof_of(publication), option=orjson.OPT_INDENT_2)
    return b'{\n  "record": %b,\n%b' % (publication.body.encode(), proof[2:])


def size_in(checkpoint: Checkpoint, tree: Tree) -> int:
    return int(orjson.loads(checkpoint.body)[tree.name]["size"])


def grown(old: Checkpoint, new: Checkpoint) -> dict[str, Any]:
    """Return what proves that the public trees of ``new`` begin as those of ``old``."""
    return {
        "format": "corroborate-consistency-1",
        "from": old.number,
        "to": new.number,
        **{
            tree.name: [
                h.hex()
                for h in roots_of(
                    tree, consistency(size_in(old, tree), size_in(new, tree))
                )
            ]
            for tree in (PUBLICATIONS, CHANGES)
        },
    }
