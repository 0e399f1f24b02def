"""From the subject of a speech verb to a name: titles, pronouns, "the ministry"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claims.extraction.antecedents import Antecedents
from claims.extraction.companies import company_of, is_generic
from claims.extraction.entities import Mention, Names
from claims.extraction.lexicon import (
    BODY_NOUNS,
    COUNTED_PEOPLE,
    MEDIA_NOUNS,
    PAPERS,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    SPEAKING_THINGS,
)
from claims.extraction.nounforms import (
    first_appos,
    has_lower_compound,
    has_modifier,
    names_something,
    plural,
    proper_run,
    titled,
)
from claims.extraction.parsing import Parsed
from claims.extraction.phrases import coordinated, noun_phrase, tidy
from claims.extraction.quotemarks import Marks
from claims.extraction.syntax import Token

SpeakerKind = Literal["person", "body", "people", "open"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; ``name`` is "" and ``kind`` "open" when the text does not say."""

    name: str
    kind: SpeakerKind
    paragraph: int = -1
    token: int = -1


OPEN = Speaker("", "open")


class Speakers:
    """Resolves subjects to speakers, in document order, remembering who spoke last."""

    def __init__(self, parsed: Parsed, names: Names, marks: list[Marks]) -> None:
        self._parsed = parsed
        self._antecedents = Antecedents(parsed, names, marks)
        self._names = names
        self._heard: list[Speaker] = []
        self._people = {m.text for m in names.mentions if m.kind == "person"}
        self._nouns: dict[str, list[int]] = defaultdict(list)
        for token in parsed.doc:
            if token.pos_ in ("NOUN", "PROPN"):
                self._nouns[token.lower_].append(token.i)

    def hear(self, speaker: Speaker) -> None:
        """Remember that ``speaker`` has just spoken."""
        if speaker.name:
            self._heard.append(speaker)

    def resolve(self, head: Token | None, *, verb: Token | None = None) -> Speaker:
        """Return who the noun or pronoun ``head`` is; open when it cannot be told."""
        if head is None:
            return OPEN
        name, kind = self._named(head, verb or head.head)
        if not name:
            return OPEN
        return Speaker(name, kind, self._paragraph(head), head.i)

    def company(self, head: Token) -> str:
        """Return the name behind "the company"; "" where it could be another's."""
        name = company_of(self._parsed.text)
        if not name or name in self._people or not is_generic(head, name):
            return ""
        subject = self._antecedents.subject_before(head)
        mention = self._names.at(subject) if subject is not None else None
        if mention is None or mention.kind != "body" or self._far(mention, head):
            return "" if _unknown_name(subject, mention) else name
        same = mention.text in name or name in mention.text
        office = mention.text.split()[-1].lower() in BODY_NOUNS | MEDIA_NOUNS
        return name if same or office else ""

    def last(self, *, before: int, paragraph: int, back: int) -> Speaker:
        """Return who spoke last before token ``before`` within ``back`` paragraphs."""
        for speaker in reversed(self._heard):
            if speaker.token < before and paragraph - speaker.paragraph <= back:
                return speaker
        return OPEN

    # -- nouns ----------------------------------------------------------------

    def _named(self, head: Token, verb: Token) -> tuple[str, SpeakerKind]:
        if head.lower_ in ("who", "which", "that") and head.dep_.startswith("nsubj"):
            clause = next((a for a in head.ancestors if a.dep_ == "relcl"), None)
            return self._named(clause.head, verb) if clause else ("", "open")
        if head.pos_ == "PRON":
            return self._pronoun(head, verb)
        parts = coordinated(head)
        if len(parts) > 1:
            names = [self._single(part, verb)[0] for part in parts]
            return _join([n for n in names if n]), "people"
        return self._single(head, verb)

    def _single(self, head: Token, verb: Token) -> tuple[str, SpeakerKind]:
        mention = self._names.at(head)
        if mention is not None and mention.kind == "person":
            return self._names.full(mention.text), "person"
        apposed = self._apposed(head)
        if apposed is not None:
            return self._single(apposed, verb)
        lemma = head.lemma_.lower()
        if lemma in SPEAKING_THINGS and mention is None:
            return self._maker(head, verb)
        if head.pos_ == "PRON":
            return self._pronoun(head, verb)
        media = lemma in MEDIA_NOUNS or has_lower_compound(head)
        if media and (name := proper_run(head)):
            return name, "body"
        if lemma in COUNTED_PEOPLE and (group := _whole_of(head)) is not None:
            return self._named(group, verb)[0], "people"
        if head.lower_ in PLURAL_PEOPLE and not self._owned(head, verb):
            both = any(c.lower_ == "both" for c in head.lefts)
            return ("both " if both else "") + noun_phrase(head), "people"
        if lemma in PERSON_NOUNS or lemma in BODY_NOUNS:
            return self._common(head, verb)
        kind: SpeakerKind = "people" if plural(head) else "body"
        return self._owned(head, verb) or noun_phrase(head), kind

    def _apposed(self, head: Token) -> Token | None:
        """Return the name in apposition: "sponsor Turkey", "Secretary, Anna Voss"."""
        if head.pos_ == "PROPN" and self._names.at(head) is None and titled(head):
            return first_appos(head, lambda t: self._is_person(t))
        if head.pos_ == "NOUN":
            return first_appos(head, lambda t: t.pos_ == "PROPN")
        return None

    def _is_person(self, token: Token) -> bool:
        mention = self._names.at(token)
        return mention is not None and mention.kind == "person"

    def _common(self, head: Token, verb: Token) -> tuple[str, SpeakerKind]:
        lemma = head.lemma_.lower()
        person = lemma in PERSON_NOUNS
        kind: SpeakerKind = "person" if person else "body"
        if owned := self._owned(head, verb):
            return owned, kind
        if company := self.company(head):
            return company, "body"
        words = noun_phrase(head)
        if lemma in MEDIA_NOUNS:
            return self._outlet_before(head) or words, kind
        if not has_modifier(head):
            earlier = self._fuller(head, words)
            bare = words.islower() and len(words.split()) == 1
            left_open = bare and any(c.lower_ == "the" for c in head.lefts)
            return (earlier, kind) if earlier or left_open else (words, kind)
        if words.split()[0].lower() in ("defense", "defence", "foreign", "interior"):
            return self._fuller(head, words) or words, kind
        return self._fuller(head, words) or words, kind

    def _owned(self, head: Token, verb: Token) -> str:
        """Return "Anna Voss's spokesman" for "her spokesman" or "Ms Voss's office"."""
        owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
        if owner is None:
            return ""
        if owner.pos_ == "PRON":
            name = self._pronoun(owner, verb)[0]
        elif self._is_person(owner):
            name = self._names.full(self._names.at(owner).text)  # type: ignore[union-attr]
        else:
            return ""
        middle = tidy(head.doc.words(owner.right_edge.i + 1, head.i + 1))
        return f"{name}'s {middle}" if name else ""

    def _fuller(self, head: Token, words: str) -> str:
        """Return the latest earlier name that ends in the same words but says more."""
        bare = words.split(" of ")[0].split(" in ")[0].lower()
        if bare != words.lower():
            return ""
        for token in self._earlier(head):
            phrase = noun_phrase(token)
            core = noun_phrase(token, tail=False).lower()
            longer = core.endswith(bare) and len(phrase) > len(words)
            if longer and names_something(phrase):
                return self._fuller(token, phrase) or phrase
        return ""

    def _outlet_before(self, head: Token) -> str:
        """Return "Trend" for "the agency" after "news agency Trend"."""
        for token in self._earlier(head):
            named = token.head if token.dep_ == "compound" else token
            if name := proper_run(named):
                return name
        return ""

    def _earlier(self, head: Token) -> Iterator[Token]:
        """Yield earlier nouns of the same form, the nearest first."""
        places = self._nouns[head.lower_]
        for at in range(bisect_left(places, head.left_edge.i) - 1, -1, -1):
            yield self._parsed.doc[places[at]]

    def _maker(self, head: Token, verb: Token) -> tuple[str, SpeakerKind]:
        """Return who issued "the statement (from the ministry)"."""
        for child in head.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "of"):
                maker = next((c for c in child.children if c.dep_ == "pobj"), None)
                if maker is not None:
                    return self._named(maker, verb)
            if child.dep_ == "poss" and child.lower_ != "its":
                return self._named(child, verb)
        subject = _subject(head.head) if head.head.pos_ == "VERB" else None
        if subject is not None and subject.i < head.i and head.head.i != verb.i:
            return self._named(subject, verb)
        if head.lemma_.lower() in PAPERS:
            return noun_phrase(head), "body"
        outer = self._antecedents.subject_before(head)
        # Not for "an earlier version of this article": the version made no article.
        apart = outer is not None and outer.right_edge.i < head.i
        if apart and outer is not None and self._same_sentence(outer, head):
            return self._named(outer, verb)
        last = self.last(before=head.i, paragraph=self._paragraph(head), back=2)
        return (last.name, last.kind)

    # -- pronouns -------------------------------------------------------------

    def _pronoun(self, head: Token, verb: Token) -> tuple[str, SpeakerKind]:
        low = head.lower_
        if low in ("he", "she", "his", "her", "him"):
            return self._person_before(head)
        if low in ("it", "its"):
            return self._body_before(head)
        if low in ("they", "their", "them", "both"):
            return self._group_before(head)
        return "", "open"

    def _person_before(self, head: Token) -> tuple[str, SpeakerKind]:
        found = self._antecedents.person(head)
        return ("", "open") if found is None else self._single(found, found.head)

    def _body_before(self, head: Token) -> tuple[str, SpeakerKind]:
        subject = self._antecedents.subject_before(head)
        steps = 0
        while subject is not None and steps < 3:
            near = self._paragraph(head) - self._paragraph(subject) <= 1
            if near and not self._is_person(subject) and self._can_speak(subject):
                return self._single(subject, subject.head)
            subject, steps = self._antecedents.subject_before(subject), steps + 1
        return "", "open"

    def _can_speak(self, head: Token) -> bool:
        return self._names.at(head) is not None or head.lemma_.lower() in BODY_NOUNS

    def _group_before(self, head: Token) -> tuple[str, SpeakerKind]:
        subject = self._antecedents.subject_before(head)
        if subject is None:
            return "", "open"
        parts = [p for p in coordinated(subject) if p.right_edge.i < head.i]
        partner = _partner(subject.head) if self._is_person(subject) else None
        if len(parts) == 1 and partner is not None and self._is_person(partner):
            parts.append(partner)
        if len(parts) > 1 or plural(subject):
            found = [self._single(part, part.head)[0] for part in parts]
            return _join([name for name in found if name]), "people"
        last = self.last(before=head.i, paragraph=self._paragraph(head), back=1)
        return (last.name, last.kind) if last.kind == "people" else ("", "open")

    # -- where things stand ---------------------------------------------------

    def _paragraph(self, token: Token) -> int:
        return self._parsed.sentence_of(token).sentence.paragraph

    def _far(self, mention: Mention, head: Token) -> bool:
        named = self._paragraph(head.doc[mention.first])
        return self._paragraph(head) - named > 1

    def _same_sentence(self, one: Token, other: Token) -> bool:
        return self._parsed.position_of(one.i) == self._parsed.position_of(other.i)


def _unknown_name(subject: Token | None, mention: Mention | None) -> bool:
    """Say whether a name of unknown kind stands where a company could."""
    return subject is not None and mention is None and subject.pos_ == "PROPN"


def _whole_of(head: Token) -> Token | None:
    """Return the officials of "one of the officials"."""
    of = next((c for c in head.rights if c.lower_ == "of"), None)
    if of is None:
        return None
    return next((c for c in of.children if c.dep_ == "pobj"), None)


def _partner(verb: Token) -> Token | None:
    """Return the other side of "A held a talk with B"."""
    for token in verb.subtree:
        if token.dep_ == "prep" and token.lower_ == "with":
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _join(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    if len(unique) < 2:
        return "".join(unique)
    return ", ".join(unique[:-1]) + " and " + unique[-1]
