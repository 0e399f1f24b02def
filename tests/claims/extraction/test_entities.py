"""Names are one kind each over a document."""

import pytest

from claims.extraction.entities import Names
from claims.extraction.gazetteer import country_of, place_vote, zone_of_country


def kinds(parsed, text):
    return {m.text: m.kind for m in Names(parsed(text).doc).mentions}


def test_a_capital_is_a_place_however_often_it_speaks(parsed):
    found = kinds(parsed, "Yerevan accused Baku. Yerevan said that Baku had fired.")
    assert (found["Yerevan"], found["Baku"]) == ("place", "place")


def test_a_listed_town_unknown_to_the_gazetteer_is_a_place(parsed):
    found = kinds(parsed, "The wave hit the towns of Belk, Orsen and Tarnau on Monday.")
    assert {found.get(n) for n in ("Belk", "Orsen", "Tarnau")} == {"place"}


def test_a_demonym_is_a_people(parsed):
    assert kinds(parsed, "Two Georgian engineers died.")["Georgian"] == "people"


def test_a_surname_stands_for_the_full_name(parsed):
    names = Names(parsed("Mira Halvik spoke on Monday. Halvik then left.").doc)
    assert names.full("Halvik") == "Mira Halvik"


def test_two_people_of_one_surname_stay_apart(parsed):
    text = "Mira Halvik met Oskar Halvik on Monday. President Halvik spoke."
    assert Names(parsed(text).doc).full("Halvik") == "Halvik"


@pytest.mark.parametrize(
    ("name", "country"),
    [("Georgian", "Georgia"), ("U.S.", "United States"), ("Azeri", "Azerbaijan"),
     ("Türkiye", "Turkey"), ("Belk", "")],
)  # fmt: skip
def test_countries_are_known_by_all_their_names(name, country):
    assert country_of(name) == country


def test_a_country_votes_higher_than_a_small_town():
    assert place_vote("Armenia") > place_vote("Goris") > place_vote("Belk") == 0


def test_a_country_of_many_zones_lends_none():
    assert zone_of_country("Armenia") == "Asia/Yerevan"
    assert zone_of_country("Russia") == ""


def test_the_town_in_a_companys_name_is_not_made_a_person(parsed):
    text = "Sarnow Hydro opened the gates in Sarnow. Sarnow was flooded by noon."
    assert kinds(parsed, text)["Sarnow"] == "place"


def test_the_end_of_a_places_name_is_a_place(parsed):
    text = (
        "Fighting in Nagorno-Karabakh went on. Karabakh is a region. "
        "Nagorno-Karabakh was calm."
    )
    assert kinds(parsed, text)["Karabakh"] == "place"


def test_spellings_vote_together_and_the_full_name_stands_for_all(parsed):
    names = Names(
        parsed(
            "President Volodymyr Zelensky spoke on Monday. Zelenskyy said that the "
            "grid would be repaired. Later Mr Zelenskiy left."
        ).doc
    )
    assert {names.full(n) for n in ("Zelenskyy", "Zelenskiy")} == {"Volodymyr Zelensky"}
    assert {m.kind for m in names.mentions if "Zelensk" in m.text} == {"person"}


def test_a_clock_is_no_body(parsed):
    assert "GMT" not in kinds(parsed, "The gate failed at 6 a.m. GMT on Monday.")


def test_found_names_tell_their_votes(parsed):
    names = Names(parsed("Mira Halvik spoke in Yerevan. Halvik left Yerevan.").doc)
    found = {name.text: name for name in names.found()}
    assert found["Halvik"].full == "Mira Halvik"
    assert found["Yerevan"].times == 2
    assert max(found["Yerevan"].votes, key=lambda vote: vote[1])[0] == "place"


def test_what_stands_where_places_stand_is_a_place(parsed):
    text = "Fourteen people died in Lower Sarnow and Brenn. Brenn was evacuated."
    assert kinds(parsed, text)["Brenn"] == "place"


def test_trust_in_a_person_makes_no_place(parsed):
    text = "Voters lost trust in Halvik. President Halvik resigned. Halvik left."
    assert kinds(parsed, text)["Halvik"] == "person"
