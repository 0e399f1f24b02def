"""The one writer of ReviewEvent: a chain per claim over canonical JSON (RFC 8785).

The chain holds salted digests of payloads, never the payloads, so that a payload may
be erased by law and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import orjson
import rfc8785
from django.utils import timezone

from claims.models import Claim, EventPayload, ReviewEvent

GENESIS = "0" * 64
ERASED = "payload_erased"


def plain(value: Any) -> Any:
    """Return ``value`` as JSON types alone; ids and times become strings."""
    return orjson.loads(orjson.dumps(value, default=str, option=orjson.OPT_UTC_Z))


def canonical(value: Any) -> bytes:
    """Return canonical JSON of a value; the same value gives the same bytes."""
    return rfc8785.dumps(plain(value))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def salted_digest(salt: str, body: Any) -> str:
    return sha256(salt.encode() + canonical(body))


def event_hash(event: ReviewEvent) -> str:
    """Return the hash of an event: everything but its own hash and payload."""
    return sha256(
        canonical(
            {
                "claim": str(event.claim_id),
                "seq": event.seq,
                "kind": event.kind,
                "by": str(event.by_id),
                "at": event.at.astimezone(UTC).isoformat(),
                "digest": event.digest,
                "previous": event.previous,
            }
        )
    )


def record(claim: Claim, kind: str, before: Any, after: Any, *, by: Any) -> ReviewEvent:
    """Append one event to the claim's chain.

    The caller holds the claim's row lock; without it two events could claim one
    number, which the database refuses.
    """
    last = ReviewEvent.objects.filter(claim=claim).order_by("-seq").first()
    body = plain({"before": before, "after": after})
    salt = secrets.token_hex(16)
    event = ReviewEvent(
        claim=claim,
        seq=last.seq + 1 if last else 1,
        kind=kind,
        by=by,
        at=timezone.now(),
        digest=salted_digest(salt, body),
        previous=last.hash if last else GENESIS,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    EventPayload.objects.create(event=event, salt=salt, body=body)
    return event


def erase(claim: Claim, seq: int, *, reason: str, by: Any) -> ReviewEvent:
    """Erase what one event said, as the law may ask; that it was done stays on record.

    The caller holds the claim's row lock. The chain holds digests alone, so it still
    verifies; what was erased cannot be told from it.

    Raises:
        LookupError: the claim has no such event, or its payload is gone already.
    """
    payload = EventPayload.objects.filter(event__claim=claim, event__seq=seq).first()
    if payload is None:
        raise LookupError(f"{claim} has no payload of an event {seq}")
    said = {"erased": [seq], "reason": reason}
    event = record(claim, ERASED, None, said, by=by)
    payload.delete()
    return event


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a chain does not verify."""

    claim: str
    seq: int
    what: str


def verify(claim: Claim) -> Iterator[Fault]:
    """Yield every fault in a claim's chain, in order; none when it is whole."""
    previous = GENESIS
    events = claim.events.select_related("payload").order_by("seq")
    for number, event in enumerate(events, start=1):
        if event.seq != number:
            yield Fault(str(claim.pk), event.seq, "an event is missing before this")
        if event.previous != previous:
            yield Fault(str(claim.pk), event.seq, "does not follow the event before")
        if event.hash != event_hash(event):
            yield Fault(str(claim.pk), event.seq, "the event was altered")
        payload = getattr(event, "payload", None)
        if payload and event.digest != salted_digest(payload.salt, payload.body):
            yield Fault(str(claim.pk), event.seq, "its payload was altered")
        previous = event.hash
