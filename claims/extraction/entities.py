"""Names in a document: people, bodies, places, peoples, each surface form one kind.

The model changes its mind about one name within a page (a capital is read as a person
four times in fifteen on news text), so all readings of a form vote, and the gazetteer
and titles vote with them. Spellings of one name (Zelensky, Zelenskyy) vote together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass

from claims.extraction.base import FoundName, NameKind
from claims.extraction.gazetteer import is_demonym, place_vote
from claims.extraction.lexicon import (
    BODY_NOUNS,
    COMPANY_WORDS,
    PERSON_NOUNS,
    PLACE_NOUNS,
    word_set,
)
from claims.extraction.people import TITLES, Person, one_person, parse_person, sound
from claims.extraction.syntax import Doc, Entity, Token

MentionKind = NameKind
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
_TITLES = TITLES - word_set("former acting deputy vice miss")
# Names of clocks, which the model takes for bodies.
_CLOCKS = word_set("GMT UTC BST CET CEST EET EEST EST EDT MSK")
_NO_NAMES = _PORTFOLIOS | _CLOCKS
_BODY_ENDS = BODY_NOUNS | COMPANY_WORDS
_BEFORE_PERSON = _TITLES | PERSON_NOUNS
# What stands after these is where something is: a place, or a body, never a person.
_WHERE = word_set("in at near outside around across inside throughout")
# Against one vote for each reading: a place read as a person whenever it is named
# wins by standing "in" a sentence of every second mention.
WHERE_VOTE, PART_VOTE = 2.5, 4.0
# "trust in Halvik", "shouted at Halvik": the preposition belongs to these.
_NOT_WHERE = word_set("trust faith confidence interest belief believe invest pride")


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
        spans = _spans(doc)
        self._votes = _votes(doc, spans)
        self.mentions = tuple(_elected(doc, spans, self._votes))
        self._at = {i: m for m in self.mentions for i in range(m.first, m.last)}
        self._firsts = [m.first for m in self.mentions]
        self._full = _full_names(self.mentions)

    def at(self, token: Token | int) -> Mention | None:
        return self._at.get(token if isinstance(token, int) else token.i)

    def full(self, name: str) -> str:
        """Return the longest form of a person's name that the document gives."""
        return self._full.get(name) or self._full.get(_key(name), name)

    def found(self) -> tuple[FoundName, ...]:
        """Return each surface form once with its votes, in order of first mention."""
        times = Counter(mention.text for mention in self.mentions)
        return tuple(
            FoundName(
                text=text,
                full=self.full(text),
                times=n,
                votes=tuple(sorted(self._votes[_key(text)].items())),
            )
            for text, n in times.items()
        )

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
        kind = _KINDS.get(ent.label, "")
        if not kind and ent.label not in ("PRODUCT", "WORK_OF_ART", "EVENT"):
            continue
        first, last = _trim(doc, ent)
        if doc.words(first, last) in _NO_NAMES:
            continue
        if first < last and doc.words(first, last)[:1].isupper():
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
    return _joined(doc, sorted(found))


def _joined(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join a given name and a family name that were read as two people.

    A given name that a reporter put in brackets is left out: "[Mira] Halvik".
    """
    joined: list[tuple[int, int, str]] = []
    for first, last, kind in spans:
        before = joined[-1] if joined else (0, -1, "")
        if kind == "person" == before[2] and before[1] == first:
            joined[-1] = (before[0], last, kind)
        elif kind == "person" == before[2] and doc.words(before[1], first) == "]":
            joined[-1] = (first, last, kind)
        else:
            joined.append((first, last, kind))
    return joined


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


def _trim(doc: Doc, ent: Entity) -> tuple[int, int]:
    first, last = ent.start, ent.end
    while first < last and (
        doc[first].lower_ in ("the", "a", "an") or doc[first].is_punct
    ):
        first += 1
    while last > first + 1 and _is_tail(doc[last - 1]):
        last -= 1
    while last > first and doc[last - 1].text in ("'s", "’s", "'", "’", "]", "["):
        last -= 1
    if ent.label == "PERSON" and any(t.text in "[]" for t in doc[first:last]):
        first = last - 1
    if ent.label == "PERSON":
        while first < last - 1 and doc[first].lower_.rstrip(".") in _TITLES:
            first += 1
    return first, last


def _is_tail(last: Token) -> bool:
    """Say whether the last word is no part of a name: "Karabakh war a year ago"."""
    lower = last.text.islower() and last.text.isalpha()
    return lower and last.pos_ in ("NOUN", "ADV", "DET", "ADP")


def _key(text: str) -> str:
    """Return what spellings of one name share: "Zelenskyy" and "Zelensky" do."""
    return " ".join(sound(word) or word for word in text.split())


Votes = defaultdict[str, defaultdict[str, float]]


def _votes(doc: Doc, spans: list[tuple[int, int, str]]) -> Votes:
    """Let readings of a form vote, and then the forms that hold it: "Lena Marsh"."""
    votes: Votes = defaultdict(lambda: defaultdict(float))
    for first, last, kind in spans:
        key = _key(doc.words(first, last))
        if kind:
            votes[key][kind] += 1.0
        for other, weight in _evidence(doc, first, last, kind).items():
            votes[key][other] += weight
    parts = _parts(doc, spans, votes)
    for first, last, _ in spans:
        key = _key(doc.words(first, last))
        if key in parts:
            votes[key][parts[key]] += PART_VOTE
    return votes


def _elected(
    doc: Doc, spans: list[tuple[int, int, str]], votes: Votes
) -> list[Mention]:
    mentions = []
    for first, last, _ in spans:
        text = doc.words(first, last)
        if held := votes[_key(text)]:
            kind = max(held, key=held.__getitem__)
            mentions.append(Mention(first, last, text, kind))  # type: ignore[arg-type]
    return mentions


def _parts(doc: Doc, spans: list[tuple[int, int, str]], votes: Votes) -> dict[str, str]:
    """Return what words of longer names are alone: of people's, and of places' ends.

    Only names that the vote makes a person's lend their parts: a company that was once
    read as a person must not turn its town into one.
    """
    found: dict[str, str] = {}
    for first, last, _ in spans:
        text = doc.words(first, last)
        held = votes[_key(text)]
        kind = max(held, key=held.__getitem__, default="")
        words = [t.text for t in doc[first:last] if t.text[:1].isupper()]
        if kind == "person" and len(words) > 1:
            found.update((_key(w), "person") for w in words if not is_demonym(w))
        elif kind == "place" and "-" in text:
            found.setdefault(_key(text.rpartition("-")[2]), "place")
    return found


def _evidence(doc: Doc, first: int, last: int, kind: str) -> dict[str, float]:
    """Return what words around and in a name say about its kind."""
    text, root = doc.words(first, last), doc.root(first, last)
    found: dict[str, float] = {}
    if is_demonym(text):
        found["people"] = 5.0
        return found
    if vote := place_vote(text):
        found["place"] = vote
    if last - first > 1 and doc[last - 1].lower_ in _BODY_ENDS:
        found["body"] = 4.0
    if _listed_as_place(root):
        found["place"] = found.get("place", 0.0) + 3.0
    if last - first == 1 and _is_where(text, root, kind):
        found["place"] = found.get("place", 0.0) + WHERE_VOTE
    before = doc[first - 1] if first > 0 else None
    if before is not None and before.lower_.rstrip(".") in _BEFORE_PERSON:
        found["person"] = 3.0
    if any(
        c.dep_ == "appos" and {t.lemma_ for t in c.subtree} & PERSON_NOUNS
        for c in root.children
    ):
        found["person"] = found.get("person", 0.0) + 3.0
    if any(c.dep_ == "relcl" and c.lower_ and _has_who(c) for c in root.children):
        found["person"] = found.get("person", 0.0) + 3.0
    return found


def _is_where(text: str, root: Token, kind: str) -> bool:
    """Say whether a name stands where a place does: "in Lower Sarnow and Brenn".

    Bodies stand there, too, but for single words: "in Parliament", "in the EU".
    """
    if kind not in ("person", "body"):
        return False
    if kind == "body" and (text.isupper() or text.lower() in BODY_NOUNS):
        return False
    while root.dep_ == "conj":
        root = root.head
    prep = root.head
    if root.dep_ != "pobj" or prep.lower_ not in _WHERE:
        return False
    at_somebody = prep.lower_ == "at" and prep.head.pos_ == "VERB"
    return not at_somebody and prep.head.lemma_.lower() not in _NOT_WHERE


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
    """Link family names and other spellings to the longest name of each person.

    Two different people of one family name stay apart: then the bare name is left.
    """
    times = Counter(m.text for m in mentions if m.kind == "person")
    read = {text: person for text in times if (person := parse_person(text))}
    people: list[list[str]] = []
    for text in sorted((t for t in read if read[t].given), key=lambda t: (-len(t), t)):
        home = next((p for p in people if _fits(read, text, p)), None)
        if home is None:
            people.append([text])
        else:
            home.append(text)
    full: dict[str, str] = {}
    by_family: dict[str, list[str]] = defaultdict(list)
    for names in people:
        best = max(names, key=lambda t: (len(t.split()), times[t], t))
        full.update(dict.fromkeys(names, best))
        for name in {n.split()[-1] for n in names}:
            by_family[_key(name)].append(best)
    for text, person in read.items():
        if not person.given:
            held = by_family.get(_key(text), []) or [
                full[names[0]] for names in people if _fits(read, text, names)
            ]
            full[text] = held[0] if len(held) == 1 else text
    for key, held in by_family.items():
        if len(held) == 1:
            full.setdefault(key, held[0])
    return full


def _fits(read: dict[str, Person], text: str, names: list[str]) -> bool:
    return all(one_person(read[text], read[name]) for name in names)
