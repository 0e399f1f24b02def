"""Units of measure and what they count in, so that miles and kilometres meet."""

from __future__ import annotations

from claims.extraction.base import Quantity

# Name, as the extraction stage or the words give it → (what it measures, base units).
UNITS: dict[str, tuple[str, float]] = {}
_TABLE = """
time min 0.000694 minute|time h 0.041667 hour|time d 1 day|time wk 7 week|
time mo 30.44 month|time a 365.25 year|time decade 3652.5|
length m 1 metre meter|length cm 0.01 centimetre centimeter|
length km 1000 kilometre kilometer|length mi 1609.344 mile|length ft 0.3048 foot feet|
mass kg 1 kilogram kilo|mass t 1000 tonne ton|
area ha 10000 hectare|area km2 1000000|area acre 4046.856|
volume l 1 litre liter|energy kWh 1 kilowatt-hour|power MW 1 megawatt|
share % 1 percent
"""
for _row in _TABLE.replace("\n", "").split("|"):
    _dimension, _name, _size, *_others = _row.split()
    for _word in (_name, *_others):
        UNITS[_word] = (_dimension, float(_size))


def unit_of(quantity: Quantity) -> str:
    """Return the unit as UNITS names it, else as written ("USD"), "" for a count.

    The noun goes first: "decade" says more than the extraction stage's "a".
    """
    for word in (quantity.noun, quantity.unit):
        for form in (word, word.lower(), word.lower().removesuffix("s")):
            if form in UNITS:
                return form
    return quantity.unit
