""" "The company" is named where a document names exactly one."""

import pytest

from claims.extraction.companies import company_of

NAMED = [
    ("Sarnow Hydro, which runs the dam, opened two gates.", "Sarnow Hydro"),
    ("Delta Works is a private company in Belk.", "Delta Works"),
    ("But Delta Works, the operator of the dam, opened two gates.", "Delta Works"),
    ("The dam's operator, Delta Works, opened two gates.", "Delta Works"),
    ("Delta Works operates the dam. Orven Energy Group owns shares.", "Delta Works"),
    ("Two gates were opened by Sarnow Hydro on Monday.", "Sarnow Hydro"),
    ("Sarnow Hydro and Orven Energy opened two gates.", ""),
    ("Delta Works, which runs the dam, and Belk Works, which runs the lock, met.", ""),
    ("Mira Halvik, the company's head of operations, spoke.", ""),
    ("The Water Ministry, which runs the dam, opened two gates.", ""),
    ("The company opened two gates.", ""),
    ("A-" * 20_000, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_one_company_is_known_by_its_description(text, name):
    assert company_of(text) == name


HEAD = "Sarnow Hydro, which runs the dam, defended itself on Monday.\n\n"
SPOKEN = [
    ("The company said that two gates were opened by it.", "Sarnow Hydro"),
    ("The operator said that two gates were open.", "Sarnow Hydro"),
    ("The operator of the Sarnow dam said that two gates were open.", "Sarnow Hydro"),
    ("Two gates were open, according to the company.", "Sarnow Hydro"),
    ("The Water Ministry said that two gates were open.", "Water Ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), SPOKEN)
def test_the_company_that_speaks_has_its_name(the_claim, text, speaker):
    assert the_claim(HEAD + text, "gates were").speaker == speaker


OTHERS = [
    "The insurance company said that two gates were open.",
    "Northern Gas Corporation rented the crane. The company said that two gates were open.",
    "The operator of the Belk lock said that two gates were open.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_another_company_is_not_given_the_name(the_claim, text):
    assert the_claim(HEAD + text, "two gates").speaker != "Sarnow Hydro"


def test_the_company_that_is_blamed_has_its_name(the_claim):
    claim = the_claim(HEAD + "The Water Ministry blamed the company.", "blamed")
    assert claim.patient == "Sarnow Hydro"
    assert "Sarnow Hydro" in claim.actors


def test_two_companies_leave_it_open(the_claim):
    text = HEAD + "Belk Works is a company. The company said that two gates were open."
    assert the_claim(text, "two gates").speaker != "Sarnow Hydro"
