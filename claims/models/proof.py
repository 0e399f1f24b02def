from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from claims.models.publication import Change, FeedEpoch, Publication
from claims.models.review import ReviewEvent
from workbench.accounts.ids import new_id


class Leaf(models.Model):
    """The place of a committed row in its tree. Insert-only.

    ``nodes`` holds the hashes (32 bytes each) of the complete subtrees that end with
    this leaf, its own first: with them any root or proof is a few rows away.
    """

    index = models.BigIntegerField(primary_key=True)
    nodes = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"leaf {self.index}"


class EventLeaf(Leaf):
    row = models.OneToOneField(ReviewEvent, models.PROTECT, related_name="leaf")


class PublicationLeaf(Leaf):
    """``said`` is the leaf's content: it stays when the law has the record erased."""

    row = models.OneToOneField(
        Publication, models.DO_NOTHING, related_name="leaf", db_constraint=False
    )
    said = models.TextField()


class ChangeLeaf(Leaf):
    row = models.OneToOneField(Change, models.PROTECT, related_name="leaf")


class SigningKey(models.Model):
    """A public key (Ed25519) that signs checkpoints. Insert-only.

    ``id`` is the beginning of the key's SHA-256, ``public`` the key in base64. The
    key before it signs the ``statement`` about it; the first has nobody to vouch for
    it, nor has one made after the key before it was lost.
    """

    id = models.CharField(max_length=16, primary_key=True)
    public = models.CharField(max_length=44)
    made_at = models.DateTimeField(default=timezone.now)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    statement = models.TextField()
    endorsement = models.CharField(max_length=88, blank=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]

    def __str__(self) -> str:
        return self.id


class Checkpoint(models.Model):
    """What the trees were at a time, signed. Insert-only.

    ``body`` is canonical JSON (RFC 8785), ``digest`` its SHA-256. How much is done at
    the desk is nobody's business: of the tree of events the body holds a commitment
    alone, and ``opening`` {size, root, salt} opens it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    epoch = models.ForeignKey(FeedEpoch, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+")
    signature = models.CharField(max_length=88)
    opening = models.JSONField()

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"checkpoint {self.number}"
