"""One line of a doctor's report."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """OK is as it should be; NOTE is worth knowing; BAD needs somebody."""

    OK = "ok"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    topic: str
    level: Level
    text: str


def ok(topic: str, text: str) -> Finding:
    return Finding(topic, Level.OK, text)


def note(topic: str, text: str) -> Finding:
    return Finding(topic, Level.NOTE, text)


def bad(topic: str, text: str) -> Finding:
    return Finding(topic, Level.BAD, text)
