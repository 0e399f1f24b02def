"""ExtractedText to JSON and back, for the pipe between parser and worker."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from sources.ingest.formats.base import Told
from sources.text.base import Block, DocumentFacts, ExtractedText, KnownDate


def dump_extracted(extracted: ExtractedText) -> bytes:
    """Return UTF-8 JSON; lone surrogates, which no database keeps, become U+FFFD."""
    written = json.dumps(asdict(extracted), ensure_ascii=False)
    return (
        written.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    )


def dump_told(told: Told) -> bytes:
    """Return one line of JSON: how far a reader is, and the first pages if it has."""
    plain = json.dumps({"done": told.done, "total": told.total, "unit": told.unit})
    if told.first is None:
        return plain.encode()
    return plain.encode()[:-1] + b',"first":' + dump_extracted(told.first) + b"}"


def load_told(fields: dict[str, Any]) -> Told:
    """Return what :func:`dump_told` wrote; KeyError or TypeError for anything else."""
    first = fields.get("first")
    return Told(
        int(fields["done"]),
        int(fields["total"]),
        str(fields["unit"]),
        None if first is None else load_extracted(first),
    )


def load_extracted(fields: dict[str, Any]) -> ExtractedText:
    """Return what :func:`dump_extracted` wrote, from its parsed JSON.

    KeyError or TypeError when it is something else.
    """
    facts = fields["facts"]
    dates = {name: KnownDate(**facts[name]) for name in ("published", "updated")}
    lists = {
        "credits": tuple(facts["credits"]),
        "how_known": tuple(map(tuple, facts["how_known"])),
    }
    return ExtractedText(
        text=fields["text"],
        blocks=tuple(Block(**block) for block in fields["blocks"]),
        facts=DocumentFacts(**(facts | dates | lists)),
        markup=fields["markup"],
        hard_wrapped=fields["hard_wrapped"],
        pages=tuple(fields["pages"]),
    )
