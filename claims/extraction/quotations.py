"""Quotations with their speakers: direct ones, and fragments in an outlet's words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from claims.extraction.base import QuoteKind
from claims.extraction.entities import Mention, Names
from claims.extraction.frames import Frame
from claims.extraction.grammar import FINITE
from claims.extraction.lexicon import ONLY_QUOTED, SAYS
from claims.extraction.parsing import Parsed
from claims.extraction.quotemarks import Marks, find_marks
from claims.extraction.repeats import stems
from claims.extraction.speakers import OPEN, Speaker, Speakers

# A paragraph is "a quotation" when this share of it stands in quotation marks: then a
# missing verb means that the last speaker goes on.
MOSTLY_QUOTED = 0.6


_SIGNED = re.compile(
    r"\s*[―—–]\s?(?P<name>[A-ZÀ-Ž][\w.'’-]*(?: [A-ZÀ-Ž][\w.'’-]*){1,3}?)\.?(?:,.*)?$"
)


@dataclass(slots=True, eq=False)
class Quotation:
    """One quotation, perhaps of several ``marks`` around "he said"."""

    marks: list[Marks]
    paragraph: int
    kind: QuoteKind
    speaker: Speaker = OPEN
    cue: str = ""
    frame: Frame | None = None
    sentences: list[int] = field(default_factory=list)  # positions in Parsed.sentences

    @property
    def start(self) -> int:
        return self.marks[0].inner_start

    @property
    def end(self) -> int:
        return self.marks[-1].inner_end


def all_marks(parsed: Parsed) -> list[Marks]:
    """Return the quotation marks of all parsed paragraphs, in order."""
    found: list[Marks] = []
    for start, end in paragraph_spans(parsed).values():
        found.extend(find_marks(parsed.text, start, end))
    return sorted(found, key=lambda m: m.start)


def paragraph_spans(parsed: Parsed) -> dict[int, tuple[int, int]]:
    """Return paragraph number → reading span of its parsed sentences."""
    spans: dict[int, tuple[int, int]] = {}
    for entry in parsed.sentences:
        sentence = entry.sentence
        start, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = (start, sentence.end)
    return spans


class QuotationFinder:
    """Joins marks to quotations and gives each its speaker."""

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
        self._frames = frames
        self._marks = marks
        self._spans = paragraph_spans(parsed)
        self._paragraphs = sorted(self._spans)
        self._starts = {entry.sentence.start for entry in parsed.sentences}
        self._frames_at: dict[int, list[Frame]] = defaultdict(list)
        for frame in frames:
            self._frames_at[frame.position].append(frame)

    def find(self) -> list[Quotation]:
        found: list[Quotation] = []
        for mark in self._marks:
            quotation = self._make(mark)
            if not quotation.sentences:
                continue
            before = found[-1] if found else None
            if before is not None and self._continues(before, quotation):
                before.marks.append(mark)
                before.sentences = sorted({*before.sentences, *quotation.sentences})
                continue
            self._attribute(quotation, before)
            found.append(quotation)
        self._attribute_headlines(found)
        return found

    def _attribute_headlines(self, found: list[Quotation]) -> None:
        """Give a headline's quotation to whoever says those words in the body."""
        told = [q for q in found if q.speaker.name and not self._in_headline(q)]
        for quotation in found:
            if quotation.speaker.name or not self._in_headline(quotation):
                continue
            words = stems(self._parsed.words(quotation.start, quotation.end))
            same = [
                q
                for q in told
                if words and words <= stems(self._parsed.words(q.start, q.end))
            ]
            if len({q.speaker.name for q in same}) == 1:
                quotation.speaker, quotation.cue = same[0].speaker, same[0].cue

    def _in_headline(self, quotation: Quotation) -> bool:
        sentence = self._parsed.sentences[quotation.sentences[0]].sentence
        return sentence.kind in ("headline", "deck")

    def _make(self, mark: Marks) -> Quotation:
        span = self._parsed.tokens_in(mark.inner_start, mark.inner_end)
        first = self._parsed.position_of(span.start)
        last = self._parsed.position_of(max(span.start, span.end - 1))
        positions = list(range(first, last + 1)) if len(span) else []
        paragraph = (
            self._parsed.sentences[first].sentence.paragraph if positions else -1
        )
        return Quotation([mark], paragraph, self._kind(mark), sentences=positions)

    def _kind(self, mark: Marks) -> QuoteKind:
        """Return "direct" for words that stand as a sentence of their own."""
        tokens = self._parsed.tokens_in(mark.inner_start, mark.inner_end)
        finite = any(t.tag_ in FINITE for t in tokens)
        broken = self._parsed.text[mark.inner_end - 1] == ","
        if broken and tokens and self._opens_sentence(mark, tokens):
            return "direct"
        if len(tokens) < 3 or not (finite or len(tokens) > 5):
            return "mixed"
        before = self._parsed.text[max(0, mark.start - 80) : mark.start].rstrip()
        at_start = mark.start in self._starts
        upper = tokens[0].text[:1].isupper() or not mark.closed
        if at_start and (upper or before.endswith(",")):
            return "direct"
        if before.endswith((",", ":")) and (upper or finite):
            return "direct"
        return "direct" if upper and finite and not before.endswith("that") else "mixed"

    def _opens_sentence(self, mark: Marks, tokens: Span) -> bool:
        """Say whether ``“The gates,”`` begins a sentence that "he said" interrupts."""
        start = mark.start in self._starts
        after = self._parsed.doc[tokens.end : tokens.end + 8]
        said = any(t.lemma_ in SAYS for t in after)
        return start and tokens[0].text[:1].isupper() and said

    def _continues(self, before: Quotation, after: Quotation) -> bool:
        """Say whether ``after`` goes on where "he said," broke ``before`` off."""
        if before.kind != "direct" or before.paragraph != after.paragraph:
            return False
        text = self._parsed.text
        said = text[before.end : before.end + 1], text[before.end - 1]
        between = text[before.marks[-1].end : after.marks[0].start].rstrip()
        if "," not in said or not between.endswith((",", "—", "–")):
            return False
        inner = text[after.start : after.start + 1]
        verbs = [
            f
            for position in {*before.sentences, *after.sentences}
            for f in self._frames_at[position]
            if self._within(f, before.marks[-1].end, after.marks[0].start)
        ]
        return bool(verbs) and (inner.islower() or between.endswith(","))

    def _within(self, frame: Frame, start: int, end: int) -> bool:
        return start <= self._parsed.starts[frame.verb] < end

    # -- who says it ----------------------------------------------------------

    def _attribute(self, quotation: Quotation, before: Quotation | None) -> None:
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
        return min(near, key=lambda f: self._distance(quotation, f))

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
        leads = self._frames_at[first - 1]
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
            root = before[-1].sent.root
            subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
            mention = self._names.at(subject) if subject is not None else None
            if mention is not None and mention.first >= before.start:
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

    def _name_beside(self, verb: Token, tokens: Span) -> Mention | None:
        """Return the nearest person or body named beside ``verb``."""
        near = [
            m
            for m in self._names.between(tokens.start, tokens.end)
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
            subject=self._parsed.doc[mention.first : mention.last].root.i,
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
        quoted = sum(m.end - m.start for m in self._marks if start <= m.start < end)
        return quoted >= MOSTLY_QUOTED * (end - start)

    def _subject_before(self, quotation: Quotation) -> Speaker | None:
        """Return the one person named in the same paragraph before the quotation."""
        start, _ = self._spans[quotation.paragraph]
        first = self._parsed.tokens_in(start, quotation.start).start
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
