"""Short ways to read a text in tests."""

from sources.text.base import ExtractedText
from sources.text.document import read_document


def read(text, *, markdown=False, url="", **fields):
    extracted = ExtractedText(text, markup="markdown" if markdown else "none", **fields)
    return read_document("doc", extracted, url=url)


def sentences(document, *kinds):
    text = document.reading.text
    return [
        text[s.start : s.end]
        for s in document.sentences
        if not kinds or s.kind in kinds
    ]


def rules(document):
    return [(block.kind, block.rule) for block in document.blocks]


def kinds(document):
    return [block.kind for block in document.blocks]
