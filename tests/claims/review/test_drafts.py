"""What is typed is kept until it was sent, and never comes back after that."""

from __future__ import annotations

import pytest

from claims.errors import BadDraft
from claims.models import Draft
from claims.review.drafts import MAX_BODY_BYTES, end, keep, open_drafts

pytestmark = pytest.mark.django_db
BODY = {"fields": {"finding": {"value": ["It stayed open."], "was": [""]}}}


def kept(user, *, mark="m1", at=1, body=BODY, key="verdict:1"):
    return keep(user, key, body, mark=mark, typed_at_ms=at, base_version=3)


def test_the_latest_typing_is_kept(reporter):
    kept(reporter, at=2)
    kept(reporter, at=1, body={"fields": {}})
    (row,) = open_drafts(reporter)
    assert (row.body, row.base_version) == (BODY, 3)


def test_two_tabs_keep_theirs_apart(reporter):
    kept(reporter, mark="one")
    kept(reporter, mark="two")
    assert open_drafts(reporter).count() == 2


def test_what_was_sent_does_not_come_back(reporter):
    kept(reporter)
    end(reporter, "verdict:1", "m1")
    kept(reporter, at=9)
    assert not open_drafts(reporter).exists()
    assert Draft.objects.get().body == {}


def test_a_draft_that_ends_before_it_is_saved_stays_ended(reporter):
    end(reporter, "verdict:1", "m1")
    kept(reporter)
    assert not open_drafts(reporter).exists()


def test_drafts_are_a_persons_own(reporter, reviewer):
    kept(reporter)
    end(reviewer, "verdict:1", "m1")
    assert open_drafts(reporter).exists()
    assert not open_drafts(reviewer).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "no key"},
        {"key": "verdict:../1"},
        {"mark": ""},
        {"mark": "a b"},
        {"body": []},
        {"body": {"x": "y" * MAX_BODY_BYTES}},
        {"body": {"x": "a\0b"}},
    ],
)
def test_what_is_no_draft_is_refused(reporter, changes):
    with pytest.raises(BadDraft):
        kept(reporter, **changes)
