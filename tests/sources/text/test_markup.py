"""Markdown is undone in the reading text, and every word keeps its place."""

import pytest

from tests.sources.text.reading_help import read, rules, sentences


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("The **old** dam *failed*.", "The old dam failed."),
        ("The ***old*** dam __failed__ _now_.", "The old dam failed now."),
        ("See [the board](https://b.example/x_(1)) now.", "See the board now."),
        ("See [the board][ref] now.", "See the board now."),
        ("See [the board](#) now.", "See the board now."),
        ("He said [the area] was hit.", "He said [the area] was hit."),
        ("A `gate` broke.", "A gate broke."),
        ("It cost 5 * 3 * 2 crowns.", "It cost 5 * 3 * 2 crowns."),
        ("The snake_case_name stays.", "The snake_case_name stays."),
        ("A \\*star\\* stays.", "A *star* stays."),
        ("A note[^1] here.", "A note here."),
        ("A picture ![alt](a.png) here.", "A picture here."),
        ("Line <b>bold</b> here.", "Line bold here."),
        ("Mail <https://b.example/> it.", "Mail it."),
        ("**[Board](https://b.example)** said.", "Board said."),
    ],
)
def test_inline_markup(written, read_as):
    assert sentences(read(written, markdown=True)) == [read_as]


def test_emphasis_leaves_one_segment_and_a_link_three():
    document = read("The **old** dam failed.", markdown=True)
    assert len(document.reading.to_segments(0, len("The old dam failed."))) == 1
    document = read("The [board](https://b.example) said so.", markdown=True)
    segments = document.reading.to_segments(0, len("The board said so."))
    assert document.words(segments) == ("The ", "board", " said so.")


def test_blocks_of_markdown():
    text = (
        "# Dam fails\n\nBy [Ida Brandt](#)\n\nThe dam failed.\n\n> “It broke,” he "
        "said.\n> “At night.”\n\n## What next\n\n- First item here.\n- Second one.\n\n"
        "```\ncode here\n```\n\n---\n\nThe end came.\n"
    )
    document = read(text, markdown=True)
    assert rules(document) == [
        ("headline", "markdown-heading"),
        ("credit", "byline"),
        ("body", "paragraph"),
        ("quote", "markdown-quote"),
        ("quote", "markdown-quote"),
        ("headline", "markdown-heading"),
        ("body", "paragraph"),
        ("body", "paragraph"),
        ("boilerplate", "code-fence"),
        ("boilerplate", "horizontal-rule"),
        ("body", "paragraph"),
    ]
    assert document.facts.title == "Dam fails"
    assert document.facts.byline == "Ida Brandt"
    assert "First item here." in sentences(document)
