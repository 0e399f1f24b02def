"""Who says a quotation: the verb beside it, a lead-in, a signature, who went before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from claims.extraction.blockquotes import paragraph_spans
from claims.extraction.entities import Mention, Names
from claims.extraction.frames import Frame
from claims.extraction.lexicon import ONLY_QUOTED, SAYS
from claims.extraction.parsing import Parsed
from claims.extraction.quotemarks import Marks
from claims.extraction.speakers import Speaker, Speakers
from claims.extraction.syntax import Token

if TYPE_CHECKING:
    from claims.extraction.quotations import Quotation

# A paragraph is "a quotation" when this share of it stands in quotation marks: then a
# missing verb means that the last speaker goes on.
MOSTLY_QUOTED = 0.6
# Kinds that introduce words in quotation marks wherever these stand in the sentence.
_INTRODUCING = frozenset({"says", "act", "according"})
_SIGNED = re.compile(
    r"\s*[―—–]\s?(?P<name>[A-ZÀ-Ž][\w.'’-]*(?: [A-ZÀ-Ž][\w.'’-]*){1,3}?)\.?(?:,.*)?$"
)


class QuoteSpeakers:
    """Finds the speaker of each quotation; they must come in document order."""

    def __init__(
        self,
        parsed: Parsed,
        names: Names,
        speakers: Speakers,
        frames: list[Frame],
        marks: list[Marks],
    ) -> None:
        self._parsed = parsed
        self._names = names
        self._speakers = speakers
        self._marks = [m.start for m in marks]
        self._quoted = [0, *accumulate(m.end - m.start for m in marks)]
        self._spans = paragraph_spans(parsed)
        self._paragraphs = sorted(self._spans)
        self._frames_at: dict[int, list[Frame]] = defaultdict(list)
        for frame in frames:
            self._frames_at[frame.position].append(frame)

    def attribute(self, quotation: Quotation, before: Quotation | None) -> None:
        """Give ``quotation`` its frame and speaker; ``before`` is the one before it."""
        frame = (
            self._frame_for(quotation)
            or self._lead_in(quotation)
            or self._plain_frame(quotation)
        )
        if frame is not None:
            quotation.frame = frame
            quotation.speaker, quotation.cue = frame.speaker, frame.cue
            return
        if signed := self._signed(quotation):
            quotation.speaker, quotation.cue = signed, "—"
            return
        carried = self._carried(quotation, before)
        if carried is not None:
            quotation.speaker = carried

    def _frame_for(self, quotation: Quotation) -> Frame | None:
        """Return the frame in the quotation's sentences that it belongs to."""
        near = [
            f
            for position in quotation.sentences
            for f in self._frames_at[position]
            if f.kind != "rumour"
        ]
        if not near:
            return None
        governing = self._governing(quotation, near)
        if governing is not None and quotation.kind == "mixed":
            return governing
        beside = [f for f in near if f.kind in _INTRODUCING]
        return min(beside, key=lambda f: self._distance(quotation, f), default=None)

    def _governing(self, quotation: Quotation, near: list[Frame]) -> Frame | None:
        """Return the innermost frame whose clause or object holds the words."""
        token = self._parsed.tokens_in(quotation.start, quotation.end)[0]
        by_verb = {f.verb: f for f in near if f.kind != "according"}
        by_content = {c: f for f in near if f.kind == "according" for c in f.contents}
        fallback = None
        for ancestor in (token, *token.ancestors):
            frame = by_verb.get(ancestor.i) or by_content.get(ancestor.i)
            if frame is None:
                continue
            if self._parsed.doc[frame.verb].lemma_ not in ONLY_QUOTED:
                return frame
            fallback = fallback or frame
        return fallback

    def _distance(self, quotation: Quotation, frame: Frame) -> float:
        at = self._parsed.starts[frame.verb]
        text = self._parsed.text
        if at >= quotation.end:
            pause = text[quotation.end - 1] in ",?!" or text[quotation.end] in ',”"'
            gap = text[quotation.end : at]
            return len(gap) + (0 if pause else 30) + 200 * gap.count('"') / 2
        gap = text[self._parsed.ends[frame.verb] : quotation.marks[0].start]
        lead = gap.rstrip().endswith((",", ":")) or not gap.strip()
        return len(gap) + (0 if lead else 30)

    def _lead_in(self, quotation: Quotation) -> Frame | None:
        """Return the frame of a line before that ends in a colon."""
        first = quotation.sentences[0]
        entry = self._parsed.sentences[first]
        if quotation.marks[0].start > entry.sentence.start + 1 or first == 0:
            return None
        leads = [f for f in self._frames_at[first - 1] if f.kind in _INTRODUCING]
        ends = self._parsed.sentences[first - 1].sentence.end
        if leads and self._parsed.text[ends - 1] == ":":
            return leads[-1]
        return None

    def _signed(self, quotation: Quotation) -> Speaker | None:
        """Return who signs the quotation: ``“…” — Ada Lorn``."""
        _, end = self._spans[quotation.paragraph]
        match = _SIGNED.match(self._parsed.words(quotation.marks[-1].end, end))
        if match is None:
            return None
        token = self._parsed.token_at(quotation.marks[-1].end + match.start("name"))
        return Speaker(match["name"], "person", quotation.paragraph, token)

    def _plain_frame(self, quotation: Quotation) -> Frame | None:
        """Read "Trump said" beside a quotation that the parser took for one clause.

        Also a line that ends in a colon without any verb of speech ("made this
        comment:"): then its subject speaks.
        """
        if quotation.kind != "direct":
            return None
        after = self._parsed.tokens_in(
            quotation.marks[-1].end, self._line_end(quotation)
        )
        before = self._parsed.tokens_in(
            self._line_start(quotation), quotation.start - 1
        )
        for tokens in (after[:10], before[-10:]):
            for verb in tokens:
                if verb.lemma_ in SAYS and verb.tag_.startswith("VB"):
                    mention = self._name_beside(verb, tokens)
                    if mention is not None:
                        return self._made_frame(quotation, verb, mention)
        if len(before) and before[-1].text == ":":
            sent = before[-1].sent
            root = self._parsed.doc.root(sent.start, sent.stop)
            subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
            mention = self._names.at(subject) if subject is not None else None
            if mention is not None and mention.first >= before[0].i:
                return self._made_frame(quotation, root, mention)
        return None

    def _line_end(self, quotation: Quotation) -> int:
        return self._parsed.sentences[quotation.sentences[-1]].sentence.end

    def _line_start(self, quotation: Quotation) -> int:
        """Return where the quotation's sentence starts, or the colon line before it."""
        position = quotation.sentences[0]
        start = self._parsed.sentences[position].sentence.start
        if quotation.marks[0].start > start or position == 0:
            return start
        line = self._parsed.sentences[position - 1].sentence
        return line.start if self._parsed.text[line.end - 1] == ":" else start

    def _name_beside(self, verb: Token, tokens: list[Token]) -> Mention | None:
        """Return the nearest person or body named beside ``verb``."""
        near = [
            m
            for m in self._names.between(tokens[0].i, tokens[-1].i + 1)
            if m.kind in ("person", "body")
        ]
        return min(near, key=lambda m: abs(m.first - verb.i), default=None)

    def _made_frame(self, quotation: Quotation, verb: Token, mention: Mention) -> Frame:
        person = mention.kind == "person"
        name = self._names.full(mention.text) if person else mention.text
        position = self._parsed.position_of(verb.i)
        speaker = Speaker(
            name, "person" if person else "body", quotation.paragraph, mention.first
        )
        return Frame(
            verb=verb.i,
            head=verb.i,
            speaker=speaker,
            cue=verb.text,
            kind="says",
            contents=(),
            position=position,
            paragraph=quotation.paragraph,
            subject=self._parsed.doc.root(mention.first, mention.last).i,
        )

    def _carried(
        self, quotation: Quotation, before: Quotation | None
    ) -> Speaker | None:
        """Return the speaker who goes on speaking, None when that is left open."""
        if quotation.kind == "mixed" and not self._alone(quotation):
            return None
        paragraph = quotation.paragraph
        if before is not None and before.paragraph == paragraph and before.speaker.name:
            return before.speaker
        if subject := self._subject_before(quotation):
            return subject
        if not self._alone(quotation):
            return None
        token = self._parsed.token_at(quotation.start)
        gap = self._gap(paragraph)
        near = before is not None and paragraph - before.paragraph <= gap
        if near and before is not None and before.speaker.name:
            return before.speaker
        return self._speakers.last(before=token, paragraph=paragraph, back=gap)

    def _gap(self, paragraph: int) -> int:
        """Return the distance to the previous parsed paragraph (others may be cut)."""
        at = bisect_left(self._paragraphs, paragraph)
        return paragraph - self._paragraphs[at - 1] if at else 0

    def _alone(self, quotation: Quotation) -> bool:
        start, end = self._spans[quotation.paragraph]
        first, last = (bisect_left(self._marks, at) for at in (start, end))
        quoted = self._quoted[last] - self._quoted[first]
        return quoted >= MOSTLY_QUOTED * (end - start)

    def _subject_before(self, quotation: Quotation) -> Speaker | None:
        """Return the one person named in the same paragraph before the quotation."""
        start, _ = self._spans[quotation.paragraph]
        first = self._parsed.indices_in(start, quotation.start).start
        last = self._parsed.token_at(quotation.start)
        people = {
            self._names.full(m.text): m
            for m in self._names.between(first, last)
            if m.kind == "person"
        }
        if len(people) != 1:
            return None
        name, mention = people.popitem()
        return Speaker(name, "person", quotation.paragraph, mention.first)
