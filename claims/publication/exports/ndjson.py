"""One version a line, oldest first: ``{"digest": "…", "fact": {…}}``.

``fact`` is the canonical JSON that was frozen, byte for byte, and ``digest`` its
SHA-256: ``manage.py import_facts`` reads it back, and anybody can check a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.publication.exports.base import Site, Version


def write(rows: Iterable[Version], site: Site) -> Iterator[bytes]:
    for row in rows:
        yield f'{{"digest":"{row.digest}","fact":{row.body}}}\n'.encode()
