"""API keys: made once, shown once, checked with one fast hash.

The key reads ``cor_<prefix>_<secret>``. Its secret has 200 random bits, so a plain
SHA-512 is enough (a slow hash guards guessable words, and this is none).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workbench.accounts.models import ApiKey, User

SCOPES = {
    "facts:read": _("read published facts and their changes"),
    "desk:read": _("read documents, candidates, groups, questions, claims and jobs"),
    "documents:write": _("add documents"),
    "claims:write": _("move claims and decide in triage, within the owner's roles"),
    "webhooks:manage": _("manage webhooks of the teams that the owner leads"),
}


def create_key(
    user: User,
    *,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """Return the row and the key itself, which is nowhere kept.

    Raises:
        ValueError: a scope is unknown.
    """
    wanted = sorted(set(scopes))
    unknown = [scope for scope in wanted if scope not in SCOPES]
    if unknown:
        raise ValueError(f"unknown scopes: {', '.join(unknown)}")
    prefix = secrets.token_hex(4)
    secret = secrets.token_urlsafe(25)
    key = f"cor_{prefix}_{secret}"
    row = ApiKey.objects.create(
        user=user,
        name=name,
        prefix=prefix,
        digest=digest_of(key),
        scopes=wanted,
        expires_at=expires_at,
    )
    return row, key


def digest_of(key: str) -> str:
    return hashlib.sha512(key.encode()).hexdigest()


def find_key(key: str) -> ApiKey | None:
    """Return the living key row of an active user, None for any other."""
    parts = key.split("_", 2)
    if len(parts) != 3 or parts[0] != "cor":
        return None
    now = timezone.now()
    row = (
        ApiKey.objects.select_related("user")
        .filter(Q(expires_at=None) | Q(expires_at__gt=now))
        .filter(prefix=parts[1], revoked_at=None, user__is_active=True)
        .first()
    )
    if row is None or not hmac.compare_digest(row.digest, digest_of(key)):
        return None
    note_use(row, now)
    return row


def note_use(row: ApiKey, now: datetime) -> None:
    """Remember the use, at most once a minute: a read must not cost a write."""
    if row.last_used_at is None or now - row.last_used_at > timedelta(minutes=1):
        ApiKey.objects.filter(pk=row.pk).update(last_used_at=now)


def revoke(row: ApiKey) -> None:
    ApiKey.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=timezone.now())
