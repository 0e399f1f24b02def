"""Quotations with their speakers: direct ones, and fragments in an outlet's words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from claims.extraction.base import QuoteKind
from claims.extraction.blockquotes import paragraph_spans, with_blocks
from claims.extraction.entities import Names
from claims.extraction.frames import Frame
from claims.extraction.grammar import FINITE
from claims.extraction.lexicon import SAYS
from claims.extraction.parsing import Parsed
from claims.extraction.quotemarks import Marks, find_marks
from claims.extraction.quotespeakers import QuoteSpeakers
from claims.extraction.repeats import stems
from claims.extraction.speakers import OPEN, Speaker, Speakers
from claims.extraction.syntax import Token


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
    """Return marked quotations and block quotes of all paragraphs, in order."""
    found: list[Marks] = []
    for start, end in paragraph_spans(parsed).values():
        found.extend(find_marks(parsed.text, start, end))
    return with_blocks(parsed, sorted(found, key=lambda m: m.start))


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
        self._marks = marks
        self._voices = QuoteSpeakers(parsed, names, speakers, frames, marks)
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
            self._voices.attribute(quotation, before)
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
        held = self._parsed.indices_in(mark.inner_start, mark.inner_end)
        positions: list[int] = []
        paragraph = -1
        if held:
            first = self._parsed.position_of(held[0])
            positions = list(range(first, self._parsed.position_of(held[-1]) + 1))
            paragraph = self._parsed.sentences[first].sentence.paragraph
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

    def _opens_sentence(self, mark: Marks, tokens: list[Token]) -> bool:
        """Say whether ``“The gates,”`` begins a sentence that "he said" interrupts."""
        start = mark.start in self._starts
        after = self._parsed.doc[tokens[-1].i + 1 : tokens[-1].i + 9]
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
