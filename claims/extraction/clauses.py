"""Clause units: which words make one claim, and in whose mouth they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Literal

from claims.extraction.base import QuoteKind
from claims.extraction.frames import APART, TELLING, Frame
from claims.extraction.grammar import FINITE, own_subject
from claims.extraction.lexicon import SPEAKING_THINGS
from claims.extraction.parsing import Parsed, ParsedSentence
from claims.extraction.quotations import Quotation
from claims.extraction.quotemarks import without_brackets
from claims.extraction.speakers import OPEN, Speaker
from claims.extraction.syntax import Token
from sources.text.base import Span

UnitKind = Literal["clause", "content", "act", "quote"]
MIN_TOKENS = 3
_EDGE_WORDS = frozenset(
    {
        "that",
        "and",
        "but",
        "or",
        "while",
        "whereas",
        "although",
        "though",
        "with",
        "which",
        "who",
    }
)
_EDGE_PLACES = frozenset({"mark", "cc", "prep", "nsubj", "nsubjpass", "conj", "advmod"})
_JOINED = 3  # tokens at most between two clauses: a comma and "and"
_CLAIMABLE = frozenset({"clause", "content", "act"})
_CONTRAST = frozenset({"while", "whereas", "although", "though", "but"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One clause that could be a claim; ``spans`` are reading offsets, in order.

    ``shared`` are tokens outside its words whose day and place hold for it too.
    """

    kind: UnitKind
    spans: tuple[Span, ...]
    root: int
    position: int
    speaker: Speaker = OPEN
    frame: Frame | None = None
    outer: tuple[Frame, ...] = ()
    quotation: Quotation | None = None
    quote: QuoteKind | None = None
    tokens: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """What owns words; ``token`` (a quotation's start) tells two of a kind apart."""

    kind: Literal["clause", "content", "act", "quote", "frame"]
    token: int
    frame: Frame | None = field(default=None, compare=False)
    quotation: Quotation | None = field(default=None, compare=False)


class UnitFinder:
    """Gives every token one owner (a clause, a frame, a quotation), then cuts units."""

    def __init__(
        self, parsed: Parsed, frames: list[Frame], quotations: list[Quotation]
    ) -> None:
        self._parsed = parsed
        self._frames: dict[int, list[Frame]] = defaultdict(list)
        self._by_content = {c: f for f in frames for c in f.contents}
        for frame in frames:
            self._frames[frame.position].append(frame)
        self._quotations: dict[int, list[Quotation]] = defaultdict(list)
        for quotation in quotations:
            for position in quotation.sentences:
                self._quotations[position].append(quotation)

    def find(self, position: int) -> list[Unit]:
        """Return the units of one sentence in text order."""
        entry = self._parsed.sentences[position]
        heads = self._heads(position, entry)
        owned: dict[_Head, list[Token]] = defaultdict(list)
        tokens = list(self._parsed.doc[entry.first : entry.last])
        owners = self._owners(tokens, heads, position)
        for token in tokens:
            owned[owners[token.i]].append(token)
        units = [
            unit
            for head, tokens in owned.items()
            if head.kind != "frame"
            and (unit := self._unit(head, tokens, owners, position)) is not None
        ]
        return _with_trailing_frame(sorted(units, key=lambda u: u.spans[0]))

    # -- heads ----------------------------------------------------------------

    def _heads(self, position: int, entry: ParsedSentence) -> dict[int, _Head]:
        doc = self._parsed.doc
        heads: dict[int, _Head] = {}
        for token in doc[entry.first : entry.last]:
            if token.dep_ == "ROOT" or _independent(token):
                heads[token.i] = _Head("clause", token.i)
        for frame in self._frames[position]:
            for content in frame.contents if frame.kind in TELLING else ():
                heads[content] = _Head("content", content, frame)
        for frame in self._frames[position]:
            if frame.kind == "act":
                top = self._act_head(frame)
                if top is not None:
                    heads[top] = _Head("act", top, frame)
            elif frame.kind in APART:
                for index in {frame.head, frame.verb} | self._listed(frame):
                    heads[index] = _Head("frame", frame.verb, frame)
        return heads

    def _listed(self, frame: Frame) -> set[int]:
        """Return a subject that the parser put into a list before: "… and Belk, X"."""
        if frame.kind != "says" or frame.subject != frame.verb - 1:
            return set()
        subject = self._parsed.doc[frame.subject]
        return {frame.subject} if subject.dep_ in ("conj", "appos") else set()

    def _act_head(self, frame: Frame) -> int | None:
        """Return the token an act is cut at, None where it stays inside its clause."""
        verb = self._parsed.doc[frame.verb]
        if verb.dep_ == "acl" and verb.head.lemma_ in SPEAKING_THINGS:
            governor = verb.head.head
            return governor.i if governor.pos_ == "VERB" else None
        inside = {a.i for a in (verb, *verb.ancestors)} & set(self._by_content)
        loose = verb.dep_ in ("relcl", "acl", "advcl", "xcomp")
        if inside or loose:
            return None
        return frame.head

    def _owners(
        self, tokens: list[Token], heads: dict[int, _Head], position: int
    ) -> dict[int, _Head]:
        """Return the owner of each token: a direct quotation, else the nearest head."""
        above = dict(heads)
        for token in tokens:
            path = []
            while token.i not in above:
                path.append(token.i)
                if token.head.i == token.i:
                    above[token.i] = _Head("clause", token.i)
                    break
                token = token.head
            owner = above[token.i]
            for index in path:
                above[index] = owner
        owners = {token.i: above[token.i] for token in tokens}
        for quotation in self._quotations[position]:
            if quotation.kind != "direct":
                continue
            head = _Head("quote", quotation.start, None, quotation)
            for mark in quotation.marks:
                held = self._parsed.starting_in(mark.start, mark.end)
                first, last = tokens[0].i, tokens[-1].i + 1
                for index in range(max(held.start, first), min(held.stop, last)):
                    owners[index] = head
        return owners

    # -- units ----------------------------------------------------------------

    def _unit(
        self,
        head: _Head,
        tokens: list[Token],
        owners: dict[int, _Head],
        position: int,
    ) -> Unit | None:
        runs = self._runs(head, self._with_rest(head, tokens, owners), owners)
        spans = [s for run in runs for s in spans_of(self._parsed, run)]
        kept = [t for run in runs for t in run]
        least = 2 if _is_whole(head, kept) else MIN_TOKENS
        if not spans or len([t for t in kept if not t.is_punct]) < least:
            return None
        root = self._root(head, kept)
        if head.quotation is not None:
            return Unit(
                "quote",
                tuple(spans),
                root,
                position,
                head.quotation.speaker,
                head.quotation.frame,
                self._outer(head.quotation.frame),
                head.quotation,
                "direct",
                tuple(t.i for t in kept),
            )
        assert head.kind != "frame"
        return Unit(
            head.kind,
            tuple(spans),
            root,
            position,
            head.frame.speaker if head.frame else OPEN,
            head.frame,
            self._outer(head.frame),
            None,
            self._quote_kind(head, spans, position),
            tuple(t.i for t in kept),
        )

    def _runs(
        self, head: _Head, tokens: list[Token], owners: dict[int, _Head]
    ) -> list[list[Token]]:
        """Return the unit's tokens, broken only where reporting words interrupt."""
        doc = self._parsed.doc
        runs: list[list[Token]] = [[tokens[0]]]
        for token in tokens[1:]:
            gap = range(runs[-1][-1].i + 1, token.i)
            if not gap:
                runs[-1].append(token)
                continue
            if token.is_punct and any(
                owners[i].kind in _CLAIMABLE and not doc[i].is_punct for i in gap
            ):
                continue  # the full stop after a nested claim belongs to that
            broken = any(
                owners[i].kind in ("frame", "quote") or head.kind == "quote"
                for i in gap
                if not doc[i].is_punct
            )
            if broken:
                runs.append([token])
            else:
                runs[-1].extend(doc[i] for i in (*gap, token.i))
        direct = head.kind == "quote"
        trimmed = [trim(run, marks=direct) for run in runs]
        return [run for run in trimmed if run]

    def _with_rest(
        self, head: _Head, tokens: list[Token], owners: dict[int, _Head]
    ) -> list[Token]:
        """Add words after the clause that the parser hung on "said" before it."""
        frame = head.frame
        if head.kind != "content" or frame is None or frame.verb > tokens[0].i:
            return tokens
        rest = []
        for token in self._parsed.doc[tokens[-1].i + 1 : tokens[-1].sent.stop]:
            if owners[token.i] != _Head("frame", frame.verb, frame):
                break
            rest.append(token)
        return tokens + rest if any(t.pos_ == "VERB" for t in rest) else tokens

    def _root(self, head: _Head, tokens: list[Token]) -> int:
        if head.quotation is None:
            return head.token
        inside = {t.i for t in tokens}
        tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
        verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
        return (verbs or tops or tokens)[0].i

    def _outer(self, frame: Frame | None) -> tuple[Frame, ...]:
        """Return the frames around ``frame``, innermost first: A said that B said."""
        found: list[Frame] = []
        while frame is not None and frame.verb in self._by_content:
            frame = self._by_content[frame.verb]
            if frame in found:
                break
            found.append(frame)
        return tuple(found)

    def _quote_kind(
        self, head: _Head, spans: list[Span], position: int
    ) -> QuoteKind | None:
        if head.frame is None or head.frame.kind == "rumour":
            return None
        low, high = spans[0][0], spans[-1][1]
        mixed = any(
            low <= q.start < high
            for q in self._quotations[position]
            if q.kind == "mixed"
        )
        if head.kind == "act":
            return "mixed" if mixed else None
        return "mixed" if mixed else "indirect"


def spans_of(parsed: Parsed, run: list[Token]) -> list[Span]:
    """Return the reading spans of adjoining tokens, words in brackets left out."""
    start, end = parsed.starts[run[0].i], parsed.ends[run[-1].i]
    return list(without_brackets(parsed.text, start, _with_mark(parsed, start, end)))


def _with_mark(parsed: Parsed, start: int, end: int) -> int:
    """Take in the closing mark of a quotation that was opened inside."""
    words = parsed.text[start:end]
    opened = words.count("“") > words.count("”") or words.count('"') % 2 == 1
    for reach in (1, 2):
        if opened and parsed.text[end + reach - 1 : end + reach] in ("”", '"'):
            return end + reach
    return end


def _with_trailing_frame(units: list[Unit]) -> list[Unit]:
    """Give "A happened and B happened, X said" to X whole, however it was parsed."""
    if len(units) < 2 or units[-1].kind != "content":
        return units
    last = units[-1]
    if last.frame is None or last.frame.kind != "says":
        return units
    if last.frame.verb < last.tokens[-1]:
        return units
    found = [last]
    for unit in reversed(units[:-1]):
        gap = found[0].tokens[0] - unit.tokens[-1]
        if unit.kind != "clause" or unit.frame is not None or gap > _JOINED:
            return [*units[: len(units) - len(found)], *found]
        given = replace(
            unit, kind="content", speaker=last.speaker, frame=last.frame,
            outer=last.outer, quote=last.quote,
        )  # fmt: skip
        found.insert(0, given)
    return found


def _independent(token: Token) -> bool:
    """Say whether a clause stands on its own beside the main one."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    subject = any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") and c.text not in ("n't", "n’t")
        for c in token.children
    )
    finite = token.tag_ in FINITE or any(
        c.tag_ in FINITE for c in token.children if c.dep_ in ("aux", "auxpass")
    )
    if not (subject and finite):
        return False
    if token.dep_ == "conj":
        named = any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in token.children)
        loose = ("relcl",) if named else ()
        return token.head.dep_ in ("ROOT", "conj", "ccomp", "parataxis", *loose)
    if token.dep_ == "advcl":
        return any(
            c.dep_ in ("mark", "advmod") and c.lower_ in _CONTRAST
            for c in token.children
        )
    return token.dep_ == "ccomp" and token.head.dep_ == "ROOT" and dashed(token)


def dashed(token: Token) -> bool:
    """Say whether a dash or semicolon joins the clause ("… — troops were sent")."""
    between = token.doc[min(token.i, token.head.i) : max(token.i, token.head.i)]
    return any(t.text in ("—", "–", "--", ";") for t in between)


def _is_whole(head: _Head, tokens: list[Token]) -> bool:
    """Say whether two words told are a claim: "nobody died, the ministry said"."""
    if head.kind != "content":
        return False
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    return any(own_subject(verb) in tokens for verb in verbs)


def trim(run: list[Token], *, marks: bool) -> list[Token]:
    """Drop joining words and marks from both ends.

    Quotation marks go when ``marks`` or when their partner is not in the run.
    """
    first, last = 0, len(run)
    marks = marks or sum(_is_mark(t) for t in run) % 2 == 1
    while first < last and _droppable(run[first], marks, leading=True):
        first += 1
    while last > first and _droppable(run[last - 1], marks, leading=False):
        last -= 1
    return run[first:last]


def _is_mark(token: Token) -> bool:
    return token.text in ('"', "“", "”", "«", "»", "‘", "’", "'", "``", "''")


def _droppable(token: Token, marks: bool, *, leading: bool) -> bool:
    if _is_mark(token):
        return marks
    if token.text in ")]":
        return leading
    if token.text in "([":
        return True
    if token.is_punct:
        return leading or token.text not in (".", "!", "?", "%")
    return token.lower_ in _EDGE_WORDS and token.dep_ in _EDGE_PLACES
