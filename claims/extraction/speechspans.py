"""The words of one frame: whose name, which verb, what was said; reading offsets."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from claims.extraction.frames import Frame
from claims.extraction.grammar import passive
from claims.extraction.lexicon import ACTS, SAYS
from claims.extraction.nounframes import infinitive_of, matter_of
from claims.extraction.reading import Findings
from claims.extraction.stances import matter_of as matter_of_stance
from claims.extraction.syntax import Token
from sources.text.base import Span

_MARKS = frozenset("\"“”«»‘’'") | {"``", "''"}
_OPENERS = frozenset("“«‘") | {"``"}
_JOINERS = frozenset({"and", "but", "or", "while", "because"})


class SpeechSpans:
    """Reads spans off the parse; each is a list of reading spans in text order."""

    def __init__(self, findings: Findings) -> None:
        self._parsed = findings.parsed
        self._doc = findings.parsed.doc
        marks = [m for q in findings.quotations for m in q.marks]
        held = [self._parsed.indices_in(m.start, m.end) for m in marks]
        self._quoted = frozenset(i for span in held for i in span)

    def within(self, frames: Collection[Frame]) -> dict[int, Frame]:
        """Return verb → the innermost frame in whose clauses that verb stands."""
        contents = {c: f for f in frames if f.kind != "stance" for c in f.contents}
        found: dict[int, Frame] = {}
        for frame in frames:
            token = self._doc[frame.verb]
            for ancestor in (token, *token.ancestors):
                outer = contents.get(ancestor.i)
                if outer is not None and outer.verb != frame.verb:
                    found[frame.verb] = outer
                    break
        return found

    # -- who ------------------------------------------------------------------

    def source(self, frame: Frame) -> list[Span]:
        """Return the speaker's noun phrase, short of the verb and of loose clauses."""
        if frame.subject < 0:
            return []
        head = self._doc[frame.subject]
        left, right = head.left_edge.i, _name_end(head)
        if head.i < frame.verb <= right:
            right = frame.verb - 1
        if left <= frame.verb < head.i:
            left = frame.verb + 1
        while right > head.i and self._doc[right].is_punct:
            if self._doc[right].text in (")", "."):
                break
            right -= 1
        return [self._span(left, right)]

    # -- by which words -------------------------------------------------------

    def cue(self, frame: Frame) -> list[Span]:
        """Return the verb with its helpers, or "according to", or the noun."""
        token = self._doc[frame.verb]
        first = last = frame.verb
        if frame.kind == "according":
            last = next((c.i for c in token.children if c.lower_ == "to"), last)
            return [self._span(first, last)]
        for child in token.lefts:
            if child.dep_ in ("aux", "auxpass", "neg"):
                first = min(first, child.i)
        between = self._doc[first : token.i]
        if any(t.dep_.startswith("nsubj") for t in between):
            first = token.i
        return [self._span(first, last)]

    # -- what -----------------------------------------------------------------

    def content(self, frame: Frame) -> list[Span]:
        """Return what is told, its "that" included; [] where nothing is."""
        if frame.contents:
            tokens = self._clauses(frame)
        elif frame.kind == "stance" and frame.subject < 0:
            tokens = self._expected(frame)
        else:
            tokens = self._matter(frame)
        trimmed = [self._trim(run) for run in _runs(tokens)]
        return [self._whole_marks(run) for run in trimmed if run]

    def _clauses(self, frame: Frame) -> set[int]:
        verb = self._doc[frame.verb]
        held: set[int] = set()
        for content in frame.contents:
            held.update(t.i for t in self._doc[content].subtree)
        if frame.verb in held or frame.kind == "according":
            held.difference_update(t.i for t in self._doc[frame.head].subtree)
        held.discard(frame.verb)
        if frame.kind == "says" and held and max(held) < frame.verb:
            held |= self._before(min(held), verb)
        return held

    def _before(self, first: int, verb: Token) -> set[int]:
        """Take in the clauses before the one that "X said" was hung on."""
        start = self._parsed.sentence_of(verb).first
        run = self._doc[start:first]
        joined = len(run) > 0 and run[-1].lower_ in (*_JOINERS, ",", ";")
        return set(range(start, first)) if joined else set()

    def _matter(self, frame: Frame) -> set[int]:
        """Return the objects of a verb, or what a noun of speech is about."""
        token = self._doc[frame.verb]
        if token.pos_ == "NOUN":
            about = infinitive_of(token) or matter_of(token)
            return {t.i for t in about.subtree} if about is not None else set()
        if token.lemma_ in SAYS - ACTS and frame.kind == "act":
            return self._fragment(token)
        heads = matter_of_stance(token)
        if frame.kind == "act" and not heads:
            heads = [c for c in token.rights if not c.is_punct]
        held = {t.i for head in heads for t in head.subtree}
        return {i for i in held if i > frame.verb and i != frame.subject}

    def _fragment(self, verb: Token) -> set[int]:
        """Return the quoted words after "told": a fragment with no clause."""
        right = {t.i for c in verb.rights for t in c.subtree}
        return {i for i in right if i in self._quoted}

    def _expected(self, frame: Frame) -> set[int]:
        """Return "Y to resign" of "Y is expected to resign"."""
        verb = self._doc[frame.verb]
        assert passive(verb)
        return {
            t.i
            for child in verb.children
            if child.dep_ in ("nsubjpass", "xcomp", "ccomp")
            for t in child.subtree
        }

    # -- edges ----------------------------------------------------------------

    def _trim(self, run: list[int]) -> list[int]:
        first, last = 0, len(run)
        marks = sum(self._doc[i].text in _MARKS for i in run) % 2 == 1
        while first < last and self._loose(run[first], marks, leading=True):
            first += 1
        while last > first and self._loose(run[last - 1], marks, leading=False):
            last -= 1
        return run[first:last]

    def _loose(self, index: int, marks: bool, *, leading: bool) -> bool:
        token = self._doc[index]
        if token.text in _MARKS:
            opens = token.text in _OPENERS
            return marks and opens != leading
        if token.text in ("(", "["):
            return not leading
        if token.is_punct:
            return leading or token.text not in (")", "]", "%", "!", "?")
        return token.lower_ in ("and", "but") and (leading or token.dep_ == "cc")

    def _whole_marks(self, run: list[int]) -> Span:
        """Take in the closing mark of a quotation that was opened inside."""
        start, end = self._span(run[0], run[-1])
        words = self._parsed.text[start:end]
        opened = words.count("“") > words.count("”") or words.count('"') % 2 == 1
        for reach in (1, 2):
            mark = self._parsed.text[end + reach - 1 : end + reach]
            if opened and mark in ("”", '"') and mark:
                return start, end + reach
        return start, end

    def _span(self, first: int, last: int) -> Span:
        return self._parsed.starts[first], self._parsed.ends[last]


def _name_end(head: Token) -> int:
    """Return the last token of a name without the clause that a comma sets off."""
    right = head.right_edge.i
    for child in head.rights:
        if child.dep_ in ("relcl", "advcl", "acl") and child.left_edge.i > head.i + 1:
            before = child.doc[child.left_edge.i - 1]
            if before.text == ",":
                right = min(right, before.i - 1)
    return right


def _runs(tokens: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in sorted(tokens):
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
