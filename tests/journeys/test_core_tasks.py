"""The twelve core tasks, with the keyboard alone and with scripts switched off.

Each ends in what the database then holds. One story for each way of working.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import desk
from tests.journeys.hands import PATIENCE_MS, Hand, Keyboard, Rows
from tests.rig import Stack

KEYS, CLICKS = "Marisol", "Tern"
SHIPS = ((KEYS, "Aldern"), (CLICKS, "Brask"))
MOST_KEYS_TO_TRIAGE = 4
FINDING = "The harbour master and the company differ on it."
WHY = "Each was quoted the same day; the list of passengers has not been seen."


@dataclass
class World:
    """Ids of the prepared claims of a ship, and the accounts by role."""

    claims: dict[str, dict[str, str]]
    people: dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def world(stack: Stack) -> World:
    said = stack.run_code(
        f"from tests.journeys.ferry import prepare; prepare({SHIPS!r})"
    )
    return World(**json.loads(said.splitlines()[-1]))


@pytest.fixture(scope="module")
def rows(stack: Stack) -> Rows:
    return Rows(stack)


@pytest.fixture(scope="module")
def seat(browser: Browser, stack: Stack, world: World) -> Iterator[Callable]:
    """Return a function that gives a person's page, logged in by keys, kept open."""
    seats: dict[str, Keyboard] = {}

    def sit(role: str) -> Keyboard:
        if role not in seats:
            context = browser.new_context(base_url=stack.address)
            context.set_default_timeout(PATIENCE_MS)
            Keyboard.watch(context)
            seats[role] = log_in_by_keys(context.new_page(), *world.people[role])
        return seats[role]

    yield sit
    for keys in seats.values():
        keys.page.context.close()


@pytest.fixture
def keys_of(seat: Callable) -> Iterator[Callable]:
    """Return a function that seats a person; in the end nothing may have pointed."""
    used: dict[str, tuple[Keyboard, int]] = {}

    def sit(role: str) -> Keyboard:
        keys = seat(role)
        used.setdefault(role, (keys, keys.pressed))
        return keys

    yield sit
    for role, (keys, before) in used.items():
        print(f"\n{role}: {keys.pressed - before} keys", end="")
        assert keys.pointed() == []


def log_in_by_keys(page: Page, email: str, password: str) -> Keyboard:
    page.goto("/accounts/login/")
    keys = Keyboard(page)
    if "Email" not in keys.focus["name"]:
        keys.reach("Email")
    keys.type(email)
    keys.reach("Password")
    keys.type(password)
    keys.follow("Enter")
    return keys


def find_claim(keys: Keyboard, words: str) -> None:
    """From anywhere: the search of the desk, its first result, that claim's page."""
    keys.press("Escape", "/")
    assert "Search" in keys.focus["name"]
    keys.type(words)
    keys.follow("Enter")
    keys.press("j")
    keys.follow("Enter")
    assert "/claims/" in keys.page.url


# ---- with the keyboard alone ------------------------------------------------


def test_keys_triage_one_key_decides_and_the_next_row_is_there(keys_of, rows):
    keys = keys_of("reviewer")
    keys.follow("g", "t")
    keys.press("j")
    for key, level in (("a", "so"), ("q", "said")):
        before, row = keys.pressed, keys.focus["id"]
        keys.press(key)
        desk.note(keys.page, "Accepted as")
        keys.wait("id => !['', id].includes(document.activeElement.id)", row)
        assert keys.pressed - before <= MOST_KEYS_TO_TRIAGE
        assert keys.keep_focus()["id"] != row, "the next row has the focus"
        assert level in last_decision(rows, "level")


def last_decision(rows: Rows, column: str) -> str:
    found = rows.all(
        f"SELECT {column}::text FROM claims_triagedecision"
        " ORDER BY created_at DESC, id LIMIT 1"
    )
    return found[0][0] or ""


def test_keys_undo_takes_the_last_decision_back(keys_of, rows):
    keys = keys_of("reviewer")
    keys.follow("g", "t")
    assert last_decision(rows, "undone_at") == ""
    keys.press("z")
    desk.note(keys.page, "Undone")
    assert last_decision(rows, "undone_at")
    keys.keep_focus()


def test_keys_open_source_leads_to_the_words_and_walks_its_marks(keys_of, rows):
    keys = keys_of("reviewer")
    find_claim(keys, f"{KEYS} carried")
    keys.reach(f"Company of the {KEYS}")
    keys.follow("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text(KEYS)
    keys.press("]")
    mark = keys.keep_focus()
    title = keys.page.get_by_role("heading", level=1).inner_text()
    found = rows.all(
        "SELECT '#n-' || c.id FROM claims_candidate c JOIN sources_document d"
        " ON d.id = c.document_id WHERE d.title = %s",
        title,
    )
    assert (mark["href"],) in found


def test_keys_add_evidence_from_the_words_of_a_document(keys_of, rows, world):
    keys = keys_of("reviewer")
    find_claim(keys, f"{KEYS} touched")
    keys.press("s")
    keys.type("hurt when the ferry ran aground")
    keys.press("Enter")
    expect(keys.page.get_by_role("button", name="Context")).to_be_visible()
    keys.reach("Context")
    keys.press("Enter")
    desk.note(keys.page, "Evidence added.")
    keys.keep_focus()
    claim = world.claims[KEYS]["evidence"]
    added = rows.all(
        "SELECT stance, state, words FROM claims_evidence"
        " WHERE claim_id = %s AND added_by_id IS NOT NULL",
        claim,
    )
    assert [row[:2] for row in added] == [("context", "confirmed")]
    assert "hurt when the ferry ran aground" in added[0][2]


def test_keys_set_verdict_by_its_number(keys_of, rows, world):
    keys = keys_of("reviewer")
    find_claim(keys, f"doctor {KEYS}")
    keys.press("6")
    assert "Disputed" in keys.keep_focus()["name"]
    keys.write("What is established", FINDING)
    keys.write("Why, with the evidence", WHY)
    keys.press("Control+Enter")
    desk.note(keys.page, "Proposed.")
    keys.keep_focus()
    claim = world.claims[KEYS]["verdict"]
    assert rating_of(rows, claim) == "disputed"
    assert status_of(rows, claim) == "proposed"


def rating_of(rows: Rows, claim: str) -> str:
    return rows.one(
        "SELECT r.slug FROM claims_verdict v JOIN claims_rating r ON r.id = v.rating_id"
        " WHERE v.claim_id = %s AND v.current",
        claim,
    )


def status_of(rows: Rows, claim: str) -> str:
    return rows.one("SELECT status FROM claims_claim WHERE id = %s", claim)


def test_keys_cite_ticks_what_the_verdict_rests_on(keys_of, rows, world):
    keys = keys_of("reviewer")
    find_claim(keys, f"{KEYS} carried")
    keys.press("6")
    keys.write("What is established", FINDING)
    keys.write("Why, with the evidence", WHY)
    keys.reach("198 passengers")
    keys.press("Space")
    keys.press("Control+Enter")
    desk.note(keys.page, "Proposed.")
    keys.keep_focus()
    assert "198 passengers" in cited(rows, world.claims[KEYS]["cite"])


def cited(rows: Rows, claim: str) -> str:
    return rows.one(
        "SELECT e.words FROM claims_verdict v"
        " JOIN claims_verdict_evidence link ON link.verdict_id = v.id"
        " JOIN claims_evidence e ON e.id = link.evidence_id WHERE v.claim_id = %s",
        claim,
    )


def test_keys_hand_over_gives_the_work_to_a_person(keys_of, rows, world):
    keys = keys_of("reviewer")
    find_claim(keys, f"{KEYS} inspected")
    keys.press("i")
    keys.down_to("Call")
    keys.choose("Person", "Rhea")
    keys.press("Control+Enter")
    desk.note(keys.page, "Rhea Castellan")
    keys.keep_focus()
    assert given(rows, world.claims[KEYS]["hand over"]) == [
        ("call", "reporter@demo.example", "open")
    ]


def given(rows: Rows, claim: str) -> list[tuple]:
    return rows.all(
        "SELECT a.kind, u.email, a.state FROM claims_assignment a"
        " JOIN accounts_user u ON u.id = a.person_id WHERE a.claim_id = %s",
        claim,
    )


def test_keys_second_read_approves_on_the_page_of_the_claim(keys_of, rows, world):
    keys = keys_of("second reader")
    keys.follow("g", "r")
    for _ in range(20):
        keys.press("j")
        if f"{KEYS} came" in keys.focus["name"]:
            break
    keys.follow("Enter")
    keys.press("a")
    desk.note(keys.page, "Approved")
    keys.keep_focus()
    claim = world.claims[KEYS]["second read"]
    assert status_of(rows, claim) == "approved"
    assert approvers(rows, claim) == ["second@demo.example"]


def approvers(rows: Rows, claim: str) -> list[str]:
    found = rows.all(
        "SELECT u.email FROM claims_approval a JOIN accounts_user u ON u.id = a.by_id"
        " WHERE a.claim_id = %s AND a.voided_at IS NULL",
        claim,
    )
    return [email for (email,) in found]


def test_keys_publish_asks_twice_and_no_lone_key_does_it(keys_of, rows, world):
    keys = keys_of("editor")
    find_claim(keys, f"{KEYS} built 1988")
    keys.reach("Publish …")
    keys.follow("Enter")
    keys.reach("I have read it as readers will", by=stand_or_tab(keys, "readers will"))
    keys.press("Space")
    keys.reach("Publish now")
    keys.follow("Enter")
    desk.note(keys.page, "Published as version 1.")
    claim = world.claims[KEYS]["publish"]
    assert status_of(rows, claim) == "published"
    assert versions(rows, claim) == [(1,)]


def stand_or_tab(keys: Keyboard, name: str) -> str:
    """Shift and Tab to and fro where the field that is wanted has the focus already."""
    if name in keys.focus["name"]:
        keys.press("Shift+Tab")
    return "Tab"


def versions(rows: Rows, claim: str) -> list[tuple]:
    return rows.all("SELECT version FROM claims_publication WHERE claim_id = %s", claim)


def test_keys_search_finds_a_claim_by_its_words(keys_of, rows, world):
    keys = keys_of("second reader")
    find_claim(keys, f"tide {KEYS}")
    assert world.claims[KEYS]["conflict"] in keys.page.url
    text = rows.one(
        "SELECT normalized_text FROM claims_claim WHERE id = %s",
        world.claims[KEYS]["conflict"],
    )
    expect(keys.page.get_by_role("heading", level=1)).to_have_text(text)


def test_keys_merge_duplicates_from_the_list(keys_of, rows, world):
    keys = keys_of("reviewer")
    keys.press("Escape")
    keys.follow("g", "c")
    keys.press("f")
    keys.type(f"nine crew {KEYS}")
    expect(keys.page.get_by_role("article")).to_have_count(2)
    keys.press("Escape", "j", "x", "j", "x")
    keys.follow("m")
    keys.reach("crew")
    if "people of crew" not in keys.focus["name"]:
        keys.press("ArrowDown")
    assert "people of crew" in keys.focus["name"]
    keys.press("Space")
    keys.write("Why", "The same sentence in other words.")
    keys.follow("Control+Enter")
    merged_is_told(keys.page, rows, world.claims[KEYS])


def merged_is_told(page: Page, rows: Rows, claims: dict[str, str]) -> None:
    desk.note(page, "merged into")
    into = rows.one(
        "SELECT merged_into_id::text FROM claims_claim WHERE id = %s",
        claims["duplicate"],
    )
    assert into == claims["original"]


def test_keys_resolve_a_conflict_keeps_both_changes(keys_of, rows, world):
    mine, theirs = keys_of("reviewer"), keys_of("editor")
    for keys in (mine, theirs):
        find_claim(keys, f"tide {KEYS}")
        keys.press("e")
    theirs.reach("Made where")
    theirs.press("Control+a")
    theirs.type("on the quay")
    theirs.press("Control+Enter")
    desk.note(theirs.page, "Saved")
    mine.reach("Tags")
    mine.type("tides")
    mine.press("Control+Enter")
    refusal = mine.page.get_by_role("alert").filter(has_text="Not done.")
    expect(refusal).to_be_visible()
    assert mine.keep_focus()
    mine.reach("Tags")
    assert "tides" in mine.focus["value"], "what was typed is kept"
    mine.press("Control+Enter")
    desk.note(mine.page, "Saved")
    mine.keep_focus()
    both_are_kept(rows, world.claims[KEYS]["conflict"])


def both_are_kept(rows: Rows, claim: str) -> None:
    found = rows.all("SELECT tags, made_where FROM claims_claim WHERE id = %s", claim)
    assert found == [(["tides"], "on the quay")]


# ---- with scripts switched off ----------------------------------------------


@pytest.fixture(scope="module")
def chair(browser: Browser, stack: Stack, world: World) -> Iterator[Callable]:
    """Return a function that gives a person's page without scripts, kept open."""
    chairs: dict[str, Hand] = {}

    def sit(role: str) -> Hand:
        if role not in chairs:
            context = browser.new_context(
                base_url=stack.address, java_script_enabled=False
            )
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            desk.log_in(page, *world.people[role])
            chairs[role] = Hand(page)
        return chairs[role]

    yield sit
    for hand in chairs.values():
        hand.page.context.close()


def menu(hand: Hand, name: str) -> None:
    hand.link(name, within=hand.page.get_by_role("navigation", name="Main"))


def look_up(hand: Hand, words: str) -> None:
    """From anywhere: the list of claims, filtered, and the page of the one found."""
    menu(hand, "Claims")
    hand.fill(hand.page.get_by_label("Words"), words)
    hand.button("Filter")
    row = hand.page.get_by_role("article")
    expect(row).to_have_count(1)
    hand.click(row.get_by_role("link").first)


def test_clicks_triage_and_the_list_is_back_where_it_was(chair, rows):
    hand = chair("reviewer")
    menu(hand, "Triage")
    hand.choose(hand.page.get_by_label("Story"), f"The {CLICKS}")
    hand.button("Filter")
    address = hand.page.url
    hand.button("As said", within=hand.page.get_by_role("article").first)
    desk.note(hand.page, "Accepted as")
    assert hand.page.url == address
    assert last_decision(rows, "level") == "said"


def test_clicks_undo_takes_the_last_decision_back(chair, rows):
    hand = chair("reviewer")
    menu(hand, "Triage")
    hand.button(
        "Undo", within=hand.page.get_by_role("region", name="Your last decisions")
    )
    desk.note(hand.page, "Undone")
    assert last_decision(rows, "undone_at")


def test_clicks_open_source_leads_to_the_words(chair):
    hand = chair("reviewer")
    look_up(hand, f"{CLICKS} carried")
    hand.link(f"Company of the {CLICKS}", within=hand.page.get_by_role("main"))
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(CLICKS)
    expect(hand.page.locator(":target")).to_be_visible()


def test_clicks_add_evidence_by_ticking_a_sentence_of_the_document(chair, rows, world):
    hand = chair("reviewer")
    menu(hand, "Stories")
    hand.link(f"The {CLICKS}", within=hand.page.get_by_role("main"))
    hand.link(f"{CLICKS} runs aground", within=hand.page.get_by_role("main"))
    hand.link("Select sentences")
    sentence = hand.page.get_by_role("paragraph").filter(has_text="built in 1988")
    hand.tick(sentence.get_by_role("checkbox").first)
    hand.tick(hand.page.get_by_role("radio", name="evidence for a claim"))
    hand.fill(hand.page.get_by_label("Which claim?"), "touched")
    hand.button("Find")
    hand.tick(hand.page.get_by_role("radio", name="touched the ground"))
    hand.tick(hand.page.get_by_role("radio", name="context"))
    hand.button("Make it")
    desk.note(hand.page, "vidence")
    claim = world.claims[CLICKS]["evidence"]
    added = rows.all(
        "SELECT stance, state FROM claims_evidence"
        " WHERE claim_id = %s AND added_by_id IS NOT NULL",
        claim,
    )
    assert added == [("context", "confirmed")]


def test_clicks_set_verdict(chair, rows, world):
    hand = chair("reviewer")
    look_up(hand, f"doctor {CLICKS}")
    give_verdict(hand)
    claim = world.claims[CLICKS]["verdict"]
    assert rating_of(rows, claim) == "disputed"
    assert status_of(rows, claim) == "proposed"


def give_verdict(hand: Hand) -> None:
    hand.tick(hand.page.get_by_role("radio", name="Disputed"))
    hand.fill(hand.page.get_by_label("What is established"), FINDING)
    hand.fill(hand.page.get_by_label("Why, with the evidence"), WHY)
    hand.button("Propose verdict")
    desk.note(hand.page, "Proposed.")


def test_clicks_cite_ticks_what_the_verdict_rests_on(chair, rows, world):
    hand = chair("reviewer")
    look_up(hand, f"{CLICKS} carried")
    hand.tick(hand.page.get_by_role("checkbox", name=re.compile("198 passengers")))
    give_verdict(hand)
    assert "198 passengers" in cited(rows, world.claims[CLICKS]["cite"])


def test_clicks_hand_over_gives_the_work_to_a_person(chair, rows, world):
    hand = chair("reviewer")
    look_up(hand, f"{CLICKS} inspected")
    form = hand.unfold("Give out work")
    hand.choose(form.get_by_label("Kind"), "Call")
    hand.choose(form.get_by_label("Person"), "Rhea")
    hand.button("Assign", within=form)
    desk.note(hand.page, "Rhea Castellan")
    assert given(rows, world.claims[CLICKS]["hand over"]) == [
        ("call", "reporter@demo.example", "open")
    ]


def test_clicks_second_read_approves(chair, rows, world):
    hand = chair("second reader")
    menu(hand, "Second read")
    hand.link(f"dark when the {CLICKS} came")
    hand.button("Approve")
    desk.note(hand.page, "Approved")
    claim = world.claims[CLICKS]["second read"]
    assert status_of(rows, claim) == "approved"
    assert approvers(rows, claim) == ["second@demo.example"]


def test_clicks_publish(chair, rows, world):
    hand = chair("editor")
    look_up(hand, f"{CLICKS} built 1988")
    hand.link("Publish …")
    form = hand.page.locator("#publish")
    hand.tick(form.get_by_label("I have read it as readers will"))
    hand.button("Publish now", within=form)
    desk.note(hand.page, "Published as version 1.")
    claim = world.claims[CLICKS]["publish"]
    assert status_of(rows, claim) == "published"
    assert versions(rows, claim) == [(1,)]


def test_clicks_search_finds_a_claim_by_its_words(chair, world):
    hand = chair("second reader")
    look_up(hand, f"tide {CLICKS}")
    assert world.claims[CLICKS]["conflict"] in hand.page.url


def test_clicks_merge_duplicates_from_the_list(chair, rows, world):
    hand = chair("reviewer")
    menu(hand, "Claims")
    hand.fill(hand.page.get_by_label("Words"), f"nine crew {CLICKS}")
    hand.button("Filter")
    both = hand.page.get_by_role("article")
    expect(both).to_have_count(2)
    for row in both.all():
        hand.tick(row.get_by_role("checkbox"))
    hand.button("Merge")
    hand.tick(hand.page.get_by_role("radio", name=re.compile("people of crew")))
    hand.fill(hand.page.get_by_label("Why"), "The same sentence in other words.")
    hand.button("Merge")
    merged_is_told(hand.page, rows, world.claims[CLICKS])


def test_clicks_resolve_a_conflict_keeps_both_changes(chair, rows, world):
    mine, theirs = chair("reviewer"), chair("editor")
    for hand in (mine, theirs):
        look_up(hand, f"tide {CLICKS}")
        hand.unfold("Edit")
    theirs.fill(theirs.page.get_by_label("Made where"), "on the quay")
    theirs.button("Save")
    desk.note(theirs.page, "Saved")
    mine.fill(mine.page.get_by_label("Tags"), "tides")
    mine.button("Save")
    expect(mine.page.get_by_role("alert").filter(has_text="Not done.")).to_be_visible()
    expect(mine.page.get_by_label("Tags")).to_have_value("tides")
    mine.button("Save")
    desk.note(mine.page, "Saved")
    both_are_kept(rows, world.claims[CLICKS]["conflict"])
