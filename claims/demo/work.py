"""Two claims on their way and one finding, so that every page has something to show.

Everything goes through the services that people's clicks go through. What the
pipeline did not find is left out with a line in the log; nothing is invented.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims.choices import (
    Action,
    Confidence,
    Correction,
    EvidenceState,
    Level,
    ReportKind,
    Stance,
)
from claims.errors import ClaimsError
from claims.models import Candidate, CandidateGroup, Claim, Rating
from claims.publication.reports import report_error, sender_of
from claims.publication.service import publish
from claims.review.editing import edit_claim
from claims.review.evidence import add_search, attach_evidence, confirm_stance
from claims.review.reply import record_reply
from claims.review.triage import accept
from claims.review.verdicts import propose_verdict
from claims.review.workflow import act
from sources.models import Passage, Story
from workbench.accounts.models import User

logger = logging.getLogger(__name__)

HOUR = (
    "The gates of the Sarnow dam were opened at 6 a.m. Velden time (03:00 UTC) on "
    "3 March 2024."
)
TOLL = "At least 14 people were killed in Lower Sarnow and Brenn on 3 March 2024."
FINDING = (
    "Fourteen residents of Lower Sarnow and Brenn died on 3 March 2024, by a list of "
    "names from the governor’s office; a hospital doctor spoke of more than a dozen."
)
RATIONALE = (
    "The governor’s office has published names; we know them from East Bank Radio and "
    "have not seen the list. A doctor at St. Hedda hospital gave a figure that fits, "
    "but counted two firefighters among the dead whom the office says were pulled out "
    "alive. The operator alone says nine, and says that this is what it knows."
)
INSPECTION = (
    "The spillway of the Sarnow dam was inspected in October 2023 and found sound."
)
NOT_INSPECTED = (
    "The Public Audit Office wrote on 30 November 2023 that the spillway had not been "
    "inspected since May 2022; the company has shown no report of October 2023."
)
WHY_NOT = (
    "The company says so of itself and has published no report. The Public Audit "
    "Office, which audits the ministry that licenses the dam, wrote a month after the "
    "stated date that there had been no inspection since May 2022. We know its report "
    "from the Meridian Review, and looked for the inspection in the ministry’s "
    "register, where none of that autumn is listed."
)
NOTE = (
    "We now say that we know the audit’s words from the Meridian Review and have not "
    "seen the report itself."
)
ADDED = " We have not seen the report itself."


def leave_work(story: Story, people: dict[str, User]) -> None:
    """Put one claim in review, propose a second, publish a third, on a fresh story."""
    for step in (review_the_hour, propose_the_toll, publish_the_inspection):
        run_step(step, story, people)


Step = Callable[[Story, dict[str, User]], None]


def run_step(step: Step, story: Story, people: dict[str, User]) -> None:
    try:
        with transaction.atomic():
            step(story, people)
    except (LookupError, ClaimsError) as error:
        logger.warning("demo: %s left out: %s", step.__name__, error)


def review_the_hour(story: Story, people: dict[str, User]) -> None:
    """The operator's hour: in review, with the ministry's hour confirmed against it."""
    reviewer = people["reviewer"]
    claim = take(find_group(story, "6 a.m. Velden time"), HOUR, reviewer)
    confirm(claim, "6 a.m. local time", Stance.CONTRADICTS, reviewer)


def propose_the_toll(story: Story, people: dict[str, User]) -> None:
    """The governor's toll: proposed, waiting for a second reader."""
    reviewer = people["reviewer"]
    group = find_group(story, "at least 14 people had been killed")
    claim = take(group, TOLL, reviewer)
    confirm(
        claim, "More than a dozen people died, among them", Stance.SUPPORTS, reviewer
    )
    confirm(claim, "14 residents of Lower Sarnow", Stance.SUPPORTS, reviewer)
    confirm(claim, "nine people lost their lives", Stance.CONTRADICTS, reviewer)
    claim.refresh_from_db()
    propose(claim, "mostly-true", FINDING, RATIONALE, reviewer)


def publish_the_inspection(story: Story, people: dict[str, User]) -> None:
    """The operator's inspection: refuted, published, and clarified once."""
    reviewer, editor = people["reviewer"], people["editor"]
    claim = take(find_group(story, "inspected in October 2023"), INSPECTION, reviewer)
    confirm(claim, "not been carried out since May 2022", Stance.CONTRADICTS, reviewer)
    add_search(
        claim,
        details={
            "where": "Register of dam inspections, Water Ministry",
            "terms": "Sarnow spillway 2023",
            "when": "2024-03-05",
            "directions": [Stance.SUPPORTS.value],
        },
        by=reviewer,
    )
    record_reply(
        claim, asked="Sarnow Hydro", asked_on=date(2024, 3, 5), by=people["reporter"]
    )
    propose(claim, "mostly-false", NOT_INSPECTED, WHY_NOT, reviewer)
    again = timezone.localdate() + timedelta(days=180)
    approve(claim, people["second reader"])
    first = publish(claim, by=editor, seen_version=claim.version, review_by=again)
    claim.refresh_from_db()
    act(claim, Action.REOPEN, by=editor, seen_version=claim.version, note="A reader.")
    propose(claim, "mostly-false", NOT_INSPECTED, WHY_NOT + ADDED, reviewer)
    approve(claim, people["second reader"])
    publish(
        claim,
        by=editor,
        seen_version=claim.version,
        correction=Correction.CLARIFICATION,
        note=NOTE,
        review_by=again,
    )
    report_error(
        first,
        kind=ReportKind.MISSING,
        words="The audit report is on the office’s site. Have you read it yourselves?",
        where="https://audit.velden.example/reports/2023-11",
        sender=sender_of("demo"),
    )


def propose(
    claim: Claim, slug: str, finding: str, rationale: str, reviewer: User
) -> None:
    claim.refresh_from_db()
    propose_verdict(
        claim,
        rating=Rating.objects.get(scale__slug="shipped-so", slug=slug),
        finding=finding,
        rationale=rationale,
        confidence=Confidence.MEDIUM,
        by=reviewer,
        seen_version=claim.version,
        evidence_ids=claim.evidence.filter(state=EvidenceState.CONFIRMED).values_list(
            "pk", flat=True
        ),
    )


def approve(claim: Claim, reader: User) -> None:
    claim.refresh_from_db()
    act(claim, Action.APPROVE, by=reader, seen_version=claim.version)
    claim.refresh_from_db()


def take(group: CandidateGroup, words: str, reviewer: User) -> Claim:
    """Accept a group and take it, in words that can be understood alone."""
    claim = accept(group, level=Level.SO, by=reviewer)
    claim = act(claim, Action.TAKE, by=reviewer, seen_version=claim.version)
    changes = {"normalized_text": words}
    return edit_claim(claim, changes, by=reviewer, seen_version=claim.version)


def confirm(claim: Claim, words: str, stance: str, reviewer: User) -> None:
    """Confirm what was suggested with these words, or attach the sentence itself."""
    for row in claim.evidence.filter(state=EvidenceState.SUGGESTED):
        if words in row.quoted:
            confirm_stance(row, stance, by=reviewer)
            return
    try:
        passage = find_passage(claim.story, words)
    except LookupError as error:
        logger.warning("demo: evidence left out: %s", error)
        return
    attach_evidence(
        claim,
        passage.selector,
        revision=passage.revision,
        stance=stance,
        by=reviewer,
        candidate=find_candidate(claim.story, words),
    )


def find_group(story: Story, words: str) -> CandidateGroup:
    """Return the undecided group in whose words these stand.

    Raises:
        LookupError: no group has them.
    """
    candidate = find_candidate(story, words)
    if candidate is None or candidate.group is None:
        raise LookupError(f"no group says “{words}”")
    return candidate.group


def find_candidate(story: Story, words: str) -> Candidate | None:
    rows = Candidate.objects.filter(story=story, retired_at=None).select_related(
        "group", "origin"
    )
    return next((row for row in rows if words in row.words), None)


def find_passage(story: Story, words: str) -> Passage:
    """Return the sentence with these words in the story's texts as they now are.

    Raises:
        LookupError: none has them.
    """
    rows = Passage.objects.filter(
        revision__document__story=story,
        revision__document__current_revision_id=F("revision_id"),
    ).select_related("revision__document")
    for row in rows:
        if words in row.words:
            return row
    raise LookupError(f"no passage says “{words}”")
