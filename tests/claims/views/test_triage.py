"""Triage by forms alone: four outcomes, undo, and who may."""

import pytest
from django.urls import reverse

from claims.models import CandidateGroup, Claim, TriageDecision
from claims.review.triage import take_lease
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_question,
    make_relation,
)


@pytest.fixture
def group(story):
    return make_group(story=story)


def decide(client, row, action, **data):
    return client.post(reverse("group_decide", args=[row.pk, action]), data)


@pytest.mark.parametrize("level", ["so", "said"])
def test_accepting_makes_a_claim_and_comes_back(as_reviewer, group, level):
    back = f"{reverse('triage')}?story={group.story_id}"
    response = decide(as_reviewer, group, "accept", level=level, next=back)
    assert response["Location"] == back
    assert Claim.objects.get().level == level
    assert CandidateGroup.objects.get().decision.action == "accept"


def test_no_redirect_leads_elsewhere(as_reviewer, group):
    response = decide(
        as_reviewer, group, "accept", level="so", next="https://elsewhere.example/"
    )
    assert response["Location"] == reverse("triage")


def test_accepting_without_level_says_so(as_reviewer, group):
    response = decide(as_reviewer, group, "accept")
    assert response.status_code == 422
    assert b"Choose: that X said it" in response.content


def test_dismissing_takes_a_reason(as_reviewer, group):
    assert decide(as_reviewer, group, "dismiss").status_code == 422
    assert decide(as_reviewer, group, "dismiss", reason="Opinion").status_code == 302
    assert TriageDecision.objects.get().reason == "Opinion"


def test_later_comes_back_by_itself(as_reviewer, group):
    assert decide(as_reviewer, group, "snooze", hours="18").status_code == 302
    assert TriageDecision.objects.get().until is not None
    assert group.wording not in rows_of(as_reviewer)


def test_attaching_to_a_claim_of_the_story(as_reviewer, group):
    claim = make_claim(story=group.story)
    assert decide(as_reviewer, group, "attach", claim=claim.pk).status_code == 302
    assert TriageDecision.objects.get().claim == claim


def test_undo_brings_the_row_back(as_reviewer, group):
    decide(as_reviewer, group, "dismiss", reason="Opinion")
    decision = TriageDecision.objects.get()
    as_reviewer.post(reverse("decision_undo", args=[decision.pk]))
    assert group.wording in rows_of(as_reviewer)


def test_reporters_may_look_but_not_decide(client, reporter, group):
    client.force_login(reporter)
    response = decide(client, group, "dismiss", reason="Opinion")
    assert response.status_code == 403
    assert b"This needs the role of" in response.content


def test_a_refused_part_goes_where_problems_stand(as_reviewer, group, editor):
    take_lease(group, by=editor)
    url = reverse("group_decide", args=[group.pk, "accept"])
    response = as_reviewer.post(url, {"level": "so"}, HTTP_HX_REQUEST="true")
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#problem"
    assert b"is looking at this now" in response.content


def test_others_see_who_is_on_a_row(as_reviewer, group, editor):
    take_lease(group, by=editor)
    assert f"{editor} is on it" in rows_of(as_reviewer)


def test_focus_takes_the_lease_and_is_never_in_the_way(as_reviewer, group, editor):
    url = reverse("group_lease", args=[group.pk])
    assert as_reviewer.post(url).status_code == 204
    group.refresh_from_db()
    assert group.lease_by.name == "Ravi Viewer"
    CandidateGroup.objects.update(lease_by=editor)
    assert as_reviewer.post(url).status_code == 204
    group.refresh_from_db()
    assert group.lease_by == editor


def test_a_question_is_one_row_with_its_versions_and_reason(as_reviewer, story):
    question = make_question(story, wording="When did it close?")
    one = make_candidate("It closed at nine.", story=story, score=0.9)
    other = make_candidate("It closed at ten.", story=story, score=0.8)
    for candidate in (one, other):
        make_group(candidate, question=question, conflicts=1)
    reason = {
        "code": "instant",
        "words": "9:00 against 10:00",
        "left": "09:00",
        "right": "10:00",
        "difference": "1 h apart",
        "left_note": "UTC",
        "right_note": "UTC",
    }
    make_relation(one, other, "contradicts", reasons=[reason])
    page = rows_of(as_reviewer)
    assert page.count('<article class="row"') == 1
    for words in ("When did it close?", "at nine", "at ten", "1 h apart"):
        assert words in page
    as_reviewer.post(
        reverse("question_decide", args=[question.pk, "accept"]), {"level": "so"}
    )
    assert Claim.objects.count() == 2


def test_filters_stand_in_the_address(as_reviewer, story):
    make_group(make_candidate("A low one.", story=story, score=0.2))
    make_group(make_candidate("A high one.", story=story, score=0.9), conflicts=1)
    for query in ("score=70", "conflicts=on", "q=high"):
        page = rows_of(as_reviewer, f"{query}&story={story.pk}")
        assert "A high one." in page
        assert "A low one." not in page


def rows_of(client, query=""):
    """The list alone, without the last decisions."""
    page = client.get(f"{reverse('triage')}?{query}").content.decode()
    return page.split("Your last decisions")[0]


def test_a_row_says_that_the_headline_repeats_it(as_reviewer, story):
    candidate = make_candidate(story=story)
    repeat = {"kind": "headline", "segments": [[0, 9]], "words": "Toll rises"}
    candidate.reading["also_at"] = [repeat]
    candidate.save(update_fields=["reading"])
    make_group(candidate)
    page = as_reviewer.get(reverse("triage")).content.decode()
    assert "also in the headline" in page
    assert "Toll rises" in page


def listed(client, **query):
    return client.get(reverse("triage"), query).context["rows"]


def test_what_stands_beside_a_group_is_on_its_row(as_reviewer, story):
    host = make_group(make_candidate(story=story, score=0.9))
    beside = make_group(make_candidate(story=story, score=0.8), beside=host)
    (row,) = listed(as_reviewer)
    assert [v.group for v in row.versions] == [host]
    assert [v.group for v in row.company] == [beside]
    page = rows_of(as_reviewer)
    assert "Said along with it: 1 more" in page


def test_what_stands_beside_an_answer_is_on_the_questions_row(as_reviewer, story):
    question = make_question(story)
    one, two = (
        make_group(make_candidate(story=story), question=question) for _ in range(2)
    )
    beside = make_group(make_candidate(story=story), beside=one)
    (row,) = listed(as_reviewer)
    assert {v.group for v in row.versions} == {one, two}
    assert [v.group for v in row.company] == [beside]


def test_company_stays_when_its_host_is_settled(as_reviewer, story):
    host = make_group(make_candidate(story=story, score=0.9))
    beside = make_group(make_candidate(story=story, score=0.8), beside=host)
    decide(as_reviewer, host, "dismiss", reason="Opinion")
    (row,) = listed(as_reviewer)
    assert [v.group for v in row.versions] == [beside]
    assert [v.group for v in row.company] == [host]


def test_conflicts_come_before_what_scores_more(as_reviewer, story):
    plain = make_group(make_candidate(story=story, score=0.95), score=0.95)
    disputed = make_group(
        make_candidate(story=story, score=0.85), score=0.85, conflicts=1
    )
    rows = listed(as_reviewer)
    assert [row.versions[0].group for row in rows] == [disputed, plain]


def test_what_is_not_worth_a_check_is_counted_and_a_click_away(as_reviewer, story):
    make_group(make_candidate(story=story, score=0.2), score=0.2)
    shown = make_group(make_candidate(story=story, score=0.8), score=0.8)
    page = as_reviewer.get(reverse("triage"))
    assert [row.versions[0].group for row in page.context["rows"]] == [shown]
    assert page.context["low"] == 1
    assert len(listed(as_reviewer, score="1")) == 2
    assert len(listed(as_reviewer, q="toll")) == 2


def test_duplicates_become_one_row(as_reviewer, group):
    other = make_group(make_candidate("It rose on Friday, too.", story=group.story))
    found = as_reviewer.get(reverse("group_same", args=[group.pk]), {"q": "too"})
    assert found.context["groups"] == [other]
    decide(as_reviewer, group, "join", group=other.pk)
    (row,) = listed(as_reviewer, score="1")
    assert row.versions[0].group.documents == 2


def test_nothing_is_joined_while_somebody_looks_at_it(as_reviewer, group, editor):
    other = make_group(story=group.story)
    take_lease(other, by=editor)
    assert decide(as_reviewer, group, "join", group=other.pk).status_code == 409


def test_what_agrees_with_a_row_is_offered_before_anything_is_typed(
    as_reviewer, group, story
):
    other = make_candidate("It rose to 4 on Friday.", story=story)
    theirs = make_group(other)
    claim = make_claim(story=story, group=theirs)
    make_relation(group.best, other, "same")
    make_group(make_candidate("Another thing.", story=story))
    found = as_reviewer.get(reverse("group_same", args=[group.pk]))
    assert found.context["claims"] == [claim]
    assert found.context["groups"] == [theirs]


def test_ticked_words_are_parted_from_the_rest(as_reviewer, story):
    one, other = (make_candidate(story=story, score=0.9) for _ in range(2))
    group = make_group(one, other)
    url = reverse("group_part", args=[group.pk])
    as_reviewer.post(url, {"candidate": [other.pk]})
    assert len(listed(as_reviewer)) == 2
    assert as_reviewer.post(url, {"candidate": ["nonsense"]}).status_code == 422


def test_accepted_as_so_is_changed_into_said(as_reviewer, group):
    decide(as_reviewer, group, "accept", level="so")
    url = reverse("decision_change", args=[TriageDecision.objects.get().pk])
    assert as_reviewer.post(url, {"level": "nonsense"}).status_code == 422
    assert as_reviewer.post(url, {"level": "said"}).status_code == 302
    group.refresh_from_db()
    assert (group.decision.level, group.decision.claim.level) == ("said", "said")
    before = TriageDecision.objects.exclude(pk=group.decision_id).get()
    assert before.undone_at
    assert before.claim.status == "dismissed"


@pytest.mark.parametrize(
    ("action", "first", "then", "kept"),
    [
        ("dismiss", {"reason": "Opinion"}, {"reason": "Background"}, "reason"),
        ("snooze", {"hours": "3"}, {"hours": "72"}, "until"),
    ],
)
def test_a_reason_and_a_date_are_changed(as_reviewer, group, action, first, then, kept):
    decide(as_reviewer, group, action, **first)
    before = TriageDecision.objects.get()
    as_reviewer.post(reverse("decision_change", args=[before.pk]), then)
    group.refresh_from_db()
    assert group.decision.action == action
    assert getattr(group.decision, kept) != getattr(before, kept)
    again = as_reviewer.post(reverse("decision_change", args=[before.pk]), then)
    assert again.status_code == 409


def test_a_question_is_dismissed_as_a_whole_or_not_at_all(as_reviewer, story, editor):
    question = make_question(story)
    groups = [make_group(story=story, question=question) for _ in range(3)]
    url = reverse("question_decide", args=[question.pk, "dismiss"])
    take_lease(groups[1], by=editor)
    assert as_reviewer.post(url, {"reason": "Opinion"}).status_code == 409
    assert not TriageDecision.objects.exists()
    CandidateGroup.objects.update(lease_by=None, lease_until=None)
    as_reviewer.post(url, {"reason": "Opinion"})
    assert TriageDecision.objects.count() == 3
    assert not listed(as_reviewer, score="1")


def test_a_question_is_held_as_a_whole_and_one_row_at_a_time(as_reviewer, story):
    question = make_question(story)
    answers = [make_group(story=story, question=question) for _ in range(2)]
    lone = make_group(story=story)
    as_reviewer.post(reverse("question_lease", args=[question.pk]))
    held = CandidateGroup.objects.filter(lease_by__name="Ravi Viewer")
    assert set(held) == set(answers)
    as_reviewer.post(reverse("group_lease", args=[lone.pk]))
    assert list(held.all()) == [lone]


def test_rows_say_where_they_stand_and_pages_cost_the_same(
    as_reviewer, story, queries_of
):
    for _ in range(30):
        make_group(make_candidate(story=story, score=0.9))
    page = rows_of(as_reviewer)
    assert "1 of 30" in page
    assert "26 of 30" in rows_of(as_reviewer, "page=2")
    few = queries_of(as_reviewer, f"{reverse('triage')}?page=2")
    assert queries_of(as_reviewer, reverse("triage")) == few


def test_a_list_without_end_is_counted_as_far_as_one_looks(
    as_reviewer, story, monkeypatch
):
    monkeypatch.setattr("sources.http.Capped.most", 3)
    monkeypatch.setattr("claims.views.context.MOST", 3)
    for _ in range(5):
        make_group(make_candidate(story=story, score=0.9))
    page = as_reviewer.get(reverse("triage")).content.decode()
    assert "of more than 3 questions" in page
    assert "<b>3+</b>" in page


def test_what_a_row_folds_away_comes_when_asked_for(as_reviewer, story):
    one, other = (make_candidate(story=story, score=0.9) for _ in range(2))
    group = make_group(one, other)
    url = reverse("group", args=[group.pk])
    assert url in rows_of(as_reviewer)
    page = as_reviewer.get(url, {"next": "/triage/?page=2"}).content.decode()
    for words in (one.words, other.words, 'value="/triage/?page=2"', "Dismiss"):
        assert words in page


def test_all_that_a_filter_holds_is_decided_at_once(as_reviewer, story):
    question = make_question(story)
    for n in range(2):
        make_group(make_candidate(f"Weir {n} failed.", story=story), question=question)
    kept = make_group(make_candidate("The bridge closed.", story=story))
    url = reverse("triage_batch")
    sent = {"kind": "triage_dismiss", "all": "1", "asked": "q=weir"}
    page = as_reviewer.post(url, sent)
    assert page.context["number"] == 2
    as_reviewer.post(url, {**sent, "sent": "1", "reason": "Background"})
    assert [row.versions[0].group for row in listed(as_reviewer, score="1")] == [kept]
    assert as_reviewer.post(url, {"kind": "claim_take", "all": "1"}).status_code == 404
