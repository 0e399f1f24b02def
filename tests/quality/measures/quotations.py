"""Is every quotation found, whole, and given to the right speaker?"""

from __future__ import annotations

from collections.abc import Iterable

from claims.extraction.base import FoundQuote
from tests.quality.measures.base import (
    COVERED,
    OVERLAP,
    Figures,
    Found,
    Miss,
    Tally,
    covered,
    letters,
)
from tests.quality.measures.speakers import is_speaker
from tests.quality.stories import GoldQuote


def measure_quotations(story: Iterable[Found], figures: Figures) -> None:
    direct, mixed, speakers, whole, real = (Tally() for _ in range(5))
    for found in story:
        quotes = [q for q in found.extraction.quotes if q.kind != "indirect"]
        places = [letters(found.document.text, q.selector.segments) for q in quotes]
        for gold in found.gold.quotes:
            held = _holders(found, gold, quotes, places)
            tally = direct if gold.kind == "direct" else mixed
            tally.add(all(one is not None for one in held))
            if gold.interrupted:
                whole.add(len({id(one) for one in held}) == 1 and held[0] is not None)
            for one, segment, words in zip(
                held, gold.segments, gold.words, strict=True
            ):
                if one is None:
                    _miss(figures, found, segment, f"quotation not found: {words}")
                    continue
                right = is_speaker(found.story, one.speaker, gold.speakers)
                speakers.add(right)
                if not right:
                    said = f"speaker {one.speaker!r}, should be {gold.speakers[0]!r}: "
                    _miss(figures, found, segment, said + words, "attribution")
        everything = frozenset().union(
            *(found.place(g.segments) for g in found.gold.quotes)
        )
        titles = _titles(found)
        for quote, place in zip(quotes, places, strict=True):
            if covered(place, titles) >= OVERLAP:
                continue  # words of a title are told again below it
            right = covered(place, everything) >= OVERLAP
            real.add(right)
            if not right:
                span = (quote.selector.start, quote.selector.end)
                _miss(figures, found, span, f"no quotation: {quote.words}")
    figures.put("direct quotations found", direct.accuracy, direct.right + direct.wrong)
    figures.put("mixed quotations found", mixed.accuracy, mixed.right + mixed.wrong)
    figures.put("interrupted ones whole", whole.accuracy, whole.right + whole.wrong)
    figures.put("found ones are quotations", real.accuracy, real.right + real.wrong)
    figures.put(
        "speakers of quotations", speakers.accuracy, speakers.right + speakers.wrong
    )


def _titles(found: Found) -> frozenset[int]:
    return frozenset().union(
        *(
            found.place(((b.start, b.end),))
            for b in found.gold.blocks
            if b.kinds & {"headline", "deck"}
        )
    )


def _holders(
    found: Found,
    gold: GoldQuote,
    quotes: list[FoundQuote],
    places: list[frozenset[int]],
) -> list[FoundQuote | None]:
    """Return for each gold segment the found quotation that holds nearly all of it."""
    held: list[FoundQuote | None] = []
    for segment in gold.segments:
        place = found.place((segment,))
        shares = [covered(place, one) if place else 0.0 for one in places]
        best = max(range(len(quotes)), key=shares.__getitem__, default=-1)
        held.append(quotes[best] if best >= 0 and shares[best] >= COVERED else None)
    return held


def _miss(
    figures: Figures,
    found: Found,
    span: tuple[int, int],
    words: str,
    room: str = "quotations",
) -> None:
    figures.misses.append(Miss(room, found.gold.name, span, " ".join(words.split())))
