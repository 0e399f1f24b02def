"""What is worth checking ranks above what is felt, wished or foretold."""

import pytest

from claims.extraction.checkworthiness import SEEN

RANKED = [
    ("At least 12 villagers were killed in Belk on Monday.",
     "We are deeply worried about Belk."),
    ("Sarnow Hydro opened two gates on Monday.", "Sarnow Hydro should open two gates."),
    ("Sarnow Hydro opened two gates on Monday.",
     "Sarnow Hydro will open two gates on Friday."),
    ("The Water Ministry said two gates had opened.",
     "The Water Ministry hopes for the best."),
    ("Belk blamed Sarnow Hydro for the flood.", "It is a terrible and tragic flood."),
    ("Sarnow Hydro opened two gates on Monday.", "Did Sarnow Hydro open two gates?"),
    ("At least 12 villagers were killed, the Water Ministry said.",
     "Last week, Belk accused Varn of killing one of its guards in a border clash."),
    ("The gates were opened at 6 a.m., the Water Ministry said.",
     "Last week, Belk accused Varn of killing one of its guards in a border clash."),
    ("Nine people died in Belk on Monday.",
     "Forty people died in Belk in the flood of 2019."),
    ("Belk accused Varn of opening the gates on Monday.", "Belk hopes for rain."),
]  # fmt: skip


def best(extraction):
    return max((c.score for c in extraction.candidates), default=0.0)


@pytest.mark.parametrize(("higher", "lower"), RANKED)
def test_facts_rank_above_feelings(extract, higher, lower):
    assert best(extract(higher)) > best(extract(lower))


def test_the_reasons_are_words_a_person_understands(the_claim):
    claim = the_claim(
        "Mira Halvik said at least 12 villagers were killed on Monday.", "villagers"
    )
    assert "a number: at least 12 (villager killed)" in claim.score_reasons
    assert "named speaker: Mira Halvik" in claim.score_reasons
    assert "an event that happened: kill" in claim.score_reasons
    assert 0 < claim.score < 1


def test_lowering_is_explained_too(extract):
    text = "Mira Halvik said Sarnow Hydro will close at least 12 gates in Georgia."
    (claim,) = extract(text).candidates
    assert "prediction lowers it" in claim.score_reasons


def test_what_was_said_to_come_is_a_prediction_too(extract):
    for text in (
        "Mira Halvik said Sarnow Hydro would close at least 12 gates in Georgia.",
        "Mira Halvik said she hoped that the gates would close.",
    ):
        (claim,) = extract(text).candidates
        assert "prediction lowers it" in claim.score_reasons
        assert not any(r.startswith("an event") for r in claim.score_reasons)


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("Experts say the flood has weakened the Water Ministry.", True),
        ("The flood raised the chances of a dispute between Belk and Varn.", True),
        ("The flood raised the price of bread in Belk.", False),
        ("The storm weakened over Belk on Monday.", False),
        ("The new gates reduced the risk of a flood in Belk by 12 percent.", False),
    ],
)
def test_the_effect_somebody_sees_is_an_opinion(extract, text, lowered):
    (claim, *_) = extract(text).candidates
    told = any(r.startswith("opinion word lowers it") for r in claim.score_reasons)
    assert told is lowered
    assert lowered is not any(r.startswith("an event") for r in claim.score_reasons)


STANCES = [
    ("Sarnow Hydro should open its gates, the Water Ministry said.", "should open"),
    ("Belk needs to take a clear position, Anton Brel said.", "clear position"),
    ("“We are troubled by the reports from Belk,” Mira Halvik said.", "troubled"),
    ("The Water Ministry called on both districts to stay calm.", "called on"),
    ("Mira Halvik said she hoped that the dam would hold.", "hold"),
    ("Did Sarnow Hydro open two gates?", "open two gates"),
    ("“The situation is very painful,” Mira Halvik said.", "painful"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part"), STANCES)
def test_stances_are_seen_and_rank_last(the_claim, text, part):
    plain = "Sarnow Hydro opened two gates in Belk on Monday."
    claim = the_claim(f"{plain} {text}", part)
    assert SEEN <= claim.score < the_claim(f"{plain} {text}", "in Belk on").score


BARE = [
    "“It was scary,” said Mira Halvik.",
    "What happened next?",
    "The siren wailed on Monday. One of them said.",
    "We do not know.",
]


@pytest.mark.parametrize("text", BARE)
def test_talk_of_nobody_and_nothing_is_left_out(extract, text):
    words = [c.words for c in extract(text).candidates]
    assert words in ([], ["The siren wailed on Monday."])
