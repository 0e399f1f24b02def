"""Comments change nothing that was read, and reach only who may see the thing."""

from __future__ import annotations

import pytest

from claims.errors import BadComment, NotAllowed, TransitionNotAllowed
from claims.review.comments import (
    MAX_LENGTH,
    comment,
    comments_on,
    delete_comment,
    edit_comment,
    named_in,
    people_to_mention,
)
from sources.text.selectors import make_selector
from tests.factories import (
    make_claim,
    make_document,
    make_question,
    make_revision,
    make_story,
)

pytestmark = pytest.mark.django_db
NAMES = ("Rea Porter", "Rea", "Ravi Viewer", "O'Neil [desk]")


@pytest.fixture
def claim(story, reporter):
    return make_claim(story=story, by=reporter)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("@Rea Porter, which Friday?", {"Rea Porter"}),
        ("ask @rea  porter and @RAVI VIEWER", {"Rea Porter", "Ravi Viewer"}),
        ("@Rea knows", {"Rea"}),
        ("@Reason is no name", set()),
        ("mail rea@Rea.example", {"Rea"}),
        ("(@O'Neil [desk])", {"O'Neil [desk]"}),
        ("nobody", set()),
    ],
)
def test_the_longest_name_after_an_at_counts(words, names):
    assert named_in(words, NAMES) == names


def test_nobody_is_named_where_nobody_is():
    assert named_in("@Rea", []) == set()


def test_a_comment_enters_the_history_and_leaves_the_version(claim, reviewer):
    row = comment(claim, "  Which Friday?\r\nThe 3rd? ", by=reviewer)
    assert row.text == "Which Friday?\nThe 3rd?"
    event = claim.events.last()
    assert (event.kind, event.by) == ("commented", reviewer)
    assert event.payload.body["after"]["text"] == row.text
    claim.refresh_from_db()
    assert claim.version == 1


def test_it_may_be_about_other_things(story, reporter):
    for subject in (story, make_question(story), make_document(story)):
        row = comment(subject, "Look at this.", by=reporter)
        assert list(comments_on(subject)) == [row]


def test_names_and_choices_are_mentioned(claim, reporter, reviewer, editor):
    row = comment(claim, "@Ravi Viewer: see page 3.", by=reporter, mention=[editor])
    assert set(row.mentions.all()) == {reviewer, editor}


def test_who_may_not_see_it_cannot_be_mentioned(embargoed_story, reporter, outsider):
    claim = make_claim(story=embargoed_story, by=reporter)
    assert outsider not in people_to_mention(claim)
    row = comment(claim, "@Otto Side should not know.", by=reporter)
    assert not row.mentions.exists()
    with pytest.raises(BadComment, match="Otto Side may not see this"):
        comment(claim, "Look.", by=reporter, mention=[outsider])


def test_who_may_not_see_it_says_nothing(embargoed_story, reporter, outsider):
    with pytest.raises(NotAllowed):
        comment(make_claim(story=embargoed_story, by=reporter), "Hm.", by=outsider)


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "x" * (MAX_LENGTH + 1)])
def test_words_are_needed_and_not_too_many(claim, reporter, text):
    with pytest.raises(BadComment):
        comment(claim, text, by=reporter)


def test_ten_thousand_characters_are_kept(claim, reporter):
    words = "<script>alert(1)</script> & “ſ” \u202e" * 300
    assert comment(claim, words, by=reporter).text == words.strip()


def test_its_author_edits_it(claim, reporter, reviewer):
    row = comment(claim, "Which Friday?", by=reporter)
    row = edit_comment(row, "Which Friday, @Ravi Viewer?", by=reporter)
    assert row.edited_at is not None
    assert list(row.mentions.all()) == [reviewer]
    assert claim.events.last().payload.body["before"]["text"] == "Which Friday?"
    with pytest.raises(NotAllowed):
        edit_comment(row, "Mine.", by=reviewer)


def test_the_same_words_again_change_nothing(claim, reporter):
    row = edit_comment(comment(claim, "So.", by=reporter), "So.", by=reporter)
    assert row.edited_at is None
    assert claim.events.last().kind == "commented"


def test_a_deleted_comment_leaves_a_line(claim, reporter, reviewer):
    row = comment(claim, "@Ravi Viewer, wrong claim.", by=reporter)
    with pytest.raises(NotAllowed):
        delete_comment(row, by=reviewer)
    delete_comment(row, by=reporter)
    (line,) = comments_on(claim)
    assert (line.text, line.deleted_at is None) == ("", False)
    assert not line.mentions.exists()
    assert claim.events.last().kind == "comment_deleted"
    with pytest.raises(TransitionNotAllowed):
        edit_comment(row, "Back.", by=reporter)


def test_a_note_is_about_words_of_the_text(story, reporter):
    revision = make_revision(
        "The toll rose. Nobody knew.", document=make_document(story)
    )
    selector = make_selector(revision.text, [(4, 8)])
    row = comment(
        revision.document, "Which?", by=reporter, revision=revision, selector=selector
    )
    assert row.quoted == "toll"
    other = make_revision("Another text.", document=make_document(make_story()))
    with pytest.raises(BadComment):
        comment(
            revision.document, "No.", by=reporter, revision=other, selector=selector
        )
