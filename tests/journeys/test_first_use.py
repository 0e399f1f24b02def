"""A new editor, invited to an empty workbench, publishes a finding by its labels alone.

Nothing is found by anything but words that stand on the pages, and no address is typed
but that of the workbench and the link in the invitation.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import desk
from tests.rig import Stack, running_stack

ADMIN = ("anna.admin@newsroom.example", "lantern-quay-administers")
EDITOR = ("elsa.editor@newsroom.example", "lantern-quay-edits-words")
SECOND = ("sol.second@newsroom.example", "lantern-quay-reads-twice")
TEXT = """Swimming pool of Orrin shut without a word

ORRIN, May 4, 2024 — The swimming pool of Orrin was closed on 3 May 2024, Mayor Ada \
Holm said. She told reporters that 340 children had lessons there every week.
"""
FINDING = "The pool was open on 3 May 2024."
WHY = "Its manager, who was there, says that it was open from seven to nine."
MAIL_PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def stack(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An empty workbench with its first administrator, nobody and nothing else."""
    made = {
        "CORROBORATE_ADMIN_EMAIL": ADMIN[0],
        "CORROBORATE_ADMIN_PASSWORD": ADMIN[1],
    }
    with running_stack(tmp_path_factory.mktemp("empty") / "data", **made) as stack:
        yield stack


def test_a_new_editor_publishes_a_checked_claim_by_labels_alone(stack, open_desk):
    admin, editor, second, reader = (open_desk() for _ in range(4))
    desk.log_in(admin, *ADMIN)
    for page, (email, password), role in (
        (editor, EDITOR, "Editor"),
        (second, SECOND, "Second reader"),
    ):
        invite(admin, email, role)
        join(page, invitation_link(stack, email), email.split(".")[0], password)

    open_the_first_story(editor)
    accept_what_was_found(editor)
    add_evidence(editor)
    propose(editor)

    approve_what_waits(second)

    publish(editor)
    read_in_public(reader)


def menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()


def press(where: Page | Locator, name: str) -> None:
    where.get_by_role("button", name=name, exact=False).first.click()


def unfold(page: Page, words: str) -> Locator:
    fold = page.get_by_role("group").filter(has=page.get_by_text(words)).last
    fold.get_by_text(words).first.click()
    return fold


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def invite(page: Page, email: str, role: str) -> None:
    menu(page, "Teams")
    page.get_by_role("main").get_by_role("link").first.click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Role", exact=True).select_option(label=role)
    press(page, "Send invitation")
    expect(page.get_by_text(email).first).to_be_visible()


def invitation_link(stack: Stack, email: str) -> str:
    """The link from the e-mail, which a workbench without a mail server logs."""
    deadline = time.monotonic() + MAIL_PATIENCE_S
    while time.monotonic() < deadline:
        for log in (stack.data_dir / "logs").glob("*.log"):
            said = log.read_text(encoding="utf-8", errors="replace")
            _, found, after = said.partition(f"To: {email}")
            link = re.search(r"/invitations/[\w-]+/", after)
            if found and link:
                return link.group()
        time.sleep(0.2)
    pytest.fail(f"no invitation was sent to {email}")


def join(page: Page, link: str, name: str, password: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(name.capitalize())
    page.get_by_label("Password").fill(password)
    press(page, "Join the team")
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def open_the_first_story(page: Page) -> None:
    menu(page, "Desk")
    page.get_by_role("main").get_by_role("link", name="Open a story").click()
    page.get_by_label("What is it about?").fill("The pool of Orrin")
    press(page, "Open the story")
    page.get_by_label("Paste a text").fill(TEXT)
    page.get_by_label("Title of the text").fill("Swimming pool of Orrin shut")
    press(page, "Take in")
    told(page, "Taken in: 1")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"[1-9]\d* assertion"))


def accept_what_was_found(page: Page) -> None:
    menu(page, "Triage")
    row = page.get_by_role("article").filter(has_text="pool of Orrin was closed")
    press(row, "Accept as so")
    told(page, "Accepted as")
    last = page.get_by_role("region", name="Your last decisions")
    last.get_by_role("link", name="Claim").first.click()
    press(page.get_by_role("main"), "Take")
    told(page, "in review")


def add_evidence(page: Page) -> None:
    fold = unfold(page, "What somebody told us")
    fold.get_by_label("Stance").select_option(label="Contradicts")
    fold.get_by_label("Who told us").fill("Per Quist, manager of the pool")
    fold.get_by_label("When").fill("2024-05-05")
    fold.get_by_label("What was said").fill("We were open from seven to nine.")
    press(fold, "Record the statement")
    told(page, "tatement")
    fold = unfold(page, "A search that found nothing")
    fold.get_by_label("Where").fill("the notices of the town of Orrin")
    fold.get_by_label("With what words").fill("pool, closed, 3 May")
    fold.get_by_label("When").fill("2024-05-05")
    fold.get_by_label("supports it").check()
    press(fold, "Record the search")
    told(page, "Search recorded.")


def propose(page: Page) -> None:
    page.get_by_role("radio", name=re.compile("^False")).check()
    page.get_by_label("What is established").fill(FINDING)
    page.get_by_label("Why, with the evidence").fill(WHY)
    press(page, "Propose verdict")
    told(page, "Proposed. It waits for a second person now.")


def approve_what_waits(page: Page) -> None:
    menu(page, "Second read")
    row = page.get_by_role("article").filter(has_text="pool of Orrin")
    row.get_by_role("link").first.click()
    expect(page.get_by_text(FINDING).first).to_be_visible()
    press(page, "Approve")
    told(page, "Approved")


def publish(page: Page) -> None:
    menu(page, "Claims")
    page.get_by_role("link", name=re.compile("pool of Orrin")).first.click()
    page.get_by_text("Publish …").click()
    page.get_by_label("I have read it as readers will").check()
    press(page, "Publish now")
    told(page, "Published as version 1.")


def read_in_public(page: Page) -> None:
    page.goto("/findings/")
    page.get_by_role("link", name=re.compile("pool of Orrin")).click()
    expect(page.get_by_text(FINDING)).to_be_visible()
    said = page.get_by_role("blockquote").filter(has_text="open from seven to nine")
    expect(said).to_be_visible()
    expect(page.get_by_text("Ada Holm").first).to_be_visible()
