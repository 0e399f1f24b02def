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
