"""Text in, known facts out, from what was published alone."""

from __future__ import annotations

import pytest

from claims.evidence.checked import index_checks
from claims.publication.service import retract
from tests.factories import make_claim, make_member, make_published
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db
MATCH = "/api/v1/match"
CLAIM = "The flood killed 40 people in the northern valley on 3 May 2024."
SAID = "The flood killed 70 people in the northern valley on 3 May 2024."


@pytest.fixture
def finding(story, reporter):
    found = make_published(make_claim(CLAIM, story=story, by=reporter))
    index_checks()
    return found


def ask(client, text, **more):
    return client.post(MATCH, {"text": text, **more}, format="json")


def test_a_text_finds_the_fact_it_may_repeat_and_what_differs(anonymous, finding):
    text = f"It rained for days. {SAID} Nobody slept."
    answer = ask(anonymous, text).json()
    assert answer["sentences"] == 3
    (one,) = answer["results"]
    assert text[one["start"] : one["end"]] == one["text"] == SAID
    assert 0.65 <= one["score"] <= 1
    assert one["label"] in {"contradicts", "partially_contradicts"}
    assert "70" in str(one["reasons"])
    assert one["fact"]["id"] == str(finding.record)
    assert one["fact"]["rating"]["slug"] == "false"
    assert one["fact"]["licence"]
    assert "evidence" not in one["fact"]


def test_evidence_comes_when_asked_for(anonymous, finding):
    (one,) = ask(anonymous, SAID, expand=["evidence"]).json()["results"]
    whole = anonymous.get(f"/api/v1/facts/{finding.record}").json()
    assert one["fact"]["evidence"] == whole["evidence"]


def test_nothing_unpublished_is_found(anonymous, story, reporter, embargoed_story):
    make_claim(CLAIM, story=story, by=reporter)
    make_claim(CLAIM, story=embargoed_story, by=reporter)
    index_checks()
    assert ask(anonymous, SAID).json()["results"] == []


def test_a_retracted_fact_is_not_found(anonymous, finding):
    other = make_member(finding.claim.story.team, Role.EDITOR)
    retract(finding, by=other, note="The witness withdrew.")
    assert ask(anonymous, SAID).json()["results"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "a\x00b"},
        {"text": "x" * 5001},
        {"text": SAID, "limit": 0},
        {"text": SAID, "limit": 99},
        {"text": SAID, "day": "yesterday"},
        {"text": SAID, "expand": ["claims"]},
        {"text": SAID, "txt": "x"},
        [],
    ],
)
def test_a_bad_question_is_a_problem(anonymous, problem, body):
    problem(anonymous.post(MATCH, body, format="json"), 422, "invalid")


def test_a_text_without_sentences_finds_nothing(anonymous, finding):
    assert ask(anonymous, "\n\n…\n").json()["results"] == []
