from __future__ import annotations

import pytest

from claims.api.exports import HOLDS
from claims.publication.exports import EXPORTS
from tests.claims.publication.claimreview_rules import faults
from tests.factories import make_corrected, make_published
from workbench.accounts.ids import new_id

pytestmark = pytest.mark.django_db


def test_every_file_is_listed_with_its_licence(anonymous, client, settings):
    found = anonymous.get("/api/v1/exports").json()["results"]
    assert [one["name"] for one in found] == [one.name for one in EXPORTS] == [*HOLDS]
    for one in found:
        assert one["licence"] == settings.LICENCE_LINE
        path = one["url"].removeprefix(settings.PUBLIC_URL)
        answer = client.get(path)
        assert answer["Content-Type"] == one["media_type"]
        assert b"".join(answer.streaming_content) is not None


def test_a_fact_is_given_as_claimreview_by_the_published_rules(anonymous):
    first = make_published()
    make_corrected(first, note="Year added.")
    answer = anonymous.get(f"/api/v1/facts/{first.record}/claimreview")
    assert answer["Content-Type"] == "application/ld+json"
    node = answer.json()
    assert faults(node, page=node["url"]) == []
    assert node["version"] == 2
    again = anonymous.get(
        f"/api/v1/facts/{first.record}/claimreview",
        headers={"If-None-Match": answer["ETag"]},
    )
    assert again.status_code == 304


def test_a_facts_quotations_are_annotations_of_documents(anonymous):
    first = make_published()
    page = anonymous.get(f"/api/v1/facts/{first.record}/annotations").json()
    assert page["type"] == "AnnotationPage"
    (one,) = page["items"]
    kinds = {selector["type"] for selector in one["target"][0]["selector"]}
    assert kinds == {"TextPositionSelector", "TextQuoteSelector"}


@pytest.mark.parametrize("form", ["claimreview", "annotations"])
def test_what_is_not_published_is_given_in_no_form(anonymous, problem, form):
    problem(anonymous.get(f"/api/v1/facts/{new_id()}/{form}"), 404, "not_found")
    first = make_published()
    address = f"/api/v1/facts/{first.record}/{form}?x=1"
    problem(anonymous.get(address), 400, "bad_parameters")
