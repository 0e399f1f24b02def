"""A text reads as a careful person would read it."""

import pytest

from tests.sources.text.reading_help import kinds, read, rules, sentences

WRAPPED = (
    "Officials in the valley traded blame on Monday for the failure of the old Sarnow-\n"
    "Brook dam, which the water board said had been inspected in the spring and found\n"
    "to be sound by two engineers of its own. The provincial govern-\n"
    "ment has not yet said what it knew of the cracks in the wall.\n"
    "\n"
    "The minister said on Tuesday that by all he knew of the matter so far the river-\n"
    "side road would stay closed until engineers had looked at all of the riverside\n"
    "embankment and its culverts, which were built by hand a century ago.\n"
)


def test_hard_wrapped_lines_become_one_paragraph():
    document = read(WRAPPED)
    assert len(sentences(document)) == 3
    assert "\n" not in sentences(document)[0]


def test_a_hyphen_before_a_capital_stays():
    assert "Sarnow-Brook dam" in read(WRAPPED).reading.text


def test_a_split_word_is_joined():
    assert "provincial government has" in read(WRAPPED).reading.text


def test_the_text_itself_decides_on_a_hyphen():
    assert "so far the riverside road" in read(WRAPPED).reading.text


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("a Tallinn-", "based group", "Tallinn-based"),
        ("a self-", "styled council", "self-styled"),
        ("the COVID-", "19 wards", "COVID-19"),
        ("new infor-", "mation came", "information"),
        ("the Kerst-", "Olm canal", "Kerst-Olm"),
        ("a twenty-", "five metre wall", "twenty-five"),
    ],
)
def test_hyphens_at_line_ends(first, second, word):
    filler = "The council of the town has met again to talk about the state of its "
    text = (
        f"{filler}roads and bridges\nand the people who use them every single day of "
        f"the week, and {first}\n{second} and others who came to the meeting in the "
        "old hall by\nthe market square stayed until the end of it all.\n"
    )
    assert word in read(text, hard_wrapped=True).reading.text


def test_a_wrap_is_one_segment():
    document = read(WRAPPED)
    first = document.sentences[0]
    segments = document.reading.to_segments(first.start, first.end)
    assert len(segments) == 1
    assert document.words(segments)[0].startswith("Officials")
    assert "Sarnow-\nBrook" in document.words(segments)[0]


def test_a_link_line_inside_a_sentence_is_foreign_text():
    text = (
        '"We ask that the gates stay shut for the whole of the night from\n\n'
        "https://t.example/post/17\n\n\n"
        '10:00 p.m. local time on," the board said in a statement on the matter.\n'
    )
    document = read(text)
    assert sentences(document) == [
        '"We ask that the gates stay shut for the whole of the night from 10:00 p.m. '
        'local time on," the board said in a statement on the matter.'
    ]
    segments = document.reading.to_segments(0, len(document.reading.text))
    assert len(segments) == 2
    assert "example" not in "".join(document.words(segments))
    assert kinds(document) == ["body", "embed", "body"]


def test_a_link_line_between_sentences_joins_nothing():
    text = "The gates are shut.\n\nhttps://t.example/post/17\n\nThe road is open.\n"
    assert sentences(read(text)) == ["The gates are shut.", "The road is open."]


def test_a_caption_inside_a_sentence_is_bridged():
    text = (
        "The board said on Monday that it had shut the gates of the dam because of\n\n"
        "Workers at the gates. Lena Orlik/AFP\n\n"
        "the rising water in the upper valley.\n"
    )
    document = read(text)
    assert sentences(document, "body") == [
        "The board said on Monday that it had shut the gates of the dam because of the "
        "rising water in the upper valley."
    ]


def test_lines_that_are_paragraphs_stay_apart():
    text = (
        "Dam fails above Sarnow\n"
        "The old dam above the town failed on Monday, the water board said.\n"
        "In a statement the board said that:\n"
        "“All gates were open when the wall gave way. Nobody was at fault.”\n"
        "It will meet again.\n"
    )
    document = read(text)
    assert rules(document) == [
        ("headline", "first-line"),
        ("body", "paragraph"),
        ("body", "paragraph"),
        ("quote", "quoted-paragraph"),
        ("body", "paragraph"),
    ]
    assert document.facts.title == "Dam fails above Sarnow"


def test_an_embedded_post_is_told_from_the_article():
    text = (
        "The council met later on Monday to talk about the failure of the old dam, and\n"
        "the mayor of the town left the hall early without a word to reporters.\n"
        " Video from the east bank shows the water reaching the lower houses of the\n"
        "village.\n"
        "\n"
        "Nobody seems hurt. pic.twitter.com/aB3dEfGh\n"
        "\n"
        "— Ida Brandt (@idabrandt) March 4, 2024\n"
        "\n"
        "The mayor later called the minister.\n"
    )
    document = read(text)
    assert [b.rule for b in document.blocks if b.kind == "embed"] == [
        "post",
        "post",
        "post-signature",
    ]
    assert "Nobody seems hurt." in sentences(document, "embed")
    assert "pic.twitter" not in document.reading.text
    assert document.facts.published.how == "embed"


@pytest.mark.parametrize(
    ("line", "kind", "rule"),
    [
        ("NewsPolitics", "boilerplate", "navigation"),
        ("All news", "boilerplate", "navigation"),
        ("Home / World / Europe", "boilerplate", "navigation"),
        ("shareprint", "boilerplate", "share"),
        ("Share on Facebook Twitter", "boilerplate", "share"),
        ("Editor in chief — Ola Nord. Terms of use.", "boilerplate", "imprint"),
        ("Privacy policy", "boilerplate", "imprint"),
        ("© 2024 Valley Post. All rights reserved.", "boilerplate", "imprint"),
        ("Updated at 12:00 p.m. on March 4.", "boilerplate", "update-note"),
        (
            "Correction: an earlier text misnamed the dam.",
            "boilerplate",
            "correction-note",
        ),
        ("Read more: the dam in pictures", "boilerplate", "promotion"),
        ("Lena Orlik/AFP", "credit", "photo-credit"),
        ("Photo: Lena Orlik", "credit", "photo-credit"),
        ("AFP contributed reporting.", "credit", "wire-credit"),
        ("Reuters contrinuted to this reprot.", "credit", "wire-credit"),
        ("By Ida Brandt and Jon Lund", "credit", "byline"),
        ("March 4, 2024", "dateline", "date-line"),
        ("4 March 2024, 14:30", "dateline", "date-line"),
        ("https://valley.example/a/b", "embed", "url-line"),
        ("* * *", "boilerplate", "ornament"),
        ("Valley | Sport | Notices", "boilerplate", "menu"),
        ("Valley Post Page 2 of 3", "boilerplate", "page-head"),
        ("Update, 18:30: We have corrected an entry.", "boilerplate", "update-note"),
        ("Contact: press office, Weir Street 12", "boilerplate", "contact"),
        ("Ida Brandt writes about rivers.", "boilerplate", "author-note"),
        ("Photo: the wall on Monday.", "caption", "photo-line"),
        ("The mayor (left) with an engineer at the gates", "caption", "pictured"),
        (
            "In this March 4, 2024 file photo, the mayor looks at the wall.",
            "caption",
            "in-this-photo",
        ),
        ("[Image via Valley TV]", "credit", "photo-credit"),
        ("(Photo courtesy: Lena Orlik)", "credit", "photo-credit"),
        ("LENA M. ORLIK/VALLEY POST/GETTY IMAGES", "credit", "photo-credit"),
        ("H/T The Mill Blog", "credit", "photo-credit"),
        ("© Valley TV/ Lena Orlik", "credit", "photo-credit"),
        ("With files from Reuters", "credit", "wire-credit"),
        ("With reports from Ida Brandt and Jon Lund", "credit", "wire-credit"),
        ("ib/jl (AFP, dpa)", "credit", "wire-credit"),
        ("Contributing: The Associated Press", "credit", "wire-credit"),
        ("2:25 p.m.", "dateline", "time-line"),
        ("valley.example", "embed", "url-line"),
        ("old_wall-2.jpg", "embed", "url-line"),
        ("idabrandt@valley.example", "boilerplate", "contact"),
        ("Follow Ida Brandt (@idab) on Twitter", "boilerplate", "follow-us"),
        ("Follow @valleypost for more", "boilerplate", "follow-us"),
        ("Twitter: @idab", "boilerplate", "follow-us"),
        ("Scroll down for video", "boilerplate", "page-control"),
        ("VIEW GALLERY", "boilerplate", "page-control"),
        ("Poll loading …", "boilerplate", "page-control"),
        ("Please enable Javascript to watch.", "boilerplate", "page-control"),
        ("12 comments", "boilerplate", "comments"),
        ("Comments are closed.", "boilerplate", "comments"),
        ("Have something to add? Write to us.", "boilerplate", "comments"),
        ("MORE: The old mill and its last miller", "boilerplate", "promotion"),
        ("PHOTOS: the valley under water", "boilerplate", "promotion"),
        ("Related links", "boilerplate", "promotion"),
        ("Subscribe to our newsletter", "boilerplate", "subscription"),
        ("Already a subscriber? Log in", "boilerplate", "subscription"),
        ("You have 3 free articles left", "boilerplate", "subscription"),
        ("This site uses cookies.", "boilerplate", "cookies"),
        ("Accept all cookies", "boilerplate", "cookies"),
        (
            "By continuing to browse you agree to our use of cookies.",
            "boilerplate",
            "cookies",
        ),
        ("Sponsored links", "boilerplate", "advertisement"),
        ("Story continues below", "boilerplate", "advertisement"),
        ("___", "boilerplate", "ornament"),
        ("var page = {}; show(page);", "boilerplate", "script"),
        ("Modified date: March 4, 2024 10:42", "boilerplate", "update-note"),
        ("FacebookTwitterGoogle+Email", "boilerplate", "share"),
        ("Skip to main content", "boilerplate", "navigation"),
        ("By Valley staff", "credit", "byline"),
    ],
)
def test_lines_of_the_page_are_typed(line, kind, rule):
    text = f"Dam fails above Sarnow\n\n{line}\n\nThe old dam failed on Monday.\n"
    block = read(text).blocks[1]
    assert (block.kind, block.rule) == (kind, rule)


@pytest.mark.parametrize(
    "line",
    [
        "Related charges were dropped by the court in the spring of last year.",
        "Updates on the dam are given every hour by the board.",
        "Print shops in the town were closed on Monday.",
        "The privacy policy of the agency was changed on Monday, the minister said.",
        "Source of the river is a spring above the village, the board said.",
        "By Monday the water had fallen.",
        "World leaders met on Monday.",
        "More than a hundred houses in the valley were without power on Monday.",
        "Support for the mayor has fallen since the spring, the institute said.",
        "Follow the river and you come to the mill that was lost.",
        "Join the two halves of the wall and the water is held, the board said.",
        "In this valley, photo shops are few.",
        "The law uses cookies as an example of small things that are kept.",
        "By using boats the firemen brought the miller and her cat to the bank.",
        "Next came the engineers.",
        "Credit for the quick repair went to the engineers of the county.",
        "With the gates shut the water fell.",
        "At 2:25 p.m. the wall fell.",
    ],
)
def test_sentences_that_begin_like_boilerplate_stay(line):
    text = f"Dam fails above Sarnow\n\nThe old dam failed.\n\n{line}\n\nIt was so.\n"
    assert line in sentences(read(text), "body")


def test_section_names_stuck_to_a_headline_come_off():
    text = "NewsPoliticsDam fails above Sarnow\n\nThe old dam failed on Monday.\n"
    document = read(text)
    assert rules(document)[:2] == [
        ("boilerplate", "navigation"),
        ("headline", "first-line"),
    ]
    assert document.facts.title == "Dam fails above Sarnow"


def test_caption_and_credit_are_told_apart():
    text = "Workers at the dam. Lena Orlik / TASS\n\nThe old dam failed on Monday.\n"
    document = read(text)
    assert rules(document)[:2] == [
        ("caption", "before-photo-credit"),
        ("credit", "photo-credit"),
    ]
    assert document.facts.credits == ()


def test_a_credit_of_an_unknown_house_behind_a_caption():
    text = "Dam fails here\n\nPhoto: the wall on Monday. K. Orlik / Northwire\n\nIt was so.\n"
    assert rules(read(text))[1:3] == [
        ("caption", "before-photo-credit"),
        ("credit", "photo-credit"),
    ]


def test_a_deck_between_headline_and_dateline():
    text = (
        "Board expects quick repair — water ministry\n\n"
        "All gates of the dam should be repaired by the end of the month\n\n"
        "KERSTHAVEN, March 4. /TASS/. The board expects a quick repair.\n"
    )
    document = read(text)
    assert kinds(document) == ["headline", "deck", "dateline", "body"]
    assert sentences(document, "body") == ["The board expects a quick repair."]
    assert sentences(document, "dateline") == ["KERSTHAVEN, March 4. /TASS/."]


def test_a_byte_order_mark_counts_but_is_not_read():
    document = read("\ufeffThe dam failed. It rained.\n")
    assert document.reading.text.startswith("The dam")
    assert document.reading.to_segments(0, 3) == ((1, 4),)


def test_windows_line_ends_are_kept_in_the_text():
    text = "The dam failed.\r\n\r\nIt rained.\r\n"
    document = read(text)
    assert document.text == text
    assert sentences(document) == ["The dam failed.", "It rained."]


def test_reading_twice_gives_the_same():
    assert read(WRAPPED) == read(WRAPPED)


def test_a_word_split_over_a_page_end_is_one_word_in_two_segments():
    text = (
        "The board said on Monday that it had asked the govern-\n\n"
        "Valley Post Page 2 of 3\n\n"
        "ment for help with the gates.\n"
    )
    document = read(text)
    assert sentences(document, "body") == [
        "The board said on Monday that it had asked the government for help with the "
        "gates."
    ]
    start = document.reading.text.index("government")
    segments = document.reading.to_segments(start, start + len("government"))
    assert document.words(segments) == ("govern", "ment")


def test_a_wrapped_date_begins_no_list():
    text = (
        "The board of the valley said that the gates had stood open since the 4th of "
        "Sept.\n13. Others in the valley, and the mayor among them, said no such thing "
        "at all.\n"
    )
    document = read(text, markdown=True, hard_wrapped=True)
    assert len(document.blocks) == 1


def test_a_quotation_above_a_post_is_the_articles_own():
    text = (
        "The mayor spoke to us at night in front of the hall.\n\n"
        "“We had asked for money.”\n\n"
        "Nobody seems hurt. pic.twitter.com/aB3dEfGh\n\n"
        "— Ida Brandt (@idabrandt) March 4, 2024\n"
    )
    assert kinds(read(text)) == ["body", "quote", "embed", "embed"]


@pytest.mark.parametrize("broken", ["govern-\u200b\nment", "go\u00advern-\nm\u200bent"])
def test_invisible_characters_hide_no_split_word(broken):
    document = read(f"It asked the {broken} for help.", hard_wrapped=True)
    assert sentences(document) == ["It asked the government for help."]


def test_a_report_behind_an_update_label_is_body():
    text = (
        "Dam fails above Sarnow\n\nThe old dam failed on Monday.\n\n"
        "UPDATE, 18:30: The board has confirmed that the lower gate was open.\n"
    )
    document = read(text)
    assert rules(document)[2:] == [
        ("boilerplate", "update-note"),
        ("body", "paragraph"),
    ]
    assert sentences(document, "body")[-1] == (
        "The board has confirmed that the lower gate was open."
    )


def test_thanks_behind_a_paragraph_make_it_no_caption():
    text = (
        "Dam fails above Sarnow\n\nThe old dam failed on Monday. [h/t The Mill Blog]\n"
    )
    assert rules(read(text))[1:] == [("body", "paragraph"), ("credit", "photo-credit")]


@pytest.mark.parametrize("below", ["The mill is old.", "“It was loud.”", "lena_orlik"])
def test_what_begins_anew_goes_on_with_no_line_above(below):
    text = (
        "Dam fails above Sarnow\n\nThe old dam failed on Monday.\n\n"
        "The water stood in the houses that people pass by\n\n"
        f"VIEW GALLERY\n\n{below}\n\nIt was so.\n"
    )
    assert "continued" not in [block.rule for block in read(text).blocks]
