"""What one sentence tells, laid open: concepts, names, figures, moments, clauses.

In: words with their resolved times. Out: an :class:`Account`, which is what
:mod:`claims.evidence.compare.bearing` holds against another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from claims.evidence.compare.figures import Figure, figures_of, quantifiers_of
from claims.evidence.compare.lexicon import NEGATORS, PHRASAL, REVERSERS, concept
from claims.evidence.compare.moments import Moment, moments_of
from claims.evidence.compare.places import aliases
from claims.evidence.terms import STOP, word_set
from claims.extraction.base import FoundCandidate, TimeRange
from claims.extraction.gazetteer import country_of, country_of_capital

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?(?=\W|$)|\d[\d.,:]*")
_NAMES = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-zé]+")
_BREAK = re.compile(
    r"[;:()—–]|,(?= )|(?<!nothing )(?<!all )(?<!body )(?<!one )\bbut\b|"
    r"(?<!not )\bwithout\b|"
    r"\b(?:while|whereas|although|though|yet)\b|"
    r"\band (?=(?:has|have|had|was|were|is|are|will|did|he|she|they|it|the|no|none|"
    r"not|only|then|both|its|his|her|their|a|an)\b)"
)
# Clock times, for those whose day or zone is not known and that no one resolved.
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b|"
    rf"\b(?:half past|(?:a )?quarter (?:past|to)|"
    rf"(?:five|ten|twenty(?:-five)?) (?:past|to)) {_HOUR}\b|"
    rf"\b{_HOUR} (?:o['’]clock|(?:in the|this|that|yesterday|tomorrow|on \w+) "
    rf"(?:morning|afternoon|evening|night)|at night)\b",
    re.I,
)
_WEEK = word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today "
    "tomorrow january february march april june july august september october "
    "november december gmt utc mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays"
)
# Words that carry little of what is asserted; they help no match and hinder none.
LIGHT = STOP | word_set(
    "year day week month hour minute time one two three first make made get got go "
    "went come came take took put set way part number there thing people person "
    "man men woman women new many much still even now far since ago last next upon "
    "whose being itself himself herself themselves own well back away off down up "
    "every each all none nobody nothing neither nor never not no cannot only just "
    "almost nearly about around least most few more less than fewer half quarter "
    "dollar dollars euro euros pound pounds franc francs crown crowns percent per "
    "cent report reported announced announce declare according"
)
_NOT_NEGATION = re.compile(
    r"\b(?:not (?:only|just|merely|even (?=an? )|quite|far|alone|a few|long|before|"
    r"until)|"
    r"no (?:longer|more|fewer|less|later|sooner|farther|further|higher|lower|smaller|"
    r"larger|earlier|older|younger) than|no (?:longer|doubt|matter|small|sooner)|"
    r"not (?:more|less|fewer|later|earlier) than|not un\w{4,}|not without|nothing but|"
    # Superlatives said the other way round: "no other is as long", "never so few".
    r"no (?:other|country|town|city|man|woman|one|state|bridge|team|player) "
    r"(?:\w+ )?(?:is|are|was|were|has|have|had|\w+er than)\b|"
    r"(?:never|not) (?:before|since)|"
    r"(?:never|not once)(?= (?:has|have|had|was|were|did)\b)|"
    r"never (?:been )?(?:so|as))\b",
    re.I,
)
# "No boat without a flag", "nobody but the pope", "not until May": twice is once.
_TWICE = re.compile(
    r"\b(?:no|none|nobody|nothing|not|never|neither)\b[^,;:]*?"
    r"\b(?:without|but(?= (?:the|a|one|two|its|his|her)\b)|except|other than|"
    r"apart from|until|unless)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of meaning at ``at``; ``name`` where it is written as a name."""

    at: int
    text: str
    concept: str
    name: bool
    aside: bool = False  # tells who says it, not what is said


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between breaks; ``denied`` when it is turned round an odd time."""

    start: int
    end: int
    concepts: frozenset[str]
    denied: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Who did what to whom, as concepts; the voice is undone."""

    agent: frozenset[str]
    action: str
    patient: frozenset[str]
    denied: bool


@dataclass(frozen=True, slots=True)
class Account:
    words: str
    terms: tuple[Word, ...]
    figures: tuple[Figure, ...]
    quantifiers: tuple[Figure, ...]
    moments: tuple[Moment, ...]
    clauses: tuple[Clause, ...]
    frames: tuple[Frame, ...]
    speakers: tuple[str, ...]
    lower: str
    day: date | None = None  # when its document was published

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(word.concept for word in self.terms)


def account_of(
    words: str,
    times: Iterable[tuple[int, int, TimeRange]],
    candidates: Iterable[FoundCandidate] = (),
    *,
    published: str = "",
    claim: bool = False,
) -> Account:
    """Lay a sentence open; ``candidates`` are what the extraction stage found in it.

    With ``claim`` the words are those of the one candidate, cut from its sentence: what
    introduced them ("X denied that") is no longer there to be read.
    """
    moments = moments_of(words, times)
    taken = [(m.start, m.end) for m in moments]
    taken += [match.span() for match in _CLOCK.finditer(words)]
    figures = figures_of(words, taken)
    terms = terms_of(words, [*taken, *((f.start, f.end) for f in figures)])
    found = tuple(candidates)
    clauses = _clauses(words, terms)
    if not claim:
        terms = _set_aside(terms, found)
    elif found[0].negated and not any(one.denied for one in clauses):
        clauses = tuple(replace(one, denied=True) for one in clauses)
    return Account(
        words=words,
        terms=terms,
        figures=figures,
        quantifiers=quantifiers_of(words),
        moments=moments,
        clauses=clauses,
        frames=tuple(_frame(one) for one in found),
        speakers=tuple(sorted({one.speaker for one in found if one.speaker})),
        lower=words.lower(),
        day=_day(published),
    )


def _set_aside(
    terms: tuple[Word, ...], found: tuple[FoundCandidate, ...]
) -> tuple[Word, ...]:
    """Mark the words that stand outside of all that is claimed: "the navy said"."""
    spans = [span for one in found for span in one.selector.segments]
    if not spans or not any(one.speaker or one.quote for one in found):
        return terms
    return tuple(
        replace(word, aside=not any(s <= word.at < e for s, e in spans))
        for word in terms
    )


def _day(published: str) -> date | None:
    try:
        return datetime.fromisoformat(published).date() if published else None
    except ValueError:
        return None


def terms_of(words: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[Word, ...]:
    """Return the words that carry meaning, without those inside ``taken``."""
    spans = list(taken)
    found = []
    for rule, meant in PHRASAL:
        for match in rule.finditer(words):
            found.append(Word(match.start(), match.group(), concept(meant), False))
            spans.append(match.span())
    for match in _NAMES.finditer(words):
        whole = match.group()
        if place := _place(whole.lower()):
            found.append(Word(match.start(), whole, place, True))
            spans.append((match.start(), match.start() + len(whole)))
    for match in _TOKEN.finditer(words):
        text = match.group().rstrip(".")
        low = text.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
        if low in LIGHT or low in _WEEK or low.endswith("n't"):
            continue
        if any(start <= match.start() < end for start, end in spans):
            continue
        parts = text.split("-")
        if len(parts) == 2 and all(one[:1].isupper() and len(one) > 2 for one in parts):
            for part in parts:  # "the Oslo-Bergen line"
                at = match.start() + text.index(part)
                found.append(Word(at, part, meaning(part.lower()), True))
            continue
        opening = not words[: match.start()].strip(" “\"'‘")
        upper = text[:1].isupper()
        name = upper and (not opening or _place(low) != "")
        found.append(Word(match.start(), text, meaning(low), name))
    return tuple(sorted(found, key=lambda word: word.at))


@lru_cache(maxsize=50_000)
def meaning(low: str) -> str:
    """Return a word's concept; a country, its people and its capital are one."""
    return _place(low) or concept(low)


@lru_cache(maxsize=50_000)
def _place(low: str) -> str:
    for form in (low, low.removesuffix("s")):
        if alias := aliases().get(form):
            return alias
        if country := country_of(form):
            return country.lower()
    return country_of_capital(low).lower()


def _clauses(words: str, terms: tuple[Word, ...]) -> tuple[Clause, ...]:
    cuts = [0]
    for match in _BREAK.finditer(words):
        without = match.group() == "without"
        if not (without and denied(words[cuts[-1] : match.start()])):
            cuts.append(match.start())  # "no one without a flag" is one denial in two
    cuts.append(len(words))
    found = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        concepts = frozenset(t.concept for t in terms if start <= t.at < end)
        if concepts:
            found.append(Clause(start, end, concepts, denied(words[start:end])))
    return tuple(found)


def denied(words: str) -> bool:
    """Say whether a stretch is turned round: an odd number of denials."""
    plain = _NOT_NEGATION.sub(" ", words.lower().replace("’", "'"))
    plain = _TWICE.sub(" ", plain)
    plain = re.sub(r"\b(?:no one|not one|not a single|not a)\b", "none", plain)
    plain = re.sub(r"\bneither\b(.*?)\bnor\b", r"neither\1", plain)
    tokens = re.findall(r"[a-z']+", plain)
    found: int = sum(t in NEGATORS or t.endswith("n't") for t in tokens)
    found += sum(t in REVERSERS for t in tokens)
    found += len(re.findall(r"\bfail\w* to\b", plain))
    return bool(found % 2)


def _frame(found: FoundCandidate) -> Frame:
    def parts(words: str) -> frozenset[str]:
        return frozenset(t.concept for t in terms_of("_ " + words))

    return Frame(
        parts(found.agent), concept(found.action), parts(found.patient), found.negated
    )
