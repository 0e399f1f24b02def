"""Merging, splitting and undoing; decisions outlive every re-run."""

from __future__ import annotations

from typing import Any

import pytest

from claims.errors import AlreadyDecided, BadActor, NotAllowed, StaleActor
from claims.evidence.naming import name_actors
from claims.evidence.stored import live_candidates
from claims.models import ActorDecision, Candidate, ExtractionRun, Origin
from claims.review import actors
from claims.review.guards import of_claimant
from sources.models import Job, Story
from tests.factories import make_candidate, make_claim, make_story
from workbench.accounts.models import User

SAID = ["Oskar Halvik", "Mayor Halvik", "Water Ministry", "Ministry of Water"]


def say(story: Story, speaker: str, kind: str = "") -> Candidate:
    """A claim of this speaker, in a document of its own."""
    made = make_candidate(story=story, speaker=speaker)
    if kind:
        name = {"text": speaker, "full": speaker, "times": 1, "votes": [[kind, 1.0]]}
        ExtractionRun.objects.filter(pk=made.run_id).update(names={"0": [name]})
    return made


def regroup(story: Story) -> None:
    name_actors(story, live_candidates(story))


@pytest.fixture
def spoken(story: Story) -> Story:
    """Halvik and a ministry, each in two spellings, and a council."""
    say(story, "Oskar Halvik", "person")
    say(story, "Mayor Halvik", "person")
    say(story, "Water Ministry")
    say(story, "Ministry of Water")
    say(story, "Ostrow Council")
    regroup(story)
    return story


def names(story: Story) -> dict[str, set[str]]:
    return {a.name: set(a.spellings) for a in story.actors.standing()}


def find(story: Story, name: str) -> Any:
    return story.actors.standing().get(name=name)


APART = {
    "Oskar Halvik": {"Oskar Halvik", "Mayor Halvik"},
    "Ministry of Water": {"Water Ministry", "Ministry of Water"},
    "Ostrow Council": {"Ostrow Council"},
}


def test_spellings_of_one_actor_are_one_row(spoken: Story) -> None:
    assert names(spoken) == APART
    halvik = find(spoken, "Oskar Halvik")
    assert (halvik.kind, halvik.said, halvik.documents) == ("person", 2, 2)
    assert {c.actor for c in spoken.candidates.filter(speaker__contains="Halvik")} == {
        halvik
    }


def test_folding_again_keeps_the_rows(spoken: Story) -> None:
    before = sorted(spoken.actors.values_list("pk", "key", "name"))
    say(spoken, "O. Halvik", "person")
    regroup(spoken)
    assert sorted(spoken.actors.values_list("pk", "key", "name")) == before
    assert "O. Halvik" in find(spoken, "Oskar Halvik").spellings


def test_a_merge_makes_one_row_and_survives_what_comes(
    spoken: Story, reviewer: User
) -> None:
    council, ministry = (
        find(spoken, "Ostrow Council"),
        find(spoken, "Ministry of Water"),
    )
    actors.merge([council, ministry], into=council, by=reviewer, reason="same house")
    merged = find(spoken, "Ostrow Council")
    assert merged.pk == council.pk
    assert len(merged.spellings) == 3
    ministry.refresh_from_db()
    assert (ministry.merged_into, ministry.documents) == (council, 0)

    say(spoken, "the Water Ministry")
    regroup(spoken)
    assert find(spoken, "Ostrow Council").said == 4
    row = ActorDecision.objects.get()
    assert (row.by, row.reason, row.action) == (reviewer, "same house", "merge")


def test_undoing_a_merge_gives_both_rows_back(spoken: Story, reviewer: User) -> None:
    before = sorted(spoken.actors.standing().values_list("pk", "name", "said"))
    pair = [find(spoken, "Ostrow Council"), find(spoken, "Ministry of Water")]
    decision = actors.merge(pair, into=pair[0], by=reviewer)
    actors.undo(decision, by=reviewer)
    assert sorted(spoken.actors.standing().values_list("pk", "name", "said")) == before
    with pytest.raises(AlreadyDecided):
        actors.undo(decision, by=reviewer)


def test_a_split_makes_another_actor_and_survives_what_comes(
    spoken: Story, reviewer: User
) -> None:
    halvik = find(spoken, "Oskar Halvik")
    decision = actors.split(
        halvik, ["Mayor Halvik"], name="Mira Halvik", by=reviewer, reason="two people"
    )
    assert names(spoken)["Mira Halvik"] == {"Mayor Halvik"}
    assert decision.actor == find(spoken, "Mira Halvik")
    say(spoken, "Mayor Halvik", "person")
    regroup(spoken)
    assert find(spoken, "Mira Halvik").said == 2
    assert find(spoken, "Oskar Halvik").pk == halvik.pk
    actors.undo(decision, by=reviewer)
    assert names(spoken) == APART


def test_claims_follow_their_claimant(spoken: Story, reviewer: User) -> None:
    ministry = find(spoken, "Ministry of Water")
    claim = make_claim(story=spoken, claimant="Ministry of Water")
    regroup(spoken)
    claim.refresh_from_db()
    assert claim.claimant_actor == ministry
    council = find(spoken, "Ostrow Council")
    decision = actors.merge([council, ministry], into=council, by=reviewer)
    claim.refresh_from_db()
    assert claim.claimant_actor == council
    actors.undo(decision, by=reviewer)
    claim.refresh_from_db()
    assert claim.claimant_actor == ministry


def test_an_origin_under_another_spelling_is_the_claimants_own(spoken: Story) -> None:
    claim = make_claim(story=spoken, claimant="Ministry of Water")
    regroup(spoken)
    claim.refresh_from_db()
    assert of_claimant(claim, Origin(name="the Water Ministry"))
    assert not of_claimant(claim, Origin(name="Ostrow Council"))


def test_what_another_actor_says_now_is_compared_anew(
    spoken: Story, reviewer: User
) -> None:
    ExtractionRun.objects.update(related_at="2024-03-04T00:00Z")
    pair = [find(spoken, "Ostrow Council"), find(spoken, "Ministry of Water")]
    actors.merge(pair, into=pair[0], by=reviewer)
    waiting = ExtractionRun.objects.filter(related_at=None)
    assert waiting.count() == 2
    job = Job.objects.get()
    assert (job.kind, job.story_id, job.created_by) == ("relate", spoken.pk, reviewer)


@pytest.mark.parametrize("who", ["reporter", "admin", "outsider"])
def test_only_reviewers_and_up_decide(spoken: Story, request: Any, who: str) -> None:
    person = request.getfixturevalue(who)
    pair = [find(spoken, "Ostrow Council"), find(spoken, "Ministry of Water")]
    with pytest.raises(NotAllowed):
        actors.merge(pair, into=pair[0], by=person)
    with pytest.raises(NotAllowed):
        actors.split(pair[1], ["Water Ministry"], name="", by=person)
    assert names(spoken) == APART


def test_what_cannot_be_merged_or_split_is_refused(
    spoken: Story, reviewer: User
) -> None:
    council, halvik = find(spoken, "Ostrow Council"), find(spoken, "Oskar Halvik")
    other = make_story("Another", team=spoken.team, by=reviewer)
    say(other, "Ostrow Council")
    regroup(other)
    with pytest.raises(BadActor):
        actors.merge([council], into=council, by=reviewer)
    with pytest.raises(BadActor):
        actors.merge(
            [council, find(other, "Ostrow Council")], into=council, by=reviewer
        )
    for chosen in ([], list(halvik.spellings)):
        with pytest.raises(BadActor):
            actors.split(halvik, chosen, name="", by=reviewer)
    assert not ActorDecision.objects.exists()


def test_a_row_that_was_merged_meanwhile_is_stale(
    spoken: Story, reviewer: User, editor: User
) -> None:
    council, ministry = (
        find(spoken, "Ostrow Council"),
        find(spoken, "Ministry of Water"),
    )
    halvik = find(spoken, "Oskar Halvik")
    actors.merge([council, ministry], into=council, by=editor)
    with pytest.raises(StaleActor):
        actors.merge([halvik, ministry], into=halvik, by=reviewer)
    with pytest.raises(StaleActor):
        actors.split(halvik, ["Water Ministry"], name="", by=reviewer)
