"""The content tells the type; a name that says otherwise is refused."""

import pytest

from sources.errors import SourcesError
from sources.ingest.formats import (
    DOCX,
    HTML,
    MARKDOWN,
    PDF,
    PLAIN,
    SRT,
    VTT,
    sniff,
)
from tests.sources.ingest.made_files import PAGE, PNG, make_pdf, make_zip, plain_docx

PROSE = b"The old dam failed.\n"
HASHED = b"# Dam\n\nThe dam.\n"
CUES = b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("data", "filename", "declared", "found"),
    [
        (PROSE, "a.txt", "", PLAIN),
        (PROSE, "", "", PLAIN),
        (PROSE, "a.unknown", "application/octet-stream", PLAIN),
        (PROSE, "", "text/html; charset=utf-8", PLAIN),
        (HASHED, "a.md", "", MARKDOWN),
        (HASHED, "", "text/markdown", MARKDOWN),
        (b"<p>in Markdown</p>\n\ntext", "a.md", "", MARKDOWN),
        (PAGE.encode(), "a.html", "", HTML),
        (PAGE.encode(), "", "", HTML),
        (b"<!-- x --><html><body>x</body></html>", "a.htm", "", HTML),
        (b"Hello <p>there</p>", "", "text/html", HTML),
        (make_pdf([[]]), "a.PDF", "", PDF),
        (b"\n" + make_pdf([[]]), "", "text/plain", PDF),
        (plain_docx(), "a.docx", "", DOCX),
        (CUES, "a.srt", "", SRT),
        (b"WEBVTT\n\n" + CUES, "a.vtt", "", VTT),
        (b"\xef\xbb\xbfWEBVTT\n\n" + CUES, "", "", VTT),
        ("Дамба".encode("cp1251"), "a.txt", "", PLAIN),
        ("The dam".encode("utf-16"), "a.txt", "", PLAIN),
    ],
)
def test_types_are_told(data, filename, declared, found):
    assert sniff(data, filename, declared) == found


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "a.txt", "empty_file"),
        (b" \r\n", "a.txt", "empty_file"),
        (PNG, "a.txt", "type_mismatch"),
        (PNG, "a.png", "unknown_type"),
        (PNG, "", "unknown_type"),
        (PAGE.encode(), "a.txt", "type_mismatch"),
        (PAGE.encode(), "a.pdf", "type_mismatch"),
        (make_pdf([[]]), "a.docx", "type_mismatch"),
        (make_pdf([[]]), "a.txt", "type_mismatch"),
        (plain_docx(), "a.pdf", "type_mismatch"),
        (PROSE, "a.pdf", "type_mismatch"),
        (PROSE, "a.srt", "type_mismatch"),
        (PROSE, "a.html", "type_mismatch"),
        (CUES, "a.vtt", "type_mismatch"),
        (make_zip({"a.txt": b"x"}), "a.zip", "unknown_type"),
        (make_zip({"xl/workbook.xml": b"x"}), "a.xlsx", "unknown_type"),
        (make_zip({"a.txt": b"x"}), "a.docx", "type_mismatch"),
        (plain_docx()[:200], "a.docx", "parse_failed"),
        (OLE, "a.doc", "unknown_type"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 60, "a", "unknown_type"),
    ],
)
def test_what_is_refused(data, filename, code):
    with pytest.raises(SourcesError) as caught:
        sniff(data, filename)
    assert caught.value.code == code


def test_paths_in_names_do_no_harm():
    assert sniff(PROSE, "C:\\x.pdf\\a.txt") == PLAIN
    assert sniff(PROSE, "../../a.txt") == PLAIN


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32-be"])
def test_wide_pages_are_pages(codec):
    page = "<!doctype html><html><body><p>The dam fell.</p></body></html>"
    assert sniff(page.encode(codec)) == HTML
    assert sniff("WEBVTT\n\n00:01.000 --> 00:02.000\nHi".encode(codec)) == VTT
