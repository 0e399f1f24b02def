"""Numbers with what they count and what happened to the counted."""

import pytest

from claims.extraction.numbers import find_numbers, value_of
from claims.extraction.quantities import find_quantities

COUNTS = [
    ("At least 49 villagers were killed.", (49, None, "at_least", "villager", "killed")),
    ("The flood left more than 6,500 people dead.",
     (6500, None, "more_than", "people", "killed")),
    ("Two of its guards were killed.", (2, 2, "exactly", "guard", "killed")),
    ("The company lost a guard.", (1, 1, "exactly", "guard", "killed")),
    ("The flood claimed around 300 lives.", (270, 330, "about", "life", "killed")),
    ("A 2,000-member crew arrived.", (2000, 2000, "exactly", "member", "")),
    ("About 40 houses were destroyed.", (36, 44, "about", "house", "destroyed")),
    ("Dozens of villagers were injured.", (24, 120, "dozens", "villager", "wounded")),
    ("Twelve villagers are missing.", (12, 12, "exactly", "villager", "missing")),
    ("Twenty-five people were displaced.", (25, 25, "exactly", "people", "displaced")),
    ("Up to 30 people fled.", (None, 30, "at_most", "people", "displaced")),
    ("Fewer than 10 houses were damaged.", (None, 10, "less_than", "house", "damaged")),
    ("Between 20 and 30 people drowned.", (20, 30, "exactly", "people", "drowned")),
    ("70 guards killed or wounded was the toll.",
     (70, 70, "exactly", "guard", "killed or wounded")),
    ("Thirty-one more villagers were killed.",
     (31, 31, "exactly", "villager", "killed")),
    ("More than a dozen villagers were injured.",
     (12, None, "more_than", "villager", "wounded")),
    ("Half a dozen villagers drowned.", (6, 6, "about", "villager", "drowned")),
    ("Two thirds of the villagers fled.",
     (60, 220 / 3, "about", "villager", "displaced")),
    ("12-15 people died.", (12, 15, "exactly", "people", "killed")),
    ("No villagers died.", (0, 0, "exactly", "villager", "killed")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_a_count_is_an_interval_with_its_fate(parsed, text, expected):
    run = parsed(text)
    (found,) = find_quantities(run, ((0, len(text)),))
    low, high, modifier, noun, role = expected
    assert (found.modifier, found.noun, found.role) == (modifier, noun, role)
    assert found.low == pytest.approx(low) if low is not None else found.low is None
    assert found.high == pytest.approx(high) if high is not None else found.high is None


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("The level fell by 12%.", 12, "%"),
        ("The level fell by three percent.", 3, "%"),
        ("Repairs cost $2.5 million.", 2.5e6, "USD"),
        ("Repairs cost $2.5bn.", 2.5e9, "USD"),
        ("Repairs cost €3 million.", 3e6, "EUR"),
        ("Repairs cost between $5 million and $7 million.", 5e6, "USD"),
        ("Support fell by three percentage points.", 3, "pp"),
        ("Repairs cost 40 million euros.", 4e7, "EUR"),
        ("Belk lies 20 kilometers from the dam.", 20, "km"),
        ("The repair took six weeks.", 6, "wk"),
        ("The reservoir holds 20 million cubic meters.", 2e7, "m3"),
        ("The fire burned 30 square kilometres of forest.", 30, "km2"),
        ("The fire burned 30 sq km of forest.", 30, "km2"),
        ("The lake covers 12 km².", 12, "km2"),
        ("Some 40 cubic metres of water a second passed through.", 36, "m3/s"),
        ("At the peak, 1,150 cubic metres of water passed.", 1150, "m3"),
        ("The wind blew at 90 kilometres an hour.", 90, "km/h"),
        ("The ice was 20 metres thick, a second team said.", 20, "m"),
        ("The square in Belk is 300 metres long.", 300, "m"),
    ],
)
def test_measures_have_units(parsed, text, low, unit):
    (found,) = find_quantities(parsed(text), ((0, len(text)),))
    assert (found.low, found.unit) == (pytest.approx(low), unit)


@pytest.mark.parametrize(
    "text",
    [
        "The gates opened at 9:00 a.m. Moscow time.",
        "The gates opened on May 13, 2031.",
        "The dam was built in 1998.",
        "The siren failed for the third time.",
        "The dam dates from the 1990s.",
        "A 34-year-old man from Belk spoke.",
        "The gates opened at 9AM local time (GMT+4).",
        "The gates opened at 6 a.m. Moscow time (0300 GMT).",
        "The gates opened at 0400 GMT.",
        "The siren sounded at 0615 local time.",
        "The fire began about 1530 Kyiv time.",
        "The wave reached Belk at 2140 hours.",
    ],
)
def test_times_years_ages_and_ordinals_are_no_counts(parsed, text):
    assert find_quantities(parsed(text), ((0, len(text)),)) == ()


def test_a_bare_number_counts_what_the_one_before_did(parsed):
    text = "One guard was killed, with 12 more taken captive and 24 currently missing."
    found = find_quantities(parsed(text), ((0, len(text)),))
    assert [(q.low, q.noun, q.role) for q in found] == [
        (1, "guard", "killed"),
        (12, "guard", "captured"),
        (24, "guard", "missing"),
    ]


def test_two_counts_in_one_clause_keep_their_own_fates(parsed):
    text = "Seven guards were killed in the flood, with a further ten wounded."
    found = find_quantities(parsed(text), ((0, len(text)),))
    assert [(q.low, q.role) for q in found] == [(7, "killed"), (10, "wounded")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("6,500", 6500),
        ("twenty-five", 25),
        ("two hundred and five", 205),
        ("2.5 million", 2.5e6),
        ("a thousand", 1000),
        ("three thousand four hundred", 3400),
        ("gates", None),
    ],
)
def test_number_words_have_values(words, value):
    assert value_of(words) == value


def test_a_number_knows_where_it_stands():
    (number,) = find_numbers("about 2,000 homes")
    assert (number.start, number.figure_start, number.end) == (0, 6, 11)
