"""The child that parses one untrusted file: limits first, then stdin to stdout.

Started by :mod:`sources.ingest.sandbox`. The first line of stdin is a JSON header,
the rest the file. It writes lines of JSON: ``{"told": …}`` while it reads, at last
``{"ok": …}`` or ``{"error": …}``.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
from typing import Any, BinaryIO

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> int:
    """Read the request, parse, answer. The exit status is 0 when an answer went out."""
    out = os.dup(1)
    os.dup2(2, 1)  # what a parser prints must not mix with the answer
    header = json.loads(sys.stdin.buffer.readline())
    restrict(header["limits"])
    with open(out, "wb") as stream:
        stream.write(answer_to(header, stream) + b"\n")
    return 0


def restrict(limits: dict[str, int]) -> None:
    """Take away memory, time, files and, where the kernel lets us, the network."""
    _limit(resource.RLIMIT_AS, limits["memory_bytes"])
    _limit(resource.RLIMIT_CPU, limits["cpu_s"])
    _limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _limit(resource.RLIMIT_NOFILE, limits["open_files"])
    _limit(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def answer_to(header: dict[str, Any], stream: BinaryIO) -> bytes:
    from sources.errors import SourcesError

    try:
        return _parse(header, stream)
    except SourcesError as error:
        return _error(error.code, error.message, error.extra)
    except MemoryError:
        return _error("parse_memory", "The file needs too much memory to be read.", {})
    except RecursionError:
        return _error("parse_failed", "The file is nested too deeply to be read.", {})
    except Exception as error:  # a parser may raise anything: that is its answer
        kind = type(error).__name__
        return _error("parse_failed", "The file cannot be read.", {"error": kind})


def _parse(header: dict[str, Any], stream: BinaryIO) -> bytes:
    from sources.ingest.codec import dump_extracted, dump_told
    from sources.ingest.formats import load_reader
    from sources.ingest.formats.base import Told

    def tell(told: Told) -> None:
        stream.write(b'{"told":' + dump_told(told) + b"}\n")
        stream.flush()

    data = sys.stdin.buffer.read()
    reader = load_reader(header["media_type"])
    names = {name: header[name] for name in ("filename", "url", "charset")}
    extracted = reader(data, tell=tell, **names)
    return b'{"ok":' + dump_extracted(extracted) + b"}"


def _error(code: str, message: str, extra: dict[str, Any]) -> bytes:
    content = {"code": code, "message": message, "extra": extra}
    return json.dumps({"error": content}).encode()


if __name__ == "__main__":
    sys.exit(main())
