"""Two utterances of a story held against each other word by word.

In: two views. Out: the bearing of the second on the first. For what answers no slot: a
denial, opposite words, a figure that nothing asks for.
"""

from __future__ import annotations

from functools import lru_cache

from claims.evidence.base import Utterance
from claims.evidence.compare.accounts import Account, account_of
from claims.evidence.compare.bearing import Bearing, bearing_of, laid_open
from claims.evidence.views import View
from claims.extraction.base import FoundCandidate
from claims.extraction.times import Context, find_times
from sources.text.base import DocumentFacts


def compare_told(a: View, b: View, *, cosine: float) -> Bearing | None:
    """Say what ``b`` does to ``a``; whether it is one event is decided elsewhere.

    None where no rule sees a conflict: then the reading model need not be asked.
    """
    one, two = _account(a.utterance), _account(b.utterance)
    found = laid_open(one, two, cosine=cosine)
    return bearing_of(one, two, found) if found.conflicts else None


def _account(utterance: Utterance) -> Account:
    return _read(utterance.found, utterance.facts)


@lru_cache(maxsize=8192)
def _read(found: FoundCandidate, facts: DocumentFacts) -> Account:
    times = find_times(found.words, Context.of(facts, found.words))
    return account_of(
        found.words,
        [(t.start, t.end, t.range) for t in times],
        [found],
        published=facts.published.value,
        claim=True,
    )
