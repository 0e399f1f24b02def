import pytest

from claims.evidence.dating import BORROWED, date_undated
from claims.evidence.relate import relate_spans
from tests.claims.evidence.said import at, document, said

NAMES = {"actors": ("Norway", "Denmark"), "places": ("Sarnow",)}
UNDATED = {"doc": "b", "facts": document(""), **NAMES}


def dated(day, doc="a"):
    words = "Norway and Denmark agreed on a truce in Sarnow."
    return said(words, f"{doc}0", doc=doc, facts=document(day), **NAMES)


def undated(words, key="b0", **more):
    return said(words, key, **(UNDATED | more))


NAMED = "Norway and Denmark fought near Sarnow on May 6."
CLOCK = "A ceasefire starts at 9 am (GMT+4), Norway said."


def test_a_named_day_takes_the_year_of_the_story():
    _, one = date_undated([dated("2031-05-06"), undated(NAMED)])
    assert one.facts.published.value == "2031-05-06"
    assert one.facts.published.reason == BORROWED
    assert one.found.event_time.start.date().isoformat() in ("2031-05-05", "2031-05-06")
    assert one.found.event_time.how.endswith(BORROWED)


def test_its_clock_times_are_then_read():
    _, _, one = date_undated(
        [dated("2031-05-06"), undated(NAMED), undated(CLOCK, "b1")]
    )
    assert one.found.event_time.start.isoformat() == "2031-05-06T05:00:00+00:00"


def test_two_years_give_none():
    story = [dated("2031-05-06"), dated("2030-05-06", "c"), undated(NAMED)]
    assert date_undated(story) == story


def test_another_day_gives_none():
    story = [dated("2031-08-20"), undated(NAMED)]
    assert date_undated(story) == story


def test_documents_about_others_give_none():
    other = {"actors": ("Peru",), "places": ()}
    story = [dated("2031-05-06"), undated("Peru held a vote on May 6.", **other)]
    assert date_undated(story) == story


def test_a_conflict_says_where_the_year_is_from():
    noon = at("2031-05-06T06:00", zone="Europe/Moscow", local="09:00 Moscow time")
    words = "A truce between Norway and Denmark starts at 09:00 Moscow time."
    truce = said(words, "a1", doc="a", start=300, event_time=noon, **NAMES)
    story = [dated("2031-05-06"), truce, undated(NAMED), undated(CLOCK, "b1", start=99)]
    (found,) = [r for r in relate_spans(story) if r.label == "contradicts"]
    assert (found.a, found.b) == ("a1", "b1")
    assert found.reasons[0].difference == "1 h apart"
    assert found.reasons[1].right_note == BORROWED


@pytest.mark.parametrize(
    ("paragraph", "speaker", "read"),
    [(0, "", True), (1, "", False), (1, "Norway", True), (2, "Norway", False)],
)
def test_a_bare_clock_takes_the_zone_said_before_it(paragraph, speaker, read):
    clock = undated(CLOCK, "b1", start=99, speaker="Norway")
    words = "It holds from 9:15 am."
    bare = undated(words, "b2", start=199, paragraph=paragraph, speaker=speaker)
    found = date_undated([dated("2031-05-06"), undated(NAMED), clock, bare])[-1]
    time = found.found.event_time
    zoned = time is not None and time.start.isoformat() == "2031-05-06T05:15:00+00:00"
    assert zoned is read
