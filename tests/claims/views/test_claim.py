"""A claim from taken to public by forms alone, and what stands in its way."""

import re

import pytest
from django.urls import reverse

from claims.models import Claim, Evidence, Rating, Verdict
from claims.review.editing import edit_claim
from tests.factories import make_claim, make_revision, make_suggestion


@pytest.fixture
def claim(story):
    return make_claim("The bridge closed on Friday.", story=story)


def send(client, claim, name, *more, **data):
    claim.refresh_from_db()
    data.setdefault("seen_version", claim.version)
    return client.post(reverse(name, args=[claim.pk, *more]), data)


def verdict_of(claim, slug="unproven", **data):
    rating = Rating.objects.get(slug=slug, scale__level=claim.level)
    words = {"finding": "Nobody else saw it.", "rationale": "Only they say so."}
    return {"rating": rating.pk, "confidence": "medium", **words, **data}


def record_search(client, claim):
    return send(
        client,
        claim,
        "evidence_add",
        "search",
        where="The town archive",
        terms="bridge",
        when="2026-03-02",
        directions=["supports", "contradicts"],
    )


def propose(client, claim):
    send(client, claim, "claim_move", "take")
    record_search(client, claim)
    return send(client, claim, "claim_propose", **verdict_of(claim))


def page_of(client, claim, query=""):
    return client.get(claim.get_absolute_url() + query).content.decode()


def test_the_whole_way_to_a_public_page(
    as_reviewer, as_second, as_editor, client, claim
):
    assert propose(as_reviewer, claim).status_code == 302
    assert send(as_second, claim, "claim_approve").status_code == 302
    assert send(as_editor, claim, "claim_publish").status_code == 302
    claim.refresh_from_db()
    assert claim.status == "published"
    public = client.get(claim.publications.get().get_absolute_url())
    assert public.status_code == 200
    assert b"Nobody else saw it." in public.content


def test_nobody_approves_what_they_proposed(as_editor, claim):
    propose(as_editor, claim)
    page = page_of(as_editor, claim)
    assert "A second person approves, never the one who proposed" in page
    response = send(as_editor, claim, "claim_approve")
    assert response.status_code == 422
    assert b"never the one who proposed" in response.content


def test_a_refused_verdict_keeps_what_was_typed(as_reviewer, claim):
    send(as_reviewer, claim, "claim_move", "take")
    response = send(as_reviewer, claim, "claim_propose", **verdict_of(claim))
    assert response.status_code == 422
    assert b"Nobody else saw it." in response.content
    assert not Verdict.objects.exists()


def test_changed_evidence_makes_the_approval_lapse(as_reviewer, as_second, claim):
    propose(as_reviewer, claim)
    send(as_second, claim, "claim_approve")
    record_search(as_reviewer, claim)
    page = page_of(as_second, claim)
    assert "lapsed" in page
    claim.refresh_from_db()
    assert claim.status == "proposed"


def test_a_stale_edit_shows_mine_theirs_and_the_base(as_reviewer, as_editor, claim):
    form = {
        "text": claim.text,
        "normalized_text": "The bridge was closed on Friday.",
        "level": "so",
        "claimant": claim.claimant,
        "risk": "normal",
        "seen_version": claim.version,
    }
    assert send(as_editor, claim, "claim_edit", **form).status_code == 302
    mine = {**form, "normalized_text": "The bridge shut on Friday."}
    response = send(as_reviewer, claim, "claim_edit", **mine)
    page = response.content.decode()
    assert response.status_code == 409
    for words in (mine["normalized_text"], form["normalized_text"], claim.text):
        assert words in page
    claim.refresh_from_db()
    assert f'name="seen_version" value="{claim.version}"' in page
    assert claim.normalized_text == form["normalized_text"]
    assert offered_first(page, "normalized_text") == "mine"


def test_what_only_the_other_changed_is_taken_over(as_reviewer, as_editor, claim):
    form = {
        "text": claim.text,
        "normalized_text": claim.normalized_text,
        "level": "so",
        "claimant": claim.claimant,
        "risk": "normal",
        "seen_version": claim.version,
    }
    send(as_editor, claim, "claim_edit", **form, made_where="on the quay")
    response = send(as_reviewer, claim, "claim_edit", **form, tags="tides")
    assert response.status_code == 409
    page = response.content.decode()
    assert offered_first(page, "made_where") == "theirs"
    assert fields_asked(response) == ([], ["made_where"])
    assert "Fields that both of you changed" not in page
    assert "Fields that only the other changed" in page


def test_only_what_both_changed_stands_under_that_title(as_reviewer, as_editor, claim):
    claim.text = "It shut.\nOn Friday."
    claim.save()
    form = {
        "normalized_text": claim.normalized_text,
        "level": "so",
        "risk": "normal",
        "seen_version": claim.version,
    }
    theirs = {"text": "It shut.", "claimant": "The port", "made_where": "on the quay"}
    send(as_editor, claim, "claim_edit", **form, **theirs)
    # A browser sends a text of two lines with other ends of lines.
    mine = {"text": "It shut.\r\nOn Friday.", "claimant": "The mayor", "tags": "tides"}
    response = send(as_reviewer, claim, "claim_edit", **form, **mine)
    assert fields_asked(response) == (["claimant"], ["text", "made_where"])
    page = response.content.decode()
    both, others = page.split("Fields that only the other changed")
    assert 'name="take_claimant"' in both.split("Fields that both of you changed")[1]
    assert 'name="take_claimant"' not in others
    assert "take_tags" not in page, "what I alone changed is not asked for"


def test_the_base_is_found_behind_many_versions(as_reviewer, as_editor, editor, claim):
    form = {
        "text": claim.text,
        "normalized_text": claim.normalized_text,
        "level": "so",
        "claimant": claim.claimant,
        "risk": "normal",
    }
    seen = claim.version
    send(as_editor, claim, "claim_edit", **form, made_where="quay", seen_version=seen)
    for number in range(60):
        claim.refresh_from_db()
        tags = {"tags": [f"t{number}"]}
        edit_claim(claim, tags, by=editor, seen_version=claim.version)
    response = send(as_reviewer, claim, "claim_edit", **form, seen_version=seen)
    assert fields_asked(response) == ([], ["made_where", "tags"])
    assert len(response.context["conflict"].events) == 50


def fields_asked(response) -> tuple[list[str], list[str]]:
    """Fields to choose for: those both changed, those only the other did."""
    conflict = response.context["conflict"]
    return [c.field for c in conflict.both], [c.field for c in conflict.only_theirs]


def offered_first(page: str, field: str) -> str:
    found = re.search(rf'name="take_{field}" value="(\w+)" checked', page)
    return found.group(1) if found else ""


def test_a_blind_reader_does_not_see_the_verdict(as_reviewer, as_second, claim):
    propose(as_reviewer, claim)
    assert "Nobody else saw it." in page_of(as_second, claim)
    assert "Nobody else saw it." not in page_of(as_second, claim, "?blind=1")
    own = Rating.objects.get(slug="false")
    send(as_second, claim, "claim_approve", blind="on", own_rating=own.pk)
    approval = claim.approvals.get()
    assert (approval.blind, approval.own_rating) == (True, own)


def test_pasted_words_must_stand_in_the_document(as_reviewer, claim):
    revision = make_revision("Nothing\nclosed on Friday.", story=claim.story)
    data = {"document": revision.document_id, "stance": "contradicts"}
    wrong = send(
        as_reviewer, claim, "evidence_add", "passage", words="It did close.", **data
    )
    assert wrong.status_code == 422
    assert b"It did close." in wrong.content
    right = send(
        as_reviewer, claim, "evidence_add", "passage", words="Nothing closed", **data
    )
    assert right.status_code == 302
    assert Evidence.objects.get().exact == ["Nothing\nclosed"]


def test_work_is_given_out_and_ended(as_reviewer, as_second, second_reader, claim):
    send(as_reviewer, claim, "claim_assign", kind="call", person=second_reader.pk)
    task = claim.assignments.get()
    assert "Call" in as_second.get(reverse("tasks")).content.decode()
    as_second.post(reverse("task_end", args=[task.pk]), {"how": "done"})
    task.refresh_from_db()
    assert task.state == "done"


def test_a_dismissal_needs_its_reason(as_reviewer, claim):
    assert send(as_reviewer, claim, "claim_move", "dismiss").status_code == 422
    done = send(as_reviewer, claim, "claim_move", "dismiss", note="Not checkable")
    assert done.status_code == 302
    assert "Not checkable" in page_of(as_reviewer, claim)


def test_moves_with_a_form_of_their_own_have_no_other_door(as_editor, claim):
    for action in ("propose", "approve", "publish", "retract", "nonsense"):
        assert send(as_editor, claim, "claim_move", action).status_code == 404


def test_a_claim_that_was_heard_needs_no_document(as_reviewer, story):
    data = {
        "story": story.pk,
        "text": "The mayor knew.",
        "level": "so",
        "claimant": "A driver",
        "heard_where": "Morning radio",
    }
    response = as_reviewer.post(reverse("claim_create"), data)
    assert response["Location"] == Claim.objects.get().get_absolute_url()


@pytest.mark.parametrize(
    "odd", [{"seen_version": "abc"}, {"reason": "a\x00b"}, {"stance": "x"}]
)
def test_a_judgement_that_cannot_be_read_is_refused(as_reviewer, claim, odd):
    row = make_suggestion(claim)
    answer = as_reviewer.post(reverse("evidence_judge", args=[row.pk, "reject"]), odd)
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.state == "suggested"
