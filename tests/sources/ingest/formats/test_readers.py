"""Every format gives one text, its blocks and what it says about itself."""

import pytest

from sources.errors import SourcesError
from sources.ingest.formats import (
    DOCX,
    HTML,
    MARKDOWN,
    PDF,
    PLAIN,
    READERS,
    SRT,
    VTT,
    load_reader,
    reader_name,
)
from sources.text.document import read_document
from tests.sources.ingest.made_files import PAGE, change_docx, make_docx, make_pdf
from tests.sources.text.reading_help import sentences

SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:03,500\nThe wall gave way at\n<i>three in the morning,</i>\n\n"
    "2\n00:00:03,500 --> 00:00:06,000\nthe engineer said.\n\n"
    "3\n00:00:06,000 --> 00:00:08,000\n- Nobody was warned.\n"
)


def read(data, media_type, **names):
    return load_reader(media_type)(data, **names)


def code_of(call):
    with pytest.raises(SourcesError) as caught:
        call()
    return caught.value.code


def test_every_reader_loads():
    assert {load_reader(kind).__name__ for kind in READERS} == {"read"}
    assert reader_name(SRT) == "subtitles"
    assert code_of(lambda: load_reader("image/png")) == "unknown_type"


@pytest.mark.parametrize("media_type", [PLAIN, MARKDOWN])
def test_text_is_exactly_the_decoded_file(media_type):
    raw = "\ufeff# A\r\n\r\nline \u00a0 two\rthree\n\n\n".encode()
    assert read(raw, media_type).text == raw.decode()


def test_markdown_in_a_text_file_is_recognised():
    assert read(b"# Dam fails\n\nThe **old** dam.\n", PLAIN).markup == "markdown"
    assert read(b"# 5 * 3 * 2\n", PLAIN).markup == "none"


def test_front_matter_gives_facts():
    raw = b"---\ntitle: Dam fails\ndate: 2024-03-04\nauthor: Ida Brandt\n---\nIt failed.\n"
    facts = read(raw, MARKDOWN).facts
    assert (facts.title, facts.byline) == ("Dam fails", "Ida Brandt")
    assert (facts.published.value, facts.published.how) == ("2024-03-04", "metadata")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Дамба над городом рухнула ночью, сообщили власти.".encode("cp1251"), "Дамба"),
        (
            "El niño dijo que «mañana» habrá más información aquí.".encode("cp1252"),
            "niño",
        ),
        ("The dam – it fell".encode("utf-16"), "dam –"),
        ("\ufeffThe dam".encode("utf-16-be"), "The dam"),
        ("The dam fell. Nobody was hurt.".encode("utf-16-le"), "The dam fell."),
        ("Дамба рухнула ночью. Да.".encode("utf-16-be"), "Дамба рухнула"),
        ("大坝昨夜倒塌, 无人受伤。\n".encode("utf-16-le"), "大坝昨夜倒塌"),
        ("The dam fell".encode("utf-32"), "The dam fell"),
        ("Дамба рухнула, говорят".encode("utf-32-be"), "Дамба рухнула,"),
        ("El niño".encode("cp1252"), "niño"),
        (
            "Zażółć gęślą jaźń, powiedział wójt gminy.".encode("cp1250"),
            "gęślą jaźń, powiedział",
        ),
        ("大坝昨夜倒塌,无人受伤。政府表示将展开调查。".encode("gbk"), "大坝昨夜"),
        ("Café — señor. ".encode() + "Déjà".encode("cp1252"), "Café — señor. Déjà"),
        (
            "Ночью.\n".encode() + "Никто не ранен, сообщили власти.".encode("cp1251"),
            "Ночью.\nНикто не ранен",
        ),
    ],
)
def test_other_encodings_are_recognised(raw, text):
    assert text in read(raw, PLAIN).text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"The dam\x00 fell", "nul_bytes"),
        (b"The dam fell.\x00 Nobody was hurt at all.", "nul_bytes"),
        (b"\xff\xfeT\x00h\x00\x00\x00e\x00", "nul_bytes"),
        (bytes(range(128, 256)) * 40 + b"\x81\x8d\x8f", "undecodable"),
        (b"", "empty_file"),
        (b" \n\t\r\n", "empty_file"),
        (b"\xef\xbb\xbf\n", "empty_file"),
    ],
)
def test_what_is_no_text_is_refused(raw, code):
    assert code_of(lambda: read(raw, PLAIN)) == code


def test_a_page_gives_main_text_and_facts():
    extracted = read(PAGE.encode(), HTML, url="https://valley.example/x")
    facts = extracted.facts
    assert facts.title == "Dam fails above Sarnow"
    assert facts.byline == "Ida Brandt, Jon Lund"
    assert facts.outlet == "Valley Post"
    assert facts.published.value == "2024-03-04T09:30:00+01:00"
    assert facts.published.how == facts.updated.how == "metadata"
    assert facts.canonical_url == "https://valley.example/2024/03/04/dam"
    assert "failed on Monday, the water board said" in extracted.text
    document = read_document("d", extracted)
    assert [b.kind for b in document.blocks][:5] == [
        "boilerplate",
        "headline",
        "body",
        "quote",
        "headline",
    ]
    assert document.facts.credits == ("AFP",)


def test_a_page_in_its_declared_encoding():
    page = PAGE.replace("utf-8", "windows-1251").replace("a farmer", "Иван")
    assert "Иван" in read(page.encode("cp1251", "replace"), HTML).text


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "utf-16-le", "utf-8"])
def test_the_servers_charset_is_believed_where_the_bytes_do_not_say(codec):
    page = PAGE.replace('<meta charset="utf-8">', "").replace("a farmer", "Иван")
    raw = page.translate({0x201C: '"', 0x201D: '"', 0xA9: "c"}).encode(codec)
    name = codec if "utf" not in codec else "iso-8859-1"
    assert "Иван" in read(raw, HTML, charset=name).text


def test_a_plain_text_in_the_servers_charset():
    raw = "Дамба".encode("koi8-r")
    assert read(raw, PLAIN, charset="koi8-r").text == "Дамба"
    assert read("Дамба".encode(), PLAIN, charset="koi8-r").text == "Дамба"


def test_a_page_without_date_markup_has_no_date_of_ours():
    page = PAGE[: PAGE.index("<script")] + PAGE[PAGE.index("</head>") :]
    page = page.replace("2024/03/04/", "")
    assert read(page.encode(), HTML).facts.published.value == ""


def test_a_page_without_main_text():
    empty = b"<!doctype html><html><body><script>x()</script></body></html>"
    assert code_of(lambda: read(empty, HTML)) == "no_text"


def paged(number):
    mark = "klm"[number - 1]
    return [
        ("Valley Water Board - Annual Report", 9, 760),
        (f"The old dam {mark} above the town failed on Monday and at", 11, 700),
        (f"least twelve people are missing, the board said in part {mark}.", 11, 686),
        (f"Nobody was warned of crack {mark} in the wall, two engineers of", 11, 650),
        ("the board told its members in the spring, and the infor-", 11, 636),
        (f"mation {mark} was not passed on.", 11, 622),
        (f"Page {number}", 9, 30),
    ]


def test_a_pdf_loses_running_heads_and_keeps_paragraphs():
    pages = [paged(number) for number in (1, 2, 3)]
    pages[0].insert(1, ("Report on the dam", 20, 735))
    document = read_document("d", read(make_pdf(pages, title="Report"), PDF))
    text = document.reading.text
    assert "Annual Report" not in text
    assert "Page 2" not in text
    assert document.facts.title == "Report"
    found = sentences(document)
    assert found[0] == "Report on the dam"
    assert found[1].startswith(
        "The old dam k above the town failed on Monday and at lea"
    )
    assert "the information k was not" in text


def test_a_pdfs_own_date_is_not_its_publication():
    facts = read(make_pdf([paged(1)]), PDF).facts
    assert facts.published.value == ""
    assert "2024-03-05" in facts.published.reason


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (make_pdf([paged(1)], encrypt="secret"), "encrypted"),
        (make_pdf([paged(1)])[:60], "parse_failed"),
        (b"%PDF-1.4 nothing here", "parse_failed"),
        (make_pdf([[]]), "no_text"),
    ],
)
def test_pdfs_that_cannot_be_read(raw, code):
    assert code_of(lambda: read(raw, PDF)) == code


def test_word_files_keep_order_and_styles():
    def build(document):
        document.add_heading("Dam fails", 0)
        document.add_paragraph("The old dam failed on Monday.")
        document.add_paragraph("“It broke.”", style="Quote")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Missing", "12"
        document.add_heading("What next", 1)
        document.core_properties.title = "Dam report"
        document.core_properties.author = "Ida Brandt"

    extracted = read(make_docx(build), DOCX)
    assert [block.kind for block in extracted.blocks] == [
        "headline",
        "body",
        "quote",
        "body",
        "headline",
    ]
    assert "Missing | 12" in extracted.text
    assert (extracted.facts.title, extracted.facts.byline) == (
        "Dam report",
        "Ida Brandt",
    )
    assert extracted.facts.published.value == ""
    for block in extracted.blocks:
        assert extracted.text[block.start : block.end].strip()


NOTE = (
    b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>-</w:t></w:r></w:p>'
    b'</w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>See the</w:t></w:r><w:r>'
    b'<w:t xml:space="preserve"> board.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
RELATION = (
    b'<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
)
CONTENT = (
    b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.'
    b'openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
)


def test_word_files_keep_lists_equal_cells_and_notes():
    def build(document):
        document.add_paragraph("The old dam failed on Monday.")
        document.add_paragraph("Twelve are missing.", style="List Bullet")
        table = document.add_table(rows=1, cols=3)
        for cell, words in zip(table.row_cells(0), ("Elm", "12", "12"), strict=True):
            cell.text = words

    raw = change_docx(
        make_docx(build),
        {
            "word/footnotes.xml": NOTE,
            "word/_rels/document.xml.rels": lambda b: b.replace(
                b"</Relationships>", RELATION
            ),
            "[Content_Types].xml": lambda b: b.replace(b"</Types>", CONTENT),
        },
    )
    extracted = read(raw, DOCX)
    rows = [(b.kind, b.rule, extracted.text[b.start : b.end]) for b in extracted.blocks]
    assert rows == [
        ("body", "paragraph", "The old dam failed on Monday."),
        ("body", "list-item", "Twelve are missing."),
        ("body", "table-row", "Elm | 12 | 12"),
        ("caption", "footnote", "See the board."),
    ]


def test_an_empty_word_file():
    assert code_of(lambda: read(make_docx(lambda d: None), DOCX)) == "no_text"


@pytest.mark.parametrize(
    ("text", "media_type"),
    [(SUBTITLES, SRT), ("WEBVTT\n\nNOTE made by hand\n\n" + SUBTITLES, VTT)],
)
def test_subtitles_run_on_over_their_times(text, media_type):
    extracted = read(text.encode(), media_type)
    assert extracted.text == text
    document = read_document("d", extracted)
    assert sentences(document, "body") == [
        "The wall gave way at three in the morning, the engineer said.",
        "Nobody was warned.",
    ]
    first = document.sentences[0]
    segments = document.reading.to_segments(first.start, first.end)
    assert len(segments) == 2
    assert "-->" not in "".join(document.words(segments))


def test_subtitles_without_words():
    raw = b"1\n00:00:01,000 --> 00:00:03,500\n\n"
    assert code_of(lambda: read(raw, SRT)) == "no_text"
