"""The decision about one pair, step by step: event, slot, answers, then words."""

from __future__ import annotations

from claims.evidence.base import FoundRelation, Label
from claims.evidence.compare import comparer
from claims.evidence.compare.base import Comparison, Outcome
from claims.evidence.compare.bearing import CONFLICTS
from claims.evidence.compare.negation import compare_polarity
from claims.evidence.compare.told import compare_told
from claims.evidence.counted import ROLES
from claims.evidence.decision import Decision
from claims.evidence.denials import compare_denial
from claims.evidence.events import EventMatch, same_event, told_together
from claims.evidence.likeness import SUPPORTS, by_copy, by_words, clocks_clash, swapped
from claims.evidence.pairs import Pair
from claims.evidence.parties import is_country, party_key
from claims.evidence.speakers import one_utterance, same_speaker
from claims.evidence.terms import stem
from claims.evidence.views import Slot, View

SAME_ANSWER = 0.55  # cosine of two equal answers that are one proposition
SAME_TOLL = 0.75  # the same where the count may be an aside of a longer sentence
LARGE = 10  # equal tolls of this size and one day are one, few dead may be chance
LIKE = 0.55  # cosine from which conflicting answers of unknown events deserve a warning
LOOK, LOOK_WORDS = 0.7, 0.3  # words about another event that may be taken for this one
PERIOD = 0.65  # cosine of two accounts of one war, month or season
# Slots of standing facts: a war's length, a garrison's strength.
LASTING = ("measure:time:war", "count:deploy")
_BLAMES = frozenset({"party:flood", "party:fire", "party:blast", "party:breach"})
_WORDS = frozenset({"negation", "order"})
_RANK = {"conflict": 0, "partly": 1, "agree": 2}


def decide(a: View, b: View, pair: Pair, *, independent: bool) -> FoundRelation | None:
    """Relate ``a`` and ``b`` (``a.key < b.key``), None when nothing joins them."""
    if _overlap(a, b):
        return None
    event = same_event(a, b)
    rivals = _rivals(a, b, pair)
    answers = _answers(a, b, rivals)
    if last := _of_a_series(answers):
        decision: Decision | None = last
    elif event.state == "other":
        decision = _other_event(a, b, pair, event, rivals, answers)
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
        independent=independent and not _told_in_passing(a, b, decision),
        event_known=decision.event_known,
    )


def _told_in_passing(a: View, b: View, decision: Decision) -> bool:
    """Whether a speaker is given for words that hold the figure only by the way.

    Who added it is not known, and what is not known to be independent is not.
    """
    kind, _, topic = decision.slot.partition(":")
    role = topic.partition(":")[0]
    if kind != "count" or decision.label in CONFLICTS:
        return False
    if not set(role.split("+")) <= ROLES:
        return False
    return any(
        view.found.speaker and stem(view.found.action).lower() != role
        for view in (a, b)
        if view.found.action
    )


def _of_a_series(answers: list[Comparison]) -> Decision | None:
    """Decide what is told of other days on purpose: which one was the last."""
    for one in answers:
        if one.slot.startswith("last:") and one.outcome != "agree":
            return Decision("partially_contradicts", (one.reason,), slot=one.slot)
    return None


def _overlap(a: View, b: View) -> bool:
    """Whether both stand in one document on common ground."""
    if a.utterance.document != b.utterance.document:
        return False
    one, two = a.found.selector.segments, b.found.selector.segments
    return any(s < end and start < e for s, e in one for start, end in two)


def _rivals(a: View, b: View, pair: Pair) -> list[tuple[Slot, Slot]]:
    """Return slots that both answer; a bare number of things needs like words too."""
    return [
        (left, right)
        for left in a.slots
        for right in b.slots
        if left.kind == right.kind and left.topic == right.topic
        if _known(left) or pair.cosine >= SUPPORTS
    ]


def _known(slot: Slot) -> bool:
    """Whether the slot is a question by itself: a toll is, some number of gates not."""
    roles = slot.topic.split(":")[0].split("+")
    return slot.kind != "count" or set(roles) <= ROLES


def _answers(a: View, b: View, rivals: list[tuple[Slot, Slot]]) -> list[Comparison]:
    """Compare the answers, conflicts first."""
    compared = [comparer(one.kind)(a, b, one, two) for one, two in rivals]
    found = [comparison for comparison in compared if comparison is not None]
    return sorted(found, key=lambda one: (_RANK[one.outcome], one.slot))


def _other_event(
    a: View,
    b: View,
    pair: Pair,
    event: EventMatch,
    rivals: list[tuple[Slot, Slot]],
    answers: list[Comparison],
) -> Decision | None:
    """Like words about another event: say why they are no conflict and no support.

    A warning is due where the two could be taken for each other: rival answers in
    different documents, or words nearly alike of two days.
    """
    if answers and _standing(answers[0]):
        return Decision("supports", (answers[0].reason,), slot=answers[0].slot)
    if a.utterance.document == b.utterance.document:
        return None
    sharp = all(view.window is not None and view.window.sharp for view in (a, b))
    near = pair.cosine >= LOOK and pair.shared >= LOOK_WORDS
    if sharp and (near or any(_mistakable(left, right) for left, right in rivals)):
        return Decision("look_alike", (event.reason,))
    return None


def _mistakable(left: Slot, right: Slot) -> bool:
    if left.kind in ("last", "total"):
        return False
    return not (left.side and right.side) or left.side == right.side


def _standing(answer: Comparison) -> bool:
    """A fact that does not belong to one day: a war's length, a garrison's strength."""
    return answer.outcome == "agree" and answer.slot.startswith(LASTING)


def _one_event(
    a: View, b: View, pair: Pair, event: EventMatch, answers: list[Comparison]
) -> Decision | None:
    best = answers[0] if answers else None
    if best and best.outcome != "agree":
        return _conflict(a, b, pair, event, best)
    if pair.cosine >= SUPPORTS and (polar := compare_polarity(a, b)):
        return _conflict(a, b, pair, event, polar)
    if denied := compare_denial(a, b):
        return _conflict(a, b, pair, event, denied)
    if event.one and pair.cosine >= SUPPORTS and (told := _told(a, b, pair)):
        return _conflict(a, b, pair, event, told)
    if swapped(a, b) or _two_doers(a, b):
        return None
    if copy := by_copy(a, b, event):
        return copy
    if best:
        return _agreement(a, b, pair, event, answers)
    return by_words(a, b, pair, event)


def _two_doers(a: View, b: View) -> bool:
    """Whether two countries are said to have done alike: Peru asked, Chile asked."""
    one, two = (party_key(view.found.agent) for view in (a, b))
    acted = stem(a.found.action) == stem(b.found.action) != ""
    return acted and one != two and is_country(one) and is_country(two)


def _told(a: View, b: View, pair: Pair) -> Comparison | None:
    """Return what words alone deny of each other: figures and times have their slots.

    Who does it to whom is no conflict by itself: two may well help each other.
    """
    told = compare_told(a, b, cosine=pair.cosine)
    if told is None:
        return None
    words = {reason.code for reason in told.reasons} <= _WORDS
    if told.label not in CONFLICTS or not words or clocks_clash(a, b):
        return None
    outcome: Outcome = "conflict" if told.label == "contradicts" else "partly"
    return Comparison(outcome, "", told.reasons[0])


def _conflict(
    a: View, b: View, pair: Pair, event: EventMatch, answer: Comparison
) -> Decision | None:
    if _one_breath(a, b):
        return None
    if not event.one and _of_one_happening(answer):
        event = told_together(a, b) or event
    if not _can_conflict(a, b, pair, event):
        if pair.cosine < LIKE or a.utterance.document == b.utterance.document:
            return None
        return Decision("look_alike", (event.reason, answer.reason))
    full = answer.outcome == "conflict"
    label: Label = "contradicts" if full else "partially_contradicts"
    return Decision(
        label,
        (answer.reason, event.reason),
        answer.detail,
        answer.slot,
        event_known=event.one,
    )


def _can_conflict(a: View, b: View, pair: Pair, event: EventMatch) -> bool:
    """Whether both speak of one event, as far as it is known."""
    if event.one:
        return True
    if event.state == "period":
        return pair.cosine >= PERIOD
    one_text = a.utterance.document == b.utterance.document
    return one_text and not (a.looks_away or b.looks_away)


def _of_one_happening(answer: Comparison) -> bool:
    """Whether the question is who is to blame for something named, as "the flood"."""
    return answer.slot in _BLAMES


def _one_breath(a: View, b: View) -> bool:
    """One speaker, one passage: the second sentence refines the first."""
    if a.utterance.document != b.utterance.document:
        return False
    near = abs(a.found.paragraph - b.found.paragraph) <= 1
    silent = not (a.speaker or b.speaker)
    return near and (silent or same_speaker(a.utterance, b.utterance))


def _agreement(
    a: View, b: View, pair: Pair, event: EventMatch, answers: list[Comparison]
) -> Decision | None:
    """Equal answers to one question; a party named by both needs like words too."""
    best = answers[0]
    if best.slot.startswith(("party", "outcome")) and pair.cosine < SUPPORTS:
        return None
    standing = _standing(best)
    if not event.one and not standing and pair.cosine < SAME_ANSWER:
        return None
    return Decision(
        "same" if event.one and _one_answer(a, b, pair, event, best) else "supports",
        (
            *(answer.reason for answer in answers),
            *(() if standing and not event.one else (event.reason,)),
        ),
        tuple(reason for answer in answers for reason in answer.detail),
        best.slot if event.one or standing else "",
    )


def _one_answer(
    a: View, b: View, pair: Pair, event: EventMatch, answer: Comparison
) -> bool:
    """Whether two equal answers are one proposition, not part of a longer one."""
    kind = answer.slot.split(":")[0]
    if kind == "party":
        return False
    if kind == "count":
        told = _tells(a, answer) and _tells(b, answer)
        needed = SAME_ANSWER if _one_toll(a, b, event, answer) else SAME_TOLL
        return answer.equal and (told or pair.cosine >= needed)
    return pair.cosine >= SAME_ANSWER


def _one_toll(a: View, b: View, event: EventMatch, answer: Comparison) -> bool:
    """Whether one exact figure is given twice for what befell people on one day."""
    if event.state != "same" or answer.reason.left_note != answer.reason.right_note:
        return False
    role = answer.slot.split(":")[1]
    sizes = [
        quantity.low or 0
        for view in (a, b)
        for slot in view.slots
        if slot.kind == "count" and slot.topic.startswith(f"{role}:")
        for quantity in (view.found.quantities[slot.at],)
    ]
    return set(role.split("+")) <= ROLES and min(sizes, default=0) >= LARGE


def _tells(view: View, answer: Comparison) -> bool:
    """Whether the count is what the utterance says, not an aside of a longer one."""
    role, action = answer.slot.split(":")[1], view.found.action
    return not (role and action) or stem(action).lower() == role
