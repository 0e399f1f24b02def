from __future__ import annotations

from typing import ClassVar

import orjson
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import Label
from claims.models.candidate import Candidate
from claims.models.publication import Publication
from sources.models import Scoped
from workbench.accounts.ids import new_id


class ExternalCheck(models.Model):
    """A check that others published: their claim, their words for it, never ours.

    ``rating`` is in the publisher's own words; ``language`` a code as ``en``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    text = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    rating = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, unique=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-published_on", "url"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.text[:80]}"


class ClaimMatch(Scoped):
    """A candidate that may repeat what was checked before, by us or by others.

    ``likeness`` is in [0, 1]; ``label`` and ``reasons`` say how the candidate differs
    from the claim as checked, empty when nothing could be compared.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="matches")
    publication = models.ForeignKey(
        Publication, models.CASCADE, null=True, blank=True, related_name="matches"
    )
    external = models.ForeignKey(
        ExternalCheck, models.CASCADE, null=True, blank=True, related_name="matches"
    )
    likeness = models.FloatField()
    label = models.CharField(max_length=24, choices=Label.choices, blank=True)
    reasons = models.JSONField(default=list)
    method = models.CharField(max_length=40)
    method_version = models.CharField(max_length=20)
    found_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-likeness"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(publication=None) ^ Q(external=None),
                name="match_is_of_one_check",
            ),
            models.UniqueConstraint(
                fields=["candidate", "publication", "external"],
                nulls_distinct=False,
                name="match_once",
            ),
            models.CheckConstraint(
                condition=Q(likeness__gte=0, likeness__lte=1),
                name="match_likeness_range",
            ),
        ]

    @property
    def conflicts(self) -> bool:
        return self.label in (Label.CONTRADICTS, Label.PARTIALLY)

    @property
    def claim_words(self) -> str:
        """The claim as it was checked; a publication is frozen, words and all."""
        if self.publication is None:
            return str(self.external)
        claim = orjson.loads(self.publication.body)["claim"]
        return str(claim.get("normalized_text") or claim["text"])

    def __str__(self) -> str:
        return f"{self.candidate} = {self.publication or self.external}"
