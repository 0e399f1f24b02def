"""What goes away is told in good time: in headers, in the description, on a page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from workbench import lifecycle

SOON = lifecycle.Retirement(
    datetime(2026, 1, 1, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    "/api/v2/facts",
)


@pytest.fixture
def retired(monkeypatch):
    monkeypatch.setattr(lifecycle, "RETIRED", {("GET", "/api/v1/facts"): SOON})


@pytest.mark.django_db
def test_answers_of_what_goes_away_say_when_and_what_comes(retired):
    answer = Client().get("/api/v1/facts")
    assert answer["Deprecation"] == "@1767225600"
    assert answer["Sunset"] == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert 'lifecycle/>; rel="deprecation"' in answer["Link"]
    assert '/api/v2/facts>; rel="successor-version"' in answer["Link"]


@pytest.mark.django_db
def test_other_answers_say_nothing_of_it(retired):
    assert "Deprecation" not in Client().get("/api/v1/changes")


def test_the_description_marks_what_goes_away(retired):
    found = SchemaGenerator().get_schema(request=None, public=True)
    operation = found["paths"]["/api/v1/facts"]["get"]
    assert operation["deprecated"] is True
    assert "Ends on 2027-01-01." in operation["description"]


@pytest.mark.parametrize(
    ("route", "path"),
    [
        ("/api/v1/facts", "/api/v1/facts"),
        ("/api/v1/facts/<uuid:record>/versions", "/api/v1/facts/{record}/versions"),
    ],
)
def test_routes_are_written_as_the_description_writes_them(route, path):
    assert lifecycle.path_of(route) == path


@pytest.mark.django_db
def test_the_page_lists_what_goes_away(retired):
    page = Client().get("/api/v1/lifecycle/")
    assert b"/api/v1/facts" in page.content
    assert b"Jan. 1, 2027" in page.content


def test_nothing_goes_away_within_a_year_of_its_notice():
    for one in lifecycle.RETIRED.values():
        assert (one.sunset - one.since).days >= 365
