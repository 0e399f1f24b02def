"""Noun phrases as words a reader would use for them."""

from __future__ import annotations

from claims.extraction.entities import Names
from claims.extraction.lexicon import BODY_NOUNS
from claims.extraction.syntax import Token

_LEFT = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})
_TAIL_PREPOSITIONS = frozenset({"of", "for", "in", "from", "at"})


def noun_phrase(head: Token, *, tail: bool = True) -> str:
    """Return the phrase of ``head`` without article, count and clauses.

    ``tail`` keeps one following "of …", "in …", "for …" that names what it is.
    """
    first = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ in _LEFT and child.right_edge.i < first:
            first = child.left_edge.i
        elif child.dep_ != "punct":
            break
    words = head.doc.words(first, head.i + 1)
    words = words + (_tail(head) if tail else "")
    return tidy(words)


def _tail(head: Token) -> str:
    if place := _place_tail(head):
        return place
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _TAIL_PREPOSITIONS:
            obj = next((c for c in child.children if c.dep_ == "pobj"), None)
            counted = obj is not None and any(c.dep_ == "nummod" for c in obj.lefts)
            if counted:  # "a budget of 48 million euros" is a budget
                return ""
            if obj is not None and (child.lower_ == "of" or _is_named(obj)):
                article = next((c for c in obj.children if c.dep_ == "det"), None)
                the = f"{article.text} " if article is not None else ""
                words = noun_phrase(obj, tail=False) + _place_tail(obj)
                return f" {child.text} {the}{words}"
            return ""
        if child.i > head.i + 1 and child.dep_ != "prep":
            return ""
    return ""


def _is_named(obj: Token) -> bool:
    """Say whether a proper name stands in it: "a doctor at St. Hedda hospital"."""
    return obj.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in obj.lefts)


def _place_tail(head: Token) -> str:
    """Return " in Sarnow" of "the ministry in Sarnow said", however it was parsed."""
    if head.lemma_.lower() not in BODY_NOUNS or head.i + 2 >= len(head.doc):
        return ""
    preposition, place = head.nbor(1), head.nbor(2)
    same = place.sent.start == head.sent.start
    if preposition.lower_ == "in" and place.pos_ == "PROPN" and same:
        return f" in {noun_phrase(place, tail=False)}"
    return ""


def tidy(words: str) -> str:
    """Drop articles, marks and clitics from the ends of a name."""
    words = " ".join(words.split()).strip(" ,;:—–-\"“”‘'()[]")
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words = words.removeprefix(article)
    for clitic in ("'s", "’s"):
        words = words.removesuffix(clitic)
    return words.strip()


def coordinated(head: Token) -> list[Token]:
    """Return ``head`` and the nouns joined to it by "and" and commas."""
    found, queue = [], [head]
    while queue:
        token = queue.pop(0)
        found.append(token)
        queue.extend(
            c
            for c in token.rights
            if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON")
        )
    return sorted(found, key=lambda t: t.i)


def compact_name(head: Token, names: Names) -> str:
    """Return the name ``head`` stands in, without title and role words."""
    mention = names.at(head)
    if mention is not None and mention.kind == "person":
        return names.full(mention.text)
    return noun_phrase(head)
