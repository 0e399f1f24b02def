"""The parse as plain objects: each word's form, kind and place in its tree.

The names are those of spaCy, whose ``Token`` looks a string up at every ``dep_`` and
makes a generator at every ``children``: 170 ns and 1 µs, where these take 10 and 10.
A clause is asked hundreds of such questions. Copying costs 2 µs a word, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from spacy.attrs import (
    DEP,
    ENT_TYPE,
    HEAD,
    IS_PUNCT,
    IS_QUOTE,
    LEMMA,
    LIKE_NUM,
    LOWER,
    ORTH,
    POS,
    SPACY,
    TAG,
)
from spacy.tokens import Doc as SpacyDoc

# In the order in which a Token takes them.
_STRINGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)
_FLAGS = (SPACY, IS_PUNCT, IS_QUOTE, LIKE_NUM)


class Token:
    """A word or mark. ``i`` is its index in ``doc``; the root of a tree heads itself.

    ``lefts`` and ``rights`` are those it governs on either side, ``children`` both in
    order; ``left_edge`` and ``right_edge`` are the ends of all that hangs on it.
    ``sent`` holds the indices of its sentence; ``spaced`` says that a space follows.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "is_punct",
        "is_quote",
        "left_edge",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "sent",
        "spaced",
        "tag_",
        "text",
    )

    def __init__(
        self,
        doc: Doc,
        sent: range,
        i: int,
        text: str,
        lower: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        ent_type: str,
        spaced: bool,
        is_punct: bool,
        is_quote: bool,
        like_num: bool,
    ) -> None:
        self.doc = doc
        self.sent = sent
        self.i = i
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.spaced = spaced
        self.is_punct = is_punct
        self.is_quote = is_quote
        self.like_num = like_num
        self.head = self.left_edge = self.right_edge = self
        self.lefts: tuple[Token, ...] = ()
        self.rights: tuple[Token, ...] = ()
        self.children: tuple[Token, ...] = ()

    def __repr__(self) -> str:
        return self.text

    @property
    def ancestors(self) -> Iterator[Token]:
        """Yield the heads above, the nearest first; never the token itself."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """Yield the token with all that hangs on it, in text order."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    def nbor(self, steps: int) -> Token:
        """Return the token so many places on. Raises IndexError past the end."""
        return self.doc[self.i + steps]


class Entity(NamedTuple):
    """Tokens ``[start, end)`` that the parser read as a name of kind ``label``."""

    start: int
    end: int
    label: str


class Doc(list[Token]):
    """Tokens in text order, of one call of the parser or of several."""

    def __init__(self) -> None:
        super().__init__()
        self.ents: list[Entity] = []

    def words(self, first: int, last: int) -> str:
        """Return the text of tokens ``[first, last)``, no space behind the last."""
        run = self[first:last]
        text = "".join([t.text + " " if t.spaced else t.text for t in run])
        return text[:-1] if run and run[-1].spaced else text

    def root(self, first: int, last: int) -> Token:
        """Return the top token of ``[first, last)``, the leftmost of equals.

        A mark is it only where nothing else can be. Raises IndexError where the run
        is empty.
        """
        best, least = self[first], len(self)
        for token in self[first:last]:
            head = token.head
            if head is token:
                return token
            if first <= head.i < last:
                continue
            mark = token.is_punct and not token.children
            depth = len(self) - 1 if mark else sum(1 for _ in token.ancestors)
            if depth < least:
                best, least = token, depth
        return best

    def add(self, parsed: SpacyDoc, sentences: Sequence[range]) -> None:
        """Copy what the parser found; ``sentences`` are indices in ``self``."""
        values = parsed.to_array([*_STRINGS, *_FLAGS, HEAD])
        strings = parsed.vocab.strings
        columns: list[list[Any]] = [
            _translated(column, strings.__getitem__)
            for column in values[:, : len(_STRINGS)].T.tolist()
        ]
        columns += values[:, len(_STRINGS) : -1].T.astype(bool).tolist()
        sents = [sent for sent in sentences for _ in sent]
        base = len(self)
        places = range(base, base + len(parsed))
        self.extend(map(Token, repeat(self), sents, places, *columns))
        _link(self[base:], values[:, -1].astype("int64").tolist())
        self.ents += [
            Entity(base + e.start, base + e.end, e.label_) for e in parsed.ents
        ]


def _translated(column: list[int], meaning: Callable[[int], str]) -> list[str]:
    """Return the string of each number; equal words share one."""
    known = {number: meaning(number) for number in set(column)}
    return [known[number] for number in column]


def _link(tokens: list[Token], steps: list[int]) -> None:
    """Hang each token on its head, which is so many ``steps`` away."""
    lefts: dict[Token, list[Token]] = defaultdict(list)
    rights: dict[Token, list[Token]] = defaultdict(list)
    for i, step in enumerate(steps):
        if step:
            token, head = tokens[i], tokens[i + step]
            token.head = head
            (lefts if step > 0 else rights)[head].append(token)
    for head, found in lefts.items():
        head.lefts = head.children = tuple(found)
    for head, found in rights.items():
        head.rights = tuple(found)
        head.children = head.lefts + head.rights
    for token in tokens:
        head = token.head
        while head.left_edge.i > token.i:
            head.left_edge = token
            head = head.head
    for token in reversed(tokens):
        head = token.head
        while head.right_edge.i < token.i:
            head.right_edge = token
            head = head.head
