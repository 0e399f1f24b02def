"""A small story read by the real pipeline, with claims in every state for tasks.

Runs in a process of the stack (``stack.run_code``), through the services that people's
clicks go through. One story for each ship, so that two tests never share a row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.choices import Action, Level, Stance
from claims.demo import cast
from claims.demo.waiting import wait_for_stories
from claims.demo.work import confirm
from claims.models import Claim, Rating
from claims.review.evidence import add_search
from claims.review.triage import add_claim
from claims.review.verdicts import propose_verdict
from claims.review.workflow import act
from sources.ingest.service import ingest_paste
from sources.models import Story
from workbench.accounts.models import Membership, User

PATIENCE_S = 240.0
HARBOUR_TITLE = "{ship} runs aground"
HARBOUR = """The {ship} runs aground

{dateline}, May 14, 2024 — The ferry {ship} ran aground off {port} at 6:40 a.m. on Tuesday, \
harbour master Ines Moor said.

Eleven passengers of the {ship} were hurt, Moor said. She said that the ferry carried \
212 passengers and nine crew.

The ferry was built in 1988 and was last inspected in March 2023, the harbour office \
said.

“The lighthouse of {port} was dark on Tuesday,” Moor said.
"""
COMPANY_TITLE = "Company of the {ship} counts seven"
COMPANY = """Company of the {ship} counts seven

{dateline}, May 14, 2024 — Seven passengers of the {ship} were hurt when the ferry ran \
aground on Tuesday, the Northern Line said in a statement.

The ferry carried 198 passengers, its spokesman Olaf Brandt said. He said that it was \
built in 1991.

“The lighthouse of {port} was lit all night,” Brandt said.

The Northern Line paid 40,000 crowns to the harbour office in April 2024, Brandt said.
"""


@dataclass(frozen=True)
class Asserted:
    """One claim to prepare: its words, how far it is, what speaks against it."""

    key: str
    words: str
    state: str = "in review"
    against: str = ""


CLAIMS = (
    Asserted("evidence", "The {ship} touched the ground at dawn on 14 May 2024."),
    Asserted(
        "verdict",
        "Eleven people on the {ship} needed a doctor.",
        against="Seven passengers of the",
    ),
    Asserted(
        "cite",
        "The {ship} carried 212 passengers on 14 May 2024.",
        against="carried 198 passengers",
    ),
    Asserted("hand over", "The {ship} was last inspected in March 2023."),
    Asserted(
        "second read",
        "The lighthouse was dark when the {ship} came.",
        state="proposed",
        against="was lit all night",
    ),
    Asserted(
        "publish",
        "The {ship} was built in 1988.",
        state="approved",
        against="built in 1991",
    ),
    Asserted("original", "The {ship} had nine people of crew aboard.", state="queued"),
    Asserted("duplicate", "Nine crew were on the {ship}.", state="queued"),
    Asserted("conflict", "The {ship} waited for the tide before it sailed."),
)


def prepare(ships: Sequence[tuple[str, str]]) -> None:
    """Make people, stories and claims; print their ids as one line of JSON."""
    people = cast.ensure_people(cast.ensure_teams())
    stories = {ship: take_in(ship, port, people["reviewer"]) for ship, port in ships}
    wait_for_stories(stories.values(), say=lambda line: None, patience_s=PATIENCE_S)
    claims = {
        ship: {row.key: str(bring(row, ship, story, people).pk) for row in CLAIMS}
        for ship, story in stories.items()
    }
    print(json.dumps({"claims": claims, "people": accounts()}))


def accounts() -> dict[str, tuple[str, str]]:
    """E-mail and password by role."""
    return {person.label: (person.email, person.password) for person in cast.CAST}


def take_in(ship: str, port: str, by: User) -> Story:
    team = Membership.objects.get(user=by).team
    story = Story.objects.create(title=f"The {ship}", team=team, created_by=by)
    for title, text in ((HARBOUR_TITLE, HARBOUR), (COMPANY_TITLE, COMPANY)):
        words = text.format(ship=ship, port=port, dateline=port.upper())
        ingest_paste(words, title=title.format(ship=ship), story=story, by=by)
    return story


def bring(row: Asserted, ship: str, story: Story, people: dict[str, Any]) -> Claim:
    """Make a claim that was heard and bring it as far as its state says."""
    reviewer = people["reviewer"]
    claim = add_claim(
        story,
        level=Level.SO,
        text=row.words.format(ship=ship),
        claimant="Ines Moor",
        by=reviewer,
        heard_where="at the harbour office",
        heard_on="2024-05-14",
    )
    if row.state == "queued":
        return claim
    claim = act(claim, Action.TAKE, by=reviewer, seen_version=claim.version)
    if row.against:
        weigh(claim, row.against, reviewer)
    if row.state in {"proposed", "approved"}:
        claim.refresh_from_db()
        propose(claim, reviewer)
    if row.state == "approved":
        claim.refresh_from_db()
        second = people["second reader"]
        act(claim, Action.APPROVE, by=second, seen_version=claim.version)
    return claim


def weigh(claim: Claim, against: str, by: User) -> None:
    """Confirm what speaks against it; record that nothing was found for it."""
    confirm(claim, against, Stance.CONTRADICTS, by)
    details = {
        "where": "the register of ships",
        "terms": claim.normalized_text,
        "when": date(2024, 5, 20).isoformat(),
        "directions": [Stance.SUPPORTS.value],
    }
    claim.refresh_from_db()
    add_search(claim, details=details, by=by, seen_version=claim.version)


def propose(claim: Claim, by: User) -> None:
    propose_verdict(
        claim,
        rating=Rating.objects.get(scale__slug="shipped-so", slug="disputed"),
        finding="The harbour master and the company differ.",
        rationale="Each was quoted the same day; no record has been seen.",
        by=by,
        seen_version=claim.version,
    )
