"""The named cast: one desk with every role, and an editor of another desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from sources.models import Story
from tests.factories import make_member, make_story, make_team
from tests.flushing import teach_flush
from workbench.accounts.models import Role, Team, User


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        teach_flush(connection)


@pytest.fixture(autouse=True)
def own_data_dir(settings: Any, tmp_path: Any) -> None:
    """Each test has its own store of bytes, and static files need no collecting."""
    settings.DATA_DIR = tmp_path / "data"
    settings.WHITENOISE_AUTOREFRESH = True
    # Words of style sheets are no words of pages.
    settings.STYLES_IN_PAGES = False


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Investigations")


@pytest.fixture
def other_team(db: None) -> Team:
    return make_team("Sports")


@pytest.fixture
def reporter(team: Team) -> User:
    return make_member(team, Role.REPORTER, "Rea Porter")


@pytest.fixture
def reviewer(team: Team) -> User:
    return make_member(team, Role.REVIEWER, "Ravi Viewer")


@pytest.fixture
def second_reader(team: Team) -> User:
    return make_member(team, Role.SECOND_READER, "Sona Reader")


@pytest.fixture
def editor(team: Team) -> User:
    return make_member(team, Role.EDITOR, "Edda Tor")


@pytest.fixture
def admin(team: Team) -> User:
    return make_member(team, Role.ADMIN, "Ada Min")


@pytest.fixture
def outsider(other_team: Team) -> User:
    """An editor, but of another team."""
    return make_member(other_team, Role.EDITOR, "Otto Side")


@pytest.fixture
def story(team: Team, reporter: User) -> Story:
    return make_story("Bridge closure", team=team, by=reporter)


@pytest.fixture
def embargoed_story(team: Team, reporter: User) -> Story:
    """Only ``team`` may know of it."""
    return make_story("Minister's accounts", team=team, by=reporter, embargo=True)
