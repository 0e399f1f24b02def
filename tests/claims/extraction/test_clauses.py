"""Who did what to whom, and whether it is said to have happened."""

import pytest

ROLES = [
    ("Sarnow Hydro opened the lower gates on Monday.", "opened",
     ("Sarnow Hydro", "open", "lower gates")),
    ("The lower gates were opened by Sarnow Hydro on Monday.", "opened",
     ("Sarnow Hydro", "open", "lower gates")),
    ("Twelve villagers were killed in Belk.", "killed", ("", "kill", "villagers")),
    ("A fire broke out in Belk on Monday.", "fire", ("fire", "break out", "")),
    ("Sarnow Hydro said it had opened two gates.", "opened",
     ("Sarnow Hydro", "open", "gates")),
    ("The guards are said to have opened two gates.", "gates",
     ("guards", "open", "gates")),
    ("Three guards have been confirmed to have been killed.", "guards",
     ("", "kill", "guards")),
    ("“We opened two gates on Monday,” Mira Halvik said.", "opened",
     ("Mira Halvik", "open", "gates")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "roles"), ROLES)
def test_roles_are_read_with_the_passive_undone(the_claim, text, part, roles):
    claim = the_claim(text, part)
    assert (claim.agent, claim.action, claim.patient) == roles


FACTUALITY = [
    ("Sarnow Hydro did not open two gates on Monday.", "gates", "negated"),
    ("Sarnow Hydro will open two gates in Belk.", "gates", "future"),
    ("Two gates could release 300 tonnes of water in Belk.", "gates", "conditional"),
    ("Sarnow Hydro opened two gates.", "gates", "asserted"),
    ("Belk says that two gates were opened.", "gates", "attributed"),
    ("Belk claims that two gates were opened.", "gates", "alleged"),
]


@pytest.mark.parametrize(("text", "part", "factuality"), FACTUALITY)
def test_factuality_follows_the_verb(the_claim, text, part, factuality):
    assert the_claim(text, part).factuality == factuality


def test_negation_of_a_noun_counts(the_claim):
    claim = the_claim("No villagers were killed in Belk.", "villagers")
    assert claim.negated
    assert claim.quantities[0].high == 0


def test_two_clauses_with_subjects_are_two_units(findings):
    text = (
        "The siren failed on Monday, and the guards of Sarnow Hydro opened two gates."
    )
    assert len(findings(text).units) == 2


def test_places_and_actors_are_told_apart(the_claim):
    claim = the_claim("Georgia sent forty engineers to Tbilisi on Monday.", "forty")
    assert claim.places == ("Tbilisi",)
    assert claim.actors == ("Georgia",)


def test_a_people_names_its_country(the_claim):
    claim = the_claim("Two Georgian engineers were killed on Monday.", "engineers")
    assert claim.actors == ("Georgia",)
