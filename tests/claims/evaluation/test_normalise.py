"""Times and numbers in the notation of the outside set; 7 March 2033 is a Monday."""

import pytest

from claims.evaluation.normalise import predict

NOW = "2033-03-07T10:00:00"

TIMES = [
    ("lunch on 12 May 2034", "12 May 2034", "2034-05-12"),
    ("see you tomorrow", "tomorrow", "2033-03-08"),
    ("it opens on Thursday", "Thursday", "2033-03-03"),
    ("last Thursday", "last Thursday", "2033-03-03"),
    ("closed from May to July 2034", "from May to July 2034", "2034-05-01/2034-07-01"),
    ("busy next week", "next week", "2033-03-14/2033-03-21"),
    ("the next three days", "next three days", "2033-03-08/2033-03-11"),
    ("in Q3 2034", "Q3 2034", "2034-07-01/2034-10-01"),
    ("early in May 2034", "early in May 2034", "2034-05"),
    ("since 2031", "since 2031", "2031-01-01/"),
    ("before 2031", "before 2031", "/2031-01-01"),
    ("after 2031", "after 2031", "2032-01-01/"),
    ("call at 5:30 pm", "5:30 pm", "17:30:00"),
    ("tomorrow at 9 am", "tomorrow at 9 am", "2033-03-08 09:00:00"),
    ("open 5 to 7 pm", "5 to 7 pm", "17:00:00/19:00:00"),
    ("at ten past 4 in the afternoon", "ten past 4 in the afternoon", "16:10:00"),
    ("tomorrow from 3 to 4", "tomorrow from 3 to 4",
     "2033-03-08 03:00:00/2033-03-08 04:00:00"),
    ("out this evening", "this evening", "2033-03-07TEV"),
    ("in two weeks", "in two weeks", "2033-03-21"),
    ("20 minutes ago", "20 minutes ago", "2033-03-07 09:40:00"),
    ("for three weeks", "three weeks", "P3W"),
    ("1 day and 5 hours", "1 day and 5 hours", "P1DT5H"),
    ("every Friday", "every Friday", "XXXX-WXX-5"),
    ("paid monthly", "monthly", "P1M"),
]  # fmt: skip


def _of(text, **fields):
    (answer,) = predict([{"id": "a", "text": text, **fields}])
    return [(text[r["start"] : r["end"]], r["value"]) for r in answer["results"]]


@pytest.mark.parametrize(("text", "words", "value"), TIMES)
def test_a_time_has_the_sets_value(text, words, value):
    assert _of(text, reference=NOW, group="datetime") == [(words, value)]


NUMBERS = [
    ("number", "a third of seven", [("a third", "0.333333333333333"), ("seven", "7")]),
    ("number", "minus forty", [("minus forty", "-40")]),
    ("numberrange", "more than 30", [("more than 30", "(30,)")]),
    ("numberrange", "at least 30", [("at least 30", "[30,)")]),
    ("numberrange", "30 or less", [("30 or less", "(,30]")]),
    ("numberrange", "between 3 and 9", [("between 3 and 9", "[3,9)")]),
    ("numberrange", "above 3 and below 9", [("above 3 and below 9", "(3,9)")]),
    ("numberrange", "equal to 30", [("equal to 30", "[30,30]")]),
    ("ordinal", "the 12th and last row", [("12th", "12"), ("last", "end+0")]),
    ("currency", "pay 30 euros", [("30 euros", "30")]),
    ("dimension", "a 4 km road", [("4 km", "4")]),
    ("temperature", "near 30 degrees C", [("30 degrees C", "30")]),
    ("age", "she is 30 years old", [("30 years old", "30")]),
    ("percent", "30 per cent", [("30 per cent", "30%")]),
]


@pytest.mark.parametrize(("group", "text", "expected"), NUMBERS)
def test_the_group_names_what_is_asked_for(group, text, expected):
    assert _of(text, group=group) == expected


def test_without_a_moment_only_what_needs_none_is_placed():
    found = _of("on 12 May 2034 or yesterday", reference=None, group="datetime")
    assert found[0] == ("12 May 2034", "2034-05-12")
    assert dict(found)["yesterday"] == ""


def test_an_unknown_group_is_answered_with_nothing():
    assert _of("30 dogs", group="animal") == []
