"""Who did what to whom in a clause, passive undone; and whether it says it happened."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from claims.extraction.clauses import Unit
from claims.extraction.entities import Names
from claims.extraction.gazetteer import country_of
from claims.extraction.lexicon import HEARSAY, LIGHT, RUMOURS
from claims.extraction.parsing import Parsed
from claims.extraction.phrases import compact_name, coordinated, noun_phrase, tidy
from claims.extraction.speakers import Speakers

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_CONDITIONAL = frozenset({"would", "could", "might", "may", "should"})
_NEGATIONS = frozenset({"no", "never", "neither", "nor", "none", "nobody", "nothing"})
# Verb and object that are one action.
_PAIRS = {("take", "place"), ("open", "fire"), ("take", "part"), ("cease", "fire")}
# Without an object these are said of those who suffer it: "70 soldiers killed".
_DENIES = frozenset({"deny", "refute", "dispute"})
_SUFFERED = frozenset({"kill", "wound", "injure", "capture", "destroy", "detain"})
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "them", "him", "her", "his", "its", "their"}
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The frame of a clause; empty strings where the text does not say."""

    verb: int
    agent: str
    action: str
    patient: str
    negated: bool
    future: bool
    conditional: bool
    rumour: bool
    hearsay: str
    subject: int = -1


class RoleFinder:
    """Reads the roles of units; pronouns become the speaker or an earlier subject."""

    def __init__(self, parsed: Parsed, names: Names, speakers: Speakers) -> None:
        self._parsed = parsed
        self._names = names
        self._speakers = speakers

    def of(self, unit: Unit) -> Roles:
        top = self._main_verb(unit)
        verb, hearsay = _descend(top)
        subject, objects = _arguments(verb, top)
        passive = _is_passive(verb)
        agent_head = _by_agent(verb) if passive else subject
        patient_head = subject if passive else objects
        tokens = [self._parsed.doc[i] for i in unit.tokens]
        action, patient_head = _action(verb, patient_head)
        agent = self._name(agent_head, unit)
        if unit.kind == "act" and unit.speaker.name and not passive:
            agent = unit.speaker.name
        return Roles(
            verb=verb.i,
            agent=agent,
            action=action,
            patient=self._patient(verb, patient_head, unit),
            negated=_negated(verb, top, subject, objects) != self._denied(unit),
            future=_has_aux(verb, top, _FUTURE) or _going_to(verb),
            conditional=_has_aux(verb, top, _CONDITIONAL),
            rumour=any(t.lemma_.lower() in RUMOURS for t in tokens),
            hearsay=hearsay,
            subject=subject.i if subject is not None else -1,
        )

    def _denied(self, unit: Unit) -> bool:
        """Say whether the speaker denies the clause: "X denies that Y"."""
        if unit.kind != "content" or unit.frame is None:
            return False
        return self._parsed.doc[unit.frame.verb].lemma_ in _DENIES

    def _main_verb(self, unit: Unit) -> Token:
        doc = self._parsed.doc
        if unit.kind == "act" and unit.frame is not None:
            return doc[unit.frame.verb]
        root = doc[unit.root]
        if root.pos_ in ("VERB", "AUX"):
            return root
        verbs = [
            doc[i]
            for i in unit.tokens
            if doc[i].pos_ in ("VERB", "AUX")
            and any(c.dep_.startswith("nsubj") for c in doc[i].children)
        ]
        return verbs[0] if verbs else root

    def _name(self, head: Token | None, unit: Unit) -> str:
        if head is None:
            return ""
        parts = [self._one(part, unit) for part in coordinated(head)]
        names = list(dict.fromkeys(name for name in parts if name))
        return " and ".join(names)

    def _one(self, head: Token, unit: Unit) -> str:
        if head.lower_ in ("that", "which", "who"):
            clause = next((a for a in head.ancestors if a.dep_ == "relcl"), None)
            return self._one(clause.head, unit) if clause is not None else ""
        if head.pos_ == "PRON":
            return self._pronoun(head, unit)
        head = _counted_of(head)
        apposed = next(
            (c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None
        )
        if apposed is not None and head.pos_ == "NOUN":
            return compact_name(apposed, self._names)
        if company := self._speakers.company(head):
            return company
        if head.lower_ == "country" and not any(c.dep_ == "amod" for c in head.lefts):
            return self._home(unit) or noun_phrase(head)
        owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
        if owner is not None and owner.pos_ == "PRON" and owner.i == head.left_edge.i:
            name = self._pronoun(owner, unit)
            rest = tidy(head.doc[owner.i + 1 : head.i + 1].text)
            return f"{name}'s {rest}" if name else noun_phrase(head)
        return compact_name(head, self._names)

    def _pronoun(self, head: Token, unit: Unit) -> str:
        """Return whom a pronoun means: in a quotation only "I" and "we" are sure."""
        low, speaker = head.lower_, unit.speaker
        if low in ("i", "we", "my", "our", "me", "us"):
            return speaker.name
        if unit.quote == "direct" or low not in _PRONOUNS:
            return ""
        kinds = {
            "person": ("he", "she", "his", "her", "him"),
            "body": ("it", "its", "they", "their", "them"),
            "people": ("they", "their", "them"),
        }
        if speaker.name and low in kinds.get(speaker.kind, ()):
            return speaker.name
        return self._speakers.resolve(head).name

    def _home(self, unit: Unit) -> str:
        words = unit.speaker.name.replace("’s", "").replace("'s", "").split()
        return next((c for w in words if (c := country_of(w))), "")

    def _patient(self, verb: Token, head: Token | None, unit: Unit) -> str:
        if head is None:
            return ""
        if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return self._name(head, unit)
        words = head.doc[head.left_edge.i : head.right_edge.i + 1].text
        return tidy(" ".join(words.split()[:8]))


def _descend(verb: Token) -> tuple[Token, str]:
    """Follow "is said to have fired", "claims to have fired" down to "fired"."""
    hearsay = ""
    for _ in range(3):
        inner = next((c for c in verb.children if c.dep_ == "xcomp"), None)
        if inner is None or inner.pos_ not in ("VERB", "AUX"):
            return verb, hearsay
        passive = _is_passive(verb)
        if passive and verb.lemma_ in HEARSAY:
            hearsay = f"{verb.text} to"
        elif not (
            verb.lemma_ in LIGHT
            or verb.lemma_ in ("claim", "pretend")
            or (passive and verb.lemma_ == "confirm")
        ):
            return verb, hearsay
        verb = inner
    return verb, hearsay


def _arguments(verb: Token, top: Token) -> tuple[Token | None, Token | None]:
    subject = None
    for governor in dict.fromkeys([verb, *_chain(verb, top), top]):
        subject = next(
            (
                c
                for c in governor.children
                if c.dep_ in ("nsubj", "nsubjpass", "csubj")
                and c.text not in ("n't", "n’t")
            ),
            None,
        )
        if subject is not None:
            break
    if subject is None and verb.dep_ == "conj":
        subject = _arguments(verb.head, verb.head)[0]
    return subject, _object(verb)


def _chain(verb: Token, top: Token) -> list[Token]:
    found = []
    for ancestor in verb.ancestors:
        found.append(ancestor)
        if ancestor.i == top.i:
            return found
    return []


def _object(verb: Token) -> Token | None:
    for wanted in (("dobj",), ("attr", "acomp", "oprd"), ("dative",)):
        found = next((c for c in verb.children if c.dep_ in wanted), None)
        if found is not None:
            return found
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("to", "for", "on"):
            named = [c for c in preposition.children if c.dep_ == "pobj"]
            if named and named[0].ent_type_ not in ("DATE", "TIME"):
                return named[0]
    return None


def _action(verb: Token, patient: Token | None) -> tuple[str, Token | None]:
    lemma = verb.lemma_.lower()
    particle = next((c for c in verb.children if c.dep_ == "prt"), None)
    if particle is not None:
        return f"{lemma} {particle.lower_}", patient
    if patient is not None and (lemma, patient.lemma_.lower()) in _PAIRS:
        return f"{lemma} {patient.lemma_.lower()}", None
    return lemma, patient


def _is_passive(verb: Token) -> bool:
    """Say whether the subject suffers, also in "two men killed" without a helper."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    helped = any(c.dep_ in ("aux", "dobj", "attr") for c in verb.children)
    return not helped and (verb.tag_ == "VBN" or verb.lemma_ in _SUFFERED)


def _counted_of(head: Token) -> Token:
    """Return the troops of "two of its troops"."""
    if head.pos_ != "NUM":
        return head
    of = next((c for c in head.rights if c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj"), head) if of else head


def _by_agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _negated(
    verb: Token, top: Token, subject: Token | None, objects: Token | None
) -> bool:
    if any(c.dep_ == "neg" for v in {verb, top} for c in v.children):
        return True
    if top.lemma_ == "fail" and top.i != verb.i:
        return True
    nouns = [t for t in (subject, objects) if t is not None]
    return any(
        c.lower_ in _NEGATIONS for n in nouns for c in (n, *n.children)
        if c.dep_ in ("det", "nsubj", "nsubjpass", "dobj", "preconj")
    )  # fmt: skip


def _has_aux(verb: Token, top: Token, words: frozenset[str]) -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in words for v in {verb, top} for c in v.children
    )


def _going_to(verb: Token) -> bool:
    head = verb.head
    planned = head.lemma_ in ("go", "plan", "intend", "set", "expect", "schedule")
    return verb.dep_ == "xcomp" and planned
