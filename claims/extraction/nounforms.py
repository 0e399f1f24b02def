"""What the form of a noun says about whom it names: titles, plurals, proper runs."""

from __future__ import annotations

from claims.extraction.gazetteer import is_demonym
from claims.extraction.lexicon import PERSON_NOUNS, PLURAL_PEOPLE
from claims.extraction.phrases import tidy
from claims.extraction.syntax import Token


def first_appos(head: Token, test: object) -> Token | None:
    assert callable(test)
    return next((c for c in head.rights if c.dep_ == "appos" and test(c)), None)


def titled(head: Token) -> bool:
    return head.lemma_.lower() in PERSON_NOUNS


def plural(head: Token) -> bool:
    return head.lower_ in PLURAL_PEOPLE or head.tag_ in ("NNS", "NNPS")


def has_modifier(head: Token) -> bool:
    return any(c.dep_ in ("compound", "amod", "poss", "nmod") for c in head.lefts)


def has_lower_compound(head: Token) -> bool:
    """Say whether a proper noun follows role words: "news agency Trend"."""
    if head.pos_ != "PROPN" or not head.text[:1].isupper():
        return False
    return any(c.dep_ == "compound" and c.text.islower() for c in head.lefts)


def proper_run(head: Token) -> str:
    """Return the proper name beside role words: "Interfax news agency", "agency X"."""
    if head.pos_ == "PROPN":
        first = head.i
        while first > head.left_edge.i and head.doc[first - 1].pos_ == "PROPN":
            first -= 1
        return tidy(head.doc.words(first, head.i + 1))
    found = [
        c
        for c in head.lefts
        if c.dep_ == "compound" and c.pos_ == "PROPN" and not is_demonym(c.text)
    ]
    if not found:
        return ""
    first = found[0].left_edge.i
    while first < found[0].i and is_demonym(head.doc[first].text):
        first += 1
    return tidy(head.doc.words(first, found[-1].i + 1))


def names_something(phrase: str) -> bool:
    """Say whether a phrase tells one of its kind from others: "his office"."""
    named = any(word[:1].isupper() for word in phrase.split()[:-1])
    return named or " of " in phrase or "'s " in phrase or "’s " in phrase
