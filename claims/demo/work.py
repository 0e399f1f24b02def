"""Two claims on their way, so that every page of a demo has something to show.

Everything goes through the services that people's clicks go through. What the
pipeline did not find is left out with a line in the log; nothing is invented.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db.models import F

from claims.choices import Action, Confidence, EvidenceState, Level, Stance
from claims.errors import ClaimsError
from claims.models import Candidate, CandidateGroup, Claim, Rating
from claims.review.editing import edit_claim
from claims.review.evidence import attach_evidence, confirm_stance
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


def leave_work(story: Story, reviewer: User) -> None:
    """Put one claim in review and propose a second, on a story nobody worked on."""
    for step in (review_the_hour, propose_the_toll):
        run_step(step, story, reviewer)


def run_step(step: Callable[[Story, User], None], story: Story, reviewer: User) -> None:
    try:
        step(story, reviewer)
    except (LookupError, ClaimsError) as error:
        logger.warning("demo: %s left out: %s", step.__name__, error)


def review_the_hour(story: Story, reviewer: User) -> None:
    """The operator's hour: in review, with the ministry's hour confirmed against it."""
    claim = take(find_group(story, "6 a.m. Velden time"), HOUR, reviewer)
    confirm(claim, "6 a.m. local time", Stance.CONTRADICTS, reviewer)


def propose_the_toll(story: Story, reviewer: User) -> None:
    """The governor's toll: proposed, waiting for a second reader."""
    group = find_group(story, "at least 14 people had been killed")
    claim = take(group, TOLL, reviewer)
    confirm(
        claim, "More than a dozen people died, among them", Stance.SUPPORTS, reviewer
    )
    confirm(claim, "14 residents of Lower Sarnow", Stance.SUPPORTS, reviewer)
    confirm(claim, "nine people lost their lives", Stance.CONTRADICTS, reviewer)
    claim.refresh_from_db()
    propose_verdict(
        claim,
        rating=Rating.objects.get(scale__slug="shipped-so", slug="mostly-true"),
        finding=FINDING,
        rationale=RATIONALE,
        confidence=Confidence.MEDIUM,
        by=reviewer,
        seen_version=claim.version,
        evidence_ids=claim.evidence.filter(state=EvidenceState.CONFIRMED).values_list(
            "pk", flat=True
        ),
    )


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
