"""Demo teams and people: one of every role, and an outsider.

Their passwords are public, so they exist only where ``seed_demo`` was allowed to run.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import slugify

from workbench.accounts.models import Membership, Role, Team, User

ENERGY = "Energy desk"
POLITICS = "Politics desk"


@dataclass(frozen=True)
class Person:
    """``label`` is what the launcher prints before the e-mail address."""

    label: str
    name: str
    email: str
    password: str
    team: str
    role: str


CAST = (
    Person(
        "reporter",
        "Rhea Castellan",
        "reporter@demo.example",
        "sluice-reporter-14",
        ENERGY,
        Role.REPORTER,
    ),
    Person(
        "reviewer",
        "Noor Adan",
        "reviewer@demo.example",
        "sluice-reviewer-14",
        ENERGY,
        Role.REVIEWER,
    ),
    Person(
        "second reader",
        "Sami Okafor",
        "second@demo.example",
        "sluice-second-14",
        ENERGY,
        Role.SECOND_READER,
    ),
    Person(
        "editor",
        "Edith Varga",
        "editor@demo.example",
        "sluice-editor-14",
        ENERGY,
        Role.EDITOR,
    ),
    Person(
        "admin",
        "Alma Duarte",
        "admin@demo.example",
        "sluice-admin-14",
        ENERGY,
        Role.ADMIN,
    ),
    Person(
        "outsider (Politics desk)",
        "Otto Lindgren",
        "outsider@demo.example",
        "sluice-outsider-14",
        POLITICS,
        Role.EDITOR,
    ),
)


def ensure_teams() -> dict[str, Team]:
    """Return the demo teams by name, made where they are missing."""
    return {
        name: Team.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]
        for name in (ENERGY, POLITICS)
    }


def ensure_people(teams: dict[str, Team]) -> dict[str, User]:
    """Return the demo people by label; those that exist keep what they changed."""
    there = {
        user.email: user
        for user in User.objects.filter(email__in=[person.email for person in CAST])
    }
    return {
        person.label: there.get(person.email) or make_person(person, teams)
        for person in CAST
    }


def make_person(person: Person, teams: dict[str, Team]) -> User:
    admin = person.role == Role.ADMIN
    user = User.objects.with_email(
        person.email,
        password=person.password,
        name=person.name,
        is_staff=admin,
        is_superuser=admin,
    )
    Membership.objects.create(user=user, team=teams[person.team], role=person.role)
    return user
