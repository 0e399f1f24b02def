"""The page of a story's actors: list, merge with preview, split, undo."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.evidence.naming import name_actors
from claims.evidence.stored import live_candidates
from sources.models import Story
from tests.factories import make_candidate


@pytest.fixture
def spoken(story: Story) -> Story:
    for speaker in ("Water Ministry", "Ministry of Water", "Ostrow Council", "police"):
        make_candidate(story=story, speaker=speaker)
    name_actors(story, live_candidates(story))
    return story


def ids(story: Story, *names: str) -> list[str]:
    return [str(story.actors.get(name=name).pk) for name in names]


def test_the_list_shows_spellings_and_counts(as_reviewer: Client, spoken: Any) -> None:
    page = as_reviewer.get(reverse("actors", args=[spoken.pk])).content.decode()
    assert "Ministry of Water" in page
    assert "Water Ministry" in page
    assert "says 2 claims" in page
    assert "Merge ticked" in page


def test_search_finds_every_spelling_and_keeps_what_is_ticked(
    as_reviewer: Client, spoken: Any
) -> None:
    (council,) = ids(spoken, "Ostrow Council")
    url = reverse("actors", args=[spoken.pk])
    page = as_reviewer.get(url, {"q": "water mini", "actor": [council, "no-id"]})
    assert [row.name for row in page.context["page"]] == ["Ministry of Water"]
    assert [row.name for row in page.context["ticked"]] == ["Ostrow Council"]
    unnamed = as_reviewer.get(url, {"kind": "unnamed"})
    assert [row.name for row in unnamed.context["page"]] == ["police"]


def test_an_empty_list_says_what_will_stand_there(
    as_reviewer: Client, story: Story
) -> None:
    url = reverse("actors", args=[story.pk])
    assert b"No actors yet" in as_reviewer.get(url).content
    assert b"No actor of that name" in as_reviewer.get(url, {"q": "x"}).content


def test_a_merge_is_seen_before_it_is_made_and_can_be_undone(
    as_reviewer: Client, spoken: Any
) -> None:
    url = reverse("actors_merge", args=[spoken.pk])
    pair = ids(spoken, "Ostrow Council", "Ministry of Water")
    preview = as_reviewer.get(url, {"actor": pair})
    assert b"Merge 2 into one" in preview.content
    assert spoken.actors.standing().count() == 3
    sent = {"actor": pair, "into": pair[1], "reason": "one house"}
    done = as_reviewer.post(url, sent, follow=True)
    assert done.redirect_chain[-1][0] == reverse("actors", args=[spoken.pk])
    assert b"one house" in done.content
    decision = spoken.actor_decisions.get()
    assert decision.name == "Ministry of Water"
    as_reviewer.post(reverse("actor_undo", args=[decision.pk]))
    assert spoken.actors.standing().count() == 3


def test_one_row_alone_cannot_be_merged(as_reviewer: Client, spoken: Any) -> None:
    url = reverse("actors_merge", args=[spoken.pk])
    assert b"Tick two actors or more" in as_reviewer.get(url).content
    (one,) = ids(spoken, "police")
    assert as_reviewer.post(url, {"actor": [one], "into": one}).status_code == 422


def test_a_merge_of_what_is_gone_tells_so(as_reviewer: Client, spoken: Any) -> None:
    url = reverse("actors_merge", args=[spoken.pk])
    pair = ids(spoken, "Ostrow Council", "Ministry of Water")
    as_reviewer.post(url, {"actor": pair, "into": pair[0]})
    again = as_reviewer.post(url, {"actor": pair, "into": pair[0]})
    assert again.status_code == 422
    assert spoken.actor_decisions.count() == 1


def test_ticked_spellings_are_split_off(as_reviewer: Client, spoken: Any) -> None:
    (ministry,) = ids(spoken, "Ministry of Water")
    here = reverse("actor", args=[ministry])
    assert b"Split ticked spellings" in as_reviewer.get(here).content
    url = reverse("actor_split", args=[ministry])
    nothing = as_reviewer.post(url, {"reason": "typed"})
    assert nothing.status_code == 422
    assert b"typed" in nothing.content
    everything = ["Ministry of Water", "Water Ministry"]
    refused = as_reviewer.post(url, {"spellings": everything})
    assert refused.status_code == 422
    assert b"bad_actor" in refused.content
    as_reviewer.post(url, {"spellings": ["Water Ministry"], "name": "Old ministry"})
    assert spoken.actors.standing().filter(name="Old ministry").exists()


def test_the_page_of_a_merged_row_leads_to_the_one_that_stands(
    as_reviewer: Client, spoken: Any
) -> None:
    pair = ids(spoken, "Ostrow Council", "Ministry of Water")
    url = reverse("actors_merge", args=[spoken.pk])
    as_reviewer.post(url, {"actor": pair, "into": pair[0]})
    answer = as_reviewer.get(reverse("actor", args=[pair[1]]))
    assert answer["Location"] == reverse("actor", args=[pair[0]])


def test_a_reporter_looks_and_does_not_merge(reporter: Any, spoken: Any) -> None:
    client = Client()
    client.force_login(reporter)
    page = client.get(reverse("actors", args=[spoken.pk])).content
    assert b"Merge ticked" not in page
    pair = ids(spoken, "Ostrow Council", "Ministry of Water")
    url = reverse("actors_merge", args=[spoken.pk])
    assert client.post(url, {"actor": pair, "into": pair[0]}).status_code == 403
    assert not spoken.actor_decisions.exists()


@pytest.mark.parametrize("name", ["actors", "actor"])
def test_queries_stay_the_same(
    as_reviewer: Client, spoken: Any, queries_of: Any, name: str
) -> None:
    pk = spoken.pk if name == "actors" else ids(spoken, "Ministry of Water")[0]
    first = queries_of(as_reviewer, reverse(name, args=[pk]))
    for n in range(12):
        make_candidate(story=spoken, speaker=f"Council of Ward {n}")
        make_candidate(story=spoken, speaker="Water Ministry")
    name_actors(spoken, live_candidates(spoken))
    assert queries_of(as_reviewer, reverse(name, args=[pk])) == first


def test_a_side_is_confirmed_on_the_actors_page(
    as_reviewer: Client, reviewer: Any, spoken: Any
) -> None:
    actor = spoken.actors.get(name="Ostrow Council")
    url = reverse("actor_side", args=[actor.pk])
    as_reviewer.post(url, {"interest": "party", "name": "Ostrow"})
    actor.refresh_from_db()
    assert (actor.side.interest, actor.side.confirmed_by) == ("party", reviewer)
    page = as_reviewer.get(reverse("actor", args=[actor.pk])).content.decode()
    assert f"confirmed by {reviewer}" in page
    assert "Party: <b>Ostrow</b>" in page


def test_a_correction_without_a_reason_is_refused_and_nothing_typed_is_lost(
    as_reviewer: Client, spoken: Any
) -> None:
    actor = spoken.actors.get(name="Ostrow Council")
    url = reverse("actor_side", args=[actor.pk])
    as_reviewer.post(url, {"interest": "party", "name": "Ostrow"})
    response = as_reviewer.post(url, {"interest": "party", "name": "The valley"})
    assert response.status_code == 422
    assert b"Say why" in response.content
    assert b'value="The valley"' in response.content


def test_reporters_see_a_side_and_change_none(
    client: Client, reporter: Any, spoken: Any
) -> None:
    client.force_login(reporter)
    actor = spoken.actors.get(name="Ostrow Council")
    page = client.get(reverse("actor", args=[actor.pk])).content.decode()
    assert "Whose interest" in page
    assert "Confirm or correct" not in page
    url = reverse("actor_side", args=[actor.pk])
    assert client.post(url, {"interest": "observer"}).status_code == 403
