"""Speech in the grammar: who says, by which verb, which clause.

A frame is one utterance as the outlet reports it. ``says`` has clauses of its own
("X said that Y"), ``act`` is an utterance by its verb alone ("X accused Y of Z"),
``according`` hangs on "according to X", ``rumour`` on "rumours that Y".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from claims.extraction.entities import Names
from claims.extraction.grammar import (
    FINITE,
    agent,
    bare,
    calls_for,
    clausal,
    finite,
    frame_head,
    impersonal,
    is_future_object,
    own_subject,
    passive,
    split_conjoined,
)
from claims.extraction.lexicon import (
    ACTS,
    ANONYMOUS,
    ANYBODY_SAYS,
    BODY_NOUNS,
    FEELS,
    ONLY_QUOTED,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    RUMOURS,
    SAYS,
    SPEAKING_THINGS,
)
from claims.extraction.parsing import Parsed, ParsedSentence
from claims.extraction.quotemarks import Marks
from claims.extraction.speakers import OPEN, Speaker, Speakers

FrameKind = Literal["says", "act", "according", "rumour"]
CLAUSES = frozenset({"ccomp", "acl"})
UNNAMED = "unnamed sources"


@dataclass(frozen=True, slots=True)
class Frame:
    """One reported utterance; ``contents`` are the root tokens of its clauses.

    ``head`` is the topmost token that belongs to the reporting words; ``relays`` are
    hands between the outlet and the speaker, outermost first; ``lead_in`` says that
    the words follow after a colon.
    """

    verb: int
    head: int
    speaker: Speaker
    cue: str
    kind: FrameKind
    contents: tuple[int, ...]
    position: int
    paragraph: int
    relays: tuple[str, ...] = ()
    source: str = ""
    lead_in: bool = False
    subject: int = -1  # token of who says it, -1 when nobody is named


class FrameFinder:
    """Finds the frames of a parsed run in document order."""

    def __init__(
        self, parsed: Parsed, names: Names, speakers: Speakers, marks: list[Marks]
    ) -> None:
        self._parsed = parsed
        self._names = names
        self._speakers = speakers
        self._quoted = _quoted_tokens(parsed, marks)

    def find(self) -> list[Frame]:
        found: list[Frame] = []
        for position, entry in enumerate(self._parsed.sentences):
            for frame in self._in_sentence(position, entry):
                self._speakers.hear(_said_at(frame))
                found.append(frame)
        return found

    def _in_sentence(self, position: int, entry: ParsedSentence) -> Iterator[Frame]:
        for token in self._parsed.doc[entry.first : entry.last]:
            if token.i in self._quoted:
                continue
            frame = (
                self._according(token, position)
                or self._rumour(token, position)
                or self._verb(token, position)
            )
            if frame is not None:
                yield frame

    # -- verbs ----------------------------------------------------------------

    def _verb(self, token: Token, position: int) -> Frame | None:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("VERB", "AUX") or lemma not in SAYS | ACTS:
            return None
        if token.dep_ in ("amod", "compound") or is_future_object(token):
            return None
        contents = self._clauses(token) if lemma in SAYS else []
        subject = self._subject(token)
        if not self._is_utterance(token, lemma, contents, subject):
            return None
        speaker = self._speakers.resolve(subject, verb=token)
        relays, source = self._relays(token, subject)
        if subject is not None and subject.lemma_.lower() in ANONYMOUS:
            name = relays[-1] if relays else UNNAMED
            speaker = Speaker(name, "body", speaker.paragraph, token.i)
            relays, source = relays[:-1], UNNAMED if relays else ""
        elif source and source != UNNAMED:
            relays = (*relays, speaker.name) if speaker.name else relays
            speaker = Speaker(source, "body", speaker.paragraph, token.i)
            source = ""
        return Frame(
            verb=token.i,
            head=frame_head(token).i,
            speaker=speaker,
            cue=token.text,
            kind="says" if contents or self._leads_in(token, position) else "act",
            contents=tuple(c.i for c in contents),
            position=position,
            paragraph=self._parsed.sentences[position].sentence.paragraph,
            relays=relays,
            source=source,
            lead_in=self._leads_in(token, position),
            subject=subject.i if subject is not None else -1,
        )

    def _is_utterance(
        self, token: Token, lemma: str, contents: list[Token], subject: Token | None
    ) -> bool:
        if subject is None:
            return bool(contents) and impersonal(token)
        anybody = lemma in ANYBODY_SAYS and subject.pos_ == "NOUN"
        if not self._can_be_heard(subject) and not anybody:
            return False
        if passive(token) and lemma != "quote" and not agent(token):
            return bool(contents) and impersonal(token)
        if contents:
            return True
        quoted = self._governs_quote(token)
        if lemma in SAYS and lemma not in FEELS:
            if self._leads_in(token, None):
                return True
            if lemma not in ACTS and (quoted or self._beside_quote(token)):
                return True
        if lemma == "call" and not quoted and not calls_for(token):
            return False  # a telephone call
        return lemma in ACTS and (quoted or lemma not in ONLY_QUOTED)

    def _clauses(self, token: Token) -> list[Token]:
        """Return the roots of what is said, conjoined clauses apart."""
        roots = [c for c in token.children if c.dep_ == "ccomp" and clausal(c)]
        if token.lemma_ in FEELS:  # "expects them to pay" is no utterance
            roots = [c for c in roots if finite(c)]
        if token.lemma_ == "quote" and not roots:  # "was quoted as saying that …"
            roots = [
                c
                for prep in token.children
                if prep.dep_ == "prep"
                for saying in prep.children
                if saying.dep_ == "pcomp"
                for c in saying.children
                if c.dep_ == "ccomp"
            ]
        if not roots and token.dep_ == "parataxis" and clausal(token.head):
            roots = [token.head]
        if not roots:
            roots = self._misattached(token)
        return [part for root in roots for part in split_conjoined(root)]

    def _misattached(self, token: Token) -> list[Token]:
        """Return a clause the parser hung elsewhere: relative "which X said killed"."""
        if token.dep_ in ("relcl", "conj", "punct") and any(
            c.dep_ == "xcomp" and bare(c) for c in token.children
        ):
            return [c for c in token.children if c.dep_ == "xcomp" and bare(c)]
        return []

    def _subject(self, token: Token) -> Token | None:
        """Return who utters: subject, agent, or the subject of the governing verb."""
        if passive(token) and token.lemma_ != "quote":
            return agent(token) or own_subject(token)
        own = own_subject(token)
        if own is not None:
            return own
        if token.dep_ in ("conj", "advcl", "xcomp", "ccomp") and token.head.pos_ in (
            "VERB",
            "AUX",
        ):
            inverted = self._inverted(token)
            return inverted or self._subject(token.head)
        if token.dep_ == "acl":
            return token.head
        return self._inverted(token) or self._listed(token)

    def _listed(self, token: Token) -> Token | None:
        """Return the name right before the verb that the parser took into a list.

        "Two died in Belk and Varn, Governor Ada Lorn told reporters."
        """
        before = token.nbor(-1) if token.i > 0 else None
        if before is None or before.dep_ not in ("conj", "appos"):
            return None
        opened = before.left_edge.i > 0 and before.left_edge.nbor(-1).text == ","
        if token.tag_ not in FINITE or not opened:
            return None
        return before if before.pos_ == "PROPN" else None

    def _inverted(self, token: Token) -> Token | None:
        """Return the noun after the verb in ``"…," said the minister``."""
        before = token.nbor(-1) if token.i > 0 else None
        if before is None or not (before.is_quote or before.is_punct):
            return None
        return next(
            (c for c in token.rights if c.dep_ in ("dobj", "nsubj", "attr")), None
        )

    def _can_be_heard(self, subject: Token) -> bool:
        if subject.pos_ == "PRON":
            return subject.lower_ not in ("this", "there", "what", "i", "we", "you")
        mention = self._names.at(subject)
        if mention is not None or subject.pos_ == "PROPN":
            return True
        if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in subject.rights):
            return True
        lemma = subject.lemma_.lower()
        heard = PERSON_NOUNS | BODY_NOUNS | SPEAKING_THINGS | ANONYMOUS
        return lemma in heard or subject.lower_ in PLURAL_PEOPLE

    def _governs_quote(self, token: Token) -> bool:
        return any(t.i in self._quoted for t in token.subtree)

    def _beside_quote(self, token: Token) -> bool:
        """Say whether a quotation ends or starts within a name's length of the verb."""
        entry = self._parsed.sentence_of(token)
        near = range(max(entry.first, token.i - 14), min(entry.last, token.i + 6))
        return any(i in self._quoted for i in near)

    def _leads_in(self, token: Token, position: int | None) -> bool:
        at = self._parsed.position_of(token.i) if position is None else position
        entry = self._parsed.sentences[at]
        return (
            self._parsed.doc[entry.last - 1].text == ":"
            and token.lemma_ in SAYS
            and not any(t.dep_ == "ccomp" and clausal(t) for t in token.children)
        )

    # -- other carriers -------------------------------------------------------

    def _according(self, token: Token, position: int) -> Frame | None:
        if token.lower_ != "according":
            return None
        to = next((c for c in token.children if c.lower_ == "to"), None)
        obj = next((c for c in to.children if c.dep_ == "pobj"), None) if to else None
        if obj is None or not self._can_be_heard(obj):
            return None
        clause = token.head
        while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
            clause = clause.head
        return Frame(
            verb=token.i,
            head=token.i,
            speaker=self._speakers.resolve(obj),
            cue="according to",
            subject=obj.i,
            kind="according",
            contents=tuple(c.i for c in split_conjoined(clause)),
            position=position,
            paragraph=self._parsed.sentences[position].sentence.paragraph,
        )

    def _rumour(self, token: Token, position: int) -> Frame | None:
        if token.lemma_.lower() not in RUMOURS:
            return None
        clauses = [c for c in token.rights if c.dep_ in CLAUSES and clausal(c)]
        if not clauses:
            return None
        return Frame(
            verb=token.i,
            head=token.i,
            speaker=OPEN,
            cue=token.text,
            kind="rumour",
            contents=tuple(c.i for c in clauses),
            position=position,
            paragraph=self._parsed.sentences[position].sentence.paragraph,
        )

    def _relays(
        self, token: Token, subject: Token | None
    ) -> tuple[tuple[str, ...], str]:
        """Return relays (outermost first) and the source a relay cites, "" if none."""
        source = ""
        places = list(token.children) + (list(subject.children) if subject else [])
        for child in places:
            if child.lemma_ in ("cite", "quote") and child.tag_ == "VBG":
                cited = next((c for c in child.children if c.dep_ == "dobj"), None)
                source = self._cited(cited)
        relays: tuple[str, ...] = ()
        if token.lemma_ == "tell":
            told = next(
                (c for c in token.children if c.dep_ in ("dobj", "dative")), None
            )
            mention = self._names.at(told) if told is not None else None
            if mention is not None and mention.kind == "body":
                relays = (mention.text,)
        return relays, source

    def _cited(self, cited: Token | None) -> str:
        if cited is None:
            return ""
        if cited.lemma_.lower() in ANONYMOUS:
            return UNNAMED
        return self._speakers.resolve(cited).name or UNNAMED


def _said_at(frame: Frame) -> Speaker:
    speaker = frame.speaker
    return Speaker(speaker.name, speaker.kind, frame.paragraph, frame.verb)


def _quoted_tokens(parsed: Parsed, marks: list[Marks]) -> frozenset[int]:
    inside: set[int] = set()
    for mark in marks:
        span = parsed.tokens_in(mark.inner_start, mark.inner_end)
        inside.update(range(span.start, span.end))
    return frozenset(inside)
