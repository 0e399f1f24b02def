"""Amounts by words alone: money, measures, ages, shares, degrees."""

import pytest

from claims.extraction.amounts import find_amounts

AMOUNTS = [
    ("money", "it cost $2.5bn", "$2.5bn", 2.5e9, "USD"),
    ("money", "worth hk $ 30 million", "hk $ 30 million", 3e7, "HKD"),
    ("money", "€3 million in aid", "€3 million", 3e6, "EUR"),
    ("money", "40 million pounds", "40 million pounds", 4e7, "GBP"),
    ("money", "seven dollars fifty cents", "seven dollars fifty cents", 7.5, "USD"),
    ("money", "60 pence a litre", "60 pence", 60, "penny"),
    ("money", "a 12 MEUR loan", "12 MEUR", 1.2e7, "EUR"),
    ("measure", "a 30-inch pipe", "30-inch", 30, "in"),
    ("measure", "some 9,000 metric tons", "9,000 metric tons", 9000, "t"),
    ("measure", "it covers 12 km2", "12 km2", 12, "km2"),
    ("measure", "at 90 kilometres an hour", "90 kilometres an hour", 90, "km/h"),
    ("measure", "weighed 4 (kg)", "4 (kg)", 4, "kg"),
    ("temperature", "fell to -5 °C", "-5 °C", -5, "°C"),
    ("temperature", "at 98 degrees Fahrenheit", "98 degrees Fahrenheit", 98, "°F"),
    ("age", "a 34-year-old driver", "34-year-old", 34, "a"),
    ("age", "she is eighty years old", "eighty years old", 80, "a"),
    ("age", "Jo Lind, aged 34, drove", "aged 34", 34, "a"),
    ("age", "at the age of nine", "age of nine", 9, "a"),
    ("age", "six weeks of age", "six weeks of age", 6, "wk"),
    ("share", "rose 12 per cent", "12 per cent", 12, "%"),
    ("share", "by 3 percentage points", "3 percentage points", 3, "pp"),
]


@pytest.mark.parametrize(("kind", "text", "words", "value", "unit"), AMOUNTS)
def test_an_amount_has_span_value_and_unit(kind, text, words, value, unit):
    (found,) = find_amounts(text, kind)
    assert text[found.start : found.end] == words
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("measure", "model scp-173m"),
        ("measure", "they won 30 more"),
        ("money", "Oslo won 30 matches"),
        ("age", "ages 9 to 12"),
        ("temperature", "form 13F"),
    ],
)
def test_what_only_looks_like_an_amount_is_none(kind, text):
    assert find_amounts(text, kind) == []
