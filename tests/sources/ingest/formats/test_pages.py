"""Lines of pages become one text; what returns on every page is marked, never lost."""

import pytest

from sources.ingest.formats import PDF, load_reader
from sources.ingest.formats.pages import PageLine, join_pages
from sources.text.document import read_document
from tests.sources.ingest.made_files import make_pdf
from tests.sources.text.reading_help import sentences


def lines(*words, size=11.0, top=700.0, left=72.0):
    return [PageLine(w, top - 14 * i, size, left) for i, w in enumerate(words)]


def blocks_of(pages):
    paged = join_pages(pages)
    return [(b.kind, b.rule, paged.text[b.start : b.end]) for b in paged.blocks]


def page_of(number, *words, head="Valley Board", foot=True):
    above = [PageLine(head, 760.0, 9.0, 72.0)] if head else []
    below = [PageLine(f"- {number} -", 30.0, 9.0, 300.0)] if foot else []
    return [*above, *lines(*words), *below]


def body(number):
    mark = "klmnopqrstuvwxyz"[number % 16]
    return (
        f"The old dam {mark} above the town failed on Monday and",
        f"nobody was warned of crack {mark}.",
    )


BODY = body(0)


def test_heads_and_numbers_are_marked_and_stay_in_the_text():
    pages = [page_of(n, *body(n)) for n in (1, 2, 3)]
    found = blocks_of(pages)
    assert [(kind, rule) for kind, rule, _ in found[:3]] == [
        ("boilerplate", "running-head"),
        ("body", "paragraph"),
        ("boilerplate", "page-number"),
    ]
    assert found[1][2] == "\n".join(body(1))
    assert "- 2 -" in join_pages(pages).text


def test_heads_of_chapters_and_of_even_pages_are_found():
    heads = ["Annual Report", "The dam"] * 3 + ["Annual Report", "The bridge"] * 3
    pages = [page_of(n, *body(n), head=head) for n, head in enumerate(heads)]
    rules = [rule for _, rule, _ in blocks_of(pages)]
    assert rules.count("running-head") == 12


def test_a_line_that_returns_elsewhere_on_the_page_is_no_head():
    pages = [
        lines("Missing: 12", "2019 14", *body(n), top=700 - 50 * n) for n in range(3)
    ]
    assert {kind for kind, _, _ in blocks_of(pages)} == {"body"}


def test_notes_at_the_foot_are_no_running_text():
    note = PageLine("1 See the report of the board.", 80.0, 8.0, 72.0)
    pages = [[*lines(*BODY), note], lines(*body(1))]
    assert ("caption", "footnote", note.words) in blocks_of(pages)


def test_a_page_of_small_type_is_no_page_of_notes():
    pages = [lines(*body(n)) for n in range(2)]
    pages.append(lines("1 Nobody was warned.", *body(2), size=8.0))
    assert {rule for _, rule, _ in blocks_of(pages)} == {"paragraph"}


def test_a_line_set_in_begins_a_paragraph():
    page = lines(*BODY)
    more = lines("Two engineers knew of cracks in the wall and they", top=672.0)
    indented = [PageLine(x.words, x.top, x.size, 90.0) for x in more]
    assert [b[2] for b in blocks_of([[*page, *indented]])] == [
        "\n".join(BODY),
        more[0].words,
    ]


def test_large_type_is_a_headline():
    page = [PageLine("The dam", 740.0, 20.0, 72.0), *lines(*BODY)]
    assert blocks_of([page])[0] == ("headline", "large-type", "The dam")


def test_the_text_of_the_first_pages_begins_the_text_of_all():
    pages = [page_of(n, f"Part {n} of it.", *BODY) for n in range(1, 9)]
    whole = join_pages(pages)
    for count in range(1, 9):
        first = join_pages(pages[:count])
        assert whole.text.startswith(first.text)
        assert whole.pages[:count] == first.pages
    for start, page in zip(whole.pages, pages, strict=True):
        assert whole.text[start:].startswith(page[0].words)


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("the president of the board of", "Sarnow was told.", "board of Sarnow was"),
        ("and nobody was told what the", "board knew of it.", "what the board knew"),
        ("and nobody was told of the infor-", "mation it had.", "the information it"),
    ],
)
def test_a_sentence_runs_on_over_the_page_end(end, start, joined):
    filler = [f"Crack {x} was seen." for x in "klm"]
    pages = [
        page_of(1, filler[0], "The old dam above the town failed on Monday", end),
        page_of(2, start, filler[1]),
        page_of(3, filler[2]),
    ]
    raw = make_pdf([[(x.words, int(x.size), int(x.top)) for x in p] for p in pages])
    document = read_document("d", load_reader(PDF)(raw))
    long = next(s for s in sentences(document) if "Monday" in s)
    assert joined in long
    assert "Valley Board" not in document.reading.text


def test_a_long_file_is_told_from_its_beginning():
    pages = [
        [(f"{BODY[0]} {BODY[1]} {n}.{k}", 11, 700 - 14 * k) for k in range(40)]
        for n in range(30)
    ]
    told = []
    whole = load_reader(PDF)(make_pdf(pages), tell=told.append)
    first = [one for one in told if one.first is not None]
    assert len(first) == 1
    assert 1 < first[0].done < 4
    assert whole.text.startswith(first[0].first.text)
    assert {(one.total, one.unit) for one in told} == {(30, "page")}
