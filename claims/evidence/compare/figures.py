"""Figures of a sentence as intervals: number, bound, unit in base units, shares.

In: the words. Out: :class:`Figure` rows in text order. Read from the words alone, so
that a bound ("fewer than 40"), a measure ("four centimetres") and a share ("three of
the nine") can be held against each other without a grammar.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from claims.evidence.terms import STOP, word_set
from claims.extraction.amounts import find_amounts
from claims.extraction.numbers import Number, find_numbers, value_of
from sources.text.base import Span

Fit = Literal["equal", "narrower", "wider", "rounded", "overlap", "apart"]

ABOUT = 0.1
SMALL = 1e-6
# Symbol of extraction.units or a word of time → what it measures, in its base unit.
_BASE: dict[str, tuple[str, float]] = {
    "km": ("length", 1e3), "m": ("length", 1), "cm": ("length", 1e-2),
    "mm": ("length", 1e-3), "mi": ("length", 1609.344), "nmi": ("length", 1852),
    "ft": ("length", 0.3048), "in": ("length", 0.0254), "yd": ("length", 0.9144),
    "ha": ("area", 1e4), "ac": ("area", 4046.856), "km2": ("area", 1e6),
    "m2": ("area", 1), "mi2": ("area", 2.58999e6), "ft2": ("area", 0.092903),
    "m3": ("volume", 1), "ft3": ("volume", 0.0283168), "l": ("volume", 1e-3),
    "ml": ("volume", 1e-6), "gal": ("volume", 3.785e-3), "bbl": ("volume", 0.158987),
    "t": ("weight", 1e3), "kg": ("weight", 1), "g": ("weight", 1e-3),
    "mg": ("weight", 1e-6), "lb": ("weight", 0.453592), "oz": ("weight", 0.0283495),
    "km/h": ("speed", 1), "mph": ("speed", 1.609344), "m/s": ("speed", 3.6),
    "kn": ("speed", 1.852), "kWh": ("energy", 1), "MW": ("power", 1e6),
    "GW": ("power", 1e9), "kW": ("power", 1e3), "W": ("power", 1),
    "second": ("time", 1), "minute": ("time", 60), "hour": ("time", 3600),
    "day": ("time", 86400), "night": ("time", 86400), "week": ("time", 604800),
    "fortnight": ("time", 1209600), "month": ("time", 2629800),
    "year": ("time", 31557600), "decade": ("time", 315576000),
    "century": ("time", 3155760000),
}  # fmt: skip
_COARSE = 2629800.0  # months and years are round: six months are half a year
_TIMES = "minute|hour|day|night|week|fortnight|month|year|decade|century"
_PARTS = {"half": 0.5, "a quarter": 0.25, "quarter": 0.25, "three quarters": 0.75}
_COUNTS = ("part", "more", "one")
_LENGTH = re.compile(
    r"\b(?:(?P<part>half|(?:a )?quarter of|three quarters of)[ -]an?[ -]"
    rf"(?P<part_of>{_TIMES})|"
    rf"(?P<more>\w+ (?P<more_of>{_TIMES})s? and a half)|"
    r"(?P<lead>for|in|within|after|lasted|last|takes?|took|taken|(?:more|less|longer|"
    r"shorter) than|over|under|about|almost|nearly|only|just|needs?|needed|spent) "
    r"(?P<one>an?|a (?:single|full|whole)) "
    rf"(?P<one_of>{_TIMES}))\b(?! (?:ago|old|and a (?:half|quarter))|-)",
    re.I,
)
_SENSE = re.compile(
    r"\s+(?:euros |dollars |pounds |francs |percentage points |points |of them )?"
    r"(?:(?P<more>more|higher|above|longer|larger|bigger|heavier|later(?= than))|"
    r"(?:less|fewer|lower|below|shorter|smaller|lighter|earlier(?= than)))\b"
    r"(?! or )",
    re.I,
)
OLDEST = 120  # years that a person may have
_EXCEEDS = re.compile(
    r"\b(?:exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:es|ed|ing)?|in excess of|"
    r"passed|north of) $",
    re.I,
)
_OLD = re.compile(r"[\s-]*years?[\s-](?:old\b|of age\b)", re.I)
_WHEN = re.compile(r" when\b")
_WAS = re.compile(r"\b(?:was|is|were|are|at) $")
_AGED = re.compile(r"\b(?:aged?|turned|age of|older than|younger than) $", re.I)
_COUNTED = re.compile(r"\s+(?:per|%|[a-z]+s\b)")
_BARE_END = re.compile(r"\s*(?:$|[.,;:)]|(?:and|or|to|can|may|who|is|are)\b)", re.I)
_SINCE = re.compile(r"\s+(ago)\b", re.I)
_TIME_WORD = re.compile(
    r"[\s-]*(?:whole |full |long |straight |consecutive )?"
    r"(second|minute|hour|day|night|week|fortnight|month|year|decade|centur)"
    r"(?:s|ies|y)?\b(?![\s-]old)",
    re.I,
)
_UNIT_SPELLED = re.compile(
    r"[\s-]*(millimet|centimet|kilomet|met|tonne|ton|kilo|gram|mile|feet|foot|inch|"
    r"acre|hectare|litre|liter)(?:re|er|gram|ne)?s?\b",
    re.I,
)
_SPELLED = {
    "millimet": "mm", "centimet": "cm", "kilomet": "km", "met": "m", "tonne": "t",
    "ton": "t", "kilo": "kg", "gram": "g", "mile": "mi", "feet": "ft", "foot": "ft",
    "inch": "in", "acre": "ac", "hectare": "ha", "litre": "l", "liter": "l",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHARES = (
    (re.compile(r"\b(?:almost|nearly|all but|virtually) (?:all|every\w*)\b", re.I),
     80.0, 100.0, "about"),
    (re.compile(r"\b(?:all(?! but\b)|every(?: last)?(?: one)?|each|everybody|"
                r"everyone|both)\b", re.I), 100.0, 100.0, "exactly"),
    (re.compile(r"\b(?:most|a majority|the majority)(?= of\b| \w+s\b)", re.I),
     50.0, 100.0, "more_than"),
    (re.compile(r"\b(?:few|hardly any|scarcely an?y?|next to no(?:ne)?)\b", re.I),
     0.0, 25.0, "about"),
    (re.compile(r"\b(?:none|no(?= \w)|not (?:a|an|one)(?: single)?|nobody|no one|"
                r"neither)\b", re.I), 0.0, 0.0, "exactly"),
)  # fmt: skip
_ALL_BUT = re.compile(r"\ball but (?:the )?$", re.I)
_OF_WHOLE = re.compile(r"^[^,;]*\bof\b[^,;]*$")
_NO_NOUN = re.compile(
    r"\bno (?:longer|more|fewer|less|later|sooner|matter|doubt)\b", re.I
)
_NEVER = re.compile(
    r"(?:\b(?:nobody|no one|never|not|cannot|none|no \w+)|n['’]t)\b"
    r"(?:(?![,;:.]|\band\b).)*$",
    re.I,
)
_MORE = ("more", "longer", "higher", "older", "above", "over")
_OR_MORE = re.compile(
    r" (?:or|and) (more|longer|higher|older|above|over|less|fewer|lower|below|under)\b",
    re.I,
)
_ORDINAL = re.compile(r"a (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)")
_COUNTED_ON = re.compile(
    r" (?:week|day|night|month|time|term|man|woman|child|person|party|round|attempt|"
    r"test|trial|wave|body|victim|suspect|country|member|season|straight|successive|"
    r"consecutive|world|title|goal|bridge|runway|vote|strike|case|one|year)\b",
    re.I,
)
_NO_NOUN_WORDS = STOP | word_set(
    "elsewhere others other ago later earlier each alone apiece ever yet now today "
    "were was are is died fell rose"
)
_OF = re.compile(r"^\s*(?:out )?of (?:the |its |his |her |their |these |those |all )*")


@dataclass(frozen=True, slots=True)
class Figure:
    """``[low, high]`` in base units of ``kind``; ``open`` ends are not reached.

    ``kind`` is a dimension, "money", "share" or "" for a count of ``noun``. ``whole``
    is what a part is of ("three of the nine").
    """

    start: int
    end: int
    low: float
    high: float
    modifier: str
    kind: str
    noun: str
    words: str
    unit: str = ""
    grain: float = 0.0
    round: bool = False
    whole: bool = False
    sense: int = 0  # 1 for "a fifth more", -1 for "a fifth less", 0 for neither

    @property
    def exact(self) -> bool:
        return self.modifier == "exactly" and self.low == self.high


def figures_of(words: str, taken: Iterable[Span] = ()) -> tuple[Figure, ...]:
    """Return figures in text order, without those inside ``taken`` (dates, clocks)."""
    told = _told_lengths(words)
    blocked = [*taken, *((one.start, one.end) for one in told)]
    amounts = {
        one.start: one
        for kind in ("measure", "temperature")
        for one in find_amounts(words, kind)
    }
    found = [
        _figure(words, number, amounts.get(number.figure_start))
        for number in find_numbers(words)
        if not any(s <= number.figure_start < e for s, e in blocked)
    ]
    read = [one for one in found if one is not None and not _idle(words, one)]
    kept = _with_ratios(words, sorted([*read, *told], key=lambda one: one.start))
    wholes = _with_wholes(words, _all_but(words, kept))
    return tuple(
        sorted((_with_sense(words, one) for one in wholes), key=lambda one: one.start)
    )


def _with_sense(words: str, one: Figure) -> Figure:
    """Take in what the figure is more or less by: "a fifth less", "two days later"."""
    match = _SENSE.match(words, one.end)
    if match is None:
        return one
    sense = 1 if match["more"] else -1
    return replace(one, sense=sense, words=f"{one.words} {match.group().strip()}")


def _told_lengths(words: str) -> list[Figure]:
    """Return the lengths of time that have no numeral: "half an hour", "for a week"."""
    found = []
    for match in _LENGTH.finditer(words):
        which = next(name for name in _COUNTS if match[name])
        value, unit = _length(match[which].lower(), match[f"{which}_of"].lower())
        kind, factor = _BASE[unit]
        low, high, modifier = _led(match["lead"], value * factor)
        start = match.start(which if modifier == "exactly" else "lead")
        found.append(
            Figure(
                start,
                match.end(),
                low,
                high,
                modifier,
                kind,
                "",
                words[start : match.end()],
                unit,
                grain=factor,
            )  # fmt: skip
        )
    return found


def _led(lead: str | None, value: float) -> tuple[float, float, str]:
    """Return the bounds of a length that is led by "over" or "almost"."""
    lead = (lead or "").lower()
    if lead in ("over", "more than", "longer than"):
        return value, math.inf, "more_than"
    if lead in ("under", "within", "less than", "shorter than"):
        return -math.inf, value, "at_most"
    if lead in ("about", "almost", "nearly"):
        return value * (1 - ABOUT), value * (1 + ABOUT), "about"
    return value, value, "exactly"


def _length(count: str, unit: str) -> tuple[float, str]:
    for words, share in _PARTS.items():
        if count.startswith(words):
            return share, unit
    if count.endswith(" half"):
        whole = value_of(count.split(" ")[0])
        return (1.0 if whole is None else whole) + 0.5, unit
    return 1.0, unit


def _figure(words: str, number: Number, amount: object) -> Figure | None:
    text = words[number.start : number.end].strip()
    lowest, highest, modifier = _bounded(words, number)
    low = -math.inf if lowest is None else lowest
    high = math.inf if highest is None else highest
    kind, unit, factor, end = "", number.unit, 1.0, number.end
    if not unit and (age_end := _age_at(words, number)):
        kind, end = "age", age_end
    elif unit in ("%", "pp"):
        kind = "share" if unit == "%" else "points"
    elif unit:
        kind = "money"
    elif _is_fraction(words, number, measured=amount is not None):
        kind, factor = "share", 100.0
    elif amount is not None:
        unit, end = amount.unit, amount.end  # type: ignore[attr-defined]
        kind, factor = _BASE.get(unit, (f"unit:{unit}", 1.0))
        if unit in ("°C", "C", "F", "°F", "K"):
            return _temperature(number, low, high, unit, end, text)
    elif match := _TIME_WORD.match(words, number.end):
        unit = match[1].lower()
        unit = "century" if unit == "centur" else unit
        kind, factor = _BASE[unit]
        end = match.end()
        if since := _SINCE.match(words, end):
            kind, end = since[1].lower(), since.end()
            if modifier != "exactly" and number.start < number.figure_start:
                low, high, modifier = _plain(low, high)
        elif modifier == "more_than" and text.lower().startswith("over "):
            modifier = "at_least"  # "paid over six years"
    elif match := _UNIT_SPELLED.match(words, number.end):
        unit, end = _SPELLED[match[1].lower()], match.end()
        kind, factor = _BASE[unit]
    bound = _OR_MORE.match(words, end) if end > number.end and low == high else None
    if bound is not None and modifier == "exactly":
        more = bound[1].lower() in _MORE
        low, high = (low, math.inf) if more else (-math.inf, high)
        modifier, end = ("at_least" if more else "at_most"), bound.end()
    digits = re.sub(r"[^\d]", "", text)
    return Figure(
        start=number.start,
        end=end,
        low=low * factor if math.isfinite(low) else low,
        high=high * factor if math.isfinite(high) else high,
        modifier=modifier,
        kind=kind,
        noun=_noun_after(words, end) if kind in ("", "share") else "",
        words=words[number.start : end].strip(),
        unit=unit,
        grain=factor,
        round=not digits or digits.endswith("0") or "illion" in text.lower(),
    )


def _idle(words: str, one: Figure) -> bool:
    """Whether it counts nothing: "the furniture quarter", "that one", "half past"."""
    low = words[one.start : one.end].lower()
    after = words[one.end : one.end + 12].lower()
    if low in ("one", "a one"):
        before = words[: one.start].lower().rstrip().rsplit(" ", 1)[-1]
        pronoun = before in ("that", "this", "the", "which", "no", "each", "every")
        return pronoun or not one.noun or after.startswith((" of ", " another"))
    if _ORDINAL.fullmatch(low) and _COUNTED_ON.match(words, one.end):
        return True  # "for a third week"
    if low.removeprefix("a ") in ("quarter", "half", "third", "second"):
        if after.startswith((" past", " to ", " of an hour", "-", " year", " an ")):
            return True
        return not (low in ("half",) or after.startswith(" of") or low[:2] == "a ")
    return False


def _bounded(words: str, number: Number) -> tuple[float | None, float | None, str]:
    """Return the bounds, turned round by "nobody may ... more than", "never above"."""
    low, high, modifier = number.low, number.high, str(number.modifier)
    before = words[max(0, number.start - 70) : number.start]
    if (
        modifier in ("more_than", "at_least")
        and low is not None
        and _NEVER.search(before)
    ):
        return None, low, "at_most" if modifier == "more_than" else "less_than"
    if (
        modifier in ("less_than", "at_most")
        and high is not None
        and _NEVER.search(before)
    ):
        return high, None, "at_least" if modifier == "less_than" else "more_than"
    if modifier == "exactly" and low is not None and low == high:
        return _verb_bound(before, low, high)
    return low, high, modifier


def _verb_bound(
    before: str, low: float, high: float | None
) -> tuple[float | None, float | None, str]:
    """Read the bounds that verbs give: "exceeds 1,000", "has topped 40"."""
    if match := _EXCEEDS.search(before):
        if re.search(r"\b(?:not|never|n't)\b", before[: match.start()][-12:]):
            return None, low, "at_most"
        return low, None, "more_than"
    if re.search(r"\b(?:just|slightly|well) (?:short of|shy of) $", before, re.I):
        return low * (1 - ABOUT), low, "less_than"
    return low, high, "exactly"


def _is_fraction(words: str, number: Number, *, measured: bool) -> bool:
    """Whether a number below one is a share, not "0.3 metres"."""
    if not 0 < (number.low or 0) <= (number.high or 0) < 1:
        return False
    return not measured and not (
        words[number.figure_start].isdigit() and _UNIT_SPELLED.match(words, number.end)
    )


def _plain(low: float, high: float) -> tuple[float, float, str]:
    """Return the value without its bound: "lower than three years ago"."""
    value = low if math.isfinite(low) else high
    return value, value, "exactly"


def _age_at(words: str, number: Number) -> int:
    """Return where an age ends: "aged 40", "under 18", "40 years old"; else 0."""
    if (number.high or number.low or 0) > OLDEST:
        return 0
    if match := _OLD.match(words, number.end):
        return match.end()
    before = words[max(0, number.start - 12) : number.start]
    if _AGED.search(before) and not _COUNTED.match(words, number.end):
        return number.end
    if _WAS.search(before) and _WHEN.match(words, number.end):
        return number.end
    bound = words[number.start : number.figure_start].strip().lower()
    of_age = bound in ("under", "over") and _BARE_END.match(words, number.end)
    return number.end if of_age else 0


def _temperature(
    number: Number, low: float, high: float, unit: str, end: int, text: str
) -> Figure:
    def warm(value: float) -> float:
        return (value - 32) / 1.8 if unit.endswith("F") else value

    return Figure(
        number.start, end, warm(low), warm(high), number.modifier, "temperature", "",
        text, unit,
    )  # fmt: skip


def _noun_after(words: str, end: int) -> str:
    """Return the stem of the counted noun: the last of a run of plain words."""
    tail = words[end : end + 60]
    if of := _OF.match(tail):
        tail = tail[of.end() :]
    noun = ""
    at = 0
    for match in _WORD.finditer(tail):
        gap = tail[at : match.start()]
        if re.search(r"[,;.:()—–]", gap) or match.group().lower() in _NO_NOUN_WORDS:
            break
        at = match.end()
        if match.group().endswith(("'s", "’s")):
            continue  # "three of the province's forty hospitals"
        noun = match.group()
        if match.group().endswith("s") or match.group().lower() in ("people", "men"):
            break
    return noun.lower()


_RATIO = re.compile(r"\s+(?:[a-z]+ )?(?:in|out of|of|in every|of every)\s+$")


def _with_ratios(words: str, found: list[Figure]) -> list[Figure]:
    """Read "fewer than one in a hundred" and "three votes in four" as shares."""
    kept: list[Figure] = []
    for at, one in enumerate(found):
        if kept and kept[-1].kind == "share" and kept[-1].end > one.start:
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        if (
            after is not None
            and one.kind == after.kind == ""
            and after.exact
            and after.low > 1
            and max(x for x in (one.low, one.high) if math.isfinite(x)) < after.low
            and _RATIO.fullmatch(words[one.end : after.start] + " ")
            and not re.search(
                r"\bof (?:the|its|his|her|their)", words[one.end : after.start]
            )
        ):
            scale = 100 / after.low
            kept.append(
                replace(
                    one,
                    end=after.end,
                    low=one.low * scale,
                    high=one.high * scale,
                    kind="share",
                    noun=_noun_after(words, after.end),
                    words=words[one.start : after.end],
                )  # fmt: skip
            )
        else:
            kept.append(one)
    return kept


def _all_but(words: str, found: list[Figure]) -> list[Figure]:
    """Read "all but two of the nine" as seven; without a whole it tells no count."""
    kept = []
    for at, one in enumerate(found):
        if not _ALL_BUT.search(words[: one.start]):
            kept.append(one)
            continue
        whole = found[at + 1] if at + 1 < len(found) else None
        gap = words[one.end : whole.start] if whole is not None else ""
        if whole is not None and whole.exact and one.exact and _OF_WHOLE.search(gap):
            rest = whole.low - one.low
            kept.append(replace(one, low=rest, high=rest, words=f"all but {one.words}"))
    return kept


def _with_wholes(words: str, found: list[Figure]) -> list[Figure]:
    """Mark wholes ("of the nine") and add the share that a part is of its whole."""
    kept: list[Figure] = []
    for at, one in enumerate(found):
        before = words[max(0, one.start - 16) : one.start].lower()
        is_whole = re.search(
            r"\bof (?:the |its |his |her |their |all |these )+$", before
        )
        part = _part_of(words, found, at)
        whole = (bool(is_whole) or part is not None) and one.kind in ("", "share")
        kept.append(replace(one, whole=whole))
        if (
            whole
            and one.exact
            and part is not None
            and part.kind == ""
            and 0 < part.high <= one.high
        ):
            scale = 100 / one.high
            share = replace(
                part,
                low=part.low * scale,
                high=part.high * scale,
                kind="share",
                noun=one.noun or part.noun,
                words=f"{part.words} of {one.words}",
            )
            kept.append(share)
    return kept


def _part_of(words: str, found: list[Figure], at: int) -> Figure | None:
    one = found[at]
    if at and found[at - 1].end <= one.start:
        gap = words[found[at - 1].end : one.start]
        if re.fullmatch(r"\s*(?:out )?of (?:the |its |his |her |their |all )*", gap):
            return found[at - 1]
    if words[: one.start].strip().lower() in (
        "of the",
        "of its",
        "of",
        "of his",
        "of all",
    ):
        return found[at + 1] if at + 1 < len(found) else None
    return None


def quantifiers_of(words: str) -> tuple[Figure, ...]:
    """Return shares that words tell: "all", "most", "few", "not one"; none overlap."""
    found: list[Figure] = []
    for rule, low, high, modifier in _SHARES:
        for match in rule.finditer(words):
            if any(f.start < match.end() and match.start() < f.end for f in found):
                continue
            if _NO_NOUN.match(words, match.start()):
                continue
            noun = _noun_after(words, match.end())
            found.append(
                Figure(
                    match.start(),
                    match.end(),
                    low,
                    high,
                    modifier,
                    "quantifier",
                    noun,
                    match.group(),
                )  # fmt: skip
            )
    return tuple(sorted(found, key=lambda one: one.start))


def fit(a: Figure, b: Figure) -> Fit:
    """Say how the values of ``b`` lie towards those of ``a``.

    "narrower": each value of b is one of a, so that b bears a out; "rounded": one is a
    round or rough way to say the other; "apart": no value is common.
    """
    low_a, high_a = _ends(a)
    low_b, high_b = _ends(b)
    if a.sense * b.sense < 0:
        return "apart"
    if _near(low_a, low_b) and _near(high_a, high_b):
        return "equal"
    rough = "about" in (a.modifier, b.modifier)
    meets = _meets(a, b, low_a, high_a, low_b, high_b)
    if not meets:
        return "rounded" if _rounds(a, b) else "apart"
    if rough and math.isfinite(low_a + high_a + low_b + high_b):
        return "rounded"
    if low_b >= low_a - SMALL and high_b <= high_a + SMALL:
        return "narrower"
    if low_a >= low_b - SMALL and high_a <= high_b + SMALL:
        return "wider"
    return "overlap"


def _ends(one: Figure) -> tuple[float, float]:
    return one.low, one.high


def _meets(
    a: Figure, b: Figure, low_a: float, high_a: float, low_b: float, high_b: float
) -> bool:
    if low_a > high_b + SMALL or low_b > high_a + SMALL:
        return False
    if _near(low_a, high_b):
        return a.modifier != "more_than" and b.modifier != "less_than"
    if _near(low_b, high_a):
        return b.modifier != "more_than" and a.modifier != "less_than"
    return True


def _near(x: float, y: float) -> bool:
    if x == y:
        return True
    if not (math.isfinite(x) and math.isfinite(y)):
        return False
    return abs(x - y) <= SMALL + 0.004 * max(abs(x), abs(y))


def _rounds(a: Figure, b: Figure) -> bool:
    """Whether one is a coarser way to write the other: six weeks, 44 days."""
    if not all(math.isfinite(x) for x in (a.low, a.high, b.low, b.high)):
        return False
    one, two = (a.low + a.high) / 2, (b.low + b.high) / 2
    apart = abs(one - two)
    if a.grain != b.grain and a.kind == b.kind and a.kind:
        return apart <= max(a.grain, b.grain) / 2 + SMALL
    coarse = a if a.round and not b.round else b if b.round and not a.round else None
    return coarse is not None and apart <= 0.03 * max(abs(one), abs(two))
