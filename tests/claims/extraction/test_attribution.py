"""Indirect speech, chains of hands, reservations."""

from dataclasses import replace

import pytest

SURE = 0.33  # what may meet the claims of other documents in a conflict

INDIRECT = [
    ("Sarnow Hydro said it had opened two gates on Monday.", "opened", "Sarnow Hydro"),
    ("According to the Water Ministry, the wave reached Belk by noon.", "wave",
     "Water Ministry"),
    ("The wave reached Belk by noon, according to witnesses.", "wave", "witnesses"),
    ("Mira Halvik told lawmakers on Monday that at least 12 houses were destroyed.",
     "12 houses", "Mira Halvik"),
    ("Sarnow Hydro said two gates had opened, with the Water Ministry saying the level "
     "fell by a metre.", "level fell", "Water Ministry"),
    ("The level fell by three metres in an hour, the Water Ministry said.", "fell",
     "Water Ministry"),
    ("The dam, Mira Halvik said, had been inspected in April.", "inspected",
     "Mira Halvik"),
    ("Anton Brel was quoted as saying that three gates had failed.", "three gates",
     "Anton Brel"),
    ("Lodavia's Water Ministry said two gates had opened. The ministry added that "
     "nobody had died.", "nobody", "Lodavia's Water Ministry"),
    ("The Water Ministry stated on Monday that the siren worked, adding that it had "
     "warned 400 households.", "400 households", "Water Ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "speaker"), INDIRECT)
def test_indirect_speech_has_its_speaker(the_claim, text, part, speaker):
    assert the_claim(text, part).speaker == speaker


def test_conjoined_clauses_are_two_claims(extract):
    text = (
        "The Water Ministry said two gates had opened and twelve houses were destroyed."
    )
    words = [c.words for c in extract(text).candidates]
    assert len(words) == 2
    assert {c.speaker for c in extract(text).candidates} == {"Water Ministry"}


def test_an_accusation_keeps_its_accuser(the_claim):
    claim = the_claim("Belk blamed Sarnow Hydro for the flood on Monday.", "blamed")
    assert (claim.speaker, claim.agent, claim.action) == ("Belk", "Belk", "blame")
    assert (claim.patient, claim.factuality) == ("Sarnow Hydro", "alleged")


def test_the_outlets_own_sentence_has_no_speaker(the_claim):
    claim = the_claim("The wave destroyed twelve houses in Belk on Monday.", "wave")
    assert (claim.speaker, claim.quote, claim.factuality) == ("", None, "asserted")


def test_a_relay_that_cites_sources_is_chained(the_claim):
    text = (
        "News agency Delta, citing sources, reported that two gates had opened at noon."
    )
    claim = the_claim(text, "two gates")
    assert [(link.name, link.role) for link in claim.chain] == [
        ("Delta", "relay"),
        ("unnamed sources", "utterer"),
    ]
    assert claim.speaker == "Delta"


def test_outlet_and_wire_credit_come_first(extract, document):
    facts = replace(document("").facts, outlet="The Delta Post", credits=("Norwire",))
    text = "Sarnow Hydro said two gates had opened on Monday."
    (claim,) = extract(text, facts).candidates
    assert [link.name for link in claim.chain] == [
        "The Delta Post",
        "Norwire",
        "Sarnow Hydro",
    ]


def test_said_within_said_keeps_both_hands(the_claim):
    text = "Delta reported that Sarnow Hydro said two gates had opened on Monday."
    claim = the_claim(text, "two gates")
    assert claim.speaker == "Sarnow Hydro"
    assert [link.name for link in claim.chain] == ["Delta", "Sarnow Hydro"]


@pytest.mark.parametrize(
    ("text", "part", "reservation"),
    [
        ("The gates allegedly opened by themselves on Monday.", "gates", "allegedly"),
        ("Three guards were reportedly drowned in Belk.", "guards", "reportedly"),
        ("Delta reported that two gates had opened. This information has not yet been "
         "confirmed.", "two gates", "has not yet been confirmed"),
        ("The guards are said to have opened two gates.", "guards", "said to"),
    ],
)  # fmt: skip
def test_reservations_cover_the_claim(the_claim, text, part, reservation):
    claim = the_claim(text, part)
    assert claim.reservation == reservation
    assert claim.factuality == "alleged"


def test_a_reservation_is_no_claim(extract):
    text = (
        "Delta reported that two gates had opened. "
        "This information has not yet been confirmed."
    )
    assert not any("confirmed" in c.words for c in extract(text).candidates)


def test_a_rumour_is_marked_as_one(the_claim):
    text = "The silence fuelled rumours that Sarnow Hydro had opened all nine gates."
    assert the_claim(text, "nine gates").factuality == "rumour"


def test_an_embedded_post_is_its_authors(extract, document):
    from claims.extraction.chains import is_post_credit

    assert is_post_credit("— Ada Lorn (@adalorn) May 13, 2031")
    assert not is_post_credit("The gates (all nine) were opened.")


def test_sources_speak_through_whom_they_told(the_claim):
    claim = the_claim("Sources told Norwire that two gates had opened.", "two gates")
    assert claim.speaker == "Norwire"
    assert [link.name for link in claim.chain] == ["Norwire", "unnamed sources"]


def test_it_was_reported_is_a_reservation(the_claim):
    claim = the_claim("It was reported that two villagers had drowned.", "villagers")
    assert (claim.speaker, claim.reservation) == ("", "reported")
    assert claim.factuality == "alleged"


def test_a_denied_clause_is_negated(the_claim):
    claim = the_claim("Sarnow Hydro denies that two gates were opened.", "gates")
    assert claim.negated
    assert claim.speaker == "Sarnow Hydro"


def test_a_verb_at_the_end_covers_both_clauses(extract):
    text = "Two dozen people were hurt and 1,200 homes lost power, officials said."
    assert [c.speaker for c in extract(text).candidates] == ["officials", "officials"]


SHORT = [
    ("The attempt failed according to MOD.", "The attempt failed", "MOD"),
    ("The gates held, according to Sarnow Hydro.", "The gates held", "Sarnow Hydro"),
    ("It failed, according to the Water Ministry.", "It failed", "Water Ministry"),
    ("The Water Ministry said that nobody died.", "nobody died", "Water Ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker"), SHORT)
def test_a_short_report_is_a_claim_of_its_speaker(the_claim, text, words, speaker):
    claim = the_claim(text, words)
    assert (claim.words, claim.speaker) == (words, speaker)
    assert claim.score >= SURE


def test_a_short_report_in_a_post_keeps_its_speaker(the_claim):
    text = (
        "Rescuers tried to close the third gate before dawn.\n\n"
        "The attempt failed according to MOD. pic.example.com/kTq\n\n"
        "— Ada Lorn (@adalorn) May 12, 2031\n\n"
        "The mayor of Belk spoke to villagers in the town hall."
    )
    claim = the_claim(text, "attempt failed")
    assert claim.speaker == "MOD"
    assert [link.name for link in claim.chain] == ["Ada Lorn", "MOD"]


LISTED = [
    ("At least 14 people were killed in Lower Belk and Varn, Governor Ilse Brandt told "
     "reporters.", "At least 14 people were killed in Lower Belk and Varn"),
    ("Nine men died in Upper Hale, Ostern and Belk, Chief Inspector Ilse Brandt said on "
     "Monday.", "Nine men died in Upper Hale, Ostern and Belk"),
    ("The siren had failed in Belk, Governor Ilse Brandt told parliament.",
     "The siren had failed in Belk"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), LISTED)
def test_a_speaker_after_a_list_of_places_is_no_place(the_claim, text, words):
    claim = the_claim(text, words)
    assert (claim.words, claim.speaker) == (words, "Ilse Brandt")
    assert claim.action in ("kill", "die", "fail")
    assert "Ilse Brandt" not in (*claim.places, *claim.actors)


def test_a_doubt_falls_on_the_claim_that_it_names(extract):
    text = (
        "Two gates were opened at noon on Monday. Three gates were closed at midnight. "
        "Norwire could not independently confirm when the gates were opened."
    )
    told = {c.words: c.reservation for c in extract(text).candidates}
    assert told == {
        "Two gates were opened at noon on Monday.": "could not independently confirm",
        "Three gates were closed at midnight.": "",
    }


def test_a_speaker_left_open_is_not_the_outlet(extract, document):
    facts = replace(document("").facts, outlet="The Delta Post")
    (claim,) = extract("He said that two gates had failed on Monday.", facts).candidates
    assert [(link.name, link.role) for link in claim.chain] == [
        ("The Delta Post", "relay"),
        ("speaker not identified", "utterer"),
    ]
    assert (claim.speaker, claim.reservation) == ("", "")


def test_a_source_without_a_name_is_no_empty_reservation(extract, document):
    facts = replace(document("").facts, outlet="The Delta Post")
    text = "Twelve people died, according to a doctor who was not authorised to speak."
    (claim,) = extract(text, facts).candidates
    assert [link.name for link in claim.chain] == ["The Delta Post", "doctor"]
    assert claim.reservation == ""


OFFICES = [
    ("The governor's office put out a list. Nobody drowned in Belk, the office said.",
     "governor's office"),
    ("The head of the district office in Brenn said that nobody drowned in Belk.",
     "head of the district office in Brenn"),
    ("Governor Ada Lorn's deputy arrived. Nobody drowned in Belk, her deputy said.",
     "Ada Lorn's deputy"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), OFFICES)
def test_an_office_is_told_by_whose_it_is(the_claim, text, speaker):
    assert the_claim(text, "drowned").speaker == speaker
