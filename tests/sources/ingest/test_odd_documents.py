"""Odd documents end as read or with a stable code: nothing breaks, nothing hangs.

Each kind comes once here; ``ODD_DOCUMENTS=1000`` takes so many, the largest of each kind
and a line of five million characters among them.
"""

from __future__ import annotations

import os

import pytest

from sources.errors import UnreadableFormat, error_for
from tests.sources.ingest.odd_documents import KINDS, five_megabytes, odd_document
from tests.sources.ingest.odd_run import take

EACH = len(KINDS)
COUNT = int(os.environ.get("ODD_DOCUMENTS", EACH))
ALL = COUNT > EACH
# The first turn has the largest of each kind: a quick run takes the second.
INDICES = range(COUNT) if ALL else range(EACH, 2 * EACH)


def check(odd):
    outcome = take(odd)
    if outcome.status != "read":
        assert isinstance(error_for(outcome.status, ""), UnreadableFormat)


@pytest.mark.parametrize(
    "index", INDICES, ids=lambda i: f"{i}-{KINDS[i % EACH].__name__}"
)
def test_an_odd_document_is_read_or_refused_with_a_reason(index):
    check(odd_document(index))


if ALL:

    def test_a_line_of_five_million_characters_is_read():
        check(five_megabytes())


def test_the_same_seed_gives_the_same_document():
    one = odd_document(EACH + 5)
    assert one == odd_document(EACH + 5)
    assert one != odd_document(EACH + 5, seed=8)
