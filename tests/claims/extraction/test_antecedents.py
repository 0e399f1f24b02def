"""Whom a pronoun means, and when it is left open."""

import pytest

from claims.extraction.genders import gender_of_name, gender_of_noun

MET = "Mira Halvik met Josef Tarn on Monday. "

SPEAKERS = [
    pytest.param(MET + "“The wall is sound,” he said.", "Josef Tarn", id="his name"),
    pytest.param(MET + "“The wall is sound,” she said.", "Mira Halvik", id="her name"),
    pytest.param(
        "“The gates were opened,” Mira Halvik said.\n\n“The siren was silent,” Josef "
        "Tarn said.\n\n“Nobody came to help us,” she added.",
        "Mira Halvik",
        id="not blindly the last speaker",
    ),
    pytest.param(
        "Anton Brel accused Pavel Orsk of lying. “The wall is sound,” he said.",
        "Anton Brel",
        id="of two men the subject",
    ),
    pytest.param(
        "Anton Brel was accused by Pavel Orsk. “The wall is sound,” he said.",
        "Anton Brel",
        id="the subject of a passive, too",
    ),
    pytest.param(
        "Anton Brel arrived. He met Pavel Orsk, and “the wall is sound,” he said.",
        "Anton Brel",
        id="he is whom he was before",
    ),
    pytest.param(
        "Officials met Anton Brel and Pavel Orsk. “The wall is sound,” he said.",
        "",
        id="two who fit alike leave it open",
    ),
    pytest.param(
        "Mr. Orsk thanked Ms. Voss. “The wall is sound,” she said.",
        "Voss",
        id="titles tell",
    ),
    pytest.param(
        "“Josef Tarn opened it,” Anton Brel said. “The wall is sound,” he added.",
        "Anton Brel",
        id="a name within a quotation is not meant",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_a_pronoun_means_who_a_reader_takes_it_for(extract, text, speaker):
    assert extract(text).quotes[-1].speaker == speaker


def test_a_pronoun_too_far_from_any_name_is_left_open(extract):
    text = "Anton Brel arrived.\n\nIt rained.\n\nIt froze.\n\nIt thawed.\n\n"
    assert extract(text + "“The wall is sound,” he said.").quotes[-1].speaker == ""


def test_words_tell_the_sex_and_most_surnames_do_not():
    assert [gender_of_noun(w) for w in ("Mr.", "spokeswoman", "minister")] == [
        "he", "she", "",
    ]  # fmt: skip
    assert [gender_of_name(n) for n in ("Josef Tarn", "Mira Halvik", "Orsk", "")] == [
        "he", "she", "", "",
    ]  # fmt: skip


def test_a_long_run_of_pronouns_is_resolved_without_end(extract):
    text = "Anton Brel arrived. " + "He opened a gate. " * 300 + "He said it held."
    assert extract(text).quotes[-1].speaker == "Anton Brel"


def test_a_group_that_names_itself_is_resolved(extract):
    text = "Belk and their supporters left, and their friends said that two gates held."
    assert extract(text).quotes
