"""What one account does to another: bears it out, conflicts, or is only alike.

In: two accounts of one story. Out: a :class:`Bearing` with its reasons. Decided in this
order, each step leaving a reason: what sets the two happenings apart? what conflicts in
a slot both fill? does all that remains agree, and which of the two says more? Likeness
alone never makes a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from claims.evidence.base import Reason, Vector
from claims.evidence.compare.accounts import Account, Word
from claims.evidence.compare.held import FigurePair, Held, MomentPair, hold
from claims.evidence.compare.moments import FAR
from claims.evidence.compare.signals import (
    LONG,
    SINGLE,
    agreeing_clauses,
    days_apart,
    signals_of,
)
from claims.evidence.compare.weighing import load_weigher
from claims.evidence.embedding import embed
from claims.evidence.show import clock, gap

BearingLabel = Literal[
    "same",
    "supports",
    "detail",
    "contradicts",
    "partially_contradicts",
    "look_alike",
    "unrelated",
]
CONFLICTS = ("contradicts", "partially_contradicts")
# From what share of the two conflicts together one is printed, and up to what share of
# a look-alike: where the rules found what conflicts, and where only the reading model
# sees it. A false alarm costs more than silence.
REASONED, READ = (0.4, 0.3), (0.85, 0.05)
AGAINST, ASIDE = 0.2, 0.1  # what a conflict, or another event, takes off support
NAMED = 0.65  # the same where names differ
WHOLE = 0.9  # the same where only the order of words tells who did it
_FOR_A_TIME = re.compile(
    r"\b(?:\w{3,}est|last|latest|this|now|current\w*|record|yesterday|today|"
    r"mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b"
)
_LASTING = re.compile(r"\b(?:never|always|ever|since|born|founded|built)\b")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What ``b`` does to ``a``; reasons in the order in which they decided.

    ``support`` in [0, 1] is how much of ``a`` is found again in ``b``.
    """

    label: BearingLabel
    reasons: tuple[Reason, ...]
    support: float = 0.5


@dataclass(frozen=True, slots=True)
class Conflict:
    kind: str
    reason: Reason
    start: int  # where in ``a`` it stands


@dataclass(frozen=True, slots=True)
class LaidOpen:
    """All that was found about a pair before a label is chosen."""

    held: Held
    conflicts: tuple[Conflict, ...]
    apart: Reason | None
    signals: dict[str, float]

    @property
    def least(self) -> float:
        return min(self.held.covered_a, self.held.covered_b)


def bearing(a: Account, b: Account, *, cosine: float | None = None) -> Bearing:
    """Say what ``b`` does to ``a``; accounts are taken to be of one story.

    ``cosine`` is that of their vectors, where it is known already.
    """
    return bearing_of(a, b, laid_open(a, b, cosine=cosine))


def bearing_of(a: Account, b: Account, found: LaidOpen) -> Bearing:
    """Choose the label of what was found about a pair."""
    equal = a.lower == b.lower
    label = (_word_for_word if equal else _figures_alone)(found) or _read(a, b, found)
    return Bearing(label, _reasons(label, found), _support(found))


def _read(a: Account, b: Account, found: LaidOpen) -> BearingLabel:
    """Return the likeliest label that what was found allows."""
    chances = load_weigher()(a.words, b.words, found.held, found.signals)
    if not _may_conflict(found, chances):
        chances = {k: v for k, v in chances.items() if k not in CONFLICTS}
    return cast("BearingLabel", max(chances, key=lambda one: chances[one]))


def laid_open(a: Account, b: Account, *, cosine: float | None = None) -> LaidOpen:
    """Find what is common, what conflicts and what sets the two apart."""
    held = hold(a, b)
    conflicts = _conflicts(a, b, held)
    apart = _apart(a, b, held)
    if cosine is None:
        cosine = float(vector_of(a.words) @ vector_of(b.words))
    signals = signals_of(
        a,
        b,
        held,
        conflicts=[one.start for one in conflicts],
        apart=apart is not None,
        cosine=cosine,
    )
    return LaidOpen(held, tuple(conflicts), apart, signals)


@lru_cache(maxsize=4096)
def vector_of(words: str) -> Vector:
    vector: Vector = embed([words])[0]
    return vector


def _word_for_word(found: LaidOpen) -> BearingLabel:
    """Decide where both say the same words: only days and zones can differ."""
    if found.apart is not None:
        return "look_alike"
    return "contradicts" if found.conflicts else "same"


def _figures_alone(found: LaidOpen) -> BearingLabel | None:
    """Decide by figures where not a word is left on either side: they alone differ."""
    held = found.held
    if found.apart is not None or not held.figures:
        return None
    if held.left_a or held.left_b or found.least < 1.0:
        return None
    if {one.kind for one in found.conflicts} - {"figure"} or held.lone_a or held.lone_b:
        return None
    fits = {pair.fit for pair in held.figures}
    if "apart" in fits:
        return "contradicts" if len(fits) == 1 else "partially_contradicts"
    if fits <= {"equal"}:
        return None
    return "supports" if fits <= {"equal", "narrower"} else "detail"


def _support(found: LaidOpen) -> float:
    """Return how much of what is claimed is found again, less for what speaks against.

    For those who must choose between yes and no: no weights that were fitted to pairs
    of one writer, only what is common and what is not.
    """
    common = (found.held.covered_a + found.signals["cosine"]) / 2
    against = AGAINST * bool(found.conflicts) + ASIDE * (found.apart is not None)
    return min(1.0, max(0.0, common - against))


def _reasons(label: str, found: LaidOpen) -> tuple[Reason, ...]:
    told = tuple(one.reason for one in found.conflicts)
    if label in CONFLICTS:
        return told or (_differ(found.held),)
    if label in ("look_alike", "unrelated"):
        return ((found.apart or _unlike(found.held)), *told)
    return (_common(found.held),)


# -- conflicts -----------------------------------------------------------------


def _conflicts(a: Account, b: Account, held: Held) -> list[Conflict]:
    found = [_figure(p) for p in held.figures if p.fit == "apart"]
    found += [_moment(p) for p in held.moments if p.fit == "apart"]
    found += [
        Conflict("polarity", _turned(one.denied), one.start) for one, _ in held.turned
    ]
    if not held.turned:
        found += [
            Conflict("opposite", _opposite(x, y), x.at)
            for x, y in held.opposites
            if len(held.opposites) % 2
        ]
    if held.late:
        first, second = held.late
        words = f"what came first: “{first}”, or “{second}”"
        reason = Reason(code="order", words=words, left=first, right=second)
        found.append(Conflict("order", reason, 0))
    one, two = held.names
    if one and two and _but_one(a, b, held):
        left, right = (" ".join(w.text for w in side) for side in (one, two))
        reason = Reason(
            code="party", words=f"{left}, not {right}", left=left, right=right
        )
        found.append(Conflict("name", reason, one[0].at))
    whole = min(held.covered_a, held.covered_b) >= WHOLE
    if held.swapped or (held.order and whole):
        action = held.swapped[0][0].action if held.swapped else held.order
        found.append(Conflict("roles", _swapped(action), 0))
    return found


def _figure(pair: FigurePair) -> Conflict:
    words = f"“{pair.a.words}” against “{pair.b.words}”"
    reason = Reason(code="number", words=words, left=pair.a.words, right=pair.b.words)
    return Conflict("figure", reason, pair.a.start)


def _moment(pair: MomentPair) -> Conflict:
    left, right = pair.a.words, pair.b.words
    words, notes, difference = f"{left}, not {right}", ("", ""), ""
    one, two = pair.a.time, pair.b.time
    if one is not None and two is not None and pair.a.sharp and pair.b.sharp:
        notes = (clock(one.start), clock(two.start))
        difference = f"{gap(one.start - two.start)} apart"
        words = f"{left} is {notes[0]}; {right} is {notes[1]}: {difference}"
    reason = Reason("instant", words, left, right, difference, *notes)
    return Conflict("moment", reason, pair.a.start)


def _turned(first: bool) -> Reason:  # noqa: FBT001
    who = "first" if first else "second"
    return Reason(
        code="negation",
        words=f"the {who} denies what the other affirms",
        difference="affirmed and denied",
    )


def _opposite(x: Word, y: Word) -> Reason:
    words = f"“{x.text}” and “{y.text}” deny each other"
    return Reason(
        code="negation", words=words, left=x.text, right=y.text,
        difference="opposite words",
    )  # fmt: skip


def _swapped(action: str) -> Reason:
    return Reason(
        code="role",
        words=f"who does it and whom it befalls change places: {action}",
        difference="roles swapped",
    )


def _may_conflict(found: LaidOpen, chances: Mapping[str, float]) -> bool:
    """Whether both speak of one thing, so that what differs is a conflict.

    Nothing is one where something sets the two apart, however sure the model is.
    """
    held = found.held
    if found.apart is not None:
        return False
    if not (found.conflicts or held.left_a or held.left_b or held.opposites):
        return False  # there is nothing to show for it
    least, most = REASONED if found.conflicts else READ
    conflict = sum(chances[one] for one in CONFLICTS)
    return conflict >= least and chances["look_alike"] <= most


def _differ(held: Held) -> Reason:
    """Say what each has that the other has not, where no rule names the conflict."""
    left, right = (
        _few([*(pair[end] for pair in held.opposites), *words])
        for end, words in enumerate((held.left_a, held.left_b))
    )
    return Reason(
        code="reading",
        words=f"read as a conflict: “{left}” against “{right}”",
        left=left,
        right=right,
    )


def _few(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in list(words)[:4])


# -- other happenings ----------------------------------------------------------


def _apart(a: Account, b: Account, held: Held) -> Reason | None:
    if held.set_apart:
        one, two = held.set_apart
        return _event(f"another one: “{one}”, not “{two}”", one, two)
    for pair in held.moments:
        far = pair.fit == "apart" and pair.days is not None and pair.days > FAR
        if (
            far
            and not any(p.fit == "equal" for p in held.moments)
            and not (SINGLE.search(a.lower) and SINGLE.search(b.lower))
        ):
            words = f"other event: {pair.a.words}, not {pair.b.words}"
            return _event(words, pair.a.words, pair.b.words)
    if (days := days_apart(a, b)) and days > LONG and _passing(a, b):
        left, right = str(a.day), str(b.day)
        return _event(f"as of another time: {left}, not {right}", left, right)
    if held.others:
        x, y = held.others[0]
        return _event(f"another one: “{x.text}”, not “{y.text}”", x.text, y.text)
    mine, yours = held.names
    if mine and yours and not _but_one(a, b, held):
        left, right = (" ".join(w.text for w in side) for side in (mine, yours))
        return _event(f"not known to be one: {left}, and {right}", left, right)
    return None


def _but_one(a: Account, b: Account, held: Held) -> bool:
    """Whether there can be one only, so that another name is another answer.

    So say words ("the only", "it was"), or so much beside agrees that both tell of one
    thing: born in one place by both, dead in another.
    """
    if min(held.covered_a, held.covered_b) < NAMED:
        return False
    if SINGLE.search(a.lower) or SINGLE.search(b.lower):
        return True
    spots = [w.at for w in held.names[0]]
    return bool(agreeing_clauses(held, spots)) and len(a.clauses) > 1


def _passing(a: Account, b: Account) -> bool:
    """Whether what is told holds for a time only: "the oldest man", "last year"."""
    return not (_LASTING.search(a.lower) or _LASTING.search(b.lower)) and bool(
        _FOR_A_TIME.search(a.lower) and _FOR_A_TIME.search(b.lower)
    )


def _event(words: str, left: str, right: str) -> Reason:
    return Reason(
        code="event", words=words, left=left, right=right, difference="other event"
    )


def _unlike(held: Held) -> Reason:
    left, right = (_few(words) for words in (held.left_a, held.left_b))
    return _event(
        f"not known to tell of one thing: “{left}”, and “{right}”", left, right
    )


# -- agreement -----------------------------------------------------------------


def _common(held: Held) -> Reason:
    words = sorted({x.text.lower() for x, _ in held.common}, key=lambda w: (-len(w), w))
    return Reason(code="words", words=f"like words: {', '.join(words[:6])}")
