"""Pages by position, in any order, forwards and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from claims.models import Claim
from sources.errors import SourcesError
from sources.keyset import Key, instant, keyset_page
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 3, 1, tzinfo=UTC)
EVENT = Key("event_start", nulls=True, parse=instant)
EVENT_LAST = Key("event_start", falling=True, nulls=True, parse=instant)
ORDERS = {
    "newest": [Key("number", falling=True)],
    "by event": [EVENT],
    "latest event": [EVENT_LAST],
    "by risk, then event": [Key("risk"), EVENT],
    "by claimant and risk, then latest event": [
        Key("claimant"),
        Key("risk", falling=True),
        EVENT_LAST,
    ],
}


@pytest.fixture
def eleven(story, reporter):
    """Claims with ties and gaps in every column."""
    for n in range(11):
        make_claim(
            story=story,
            by=reporter,
            claimant=("Port", "Mayor")[n % 2],
            risk=("normal", "high")[n % 3 == 0],
            event_start=None if n % 4 == 0 else DAY + timedelta(days=n // 2),
        )


def page(keys, cursor="", size=3, rows=None):
    rows = Claim.objects.all() if rows is None else rows
    return keyset_page(rows, keys, name="test", cursor=cursor, size=size)


def walk(keys, way="next", cursor=""):
    found = []
    while True:
        one = page(keys, cursor)
        found.append(one)
        cursor = getattr(one, way)
        if not cursor:
            return found


@pytest.mark.parametrize("name", ORDERS)
def test_pages_hold_every_row_once_in_order(eleven, name):
    keys = ORDERS[name]
    pages = walk(keys)
    numbers = [claim.number for one in pages for claim in one]
    order = [key.order(backwards=False) for key in keys]
    assert numbers == [claim.number for claim in Claim.objects.order_by(*order, "pk")]
    assert [len(one) for one in pages] == [3, 3, 3, 2]
    assert [(one.start, one.end) for one in pages] == [(1, 3), (4, 6), (7, 9), (10, 11)]


@pytest.mark.parametrize("name", ORDERS)
def test_going_back_shows_the_same_pages(eleven, name):
    keys = ORDERS[name]
    forth = walk(keys)
    back = [forth[-1], *walk(keys, "previous", forth[-1].previous)]
    assert [[c.pk for c in one] for one in back] == [
        [c.pk for c in one] for one in reversed(forth)
    ]
    assert back[-1].previous == ""
    assert back[-1].start == 1


def test_rows_that_come_and_go_hide_no_others(eleven, story):
    keys = ORDERS["newest"]
    first = page(keys)
    make_claim(story=story)
    Claim.objects.filter(pk=first.object_list[-1].pk).update(number=10_000)
    second = page(keys, first.next)
    assert not {c.pk for c in first} & {c.pk for c in second}


def test_counts_are_exact_up_to_a_thousand(eleven, monkeypatch):
    assert (page(ORDERS["newest"]).count, page(ORDERS["newest"]).more) == (11, False)
    monkeypatch.setattr("sources.keyset.COUNTED", 5)
    assert (page(ORDERS["newest"]).count, page(ORDERS["newest"]).more) == (5, True)


@pytest.mark.parametrize("cursor", ["x", "WzAsMV0:abc", "é"])
def test_foreign_cursors_are_refused(eleven, cursor):
    with pytest.raises(SourcesError) as caught:
        page(ORDERS["newest"], cursor)
    assert caught.value.code == "bad_cursor"


def test_a_cursor_fits_no_other_order(eleven):
    cursor = page(ORDERS["newest"]).next
    with pytest.raises(SourcesError):
        keyset_page(
            Claim.objects.all(), ORDERS["by event"], name="other", cursor=cursor, size=3
        )


def test_an_empty_list_is_a_page():
    one = page(ORDERS["newest"])
    assert (len(one), one.next, one.previous, one.count) == (0, "", "", 0)
