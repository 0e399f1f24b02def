"""Keys that sign checkpoints (Ed25519, RFC 8032), each vouched for by the one before.

The private key lies in ``DATA_DIR/checkpoint.key``, made on first use and readable by
its owner alone, or comes as ``CHECKPOINT_KEY``. The database holds public keys only.
"""

from __future__ import annotations

import base64
import binascii
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from claims.models import SigningKey
from claims.publication.proof.locking import one_at_a_time
from claims.publication.proof.trees import exactly, packed
from claims.review.record import sha256

logger = logging.getLogger(__name__)

ABOUT_KEY = b"corroborate key 1\n"
SEED_BYTES = 32


def key_file() -> Path:
    return Path(settings.DATA_DIR) / "checkpoint.key"


def signing_key() -> tuple[Ed25519PrivateKey, SigningKey]:
    """Return the key to sign with and its row, made when it is new.

    The caller holds the lock of :func:`one_at_a_time`.

    Raises:
        ImproperlyConfigured: the key cannot be read, or a newer one has been used.
    """
    private = given_key() or kept_key()
    known = list(SigningKey.objects.all())
    mine = key_id(public_of(private))
    if known and known[-1].pk == mine:
        return private, known[-1]
    if any(row.pk == mine for row in known):
        raise ImproperlyConfigured("A newer key has signed checkpoints already.")
    return private, introduce(private, known[-1] if known else None)


def introduce(
    private: Ed25519PrivateKey,
    previous: SigningKey | None,
    voucher: Ed25519PrivateKey | None = None,
) -> SigningKey:
    """Keep a new public key, vouched for by the one before if that is at hand."""
    voucher = voucher or previous_key()
    if previous and voucher and key_id(public_of(voucher)) != previous.pk:
        voucher = None
    if previous and voucher is None:
        logger.warning("a new key signs checkpoints, and no earlier one vouches for it")
    public, now = public_of(private), timezone.now()
    statement = packed(
        {
            "format": "corroborate-key-1",
            "id": key_id(public),
            "public_key": base64.b64encode(public).decode(),
            "made_at": exactly(now),
            "previous": previous.pk if previous else None,
        }
    )
    signature = voucher.sign(ABOUT_KEY + statement) if previous and voucher else b""
    return SigningKey.objects.create(
        id=key_id(public),
        public=base64.b64encode(public).decode(),
        made_at=now,
        previous=previous,
        statement=statement.decode(),
        endorsement=base64.b64encode(signature).decode(),
    )


def rotate() -> SigningKey:
    """Make the next key in ``DATA_DIR``; the old one vouches for it and is forgotten.

    Raises:
        ImproperlyConfigured: the key comes from the environment.
    """
    if settings.CHECKPOINT_KEY:
        raise ImproperlyConfigured(
            "The key comes from CHECKPOINT_KEY: set the new one there, and the old one "
            "as CHECKPOINT_KEY_PREVIOUS until the next checkpoint."
        )
    fresh = Ed25519PrivateKey.generate()
    coming = key_file().with_suffix(".new")
    with transaction.atomic():
        one_at_a_time()
        old, row = signing_key()
        coming.unlink(missing_ok=True)
        write_key(coming, fresh)
        made = introduce(fresh, row, old)
    with transaction.atomic():
        one_at_a_time()
        kept_key()  # takes the new one, unless another process has done so already
    return made


def given_key() -> Ed25519PrivateKey | None:
    words = settings.CHECKPOINT_KEY
    return read_key(words, "CHECKPOINT_KEY") if words else None


def previous_key() -> Ed25519PrivateKey | None:
    words = settings.CHECKPOINT_KEY_PREVIOUS
    return read_key(words, "CHECKPOINT_KEY_PREVIOUS") if words else None


def kept_key() -> Ed25519PrivateKey:
    """Return the key of ``DATA_DIR``; a rotation that was cut short is ended."""
    path = key_file()
    coming = path.with_suffix(".new")
    if coming.exists():
        new = read_key(coming.read_text(), str(coming))
        if SigningKey.objects.filter(pk=key_id(public_of(new))).exists():
            coming.replace(path)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_key(path, Ed25519PrivateKey.generate())
    return read_key(path.read_text(), str(path))


def write_key(path: Path, key: Ed25519PrivateKey) -> None:
    """Write a key that only its owner may read; whole, or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(key.private_bytes_raw()) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    # What the database commits next must not outlive the file's name.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_key(words: str, where: str) -> Ed25519PrivateKey:
    try:
        seed = base64.b64decode(words.strip(), validate=True)
    except (binascii.Error, ValueError):
        seed = b""
    if len(seed) != SEED_BYTES:
        raise ImproperlyConfigured(f"{where} must hold 32 bytes in base64.")
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_of(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    return sha256(public)[:16]


def is_signed(public: str, message: bytes, signature: str) -> bool:
    """Say whether a signature (both in base64) is of this message by this key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
        key.verify(base64.b64decode(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_endorsed(row: SigningKey, previous: SigningKey) -> bool:
    message = ABOUT_KEY + row.statement.encode()
    return is_signed(previous.public, message, row.endorsement)


def as_published(rows: Iterable[SigningKey]) -> list[dict[str, Any]]:
    """Return keys as the world reads them, oldest first."""
    return [
        {
            "id": row.pk,
            "algorithm": "Ed25519",
            "public_key": row.public,
            "made_at": exactly(row.made_at),
            "previous": row.previous_id,
            "statement": row.statement,
            "endorsement": row.endorsement or None,
        }
        for row in rows
    ]
