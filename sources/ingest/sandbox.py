"""Parse untrusted files in a child process that can be lost without harm."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sources.errors import (
    ParseFailed,
    ParseMemory,
    ParseTimeout,
    TooLarge,
    error_for,
)
from sources.ingest.codec import load_extracted, load_told
from sources.ingest.formats import MARKDOWN, PLAIN, load_reader
from sources.ingest.formats.base import Tell
from sources.text.base import ExtractedText

ROOT = Path(__file__).resolve().parents[2]
#: Nothing but decoding happens to these; a child would only cost time.
READ_HERE = frozenset({PLAIN, MARKDOWN})
_START = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from sources.ingest.sandbox_child import main; sys.exit(main())"
)
_CHUNK = 65536
#: How the last line of a child begins.
_ANSWERS = (b'{"ok":', b'{"error":')


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Bounds on one file. The address space holds the libraries too (about 300 MB)."""

    input_bytes: int = 50_000_000
    characters: int = 5_000_000  # some 2,500 pages
    output_bytes: int = 100_000_000
    memory_bytes: int = 1_500_000_000
    wall_s: int = 60
    cpu_s: int = 50
    file_bytes: int = 1_000_000
    open_files: int = 64


def extract_text(
    data: bytes,
    media_type: str,
    *,
    filename: str = "",
    url: str = "",
    charset: str = "",
    tell: Tell | None = None,
    limits: SandboxLimits = SandboxLimits(),  # noqa: B008 - frozen
) -> ExtractedText:
    """Read ``data``: plain text here, everything else in a child process.

    ``tell`` hears how far a long file is, and once what its first pages hold.

    Raises:
        UnreadableFormat: its subclasses, by what is wrong with the file.
    """
    if len(data) > limits.input_bytes:
        raise TooLarge(
            f"The file is larger than {limits.input_bytes / 1_000_000:g} MB.",
            limit_bytes=limits.input_bytes,
        )
    names = {"filename": filename, "url": url, "charset": charset}
    if media_type in READ_HERE:
        extracted = load_reader(media_type)(data, **names)
    else:
        extracted = read_in_child(data, media_type, names, tell=tell, limits=limits)
    if len(extracted.text) > limits.characters:
        raise TooLarge(
            f"The file holds more than {limits.characters:,} characters of text.",
            limit=limits.characters,
        )
    return extracted


def read_in_child(
    data: bytes,
    media_type: str,
    names: Mapping[str, str] = MappingProxyType({}),
    *,
    tell: Tell | None = None,
    limits: SandboxLimits = SandboxLimits(),  # noqa: B008 - frozen
) -> ExtractedText:
    """Read ``data`` in a child with bounded memory, time, files and output.

    ``names`` are the reader's ``filename``, ``url`` and ``charset``. A child that dies,
    hangs or floods gives ParseMemory, ParseTimeout, TooLarge or ParseFailed here; what
    the reader itself refuses comes back as it was raised.
    """
    load_reader(media_type)  # an unknown type needs no child
    header = {
        "media_type": media_type,
        **{name: names.get(name, "") for name in ("filename", "url", "charset")},
        "limits": asdict(limits),
    }
    child = _start()
    feeder = threading.Thread(target=_feed, args=(child, header, data), daemon=True)
    feeder.start()
    try:
        raw = _collect(child, limits, tell)
    finally:
        _end(child)
        feeder.join()
    return _result(raw, child.returncode)


def _start() -> subprocess.Popen[bytes]:
    """Start the interpreter isolated: no user site, variables or inherited files."""
    command = [sys.executable, "-I", "-c", _START.format(root=str(ROOT))]
    environment = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        start_new_session=True,
    )


def _feed(child: subprocess.Popen[bytes], header: dict[str, Any], data: bytes) -> None:
    stream = child.stdin
    if stream is None:
        return
    # A child that refuses early closes the pipe; its answer says why.
    with contextlib.suppress(OSError, ValueError):
        stream.write(json.dumps(header).encode() + b"\n")
        stream.write(data)
    with contextlib.suppress(OSError, ValueError):
        stream.close()


def _collect(
    child: subprocess.Popen[bytes], limits: SandboxLimits, tell: Tell | None
) -> bytes:
    """Return the child's last line; ParseTimeout or TooLarge when it is too much.

    The lines before it go to ``tell``; the time that takes is not the child's.
    """
    assert child.stdout is not None
    handle = child.stdout.fileno()
    deadline = time.monotonic() + limits.wall_s
    out, size = bytearray(), 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([handle], [], [], left)[0]:
            raise _timeout()
        chunk = os.read(handle, _CHUNK)
        if not chunk:
            break
        out += chunk
        size += len(chunk)
        if size > limits.output_bytes:
            raise TooLarge(
                "The file holds too much text.", limit_bytes=limits.output_bytes
            )
        if b"\n" in chunk and not out.startswith(_ANSWERS):
            begun = time.monotonic()
            _pass_on(out, tell)
            deadline += time.monotonic() - begun
    try:
        child.wait(timeout=max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _timeout() from None
    return bytes(out)


def _pass_on(out: bytearray, tell: Tell | None) -> None:
    """Take whole lines that are not the answer off ``out`` and tell them."""
    while not out.startswith(_ANSWERS) and (end := out.find(b"\n")) >= 0:
        line = bytes(out[:end])
        del out[: end + 1]
        if tell is None:
            continue
        try:
            told = load_told(json.loads(line)["told"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ParseFailed("The reader gave no usable answer.") from None
        tell(told)


def _timeout() -> ParseTimeout:
    return ParseTimeout("The file took too long to be read.")


def _end(child: subprocess.Popen[bytes]) -> None:
    """Make sure that the child is gone and its pipe is closed."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _result(raw: bytes, status: int) -> ExtractedText:
    if status != 0 or not raw:
        raise _death(status)
    try:
        answer = json.loads(raw)
        if "error" in answer:
            told = answer["error"]
            raise error_for(told["code"], told["message"], **told["extra"])
        return load_extracted(answer["ok"])
    except (ValueError, KeyError, TypeError):
        raise ParseFailed("The reader gave no usable answer.") from None


def _death(status: int) -> ParseFailed | ParseTimeout | ParseMemory:
    """Return the error for a child that died without an answer."""
    if status == -signal.SIGXCPU:
        return _timeout()
    if status in (-signal.SIGKILL, -signal.SIGABRT):
        return ParseMemory("The file needs too much memory to be read.")
    return ParseFailed("The reader broke down over the file.", status=status)
