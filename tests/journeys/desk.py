"""What people do on the desk, in the words of its buttons."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect


def log_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_attached()


def open_story(page: Page, title: str) -> None:
    """Open a story; leads to the form that adds its first sources."""
    page.goto("/stories/new/")
    page.get_by_label("What is it about?").fill(title)
    page.get_by_role("button", name="Open the story").click()
    expect(page.get_by_role("heading", name="Add sources")).to_be_visible()


def paste(page: Page, title: str, text: str) -> None:
    """Paste a text into the form that is open; leads to the story."""
    page.get_by_label("Paste a text").fill(text)
    page.get_by_label("Title of the text").fill(title)
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("Taken in: 1")).to_be_visible()


def wait_until_read(page: Page) -> None:
    """Watch the story's page until no work is left, and see what is known then."""
    expect(page.get_by_role("progressbar", name="Documents compared")).to_have_count(0)
    # The page may just be showing what it learned: a new one knows all of it.
    page.reload()
    expect(page.get_by_role("progressbar", name="Documents compared")).to_have_count(0)


def triaged(page: Page, words: str) -> Locator:
    """The group with these words in triage: a row, or a version of a question."""
    return page.locator("#triage [id^='g-']").filter(has_text=words).first


def open_question(page: Page, words: str) -> Locator:
    """Go from the row with these words to its question; returns their version there.

    A row is decided as a whole; each version has its own buttons on the question's page.
    """
    row = page.get_by_role("article").filter(has_text=words).first
    expect(
        row.get_by_role("button", name=re.compile("^Accept .+ as so"))
    ).to_be_visible()
    row.get_by_role("link", name=re.compile(r"\?$")).first.click()
    expect(page.get_by_role("heading", name="Versions, side by side")).to_be_visible()
    return triaged(page, words)


def evidence(page: Page, words: str) -> Locator:
    """What bears on the claim with these words, and what can be done with it."""
    return page.get_by_role("article").filter(has_text=words).first


def note(page: Page, words: str) -> None:
    """What the desk says after an action."""
    expect(page.locator("#notes")).to_contain_text(words)


def status(page: Page, words: str) -> None:
    expect(page.locator("#claim .head .chip").first).to_have_text(words)


def open_fold(page: Page, words: str) -> Locator:
    fold = page.locator("details").filter(has=page.get_by_text(words)).last
    fold.locator("summary").click()
    return fold


def record_search(page: Page, *, where: str, terms: str, nothing: str) -> None:
    """Record a search; ``nothing`` is the label of what was not found."""
    fold = open_fold(page, "A search that found nothing")
    fold.get_by_label("Where").fill(where)
    fold.get_by_label("With what words").fill(terms)
    fold.get_by_label("When").fill(date.today().isoformat())
    fold.get_by_label(nothing).check()
    fold.get_by_role("button", name="Record the search").click()
    note(page, "Search recorded.")


def add_passage(page: Page, *, document: str, words: str, stance: str) -> None:
    fold = open_fold(page, "Words of a document")
    # The form comes when the fold opens: its list of documents may be long.
    chooser = fold.get_by_label("Document")
    wanted = chooser.locator("option").filter(has_text=document).first
    chooser.select_option(value=wanted.get_attribute("value"))
    fold.get_by_label("Exact words").fill(words)
    fold.get_by_label("Stance").select_option(label=stance)
    fold.get_by_role("button", name="Add the passage").click()
    note(page, "Evidence added.")


def propose(page: Page, *, rating: str, finding: str, why: str) -> None:
    page.get_by_role("radio", name=rating).check()
    page.get_by_label("What is established, in one sentence").fill(finding)
    page.get_by_label("Why, with the evidence").fill(why)
    page.get_by_role("button", name="Propose verdict").click()
    note(page, "Proposed. It waits for a second person now.")


def approve(page: Page) -> None:
    page.locator("#decision").get_by_role("button", name="Approve").click()
    note(page, "Approved")


def publish(page: Page) -> None:
    page.get_by_text("Publish …").click()
    page.get_by_label("I have read it as readers will").check()
    page.get_by_role("button", name="Publish now").click()
    note(page, "Published as version 1.")
