"""ClaimReview against the published rules, and back to the fact it was made from."""

from __future__ import annotations

import copy
import json

import pytest

from claims.publication.claimreview import Publisher, claim_review, licence_url
from claims.publication.service import retract
from tests.claims.publication.claimreview_rules import blocks_of, faults
from tests.claims.publication.samples import SAMPLES, SITE
from tests.factories import (
    make_claim,
    make_corrected,
    make_member,
    make_published,
    make_verdict,
)
from workbench.accounts.models import Role

HOUSE = Publisher("Example Checks", f"{SITE}/")
names = pytest.mark.parametrize("name", SAMPLES)


def review(name):
    return claim_review(SAMPLES[name], HOUSE)


@names
def test_every_sample_keeps_the_published_rules(name):
    assert faults(review(name), page=SAMPLES[name]["url"]) == []


@names
def test_a_sample_reads_back_as_the_claim_it_was(name):
    body, node = SAMPLES[name], json.loads(json.dumps(review(name)))
    assert node["claimReviewed"] == body["claim"]["normalized_text"]
    assert node["itemReviewed"]["author"]["name"] == body["claim"]["claimant"]
    assert node["itemReviewed"]["text"] == body["claim"]["text"]
    assert node["url"] == body["url"]
    assert node["identifier"] == f"urn:uuid:{body['id']}"
    assert node["datePublished"] == body["first_published_at"]
    assert node["inLanguage"] == body["language"]
    assert node["creditText"] == body["licence"]
    assert node.get("expires") == body.get("review_by")
    wanted = ("Retracted", None) if body["retracted"] else rating_of(body)
    rating = node["reviewRating"]
    assert (rating["alternateName"], rating.get("ratingValue")) == wanted


def rating_of(body):
    return body["rating"]["label"], body["rating"]["value"]


def test_a_retracted_finding_is_rated_as_nothing_else():
    node = review("retracted")
    assert node["creativeWorkStatus"] == "Retracted"
    assert node["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Retracted",
        "ratingExplanation": "The log has a second page.",
    }
    assert node["correction"][0]["datePublished"] == "2026-03-09T10:20:30Z"


def test_the_first_appearance_is_the_one_of_the_day_it_was_made():
    claim = review("in documents")["itemReviewed"]
    assert claim["firstAppearance"]["url"] == "https://news.example/a?x=1&y=2"
    assert [row["url"] for row in claim["appearance"]] == [
        "https://harbour.example/log"
    ]
    assert claim["author"]["@type"] == "Person"
    assert claim["datePublished"] == "2026-03-01"


def test_no_first_appearance_is_guessed():
    claim = review("false")["itemReviewed"]
    assert "firstAppearance" not in claim
    assert claim["datePublished"] == "2026-03-01"  # the earliest that is known
    assert "datePublished" not in review("undated")["itemReviewed"]


def test_what_schema_2_adds_is_told():
    node = review("schema 2")
    assert node["expires"] == "2027-03-04"
    assert node["publisher"]["correctionsPolicy"] == f"{SITE}/corrections-policy/"
    assert node["citation"][0]["archivedAt"] == "https://archive.example/1"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Reuse: CC BY 4.0.", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc by-nc-sa 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("All rights reserved.", None),
        ("", None),
    ],
)
def test_a_licence_has_an_address_when_its_line_names_one(line, address):
    assert licence_url(line) == address


# What the validator must not let pass: how a good review is spoilt, and what it says.
SPOILT = (
    (lambda n: n.pop("url"), "ClaimReview.url is required"),
    (lambda n: n.pop("author"), "ClaimReview.author is recommended"),
    (lambda n: n.update(url="https://short.example/x"), "not the one of url"),
    (lambda n: n.update(claimReviewed="It is false that"), "verdict stands"),
    (lambda n: n.update(dateModified="yesterday"), "is no date"),
    (lambda n: n.update(keywords=[]), "empty property"),
    (lambda n: n["reviewRating"].pop("alternateName"), "alternateName is required"),
    (lambda n: n["reviewRating"].pop("bestRating"), "without all three"),
    (lambda n: n["reviewRating"].update(worstRating=0), "below 1"),
    (lambda n: n["reviewRating"].update(ratingValue=6), "outside its scale"),
    (lambda n: n["reviewRating"].update(ratingValue="1"), "is no number"),
    (lambda n: n["reviewRating"].update(alternateName="Unproven"), "has a number"),
    (lambda n: n["itemReviewed"].pop("author"), "Claim.author is recommended"),
    (lambda n: n["itemReviewed"].pop("appearance"), "neither appearance"),
    (lambda n: n["itemReviewed"].update({"@type": "CreativeWork"}), "is a Creative"),
    (
        lambda n: n["itemReviewed"]["author"].update(name="Example Checks"),
        "made by its publisher",
    ),
)


@pytest.mark.parametrize(("spoil", "fault"), SPOILT)
def test_the_validator_finds_what_breaks_a_rule(spoil, fault):
    node = copy.deepcopy(review("false"))
    spoil(node)
    assert any(fault in found for found in faults(node, page=SAMPLES["false"]["url"]))


@pytest.mark.parametrize("slug", ["false", "unproven"])
def test_the_page_carries_the_review_of_its_finding(client, db, slug):
    claim = make_claim("A & <b>B</b> </script> closed the bridge.")
    make_verdict(claim, slug=slug)
    publication = make_published(claim)
    page = client.get(publication.get_absolute_url()).content.decode()
    body = json.loads(publication.body)
    (node,) = blocks_of(page)
    assert faults(node, page=body["url"]) == []
    assert node["claimReviewed"] == body["claim"]["normalized_text"]
    assert node["reviewRating"]["alternateName"] == body["rating"]["label"]
    assert f'<link rel="canonical" href="{body["url"]}">' in page
    assert f'property="og:url" content="{body["url"]}"' in page
    assert "<b>B</b>" not in page


def test_an_older_version_leads_to_the_newest_and_has_no_review(client, db):
    first = make_published()
    second = make_corrected(first)
    old = client.get(f"{first.get_absolute_url()}v1/").content.decode()
    assert blocks_of(old) == []
    assert f'rel="canonical" href="{json.loads(second.body)["url"]}"' in old
    new = client.get(first.get_absolute_url()).content.decode()
    assert blocks_of(new)[0]["correction"][0]["text"] == "Year added."


def test_a_retracted_page_says_so_to_programs(client, db):
    publication = make_published()
    other = make_member(publication.claim.story.team, Role.EDITOR)
    retract(publication, by=other, note="The log was forged.")
    page = client.get(publication.get_absolute_url()).content.decode()
    (node,) = blocks_of(page)
    assert faults(node, page=node["url"]) == []
    assert node["reviewRating"]["alternateName"] == "Retracted"
    assert 'property="og:title" content="Retracted: ' in page
