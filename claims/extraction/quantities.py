"""What a clause counts: number, noun, unit, and what happened to the counted."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.extraction.base import Quantity
from claims.extraction.lexicon import word_set
from claims.extraction.measures import noun_and_unit
from claims.extraction.numbers import Number, find_numbers
from claims.extraction.parsing import Parsed
from claims.extraction.syntax import Token
from claims.extraction.timewords import FOUR_FIGURES
from sources.text.base import Span

_ROLE_WORDS = {
    "killed": "kill die dead death murder slay fatality perish lose life",
    "wounded": "wound injure hurt injury injured casualty",
    "captured": "capture captive prisoner hostage seize",
    "missing": "missing vanish disappear",
    "displaced": "displace flee evacuate homeless refugee",
    "arrested": "arrest detain",
    "destroyed": "destroy destruction wreck demolish",
    "damaged": "damage",
    "rescued": "rescue save",
    "infected": "infect infection",
    "drowned": "drown",
    "deployed": "deploy",
}
_ROLE_OF = {
    lemma: role for role, words in _ROLE_WORDS.items() for lemma in words.split()
}
_HUMAN_LOSS = frozenset({"lose", "life", "claim"})
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|"
    "april|june|july|august|september|october|november|december"
)
# Figures that are no counts: clock times, dates, years, ages, ordinals, zones.
_NOT_COUNTS = re.compile(
    rf"""\b\d{{1,2}}[:.]\d{{2}}(?::\d\d)?(?!\d|\ ?%|\ ?percent|\ (?:million|billion|
        kilo|k?m\b))\ ?(?:[ap]\.?m\.?)?
    |\b\d{{1,2}}\ ?[ap]\.?m\b\.?
    |{FOUR_FIGURES}
    |\b(?:{_MONTHS})\b\.?\ \d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\ \d{{4}}\b)?
    |\b\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?(?:{_MONTHS})\b\.?(?:,?\ \d{{4}}\b)?
    |\b(?:19|20)\d\ds\b|\b\d0s\b
    |(?<![\d,.$€£])\b(?:1[5-9]|20)\d\d\b(?!\ ?%|,\d)
    |\b\d{{4}}-\d\d-\d\d\b
    |\b\d+(?:st|nd|rd|th)\b
    |\b(?:aged?|age\ of)\ \d{{1,3}}\b|,\ \d{{1,2}},(?!\d)
    |\b[\w-]+-year-old\b|\b[\w-]+\ years?\ old\b
    |\b(?:GMT|UTC)\ ?[+-−]\ ?\d{{1,2}}(?::?\d\d)?
    |\bone\ (?:another|hand|day|side|of\ the\ most)\b|\beach\ one\b|\bno\ one\b
    |\bone's\b|\bthe\ other\ one\b|\bone\b(?=\ [ap]nd\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = re.compile(FOUR_FIGURES, re.IGNORECASE)
_YEAR = re.compile(r"^(1[5-9]|20)\d\d$")
_COUNTED_YEARS = ("more_than", "at_least", "about", "at_most", "less_than")


def find_quantities(
    parsed: Parsed, spans: tuple[Span, ...], *, counted: str = ""
) -> tuple[Quantity, ...]:
    """Return the quantities that stand in reading ``spans``, in text order.

    A bare number ("12 more taken captive") counts what the number before it counted,
    the first one ``counted``.
    """
    found: list[Quantity] = []
    for start, end in spans:
        text = parsed.text[start:end]
        numbers = find_numbers(text)
        blocked = [m.span() for m in _NOT_COUNTS.finditer(text)] if numbers else []
        for number in numbers:
            if _is_blocked(number, blocked, text):
                continue
            quantity = _quantity(parsed, start, number, text, found, counted)
            if quantity is not None:
                found.append(quantity)
    return tuple(found + _bare_losses(parsed, spans, found))


def _is_blocked(number: Number, blocked: list[Span], text: str) -> bool:
    at = number.figure_start
    inside = any(low <= at < high for low, high in blocked)
    if text[at : at + 4].isdecimal() and _CLOCK.match(text, at):
        return True
    figure = text[at : number.end]
    if inside and _YEAR.match(figure) and number.modifier in _COUNTED_YEARS:
        return False  # "about 2,000" never looks like this, "about 2000 men" does
    return inside


def _quantity(
    parsed: Parsed,
    start: int,
    number: Number,
    text: str,
    before: list[Quantity],
    counted: str,
) -> Quantity | None:
    token = _number_token(parsed, start + number.figure_start, start + number.end)
    if token is None:
        return None
    if token.lower_ in ("one", "two") and token.tag_ in ("PRP", "NN", "NNS"):
        return None
    number = _without_place_word(parsed, start, number)
    head = _counted(token)
    noun, unit = noun_and_unit(head, number)
    role = _role(parsed, token, head, text, number)
    if not noun and not unit:
        noun = next((q.noun for q in reversed(before) if not q.unit), counted)
        if not noun and not role:
            return None
    return Quantity(
        low=number.low,
        high=number.high,
        modifier=number.modifier,
        noun=noun,
        unit=unit,
        words=text[number.start : number.end].strip(),
        role=role,
    )


def _without_place_word(parsed: Parsed, start: int, number: Number) -> Number:
    """Undo "about" where "around" tells the place: "centred around two villages"."""
    if number.modifier != "about" or number.start == number.figure_start:
        return number
    first = parsed.tokens_in(start + number.start, start + number.figure_start)
    if not len(first) or first[0].dep_ != "prep" or not number.low or not number.high:
        return number
    value = round((number.low + number.high) / 2, 6)
    return replace(
        number, start=number.figure_start, low=value, high=value, modifier="exactly"
    )


_NUMBER_NOUNS = (
    "dozen", "dozens", "hundreds", "thousands", "scores", "millions", "tens",
    "thirds", "quarters", "fifths", "sixths", "eighths", "tenths",
)  # fmt: skip


def _number_token(parsed: Parsed, start: int, end: int) -> Token | None:
    """Return the last token of the figure: the one the counted noun governs."""
    tokens = parsed.tokens_in(start, end)
    if not len(tokens):
        return None
    numeric = [
        t
        for t in tokens
        if t.like_num or t.pos_ == "NUM" or t.lower_.endswith(_NUMBER_NOUNS)
    ]
    return (numeric or list(tokens))[-1]


def _counted(token: Token) -> Token | None:
    """Return the noun that is counted, None when the number stands alone."""
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is not None:
        obj = next((c for c in of.children if c.dep_ == "pobj"), None)
        if obj is not None and obj.pos_ in ("NOUN", "PROPN"):
            return obj
    if token.dep_ in ("nummod", "compound", "amod", "quantmod", "det", "nmod"):
        head = token.head
        if head.pos_ == "SYM" or head.like_num:
            return _counted(head)
        return head if head.pos_ in ("NOUN", "PROPN", "ADJ") else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.pos_ == "NOUN" and token.pos_ == "NUM":
        return after
    return None


def _role(
    parsed: Parsed, token: Token, head: Token | None, text: str, number: Number
) -> str:
    """Return what happened to the counted: nearest word up, down or beside it."""
    start = head if head is not None else token
    own = _roles_of([start, *start.children]) if head is not None else []
    near = _roles_below(start) or _roles_above(start)
    found = list(dict.fromkeys(own + near))
    if "killed" in found and "wounded" in found and " or " in text:
        return "killed or wounded"
    if start.dep_ == "nsubj" and _transitive(start.head):
        return ""  # "six gunmen killed two soldiers"
    return found[0] if found else _role_beside(text, number)


def _roles_below(start: Token) -> list[str]:
    """Look into participles and adjectives after the noun: "70 soldiers killed"."""
    after = [c for c in start.rights if c.dep_ in ("acl", "amod", "relcl", "conj")]
    tokens = [t for c in after for t in (c, *c.children) if t.dep_ != "nsubj"]
    return _roles_of(tokens)


def _roles_above(start: Token) -> list[str]:
    """Climb to the verb whose subject or object the counted are."""
    child = start
    for ancestor in start.ancestors:
        passive_agent = child.dep_ == "agent"
        if ancestor.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and not passive_agent:
            near = [ancestor]
            near += [
                c
                for c in ancestor.children
                if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp", "conj")
                and c.i > start.i
            ]
            near += [g for c in near[1:] for g in c.children if g.dep_ == "conj"]
            if child.dep_ == "nsubj" and _transitive(ancestor):
                near = near[1:]
            if roles := _roles_of(near):
                return roles
        if ancestor.dep_ in ("ccomp", "relcl", "advcl", "ROOT", "conj") and (
            ancestor.pos_ == "VERB"
        ):
            break
        child = ancestor
    return []


def _transitive(verb: Token) -> bool:
    """Say whether the subject acts rather than suffers: "two soldiers killed a man"."""
    return any(c.dep_ == "dobj" for c in verb.children) and verb.lemma_ not in (
        "lose", "die", "suffer"
    )  # fmt: skip


def _roles_of(tokens: list[Token]) -> list[str]:
    found = []
    for token in tokens:
        role = _ROLE_OF.get(token.lemma_.lower()) or _ROLE_OF.get(token.lower_)
        if token.lemma_ == "lose" and not _loses_people(token):
            role = None
        if role:
            found.append(role)
    return found


def _loses_people(verb: Token) -> bool:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return any(o.lemma_.lower() in _PEOPLE for o in objects)


_PEOPLE = word_set(
    """soldier troop serviceman servicewoman man woman person people civilian fighter
    officer life child worker villager resident engineer firefighter sailor pilot
    member guard policeman user rescuer conscript peacekeeper"""
)


def _role_beside(text: str, number: Number) -> str:
    """Read the next words when the grammar failed: "with 24 currently missing"."""
    after = re.findall(r"[\w'-]+", text[number.end : number.end + 40].lower())[:4]
    for word in after:
        if word in _FORMS:
            return _FORMS[word]
        if word in ("and", "or", "but"):
            break
    return ""


_FORMS = {
    "killed": "killed",
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "captive": "captured",
    "captured": "captured",
    "missing": "missing",
    "displaced": "displaced",
    "arrested": "arrested",
    "detained": "arrested",
    "destroyed": "destroyed",
    "drowned": "drowned",
    "rescued": "rescued",
}


def _bare_losses(
    parsed: Parsed, spans: tuple[Span, ...], found: list[Quantity]
) -> list[Quantity]:
    """Return "a soldier" and "no soldiers" where it says that they died or fell."""
    losses = []
    for start, end in spans:
        for token in parsed.tokens_in(start, end):
            if token.lower_ == "nobody" and (roles := _roles_above(token)):
                losses.append(
                    Quantity(0.0, 0.0, "exactly", "person", "", token.text, roles[0])
                )
            if token.pos_ != "NOUN" or token.lemma_.lower() not in _PEOPLE:
                continue
            article = next((c for c in token.lefts if c.dep_ == "det"), None)
            counted = any(c.dep_ == "nummod" for c in token.children)
            if article is None or counted or article.lower_ not in ("a", "an", "no"):
                continue
            roles = _roles_below(token) or _roles_above(token)
            if not roles:
                continue
            value = 0.0 if article.lower_ == "no" else 1.0
            words = token.doc.words(article.i, token.i + 1)
            losses.append(
                Quantity(value, value, "exactly", token.lemma_, "", words, roles[0])
            )
    return losses
