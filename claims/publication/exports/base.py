"""What a file of everything published is made from, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Version(Protocol):
    """One frozen version: its canonical JSON, and whether none is newer."""

    @property
    def digest(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def newest(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes; ``file`` is the address of the file that is being written.

    ``home`` ends in a slash; ``licence`` is the line that everything goes out under.
    """

    name: str
    home: str
    licence: str
    file: str


Writer = Callable[[Iterable[Version], Site], Iterator[bytes]]


class Export(NamedTuple):
    """A file: its name and media type, and the dotted path of its :data:`Writer`."""

    name: str
    media_type: str
    path: str
