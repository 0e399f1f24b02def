"""The words that findings rest on, as W3C Web Annotations.

https://www.w3.org/TR/annotation-model/: an AnnotationCollection whose one page has an
annotation for each quotation of the newest versions. Its target is the document, with a
TextQuoteSelector and a TextPositionSelector for each segment; positions count code
points of the document's text as we read it. Its body is the finding, with the stance of
the words towards the claim.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claims.publication.claimreview import filled, licence_url
from claims.publication.exports.base import Site, Version
from claims.publication.exports.pieces import joined, packed
from claims.publication.reading import web_address

# The licence as a line of words is schema.org's; the model has only addresses.
CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {"creditText": "https://schema.org/creditText"},
)
SELECTORS = ("TextQuoteSelector", "TextPositionSelector")

Body = Mapping[str, Any]


def write(rows: Iterable[Version], site: Site) -> Iterator[bytes]:
    head = packed(
        {
            "@context": CONTEXT,
            "id": site.file,
            "type": "AnnotationCollection",
            "label": f"{site.name}: evidence of published findings",
            **rights(site.licence),
        }
    )
    page = packed(
        {
            "id": f"{site.file}#page",
            "type": "AnnotationPage",
            "partOf": site.file,
            "startIndex": 0,
        }
    )
    start = head[:-1] + b',"first":' + page[:-1] + b',"items":['
    found = (
        packed(one)
        for row in rows
        if row.newest
        for one in quotations(json.loads(row.body), site)
    )
    return joined(start, found, b"]}}\n")


def quotations(body: Body, site: Site) -> Iterator[dict[str, Any]]:
    """Yield one annotation for each quotation in the evidence of a finding."""
    for row in body["evidence"]:
        if row.get("selector"):
            yield annotation(row, body, site)


def annotation(row: Body, body: Body, site: Site) -> dict[str, Any]:
    note = {"type": "TextualBody", "purpose": "commenting", "value": row["note"]}
    return {
        "id": f"urn:uuid:{row['id']}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": body["published_at"],
        "creator": {"type": "Organization", "name": site.name, "homepage": site.home},
        **rights(body["licence"]),
        "body": [
            {"type": "SpecificResource", "purpose": "linking", "source": body["url"]},
            {
                "type": "TextualBody",
                "purpose": "classifying",
                "value": row["stance"],
                "format": "text/plain",
            },
            *([note] if row["note"] else []),
        ],
        "target": targets(row),
    }


def rights(licence: str) -> dict[str, Any]:
    return filled({"rights": licence_url(licence), "creditText": licence})


def targets(row: Body) -> list[dict[str, Any]]:
    """Return a target for each segment of the quotation, in their order."""
    segments: dict[int, list[dict[str, Any]]] = {}
    for one in row["selector"]:
        if one["type"] in SELECTORS:
            plain = {key: value for key, value in one.items() if key != "segment"}
            segments.setdefault(one.get("segment", 0), []).append(plain)
    kept = web_address(row["source"].get("archived"))
    state = {"type": "TimeState", "cached": kept} if kept else None
    return [
        filled({"source": source_of(row["source"]), "state": state, "selector": found})
        for _, found in sorted(segments.items())
    ]


def source_of(source: Body) -> str:
    """The document's address; of one without, its content by digest (RFC 6920)."""
    url = web_address(source.get("url"))
    if url:
        return url
    digest = base64.urlsafe_b64encode(bytes.fromhex(source["sha256"] or ""))
    return f"ni:///sha-256;{digest.decode().rstrip('=')}"
