"""Which earlier word a pronoun stands for: gender, role in the sentence, nearness.

Readers take "he" for the subject of the sentence before, if a man can be; a name that
only stands inside a quotation, or is a possessor, is hardly ever meant. Of two people
who fit alike none is taken.
"""

from __future__ import annotations

from bisect import bisect_left

from claims.extraction.entities import Mention, Names
from claims.extraction.genders import Gender, gender_of_name, gender_of_noun
from claims.extraction.lexicon import PERSON_NOUNS
from claims.extraction.parsing import Parsed
from claims.extraction.quotemarks import Marks
from claims.extraction.syntax import Token

# How far back a pronoun may reach: further away readers, too, look up who is meant.
PARAGRAPHS_BACK = 2
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GENDERS: dict[str, Gender] = {
    "he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "hers": "she"
}  # fmt: skip
# Points by role; a known gender that fits weighs less than being the subject.
_SUBJECT, _AGENT, _OTHER, _OWNER, _FITS = 4.0, 3.0, 2.0, 1.0, 1.0


class Antecedents:
    """Finds the words that pronouns stand for, in document order."""

    def __init__(self, parsed: Parsed, names: Names, marks: list[Marks]) -> None:
        self._parsed = parsed
        self._names = names
        self._found: dict[int, Token | None] = {}
        spans = [parsed.indices_in(m.inner_start, m.inner_end) for m in marks]
        self._quoted = frozenset(i for span in spans for i in span)
        self._nouns = [
            t.i
            for t in parsed.doc
            if t.pos_ == "NOUN" and t.tag_ == "NN" and _names_a_person(t)
        ]
        self._genders: dict[str, Gender] = {}
        for mention in names.mentions:
            if mention.kind == "person":
                self._learn(mention)
        for token in parsed.doc:  # in order, so that each finds those before it
            if token.dep_ in _SUBJECTS and token.lower_ in _GENDERS:
                self.person(token)

    def person(self, pronoun: Token) -> Token | None:
        """Return the head of the name that "he", "she", "his", "her" stands for."""
        if pronoun.i not in self._found:
            self._found[pronoun.i] = self._search(pronoun)
        return self._found[pronoun.i]

    def subject_before(self, head: Token) -> Token | None:
        """Return the nearest earlier noun that is a verb's subject, never far away."""
        for index in range(head.i - 1, max(-1, head.i - 120), -1):
            token = self._parsed.doc[index]
            if token.dep_ in _SUBJECTS and token.pos_ in ("NOUN", "PROPN"):
                return token
        return None

    # -- people ---------------------------------------------------------------

    def _search(self, pronoun: Token) -> Token | None:
        wanted = _GENDERS.get(pronoun.lower_, "")
        at = self._parsed.position_of(pronoun.i)
        here = self._parsed.sentences[at].sentence.paragraph
        for position in range(at, max(-1, at - 12), -1):
            entry = self._parsed.sentences[position]
            if here - entry.sentence.paragraph > PARAGRAPHS_BACK:
                return None
            last = min(entry.last, pronoun.i)
            earlier = self._pronoun_subject(entry.first, last, wanted)
            found = self._best(entry.first, last, pronoun, wanted)
            if found is not None and (earlier is None or self._role(found) >= _SUBJECT):
                return found
            if earlier is not None:
                return earlier
        return None

    def _best(
        self, first: int, last: int, pronoun: Token, wanted: Gender
    ) -> Token | None:
        """Return the one best person in tokens ``[first, last)``; None for a tie."""
        points: dict[str, float] = {}
        heads: dict[str, Token] = {}
        for head, name in self._people(first, last):
            gender = self._gender_of(head, name)
            other = gender and wanted and gender != wanted
            if other or self._is_barred(head, pronoun):
                continue
            worth = self._role(head) + (_FITS if gender else 0.0)
            if worth > points.get(name, 0.0):
                points[name], heads[name] = worth, head
        ranked = sorted(points, key=points.__getitem__, reverse=True)
        if len(ranked) > 1 and points[ranked[0]] == points[ranked[1]]:
            return None
        return heads[ranked[0]] if ranked else None

    def _people(self, first: int, last: int) -> list[tuple[Token, str]]:
        """Return heads and names of people named or told of in ``[first, last)``."""
        found = []
        for mention in self._names.between(first, last):
            if mention.kind == "person" and mention.first not in self._quoted:
                root = self._parsed.doc.root(mention.first, mention.last)
                found.append((root, self._names.full(mention.text)))
        at = bisect_left(self._nouns, first)
        while at < len(self._nouns) and self._nouns[at] < last:
            token = self._parsed.doc[self._nouns[at]]
            at += 1
            named = any(c.dep_ == "appos" for c in token.children)
            if token.i not in self._quoted and not named:
                found.append((token, token.lower_))
        return found

    def _role(self, head: Token) -> float:
        while head.dep_ in ("appos", "compound", "nmod", "conj"):
            head = head.head
        if head.dep_ in _SUBJECTS:
            return _SUBJECT
        if head.dep_ == "pobj" and head.head.dep_ == "agent":
            return _AGENT
        return _OWNER if head.dep_ == "poss" else _OTHER

    def _is_barred(self, head: Token, pronoun: Token) -> bool:
        """Say whether grammar keeps the two apart: "Voss accused him"."""
        if pronoun.dep_ == "poss" and head.lemma_ == pronoun.head.lemma_:
            return True  # "her deputy" is no deputy's deputy
        if pronoun.dep_ not in ("dobj", "dative", "pobj"):
            return False
        verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
        return head.dep_ in _SUBJECTS and head.head.i == verb.i

    def _pronoun_subject(self, first: int, last: int, wanted: Gender) -> Token | None:
        """Return whom an earlier "he" of the same sex, a subject, was found to be."""
        for index in range(last - 1, first - 1, -1):
            token = self._parsed.doc[index]
            same = wanted and _GENDERS.get(token.lower_) == wanted
            if same and token.dep_ in _SUBJECTS and index not in self._quoted:
                return self._found.get(index)
        return None

    # -- genders --------------------------------------------------------------

    def _learn(self, mention: Mention) -> None:
        name = self._names.full(mention.text)
        told = self._title_before(mention) or gender_of_name(mention.text)
        if told and name not in self._genders:
            self._genders[name] = told

    def _title_before(self, mention: Mention) -> Gender:
        doc = self._parsed.doc
        root = doc.root(mention.first, mention.last)
        for index in range(mention.first - 1, max(-1, mention.first - 4), -1):
            if doc[index].is_punct and doc[index].text != ".":
                break
            if told := gender_of_noun(doc[index].text):
                return told
        for child in root.rights:
            if child.dep_ == "appos" and (told := gender_of_noun(child.text)):
                return told
        return ""

    def _gender_of(self, head: Token, name: str) -> Gender:
        return self._genders.get(name, "") or gender_of_noun(head.text)


def _names_a_person(token: Token) -> bool:
    if token.dep_ in ("compound", "appos", "attr", "nmod"):
        return False
    return token.lower_ in PERSON_NOUNS or bool(gender_of_noun(token.text))
