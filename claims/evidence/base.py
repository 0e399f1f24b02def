"""Values of the evidence stage: what is compared, and what a comparison gives.

Plain data: no Django, no models. ``relate_spans`` in :mod:`claims.evidence.relate`
takes :class:`Utterance` rows and gives :class:`FoundRelation` rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from claims.extraction.base import FoundCandidate
from sources.text.base import DocumentFacts

Label = Literal[
    "same", "supports", "contradicts", "partially_contradicts", "look_alike"
]
Level = Literal["said", "so"]
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One candidate with the document it stands in; ``key`` is unique and opaque."""

    key: str
    document: str
    facts: DocumentFacts
    found: FoundCandidate
    vector: Vector  # unit length, 384 numbers
    speaker_key: str = ""  # actor after spellings were folded


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two spans agree, conflict or only look alike: a strip with two ends.

    ``left`` belongs to the relation's first end, ``right`` to the second;
    ``difference`` stands between them; ``left_note``/``right_note`` hold zone or unit
    and the common reading ("03:00 UTC"). ``words`` is the whole as one sentence.
    """

    code: str  # "instant", "number", "party", "outcome", "negation", "event", "role", …
    words: str
    left: str = ""
    right: str = ""
    difference: str = ""
    left_note: str = ""
    right_note: str = ""


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """Relation between two utterances, ``a < b`` by key so that order never matters.

    ``slot`` names what both answer ("begin:ceasefire", "count:killed soldier"), equal
    for rival answers to one question; empty when they answer no common question.
    ``independent`` says whether the two go back to different origins, ``event_known``
    whether both are known to tell of one event.
    """

    a: str
    b: str
    label: Label
    level: Level
    reasons: tuple[Reason, ...]
    detail: tuple[Reason, ...]  # harmless differences
    score: float
    slot: str
    independent: bool
    event_known: bool = True


@dataclass(frozen=True, slots=True)
class StanceScores:
    """Probabilities of one pair (premise, hypothesis); they sum to one."""

    supports: float
    contradicts: float
    neutral: float


class StanceModel(Protocol):
    """``predict`` scores (premise, hypothesis) pairs in the given order.

    None stands for a pair of which the model said nothing that may be believed.
    """

    method: str
    version: str

    def predict(self, pairs: list[tuple[str, str]]) -> list[StanceScores | None]: ...


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Candidates of one proposition; counts are of documents and known origins."""

    members: tuple[str, ...]
    documents: int
    origins: int


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """Rival groups (indices into the list of groups) that answer one slot."""

    slot: str
    wording: str
    groups: tuple[int, ...]
