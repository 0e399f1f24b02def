import pytest
from django.db import DatabaseError, transaction

from sources.ingest.revisions import load_document, store_revision
from sources.models import Passage, TextRevision
from sources.text.base import ExtractedText
from sources.text.document import read_document
from tests.factories import make_capture, make_revision

pytestmark = pytest.mark.django_db

PLAIN = (
    "Harbour bridge closed\n\nCITYVILLE, March 3, 2024 (Reuters) - The harbour bridge\n"
    "was closed on Friday after engi-\nneers found a crack, the mayor said.\n\n"
    "“We have no\nchoice,” she said. 😀 Ferries run every ten minutes.\n"
)
MARKDOWN = (
    "# Bridge *closed*\n\nThe [northern bridge](https://example.org/b) was **closed** "
    "on Friday.\n\n![A crack](crack.jpg)\n\n> Nobody was hurt, the *mayor* said.\n"
)
TEXTS = {
    "plain": ExtractedText(PLAIN),
    "markdown": ExtractedText(MARKDOWN, markup="markdown"),
    "blank": ExtractedText(" \n\n "),
}


def stored(extracted):
    capture = make_capture(data=extracted.text.encode())
    read = read_document(str(capture.document_id), extracted)
    return store_revision(capture, read, reader="test", version="1"), read


@pytest.mark.parametrize("name", TEXTS)
def test_every_passage_stands_in_the_text(name):
    revision, read = stored(TEXTS[name])
    passages = list(revision.passages.order_by("index"))
    assert len(passages) == len(read.sentences)
    for passage in passages:
        words = [revision.text[start:end] for start, end in passage.segments]
        assert words == passage.exact
        assert passage.selector.segments == passage.segments


@pytest.mark.parametrize("name", TEXTS)
def test_a_stored_text_is_the_same_document_again(name):
    revision, read = stored(TEXTS[name])
    assert load_document(TextRevision.objects.get(pk=revision.pk)) == read


def test_a_text_without_sentences_has_no_passages():
    assert stored(TEXTS["blank"])[0].passages.count() == 0


def test_reading_twice_gives_the_same_rows():
    capture = make_capture()
    read = read_document(str(capture.document_id), TEXTS["plain"])
    first = store_revision(capture, read, reader="test", version="1")
    again = store_revision(capture, read, reader="test", version="1")
    assert again == first
    assert first.passages.count() == len(read.sentences)


def test_a_new_reader_makes_a_new_text_and_leaves_the_old_one():
    capture = make_capture()
    read = read_document(str(capture.document_id), TEXTS["plain"])
    old = store_revision(capture, read, reader="test", version="1")
    new = store_revision(capture, read, reader="test", version="2")
    assert old != new
    assert Passage.objects.filter(revision=old).exists()


def passage(revision, segments, exact):
    return Passage(
        revision=revision,
        index=99,
        paragraph=0,
        kind="body",
        words=" ".join(exact),
        segments=segments,
        exact=exact,
    )


TEXT = "The bridge was closed 😀 on Friday."
WRONG = [
    pytest.param(((0, 3),), ["the"], id="other letters"),
    pytest.param(((0, 3),), ["The "], id="too long"),
    pytest.param(((0, 3), (4, 10)), ["The"], id="too few slices"),
    pytest.param(((0, 3),), ["The", "bridge"], id="too many slices"),
    pytest.param(((0, 3), (4, 10)), ["bridge", "The"], id="other order"),
    pytest.param(((30, 99),), ["riday."], id="beyond the end"),
    pytest.param((), [], id="no segment"),
]


@pytest.mark.parametrize(("segments", "exact"), WRONG)
def test_the_database_refuses_words_that_are_not_there(segments, exact):
    revision = make_revision(TEXT, passages=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        passage(revision, segments, exact).save()


@pytest.mark.parametrize(
    ("segments", "exact"),
    [
        (((0, 3),), ["The"]),
        (((0, 3), (15, 21)), ["The", "closed"]),
        (((22, 26),), ["😀 on"]),
    ],
)
def test_the_database_counts_code_points(segments, exact):
    passage(make_revision(TEXT, passages=False), segments, exact).save()


def test_one_wrong_row_spoils_the_whole_insert():
    revision = make_revision(TEXT, passages=False)
    good = passage(revision, ((0, 3),), ["The"])
    bad = passage(revision, ((0, 3),), ["Tho"])
    bad.index = 100
    with pytest.raises(DatabaseError, match="do not match"), transaction.atomic():
        Passage.objects.bulk_create([good, bad])
    assert not Passage.objects.exists()


def test_a_selector_cannot_be_bent_afterwards():
    kept = make_revision(TEXT).passages.first()
    with pytest.raises(DatabaseError, match="do not match"), transaction.atomic():
        Passage.objects.filter(pk=kept.pk).update(exact=["Other words."])
