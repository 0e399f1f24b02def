"""Texts made to make patterns go back and forth are read like others.

No clock is watched here; a pattern that is not linear would take hours over these.
"""

import pytest

from sources.text.base import ExtractedText
from sources.text.document import read_document

PARTS = [
    "*a ",
    "[",
    "[a](",
    "<a ",
    "<!--",
    "![a",
    "[^",
    "_a",
    "\\*",
    "`",
    "> ",
    "# ",
    "\u00a0",
    "a\u200b",
    "a-\n",
    "No. 5 ",
    "AB ",
    "A — ",
    "“",
    ". ",
    "May 5 ",
    "Ann/",
    "Monday ",
    "a year ago ",
    "“Why?” A ",
    "http://a\n",
    "— A (@a)\n",
    "pic.twitter.com/a\n\n",
    "a.",
    "Ann.",
    "Ann - ",
    "Follow A ",
    "In this A ",
    "update a",
    "© A ",
    "| A ",
    "a@",
    "- \n",
    "No.\n",
    "share",
    "(left) ",
]


@pytest.mark.parametrize("part", PARTS)
def test_repeated_marks(part):
    text = part * (60_000 // len(part))
    document = read_document("d", ExtractedText(text, markup="markdown"))
    assert document.text == text
