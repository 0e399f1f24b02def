"""Are the claims found that an editor would check, and read rightly?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from claims.extraction.base import FoundCandidate
from tests.quality.measures.base import (
    COVERED,
    OVERLAP,
    Figures,
    Found,
    Miss,
    Tally,
    covered,
    letters,
    pairs,
)
from tests.quality.measures.numbers import tally_quantities
from tests.quality.measures.ranking import measure_ranking
from tests.quality.measures.reading import WANTED
from tests.quality.measures.speakers import is_speaker
from tests.quality.measures.times import is_right, shown
from tests.quality.stories import GoldClaim

# A found claim, the gold that it matches, and further gold inside the same span.
Pair = tuple[Found, GoldClaim, FoundCandidate, list[GoldClaim]]


def measure_claims(story: Sequence[Found], figures: Figures) -> None:
    matched: list[Pair] = []
    recall, precision, margins = Tally(), Tally(), 0
    scores = [c.score for found in story for c in found.extraction.candidates]
    middle = median(scores) if scores else 0.0
    for found in story:
        candidates = found.extraction.candidates
        places = [letters(found.document.text, c.selector.segments) for c in candidates]
        golds = [found.place(g.segments) for g in found.gold.claims]
        partner = _partners(golds, places)
        for at, gold in enumerate(found.gold.claims):
            if at in partner:
                place = places[partner[at]]
                held = [
                    other
                    for other, where in zip(found.gold.claims, golds, strict=True)
                    if other is not gold and where and covered(where, place) >= COVERED
                ]
                matched.append((found, gold, candidates[partner[at]], held))
            if gold.check:
                recall.add(at in partner)
                if at not in partner:
                    _miss(figures, "claims", found, gold, "claim not found")
        taken = set(partner.values())
        margins += in_margins(found, places, figures)
        for at, candidate in enumerate(candidates):
            if candidate.score >= middle:
                right = at in taken or _is_part(places[at], golds)
                precision.add(right)
    figures.put("claims found", recall.accuracy, recall.right + recall.wrong)
    figures.put(
        "upper half are claims", precision.accuracy, precision.right + precision.wrong
    )
    figures.put("claims from margins", margins, len(scores))
    _readings(matched, figures)
    measure_ranking(story, figures)


def _partners(
    golds: list[frozenset[int]], places: list[frozenset[int]]
) -> dict[int, int]:
    """Return for each gold claim the found one that is the same.

    A gold claim of two clauses may be found as two: then its longest part stands for it.
    """
    partner = dict(pairs(golds, places))
    for at, gold in enumerate(golds):
        if at in partner or not gold:
            continue
        parts = [i for i, one in enumerate(places) if covered(one, gold) >= COVERED]
        held = frozenset().union(*(places[i] for i in parts))
        if parts and covered(gold, held) >= OVERLAP:
            partner[at] = max(parts, key=lambda i: len(places[i]))
    return partner


def _is_part(place: frozenset[int], golds: list[frozenset[int]]) -> bool:
    """A whole sentence for one clause of it, or two clauses in one, is no false find."""
    return any(
        covered(one, place) >= OVERLAP or covered(place, one) >= OVERLAP
        for one in golds
        if one
    )


def in_margins(found: Found, places: list[frozenset[int]], figures: Figures) -> int:
    """Count claims made of captions, credits, navigation, notes or imprint."""
    margins = frozenset().union(
        *(
            found.place(((b.start, b.end),))
            for b in found.gold.blocks
            if not b.kinds & WANTED
        )
    )
    wrong = [place for place in places if covered(place, margins) >= OVERLAP]
    for place in wrong:
        span = (min(place), max(place) + 1)
        words = found.document.text[span[0] : span[1]]
        said = f"claim made of {' '.join(words.split())!r}"
        figures.misses.append(Miss("claims", found.gold.name, span, said))
    return len(wrong)


def _readings(matched: Iterable[Pair], figures: Figures) -> None:
    types, facts, speakers, times, numbers, reserved = (Tally() for _ in range(6))
    for found, gold, claim, held in matched:
        good_types = gold.types.union(*(one.types for one in held))
        types.add(claim.type in good_types)
        facts.add(claim.factuality in gold.factualities)
        speakers.add(is_speaker(found.story, claim.speaker, gold.speakers))
        if gold.reserved:
            reserved.add(bool(claim.reservation))
        when = (*gold.when, *(one for other in held for one in other.when))
        right_time = is_right(claim.event_time, when)
        if gold.when != ("",) or claim.event_time is not None:
            times.add(right_time)
        wrong = tally_quantities(claim.quantities, gold, held, numbers)
        if claim.type not in good_types:
            said = f"type {claim.type}, should be {'|'.join(sorted(gold.types))}"
            _miss(figures, "claims", found, gold, said)
        if claim.factuality not in gold.factualities:
            good = "|".join(sorted(gold.factualities))
            said = f"factuality {claim.factuality}, should be {good}"
            _miss(figures, "claims", found, gold, said)
        if not is_speaker(found.story, claim.speaker, gold.speakers):
            good = "|".join(gold.speakers)
            said = f"speaker {claim.speaker!r}, should be {good!r}"
            _miss(figures, "attribution", found, gold, said)
        if gold.reserved and not claim.reservation:
            said = f"reservation {gold.reserved!r} not attached"
            _miss(figures, "attribution", found, gold, said)
        if not right_time:
            good = " or ".join(repr(one) for one in gold.when)
            said = f"time {shown(claim.event_time)!r}, should be {good}"
            _miss(figures, "times", found, gold, said)
        for said in wrong:
            _miss(figures, "quantities", found, gold, said)
    figures.put("claim speakers", speakers.accuracy, speakers.right + speakers.wrong)
    figures.put("reservations", reserved.accuracy, reserved.right + reserved.wrong)
    figures.put("claim types", types.accuracy, types.right + types.wrong)
    figures.put("factuality", facts.accuracy, facts.right + facts.wrong)
    figures.put("quantities F1", numbers.f1, numbers.right + numbers.missed)
    figures.put("event times", times.accuracy, times.right + times.wrong)


def _miss(
    figures: Figures, room: str, found: Found, gold: GoldClaim, said: str
) -> None:
    words = " ".join(" ".join(gold.words).split())
    span = (gold.segments[0][0], gold.segments[-1][1])
    figures.misses.append(Miss(room, found.gold.name, span, f"{said}: {words}"))
