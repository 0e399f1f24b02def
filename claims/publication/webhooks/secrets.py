"""Secrets that sign must be read again, so they are kept sealed, not hashed.

The seal (Fernet) is made of the installation's ``SECRET_KEY``: a copy of the database
alone signs nothing. With another ``SECRET_KEY`` endpoints need new secrets.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils import timezone

from claims.models import WebhookEndpoint
from claims.publication.webhooks.signing import make_secret

#: How long the secret of before signs beside the new one.
OVERLAP = timedelta(hours=24)


class SealedElsewhere(Exception):
    """The secret was sealed with another SECRET_KEY."""


def box() -> Fernet:
    key = hashlib.sha256(b"webhook secrets\n" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str) -> str:
    return box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises SealedElsewhere."""
    try:
        return box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealedElsewhere from None


def current(endpoint: WebhookEndpoint) -> list[str]:
    """Return the secrets that sign now, the newest first.

    Raises:
        SealedElsewhere: they cannot be read.
    """
    sealed = [endpoint.secret]
    if endpoint.overlaps:
        sealed.append(endpoint.previous_secret)
    return [unseal(one) for one in sealed]


def rotate(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """Make a new secret; the one before signs, too, for a day."""
    endpoint.previous_secret = endpoint.secret
    endpoint.previous_until = timezone.now() + OVERLAP
    endpoint.secret = seal(make_secret())
    endpoint.save(update_fields=["secret", "previous_secret", "previous_until"])
    return endpoint
