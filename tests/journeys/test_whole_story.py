"""A text is pasted; in the end a finding stands in public, by four eyes."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import desk
from tests.rig import Stack

POLICE = """Footbridge over the Aster gives way

BELLMERE, March 12, 2024 — Nine people were injured when the footbridge over the Aster \
collapsed on Tuesday, Police Chief Dora Lenz said.

The footbridge was closed to bicycles in January, Lenz told reporters at the scene. She \
said that divers had searched the river and found nobody else.

“We will not speculate about the cause,” Lenz said.

The footbridge was built in 1961 and is used by about 2,000 people a day.
"""
HOSPITAL = """Hospital counts the injured of the Aster bridge

BELLMERE, March 12, 2024 — Fourteen people were injured when the footbridge over the \
Aster collapsed on Tuesday, St. Anne hospital said in a statement.

“Two of them are children,” the hospital said.

The town hall declined to comment.
"""
FINDING = (
    "At least nine people were injured when the footbridge over the Aster collapsed on "
    "12 March 2024; the police and the hospital differ on how many."
)
WHY = "The police say nine, the hospital fourteen. Neither has published a list."

# The demo's people without its story; the reviewer also reads second, so that what
# stops an approval is not the role but that it would be the author's own.
MAKE_PEOPLE = """
from claims.demo import cast
from workbench.accounts.models import Membership
people = cast.ensure_people(cast.ensure_teams())
mine = people["reviewer"].memberships.get()
Membership.objects.create(user=mine.user, team=mine.team, role="second_reader")
for person in cast.CAST:
    print(person.label, person.email, person.password, sep="|")
"""


@pytest.fixture
def accounts(stack: Stack) -> dict[str, tuple[str, str]]:
    """E-mail and password by role."""
    lines = stack.run_code(MAKE_PEOPLE).splitlines()
    rows = (line.split("|") for line in lines if "@" in line)
    return {label: (email, password) for label, email, password in rows}


def test_a_pasted_text_becomes_a_published_finding(stack, accounts, open_desk):
    reviewer, second, editor, reader = (open_desk() for _ in range(4))
    desk.log_in(reviewer, *accounts["reviewer"])
    take_in_two_texts(reviewer)
    claim = accept_the_police_toll(reviewer)
    prepare_and_propose(reviewer)
    author_is_refused(reviewer)

    desk.log_in(second, *accounts["second reader"])
    second.goto(claim)
    desk.approve(second)
    desk.status(second, "Approved")

    change_evidence(reviewer, claim)
    second.goto(claim)
    expect(second.locator("#decision")).to_contain_text("lapsed")
    desk.approve(second)

    desk.log_in(editor, *accounts["editor"])
    editor.goto(claim)
    desk.publish(editor)
    address = editor.get_by_role("link", name="See the public page")
    reader.goto(address.get_attribute("href"))
    record = public_page_shows_the_finding(reader)
    api_has_fact_and_change(reader, record)


def take_in_two_texts(page: Page) -> None:
    """Paste the police's text, then the hospital's, and watch both being read."""
    desk.open_story(page, "Footbridge over the Aster")
    desk.paste(page, "Nine hurt on the Aster bridge", POLICE)
    tell_time_to_candidate(page, "Nine hurt on the Aster bridge", "first")
    desk.wait_until_read(page)
    page.get_by_role("link", name="Add sources").click()
    desk.paste(page, "Hospital counts fourteen", HOSPITAL)
    tell_time_to_candidate(page, "Hospital counts fourteen", "second")
    desk.wait_until_read(page)


def tell_time_to_candidate(page: Page, title: str, which: str) -> None:
    """Watch a document's page until a candidate shows; print the time, a figure."""
    begun = time.monotonic()
    story = page.url
    page.get_by_role("link", name=title).click()
    expect(page.locator("#document .margin .note").first).to_be_visible()
    spent_s = time.monotonic() - begun
    print(f"\n{which} paste to first candidate on screen: {spent_s:.1f} s")
    page.goto(story)


def accept_the_police_toll(page: Page) -> str:
    """Accept the police's number alone as *so*; return the claim's address."""
    page.locator("#story .btn", has_text="Triage").click()
    police = desk.open_question(page, "Nine people were injured")
    hospital = desk.triaged(page, "Fourteen people were injured")
    police.get_by_role("button", name="Accept as so").click()
    desk.note(page, "Accepted as Claim")
    expect(police.get_by_role("button", name="Accept as so")).to_have_count(0)
    expect(hospital.get_by_role("button", name="Accept as so")).to_be_visible()
    main = page.get_by_role("navigation", name="Main")
    main.get_by_role("link", name="Triage").click()
    page.get_by_role("region", name="Your last decisions").get_by_role(
        "link", name=re.compile(r"Claim \d+")
    ).first.click()
    expect(page.locator("#claim")).to_contain_text("Dora Lenz")
    return page.url


def prepare_and_propose(page: Page) -> None:
    """Take it, confirm what speaks against it, look for more, propose."""
    page.get_by_role("button", name="Take").click()
    desk.note(page, "in review")
    expect(page.get_by_role("button", name="Propose verdict")).to_be_disabled()
    against = desk.evidence(page, "Fourteen people were injured")
    expect(against).to_contain_text("St. Anne hospital")
    against.get_by_role("button", name="Confirm: contradicts").click()
    desk.note(page, "Confirmed.")
    desk.record_search(
        page,
        where="the county's register of accidents",
        terms="Aster footbridge, 12 March",
        nothing="supports it",
    )
    desk.propose(page, rating="Disputed", finding=FINDING, why=WHY)
    desk.status(page, "Proposed")


def author_is_refused(page: Page) -> None:
    """The author finds no button, told why; what is sent in spite of it is refused."""
    decision = page.locator("#decision")
    expect(decision).to_contain_text("You proposed this verdict, so somebody else")
    expect(decision.get_by_role("button", name="Approve")).to_have_count(0)
    form = decision.locator("form[action$='/approve/']")
    form.evaluate("form => form.requestSubmit()")
    refusal = page.get_by_role("alert").filter(has_text="Not done.")
    expect(refusal).to_contain_text("never the one who proposed")
    expect(refusal).to_contain_text("guard_failed")
    desk.status(page, "Proposed")


def change_evidence(page: Page, claim: str) -> None:
    page.goto(claim)
    desk.status(page, "Approved")
    desk.add_passage(
        page,
        document="Hospital counts fourteen",
        words="Two of them are children",
        stance="Context",
    )
    desk.status(page, "Proposed")


def public_page_shows_the_finding(page: Page) -> str:
    """Read it as somebody without an account; return the record's id."""
    expect(page.get_by_role("heading", level=1)).to_have_text(FINDING)
    body = page.locator("body")
    expect(body).to_contain_text("Nine people were injured")
    expect(body).to_contain_text("Disputed: versions conflict")
    expect(body).to_contain_text("Fourteen people were injured")
    expect(body).to_contain_text("Two of them are children")
    found = re.search(r"Record\s+([0-9a-f-]{36})", body.inner_text())
    assert found, "the page names its record"
    return found.group(1)


def api_has_fact_and_change(page: Page, record: str) -> None:
    """Both need no key: what is published is public."""
    fact = page.request.get(f"/api/v1/facts/{record}")
    assert fact.status == 200
    assert fact.json()["finding"] == FINDING
    assert fact.json()["level"] == "so"
    entry = first_change(page, record)
    assert entry["kind"] == "upsert"
    assert page.request.get(entry["url"]).json() == fact.json()


def first_change(page: Page, record: str) -> dict:
    """An entry shows once no running write could still come before it: ask again."""
    for _ in range(40):
        changes = page.request.get("/api/v1/changes")
        assert changes.status == 200
        for entry in changes.json()["results"]:
            if entry.get("record") == record:
                return entry
        page.wait_for_timeout(250)
    pytest.fail("the changes feed never names the published record")
