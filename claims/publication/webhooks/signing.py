"""Signatures of Standard Webhooks (standardwebhooks.com, specification 1.0.0).

Pure: a secret ``whsec_…`` is 24 to 64 random bytes in base64; what is signed is
``id.timestamp.body``, timestamps in whole seconds.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"
SECRET_BYTES = 32


def make_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sign(secret: str, name: str, at: int, body: bytes) -> str:
    """Return ``v1,`` and the HMAC-SHA256 in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{name}.{at}.".encode() + body
    digest = hmac.new(key, content, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers(secrets: Iterable[str], name: str, at: int, body: bytes) -> dict[str, str]:
    """Return the three headers; one signature for each secret that holds now."""
    return {
        "webhook-id": name,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(sign(one, name, at, body) for one in secrets),
    }
