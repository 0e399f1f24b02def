"""Who did what to whom in a clause, passive undone; and whether it says it happened."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.clauses import Unit
from claims.extraction.entities import Names
from claims.extraction.gazetteer import country_of
from claims.extraction.grammar import agent as agent_of
from claims.extraction.grammar import lost_subject, passive_verb
from claims.extraction.lexicon import EVENTS, PERSON_NOUNS, RUMOURS
from claims.extraction.modality import DENIES, mood_of, negated_by, refused
from claims.extraction.nominals import nominal_event
from claims.extraction.parsing import Parsed
from claims.extraction.phrases import compact_name, coordinated, noun_phrase, tidy
from claims.extraction.speakers import Speakers
from claims.extraction.syntax import Token

# Verb and object that are one action.
_PAIRS = {("take", "place"), ("open", "fire"), ("take", "part"), ("cease", "fire")}
# Lemmas the tagger's tables get wrong.
_LEMMAS = {"fin": "fine", "instal": "install"}
_FINDS = frozenset({"find", "show", "establish", "prove", "see"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
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
    would: bool = False  # "would open": later if told of the past, else conditional


class RoleFinder:
    """Reads the roles of units; pronouns become the speaker or an earlier subject."""

    def __init__(self, parsed: Parsed, names: Names, speakers: Speakers) -> None:
        self._parsed = parsed
        self._names = names
        self._speakers = speakers

    def of(self, unit: Unit) -> Roles:
        top = self._main_verb(unit)
        mood = mood_of(top)
        verb = mood.verb
        subject, objects = _arguments(verb, top)
        passive = passive_verb(verb)
        event = None if passive else nominal_event(verb, subject, objects)
        undergone = _undergone(verb)
        if event is not None:
            action, agent_head, patient_head = event.action, event.agent, event.patient
        elif undergone:
            action, agent_head, patient_head = undergone, None, subject
        else:
            agent_head = agent_of(verb) if passive else subject
            action, patient_head = _action(verb, subject if passive else objects)
        agent = self._name(agent_head, unit)
        if unit.kind == "act" and unit.speaker.name and not passive:
            agent = unit.speaker.name
        denied = (refused(n) for n in (subject, objects) if n is not None)
        negated = mood.negated != (not mood.negated and any(denied))
        return Roles(
            verb=verb.i,
            agent=agent,
            action=action,
            patient=self._patient(patient_head, unit),
            negated=negated != self._denied(unit),
            future=mood.future,
            conditional=mood.conditional,
            rumour=self._rumoured(unit),
            hearsay=mood.hearsay,
            subject=subject.i if subject is not None else -1,
            would=mood.would,
        )

    def _rumoured(self, unit: Unit) -> bool:
        words = list(unit.tokens)
        if unit.kind == "content" and unit.frame is not None:
            words.append(unit.frame.verb)
        return any(self._parsed.doc[i].lemma_.lower() in RUMOURS for i in words)

    def _denied(self, unit: Unit) -> bool:
        """Say whether who tells it says it is not so: "denies that", "did not find"."""
        if unit.kind != "content" or unit.frame is None:
            return False
        verb = self._parsed.doc[unit.frame.verb]
        return verb.lemma_ in DENIES or (
            verb.lemma_ in _FINDS and negated_by(verb) is not None
        )

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
        inside = set(unit.tokens)
        heads = coordinated(head)
        kept = [h for h in heads if h.i in inside]
        if unit.shared and not kept and head.pos_ == "NOUN":
            return noun_phrase(head, tail=False)  # "nine" of "four men in A and nine"
        parts = [self._one(part, unit) for part in kept or heads]
        names = list(dict.fromkeys(name for name in parts if name))
        return " and ".join(names)

    def _one(self, head: Token, unit: Unit) -> str:
        if head.lower_ in ("that", "which", "who", "whom"):
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
            rest = tidy(head.doc.words(owner.i + 1, head.i + 1))
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
        return self._speakers.resolve(head).name or self._teller(low, unit)

    def _teller(self, pronoun: str, unit: Unit) -> str:
        """Return "operator" for "it" in "the operator said that it had been warned"."""
        frame = unit.frame
        if unit.kind != "content" or frame is None or frame.subject < 0:
            return ""
        subject = self._parsed.doc[frame.subject]
        person = subject.lemma_.lower() in PERSON_NOUNS
        if subject.pos_ not in ("NOUN", "PROPN") or person != (pronoun in _PERSONAL):
            return ""
        plural = subject.tag_ in ("NNS", "NNPS")
        if plural != (pronoun in ("they", "their", "them")):
            return ""
        return noun_phrase(subject)

    def _home(self, unit: Unit) -> str:
        words = unit.speaker.name.replace("’s", "").replace("'s", "").split()
        return next((c for w in words if (c := country_of(w))), "")

    def _patient(self, head: Token | None, unit: Unit) -> str:
        if head is None:
            return ""
        if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return self._name(head, unit)
        last = head.i if head.lower_ == "other" else head.right_edge.i
        words = head.doc.words(head.left_edge.i, last + 1)
        return tidy(" ".join(words.split()[:8]))


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
    subject = lost_subject(verb) or subject
    if subject is None and verb.dep_ == "conj":
        subject = _arguments(verb.head, verb.head)[0]
    if subject is None and verb.dep_ == "acl":
        subject = verb.head  # "the club, owned by a brewery"
    if subject is None and verb.dep_ == "advcl" and verb.tag_ == "VBG":
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
    lemma = _LEMMAS.get(verb.lemma_.lower(), verb.lemma_.lower())
    particle = next((c for c in verb.children if c.dep_ == "prt"), None)
    if particle is not None:
        return f"{lemma} {particle.lower_}", patient
    if any(c.dep_ == "oprd" and c.lower_ == "dead" for c in verb.children):
        return f"{lemma} dead", patient
    if patient is not None and (lemma, patient.lemma_.lower()) in _PAIRS:
        return f"{lemma} {patient.lemma_.lower()}", None
    return lemma, patient


def _undergone(verb: Token) -> str:
    """Return "close" of "the road was closed", which the parser takes for a state."""
    state = next((c for c in verb.children if c.dep_ == "acomp"), None)
    if verb.lemma_ != "be" or state is None or not state.lower_.endswith("ed"):
        return ""
    stems = (state.lower_[:-1], state.lower_[:-2])
    return next((stem for stem in stems if stem in EVENTS), "")


def _counted_of(head: Token) -> Token:
    """Return the troops of "two of its troops"."""
    if head.pos_ != "NUM":
        return head
    of = next((c for c in head.rights if c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj"), head) if of else head
