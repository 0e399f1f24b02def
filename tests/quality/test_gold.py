"""The gold is what it says: slices of its texts, speakers and kinds that exist."""

from __future__ import annotations

from typing import get_args

import pytest

from claims.extraction.base import ClaimType, Factuality, QuoteKind
from sources.text.base import BlockKind
from tests.quality.stories import NAMES, GoldDocument, load_story

DOCUMENTS = [d for name in NAMES for d in load_story(name).documents]
IDS = [d.name for d in DOCUMENTS]


@pytest.mark.parametrize("name", NAMES)
def test_a_story_says_its_licence_and_every_slice_is_its_words(name):
    story = load_story(name)
    assert "Apache-2.0" in story.licence
    assert story.documents


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_gold_uses_the_words_of_the_product(document: GoldDocument):
    assert {k for b in document.blocks for k in b.kinds} <= set(get_args(BlockKind))
    assert {q.kind for q in document.quotes} <= set(get_args(QuoteKind))
    for claim in document.claims:
        assert claim.types <= set(get_args(ClaimType))
        assert claim.factualities <= set(get_args(Factuality))


@pytest.mark.parametrize("name", NAMES)
def test_every_speaker_of_the_gold_is_an_actor_or_stands_in_the_text(name):
    story = load_story(name)
    known = set(story.actors) | {w for _, also in story.actors.values() for w in also}
    for document in story.documents:
        quoted = {who for quote in document.quotes for who in quote.speakers}
        said = {who for claim in document.claims for who in claim.speakers}
        for who in (quoted | said) - known:
            assert who in document.text


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_nothing_is_both_worth_checking_and_to_be_seen_last(document: GoldDocument):
    for claim in document.claims:
        for low in document.low:
            assert not any(
                a < d and c < b for a, b in claim.segments for c, d in low.segments
            )
