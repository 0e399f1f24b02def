"""Names in a document: people, bodies, places, peoples, each surface form one kind.

The model changes its mind about one name within a page (a capital is read as a person
four times in fifteen on news text), so all readings of a form vote, and the gazetteer
and titles vote with them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from claims.extraction.gazetteer import is_demonym, place_vote
from claims.extraction.lexicon import (
    BODY_NOUNS,
    COMPANY_WORDS,
    PERSON_NOUNS,
    PLACE_NOUNS,
    word_set,
)

MentionKind = Literal["person", "body", "place", "people"]
_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "body",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}
# "Secretary of State": the tail of a title that the model takes for a name.
_PORTFOLIOS = frozenset(
    {"State", "Defense", "Defence", "Interior", "Finance", "Justice", "Health"}
)
_TITLES = word_set(
    """mr mrs ms dr prof sir lord lady president minister premier chancellor secretary
    general colonel captain major lieutenant sergeant senator governor mayor king
    queen prince princess pope judge ambassador commissioner chairman spokesman
    spokeswoman spokesperson"""
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``[first, last)`` that name something."""

    first: int
    last: int
    text: str
    kind: MentionKind


class Names:
    """All mentions of a document, and the longest known form of each person."""

    def __init__(self, doc: Doc) -> None:
        self.mentions = tuple(_vote(doc, _spans(doc)))
        self._at = {i: m for m in self.mentions for i in range(m.first, m.last)}
        self._firsts = [m.first for m in self.mentions]
        self._full = _full_names(self.mentions)

    def at(self, token: Token | int) -> Mention | None:
        return self._at.get(token if isinstance(token, int) else token.i)

    def full(self, name: str) -> str:
        """Return the longest form of a person's name that the document gives."""
        return self._full.get(name, name)

    def between(self, first: int, last: int) -> list[Mention]:
        """Return the mentions that lie whole in tokens ``[first, last)``."""
        low = bisect_left(self._firsts, first)
        high = bisect_left(self._firsts, last)
        return [m for m in self.mentions[low:high] if m.last <= last]


def _spans(doc: Doc) -> list[tuple[int, int, str]]:
    """Return trimmed entity spans with their label, gaps filled from the gazetteer."""
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for ent in doc.ents:
        kind = _KINDS.get(ent.label_, "")
        if not kind and ent.label_ not in ("PRODUCT", "WORK_OF_ART", "EVENT"):
            continue
        first, last = _trim(ent)
        if doc[first:last].text in _PORTFOLIOS:
            continue
        if first < last and doc[first:last].text[:1].isupper():
            found.append((first, last, kind))
            taken.update(range(first, last))
    for token in doc:
        if token.i in taken or not token.text[:1].isupper():
            continue
        if run := _titled_run(token, taken):
            found.append((run, token.i + 1, "person"))
            taken.update(range(run, token.i + 1))
        elif is_demonym(token.text):
            found.append((token.i, token.i + 1, "people"))
        elif token.pos_ == "PROPN" and place_vote(token.text) >= 3:
            found.append((token.i, token.i + 1, "place"))
    return sorted(found)


def _titled_run(token: Token, taken: set[int]) -> int:
    """Return where a name starts that follows "Minister of Defence"; 0 if none does."""
    titled = any(
        c.dep_ in ("nmod", "compound") and c.lower_ in _TITLES for c in token.lefts
    )
    first = token.i
    while first - 1 not in taken and first > 0 and _name_part(token.doc[first - 1]):
        first -= 1
    return first if titled and first < token.i else 0


def _name_part(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.dep_ == "compound"
        and token.lower_ not in _TITLES
    )


def _trim(ent: Span) -> tuple[int, int]:
    first, last = ent.start, ent.end
    while first < last and (
        ent.doc[first].lower_ in ("the", "a", "an") or ent.doc[first].is_punct
    ):
        first += 1
    while last > first + 1 and _is_tail(ent.doc[first:last]):
        last -= 1
    while last > first and ent.doc[last - 1].text in ("'s", "’s", "'", "’", "]", "["):
        last -= 1
    if ent.label_ == "PERSON" and any(t.text in "[]" for t in ent.doc[first:last]):
        first = last - 1
    if ent.label_ == "PERSON":
        while first < last - 1 and ent.doc[first].lower_.rstrip(".") in _TITLES:
            first += 1
    return first, last


def _is_tail(span: Span) -> bool:
    """Say whether the last word is no part of a name: "Karabakh war a year ago"."""
    word = span[-1]
    return (
        word.is_lower and word.is_alpha and word.pos_ in ("NOUN", "ADV", "DET", "ADP")
    )


def _vote(doc: Doc, spans: list[tuple[int, int, str]]) -> list[Mention]:
    votes: dict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    parts = _parts_of_people(doc, spans)
    for first, last, kind in spans:
        text = doc[first:last].text
        if kind:
            votes[text][kind] += 1.0
        for other, weight in _evidence(doc, first, last).items():
            votes[text][other] += weight
        if text in parts:
            votes[text]["person"] += 4.0
    mentions = []
    for first, last, _ in spans:
        text = doc[first:last].text
        if not votes[text]:
            continue
        kind = max(votes[text], key=votes[text].__getitem__)
        mentions.append(Mention(first, last, text, kind))  # type: ignore[arg-type]
    return mentions


def _parts_of_people(doc: Doc, spans: list[tuple[int, int, str]]) -> set[str]:
    """Return the words of people's full names: alone they name people, too."""
    found: set[str] = set()
    for first, last, kind in spans:
        words = [t.text for t in doc[first:last]]
        if kind == "person" and len(words) > 1:
            found.update(w for w in words if w[:1].isupper() and not is_demonym(w))
    return found


def _evidence(doc: Doc, first: int, last: int) -> dict[str, float]:
    """Return what words around and in a name say about its kind."""
    span = doc[first:last]
    text, root = span.text, span.root
    found: dict[str, float] = {}
    if is_demonym(text):
        found["people"] = 5.0
        return found
    if vote := place_vote(text):
        found["place"] = vote
    if span[-1].lower_ in BODY_NOUNS | COMPANY_WORDS and len(span) > 1:
        found["body"] = 4.0
    if _listed_as_place(root):
        found["place"] = found.get("place", 0.0) + 3.0
    before = doc[first - 1] if first > 0 else None
    if before is not None and before.lower_.rstrip(".") in _TITLES | PERSON_NOUNS:
        found["person"] = 3.0
    if any(
        c.dep_ == "appos" and {t.lemma_ for t in c.subtree} & PERSON_NOUNS
        for c in root.children
    ):
        found["person"] = found.get("person", 0.0) + 3.0
    if any(c.dep_ == "relcl" and c.lower_ and _has_who(c) for c in root.children):
        found["person"] = found.get("person", 0.0) + 3.0
    return found


def _listed_as_place(root: Token) -> bool:
    """Say whether a name stands in "the towns of A, B and C" or "the A settlement"."""
    head, steps = root, 0
    while steps < 6:
        if head.lemma_.lower() in PLACE_NOUNS and head.i != root.i:
            return True
        of = head.dep_ == "prep" and head.lower_ == "of"
        if head.dep_ not in ("conj", "appos", "compound", "nmod", "pobj") and not of:
            return False
        head, steps = head.head, steps + 1
    return False


def _has_who(verb: Token) -> bool:
    return any(c.lower_ == "who" for c in verb.children)


def _full_names(mentions: tuple[Mention, ...]) -> dict[str, str]:
    """Link surnames to full names: the first full name with that last word wins.

    Two different people of one surname stay apart: then the bare surname is left.
    """
    by_last: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.kind == "person" and " " in mention.text:
            by_last[mention.text.split()[-1]].add(mention.text)
    full = {}
    for last, names in by_last.items():
        longest = max(names, key=len)
        firsts = {name.split()[0] for name in names}
        if len(firsts) == 1:
            full.update(dict.fromkeys(names, longest))
            full[last] = longest
    return full
