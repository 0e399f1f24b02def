"""Which was the last of its kind before the news."""

import pytest

from claims.evidence.building import build_views
from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import at, said

LAST = "The last clash between Norway and Denmark took place at the end of April."
AUGUST = {"event_time": at("2031-04-20", precision="range", lasts=240)}


def related(one, other):
    told = [
        said(words, key, doc=key, **reading)
        for key, (words, reading) in zip("ab", (one, other), strict=True)
    ]
    found = [r for r in relate_spans(told) if r.slot.startswith("last:")]
    return found[0] if found else None


def one(words, day, **more):
    return words, {"event_time": at(day, precision="day", lasts=24), **more}


LATER = "Norway and Denmark fought a skirmish at the border."


@pytest.mark.parametrize(
    ("told", "conflict"),
    [
        pytest.param(one(LATER, "2031-05-02"), True, id="between it and the news"),
        pytest.param(one(LATER, "2031-04-02"), False, id="before it"),
        pytest.param(one(LATER, "2031-05-06"), False, id="the news itself"),
        pytest.param(
            one("Peru and Chile fought a skirmish.", "2031-05-02"), False, id="others"
        ),
        pytest.param(
            one("Norway and Denmark met for talks.", "2031-05-02"), False, id="no clash"
        ),
    ],
)
def test_a_later_one_denies_that_it_was_the_last(told, conflict):
    found = related((LAST, AUGUST), told)
    assert (found is not None) is conflict
    if found:
        assert found.label == "partially_contradicts"
        assert "yet one is told of at 2 May 2031" in found.reasons[0].words


def test_the_nearest_month_before_is_meant_where_no_year_is_named():
    found = related((LAST, {}), one(LATER, "2031-05-02"))
    assert "1 Apr 2031 to 30 Apr 2031" in found.reasons[0].words


@pytest.mark.parametrize(
    "words",
    [
        "The flare-up is the latest in a series of clashes.",
        "The last train left at noon.",
    ],
)
def test_other_lasts_ask_nothing(words):
    views = build_views([said(words, "a", **AUGUST)])
    assert not [s for v in views for s in v.slots if s.kind == "last"]
