"""The Google Fact Check Tools API, as its discovery document describes it."""

from __future__ import annotations

import pytest

from claims.models import Publication
from claims.publication.service import retract
from tests.claims.api.test_facts import copies
from tests.factories import make_claim, make_member, make_published
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
SEARCH = "/v1alpha1/claims:search"


@pytest.fixture(autouse=True)
def our_site(settings):
    settings.PUBLIC_URL = "https://www.checks.example.org"
    settings.ORGANISATION = "Example Checks"


def find(client, **parameters):
    return client.get(SEARCH, parameters)


def test_a_finding_has_the_shape_of_googles_claim(client):
    publication = make_published(make_claim(made_on="2026-03-01"))
    found = find(client, query="bridge", key="any", alt="json").json()
    assert set(found) == {"claims"}
    (claim,) = found["claims"]
    (review,) = claim.pop("claimReview")
    assert claim == {
        "text": publication.claim.normalized_text,
        "claimant": "Port authority",
        "claimDate": "2026-03-01T00:00:00Z",
    }
    assert review["publisher"] == {
        "name": "Example Checks",
        "site": "checks.example.org",
    }
    assert review["url"].startswith("https://www.checks.example.org/findings/")
    assert review["textualRating"] == "False"
    assert review["languageCode"] == "en"
    assert review["reviewDate"].endswith("Z")
    assert set(review) == {
        "publisher",
        "url",
        "title",
        "reviewDate",
        "textualRating",
        "languageCode",
    }


def test_empty_fields_are_left_out(client):
    make_published(make_claim(made_on="March 2026"))
    (claim,) = find(client, query="bridge").json()["claims"]
    assert "claimDate" not in claim
    assert find(client, query="aqueduct").json() == {}


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"query": "bridge"}, 1),
        ({"query": "bridge", "languageCode": "en-US"}, 1),
        ({"query": "bridge", "languageCode": "de"}, 0),
        ({"reviewPublisherSiteFilter": "checks.example.org"}, 1),
        ({"reviewPublisherSiteFilter": "www.checks.example.org"}, 1),
        ({"reviewPublisherSiteFilter": "example.org"}, 1),
        ({"reviewPublisherSiteFilter": "elsewhere.example"}, 0),
        ({"reviewPublisherSiteFilter": "ecks.example.org"}, 0),
        ({"query": "bridge", "maxAgeDays": "1"}, 1),
        ({"query": "bridge", "offset": "1"}, 0),
    ],
)
def test_parameters_narrow_as_googles_do(client, parameters, found):
    make_published()
    assert len(find(client, **parameters).json().get("claims", [])) == found


def test_tokens_lead_through_all_pages_and_offset_gives_way_to_them(client):
    copies(make_published(), 6)
    seen, token = [], ""
    for _ in range(4):
        parameters = {"query": "bridge", "pageSize": 3}
        if token:
            parameters |= {"pageToken": token, "offset": 5}
        page = find(client, **parameters).json()
        seen += [claim["claimReview"][0]["url"] for claim in page["claims"]]
        token = page.get("nextPageToken", "")
        if not token:
            break
    assert len(seen) == Publication.objects.count() == 7


def test_what_was_retracted_is_not_found(client):
    publication = make_published()
    other = make_member(publication.claim.story.team, Role.EDITOR)
    retract(publication, by=other, note="The witness withdrew.")
    assert find(client, query="bridge").json() == {}


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"query": " "},
        {"query": "x" * 501},
        {"query": "a\x00b"},
        {"query": "bridge", "pageSize": "many"},
        {"query": "bridge", "pageSize": "-1"},
        {"query": "bridge", "offset": "1.5"},
        {"query": "bridge", "maxAgeDays": "9" * 20},
        {"query": "bridge", "pageToken": "x"},
        {"query": "bridge", "languageCode": "no code!"},
        {"query": "bridge", "quer": "x"},
        {"query": ["bridge", "dam"]},
    ],
)
def test_errors_are_written_as_google_writes_them(client, parameters):
    answer = find(client, **parameters)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["code"] == 400
    assert error["status"] == "INVALID_ARGUMENT"
    assert error["message"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", SEARCH),
        ("get", "/v1alpha1/claims:imageSearch"),
        ("get", "/v1alpha1/pages"),
        ("delete", "/v1alpha1/pages/1"),
    ],
)
def test_other_methods_are_not_found(client, method, path):
    answer = getattr(client, method)(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["status"] == "NOT_FOUND"


def test_a_large_page_is_no_error_but_a_smaller_page(client):
    copies(make_published(), 101)
    page = find(client, query="bridge", pageSize="5000").json()
    assert len(page["claims"]) == 100
    assert len(find(client, query="bridge", pageSize="0").json()["claims"]) == 10
