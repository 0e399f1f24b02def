"""The newest version of each finding as a schema.org DataFeed of ClaimReviews.

The shape is the one that Data Commons reads: a DataFeedItem with its ClaimReview, its
page and when it was first published.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from claims.publication.claimreview import (
    CONTEXT,
    Publisher,
    claim_review,
    filled,
    licence_url,
)
from claims.publication.exports.base import Site, Version
from claims.publication.exports.pieces import joined, packed


def write(rows: Iterable[Version], site: Site) -> Iterator[bytes]:
    house = Publisher(site.name, site.home)
    head = filled(
        {
            "@context": CONTEXT,
            "@type": "DataFeed",
            "name": f"{site.name}: fact checks",
            "url": site.file,
            "license": licence_url(site.licence),
            "creditText": site.licence,
        }
    )
    items = (item(row.body, house) for row in rows if row.newest)
    return joined(packed(head)[:-1] + b',"dataFeedElement":[', items, b"]}\n")


def item(text: str, house: Publisher) -> bytes:
    review = claim_review(json.loads(text), house)
    del review["@context"]  # said once, at the top
    return packed(
        {
            "@type": "DataFeedItem",
            "url": review["url"],
            "dateCreated": review["datePublished"],
            "dateModified": review["dateModified"],
            "item": [review],
        }
    )
