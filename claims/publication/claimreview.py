"""A finding as schema.org ClaimReview, from its frozen record and nothing else.

In: the body of a publication, any schema. Out: JSON-LD as a plain dictionary, with the
properties that the published rules require and recommend (Google Search Central,
"Fact check (ClaimReview) structured data"; schema.org for the rest). Pure: no Django.

A rating outside the true–false line carries no number, for any number would place it
on that line. What was retracted is rated "Retracted", so that who reads nothing but
this is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.publication.reading import web_address

CONTEXT = "https://schema.org"
RETRACTED = "Retracted"
PERSON = "person"
# What a licence line names in words, schema.org wants as an address.
CREATIVE_COMMONS = re.compile(r"\bCC[ -](BY(?:-(?:NC|ND|SA))*)[ -](\d\.\d)\b", re.I)

Body = Mapping[str, Any]
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the check; ``url`` is the front page, ending in a slash."""

    name: str
    url: str


def claim_review(body: Body, publisher: Publisher) -> Node:
    """Return the JSON-LD of one finding; keys without a value are left out."""
    house = {"@type": "Organization", "name": publisher.name, "url": publisher.url}
    policy = about(body).get("corrections_url", "")
    return filled(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "identifier": f"urn:uuid:{body['id']}",
            "url": body["url"],
            "claimReviewed": body["claim"]["normalized_text"],
            "inLanguage": body.get("language"),
            "datePublished": body["first_published_at"],
            "dateModified": body["published_at"],
            "version": body["version"],
            "expires": body.get("review_by"),
            "creativeWorkStatus": RETRACTED if body["retracted"] else None,
            "author": house,
            "publisher": filled({**house, "correctionsPolicy": policy}),
            "itemReviewed": claim(body),
            "reviewRating": rating(body),
            "description": body["finding"],
            "reviewBody": body["rationale"],
            "citation": citations(body["evidence"]),
            "correction": [correction(row) for row in body["corrections"]],
            "keywords": body["claim"].get("tags"),
            "license": licence_url(body.get("licence", "")),
            "creditText": body.get("licence"),
        }
    )


def about(body: Body) -> Mapping[str, Any]:
    return body.get("about") or {}


def filled(node: Node) -> Node:
    """Return the node without what is empty: an empty property says nothing."""
    return {k: v for k, v in node.items() if v not in (None, "", [], {})}


def claim(body: Body) -> Node:
    """The claim reviewed: who made it, when, and where it appears."""
    part = body["claim"]
    first, others = appearances_of(body)
    return filled(
        {
            "@type": "Claim",
            "author": claimant(part),
            "datePublished": made_on(part),
            "text": part["text"],
            "firstAppearance": first,
            "appearance": others,
        }
    )


def claimant(part: Body) -> Node | None:
    """Whoever made the claim: a body, unless it is known to be a person."""
    if not part["claimant"]:
        return None
    kind = "Person" if part.get("claimant_kind") == PERSON else "Organization"
    return {"@type": kind, "name": part["claimant"]}


def made_on(part: Body) -> str | None:
    """The day the claim was made, else the first day it is known to have appeared."""
    known = iso_day(part.get("made_on"))
    days = [day for day in map(day_of, part["appearances"]) if day]
    return known or min(days, default=None)


def appearances_of(body: Body) -> tuple[Node | None, list[Node]]:
    """Return the first appearance, when it is known which that was, and the others.

    It is known when exactly one of them is of the day on which the claim was made.
    """
    rows = body["claim"]["appearances"]
    made = iso_day(body["claim"].get("made_on"))
    firsts = [row for row in rows if made and day_of(row) == made]
    first = firsts[0] if len(firsts) == 1 else None
    others = [appearance(row) for row in rows if row is not first]
    return (appearance(first) if first else None), others


def appearance(row: Body) -> Node:
    """A document with the claim in it, or the occasion on which it was heard."""
    if "source" in row:
        return work(row["source"])
    return filled(
        {
            "@type": "CreativeWork",
            "name": row["heard_where"],
            "datePublished": iso_day(row.get("heard_on")),
        }
    )


def day_of(row: Body) -> str | None:
    if "source" in row:
        return iso_day(row["source"].get("published"))
    return iso_day(row.get("heard_on"))


def work(source: Body) -> Node:
    publisher = source.get("publisher")
    return filled(
        {
            "@type": "CreativeWork",
            "url": web_address(source.get("url")),
            "headline": source.get("title"),
            "datePublished": iso_day(source.get("published")),
            "publisher": {"@type": "Organization", "name": publisher}
            if publisher
            else None,
            "archivedAt": web_address(source.get("archived")),
        }
    )


def rating(body: Body) -> Node:
    """The verdict in words; with its place between worst and best where it has one."""
    if body["retracted"]:
        return filled(
            {
                "@type": "Rating",
                "alternateName": RETRACTED,
                "ratingExplanation": last_note(body),
            }
        )
    part = body["rating"]
    numbers = {}
    if part["value"] is not None:
        numbers = {
            "ratingValue": part["value"],
            "worstRating": part["worst"],
            "bestRating": part["best"],
        }
    return filled(
        {
            "@type": "Rating",
            "alternateName": part["label"],
            "ratingExplanation": body["finding"],
            **numbers,
        }
    )


def last_note(body: Body) -> str:
    rows = body["corrections"]
    return str(rows[-1]["note"]) if rows else ""


def citations(evidence: Iterable[Body]) -> list[Node]:
    """The works that the finding rests on, each once, in the order of the evidence."""
    return list({node["url"]: node for node in cited(evidence)}.values())


def cited(evidence: Iterable[Body]) -> Iterator[Node]:
    for row in evidence:
        node = work(row.get("source") or {})
        if "url" in node:
            yield node


def correction(row: Body) -> Node:
    return {
        "@type": "CorrectionComment",
        "text": row["note"],
        "datePublished": row["at"],
    }


def licence_url(line: str) -> str | None:
    """Return the address of the Creative Commons licence a line names, if it does."""
    found = CREATIVE_COMMONS.search(line)
    if found is None:
        return None
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"


def iso_day(words: Any) -> str | None:
    """Return the day of an ISO date or instant; None of anything vaguer.

    The day of an instant is the one of its own offset, as it was written.
    """
    try:
        return date.fromisoformat((words or "")[:10]).isoformat()
    except ValueError:
        return None
