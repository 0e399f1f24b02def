"""A hostile file costs a child process and gives a clear error, never the worker."""

import json
from dataclasses import replace

import pytest

from sources.errors import SourcesError, error_for
from sources.ingest.codec import dump_extracted, load_extracted
from sources.ingest.formats import DOCX, HTML, PDF, PLAIN, base, load_reader
from sources.ingest.sandbox import SandboxLimits, extract_text, read_in_child
from tests.sources.ingest.made_files import (
    ENTITIES,
    PAGE,
    change_docx,
    make_pdf,
    make_zip,
    plain_docx,
)

LIMITS = SandboxLimits()


def code_of(data, media_type, limits=LIMITS):
    with pytest.raises(SourcesError) as caught:
        extract_text(data, media_type, limits=limits)
    return caught.value.code


def test_the_child_reads_what_the_reader_reads():
    here = load_reader(HTML)(PAGE.encode(), url="https://valley.example/x")
    names = {"url": "https://valley.example/x"}
    there = read_in_child(PAGE.encode(), HTML, names)
    assert there == here


def test_texts_survive_the_pipe():
    extracted = load_reader(PLAIN)("“Дамба” 😀\u2028\r\n".encode())
    assert load_extracted(json.loads(dump_extracted(extracted))) == extracted
    broken = replace(extracted, text="half \ud83d pair")
    assert load_extracted(json.loads(dump_extracted(broken))).text == "half \ufffd pair"


def bomb(unpacked):
    """Return a Word file with one member of zeros."""
    return change_docx(plain_docx(), {"word/media/a.bin": b"\x00" * unpacked})


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (bomb(30_000_000), DOCX, "archive_bomb"),
        (
            change_docx(plain_docx(), {f"x/{n}": b"x" for n in range(2100)}),
            DOCX,
            "archive_bomb",
        ),
        (
            change_docx(plain_docx(), {"word/document.xml": lambda b: ENTITIES + b}),
            DOCX,
            "parse_failed",
        ),
        (
            change_docx(plain_docx(), {"word/document.xml": b"<w:document"}),
            DOCX,
            "parse_failed",
        ),
        (make_zip({"word/document.xml": b"<a/>"}), DOCX, "parse_failed"),
        (plain_docx()[:-40], DOCX, "parse_failed"),
        (make_pdf([[("Hello", 12, 700)]], encrypt="x"), PDF, "encrypted"),
        (make_pdf([[("Hello", 12, 700)]])[:90], PDF, "parse_failed"),
        (b"<html><body>" + b"<div>" * 100_000 + b"x", HTML, "no_text"),
        (b"x", "image/png", "unknown_type"),
    ],
)
def test_hostile_files_end_in_a_code(data, media_type, code):
    assert code_of(data, media_type) == code


def test_a_file_over_the_limit_starts_nothing():
    assert code_of(b"x" * 11, PLAIN, replace(LIMITS, input_bytes=10)) == "too_large"


@pytest.mark.parametrize(
    ("data", "media_type"), [(b"word " * 9, PLAIN), (PAGE.encode(), HTML)]
)
def test_a_text_over_the_limit_is_refused(data, media_type):
    assert code_of(data, media_type, replace(LIMITS, characters=40)) == "too_large"


def test_an_answer_over_the_limit_is_cut_off():
    assert (
        code_of(PAGE.encode(), HTML, replace(LIMITS, output_bytes=100)) == "too_large"
    )


@pytest.fixture
def misbehaving(monkeypatch, tmp_path):
    """Make the child run these lines as its reader, in a package of its own."""

    def install(lines):
        body = "\n    ".join(lines)
        (tmp_path / "bad_reader.py").write_text(
            f"def read(data, *, filename='', url='', charset='', tell=None):\n    {body}\n"
        )
        start = (
            f"import sys; sys.path[:0] = [{{root!r}}, {str(tmp_path)!r}]; "
            "from sources.ingest.formats.base import READERS; "
            "READERS['application/pdf'] = 'bad_reader'; "
            "from sources.ingest.sandbox_child import main; sys.exit(main())"
        )
        monkeypatch.setattr("sources.ingest.sandbox._START", start)

    return install


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["x = [b'a' * 100_000_000 for _ in range(100)]"], "parse_memory"),
        (["import time; time.sleep(60)"], "parse_timeout"),
        (["while True: pass"], "parse_timeout"),
        (["import os; os._exit(3)"], "parse_failed"),
        (["import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"], "parse_failed"),
        (["import os, signal; os.kill(os.getpid(), signal.SIGKILL)"], "parse_memory"),
        (["def f(): f()", "f()"], "parse_failed"),
        (["raise ZeroDivisionError"], "parse_failed"),
        (["return 5"], "parse_failed"),
        (["[open('/dev/null') for _ in range(100)]"], "parse_failed"),
        (["open(__file__ + 'x', 'wb').write(b'x' * 2_000_000)"], "parse_failed"),
        (["print('noise')", "raise KeyError"], "parse_failed"),
    ],
)
def test_a_misbehaving_reader_is_contained(misbehaving, lines, code):
    misbehaving(lines)
    wall_s = 2 if code == "parse_timeout" else 60
    limits = replace(LIMITS, wall_s=wall_s, memory_bytes=800_000_000)
    assert code_of(b"x" * 100_000, PDF, limits) == code


def test_the_child_has_no_secrets_and_no_way_out(misbehaving, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    misbehaving(
        [
            "import os",
            "from sources.text.base import ExtractedText",
            "return ExtractedText(repr(sorted(os.environ)))",
        ]
    )
    seen = extract_text(b"x", PDF).text
    assert "SECRET_KEY" not in seen
    assert "PATH" in seen


def test_every_format_but_plain_text_goes_to_a_child():
    from sources.ingest.sandbox import READ_HERE

    assert set(base.READERS) - READ_HERE == {
        base.HTML,
        base.PDF,
        base.DOCX,
        base.SRT,
        base.VTT,
    }


@pytest.mark.parametrize(
    "code", ["encrypted", "too_large", "parse_timeout", "fetch_status", "quite_new"]
)
def test_errors_come_back_as_themselves(code):
    error = error_for(code, "Why.", limit=3)
    assert (error.code, error.message, error.extra) == (code, "Why.", {"limit": 3})
