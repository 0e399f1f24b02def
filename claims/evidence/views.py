"""An utterance as the relater sees it: terms, parties and the slots it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.evidence.base import Utterance
from claims.evidence.windows import Window
from claims.extraction.base import FoundCandidate


@dataclass(frozen=True, slots=True)
class View:
    """What was read from one utterance; ``before`` are words it may point back to."""

    utterance: Utterance
    terms: frozenset[str]
    names: frozenset[str]
    countries: frozenset[str]
    towns: frozenset[str]
    numbers: frozenset[str]
    speaker: str
    window: Window | None
    looks_away: bool  # speaks of another time than its document's, undated
    denies: bool  # holds a denial anywhere
    before: str = ""
    voice: str = ""  # the party the speaker speaks for, "" when the outlet speaks
    slots: tuple[Slot, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        return self.utterance.key

    @property
    def found(self) -> FoundCandidate:
        return self.utterance.found

    @property
    def words(self) -> str:
        return self.utterance.found.words


@dataclass(frozen=True, slots=True)
class Slot:
    """One answer an utterance gives: rivals have equal ``kind`` and ``topic``.

    ``side`` is whose soldiers, attempt or act it is (a party key, "" when not said);
    ``at`` is the place of the value in the lists of the candidate, -1 for none.
    """

    kind: str  # "count" | "measure" | "instant" | "party" | "outcome"
    topic: str
    subject: str = ""
    side: str = ""
    words: str = ""
    at: int = -1
    value: str = ""
    others: frozenset[str] = frozenset()  # who faces it: the hit, the accuser


def speaker_of(utterance: Utterance) -> str:
    """Return the actor's key; "" means the outlet speaks for itself."""
    return utterance.speaker_key or utterance.found.speaker.strip().lower()


def speaker_side(view: View) -> str:
    """Return the country or body the speaker speaks for, "" when the outlet speaks."""
    return view.voice
