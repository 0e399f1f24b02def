"""The sample keeps the difficulties that it is there to show."""

from __future__ import annotations

import re

import pytest

from claims.demo.manifest import SampleDocument, load_manifest

MANIFEST = load_manifest()
DOCUMENTS = [d for story in MANIFEST.stories for d in story.documents]
SARNOW = {d.path.name: d.path.read_text(encoding="utf-8") for d in DOCUMENTS}


def name_of(document: SampleDocument) -> str:
    return document.path.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_listed_document_is_there_and_short(document):
    words = document.path.read_text(encoding="utf-8").split()

    assert 120 <= len(words) <= 450


def test_no_text_lies_there_unlisted():
    folders = {document.path.parent for document in DOCUMENTS}
    there = {path for folder in folders for path in folder.iterdir()}

    assert there == {document.path for document in DOCUMENTS}


def test_one_story_is_under_embargo_and_one_is_not():
    assert [story.embargo for story in MANIFEST.stories] == [False, True]


def test_every_owner_and_owned_source_is_listed():
    names = {source.name for source in MANIFEST.sources}

    assert {link.owner for link in MANIFEST.ownership} <= names
    assert {link.owned for link in MANIFEST.ownership} <= names


def test_the_hard_wrapped_page_splits_a_word_and_interrupts_a_quotation():
    page = SARNOW["capital-post-ministry.txt"]

    assert re.search(r"\w-\n\w", page)
    assert re.search(r"“[^”]*\n\nhttps://\S+\n\n[^”]*”", page)


def test_two_hours_of_the_release_conflict_by_their_zones():
    assert "6 a.m. Velden time (0300 GMT)" in SARNOW["sarnow-hydro-statement.txt"]
    assert "6 a.m. local time" in SARNOW["capital-post-ministry.txt"]


@pytest.mark.parametrize(
    ("filename", "wording"),
    [
        ("valley-courier-toll.html", "at least 14 people"),
        ("east-bank-radio-live.md", "14 residents"),
        ("meridian-inquiry.md", "More than a dozen"),
        ("sarnow-hydro-statement.txt", "nine people"),
    ],
)
def test_the_toll_has_several_wordings_and_one_true_rival(filename, wording):
    assert wording in SARNOW[filename]
