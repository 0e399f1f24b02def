"""Of an embargoed story nothing shows for anyone outside its team."""

from __future__ import annotations

import pytest

from claims.review.assignment import assign
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_question,
    make_revision,
    make_suggestion,
)

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


@pytest.fixture
def secret(embargoed_story, team, reporter, reviewer):
    """Rows of every kind under embargo."""
    question = make_question(embargoed_story)
    candidate = make_candidate(story=embargoed_story)
    claim = make_claim(story=embargoed_story, by=reporter)
    return {
        "question": question,
        "candidate": candidate,
        "group": make_group(candidate, question=question),
        "claim": claim,
        "evidence": make_suggestion(claim),
        "work": assign(claim, kind="check", by=reviewer, to_team=team),
        "revision": make_revision("Hidden words.", story=embargoed_story),
    }


LISTS = ("candidates", "groups", "questions", "claims", "assignments")


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_empty_for_an_outsider_and_full_for_the_team(
    as_key, secret, outsider, reviewer, name
):
    assert as_key(outsider).get(f"{V1}/{name}").json()["results"] == []
    assert as_key(reviewer).get(f"{V1}/{name}").json()["results"]


GETS = (
    "groups/{group}",
    "questions/{question}",
    "claims/{claim}",
    "claims/{claim}/events",
)


@pytest.mark.parametrize("address", GETS)
def test_details_do_not_exist_for_an_outsider(
    as_key, secret, outsider, reviewer, problem, address
):
    path = f"{V1}/{address.format(**{k: v.pk for k, v in secret.items()})}"
    problem(as_key(outsider).get(path), 404, "not_found")
    assert as_key(reviewer).get(path).status_code == 200


WRITES = (
    ("post", "groups/{group}/actions", {"action": "dismiss", "reason": "x"}),
    ("patch", "claims/{claim}", {"claimant": "x"}),
    ("post", "claims/{claim}/actions", {"action": "take"}),
    ("post", "claims/{claim}/verdicts", {"rating": "false"}),
    ("post", "claims/{claim}/evidence", {"kind": "search"}),
    ("post", "evidence/{evidence}/confirm", {"stance": "context"}),
    ("post", "evidence/{evidence}/reject", {}),
    ("post", "assignments/{work}/actions", {"action": "finish"}),
)


@pytest.mark.parametrize(("method", "address", "body"), WRITES)
def test_nothing_is_written_by_an_outsider(
    as_key, secret, outsider, problem, method, address, body
):
    path = f"{V1}/{address.format(**{k: v.pk for k, v in secret.items()})}"
    call = getattr(as_key(outsider), method)
    response = call(path, body, format="json", headers={"If-Match": '"1"'})
    problem(response, 404, "not_found")


def test_ids_in_bodies_lead_nowhere_either(
    as_key, secret, outsider, other_team, problem, embargoed_story
):
    api = as_key(outsider)
    work = {"kind": "check", "claim": str(secret["claim"].pk), "team": other_team.slug}
    problem(api.post(f"{V1}/assignments", work, format="json"), 404, "not_found")
    quote = {"revision": str(secret["revision"].pk), "exact": ["Hidden words."]}
    claim = {"story": str(embargoed_story.pk), "level": "so", "text": "x"}
    claim |= {"claimant": "y", "quote": quote}
    problem(api.post(f"{V1}/claims", claim, format="json"), 404, "not_found")


def test_filters_by_a_secret_story_find_nothing(
    as_key, secret, outsider, embargoed_story
):
    for name in ("candidates", "groups", "questions", "claims", "assignments"):
        query = {"story": str(embargoed_story.pk)}
        assert as_key(outsider).get(f"{V1}/{name}", query).json()["results"] == []


def test_a_person_of_no_team_sees_nothing(as_key, secret, story):
    from tests.factories import make_user

    make_candidate(story=story)
    assert as_key(make_user()).get(f"{V1}/candidates").json()["results"] == []
