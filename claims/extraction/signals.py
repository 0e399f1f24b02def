"""What the words of a clause signal: an event, a feeling, a demand, a rank."""

from __future__ import annotations

from claims.extraction.clauses import Unit
from claims.extraction.lexicon import (
    ACCUSES,
    DEMANDS,
    EVENTS,
    FEELING_NOUNS,
    FEELING_WORDS,
    FEELINGS,
    PLACE_NOUNS,
    PROSPECTS,
    RAISES,
    WEAKENS,
)
from claims.extraction.roles import Roles
from claims.extraction.syntax import Doc, Token
from claims.extraction.zones import is_zone

PLACE_WORDS = frozenset(
    {
        "outside",
        "towards",
        "toward",
        "to",
        "from",
        "across",
        "over",
        "in",
        "at",
        "near",
        "on",
        "around",
        "into",
        "along",
        "inside",
    }
)


def cue_verb(cue: str) -> str:
    """Return the verb behind a cue as far as the small table of accusers needs it."""
    low = cue.lower()
    for verb in ACCUSES:
        if low.startswith(verb[:-1]):
            return verb
    return low


def names_a_zone(doc: Doc, first: int, last: int) -> bool:
    """Say whether tokens name only a clock: "GMT", "Moscow" in "9 a.m. Moscow time"."""
    if last - first == 1 and is_zone(doc[first].text):
        return True
    rest = [t.lower_ for t in doc[last : last + 2]]
    if rest[:1] in (["standard"], ["summer"]):
        rest = rest[1:]
    return doc[last - 1].lower_ == "time" or rest[:1] == ["time"]


def is_where(root: Token) -> bool:
    """Say whether a place name tells where, rather than who."""
    head = root
    while head.dep_ in ("conj", "appos", "compound", "nmod"):
        head = head.head
    if head.dep_ == "pobj":
        preposition = head.head.lower_
        if preposition == "of":
            return head.head.head.lemma_.lower() in PLACE_NOUNS
        return preposition in PLACE_WORDS
    return head.lemma_.lower() in PLACE_NOUNS


def is_placed(verb: Token, places: tuple[str, ...]) -> bool:
    """Say whether the clause tells where something lies or what it belongs to."""
    named = [c for c in verb.children if c.dep_ in ("attr", "acomp", "expl")]
    if named:  # "there was anger in Belk" places nothing
        return any(c.lemma_.lower() in PLACE_NOUNS for c in named if c.dep_ == "attr")
    return bool(places) and any(
        c.dep_ == "prep" and c.lower_ in ("in", "at", "on", "near", "inside")
        for c in verb.children
    )


def happened(verb: Token, roles: Roles) -> bool:
    """Say whether the clause reports an act or event as done or under way."""
    if verb.pos_ not in ("VERB", "AUX") or verb.lemma_ in ("be", "have", "do"):
        return False
    if roles.future or roles.would or roles.conditional or verb.lemma_ in FEELINGS:
        return False
    helpers = {c.lemma_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    past = verb.tag_ in ("VBD", "VBN") or "have" in helpers
    going = verb.tag_ == "VBG" and "be" in helpers
    return past or going or verb.lemma_ in EVENTS


def accuses(unit: Unit) -> bool:
    return (
        unit.frame is not None
        and unit.kind == "act"
        and cue_verb(unit.frame.cue) in ACCUSES
    )


_MORE = frozenset({"twice", "half", "double", "triple", "majority", "most", "record"})


_EMPTY_RANKS = frozenset({"least", "best", "worst", "latest", "closest", "most"})


_TRENDS = frozenset({"up", "down", "higher", "lower", "fewer", "less", "more"})


def comparison(tokens: list[Token]) -> str:
    """Return the word that ranks or compares: "largest", "fewer than", "twice"."""
    for token in tokens:
        low = token.lower_
        if token.head.like_num or token.dep_ == "quantmod":
            continue  # "more than 40", "at least 12": no comparison
        ranks = token.tag_ == "JJS" and low not in _EMPTY_RANKS
        trend = low in _TRENDS and (
            token.dep_ in ("acomp", "attr")
            or (
                token.tag_ in ("JJR", "RBR") and any(t.lower_ == "than" for t in tokens)
            )
        )
        first = token.tag_ == "JJ" and low == "first" and token.head.lower_ == "time"
        if ranks or trend or first or (low in _MORE and token.pos_ != "ADV"):
            return token.text
    return ""


_FELT = FEELING_WORDS | FEELING_NOUNS


def feels(verb: Token, tokens: list[Token]) -> bool:
    if verb.lemma_ in FEELINGS:
        return True
    predicate = [
        c for c in verb.children if c.dep_ in ("acomp", "oprd", "attr", "dobj")
    ]
    words = {t.lower_ for c in (verb, *predicate) for t in (c, *c.children)}
    return bool(words & _FELT)


def assesses(verb: Token) -> bool:
    """Say whether the clause weighs an effect: "weakened the ministry's standing".

    What weakens by itself, a storm or a currency, is an event and has no object.
    """
    objects = {c.lemma_ for c in verb.children if c.dep_ == "dobj"}
    if verb.lemma_ in WEAKENS:
        return bool(objects)
    return verb.lemma_ in RAISES and bool(objects & PROSPECTS)


def demands(verb: Token) -> bool:
    if verb.lemma_ in DEMANDS and verb.lemma_ not in ("call", "ask"):
        return True
    if verb.lemma_ in ("call", "ask"):
        return any(
            c.dep_ == "prep" and c.lower_ in ("for", "on") for c in verb.children
        ) or any(c.dep_ == "xcomp" for c in verb.children)
    need = verb.lemma_ == "need" and any(c.dep_ == "xcomp" for c in verb.children)
    must = any(
        c.dep_ == "aux" and c.lower_ in ("should", "must") for c in verb.children
    )
    return need or must


def first_person(roles: Roles, doc: Doc) -> bool:
    if roles.subject < 0:
        return False
    token = doc[roles.subject]
    words = {token.lower_, *(c.lower_ for c in token.children)}
    return bool(words & {"i", "we", "my", "our"})
