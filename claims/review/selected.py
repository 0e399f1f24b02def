"""Claims made of words that a person selected in a document."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from claims.models import Claim
from claims.review.triage import add_claim
from sources.models import Document, TextRevision
from sources.text.base import Selector


def claim_of_words(
    revision: TextRevision,
    selector: Selector,
    *,
    level: str,
    text: str,
    claimant: str,
    by: Any,
) -> Claim:
    """Make a claim of words in a document; sent twice, it is one claim.

    The same words, level and wording from the same person give the claim that stands.

    Raises:
        BadClaim: no words or no level.
        BadEvidence: the words do not stand there, or are under another embargo.
        NotAllowed: ``by`` is no member of the story's team.
    """
    with transaction.atomic():
        # Two sendings at once wait here for one another.
        document = Document.objects.select_for_update(of=("self",), no_key=True).get(
            pk=revision.document_id
        )
        twin = Claim.objects.filter(
            story=document.story_id,
            created_by=by,
            level=level,
            text=text.strip(),
            merged_into=None,
            appearances__revision=revision,
            appearances__segments=selector.segments,
        ).exclude(status__in=["dismissed", "retracted"])
        return twin.first() or add_claim(
            document.story,
            level=level,
            text=text,
            claimant=claimant,
            revision=revision,
            selector=selector,
            by=by,
        )
