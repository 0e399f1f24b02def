"""Limits on zip files, checked before anything is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile

from sources.errors import ArchiveBomb, Encrypted, ParseFailed

MOST_BYTES = 200_000_000
MOST_RATIO = 100
#: Small archives may be denser: repetitive XML of an honest file reaches this ratio.
RATIO_FROM_BYTES = 10_000_000
MOST_MEMBERS = 2_000
_PROLOGUE = 8192


def check_archive(data: bytes) -> None:
    """Refuse archives that unpack to too much, hold links, or declare XML entities.

    Nothing but the first bytes of XML members is unpacked. Errors: ArchiveBomb,
    Encrypted, ParseFailed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members, len(data))
            for member in members:
                _check_member(archive, member)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise ParseFailed("The file is a damaged archive.") from error
    except (ValueError, RuntimeError) as error:
        raise ParseFailed("The file is a damaged archive.") from error


def _check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    dense = unpacked > RATIO_FROM_BYTES and unpacked > MOST_RATIO * max(1, packed)
    if len(members) > MOST_MEMBERS or unpacked > MOST_BYTES or dense:
        raise ArchiveBomb(
            "The file unpacks to more than is allowed.",
            unpacked_bytes=unpacked,
            members=len(members),
        )


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise Encrypted("The file is locked with a password.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ArchiveBomb("The file holds links to other files.")
    if member.filename.endswith((".xml", ".rels")):
        with archive.open(member) as stream:
            _check_prologue(stream.read(_PROLOGUE))


def _check_prologue(head: bytes) -> None:
    plain = head.replace(b"\x00", b"").upper()  # UTF-16 hides nothing from this
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ParseFailed("The file's XML declares entities, which is not allowed.")
