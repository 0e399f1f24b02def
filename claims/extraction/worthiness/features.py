"""What the rules know of a clause that raises or lowers its worth, in words.

The weights are set by hand: numbers with a fate, acts that happened and accusations
high; feeling, demand, hope and prediction low.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.base import Quantity, TimeRange

BIAS = -1.1
WEIGHTS = {
    "fate": 1.7,
    "number": 0.9,
    "aside": 0.5,
    "duration": 0.3,
    "clock": 1.7,
    "date": 0.5,
    "event": 1.0,
    "speaker": 0.5,
    "named": 0.5,
    "accusation": 0.4,
    "comparison": 0.9,
    "legal": 0.4,
    "cause": 0.4,
    "negation": 0.2,
    "opinion": -0.7,
    "feeling": -1.5,
    "demand": -1.3,
    "future": -0.8,
    "conditional": -0.8,
    "question": -2.0,
    "short": -0.7,
    "nameless": -0.7,
    "we": -0.5,
    "headline": -0.3,
    "old": -1.0,
}


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about a candidate when it is ranked."""

    quantities: tuple[Quantity, ...]
    time: TimeRange | None
    speaker: str
    names: tuple[str, ...]
    action: str
    happened: bool
    accusation: bool
    legal: bool
    causal: bool
    negated: bool
    opinion: str
    feeling: bool
    demand: bool
    future: bool
    conditional: bool
    question: bool
    first_person: bool
    words: int
    headline: bool
    time_inherited: bool = False
    old: bool = False
    comparison: str = ""
    sentence: str = ""  # the whole sentence around the clause, for the model


@dataclass(frozen=True, slots=True)
class Move:
    """One feature that holds: how far it moves the total, and why in words."""

    weight: float
    words: str


def moves_of(features: Features) -> list[Move]:
    """Return the features that hold, raising ones first."""
    named = _raising(features) + _lowering(features)
    return [Move(WEIGHTS[name], words) for name, words in named]


def total_of(features: Features) -> float:
    """Return the sum of the rules, a logit."""
    return BIAS + sum(move.weight for move in moves_of(features))


def _raising(f: Features) -> list[tuple[str, str]]:
    moves = []
    fates = [q for q in f.quantities if q.role]
    counts = [q for q in f.quantities if not q.role and q.unit not in _DURATIONS]
    spans = [q for q in f.quantities if not q.role and q.unit in _DURATIONS]
    if f.accusation and (fates or counts):
        told = ", ".join(_shown(q) for q in fates or counts[:1])
        moves.append(("aside", f"a number inside an accusation: {told}"))
    elif fates:
        words = ", ".join(_shown(q) for q in fates)
        moves.append(("fate", f"a number: {words}"))
    elif counts:
        moves.append(
            ("number", f"a number: {counts[0].words} {counts[0].noun}".strip())
        )
    elif spans:
        moves.append(
            ("duration", f"a length of time: {spans[0].words} {spans[0].noun}")
        )
    if f.time is not None and not f.time_inherited:
        exact = f.time.precision in _CLOCKS
        kind = "clock" if exact else "date"
        moves.append((kind, f"a time: {f.time.words}"))
    if f.happened and not f.accusation:  # that one accuses is seldom in doubt
        moves.append(("event", f"an event that happened: {f.action}"))
    if f.speaker:
        moves.append(("speaker", f"named speaker: {f.speaker}"))
    if f.names:
        moves.append(("named", f"names: {', '.join(f.names[:3])}"))
    if f.accusation:
        moves.append(("accusation", "one side accuses another"))
    if f.comparison:
        moves.append(("comparison", f"compares or ranks: {f.comparison}"))
    if f.legal:
        moves.append(("legal", "a matter of law or agreement"))
    if f.causal:
        moves.append(("cause", "says what caused what"))
    if f.negated:
        moves.append(("negation", "denies something that can be looked up"))
    return moves


def _lowering(f: Features) -> list[tuple[str, str]]:
    moves = []
    if f.opinion:
        moves.append(("opinion", f"opinion word lowers it: {f.opinion}"))
    if f.feeling:
        moves.append(("feeling", "feeling or hope lowers it"))
    if f.demand:
        moves.append(("demand", "demand lowers it"))
    if f.future:
        moves.append(("future", "prediction lowers it"))
    if f.conditional:
        moves.append(("conditional", "only possible: lowers it"))
    if f.question:
        moves.append(("question", "question lowers it"))
    reported = f.speaker and f.happened  # "The attempt failed, X said": short by nature
    if f.words < 5 and not reported:
        moves.append(("short", "very short: lowers it"))
    denies = f.negated and f.happened
    clock = f.time is not None and f.time.precision in _CLOCKS and not f.time_inherited
    if not (f.names or f.quantities or f.comparison or denies or clock):
        moves.append(("nameless", "names nobody and counts nothing: lowers it"))
    if f.first_person:
        moves.append(("we", "speaks of the speaker: lowers it"))
    if f.old:
        moves.append(("old", "long before its document: lowers it"))
    if f.headline:
        moves.append(("headline", "headline: lowers it"))
    return moves


_CLOCKS = ("instant", "hour")
_DURATIONS = frozenset({"min", "h", "d", "wk", "mo", "a"})


def _shown(quantity: Quantity) -> str:
    fate = f"{quantity.noun} {quantity.role}".strip()
    return f"{quantity.words} ({fate})" if fate else quantity.words
