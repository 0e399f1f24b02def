"""Words of a document as a program sends them, checked against the text."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from claims.api.base import Strict, visible
from claims.errors import BadEvidence
from sources.models import TextRevision
from sources.text.base import Selector
from sources.text.selectors import make_selector


class QuoteIn(Strict):
    """Exact words, and where they stand.

    Without ``segments`` the words are looked for; they must stand there once.
    """

    revision = serializers.UUIDField()
    exact = serializers.ListField(
        child=serializers.CharField(trim_whitespace=False),
        min_length=1,
        max_length=50,
        help_text="One string for each segment.",
    )
    segments = serializers.ListField(
        child=serializers.ListField(
            child=serializers.IntegerField(min_value=0, max_value=2**31 - 1),
            min_length=2,
            max_length=2,
        ),
        required=False,
        max_length=50,
        help_text="Half-open ranges of code points in the revision's text.",
    )


def selector_from(
    quote: dict[str, Any], request: Request
) -> tuple[TextRevision, Selector]:
    """Return the revision and the selector of the words in it.

    Raises:
        NotFound: there is no such revision, or not for this caller.
        BadEvidence: the words do not stand there, or nowhere, or more than once.
    """
    revisions = TextRevision.objects.select_related("document")
    revision = visible(revisions, request, quote["revision"])
    exact = quote["exact"]
    spans = quote.get("segments") or found(revision.text, exact)
    try:
        selector = make_selector(revision.text, [(s, e) for s, e in spans])
    except ValueError as error:
        raise BadEvidence(f"These segments cannot be: {error}.") from None
    if "".join(selector.exact) != "".join(exact):
        raise BadEvidence(
            "These words are not found at that place in the text.",
            found=list(selector.exact),
        )
    return revision, selector


def found(text: str, exact: list[str]) -> list[tuple[int, int]]:
    """Return where the parts stand, one after the other; each must stand once."""
    spans, begin = [], 0
    for part in exact:
        start = text.find(part, begin)
        if start < 0:
            raise BadEvidence("These words are not in the text.", words=part)
        if text.find(part, start + 1) >= 0:
            raise BadEvidence(
                "These words stand more than once in the text; send segments.",
                words=part,
            )
        begin = start + len(part)
        spans.append((start, begin))
    return spans
