"""Speech in the grammar: who says, by which verb, which clause.

A frame is one utterance as the outlet reports it. ``says`` has clauses of its own
("X said that Y"), ``act`` is an utterance by its verb alone ("X accused Y of Z"),
``according`` hangs on "according to X", ``noun`` on "X's claim that Y", ``rumour`` on
"rumours that Y". A ``stance`` tells where somebody stands or what is expected ("X
promised to Y", "Y is expected to Z"): heard, but cut out of no clause.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from claims.extraction.entities import Names
from claims.extraction.lexicon import (
    ACTS,
    ANONYMOUS,
    BODY_NOUNS,
    COUNTED_PEOPLE,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    SAYS,
    SPEAKING_THINGS,
)
from claims.extraction.parsing import Parsed
from claims.extraction.quotemarks import Marks
from claims.extraction.speakers import OPEN, Speaker, Speakers
from claims.extraction.syntax import Token

FrameKind = Literal["says", "act", "according", "noun", "rumour", "stance"]
# Kinds whose reporting words stand apart from what is reported.
APART: frozenset[FrameKind] = frozenset({"says", "according"})
# Kinds whose clauses are claims of the speaker's own.
TELLING: frozenset[FrameKind] = frozenset({"says", "act", "according", "noun"})
UNNAMED = "unnamed sources"
# No speakers: words of the outlet, the reader, or nobody in particular.
_HEARD = PERSON_NOUNS | BODY_NOUNS | SPEAKING_THINGS | ANONYMOUS
_UTTERING = SAYS | ACTS
_NOBODY = frozenset({"this", "there", "what", "i", "we", "you", "that", "these"})


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


class Hearing:
    """What all finders of frames share: the parse, the names, who can be heard."""

    def __init__(
        self, parsed: Parsed, names: Names, speakers: Speakers, marks: list[Marks]
    ) -> None:
        self.parsed = parsed
        self.names = names
        self.speakers = speakers
        spans = [parsed.indices_in(m.inner_start, m.inner_end) for m in marks]
        self.quoted = frozenset(i for span in spans for i in span)
        self._opening = sorted(span.start for span in spans if span)

    def can_be_heard(self, subject: Token) -> bool:
        """Say whether a subject is somebody, or a paper that speaks for somebody."""
        if subject.pos_ == "PRON":
            return subject.lower_ not in _NOBODY
        mention = self.names.at(subject)
        if mention is not None or subject.pos_ == "PROPN":
            return True
        if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in subject.rights):
            return True
        lemma = subject.lemma_.lower()
        people = subject.lower_ in PLURAL_PEOPLE or lemma in COUNTED_PEOPLE
        return lemma in _HEARD or people

    def governs_quote(self, token: Token) -> bool:
        """Say whether quoted words hang on this verb, and on no nearer one."""
        first, last = token.left_edge.i, token.right_edge.i
        at = bisect_left(self._opening, first)
        while at < len(self._opening) and self._opening[at] <= last:
            if self._reaches(token.doc[self._opening[at]], token):
                return True
            at += 1
        return False

    def _reaches(self, quoted: Token, verb: Token) -> bool:
        for ancestor in (quoted, *quoted.ancestors):
            if ancestor.i == verb.i:
                return True
            other = ancestor.i not in self.quoted and ancestor.pos_ == "VERB"
            if other and ancestor.lemma_.lower() in _UTTERING:
                return False
        return False

    def beside_quote(self, token: Token) -> bool:
        """Say whether a quotation ends or starts within a name's length of the verb."""
        entry = self.parsed.sentence_of(token)
        near = range(max(entry.first, token.i - 14), min(entry.last, token.i + 6))
        return any(i in self.quoted for i in near)

    def frame(
        self,
        token: Token,
        kind: FrameKind,
        *,
        position: int,
        speaker: Speaker = OPEN,
        subject: Token | None = None,
        contents: tuple[int, ...] = (),
        cue: str = "",
        head: int = -1,
        relays: tuple[str, ...] = (),
        source: str = "",
        lead_in: bool = False,
    ) -> Frame:
        """Return the frame whose reporting word is ``token``."""
        return Frame(
            verb=token.i,
            head=token.i if head < 0 else head,
            speaker=speaker,
            cue=cue or token.text,
            kind=kind,
            contents=contents,
            position=position,
            paragraph=self.parsed.sentences[position].sentence.paragraph,
            relays=relays,
            source=source,
            lead_in=lead_in,
            subject=subject.i if subject is not None else -1,
        )
