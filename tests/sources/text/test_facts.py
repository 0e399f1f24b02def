"""A document's own facts, each with how it is known, or a reason why not."""

import pytest

from sources.text.base import DocumentFacts, KnownDate
from tests.sources.text.reading_help import read

BODY = "The old dam above the town failed, the water board said.\n"


def published(text, **fields):
    return read(text, **fields).facts.published


def test_metadata_stands_before_everything():
    known = KnownDate("2024-03-01T10:00:00+02:00", "metadata", "JSON-LD")
    given = DocumentFacts(title="Given", published=known)
    document = read(f"Dam fails here\n\nMarch 4, 2024\n\n{BODY}", facts=given)
    assert document.facts.published == known
    assert document.facts.title == "Given"


def test_a_date_line_under_the_byline():
    text = f"Dam fails here\n\nBy Ida Brandt\n\nMarch 4, 2024\n\n{BODY}"
    known = published(text)
    assert (known.value, known.how) == ("2024-03-04", "dateline")
    assert "March 4, 2024" in known.reason


def test_a_dateline_with_its_year():
    facts = read(f"LONDON, March 4, 2024 (Reuters) - {BODY}").facts
    assert (facts.published.value, facts.published.how) == ("2024-03-04", "dateline")
    assert facts.dateline_place == "London"
    assert facts.zone == "Europe/London"
    assert facts.credits == ("Reuters",)


def test_a_dateline_without_year_takes_it_from_a_post():
    text = (
        f"MOSCOW, March 4. /TASS/. {BODY}\n"
        "The water is rising. pic.twitter.com/abC1\n\n— Ida (@ida) March 3, 2024\n"
    )
    known = published(text)
    assert (known.value, known.how) == ("2024-03-04", "dateline")
    assert "embedded post" in known.reason


def test_a_dateline_without_year_takes_it_from_the_address():
    known = published(
        f"MOSCOW, March 4. /TASS/. {BODY}", url="https://n.example/2024/03/04/dam"
    )
    assert (known.value, known.how) == ("2024-03-04", "dateline")
    assert "address" in known.reason


def test_a_post_of_another_month_gives_no_year():
    text = (
        f"MOSCOW, March 4. /TASS/. {BODY}\n"
        "The water rose. pic.twitter.com/abC1\n\n— Ida (@ida) June 3, 2023\n"
    )
    assert published(text).how != "dateline"


def test_a_weekday_and_a_past_date_give_the_year_with_the_reason():
    text = (
        "MOSCOW, March 4. /TASS/. The board said on Monday that the dam had failed. "
        "It was last inspected on November 9, 2021.\n"
    )
    known = published(text)
    assert (known.value, known.how) == ("2024-03-04", "inferred")
    assert "Monday" in known.reason
    assert "9 November 2021" in known.reason


def test_a_date_that_may_lie_ahead_is_no_past_date():
    text = (
        "MOSCOW, March 4. /TASS/. The board said on Monday that the dam had failed. "
        "Its licence runs until November 9, 2021.\n"
    )
    known = published(text)
    assert known.value == ""
    assert "without a year" in known.reason


def test_years_counted_from_a_known_war_give_the_year():
    text = (
        "Board denies blame for dam\n\n"
        "The board said on Monday that it had warned the town on 4 October.\n\n"
        "The dam has stood without repair since the end of the Falklands war two "
        "years ago.\n"
    )
    known = published(text)
    assert known.value == ""  # 4 October 1984 was a Thursday: the clues disagree
    known = published(text.replace("Monday", "Thursday"))
    assert (known.value, known.how) == ("1984-10-04", "inferred")
    assert "Falklands war (1982)" in known.reason


def test_a_day_without_year_is_not_guessed():
    known = published("Dam fails\n\nThe dam failed in the early hours of March 4.\n")
    assert known.value == ""
    assert known.how == ""
    assert "March 4" in known.reason


def test_no_date_at_all_says_so():
    known = published(BODY)
    assert known == KnownDate(reason=known.reason)
    assert "no date" in known.reason


def test_the_address_alone():
    known = published(BODY, url="https://n.example/2024/03/04/dam")
    assert (known.value, known.how) == ("2024-03-04", "url")


def test_an_update_note_with_zone_gives_an_instant():
    text = f"March 4, 2024\n\nUpdated at 12:30 p.m. GMT on March 5.\n\n{BODY}"
    updated = read(text).facts.updated
    assert updated.value == "2024-03-05T12:30:00+00:00"
    assert "update note" in updated.reason


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("Updated: March 5, 2024, 14:30 MSK", "2024-03-05T14:30:00+03:00"),
        ("Updated at 9:05 a.m. ET on March 5", "2024-03-05T09:05:00-05:00"),
        ("Updated at 12:00 p.m. on March 5 to add a quote.", "2024-03-05"),
        ("Last updated on 5 March 2024", "2024-03-05"),
        ("Updated at 14:05 GMT, 5 March", "2024-03-05T14:05:00+00:00"),
        ("Updated at 16:10 Moscow time", "2024-03-04T16:10:00+03:00"),
    ],
)
def test_update_notes(note, value):
    updated = read(f"March 4, 2024\n\n{note}\n\n{BODY}").facts.updated
    assert updated.value == value
    assert updated.how == ("note" if "2024" in note else "inferred")


def test_an_update_note_without_any_year_stays_open():
    updated = read(f"Updated at 12:00 p.m. on March 5\n\n{BODY}").facts.updated
    assert updated.value == ""
    assert "no year" in updated.reason


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("AFP contributed reporting.", ("AFP",)),
        ("Reuters contrinuted to this report.", ("Reuters",)),
        ("The Associated Press and dpa contributed to this report.", ("AP", "dpa")),
        ("With reporting by AFP", ("AFP",)),
        ("Source: RIA Novosti", ("RIA Novosti",)),
        ("(Xinhua)", ("Xinhua",)),
        ("Northwire contributed to this report.", ("Northwire",)),
        ("The Assosiated Press contributed to this report.", ("AP",)),
        ("With reporting by Rueters and the Associated Pres", ("Reuters", "AP")),
        ("Source: Interfaks", ()),
        ("AFP/Reuters", ("AFP", "Reuters")),
        ("(AFP, Rueters)", ("AFP", "Reuters")),
        ("Agence France Press", ("AFP",)),
        ("ib/jl (AFP, dpa)", ("AFP", "dpa")),
        ("With a file from Reuters", ("Reuters",)),
        ("Contributing: The Associated Press", ("AP",)),
        ("REUTERS/Lena Orlik", ()),
        ("AFP/Getty Images", ()),
        ("The wall. Lena Orlik/Reuters", ()),
        ("Reuter and Brandt", ()),
        ("Lena Orlik/AFP", ()),
        ("Photo: TASS", ()),
        ("Ida Brandt contributed reporting.", ()),
        ("AFP reported that the dam had failed.", ()),
    ],
)
def test_wire_credits(line, credits):
    assert read(f"Dam fails here\n\n{BODY}\n{line}\n").facts.credits == credits


def test_the_outlet_is_named_as_the_text_names_it():
    text = (
        f"Dam fails here\n\n{BODY}\n“It was loud,” she told The Valley Post.\n\n"
        "Original url:\n\nhttps://www.thevalleypost.example/2024/03/04/dam\n"
    )
    facts = read(text).facts
    assert facts.outlet == "The Valley Post"
    assert facts.canonical_url.endswith("/2024/03/04/dam")
    assert facts.published.how == "url"


def test_a_byline_may_name_an_agency():
    assert read(f"Dam fails here\n\nBy Reuters staff\n\n{BODY}").facts.credits == (
        "Reuters",
    )


def test_an_agency_of_no_table_in_a_dateline():
    facts = read(f"SARNOW, March 3 (Northwire) — {BODY}").facts
    assert (facts.dateline_place, facts.credits) == ("Sarnow", ("Northwire",))


@pytest.mark.parametrize("head", ["Valley Post", "Valley Post Page 1 of 2"])
def test_the_masthead_names_the_outlet(head):
    text = f"{head}\n\nOld dam fails above the town\n\nBy Ida Brandt\n\n{BODY}"
    facts = read(text).facts
    assert facts.outlet == "Valley Post"
    assert facts.title == "Old dam fails above the town"
    assert facts.byline == "Ida Brandt"


def test_an_unnamed_outlet_is_its_host():
    assert read(BODY, url="https://www.n.example/a").facts.outlet == "n.example"


def test_other_links_are_not_the_documents_own():
    facts = read(f"Dam fails here\n\n{BODY}\nhttps://t.example/1\n\n{BODY}").facts
    assert facts.canonical_url == ""
    assert facts.outlet == ""


@pytest.mark.parametrize(
    ("line", "place", "zone"),
    [
        ("YEREVAN, Armenia — The dam", "Yerevan", "Asia/Yerevan"),
        ("MOSCOW (AP) — The dam", "Moscow", "Europe/Moscow"),
        ("MOSCOW, Idaho (AP) — The dam", "Moscow", "America/Los_Angeles"),
        ("GORIS, Armenia, Sept. 13 (Xinhua) -- The dam", "Goris", "Asia/Yerevan"),
        ("KERSTHAVEN — The dam", "Kersthaven", ""),
        ("UNITED NATIONS (AP) — The dam", "United Nations", "America/New_York"),
        ("МОСКВА, 4 марта. /ТАСС/. Дамба", "Москва", "Europe/Moscow"),
    ],
)
def test_datelines(line, place, zone):
    facts = read(f"{line} above the town failed, the board said.\n").facts
    assert (facts.dateline_place, facts.zone) == (place, zone)


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance — met on Monday.",
        "The dam — an old one — failed.",
        "“The dam – it is gone,” he said.",
        "U.S. officials said so.",
    ],
)
def test_dashes_make_no_dateline(line):
    assert read(f"{line}\n").facts.dateline_place == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The old dam above the town failed on Monday, the board said.", "en"),
        ("Старая дамба над городом рухнула в понедельник, сообщили власти.", "ru"),
        ("Стара гребля над містом зруйнувалася в понеділок, кажуть у раді.", "uk"),
        ("Der alte Damm über der Stadt brach am Montag, teilte das Amt mit.", "de"),
        ("123 456", ""),
    ],
)
def test_language(text, language):
    assert read(text).facts.language == language


GERMAN = """Der alte Damm über der Stadt brach am Montag, teilte das Amt mit. Die Leute
    aus den drei Orten am Fluss wurden noch in der Nacht in die Schule gebracht, und
    niemand weiß bisher, warum die Tore offen standen, als das Wasser kam. """
ENGLISH = """The old dam above the town failed on Monday, the board said. The people of the
    three places on the river were brought to the school that night, and nobody has said
    why the gates were open when the water came from the north. """


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (f"{GERMAN}\n\n“The old dam was not safe,” he said.", "de"),
        (f"{GERMAN}\n\n{GERMAN}\n\n{ENGLISH}", "de"),
    ],
)
def test_language_is_that_of_most_words(text, language):
    assert read(text).facts.language == language


@pytest.mark.parametrize(
    ("text", "title", "outlet", "how"),
    [
        (
            f"Old dam fails above Sarnow | Harbour Gazette\n\n{BODY}",
            "Old dam fails above Sarnow",
            "Harbour Gazette",
            "masthead",
        ),
        (
            f"Old dam fails above Sarnow - The Harbour Gazette\n\n{BODY}",
            "Old dam fails above Sarnow",
            "The Harbour Gazette",
            "masthead",
        ),
        (
            f"Board expects a quick repair — Foreign Ministry\n\n{BODY}",
            "Board expects a quick repair — Foreign Ministry",
            "",
            "",
        ),
        (
            f"Old dam fails above Sarnow\n\nValley Courier, 5 March 2024\n\n{BODY}",
            "Old dam fails above Sarnow",
            "Valley Courier",
            "line of outlet and date",
        ),
        (
            f"Valley Courier, 5 March 2024\n\nOld dam fails above Sarnow\n\n{BODY}",
            "Old dam fails above Sarnow",
            "Valley Courier",
            "line of outlet and date",
        ),
        (
            f"Old dam fails here\n\nBy Ida Brandt, Valley Post\n\n{BODY}",
            "Old dam fails here",
            "Valley Post",
            "byline",
        ),
        (
            f"Old dam fails here\n\n{BODY}\n© 2024 Olm Daily. All rights reserved.\n",
            "Old dam fails here",
            "Olm Daily",
            "imprint",
        ),
        (
            f"Old dam fails here\n\n{BODY}\n"
            "This article was first published by The Olm Review on 5 March 2024.\n",
            "Old dam fails here",
            "The Olm Review",
            "line of origin",
        ),
    ],
)
def test_the_outlet_is_found_where_pages_name_it(text, title, outlet, how):
    facts = read(text).facts
    assert (facts.title, facts.outlet) == (title, outlet)
    assert dict(facts.how_known).get("outlet", "") == how


def test_the_title_of_the_metadata_names_the_outlet():
    given = DocumentFacts(title="Old dam fails at night | Harbour Gazette")
    facts = read(BODY, facts=given).facts
    assert (facts.title, facts.outlet) == ("Old dam fails at night", "Harbour Gazette")
    assert dict(facts.how_known)["title"] == "metadata"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By [Ida Brandt](https://valley.example/ida)", "Ida Brandt"),
        ("By Ida Brandt | March 4, 2024", "Ida Brandt"),
        ("By Ida Brandt, Jon Lund and Ana Reyes", "Ida Brandt, Jon Lund and Ana Reyes"),
        ("By Ida Brandt for The Valley Post", "Ida Brandt"),
        ("By Valley Post", "Valley Post"),
        ("Ida Brandt, March 4, 2024", "Ida Brandt"),
        ("Written by Ida Brandt", "Ida Brandt"),
    ],
)
def test_bylines(line, names):
    text = f"# Dam fails above Sarnow\n\n{line}\n\n{BODY}"
    facts = read(text, markdown=True).facts
    assert facts.byline == names
    if "2024" in line:
        assert facts.published.value == "2024-03-04"


def test_a_line_of_place_and_date():
    facts = read(f"Dam fails above Sarnow\n\nYerevan, 4 March 2024\n\n{BODY}").facts
    assert (facts.dateline_place, facts.zone) == ("Yerevan", "Asia/Yerevan")
    assert facts.published.value == "2024-03-04"
    assert facts.byline == ""


def test_an_agency_with_the_rights_is_credited():
    text = f"Dam fails here\n\n{BODY}\nCopyright 2024 The Associated Press.\n"
    facts = read(text).facts
    assert (facts.outlet, facts.credits) == ("", ("AP",))


def test_every_fact_says_how_it_is_known():
    text = f"Dam fails above Sarnow\n\nBy Ida Brandt\n\nMOSCOW (AP) — {BODY}"
    assert read(text).facts.how_known == (
        ("title", "headline"),
        ("byline", "byline"),
        ("language", "judged by the words"),
        ("dateline_place", "dateline"),
        ("zone", "zone of Moscow"),
        ("credits", "dateline"),
    )


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        (f"MOSCOW, March 4. /TASS/. {BODY}", "--03-04"),
        ("Dam fails\n\nThe dam failed in the early hours of March 4.\n", "--03-04"),
        ("Dam fails\n\nIt failed on March 4 and was shut on May 9.\n", ""),
        (f"March 4, 2024\n\n{BODY}", ""),
        (BODY, ""),
    ],
)
def test_a_day_without_its_year_is_kept(text, partial):
    assert published(text).partial == partial


def test_a_cry_above_the_headline_is_no_outlet():
    text = f"SHOCK!\n\nOld dam fails above the town\n\n{BODY}"
    document = read(text)
    assert document.facts.outlet == ""
    assert document.facts.title == "Old dam fails above the town"
