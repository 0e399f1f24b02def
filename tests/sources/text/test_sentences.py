"""Sentences end where they end, and nowhere else."""

import pytest

from tests.sources.text.reading_help import read, sentences

ONE = [
    "The fire stopped at 9:00 a.m. Moscow time on the east bank.",
    "It began at 6 p.m. on Monday and went on.",
    "U.S. Secretary Ann Lee spoke to Mr. J. R. Brandt and Dr. Olm.",
    "The board met on Sept. 13 in room No. 5 of the hall.",
    "The wall fell... it was the end of the dam.",
    "Prices rose 3.5 percent to 1.200,50 crowns, St. Olm Bank said.",
    "“Why?” he asked.",
    "“Why now?” Ida Brandt asked.",
    "Gov. Lund met Gen. Brandt vs. Lt. Olm, i.e. the old guard.",
    "It was signed by then-Gov. Ida Brandt and by Supt. Olm of the county.",
    "The state’s law is named for Del. Ida Brandt, who wrote it.",
    "Many posts read ‘R.I.P. Jon Lund’ on the day he gave a concert.",
    "SARNOW, Mo. (AP) has its own mill.",
    "He wrote to the board (see p. 4) about it.",
    "The firm Olm Inc. said so.",
    "On Jan. 4, 2024 the U.N. Security Council met.",
    "George W. Brandt came.",
    "В 2022 г. в районе ул. Ленина А. С. Иванов сказал, т.е. повторил.",
    "1. The board shall meet.",
    "See https://b.example/a.b for more of it.",
]
SEVERAL = [
    ("It rained. The dam failed.", 2),
    ("“It rained. The dam failed,” she said. He left.", 3),
    ("He spoke of the U.S. The others left.", 2),
    ("It began at 9 a.m. The wall fell at ten.", 2),
    ('The board spoke of "great concern." "We expect more," it said.', 2),
    ("The war of 1991. Another came.", 2),
    ("What now? Nobody knows! It rains.", 3),
    ("He came… Then he left.", 2),
    ("The wall stood in Sarnow, Mo. Police closed the road.", 2),
    ("He left (at last.) She stayed.", 2),
    ("Дамба рухнула. Никто не пострадал.", 2),
    ("大坝垮了。没有人受伤。", 2),
    ("Ամբարտակը փլվեց։ Ոչ ոք չտուժեց։", 2),
    ("The count was no. 12 of them died.", 1),
    ("The answer was no. The board left.", 2),
    ("They met in Sept. The rest came later.", 2),
    ("It was built in the 1990s.[4] The wall held.", 2),
]


@pytest.mark.parametrize("words", ONE)
def test_it_stays_one_sentence(words):
    assert sentences(read(words)) == [words]


@pytest.mark.parametrize(("words", "count"), SEVERAL)
def test_it_is_split(words, count):
    assert len(sentences(read(words))) == count


def test_closing_marks_stay_with_their_sentence():
    words = "“It rained. The dam failed.” She left."
    assert sentences(read(words)) == ["“It rained.", "The dam failed.”", "She left."]


def test_paragraphs_are_counted_and_never_joined():
    document = read("The dam failed.\n\nIt rained. It snowed.\n")
    assert [s.paragraph for s in document.sentences] == [0, 1, 1]
    assert [s.kind for s in document.sentences] == ["body"] * 3


def test_an_empty_text_has_no_sentences():
    assert read("").sentences == ()
    assert read(" \n\n ").sentences == ()
