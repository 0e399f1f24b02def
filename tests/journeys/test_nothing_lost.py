"""Two people write on one claim while everything interrupts them: no character goes.

The interruptions are drawn from a seed (``NOTHING_LOST_SEED``): reloads, crashes of the
page, a colleague's edit, the end of a session, a server that is killed. An ordinary run
draws 30, which takes a minute or two; ``NOTHING_LOST_TIMES=100`` draws a hundred.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import urllib.request
from collections import Counter
from dataclasses import dataclass, field

import psycopg
import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys import desk
from tests.rig import Stack

TIMES = int(os.environ.get("NOTHING_LOST_TIMES", "30"))
SEED = int(os.environ.get("NOTHING_LOST_SEED", "5"))
# Of a hundred: a killed server costs its start, a session its login.
SHARES = {"reload": 48, "crash": 22, "conflict": 16, "expiry": 10, "restart": 4}
BOXES = {
    "finding": "#id_finding",
    "rationale": "#id_rationale",
    "comment": "#comment_text",
}
# Marks up what is typed: markup, other scripts, marks that join, quotes.
ODD = ("<b>&amp;</b>", "“Zürich”", "ſéß", "Київ", "数", "🌉", "a\u0301", "\\n", "--")
MAKE = """
from claims.demo import cast
from claims.review.triage import add_claim
from claims.review.workflow import act
from sources.models import Story
from workbench.accounts.models import Membership
teams = cast.ensure_teams()
people = cast.ensure_people(teams)
team = people["reviewer"].memberships.get().team
story = Story.objects.create(title="The bridge", team=team, created_by=people["reviewer"])
claim = add_claim(story, level="so", text="The bridge closed.", claimant="Port",
                  heard_where="Radio", by=people["reviewer"])
act(claim, "take", by=people["reviewer"], seen_version=claim.version)
print(claim.get_absolute_url())
for person in cast.CAST:
    print(person.label, person.email, person.password, sep="|")
"""


@dataclass
class Writer:
    """Somebody at a browser, and what should stand in each box there."""

    page: Page
    account: tuple[str, str]
    typed: dict[str, str] = field(default_factory=lambda: dict.fromkeys(BOXES, ""))

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.ready()

    def ready(self) -> None:
        """Wait until the page has looked for what was typed before."""
        self.page.wait_for_selector("body[data-drafts-ready]")

    def write(self, box: str, words: str) -> None:
        place = self.page.locator(BOXES[box])
        place.focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(words)
        self.typed[box] += words

    def missing(self) -> int:
        """How many characters of what was typed are not there."""
        lost = 0
        for box, wanted in self.typed.items():
            shown = self.page.locator(BOXES[box]).input_value()
            lost += (Counter(wanted) - Counter(shown)).total()
            assert shown == wanted
        return lost


@dataclass
class Two:
    """Both writers, the claim they are on, and who interrupts them."""

    stack: Stack
    address: str
    writers: tuple[Writer, Writer]
    chance: random.Random
    wording: str = "The bridge closed."

    def interrupt(self, kind: str, number: int) -> None:
        writer = self.chance.choice(self.writers)
        for _ in range(self.chance.randint(1, 3)):
            box = self.chance.choice(list(BOXES))
            writer.write(box, f"{self.chance.choice(ODD)} {number} ")
        getattr(self, kind)(writer, number)
        assert writer.missing() == 0

    def reload(self, writer: Writer, number: int) -> None:
        writer.page.reload()
        writer.ready()

    def crash(self, writer: Writer, number: int) -> None:
        """The page is gone without a word; the next one is of the same browser."""
        context = writer.page.context
        fresh = context.new_page()
        writer.page.close(run_before_unload=False)
        writer.page = fresh
        writer.open(self.address)

    def expiry(self, writer: Writer, number: int) -> None:
        """The session ends; a comment is sent, refused, and sent after the login."""
        if not writer.typed["comment"].strip():
            writer.write("comment", f"Who says so? {number} ")
        (cookie,) = [
            c for c in writer.page.context.cookies() if c["name"] == "sessionid"
        ]
        self.sql("DELETE FROM django_session WHERE session_key = %s", cookie["value"])
        writer.page.locator("#comments .say button[type=submit]").click()
        writer.page.get_by_role("link", name="Log in and come back").click()
        email, password = writer.account
        writer.page.get_by_label("Email").fill(email)
        writer.page.get_by_label("Password").fill(password)
        writer.page.get_by_role("button", name="Log in").click()
        writer.page.wait_for_url(f"**{self.address}")
        writer.ready()
        assert writer.missing() == 0
        said = writer.typed["comment"].strip()
        writer.page.locator("#comments .say button[type=submit]").click()
        expect(writer.page.locator("#comments .talk").last).to_have_text(
            " ".join(said.split()), use_inner_text=False
        )
        writer.typed["comment"] = ""
        assert self.sql("SELECT text FROM claims_comment ORDER BY created_at DESC") == (
            said.replace("\r\n", "\n"),
        )

    def restart(self, writer: Writer, number: int) -> None:
        """The server is killed; typing goes on, and the page comes back with it."""
        os.kill(self.stack.pids["web"], signal.SIGKILL)
        writer.write("rationale", f"while nobody answers {number} ")
        self.wait_for_server()
        self.reload_until_there(writer.page)
        writer.ready()

    def reload_until_there(self, page: Page) -> None:
        """A server that just came up may still reset a connection: ask once more."""
        for _ in range(20):
            with contextlib.suppress(Error):
                page.reload()
                return
            page.wait_for_timeout(500)
        page.reload()

    def conflict(self, writer: Writer, number: int) -> None:
        """A colleague saves other words first: both are shown, and one joins them."""
        (other,) = [one for one in self.writers if one is not writer]
        theirs = f"{self.wording} {number}t"
        writer.open(self.address)
        other.open(self.address)
        self.save_wording(other, theirs)
        desk.note(other.page, "Saved.")
        mine = f"{self.wording} {number}m"
        self.save_wording(writer, mine)
        edit = writer.page.locator("#edit")
        expect(edit.get_by_text("Theirs, saved")).to_be_visible()
        box = edit.locator("#id_normalized_text")
        expect(box).to_have_value(mine)
        assert edit.locator("[name=theirs_normalized_text]").input_value() == theirs
        if number % 2:
            self.wording = f"{theirs} {number}m"
            box.fill(self.wording)
        else:
            self.wording = theirs
            edit.get_by_label("Theirs, saved").check()
        edit.get_by_role("button", name="Save").click()
        desk.note(writer.page, "Saved.")
        expect(writer.page.locator("h1")).to_have_text(self.wording)
        assert other.missing() == 0

    def save_wording(self, writer: Writer, words: str) -> None:
        edit = writer.page.locator("#edit")
        edit.locator("summary").first.click()
        edit.locator("#id_normalized_text").fill(words)
        edit.get_by_role("button", name="Save").click()

    def sql(self, statement: str, *values: str) -> tuple | None:
        address = self.stack.state["environment"]["DATABASE_URL"]
        with psycopg.connect(address) as connection:
            done = connection.execute(statement, values)
            return done.fetchone() if done.description else None

    def wait_for_server(self) -> None:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{self.stack.address}/readyz", timeout=2):
                    return
            except OSError:
                self.writers[0].page.wait_for_timeout(250)
        raise AssertionError("the server did not come back")


@pytest.fixture
def two(stack: Stack, open_desk) -> Two:
    address, *lines = stack.run_code(MAKE).splitlines()
    rows = [line.split("|") for line in lines if "@" in line]
    accounts = {label: (email, password) for label, email, password in rows}
    writers = []
    for label in ("reviewer", "editor"):
        page = open_desk()
        desk.log_in(page, *accounts[label])
        writers.append(Writer(page, accounts[label]))
        writers[-1].open(address)
    one, other = writers
    return Two(stack, address, (one, other), random.Random(SEED))


def drawn(chance: random.Random) -> list[str]:
    """Return ``TIMES`` interruptions by their shares; of each kind at least one."""
    more = chance.choices(list(SHARES), list(SHARES.values()), k=TIMES - len(SHARES))
    kinds = [*SHARES, *more]
    chance.shuffle(kinds)
    return kinds


def test_no_character_is_lost_whatever_interrupts(two):
    for number, kind in enumerate(drawn(two.chance), start=1):
        two.interrupt(kind, number)
    for writer in two.writers:
        writer.page.reload()
        writer.ready()
        assert writer.missing() == 0
    saved = two.sql("SELECT normalized_text FROM claims_claim")
    assert saved == (two.wording,)
