"""Every format has a sample, and all samples tell the same."""

from pathlib import Path

import pytest

from sources.ingest.formats import READERS, load_reader, sniff
from sources.text.document import read_document
from tests.sources.text.reading_help import sentences

FOLDER = Path(__file__).parents[3] / "corpus" / "formats"
SAMPLES = sorted(FOLDER.glob("sample.*"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.suffix)
def test_a_sample_reads_as_the_others(path):
    data = path.read_bytes()
    extracted = load_reader(sniff(data, path.name))(data, filename=path.name)
    document = read_document("d", extracted)
    assert sentences(document, "body") == [
        "The old dam above the town failed on Monday, the water board said.",
        "At least 12 people are missing.",
    ]
    for sentence in document.sentences:
        segments = document.reading.to_segments(sentence.start, sentence.end)
        assert all(document.words(segments))


def test_no_format_is_without_a_sample():
    assert {sniff(p.read_bytes(), p.name) for p in SAMPLES} == set(READERS)
