"""Who says the words in quotation marks."""

import pytest

SPEAKERS = [
    pytest.param(
        "“The gates were opened at our order,” said Mira Halvik, head of Sarnow Hydro.",
        "Mira Halvik",
        id="inverted order",
    ),
    pytest.param(
        "“The gates were opened at our order,” Mira Halvik told reporters.",
        "Mira Halvik",
        id="verb after the name",
    ),
    pytest.param(
        "Mira Halvik said: “The gates were opened at our order.”",
        "Mira Halvik",
        id="verb before the words",
    ),
    pytest.param(
        "In a message on Monday, the Water Ministry of Lodavia said that:\n\n"
        "“The level of the reservoir has fallen by two metres.”",
        "Water Ministry of Lodavia",
        id="lead-in line with the words in the next paragraph",
    ),
    pytest.param(
        "“The river rose in an hour,” farmer Josef Tarn said.\n\n"
        "“My cellar was full before I woke up and nobody had warned us.”",
        "Josef Tarn",
        id="a paragraph of its own goes on from the last speaker",
    ),
    pytest.param(
        "“We saw the wave at dawn,” Josef Tarn said. “It took the bridge with it.”",
        "Josef Tarn",
        id="same paragraph, no second verb",
    ),
    pytest.param(
        "Engineer Pavel Orsk arrived on Tuesday.\n\n“The wall is sound,” he said.",
        "Pavel Orsk",
        id="pronoun with one person named before",
    ),
    pytest.param(
        "The Water Ministry published its findings on Monday. Lodavia's Water Ministry "
        "denied any fault.\n\n“No gate was opened by mistake,” reads the statement from "
        "the ministry.",
        "Lodavia's Water Ministry",
        id="the statement from the ministry",
    ),
    pytest.param(
        "“No gate was opened by mistake,” the Water Ministry in Sarnow said.",
        "Water Ministry in Sarnow",
        id="a ministry known by its seat",
    ),
    pytest.param(
        "President Lena Vost arrived at noon. “No gate was opened by mistake,” "
        "her spokesman said.",
        "Lena Vost's spokesman",
        id="a spokesman of somebody",
    ),
    pytest.param(
        "Sarnow Hydro spokesman Anton Brel was asked on Monday. “The siren failed,” "
        "Brel said.",
        "Anton Brel",
        id="surname stands for the full name",
    ),
    pytest.param(
        "“The wall is sound,” reported the Delta news agency.",
        "Delta",
        id="news agency by its name",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_the_speaker_is_found(extract, text, speaker):
    direct = [q for q in extract(text).quotes if q.kind == "direct"]
    assert direct[-1].speaker == speaker


BESIDE = [
    ("“A good reporter, this guy,” Anton Brel said on Monday.", "Anton Brel"),
    ("“In the eye of the public: the flood and the siren,” said Ada Lorn, an engineer.",
     "Ada Lorn"),
    ("Josef Tarn was angry on Monday, telling reporters, “Nobody called us at all.”",
     "Josef Tarn"),
    ("“The flood draws us all together: help and hope,” Mira Halvik's spokesman, Pavel "
     "Orsk, wrote.", "Pavel Orsk"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), BESIDE)
def test_no_one_in_the_quotation_says_it(extract, text, speaker):
    assert extract(text).quotes[0].speaker == speaker


def test_an_interrupted_quotation_is_one_with_two_segments(extract):
    text = "“The gates,” Mira Halvik said, “were opened at our order.”"
    (quote,) = [q for q in extract(text).quotes if q.kind == "direct"]
    assert quote.selector.exact == ("The gates,", "were opened at our order.")
    assert quote.speaker == "Mira Halvik"


def test_a_quotation_over_several_sentences_is_one(extract):
    text = (
        "“The water came at night. It took the bridge. Nobody slept,” "
        "Josef Tarn told The Delta Post."
    )
    (quote,) = [q for q in extract(text).quotes if q.kind == "direct"]
    assert quote.words.startswith("The water")
    assert quote.words.endswith("slept,")
    assert quote.speaker == "Josef Tarn"


def test_a_fragment_in_the_outlets_sentence_is_mixed(extract):
    text = "Sarnow Hydro accused the town of Belk of “building in the flood bed”."
    (quote,) = extract(text).quotes
    assert (quote.kind, quote.speaker) == ("mixed", "Sarnow Hydro")


def test_words_in_brackets_are_the_reporters(extract):
    text = "“They opened [the lower gates] without a word,” Josef Tarn said."
    (quote,) = [q for q in extract(text).quotes if q.kind == "direct"]
    assert "lower gates" not in " ".join(quote.selector.exact)
    assert len(quote.selector.segments) == 2


def test_a_quotation_without_any_speaker_stays_open(extract):
    text = "“The wall is sound and it will hold.”\n\nThe town of Belk woke to mud."
    (quote,) = [q for q in extract(text).quotes if q.kind == "direct"]
    assert quote.speaker == ""


def test_two_persons_leave_the_pronoun_to_the_last_speaker(extract):
    text = (
        "“The gates were opened,” Mira Halvik said.\n\n"
        "“The siren was silent,” Josef Tarn said.\n\n"
        "“Nobody came to help us,” he added."
    )
    assert extract(text).quotes[-1].speaker == "Josef Tarn"


def test_single_quotation_marks_are_read_too(extract):
    text = "‘The gates were opened at our order,’ said Mira Halvik."
    (quote,) = [q for q in extract(text).quotes if q.kind == "direct"]
    assert quote.speaker == "Mira Halvik"


def test_an_apostrophe_opens_nothing(extract):
    text = "The dam's gates were opened on Monday and the operator's sirens failed."
    assert extract(text).quotes == ()


def test_every_segment_is_the_words_it_names(extract):
    text = (
        "Sarnow Hydro said on Monday that it had\nopened two of its gates.\n\n"
        "“The gates,” Mira Halvik said, “were opened.”"
    )
    found = extract(text)
    for row in (*found.candidates, *found.quotes):
        for (start, end), exact in zip(
            row.selector.segments, row.selector.exact, strict=True
        ):
            assert text[start:end] == exact


def test_a_signed_quotation_is_the_signers(extract):
    text = "“The siren was silent and the bridge is gone.” — Ada Lorn"
    (quote,) = [q for q in extract(text).quotes if q.kind == "direct"]
    assert quote.speaker == "Ada Lorn"


def test_a_headlines_quotation_belongs_to_who_says_it_below(extract):
    text = (
        "# ‘Silent sirens’ above the town of Belk\n\n"
        "BELK, May 13 — Two gates of the Sarnow dam were opened on Tuesday.\n\n"
        "“We heard silent sirens all night,” Mira Halvik said on Tuesday."
    )
    assert {q.speaker for q in extract(text).quotes} == {"Mira Halvik"}


def test_doubled_apostrophes_are_marks(extract):
    text = "''The gates were opened at our order,'' said Mira Halvik."
    (quote,) = [q for q in extract(text).quotes if q.kind == "direct"]
    assert (quote.speaker, quote.words[-1]) == ("Mira Halvik", ",")


def test_a_block_quote_belongs_to_the_line_that_leads_in(extract, document):
    from sources.ingest.formats.markdown import read
    from sources.text.document import read_document

    text = (
        "Mira Halvik wrote to the town that:\n\n"
        "> The gates were opened at our order. Nobody was warned.\n\n"
        "The town of Belk woke to mud on Monday."
    )
    made = read_document("test", read(text.encode()))
    from claims.extraction.finding import find_claims

    (quote,) = [q for q in find_claims(made).quotes if q.kind == "direct"]
    assert (quote.speaker, quote.cue) == ("Mira Halvik", "wrote")
    assert quote.words.endswith("Nobody was warned.")


def test_a_mark_typed_one_way_is_closed_the_other(extract):
    text = '"The gates were opened,” Mira Halvik said on Monday. "They held."'
    quotes = [q for q in extract(text).quotes if q.kind == "direct"]
    assert [q.words for q in quotes] == ["The gates were opened,", "They held."]
    assert {q.speaker for q in quotes} == {"Mira Halvik"}


def test_a_part_of_a_group_speaks_for_the_group(extract):
    text = (
        "Two officials spoke to Norwire. “They opened two gates,” one of them said. "
        "“It was not safe.”"
    )
    assert {q.speaker for q in extract(text).quotes} == {"officials"}
