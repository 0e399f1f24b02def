"""The parser's rules of word class, remembered: a case that was ruled on is not again.

spaCy tries all of its 179 patterns at every word, which took a tenth of the parse. All
but nine look at one word alone, and no further than at its tag, its place in the tree
and whether it is one of some hundred words. Few such cases exist; each is asked once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

SHIPPED, OURS = "attribute_ruler", "remembering_ruler"
_READ = [LOWER, TAG, DEP, IS_SPACE]
_NAMES = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})

Case = tuple[int, ...]
Attributes = dict[Any, Any]


def remember_rulings(nlp: Language) -> None:
    """Let a pipeline ask its attribute ruler once for each case; it says the same."""
    nlp.add_pipe(OURS, before=SHIPPED)
    nlp.disable_pipe(SHIPPED)


@contextmanager
def as_shipped(nlp: Language) -> Iterator[None]:
    """Run a pipeline with the ruler of spaCy for a while, to be compared with."""
    nlp.disable_pipe(OURS)
    nlp.enable_pipe(SHIPPED)
    try:
        yield
    finally:
        nlp.disable_pipe(SHIPPED)
        nlp.enable_pipe(OURS)


@Language.factory(OURS)
def _make(nlp: Language, name: str) -> RememberingRuler:
    ruler = nlp.get_pipe(SHIPPED)
    assert isinstance(ruler, AttributeRuler)
    return RememberingRuler(ruler)


class RememberingRuler:
    """Sets on a Doc what ``ruler`` sets."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._of_case = Matcher(ruler.vocab)
        self._of_more = Matcher(ruler.vocab)
        self._numbers: dict[int, int] = {}  # key of a matcher → rule
        self._known: dict[Case, tuple[list[int], Attributes]] = {}
        words: set[int] = set()
        strings = ruler.vocab.strings
        for number, rule in enumerate(ruler.patterns):
            self._numbers[strings.add(str(number))] = number
            patterns: Any = rule["patterns"]
            for pattern in patterns:
                told = list(_words_of(pattern[0])) if len(pattern) == 1 else [None]
                matcher = self._of_more if None in told else self._of_case
                matcher.add(str(number), [pattern])
                words.update(strings.add(word) for word in told if word)
        self._words = np.array(sorted(words), dtype="uint64")

    def __call__(self, doc: Doc) -> Doc:
        cases = doc.to_array(_READ)
        cases[:, 0] *= np.isin(cases[:, 0], self._words)
        more = self._rules_of_more(doc)
        for i, case in enumerate(map(tuple, cases.tolist())):
            known = self._known.get(case)
            if known is None:
                rules = self._rules_of_case(doc, i)
                known = self._known[case] = rules, self._attributes(rules)
            rules, attributes = known
            if i in more:
                attributes = self._attributes(rules + more[i])
            if attributes:
                set_token_attrs(doc[i], attributes)
        return doc

    def _rules_of_case(self, doc: Doc, i: int) -> list[int]:
        found = self._of_case(doc[i : i + 1], allow_missing=True)
        return [self._numbers[key] for key, _, _ in found]

    def _rules_of_more(self, doc: Doc) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for key, first, _ in self._of_more(doc, allow_missing=True):
            number = self._numbers[key]
            found[first + self._ruler.indices[number]].append(number)
        return found

    def _attributes(self, rules: list[int]) -> Attributes:
        """Return what the rules set together: a later one stands above an earlier."""
        merged: Attributes = {}
        for number in sorted(rules):
            merged.update(self._ruler.attrs[number])
        return merged


def _words_of(token: dict[Any, Any]) -> Iterator[str | None]:
    """Yield the words a pattern names; None where what it asks is no matter of case."""
    words = token.get("LOWER", ())
    if not token.keys() <= _NAMES:
        yield None
    elif isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        yield from words["IN"] if words.keys() == {"IN"} else (None,)
