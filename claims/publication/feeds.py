"""What was published and what was corrected, as entries of a feed.

In: frozen bodies. Out: :class:`~claims.publication.exports.feed.Feed`, which the
writers there turn into Atom or JSON Feed.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from claims.choices import Correction
from claims.publication.addresses import fact_url
from claims.publication.exports.feed import Entry

PAGE_ENTRIES = 50
# RFC 4287 wants a time even of a feed in which nothing stands yet.
NEVER = "1970-01-01T00:00:00Z"

Body = Mapping[str, Any]


def fact_entry(body: Body) -> Entry:
    """The newest version of a finding; its id stays through all versions."""
    return Entry(
        id=f"urn:uuid:{body['id']}",
        url=body["url"],
        title=f"{rating_of(body)}: {words_of(body)}",
        summary=body["finding"],
        html="".join([*verdict_lines(body), *correction_lines(body), *closing(body)]),
        published=body["first_published_at"],
        updated=body["published_at"],
        **common(body),
    )


def correction_entry(body: Body) -> Entry:
    """What one version corrected, or that it retracts; each version has its own id."""
    row = body["corrections"][-1]
    kind = Correction(row["kind"]).label
    return Entry(
        id=f"urn:uuid:{uuid5(UUID(body['id']), str(body['version']))}",
        url=f"{body['url']}v{body['version']}/",
        title=f"{kind}: {words_of(body)}",
        summary=row["note"],
        html="".join(
            [paragraph(kind, row["note"]), *verdict_lines(body), *closing(body)]
        ),
        published=row["at"],
        updated=body["published_at"],
        **common(body),
    )


ENTRIES: dict[str, Callable[[Body], Entry]] = {
    "facts": fact_entry,
    "corrections": correction_entry,
}


def common(body: Body) -> dict[str, Any]:
    return {
        "language": body["language"],
        "rights": body["licence"],
        "tags": tuple(body["claim"].get("tags") or ()),
        "fact": {
            "about": f"{settings.PUBLIC_URL}/api/v1/docs/",
            "id": body["id"],
            "version": body["version"],
            "level": body["level"],
            "rating": body["rating"]["slug"],
            "claim": words_of(body),
            "claimant": body["claim"]["claimant"],
            "retracted": body["retracted"],
            "json": fact_url(body["id"], body["version"]),
        },
    }


def words_of(body: Body) -> str:
    return str(body["claim"]["normalized_text"])


def rating_of(body: Body) -> str:
    return "Retracted" if body["retracted"] else str(body["rating"]["label"])


def verdict_lines(body: Body) -> Iterable[str]:
    said = "said" if body["level"] == "said" else "claimed"
    yield f"<blockquote><p>{safe(words_of(body))}</p></blockquote>"
    yield f"<p>{said.capitalize()} by {safe(body['claim']['claimant'])}.</p>"
    yield paragraph(rating_of(body), body["finding"])


def correction_lines(body: Body) -> Iterable[str]:
    for row in body["corrections"]:
        kind = Correction(row["kind"]).label
        yield paragraph(f"{kind}, {row['at'][:10]}", row["note"])


def closing(body: Body) -> Iterable[str]:
    yield f'<p><a href="{safe(body["url"])}">Evidence and history</a></p>'
    yield f"<p>{safe(body['licence'])}</p>"


def paragraph(heading: str, words: str) -> str:
    return f"<p><strong>{safe(heading)}.</strong> {safe(words)}</p>"


def safe(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
