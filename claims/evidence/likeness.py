"""What like words alone can show: one text, one proposition, support."""

from __future__ import annotations

from claims.evidence.base import Reason
from claims.evidence.compare.numbers import interval
from claims.evidence.counted import is_human, noun_class
from claims.evidence.decision import Decision
from claims.evidence.events import EventMatch
from claims.evidence.pairs import Pair
from claims.evidence.parties import party_key
from claims.evidence.speakers import alike, one_utterance
from claims.evidence.views import View

COPY = 92.0  # token-set ratio: one text, perhaps cut
# Cosine of vectors and of rare words, chosen on five articles about one border clash.
SAME, SAME_WORDS = 0.8, 0.45
SUPPORTS, SUPPORT_WORDS = 0.66, 0.3
UNDATED, UNDATED_WORDS = 0.72, 0.35  # the same when no date ties the two together


def by_copy(a: View, b: View, event: EventMatch) -> Decision | None:
    """One text holds the other, with the same numbers and polarity."""
    if min(len(a.terms), len(b.terms)) < 3 or a.numbers != b.numbers:
        return None
    if a.denies != b.denies or alike(a.words, b.words) < COPY:
        return None
    return Decision("same", (words_reason(a, b), event.reason))


def by_words(a: View, b: View, pair: Pair, event: EventMatch) -> Decision | None:
    common = len((a.terms & b.terms) - a.names)
    needed = (SUPPORTS, SUPPORT_WORDS) if event.one else (UNDATED, UNDATED_WORDS)
    if pair.cosine < needed[0] or pair.shared < needed[1] or common < 2:
        return None
    if numbers_clash(a, b) or clocks_clash(a, b):
        return None
    reasons = (words_reason(a, b), event.reason)
    close = pair.cosine >= SAME and pair.shared >= SAME_WORDS
    if close and event.one and a.numbers == b.numbers and a.denies == b.denies:
        return Decision("same", reasons)
    return Decision("supports", reasons)


def numbers_clash(a: View, b: View) -> bool:
    """Whether both count one noun, and no number of one fits a number of the other."""
    meets = [
        interval(one).meets(interval(two))
        for one in a.found.quantities
        for two in b.found.quantities
        if one.unit == two.unit and _noun(one.noun) == _noun(two.noun)
    ]
    return bool(meets) and not any(meets)


def clocks_clash(a: View, b: View) -> bool:
    """Whether the two tell the time of day of two moments: opened at 6, shut at 3."""
    one, two = a.found.event_time, b.found.event_time
    if one is None or two is None:
        return False
    if not (one.precision == two.precision == "instant"):
        return False
    return one.end < two.start or two.end < one.start


def _noun(noun: str) -> str:
    found = noun_class(noun.lower())
    return "person" if is_human(found) else found


def swapped(a: View, b: View) -> bool:
    """Whether agent and patient change places: "A helps B", "B helps A"."""
    one, two = a.found, b.found
    if not (one.agent and one.patient and two.agent and two.patient):
        return False
    first = party_key(one.agent), party_key(one.patient)
    second = party_key(two.patient), party_key(two.agent)
    return first == second and first[0] != first[1]


def words_reason(a: View, b: View) -> Reason:
    if one_utterance(a.utterance, b.utterance):
        return Reason(code="utterance", words="both report the same words")
    shared = sorted(_words_of(a) & _words_of(b), key=lambda word: (-len(word), word))
    return Reason(code="words", words=f"like words: {', '.join(shared[:6])}")


def _words_of(view: View) -> set[str]:
    """Return the view's words as written, of those that carry meaning."""
    return {
        word.strip(".,:;“”\"'()").lower()
        for word in view.words.split()
        if len(word) > 3
    } - {""}
