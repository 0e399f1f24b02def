"""Bytes on disk, found by their SHA-256.

In: bytes. Out: their digest; and the same bytes again, checked. A file is complete or
absent: it is written beside its place, synced and renamed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from sources.errors import BlobDamaged, BlobMissing


def put_blob(data: bytes) -> str:
    """Keep ``data`` and return its digest; bytes that are kept already cost a look."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.exists() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return sha256


def read_blob(sha256: str) -> bytes:
    """Return the bytes of ``sha256``.

    Raises:
        BlobMissing: the file is not there.
        BlobDamaged: its bytes have another digest.
    """
    try:
        data = path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise BlobMissing(
            "The bytes of this file are not in the store.", sha256=sha256
        ) from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BlobDamaged(
            "The bytes in the store are not those that were kept.", sha256=sha256
        )
    return data


def path_of(sha256: str) -> Path:
    """Two levels of folders, so that no folder grows long."""
    return Path(settings.DATA_DIR) / "blobs" / sha256[:2] / sha256[2:4] / sha256


def sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
