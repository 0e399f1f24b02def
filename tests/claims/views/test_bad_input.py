"""Whatever is sent to a claim: a clear answer, nothing lost, nothing executed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Comment
from claims.review.blind import hides
from claims.review.editing import ask_blind
from claims.review.workflow import act
from tests.factories import (
    make_claim,
    make_evidence,
    make_revision,
    make_verdict,
    rating,
)
from workbench.accounts.models import Membership

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'</textarea>"
LONG = f"{HOSTILE} and words " * 140  # more than 10,000 characters


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


def again(claim):
    return Claim.objects.select_related("story").get(pk=claim.pk)


def post(client, name, claim, *more, **data):
    version = data.pop("seen_version", again(claim).version)
    address = reverse(name, args=[claim.pk, *more])
    return client.post(address, {"seen_version": version, **data})


def edited(claim, **changes):
    form = {
        "text": claim.text,
        "normalized_text": claim.normalized_text,
        "level": claim.level,
        "claimant": claim.claimant,
        "risk": claim.risk,
    }
    return form | changes


def test_hostile_words_are_shown_and_never_run(as_reviewer, claim):
    for name, data in (
        ("claim_edit", edited(claim, normalized_text=HOSTILE, tags=HOSTILE[:50])),
        ("claim_risk", {"risk": "high", "risk_reason": HOSTILE}),
    ):
        assert post(as_reviewer, name, claim, **data).status_code == 302
    said = reverse("comments", args=["claim", claim.pk])
    assert as_reviewer.post(said, {"text": HOSTILE}).status_code == 302
    for address in (
        claim.get_absolute_url(),
        said,
        reverse("claim_history", args=[claim.pk]),
    ):
        page = as_reviewer.get(address).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_ten_thousand_characters_are_kept(as_reviewer, claim):
    said = reverse("comments", args=["claim", claim.pk])
    as_reviewer.post(said, {"text": LONG})
    assert Comment.objects.get().text == LONG.strip()
    as_reviewer.post(
        reverse("claim_move", args=[claim.pk, "take"]), {"seen_version": 1}
    )
    answer = post(
        as_reviewer, "claim_propose", claim, rating=rating().pk, finding=LONG,
        rationale=LONG, confidence="low",
    )  # fmt: skip
    assert answer.status_code == 422  # the finding is one sentence
    assert answer.content.decode().count("&lt;/textarea&gt; and words") >= 280


def test_nul_is_refused_and_what_was_typed_stays(as_reviewer, claim):
    answer = as_reviewer.post(
        reverse("comments", args=["claim", claim.pk]), {"text": "before\0after"}
    )
    assert answer.status_code == 422
    assert b"after" in answer.content
    assert not Comment.objects.exists()


def test_a_note_that_is_refused_comes_back_open(as_second, claim):
    make_verdict(claim)
    stale = post(
        as_second,
        "claim_move",
        claim,
        "send_back",
        note="Which Friday?",
        seen_version=1,
    )
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Which Friday?</textarea>" in page


def test_words_whose_form_is_gone_are_shown(as_reviewer, reviewer, editor, claim):
    act(claim, "take", by=editor, seen_version=claim.version)
    act(again(claim), "dismiss", by=editor, seen_version=again(claim).version, note="-")
    answer = post(
        as_reviewer, "claim_propose", claim, rating=rating().pk, finding="It held.",
        rationale="The log says so.", confidence="low",
    )  # fmt: skip
    assert answer.status_code in {409, 422}
    assert b"The log says so.</textarea>" in answer.content


def test_rights_that_are_lost_in_mid_edit_lose_no_words(as_reviewer, reviewer, claim):
    Membership.objects.filter(user=reviewer).update(role="admin")
    answer = post(
        as_reviewer, "claim_edit", claim, **edited(claim, claimant="The port")
    )
    assert answer.status_code == 422
    assert b"not_allowed" in answer.content
    assert b"The port" in answer.content


def test_a_double_submit_changes_nothing_twice(as_reviewer, claim):
    data = {"risk": "high", "risk_reason": "A court case.", "seen_version": 1}
    assert post(as_reviewer, "claim_risk", claim, **data).status_code == 302
    assert post(as_reviewer, "claim_risk", claim, **data).status_code == 409
    assert claim.events.filter(kind="edited").count() == 1


def test_two_tabs_choose_field_by_field(as_reviewer, as_editor, claim):
    base = edited(claim)
    post(
        as_editor,
        "claim_edit",
        claim,
        **{**base, "claimant": "Theirs", "made_where": "A"},
    )
    mine = {**base, "claimant": "Mine", "made_where": "B", "seen_version": 1}
    page = post(as_reviewer, "claim_edit", claim, **mine).content.decode()
    assert 'name="theirs_claimant" value="Theirs"' in page
    assert 'name="base_claimant" value="Port authority"' in page
    chosen = {
        **mine,
        "take_claimant": "theirs",
        "theirs_claimant": "Theirs",
        "take_made_where": "mine",
        "seen_version": 2,
    }
    assert post(as_reviewer, "claim_edit", claim, **chosen).status_code == 302
    row = again(claim)
    assert (row.claimant, row.made_where) == ("Theirs", "B")


def test_a_form_from_before_the_last_login_keeps_its_words(reviewer, claim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    address = reverse("claim_move", args=[claim.pk, "dismiss"])
    answer = client.post(address, {"note": "An opinion."})
    assert answer.status_code == 403
    assert b"An opinion.</textarea>" in answer.content
    part = client.post(address, {"note": "x"}, headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Retarget"]) == (403, "#problem")


def test_evidence_is_found_in_the_story_and_added(as_reviewer, claim):
    make_revision("The toll rose on Friday. Nobody knew.", story=claim.story)
    page = as_reviewer.get(claim.get_absolute_url(), {"find": "toll"})
    (passage, held), *_ = page.context["found"]
    assert not held
    post(
        as_reviewer, "evidence_add", claim, "found",
        passage=passage.pk, stance="supports",
    )  # fmt: skip
    assert claim.evidence.get().quoted == "The toll rose on Friday."
    page = as_reviewer.get(claim.get_absolute_url(), {"find": "toll"})
    assert [held for _, held in page.context["found"]] == [True]


def test_a_blind_reader_finds_the_verdict_on_no_page(
    second_reader, as_second, reviewer, claim
):
    ask_blind(claim, by=reviewer, seen_version=claim.version)
    make_verdict(claim, by=reviewer, finding="It never shut.", rationale="The log.")
    assert hides(again(claim), second_reader)
    for address in (
        claim.get_absolute_url(),
        reverse("claim_history", args=[claim.pk]),
        reverse("second_read"),
        reverse("claims"),
        reverse("story", args=[claim.story_id]),
        reverse("notifications"),
        reverse("desk"),
    ):
        page = as_second.get(address).content.decode()
        assert "It never shut." not in page
        assert "proposed a verdict no." not in page
    answer = post(as_second, "claim_approve", claim)
    assert b"blind_reading" in answer.content
    post(
        as_second, "claim_approve", claim, own_rating=rating("true").pk, note="No log."
    )
    page = as_second.get(claim.get_absolute_url()).content.decode()
    assert "It never shut." in page


def test_an_editor_sees_two_readings_side_by_side(
    as_editor, second_reader, reviewer, claim
):
    ask_blind(claim, by=reviewer, seen_version=claim.version)
    make_verdict(claim, by=reviewer, finding="It never shut.")
    row = again(claim)
    act(
        row, "approve", by=second_reader, seen_version=row.version,
        own_rating=rating("true"), note="The diary says so.",
    )  # fmt: skip
    page = as_editor.get(claim.get_absolute_url()).content.decode()
    assert "Two readings differ" in page
    assert "It never shut." in page
    assert "The diary says so." in page


def test_why_it_came_back_stands_on_top(as_reviewer, reviewer, second_reader, claim):
    make_verdict(claim, by=reviewer)
    row = again(claim)
    act(row, "send_back", by=second_reader, seen_version=row.version, note="Which log?")
    page = as_reviewer.get(claim.get_absolute_url()).content.decode()
    assert "Sona Reader sent it back." in page
    assert page.index("Which log?") < page.index('id="decision"')


def test_colleagues_see_who_is_there(as_reviewer, as_editor, claim):
    address = reverse("claim_presence", args=[claim.pk])
    as_reviewer.post(address, {"field": "rationale", "version": 1})
    told = as_editor.post(address, {"version": "0"}).content.decode()
    assert "Ravi Viewer" in told
    assert "types in the rationale" in told
    assert "has changed since you opened it" in told
    as_reviewer.post(address, {"gone": "1"})
    assert "Ravi Viewer" not in as_editor.post(address).content.decode()


def test_a_claim_costs_as_many_queries_however_much_is_on_it(
    as_reviewer, reviewer, claim, queries_of
):
    def grow():
        row = make_evidence(again(claim))
        as_reviewer.post(
            reverse("comments", args=["claim", claim.pk]), {"text": f"On {row.pk}"}
        )

    grow()
    first = queries_of(as_reviewer, claim.get_absolute_url())
    for _ in range(4):
        grow()
    assert queries_of(as_reviewer, claim.get_absolute_url()) == first


@pytest.mark.parametrize("number", ["9" * 5000, "²", "٣"])
def test_what_is_no_number_of_a_version_breaks_nothing(as_editor, claim, number):
    asked = reverse("claim_presence", args=[claim.pk])
    assert as_editor.post(asked, {"version": number}).status_code == 200
    withdrawn = {"withdraw": "1", "seen_version": number}
    answer = as_editor.post(reverse("claim_reply", args=[claim.pk]), withdrawn)
    assert answer.status_code in {302, 409}
    parted = reverse("claim_unmerge", args=[claim.pk])
    assert as_editor.post(parted, {"seen_version": number}).status_code < 500
