"""The reader: offsets survive wraps and line ends; selections become claims."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from claims.models import Claim, Evidence
from claims.views.highlight import Mark, paragraphs
from claims.views.selecting import find_words, segments_between
from tests.factories import make_candidate, make_claim, make_group, make_revision


def revision_of(text, blocks=None, pieces=None, reading=None):
    return SimpleNamespace(
        text=text,
        reading_text=reading or text,
        pieces=pieces or [[0, 0, len(text)]],
        blocks=blocks or [[0, len(text), "body", "test"]],
    )


def runs(revision, *marks):
    return [run for p in paragraphs(revision, marks) for run in p.runs]


def test_every_run_stands_where_it_says():
    text = "One 😀 two\r\nthree four."
    mark = Mark("n-1", "candidate", "", ((6, 9), (16, 20)))
    for run in runs(revision_of(text), mark):
        assert text[run.at : run.at + len(run.text)] == run.text
        assert "\r" not in run.text


def test_a_mark_covers_its_words_and_no_more():
    text = "Nobody was hurt on Friday."
    mark = Mark("n-1", "conflict", "", ((0, 15),))
    found = runs(revision_of(text), mark)
    assert [r.text for r in found if r.mark is mark] == ["Nobody was hurt"]
    assert [r.first for r in found if r.mark is mark] == [True]


def test_the_shorter_of_two_marks_is_shown():
    whole = Mark("n-1", "candidate", "", ((0, 15),))
    inner = Mark("e-1", "agree", "", ((7, 10),))
    found = runs(revision_of("Nobody was hurt"), whole, inner)
    assert [(r.text, r.mark.note) for r in found] == [
        ("Nobody ", "n-1"),
        ("was", "e-1"),
        (" hurt", "n-1"),
    ]


def test_wraps_are_undone_and_the_mark_goes_on():
    text = "Nobody was\nhurt."
    pieces = [[0, 0, 10], [10, 10, 0], [11, 11, 5]]
    mark = Mark("n-1", "candidate", "", ((0, 15),))
    found = runs(revision_of(text, pieces=pieces, reading="Nobody was hurt."), mark)
    assert [(r.text, r.at) for r in found] == [
        ("Nobody was", 0),
        (" ", None),
        ("hurt", 11),
        (".", 15),
    ]
    assert found[1].mark is mark


def test_boilerplate_is_grey_and_says_why():
    revision = revision_of("Home | News", blocks=[[0, 11, "boilerplate", "nav"]])
    assert paragraphs(revision, [])[0].grey == "not read"


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 7, ((0, 6),)), (6, 11, ((7, 10),)), (6, 7, ()), (20, 30, ()), (5, 2, ())],
)
def test_white_space_at_the_ends_is_left_out(start, end, found):
    assert segments_between(revision_of("Nobody was hurt"), start, end) == found


def test_pasted_words_are_found_across_line_ends():
    revision = revision_of("It was\nclosed (on Friday).")
    assert find_words(revision, "was closed (on") == ((3, 17),)
    assert find_words(revision, "was open") == ()


@pytest.fixture
def revision(story):
    return make_revision("It closed at nine. It rained. All went home.", story=story)


def select(client, revision, **data):
    url = reverse("document_select", args=[revision.document_id])
    return client.post(url, data)


def test_ticked_sentences_make_a_claim(as_reviewer, revision):
    first, _, third = revision.passages.order_by("index")
    select(as_reviewer, revision, passages=[first.pk, third.pk], level="said")
    claim = Claim.objects.get()
    assert (claim.level, claim.text) == ("said", "It closed at nine. … All went home.")
    assert claim.appearances.get().segments == (*first.segments, *third.segments)


def test_selected_words_become_evidence(as_reviewer, revision):
    claim = make_claim(story=revision.document.story)
    select(as_reviewer, revision, start=3, end=17, claim=claim.pk, stance="contradicts")
    row = Evidence.objects.get()
    assert (row.exact, row.stance) == (["closed at nine"], "contradicts")


def test_nothing_selected_says_what_to_do(as_reviewer, revision):
    response = select(as_reviewer, revision)
    assert response.status_code == 422
    assert b"Tick a sentence or select some words first." in response.content


def test_candidates_are_underlined_with_a_note(as_reviewer, revision):
    candidate = make_candidate(
        "It closed at nine.", revision=revision, speaker="The harbour master"
    )
    make_group(candidate)
    page = as_reviewer.get(reverse("document", args=[revision.document_id]))
    text = page.content.decode()
    assert f'href="#n-{candidate.pk}" data-note="n-{candidate.pk}" data-at="0"' in text
    assert f'id="n-{candidate.pk}"' in text
    assert "The harbour master" in text
