"""What was checked before is offered for new groups and for any text, ours and theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from claims.choices import Label
from claims.evidence import service as evidence
from claims.evidence.checked import checked_before, group_checked_before, index_checks
from claims.extraction import service as extraction
from claims.models import ClaimMatch, ExternalCheck
from claims.publication.service import retract
from sources.models import SearchEntry, Story
from tests.claims.evidence.test_reruns import stored
from tests.factories import (
    make_claim,
    make_corrected,
    make_member,
    make_published,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db

CLAIM = "The flood killed 40 people in the northern valley on 3 May 2024."
REPORT = """Flood in the valley

NORTON, 4 May 2024 - The flood killed 70 people in the northern valley on 3 May 2024, the governor said.
"""


@pytest.fixture
def finding(story: Story, reporter: Any) -> Any:
    return make_published(make_claim(CLAIM, story=story, by=reporter))


@pytest.fixture
def check(db: None) -> ExternalCheck:
    return ExternalCheck.objects.create(
        text="A flood killed 40 people in the northern valley.",
        rating="Half true",
        publisher="Factual Post",
        url="https://checks.example/flood",
        published_on=date(2024, 5, 6),
        language="en",
    )


def related(story: Story, text: str = REPORT) -> list[ClaimMatch]:
    revision = stored(story, text)
    extraction.extract_candidates(revision)
    evidence.relate(revision)()
    return list(ClaimMatch.objects.filter(candidate__story=story))


def test_a_new_group_keeps_the_finding_it_may_repeat_with_what_differs(
    story: Story, finding: Any
) -> None:
    (match,) = related(story)
    assert match.publication == finding
    assert match.candidate.group in story.groups.all()
    assert match.label == Label.CONTRADICTS
    assert "40" in str(match.reasons)


def test_checks_of_others_are_matched_alike_and_stay_theirs(
    story: Story, check: ExternalCheck
) -> None:
    (match,) = related(story)
    assert (match.publication, match.external) == (None, check)
    assert [one.external for one in checked_before(CLAIM)] == [check]


def test_a_text_and_a_group_find_ours_and_theirs(
    story: Story, finding: Any, check: ExternalCheck
) -> None:
    found = [(one.publication, one.external) for one in checked_before(CLAIM)]
    assert found == [(finding, None), (None, check)]
    related(story)
    (group,) = story.groups.filter(wording__contains="70 people")
    assert len(group_checked_before(group)) == 2


def test_an_embargoed_group_finds_what_is_published(
    embargoed_story: Story, finding: Any
) -> None:
    (match,) = related(embargoed_story)
    assert match.publication == finding
    assert match.scope_id == embargoed_story.scope_id


def test_a_correction_takes_the_matches_of_the_version_before(
    story: Story, finding: Any
) -> None:
    related(story)
    newest = make_corrected(finding)
    assert ClaimMatch.objects.get().publication == newest


def test_a_retracted_finding_is_no_match(story: Story, finding: Any) -> None:
    related(story)
    editor = make_member(story.team, Role.EDITOR)
    retract(finding, by=editor, note="It was another valley.")
    assert not ClaimMatch.objects.exists()
    assert related(story, REPORT.replace("governor", "mayor")) == []


def test_publishing_makes_a_finding_findable_when_it_is_committed(
    story: Story, reporter: Any, django_capture_on_commit_callbacks: Any
) -> None:
    claim = make_claim(CLAIM, story=story, by=reporter)
    with django_capture_on_commit_callbacks(execute=True):
        publication = make_published(claim)
    entry = SearchEntry.objects.get(kind="finding")
    assert entry.object_id == publication.pk


def test_comparing_again_doubles_no_match(story: Story, finding: Any) -> None:
    related(story)
    story.candidates.update(compared_as="")
    evidence.relate(story.candidates.first().revision)()
    assert ClaimMatch.objects.count() == 1


def test_a_check_in_another_language_is_offered_without_differences(
    check: ExternalCheck,
) -> None:
    ExternalCheck.objects.update(language="fr")
    (known,) = checked_before(CLAIM)
    assert (known.label, known.reasons) == ("", [])
    assert index_checks() == 0
