"""Units of measure: "20 square kilometres", "1,150 cubic metres of water a second".

In: the counted noun in the grammar. Out: the noun as a reader would say it ("cubic
metre per second") and its unit ("m3/s"); the unit is empty for things that are counted.
"""

from __future__ import annotations

from claims.extraction.lexicon import word_set
from claims.extraction.numbers import Number
from claims.extraction.syntax import Token

_UNITS = {
    "km": "kilometer kilometre km kms",
    "m": "meter metre",
    "cm": "centimeter centimetre cm",
    "mi": "mile",
    "ft": "foot",
    "ha": "hectare",
    "km2": "km2 km² sqkm",
    "m2": "m2 m² sqm",
    "m3": "m3 m³ cbm",
    "t": "tonne ton",
    "kg": "kilogram kg kilo",
    "l": "liter litre",
    "kWh": "kilowatt-hour kwh",
    "MW": "megawatt mw",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year decade",
    "USD": "dollar usd",
    "EUR": "euro eur",
    "GBP": "pound gbp",
    "RUB": "ruble rouble rub",
    "°C": "degree",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_TIMES = frozenset({"min", "h", "d", "wk", "mo", "a"})
_LENGTHS = frozenset({"m", "km", "cm", "mi", "ft"})
_POWERS = {
    "square": ("square", "2"),
    "sq": ("square", "2"),
    "sq.": ("square", "2"),
    "cubic": ("cubic", "3"),
    "cu": ("cubic", "3"),
    "cu.": ("cubic", "3"),
}
# "an hour", "per second" after a measure; days and longer after anything but times.
_RATES = {"second": "s", "minute": "min", "hour": "h", "day": "d", "year": "a"}
_RATE_REACH = 5  # tokens from the unit to its rate: "metres of water a second"
_EACH = word_set("a an per each every")


def noun_and_unit(head: Token | None, number: Number) -> tuple[str, str]:
    """Return what ``number`` counts and its unit, ("", "") when nothing is said."""
    if number.unit:
        bare = head is None or any(sign.isdigit() for sign in head.text)
        return ("" if bare or head is None else head.lemma_.lower()), number.unit
    if head is None:
        return "", ""
    power = _power(head)
    if head.lower_ in _POWERS and head.head.i == head.i + 1:
        head = head.head  # "sq km": the parser may count the "sq"
    lemma = head.lemma_.lower() if head.pos_ != "PROPN" else head.text
    unit = _UNIT_OF.get(lemma.lower(), _UNIT_OF.get(head.lower_, ""))
    if power and unit in _LENGTHS:
        word, exponent = _POWERS[power]
        lemma, unit = f"{word} {_singular(lemma.lower())}", unit + exponent
    rate = _rate(head) if unit and unit not in _TIMES else ""
    if rate:
        return f"{lemma} per {rate}", f"{unit}/{_RATES[rate]}"
    return lemma, unit


def _power(head: Token) -> str:
    """Return "square" or "cubic" as written before the unit, "" for a plain one."""
    near = [
        head.lower_,
        *(t.lower_ for t in reversed(head.doc[max(0, head.i - 2) : head.i])),
    ]
    if near[1:2] == ["."]:
        near.pop(1)  # "sq. metres"
    return next((word for word in near[:2] if word in _POWERS), "")


def _singular(lemma: str) -> str:
    return lemma.removesuffix("s") if lemma.endswith(("metres", "meters")) else lemma


def _is_rate(token: Token) -> bool:
    """Say whether "second" is a length of time, not an adjective ("a second team")."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    counted = after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ")
    return token.lower_ in _RATES and not counted


def _rate(head: Token) -> str:
    """Return "second" of "metres of water a second", "" where no rate is meant."""
    after = head.doc[head.i + 1 : head.i + 1 + _RATE_REACH]
    for token in after:
        if token.sent.start != head.sent.start or token.pos_ in ("VERB", "AUX"):
            break
        if token.is_punct or (token.pos_ == "NUM" and token.lower_ not in _EACH):
            break
        following = token.nbor(1) if token.i + 1 < len(head.doc) else None
        if token.lower_ in _EACH and following is not None:
            return following.lower_ if _is_rate(following) else ""
    return ""
