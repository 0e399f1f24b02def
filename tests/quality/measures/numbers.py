"""Are the numbers of a claim read: value or interval, and what is counted?"""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose

from claims.extraction.base import Quantity
from tests.quality.measures.base import Tally
from tests.quality.stories import GoldClaim, GoldQuantity

# "About 600" may be kept as an interval no wider than this share of the number.
ABOUT = 0.25
# One unit, many spellings.
UNITS = {
    "percent": "%",
    "per cent": "%",
    "euro": "eur",
    "euros": "eur",
    "dollar": "usd",
    "d": "day",
    "m": "metre",
    "metres": "metre",
    "meter": "metre",
    "centimetre": "cm",
    "centimeter": "cm",
    "cubic metre": "m3",
    "cubic meter": "m3",
    "m³": "m3",
    "m³/s": "m3/s",
    "cubic metre a second": "m3/s",
    "cubic metre per second": "m3/s",
    "cubic meter a second": "m3/s",
    "cubic meter per second": "m3/s",
    "l": "litre",
    "liter": "litre",
    "h": "hour",
    "min": "minute",
    "degree celsius": "degree",
    "°": "degree",
    "°c": "degree",
}


def tally_quantities(
    found: Iterable[Quantity],
    gold: GoldClaim,
    held: Iterable[GoldClaim],
    tally: Tally,
) -> list[str]:
    """Count quantities read, invented and missed; return the wrong ones in words.

    ``held`` are further claims inside the same found span: their numbers are not
    invented, for that they were not split off is counted elsewhere.
    """
    left = list(found)
    wrong = []
    for one in gold.quantities:
        hit = next((q for q in left if _is(q, one)), None)
        if hit is None:
            tally.missed += 1
            wrong.append(f"quantity {_words(one)} not read")
        else:
            tally.right += 1
            left.remove(hit)
    spare = [*gold.optional, *(q for g in held for q in (*g.quantities, *g.optional))]
    for one in left:
        if not any(_is(one, also) for also in spare):
            tally.wrong += 1
            thing = one.unit or one.noun
            wrong.append(f"no quantity {one.low} to {one.high} {thing} ({one.words})")
    return wrong


def _is(found: Quantity, gold: GoldQuantity) -> bool:
    if found.modifier == "about" and gold.high[0] in gold.low and gold.high[0]:
        low, high, value = found.low or 0.0, found.high or 0.0, gold.high[0]
        near = low <= value <= high and high - low <= ABOUT * value
        return near and _same_thing(found, gold)
    return (
        any(_equal(found.low, one) for one in gold.low)
        and any(_equal(found.high, one) for one in gold.high)
        and _same_thing(found, gold)
    )


def _equal(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return isclose(one, two, rel_tol=1e-3)


def _same_thing(found: Quantity, gold: GoldQuantity) -> bool:
    if gold.units != ("",):
        return _unit(found.unit or found.noun) in {_unit(one) for one in gold.units}
    if not gold.nouns or "" in gold.nouns:
        return True
    return _singular(found.noun.split(" ")[-1]) in {
        _singular(one) for one in gold.nouns
    }


def _unit(name: str) -> str:
    plain = name.lower().strip()
    return UNITS.get(plain) or UNITS.get(plain.rstrip("s")) or plain.rstrip("s")


def _singular(noun: str) -> str:
    irregular = {
        "men": "man",
        "women": "woman",
        "children": "child",
        "persons": "people",
    }
    plain = noun.lower()
    if plain in irregular:
        return irregular[plain]
    return {"person": "people"}.get(plain.rstrip("s"), plain.rstrip("s"))


def _words(gold: GoldQuantity) -> str:
    thing = "|".join((*gold.nouns, *gold.units)).strip("|")
    return f"{gold.low[0]} to {gold.high[0]} {thing}"
