"""One line for each thing; read, unread, filtered; never another's, never a secret."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Notification
from claims.review.editing import ask_blind
from claims.review.notices import notify
from tests.factories import make_claim, make_verdict

pytestmark = pytest.mark.django_db
PAGE = "/notifications/"


@pytest.fixture
def claim(story, reporter):
    return make_claim("The gate failed.", story=story, by=reporter)


@pytest.fixture
def tell(claim, reporter, reviewer):
    def one(event="commented", about=None, words=""):
        return notify(
            event, to=[reviewer], about=about or claim, by=reporter, words=words
        )[0]

    return one


def test_all_about_one_claim_is_one_line(as_reviewer, tell):
    tell("assigned")
    for n in range(12):
        tell(words=f"Comment {n}.")
    body = as_reviewer.get(PAGE).content.decode()
    assert body.count("<article") == 1
    assert "Comment 11." in body
    assert "and 12 before it" in body
    assert "All 13" in body
    whole = as_reviewer.get(PAGE, {"about": Notification.objects.first().about})
    assert "gave you work" in whole.content.decode()


def test_the_bell_counts_things_not_events(as_reviewer, tell, story):
    tell()
    tell()
    tell("mentioned", about=story)
    assert "<b>2</b>" in as_reviewer.get("/stories/").content.decode()


def test_opening_leads_to_the_claim_and_marks_all_of_it_read(as_reviewer, tell, claim):
    tell("assigned")
    row = tell("mentioned")
    answer = as_reviewer.get(reverse("notification_open", args=[row.pk]))
    assert answer["Location"] == f"{claim.get_absolute_url()}#comments"
    assert not Notification.objects.filter(read_at=None).exists()


def test_all_are_marked_up_to_when_the_page_was_made(as_reviewer, tell, story):
    tell()
    until = as_reviewer.get(PAGE).context["now"]
    tell("mentioned", about=story)
    as_reviewer.post(reverse("notifications_read"), {"until": until})
    unread = Notification.objects.filter(read_at=None)
    assert [row.event for row in unread] == ["mentioned"]


def test_one_line_is_marked_and_taken_back(as_reviewer, tell, claim, story):
    tell()
    tell("mentioned", about=story)
    url = reverse("notifications_read")
    as_reviewer.post(url, {"about": claim.pk})
    assert Notification.objects.filter(read_at=None).count() == 1
    as_reviewer.post(url, {"about": claim.pk, "how": "unread"})
    assert Notification.objects.filter(read_at=None).count() == 2


def test_it_is_filtered_by_state_and_event(as_reviewer, tell, story):
    row = tell()
    tell("mentioned", about=story)
    as_reviewer.get(reverse("notification_open", args=[row.pk]))
    unread = as_reviewer.get(PAGE, {"state": "unread"}).content.decode()
    assert "mentions you" in unread
    assert "Rea Porter commented" not in unread
    assert (
        "Nothing of this kind"
        in as_reviewer.get(PAGE, {"event": "due"}).content.decode()
    )


def test_a_blind_reader_is_told_no_words_of_the_verdict(
    as_second, claim, reporter, reviewer, second_reader
):
    make_verdict(claim, by=reviewer, finding="The gate held until Sunday.")
    assert "held until Sunday" in as_second.get(PAGE).content.decode()
    claim.refresh_from_db()
    ask_blind(claim, by=reviewer, seen_version=claim.version)
    body = as_second.get(PAGE).content.decode()
    assert "held until Sunday" not in body
    assert "proposed a verdict" in body


def test_others_do_not_open_mine(as_editor, tell):
    row = tell()
    assert as_editor.get(reverse("notification_open", args=[row.pk])).status_code == 404


def test_what_one_may_see_no_longer_is_gone(
    as_reviewer, reviewer, reporter, embargoed_story, other_team
):
    claim = make_claim(story=embargoed_story, by=reporter)
    row = notify("mentioned", to=[reviewer], about=claim, by=reporter)[0]
    reviewer.memberships.update(team=other_team)
    assert "<article" not in as_reviewer.get(PAGE).content.decode()
    url = reverse("notification_open", args=[row.pk])
    assert as_reviewer.get(url).status_code == 404
    assert "none unread" in as_reviewer.get("/stories/").content.decode()


@pytest.mark.parametrize("query", ["about=x", "event=dance", "state=%00", "page=99"])
def test_odd_addresses_are_answered(as_reviewer, tell, query):
    tell()
    assert as_reviewer.get(f"{PAGE}?{query}").status_code in {200, 400}


def test_hostile_words_are_shown_as_words(as_reviewer, tell):
    tell(words="<script>alert(1)</script>" + "x" * 10_000)
    body = as_reviewer.get(PAGE).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body


def test_choices_are_saved(as_reviewer, reviewer):
    url = reverse("notification_settings")
    page = as_reviewer.get(url)
    form = {f"mail_{c.event.value}": "daily" for c in page.context["choices"]}
    assert as_reviewer.post(url, form | {"page_due": "on"}).status_code == 302
    kept = dict(reviewer.notification_choices.values_list("event", "page"))
    assert kept.pop("due")
    assert not any(kept.values())
    assert as_reviewer.post(url, {"mail_due": "yodel"}).status_code == 422


def test_a_page_costs_the_same_with_many_lines(
    as_reviewer, story, reporter, tell, queries_of
):
    tell()
    first = queries_of(as_reviewer, PAGE)
    for _ in range(30):
        tell(about=make_claim(story=story, by=reporter))
    assert queries_of(as_reviewer, PAGE) == first
    assert first <= 12
