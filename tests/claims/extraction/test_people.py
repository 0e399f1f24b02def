"""Spellings of one person's name, and names of two people."""

import pytest

from claims.extraction.people import one_person, parse_person, sound, without_titles


@pytest.mark.parametrize(
    "spellings",
    [
        "Zelensky Zelenskyy Zelenskiy Zelenskii Zelenskyj",
        "Sergei Sergey Sergej",
        "Yevgeny Evgeny Evgenii Yevgeniy",
        "Aliyev Aliev",
        "Khodorkovsky Khodorkovskiy Hodorkovski",
        "Gorbachev Gorbachyov Gorbatchev",
        "Yanukovych Ianukovych Janukovych",
        "Alexei Aleksey Alexey",
        "Yuri Yury Jurij Iurii",
        "Pashinyan Pashinian",
        "Müller Muller",
        "Yerevan Erevan",
    ],
)
def test_roads_into_english_lead_back_to_one_key(spellings):
    assert len({sound(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Maria", "Mara"), ("Ivanov", "Ivanova"), ("Smith", "Schmidt"),
     ("Anna", "Hanna"), ("Brandt", "Brand"), ("Kim", "Kin")],
)  # fmt: skip
def test_different_names_keep_different_keys(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("titled", "bare"),
    [
        ("Defence Minister Oskar Halvik", "Oskar Halvik"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("Sarnow Hydro engineer Mira Lenz", "Mira Lenz"),
        ("US President Joe Biden", "Joe Biden"),
        ("Secretary of State Antony Blinken", "Antony Blinken"),
        ("Mr Halvik", "Halvik"),
        ("Dr. Lenz", "Lenz"),
        ("Martin Luther King Jr.", "Martin Luther King Jr."),
        ("Norwegian Prime Minister", ""),
        ("Minister of Defence Oskar Halvik", "Oskar Halvik"),
        ("mayor of Lower Sarnow", ""),
        ("spokeswoman for the Water Ministry", ""),
    ],
)
def test_titles_are_undone(titled, bare):
    assert without_titles(titled) == bare


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volodymyr Zelensky", "President Volodymyr Zelenskyy", True),
        ("Oskar Halvik", "Mr Halvik", True),
        ("Oskar Halvik", "O. Halvik", True),
        ("Oskar Halvik", "Mira Halvik", False),
        ("Oskar Halvik", "M. Halvik", False),
        ("Oskar Halvik", "Oskar Lenz", False),
        ("Xi Jinping", "Xi", True),
        ("Bashar al-Assad", "Assad", True),
        ("Ursula von der Leyen", "Ursula Leyen", True),
        ("John Halvik Jr.", "John Halvik Sr.", False),
    ],
)
def test_one_person_or_two(one, other, same):
    people = parse_person(one), parse_person(other)
    assert one_person(*people) is same


def test_a_mere_title_names_nobody():
    assert parse_person("Norwegian Prime Minister") is None
