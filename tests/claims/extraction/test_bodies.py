"""Spellings of one body, and bodies that only look alike."""

import pytest

from claims.extraction.bodies import initials, parse_body


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Norway's defence ministry",
            "the Ministry of Defence of Norway",
            "the Norwegian Defense Ministry",
            "Ministry of Defense of the Kingdom of Norway",
            "Norwegian MoD",
            "defence ministry in Oslo",
        ),
        (
            "Russian Foreign Ministry",
            "Ministry of Foreign Affairs of the Russian Federation",
            "Russia’s MFA",
        ),
        ("Water Ministry", "the Ministry of Water"),
        ("Interior Ministry of Latvia", "Latvia's Ministry of Internal Affairs"),
        ("Sarnow Hydro", "Sarnow Hydro Ltd.", "the Sarnow Hydro company"),
        ("UN Security Council", "United Nations Security Council"),
        ("Northwire", "Northwire news agency"),
    ],
)
def test_spellings_of_one_body_read_alike(spellings):
    assert len({parse_body(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norwegian Defence Ministry", "Danish Defence Ministry"),
        ("Norwegian Defence Ministry", "Norwegian Foreign Ministry"),
        ("Norwegian Defence Ministry", "Norwegian Defence Committee"),
        ("Norwegian Defence Ministry", "Defence Ministry"),
        ("Capital Post", "Capital Postal"),
        ("UN Security Council", "Norwegian Security Council"),
        ("North Korean army", "South Korean army"),
        ("Ostrow district council", "Brenn district council"),
    ],
)
def test_look_alike_bodies_stay_apart(one, other):
    assert parse_body(one) != parse_body(other)


def test_initials_leave_small_words_out():
    assert initials("Collective Security Treaty Organization") == "CSTO"
    assert initials("Organization for the Security of Rivers") == "OSR"
