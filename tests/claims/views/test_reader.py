"""The reader: offsets survive wraps and line ends; selections become claims."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from claims.models import Claim, Comment, Evidence
from claims.views.anchors import find_anchor
from claims.views.highlight import Mark, paragraphs
from claims.views.parts import part_at, parts_of
from claims.views.selecting import find_words, narrowed, segments_between
from claims.views.words import differences
from sources.text.selectors import make_selector
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_relation,
    make_revision,
)


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
    assert f'href="#n-{candidate.pk}" data-note="n-{candidate.pk}"' in text
    assert f'data-note="n-{candidate.pk}" data-at="0"' in text
    assert 'title="nothing found elsewhere"' in text
    assert f'id="n-{candidate.pk}"' in text
    assert "The harbour master" in text


def test_words_narrow_what_was_ticked(as_reviewer, revision):
    first, second, _ = revision.passages.order_by("index")
    ticked = [first.pk, second.pk]
    select(as_reviewer, revision, passages=ticked, words="nine. It", level="so")
    assert Claim.objects.get().appearances.get().exact == ["nine. It"]
    answer = select(as_reviewer, revision, passages=ticked, words="went home")
    assert answer.status_code == 422
    assert "do not stand in the ticked sentences" in answer.text
    assert f'value="{second.pk}" aria-label="Sentence 2" checked' in answer.text


def test_words_are_found_within_segments_alone():
    revision = revision_of("One two. One two.")
    assert narrowed(revision, [(9, 17)], "One  two") == ((9, 16),)


def test_sent_twice_it_is_one_claim(as_reviewer, revision):
    for _ in range(2):
        select(as_reviewer, revision, start=3, end=17, level="so", make="claim")
    assert Claim.objects.count() == 1
    select(as_reviewer, revision, start=3, end=17, level="said", make="claim")
    assert Claim.objects.count() == 2


def test_evidence_twice_says_so_and_keeps_what_was_typed(as_reviewer, revision):
    claim = make_claim(story=revision.document.story)
    sent = {"start": 3, "end": 17, "make": "evidence", "stance": "supports"}
    for _ in range(2):
        sent |= {"claim": claim.pk, "note": "seen"}
        answer = select(as_reviewer, revision, **sent)
    assert answer.status_code == 422
    assert "attached to this claim already" in answer.text
    assert Evidence.objects.count() == 1


def test_evidence_needs_a_claim_and_a_side(as_reviewer, revision):
    answer = select(as_reviewer, revision, start=3, end=17, make="evidence")
    assert answer.status_code == 422
    assert "Choose the claim that these words bear on." in answer.text
    assert "Say how these words bear on that claim." in answer.text


def test_a_claim_is_found_in_place_without_scripts(as_reviewer, revision):
    story = revision.document.story
    wanted = make_claim("The pier closed at nine.", story=story)
    make_claim("It rained in May.", story=story)
    sent = {"start": 3, "end": 17, "make": "evidence", "find": "pier", "do": "find"}
    answer = select(as_reviewer, revision, **sent)
    assert answer.status_code == 200
    assert [c.pk for c in answer.context["found"]] == [wanted.pk]
    assert 'name="start" value="3"' in answer.text
    url = reverse("document_claims", args=[revision.document_id])
    part = as_reviewer.get(url, {"find": "pier"}, HTTP_HX_REQUEST="true")
    assert "The pier closed at nine." in part.text
    assert "It rained in May." not in part.text


def test_offsets_are_of_the_text_that_was_seen(as_reviewer, revision):
    document = revision.document
    make_revision("New lead. It closed at nine.", document=document, reader_version="2")
    url = reverse("document_select", args=[document.pk])
    as_reviewer.post(url, {"start": 3, "end": 17, "revision": revision.pk})
    place = Claim.objects.get().appearances.get()
    assert (place.revision_id, place.exact) == (revision.pk, ["closed at nine"])
    page = as_reviewer.get(reverse("document", args=[document.pk]))
    (note,) = [n for n in page.context["reading"].notes if n.of == "claim"]
    assert note.segments == ((13, 27),)
    assert "the words stand elsewhere" in page.text


def test_an_orphan_is_listed_and_never_dropped(as_reviewer, revision):
    claim = make_claim(story=revision.document.story)
    sent = {"start": 3, "end": 17, "claim": claim.pk, "stance": "supports"}
    select(as_reviewer, revision, **sent)
    make_revision("All is new here.", document=revision.document, reader_version="2")
    page = as_reviewer.get(reverse("document", args=[revision.document_id]))
    assert "Words that are no longer in the text" in page.text
    assert "“closed at nine”" in page.text


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("It closed at nine.", "kept"),
        ("Then it rained. It closed at nine.", "moved"),
        ("Nobody was there.", "gone"),
    ],
)
def test_what_became_of_an_anchor(text, fate):
    old = "It closed at nine."
    selector = make_selector(old, [(3, 17)])
    row = SimpleNamespace(revision_id=1, selector=selector)
    found = find_anchor(row, SimpleNamespace(pk=2, text=text))
    assert found.fate == fate
    assert found.orphan == (fate == "gone")


def test_parts_follow_one_another_without_a_gap():
    text = "".join(f"Sentence number {n}. " for n in range(3000))
    parts = parts_of(text, [100, 70_000], size=10_000)
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    assert all(a.end == b.start for a, b in zip(parts, parts[1:], strict=False))
    assert all(p.end - p.start <= 12_500 for p in parts)
    assert all(text[p.end - 2 : p.end] == ". " for p in parts)
    assert part_at(parts, 10_500) in parts[:2]


def test_a_short_text_and_none_are_one_part():
    assert len(parts_of("Short.", [6])) == 1
    assert len(parts_of("", [])) == 1


@pytest.fixture
def long_revision(story):
    text = "\n\n".join(f"Line {n} of a very long report." for n in range(2500))
    return make_revision(text, story=story)


def test_a_long_document_stays_light(as_reviewer, long_revision):
    url = reverse("document", args=[long_revision.document_id])
    page = as_reviewer.get(url)
    assert len(page.content) < 700_000
    assert "Part 1 of 5" in page.text
    last = as_reviewer.get(url, {"part": 5}).text
    assert "Line 2499 of a very long report." in last
    assert "Line 3 of" not in last


def test_a_note_is_found_in_its_part(as_reviewer, long_revision):
    words = "Line 2000 of a very long report."
    candidate = make_candidate(words, revision=long_revision)
    url = reverse("document", args=[long_revision.document_id])
    assert f'id="n-{candidate.pk}"' not in as_reviewer.get(url).text
    there = as_reviewer.get(url, {"n": f"n-{candidate.pk}"}).text
    assert f'id="n-{candidate.pk}"' in there
    assert as_reviewer.get(url, {"n": "n-nonsense", "part": "9999"}).status_code == 200


def test_the_page_learns_that_more_is_known(as_reviewer, revision):
    page = as_reviewer.get(reverse("document", args=[revision.document_id]))
    url = reverse("document_fresh", args=[revision.document_id])
    seen = {"seen": page.context["state"]}
    assert "More is known" not in as_reviewer.get(url, seen).text
    make_group(make_candidate("It rained.", revision=revision))
    answer = as_reviewer.get(url, seen, HTTP_HX_REQUEST="true", HTTP_X_POLL="1")
    assert "More is known" in answer.text
    assert len(answer.content) < 2000


def test_differences_are_marked_word_by_word():
    found = differences("At least 12 died.", "At least 14 died there.")
    assert [p.words for p in found.ours if not p.same] == ["12"]
    assert [p.words for p in found.theirs if not p.same] == ["14", "there"]
    assert "".join(p.words for p in found.ours) == "At least 12 died."
    assert "".join(p.words for p in found.theirs) == "At least 14 died there."


def test_quote_marks_and_case_are_no_difference():
    assert differences("“It closed,” he said", '"it closed," he said').same


def test_the_same_passage_stands_side_by_side(as_reviewer, revision, story):
    other = make_revision("It closed at ten. Sun.", story=story)
    one = make_candidate("It closed at nine.", revision=revision)
    two = make_candidate("It closed at ten.", revision=other)
    make_relation(one, two, "contradicts")
    url = reverse("document_beside", args=[revision.document_id, 0])
    text = as_reviewer.get(url).text
    assert "<del>nine</del>" in text
    assert "<ins>ten</ins>" in text
    assert "Conflicts with" in text
    gone = reverse("document_beside", args=[revision.document_id, 99])
    assert as_reviewer.get(gone).status_code == 404


def test_a_passage_under_anothers_embargo_is_not_beside(
    as_outsider, as_reviewer, revision, embargoed_story
):
    make_revision("It closed at nine.", story=embargoed_story)
    url = reverse("document_beside", args=[revision.document_id, 0])
    assert len(as_reviewer.get(url).context["rows"]) == 1
    assert as_outsider.get(url).context["rows"] == []


def test_hostile_words_are_text(as_reviewer, story):
    revision = make_revision("<script>alert(1)</script> It closed.", story=story)
    page = as_reviewer.get(reverse("document", args=[revision.document_id])).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_note_stands_beside_its_words_and_is_taken_back(
    as_reviewer, as_editor, revision
):
    sent = {"start": 3, "end": 17, "make": "note"}
    refused = select(as_reviewer, revision, **sent)
    assert refused.status_code == 422
    assert "Write the note." in refused.text
    select(as_reviewer, revision, **sent, note="Ask <b>her</b> why.")
    row = Comment.objects.get()
    assert (row.document_id, row.exact) == (revision.document_id, ["closed at nine"])
    page = as_editor.get(reverse("document", args=[revision.document_id])).text
    assert f'data-note="r-{row.pk}"' in page
    assert "Ask &lt;b&gt;her&lt;/b&gt; why." in page
    url = reverse("remark_delete", args=[row.pk])
    assert url not in page
    assert as_editor.post(url).status_code == 403
    as_reviewer.post(url)
    row.refresh_from_db()
    assert row.deleted_at


def test_the_reader_asks_no_more_for_more_sentences(as_reviewer, story, queries_of):
    short = make_revision("One. Two.", story=story)
    long = make_revision("Say it. " * 60, story=story)
    urls = [reverse("document", args=[r.document_id]) for r in (short, long)]
    assert queries_of(as_reviewer, urls[0]) == queries_of(as_reviewer, urls[1]) <= 12
