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
area ha 10000 hectare|area acre 4046.856|
area m2 1|area km2 1000000|area mi2 2589988|area ft2 0.092903|
volume l 0.001 litre liter|volume m3 1|volume km3 1e9|volume ft3 0.0283168|
flow m3/s 1|flow m3/min 0.0166667|flow m3/h 0.000277778|flow m3/d 0.0000115741|
speed km/h 1|speed m/s 3.6|speed mi/h 1.609344|
energy kWh 1 kilowatt-hour|power MW 1 megawatt|
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
