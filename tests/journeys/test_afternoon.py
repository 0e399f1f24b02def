"""An afternoon of two people: three findings, from triage to the public page.

One *said*, one *so*, one *disputed*, over the sample story always and over the articles
outside the repository where they lie. Every click, key chord and filled field counts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.claims.publication.claimreview_rules import blocks_of, faults
from tests.journeys import desk
from tests.journeys.hands import Hand, Rows
from tests.rig import Stack

MOST_ACTIONS = 80
SEEDS = Path(settings.CORPORA, "seeds")
BRING_PATIENCE_S = 600.0
SUPPORTS, CONTRADICTS = "supports", "contradicts"
WHY = "What was found for and against it is listed below, with who said it and when."


@dataclass(frozen=True)
class Finding:
    """A finding to make: its level, its rating, what is written of it."""

    name: str
    level: str
    rating: str
    words: str


FINDINGS = (
    Finding("disputed", "so", "Disputed: versions conflict", "Two versions stand."),
    Finding("so", "so", "Mostly true", "Others who were there say the same."),
    Finding("said", "said", "Correctly attributed", "These words were said."),
)


@dataclass(frozen=True)
class Matter:
    """A story, the groups chosen from it by finding, accounts by role."""

    title: str
    groups: dict[str, str]
    people: dict[str, tuple[str, str]]


@pytest.fixture(params=["sample", "seeds"])
def matter(request: pytest.FixtureRequest, stack: Stack) -> Matter:
    code = "from tests.journeys import matters; matters."
    if request.param == "sample":
        code += "bring_sample()"
    elif SEEDS.is_dir():
        code += f"bring_folder({str(SEEDS)!r})"
    else:
        pytest.skip(f"the articles are not there: {SEEDS}")
    said = stack.manage("shell", "--no-imports", "-c", code, timeout_s=BRING_PATIENCE_S)
    return Matter(**json.loads(said.splitlines()[-1]))


def test_three_findings_are_published_in_eighty_actions(matter, stack, open_desk):
    rows = Rows(stack)
    editor, second = Hand(open_desk()), Hand(open_desk())
    desk.log_in(editor.page, *matter.people["editor"])
    desk.log_in(second.page, *matter.people["second reader"])

    spent = {}
    begin_triage(editor, matter)
    for finding in FINDINGS:
        accept(editor, matter.groups[finding.name], finding)
    spent["triage"] = editor.actions
    claims = [claim_of(rows, matter.groups[finding.name]) for finding in FINDINGS]
    for claim, finding in zip(claims, FINDINGS, strict=True):
        check(editor, claim, finding)
    spent["evidence and verdicts"] = editor.actions - sum(spent.values())
    for claim in claims:
        read_second(second, claim)
    spent["second read"] = second.actions
    before = editor.actions
    for claim in claims:
        publish(editor, claim)
    spent["publishing"] = editor.actions - before
    print(f"\n{matter.title}: {sum(spent.values())} actions, {spent}")

    for claim, finding in zip(claims, FINDINGS, strict=True):
        assert published(rows, claim) == (finding.level, finding.rating)
        tells_programs(stack, rows, claim)
    assert editor.actions + second.actions <= MOST_ACTIONS


@dataclass(frozen=True)
class Claimed:
    """A claim as its links name it."""

    id: str
    name: str
    words: str


def claim_of(rows: Rows, group: str) -> Claimed:
    query = (
        "SELECT id::text, number, normalized_text FROM claims_claim WHERE group_id = %s"
    )
    ((pk, number, words),) = rows.all(query, group)
    return Claimed(pk, f"Claim {number}", words)


def published(rows: Rows, claim: Claimed) -> tuple[str, str]:
    query = (
        "SELECT c.level, r.label FROM claims_publication p"
        " JOIN claims_claim c ON c.id = p.claim_id"
        " JOIN claims_verdict v ON v.claim_id = c.id AND v.current"
        " JOIN claims_rating r ON r.id = v.rating_id WHERE c.id = %s"
    )
    ((level, rating),) = rows.all(query, claim.id)
    return level, rating


def tells_programs(stack: Stack, rows: Rows, claim: Claimed) -> None:
    """The page's ClaimReview keeps the published rules, and is the frozen record."""
    query = "SELECT body FROM claims_publication WHERE claim_id = %s"
    ((text,),) = rows.all(query, claim.id)
    body = json.loads(text)
    page = httpx.get(f"{stack.address}/findings/{body['slug']}/").text
    (review,) = blocks_of(page)
    assert faults(review, page=body["url"]) == []
    rating = review["reviewRating"]
    assert review["claimReviewed"] == body["claim"]["normalized_text"]
    assert review["itemReviewed"]["author"]["name"] == body["claim"]["claimant"]
    assert rating["alternateName"] == body["rating"]["label"]
    assert rating.get("ratingValue") == body["rating"]["value"]


def menu(hand: Hand, name: str) -> None:
    hand.link(name, within=hand.page.get_by_role("navigation", name="Main"))


def begin_triage(hand: Hand, matter: Matter) -> None:
    menu(hand, "Triage")
    hand.choose(hand.page.get_by_label("Story"), matter.title)
    expect(hand.page).to_have_url(re.compile("story="))


def accept(hand: Hand, group: str, finding: Finding) -> None:
    """Accept the row that is the group, or the question under which it stands."""
    row = hand.page.locator(f"article[id='g-{group}'], article:has([id='g-{group}'])")
    name = "As said" if finding.level == "said" else re.compile("^Accept")
    with hand.page.expect_response(re.compile("/accept/")):
        hand.click(row.get_by_role("button", name=name).first)
    desk.note(hand.page, "Accepted")


def check(hand: Hand, claim: Claimed, finding: Finding) -> None:
    """Take the claim, settle what was found, look for the rest, propose."""
    page = hand.page
    if not page.get_by_role("region", name="Your last decisions").is_visible():
        menu(hand, "Triage")
    last = page.get_by_role("region", name="Your last decisions")
    hand.click(last.get_by_role("link", name=claim.name, exact=True).first)
    hand.button("Take")
    desk.note(page, "in review")
    missing = [way for way in (SUPPORTS, CONTRADICTS) if not confirm(hand, way)]
    if missing:
        look_for(hand, missing)
    hand.tick(page.get_by_role("radio", name=re.compile(f"^{finding.rating}")))
    hand.fill(page.get_by_label("What is established"), finding.words)
    hand.fill(page.get_by_label("Why, with the evidence"), WHY)
    hand.button("Propose verdict")
    desk.note(page, "Proposed.")


def confirm(hand: Hand, way: str) -> bool:
    """Confirm the first suggestion of this stance; False where there is none."""
    suggested = hand.page.get_by_role("button", name=f"Confirm: {way}")
    if not suggested.count():
        return False
    hand.click(suggested.first)
    desk.note(hand.page, "Confirmed.")
    return True


def look_for(hand: Hand, missing: list[str]) -> None:
    """Record a search that found nothing on these sides."""
    fold = hand.unfold("A search that found nothing")
    hand.fill(fold.get_by_label("Where"), "our archive and the agencies'")
    hand.fill(fold.get_by_label("With what words"), "the claimant, the place, the day")
    hand.fill(fold.get_by_label("When"), date.today().isoformat())
    for way in missing:
        hand.tick(fold.get_by_label(f"{way} it"))
    hand.button("Record the search", within=fold)
    desk.note(hand.page, "Search recorded.")


def read_second(hand: Hand, claim: Claimed) -> None:
    menu(hand, "Second read")
    hand.link(claim.words)
    hand.button("Approve")
    desk.note(hand.page, "Approved")


def publish(hand: Hand, claim: Claimed) -> None:
    menu(hand, "Claims")
    hand.link(claim.words)
    hand.link("Publish …")
    form = hand.page.locator("#publish")
    hand.tick(form.get_by_label("I have read it as readers will"))
    hand.button("Publish now", within=form)
    desk.note(hand.page, "Published as version 1.")
