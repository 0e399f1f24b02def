"""What a finding's page says to programs, in its head."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import orjson
from django import template
from django.utils.safestring import SafeString, mark_safe

from claims.publication.claimreview import claim_review
from claims.publication.house import publisher
from claims.views.embed import frame_of

register = template.Library()

# Within a script no text may end it, or open a comment that hides its end.
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.inclusion_tag("public/parts/_finding_head.html")
def finding_head(finding: dict[str, Any], newest: bool = True) -> dict[str, Any]:
    """Links and marks of one finding.

    A page of an older version leads to the newest, which alone carries the ClaimReview:
    each stands on one page only.
    """
    review = json_ld(claim_review(finding, publisher())) if newest else ""
    return {
        "finding": finding,
        "newest": newest,
        "review": review,
        "house": publisher().name,
        "asked": quote(finding["url"], safe=""),
    }


@register.inclusion_tag("public/parts/_embed.html")
def finding_embed(finding: dict[str, Any]) -> dict[str, Any]:
    """A box to copy from: what shows this finding on another's page."""
    frame = frame_of(finding)
    return {"embed": str(frame.html), "card": frame.path}


def json_ld(node: dict[str, Any]) -> SafeString:
    """Return a data block; it runs nothing, so that it needs no nonce of a script."""
    text = orjson.dumps(node).decode().translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
