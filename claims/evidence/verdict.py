"""The decision about one pair, step by step, from its views and scores."""

from __future__ import annotations

from dataclasses import dataclass

from claims.evidence.base import FoundRelation, Label, Reason
from claims.evidence.compare import comparer
from claims.evidence.compare.base import Comparison
from claims.evidence.compare.negation import compare_polarity
from claims.evidence.events import EventMatch, same_event
from claims.evidence.pairs import Pair
from claims.evidence.parties import party_key
from claims.evidence.speakers import alike, one_utterance, same_speaker
from claims.evidence.views import View

COPY = 92.0  # token-set ratio: one text, perhaps cut
SAME, SAME_WORDS = 0.8, 0.45  # cosine and rare words of one proposition
SUPPORTS, SUPPORT_WORDS = 0.62, 0.25
SAME_ANSWER = 0.55  # cosine of two equal answers that are one proposition
LIKE = 0.55  # cosine from which words about another event deserve a warning
_RANK = {"conflict": 0, "partly": 1, "agree": 2}


@dataclass(frozen=True, slots=True)
class Decision:
    label: Label
    reasons: tuple[Reason, ...]
    detail: tuple[Reason, ...] = ()
    slot: str = ""


def decide(a: View, b: View, pair: Pair, *, independent: bool) -> FoundRelation | None:
    """Relate ``a`` and ``b`` (``a.key < b.key``), None when nothing joins them."""
    if _overlap(a, b):
        return None
    event = same_event(a, b)
    answers = _answers(a, b)
    if event.state == "other":
        decision = _other_event(a, b, pair, event, answers)
    else:
        decision = _one_event(a, b, pair, event, answers)
    if decision is None:
        return None
    said = one_utterance(a.utterance, b.utterance)
    return FoundRelation(
        a=a.key,
        b=b.key,
        label=decision.label,
        level="said" if said else "so",
        reasons=decision.reasons,
        detail=decision.detail,
        score=round(min(max(pair.cosine, pair.shared, 0.0), 1.0), 3),
        slot=decision.slot,
        independent=independent,
    )


def _overlap(a: View, b: View) -> bool:
    """Whether both stand in one document on common ground."""
    if a.utterance.document != b.utterance.document:
        return False
    one, two = a.found.selector.segments, b.found.selector.segments
    return any(s < end and start < e for s, e in one for start, end in two)


def _answers(a: View, b: View) -> list[Comparison]:
    """Compare all slots the two share, conflicts first."""
    found = [
        comparison
        for left in a.slots
        for right in b.slots
        if left.kind == right.kind and left.topic == right.topic
        if (comparison := comparer(left.kind)(a, b, left, right))
    ]
    return sorted(found, key=lambda one: (_RANK[one.outcome], one.slot))


def _other_event(
    a: View, b: View, pair: Pair, event: EventMatch, answers: list[Comparison]
) -> Decision | None:
    """Like words about another event: say why they are no conflict and no support."""
    if answers and _standing(answers[0]):
        return Decision("supports", (answers[0].reason,), slot=answers[0].slot)
    common = (a.terms & b.terms) - {"said"}
    if answers or (pair.cosine >= LIKE and len(common) >= 2):
        return Decision("look_alike", (event.reason,))
    return None


def _standing(answer: Comparison) -> bool:
    """A fact that does not belong to one day: a war's length, a garrison's strength."""
    lasting = ("measure:time:war", "count::", "count:deploy")
    return answer.outcome == "agree" and answer.slot.startswith(lasting)


def _one_event(
    a: View, b: View, pair: Pair, event: EventMatch, answers: list[Comparison]
) -> Decision | None:
    best = answers[0] if answers else None
    if best and best.outcome != "agree":
        return _conflict(a, b, pair, event, best)
    if pair.cosine >= SUPPORTS and (polar := compare_polarity(a, b)):
        return _conflict(a, b, pair, event, polar)
    if _swapped(a, b):
        return None
    if _copied(a, b):
        return Decision("same", (_words_reason(a, b), event.reason))
    if best:
        return _agreement(pair, event, answers)
    return _by_words(a, b, pair, event)


def _copied(a: View, b: View) -> bool:
    """Whether one text holds the other, with the same numbers and polarity."""
    if min(len(a.terms), len(b.terms)) < 3 or a.numbers != b.numbers:
        return False
    return alike(a.words, b.words) >= COPY and a.denies == b.denies


def _conflict(
    a: View, b: View, pair: Pair, event: EventMatch, answer: Comparison
) -> Decision | None:
    if _one_breath(a, b):
        return None
    if not event.one and a.utterance.document != b.utterance.document:
        if pair.cosine < LIKE:
            return None
        return Decision("look_alike", (event.reason, answer.reason))
    label: Label = (
        "contradicts" if answer.outcome == "conflict" else "partially_contradicts"
    )
    return Decision(label, (answer.reason, event.reason), answer.detail, answer.slot)


def _one_breath(a: View, b: View) -> bool:
    """One speaker, one passage: the second sentence refines the first."""
    if a.utterance.document != b.utterance.document:
        return False
    near = abs(a.found.paragraph - b.found.paragraph) <= 1
    silent = not (a.speaker or b.speaker)
    return near and (silent or same_speaker(a.utterance, b.utterance))


def _agreement(
    pair: Pair, event: EventMatch, answers: list[Comparison]
) -> Decision | None:
    """Equal answers to one question; a party named by both needs like words too."""
    best = answers[0]
    if best.slot.startswith(("party", "outcome")) and pair.cosine < SUPPORTS:
        return None
    if not event.one and not _standing(best) and pair.cosine < SAME_ANSWER:
        return None
    one = event.one and pair.cosine >= SAME_ANSWER and not best.slot.startswith("party")
    return Decision(
        "same" if one else "supports",
        (*(answer.reason for answer in answers), event.reason),
        tuple(reason for answer in answers for reason in answer.detail),
        best.slot,
    )


def _by_words(a: View, b: View, pair: Pair, event: EventMatch) -> Decision | None:
    common = len((a.terms & b.terms) - a.names)
    if pair.cosine < SUPPORTS or pair.shared < SUPPORT_WORDS or common < 2:
        return None
    reasons = (_words_reason(a, b), event.reason)
    close = pair.cosine >= SAME and pair.shared >= SAME_WORDS
    if close and event.one and a.numbers == b.numbers:
        return Decision("same", reasons)
    return Decision("supports", reasons)


def _swapped(a: View, b: View) -> bool:
    """Whether agent and patient change places: "A helps B", "B helps A"."""
    one, two = a.found, b.found
    if not (one.agent and one.patient and two.agent and two.patient):
        return False
    first = party_key(one.agent), party_key(one.patient)
    second = party_key(two.patient), party_key(two.agent)
    return first == second and first[0] != first[1]


def _words_reason(a: View, b: View) -> Reason:
    if one_utterance(a.utterance, b.utterance):
        return Reason(code="utterance", words="both report the same words")
    shared = sorted((a.terms & b.terms), key=lambda term: (-len(term), term))[:6]
    return Reason(code="words", words=f"like words: {', '.join(shared).lower()}")
