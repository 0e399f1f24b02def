"""Put files into a folder that is, at every moment, whole: the old one or the new.

In: names and bytes. Out: the folder. It is made beside the old one, in which what did
not change is linked rather than written, and takes its place by renaming.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import orjson

from claims.errors import NotOurFolder

# What a folder of ours lists: each file with the SHA-256 of its bytes.
LIST = "site.json"


@dataclass(slots=True)
class Filled:
    """How many files were written, stayed as they were, and are gone."""

    written: int = 0
    kept: int = 0
    gone: int = 0
    digests: dict[str, str] = field(default_factory=dict)


class Folder:
    """A folder that is being made anew; nothing of it shows before :meth:`place`.

    Raises:
        NotOurFolder: something stands there that was not made here.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.new = target.with_name(f".{target.name}.new")
        self.old = target.with_name(f".{target.name}.old")
        self.before = digests_of(target)
        self.filled = Filled()
        for left in (self.new, self.old):  # of a run that was ended half-way
            shutil.rmtree(left, ignore_errors=True)
        self.new.mkdir(parents=True)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write one file; when it is as before, the file of before."""
        path = self.new / safe_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = write(path, pieces)
        self.filled.digests[name] = digest
        if self.before.get(name) == digest and self.linked(name, path):
            self.filled.kept += 1
        else:
            self.filled.written += 1

    def linked(self, name: str, path: Path) -> bool:
        """Put the old file, with its date, in place of the same bytes anew."""
        former = self.target / name
        if not former.is_file() or digest_of_file(former) != self.before[name]:
            return False
        path.unlink()
        os.link(former, path)
        return True

    def place(self, about: dict[str, str]) -> Filled:
        """Let the new folder take the old one's place."""
        listed = {**about, "files": dict(sorted(self.filled.digests.items()))}
        (self.new / LIST).write_bytes(orjson.dumps(listed, option=orjson.OPT_INDENT_2))
        if self.target.exists():
            self.target.rename(self.old)
        self.new.rename(self.target)
        shutil.rmtree(self.old, ignore_errors=True)
        self.filled.gone = len(self.before.keys() - self.filled.digests.keys())
        return self.filled


def digests_of(target: Path) -> dict[str, str]:
    """Return what a folder of ours lists; nothing for one that is empty or not there.

    Raises:
        NotOurFolder: it has files and no list of ours.
    """
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return {}
    try:
        found = orjson.loads((target / LIST).read_bytes())["files"]
        return {str(name): str(digest) for name, digest in found.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        raise NotOurFolder(
            f"{target} is not a site that was exported before; nothing was touched."
        ) from None


def safe_name(name: str) -> str:
    """Return the name; it can lead nowhere but into the folder."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/"):
        raise ValueError(f"{name!r} is no name of a file in a folder")
    return name


def write(path: Path, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
