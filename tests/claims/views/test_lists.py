"""The list of claims: every filter, order, saved view, tick and table."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, SavedView
from claims.review.assignment import assign
from claims.review.comments import comment
from claims.review.workflow import act
from tests.claims.views.conftest import client_of
from tests.factories import (
    make_candidate,
    make_claim,
    make_evidence,
    make_group,
    make_published,
    make_question,
    make_story,
    make_verdict,
    rating,
)

pytestmark = pytest.mark.django_db
URL = "/claims/"
DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def two(story, reporter):
    one = make_claim("The bridge was closed.", story=story, by=reporter)
    other = make_claim("The dam held.", story=story, by=reporter, claimant="Mayor Vale")
    return one, other


def shown(client, query):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    return {claim.number for claim in response.context["page"]}


def only(client, query, claim):
    assert shown(client, query) == {claim.number}


def test_words_are_found_by_stem_and_beginning(as_reviewer, two):
    one, other = two
    only(as_reviewer, "q=closing", one)
    only(as_reviewer, "q=bridges+clo", one)
    only(as_reviewer, "q=vale", other)
    only(as_reviewer, f"q=claim+{other.number}", other)
    assert shown(as_reviewer, "q=bridge+dam") == set()
    assert len(shown(as_reviewer, "q=%26+%7C+!")) == 2


def test_found_words_are_marked_and_hostile_ones_escaped(as_reviewer, story):
    make_claim("The <b>bridge</b> closed.", story=story)
    page = as_reviewer.get(f"{URL}?q=bridge").content.decode()
    assert "&lt;b&gt;<mark>bridge</mark>&lt;/b&gt;" in page


def test_states(as_reviewer, two, reviewer):
    one, other = two
    act(one, "dismiss", by=reviewer, seen_version=1, note="Not ours.")
    only(as_reviewer, "", other)
    only(as_reviewer, "status=dismissed", one)
    assert len(shown(as_reviewer, "status=dismissed&status=queued")) == 2
    assert len(shown(as_reviewer, "status=all")) == 2


def change(claim, **fields):
    Claim.objects.filter(pk=claim.pk).update(**fields)


ROWS = [
    ({"level": "said"}, "level=said"),
    ({"risk": "high"}, "risk=high"),
    ({"tags": ["dam", "toll"]}, "tag=dam"),
    ({"tags": ["dam", "toll"]}, "tag=toll,+dam"),
    ({"language": "ru"}, "language=ru"),
    ({"event_start": DAY}, "event_from=2026-03-01&event_to=2026-03-01"),
    ({"event_start": DAY, "event_end": DAY + timedelta(9)}, "event_from=2026-03-05"),
    ({"created_at": DAY}, "made_from=2026-03-01&made_to=2026-03-01"),
    ({"updated_at": DAY}, "changed_to=2026-03-02"),
]


@pytest.mark.parametrize(("fields", "query"), ROWS)
def test_columns_of_the_claim(as_reviewer, two, fields, query):
    change(two[0], **fields)
    only(as_reviewer, query, two[0])


def test_claimants_are_found_by_name_alone(as_reviewer, two, story):
    make_claim("The mayor spoke.", story=story)
    only(as_reviewer, "claimant=mayor", two[1])
    only(as_reviewer, "claimant=val+may", two[1])


def test_who_checks_and_whose_work_it_is(as_reviewer, two, reviewer, reporter):
    one, other = two
    act(one, "take", by=reviewer, seen_version=1)
    assign(other, kind="call", by=reporter, to_person=reviewer)
    only(as_reviewer, "checker=me", one)
    only(as_reviewer, f"checker={reviewer.pk}", one)
    only(as_reviewer, "checker=none", other)
    only(as_reviewer, "work=me", other)
    only(as_reviewer, "work=none", one)


def test_what_is_due(as_reviewer, two, reporter, team):
    one, other = two
    late = timezone.now() - timedelta(days=1)
    soon = timezone.now() + timedelta(days=3)
    assign(one, kind="call", by=reporter, to_team=team, due_at=late)
    assign(other, kind="call", by=reporter, to_team=team, due_at=soon)
    only(as_reviewer, "due=overdue", one)
    assert len(shown(as_reviewer, "due=week")) == 2
    assert shown(as_reviewer, "due=none") == set()


def test_evidence_for_and_against(as_reviewer, two, reviewer):
    make_evidence(two[0], stance="supports", by=reviewer)
    only(as_reviewer, "for=1", two[0])
    only(as_reviewer, "for=0", two[1])
    assert shown(as_reviewer, "for=2") == set()
    assert len(shown(as_reviewer, "against=0")) == 2


def test_question_story_conflict_comments_embargo(
    as_reviewer, two, story, embargoed_story, reviewer
):
    one = two[0]
    question = make_question(story)
    group = make_group(make_candidate(story=story), conflicts=2)
    change(one, question=question, group=group)
    hidden = make_claim(story=embargoed_story)
    comment(one, "Who said so?", by=reviewer)
    only(as_reviewer, f"question={question.pk}", one)
    only(as_reviewer, "conflicts=on", one)
    only(as_reviewer, "comments=on", one)
    only(as_reviewer, "embargo=yes", hidden)
    only(as_reviewer, f"story={embargoed_story.pk}", hidden)
    assert len(shown(as_reviewer, "embargo=no")) == 2


def test_a_rating_is_not_told_to_who_reads_blind(story, reviewer, second_reader):
    claim = make_claim(story=story)
    make_verdict(claim, by=reviewer)
    query = f"rating={rating('false').pk}"
    only(client_of(second_reader), query, claim)
    change(claim, blind_by=reviewer)
    assert shown(client_of(second_reader), query) == set()
    only(client_of(reviewer), query, claim)


def test_others_embargo_is_in_no_list_and_no_count(as_outsider, embargoed_story):
    make_claim("The minister paid.", story=embargoed_story)
    for query in ("", "q=minister", f"story={embargoed_story.pk}", "embargo=yes"):
        response = as_outsider.get(f"{URL}?status=all&{query}")
        assert response.context["page"].count == 0
        assert "minister paid" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "status=eaten",
        "story=x",
        "made_from=yesterday",
        "checker=nobody",
        "view=x",
        "question=x",
        "rows=1000000",
        "q=" + "a" * 390,
        "claimant=%27%22%3B--",
    ],
)
def test_what_cannot_be_read_is_left_out(as_reviewer, two, query):
    assert as_reviewer.get(f"{URL}?{query}").status_code == 200


def test_orders(as_reviewer, two):
    one, other = two
    change(one, event_start=DAY, risk="high", claimant="Zed")
    change(other, event_start=DAY + timedelta(1), claimant="Abe")
    orders = {
        "sort=newest": [other, one],
        "sort=oldest": [one, other],
        "sort=event": [one, other],
        "sort=event_last": [other, one],
        "sort=claimant": [other, one],
        "sort=risk": [one, other],
        "sort=state&then=newest": [other, one],
        "sort=state&then=oldest": [one, other],
    }
    for query, expected in orders.items():
        response = as_reviewer.get(f"{URL}?{query}")
        assert [c.number for c in response.context["page"]] == [
            c.number for c in expected
        ], query


def test_active_filters_are_chips_that_take_themselves_away(as_reviewer, two):
    response = as_reviewer.get(f"{URL}?q=dam&level=so&tag=a,+b&sort=newest")
    chips = {chip.words: chip.url for chip in response.context["form"].chips}
    assert set(chips) == {"dam", "It is so", "a", "b"}
    assert "q=" not in chips["dam"]
    assert "sort=newest" in chips["dam"]
    assert "tag=b" in chips["a"]


def test_a_list_that_is_empty_says_why(as_reviewer, two):
    assert "No claim matches" in as_reviewer.get(f"{URL}?q=zebra").content.decode()
    Claim.objects.update(status="dismissed")
    assert "No open claims" in as_reviewer.get(URL).content.decode()


def test_pages_are_kept_by_position(as_reviewer, story):
    for _ in range(30):
        make_claim(story=story)
    first = as_reviewer.get(f"{URL}?rows=25&sort=newest")
    page = first.context["page"]
    assert (len(page), page.count) == (25, 30)
    second = as_reviewer.get(f"{URL}?rows=25&sort=newest&after={page.next}")
    assert len(second.context["page"]) == 5
    refused = as_reviewer.get(f"{URL}?sort=oldest&after={page.next}")
    assert refused.status_code == 400


# ---- saved views


def save(client, name="Dam", query="q=dam", **fields):
    return client.post(reverse("view_save"), {"name": name, "query": query, **fields})


def test_a_view_is_kept_opened_and_edited(as_reviewer, two):
    response = save(as_reviewer)
    view = SavedView.objects.get()
    assert response["Location"].endswith(f"?q=dam&view={view.pk}")
    context = as_reviewer.get(response["Location"]).context
    assert context["opened"] == view
    assert not context["changed"]
    context = as_reviewer.get(f"{URL}?q=bridge&view={view.pk}").context
    assert context["changed"]
    url = reverse("view_change", args=[view.pk])
    as_reviewer.post(url, {"act": "save", "query": "q=bridge"})
    view.refresh_from_db()
    assert view.query == "q=bridge"
    as_reviewer.post(url, {"act": "delete"})
    assert not SavedView.objects.exists()


def test_the_default_view_opens_with_the_bare_list(as_reviewer, two):
    save(as_reviewer, default="on")
    view = SavedView.objects.get()
    assert as_reviewer.get(URL)["Location"] == f"{URL}?q=dam&view={view.pk}"
    assert as_reviewer.get(f"{URL}?status=open").status_code == 200
    save(as_reviewer, name="Other", default="on")
    assert SavedView.objects.get(default=True).name == "Other"


def test_a_shared_view_is_the_teams_alone(
    as_reviewer, as_second, as_editor, as_outsider, team
):
    save(as_reviewer, team=str(team.pk))
    view = SavedView.objects.get()
    assert [v.pk for v in as_second.get(URL).context["views"]] == [view.pk]
    assert list(as_outsider.get(URL).context["views"]) == []
    url = reverse("view_change", args=[view.pk])
    sent = {"act": "save", "query": "q=x"}
    assert as_outsider.post(url, sent).status_code == 404
    assert as_second.post(url, sent).status_code == 403
    assert as_editor.post(url, sent).status_code == 302


def test_views_are_shared_with_ones_own_teams_alone(as_reviewer, other_team):
    assert save(as_reviewer, team=str(other_team.pk)).status_code == 422
    assert save(as_reviewer, name=" ").status_code == 422
    assert not SavedView.objects.exists()


# ---- tables


def table(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode())))


def test_the_table_holds_what_the_filter_finds(as_reviewer, two):
    rows = table(as_reviewer.get("/claims/claims.csv?q=dam"))
    assert [row[1] for row in rows] == ["Claim", "The dam held."]


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1"]
)
def test_no_cell_is_a_formula(as_reviewer, story, words):
    claim = make_claim("x", story=story)
    change(claim, normalized_text=words)
    assert table(as_reviewer.get("/claims/claims.csv"))[1][1] == f"'{words}"


def test_the_table_of_ticked_ones(as_reviewer, two):
    sent = {"ids": [two[0].pk, "x"]}
    rows = table(as_reviewer.post("/claims/claims.csv", sent))
    assert [row[0] for row in rows[1:]] == [str(two[0].number)]


def test_the_table_is_of_what_one_may_see(as_outsider, embargoed_story):
    claim = make_claim(story=embargoed_story)
    assert len(table(as_outsider.get("/claims/claims.csv?status=all"))) == 1
    sent = {"ids": [claim.pk]}
    assert len(table(as_outsider.post("/claims/claims.csv", sent))) == 1


# ---- batches


def test_all_that_match_are_all_and_not_the_page(as_reviewer, story):
    for _ in range(30):
        make_claim("The dam held.", story=story)
    make_claim("The bridge closed.", story=story)
    response = as_reviewer.post(
        reverse("claims_batch"),
        {
            "kind": "claim_tag",
            "all": "1",
            "asked": "q=dam&rows=25",
            "tags": "dam",
            "sent": "1",
        },
    )
    page = as_reviewer.get(response["Location"])
    assert page.context["waiting"] == 30
    assert Claim.objects.filter(tags=["dam"]).count() == 0
    run = reverse("batch_run", args=[page.context["batch"].pk])
    as_reviewer.post(run)
    assert page.context["batch"].asked == "q=dam&rows=25"


def test_a_few_are_done_at_once_and_undone(as_reviewer, two):
    ids = [claim.pk for claim in two]
    sent = {"kind": "claim_take", "ids": ids}
    response = as_reviewer.post(reverse("claims_batch"), sent)
    assert Claim.objects.filter(status="in_review").count() == 2
    page = as_reviewer.get(response["Location"])
    assert page.context["may_undo"]
    undo = reverse("batch_undo", args=[page.context["batch"].pk])
    as_reviewer.post(undo)
    assert Claim.objects.filter(status="queued").count() == 2
    assert as_reviewer.post(undo).status_code == 409


def test_what_is_needed_is_asked_first(as_reviewer, two):
    sent = {"kind": "claim_dismiss", "ids": [two[0].pk]}
    asked = as_reviewer.post(reverse("claims_batch"), sent)
    assert asked.status_code == 200
    assert str(two[0].pk) in asked.content.decode()
    empty = as_reviewer.post(reverse("claims_batch"), {**sent, "sent": "1"})
    assert empty.status_code == 422
    given = {**sent, "sent": "1", "note": "Not ours."}
    assert as_reviewer.post(reverse("claims_batch"), given).status_code == 302
    two[0].refresh_from_db()
    assert two[0].status == "dismissed"


FORMS = ["assign", "tag", "untag", "story", "question", "risk", "dismiss", "restore"]


@pytest.mark.parametrize("name", [*FORMS, "send_back"])
def test_every_kind_asks_with_a_page(as_editor, two, name):
    sent = {"kind": f"claim_{name}", "ids": [two[0].pk]}
    response = as_editor.post(reverse("claims_batch"), sent)
    assert response.status_code == 200
    assert response.context["number"] == 1


def test_refusals_are_told_by_reason_before_anything_is_done(as_reviewer, two):
    change(two[0], status="published")
    sent = {
        "kind": "claim_tag",
        "all": "1",
        "asked": "status=all",
        "tags": "dam",
        "sent": "1",
    }
    response = as_reviewer.post(reverse("claims_batch"), sent)
    page = as_reviewer.get(response["Location"])
    assert "A claim that is published is not edited" in page.content.decode()
    assert page.context["batch"].state == "previewed"


def test_batches_are_their_authors_alone(as_reviewer, as_editor, two):
    sent = {"kind": "claim_take", "ids": [two[0].pk]}
    url = as_reviewer.post(reverse("claims_batch"), sent)["Location"]
    assert as_editor.get(url).status_code == 404
    assert as_reviewer.get("/batches/").status_code == 200
    assert len(as_editor.get("/batches/").context["page"].object_list) == 0


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "claim_eat"},
        {"kind": "claim_take"},
        {"kind": "claim_take", "ids": ["x", ""]},
    ],
)
def test_nothing_chosen_is_said_so(as_reviewer, two, sent):
    response = as_reviewer.post(reverse("claims_batch"), sent)
    assert response.status_code == 404


# ---- searching everything


def test_the_search_finds_every_kind(as_reviewer, story):
    make_claim("The spillway cracked.", story=story)
    make_candidate(
        "The spillway opened.", story=make_story("Spillway", team=story.team)
    )
    found = as_reviewer.get("/search/?q=spillw").context["found"]
    assert {"Claims", "Stories", "Passages"} <= {kind.name for kind in found}


def test_the_search_wants_all_words(as_reviewer, story):
    make_claim("The spillway cracked.", story=story)
    assert as_reviewer.get("/search/?q=spillway+zebra").context["nothing"]


def test_the_search_finds_nothing_under_others_embargo(as_outsider, embargoed_story):
    make_claim("The spillway cracked.", story=embargoed_story)
    make_candidate("The spillway opened.", story=embargoed_story)
    assert as_outsider.get("/search/?q=spillway").context["nothing"]
    assert as_outsider.get("/search/?q=accounts").context["nothing"]


def test_the_search_shows_a_finding_as_it_was_frozen(as_outsider):
    finding = make_published()
    frozen = finding.claim.normalized_text
    Claim.objects.filter(pk=finding.claim_id).update(normalized_text="Zebra accounts")

    def findings(word):
        found = as_outsider.get(f"/search/?q={word}").context["found"]
        hits = [hit for kind in found for hit in kind.hits]
        return [hit.words for hit in hits if "/findings/" in hit.url]

    assert findings(frozen.split()[-1].strip(".")) == [frozen]
    assert findings("zebra") == []


@pytest.mark.parametrize(
    "words", ["", "%20", "%26%26", "a" * 500, "%27%3A*", "%3Cb%3E"]
)
def test_the_search_takes_any_words(as_reviewer, words):
    assert as_reviewer.get(f"/search/?q={words}").status_code == 200


def test_the_search_costs_few_queries(as_reviewer, story, queries_of):
    make_claim("The spillway cracked.", story=story)
    before = queries_of(as_reviewer, "/search/?q=spillway")
    for _ in range(20):
        make_claim("The spillway cracked.", story=story)
    assert queries_of(as_reviewer, "/search/?q=spillway") == before


def test_the_list_costs_the_same_at_25_and_100_rows(as_reviewer, story, queries_of):
    for _ in range(30):
        make_claim("The dam held.", story=story)
    few = queries_of(as_reviewer, f"{URL}?rows=25&q=dam")
    assert queries_of(as_reviewer, f"{URL}?rows=100&q=dam") == few
    assert few <= 12
