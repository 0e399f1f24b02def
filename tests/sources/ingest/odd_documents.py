"""A thousand documents that nobody would write and somebody will upload. Seeded.

Every kind comes round in turn, each time with other sizes and other words.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator

from tests.sources.ingest.made_files import (
    ENTITIES,
    change_docx,
    make_docx,
    make_pdf,
    make_zip,
    plain_docx,
)
from tests.sources.ingest.odd_words import (
    CODE,
    EMOJI,
    LANGUAGES,
    MARKS,
    NAMES,
    POEM,
)


class Dice(random.Random):
    """Random choices; of sizes the largest in the first turn alone, then mostly small."""

    largest = False

    def size(self, *sizes: int) -> int:
        if self.largest:
            return sizes[-1]
        return self.choices(sizes, [6] + [1] * (len(sizes) - 2) + [0])[0]


Odd = tuple[str, bytes]
Kind = Callable[[Dice], Odd]
KINDS: list[Kind] = []


def kind(make: Kind) -> Kind:
    KINDS.append(make)
    return make


def odd_document(index: int, seed: int = 7) -> Odd:
    """Return one as ``(file name, bytes)``, always the same for one seed."""
    turn, number = divmod(index, len(KINDS))
    make = KINDS[number]
    rng = Dice(seed * 1_000_003 + turn * 1009 + number)
    rng.largest = turn == 0
    name, data = make(rng)
    return f"{make.__name__}-{turn}-{name}", data


def odd_documents(count: int) -> Iterator[Odd]:
    return (odd_document(index) for index in range(count))


def sentence(rng: Dice) -> str:
    number = rng.randint(2, 90_000)
    return (
        f"{rng.choice(NAMES)} said on {rng.randint(1, 28)} May {rng.randint(1900, 2031)}"
        f" that {number} {rng.choice(('people', 'houses', 'km', '%', 'litres'))} "
        f"{rng.choice(('were lost', 'burned', 'had been flooded', 'were counted'))}."
    )


def prose(rng: Dice, count: int) -> str:
    return " ".join(sentence(rng) for _ in range(count))


def noise(rng: Dice, count: int, alphabet: str) -> str:
    return "".join(rng.choices(alphabet, k=count))


# -- plain text


@kind
def empty(rng: Dice) -> Odd:
    return "a.txt", rng.choice((b"", b"\n", b"\xef\xbb\xbf", b" \t \r\n", b"\xff\xfe"))


@kind
def one_word(rng: Dice) -> Odd:
    word = rng.choice(("Yes", "да", "大", "?", ".", "7", "\u200b", "😀", "\ufffd"))
    return "a.txt", word.encode()


@kind
def one_line(rng: Dice) -> Odd:
    """A single line, of five million bytes in the first turn."""
    size = rng.size(5_000, 50_000, 200_000)
    unit = rng.choice((prose(rng, 9) + " ", "word ", noise(rng, 3, "ab,;") + " "))
    return "a.txt", (unit * (size // len(unit) + 1)).encode()


@kind
def one_run(rng: Dice) -> Odd:
    """No space anywhere: letters, digits, marks or one letter again and again."""
    alphabet = rng.choice(("a", "ab", "0123456789", MARKS, "\"'", ".!?", "аб", "大坝"))
    return "a.txt", noise(rng, rng.size(500, 20_000, 120_000), alphabet).encode()


@kind
def mixed_encodings(rng: Dice) -> Odd:
    parts = []
    for _ in range(rng.randint(2, 30)):
        words = LANGUAGES[rng.choice(("fr", "ru", "de", "en", "pl"))]
        codec = rng.choice(("utf-8", "cp1251", "cp1252", "cp1250", "koi8-r"))
        parts.append(words.encode(codec, "ignore"))
    return "a.txt", b"\n".join(parts)


@kind
def one_encoding(rng: Dice) -> Odd:
    codec, names = rng.choice(
        (
            ("utf-16", "en ru zh"),
            ("utf-16-le", "en ru uk"),
            ("utf-16-be", "en el ar"),
            ("utf-32", "en zh hi"),
            ("utf-32-be", "ru ka"),
            ("cp1251", "ru uk"),
            ("koi8-r", "ru"),
            ("gbk", "zh"),
            ("shift_jis", "ja"),
            ("euc_kr", "ko"),
            ("cp1256", "ar"),
            ("iso8859-7", "el"),
            ("utf-7", "en de"),
        )
    )
    words = LANGUAGES[rng.choice(names.split())] + "\n"
    data = (words * rng.randint(1, 40)).encode(codec, "ignore")
    return "a.txt", data[: len(data) - rng.size(0, 0, 1)]


@kind
def nuls(rng: Dice) -> Odd:
    data = bytearray(prose(rng, 30).encode())
    for _ in range(rng.size(1, 5, 300)):
        data[rng.randrange(len(data))] = 0
    return rng.choice(("a.txt", "a.md", "a", "a.html", "a.srt")), bytes(data)


@kind
def controls(rng: Dice) -> Odd:
    low = "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\u2029\u200b\u202e\ufeff"
    words = list(prose(rng, 20))
    for _ in range(rng.size(3, 60, 600)):
        words.insert(rng.randrange(len(words)), rng.choice(low))
    return "a.txt", "".join(words).encode()


@kind
def raw_bytes(rng: Dice) -> Odd:
    name = rng.choice(("a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.srt", "a"))
    return name, rng.randbytes(rng.size(1, 40, 5_000, 100_000))


@kind
def languages(rng: Dice) -> Odd:
    chosen = rng.sample(sorted(LANGUAGES), rng.size(1, 1, 1, 4))
    words = "\n\n".join(LANGUAGES[c] * rng.size(1, 4) for c in chosen)
    return "a.txt", (words + "\n").encode() * rng.size(1, 1, 60)


@kind
def emoji_only(rng: Dice) -> Odd:
    return "a.txt", noise(rng, rng.size(1, 80, 9_000), EMOJI + " \n").encode()


@kind
def tables(rng: Dice) -> Odd:
    mark = rng.choice(("\t", ",", ";", " | ", "  "))
    cells = ("town", "12", "3.5 %", "", "-", "2021-05-03", "Ida Brandt", '"a, b"')
    rows = [
        mark.join(rng.choices(cells, k=rng.randint(1, 14)))
        for _ in range(rng.size(3, 200, 3000))
    ]
    return "a.txt", "\n".join(rows).encode()


@kind
def poems(rng: Dice) -> Odd:
    lines = [rng.choice((*POEM, "", "* * *")) for _ in range(rng.size(8, 900))]
    return rng.choice(("a.txt", "a.md")), "\n".join(lines).encode()


@kind
def code(rng: Dice) -> Odd:
    words = "".join(rng.choices(CODE, k=rng.size(1, 40, 900)))
    return rng.choice(("a.txt", "a.md", "a.py", "a")), words.encode()


@kind
def many_marks(rng: Dice) -> Odd:
    """Quotation marks and brackets that never close, or close what was never open."""
    marks = rng.choice(
        ("\"'", "“”", "«»", "()[]", "{}", "„“”", "*_`~", "“", ")", MARKS)
    )
    words = prose(rng, 40).split()
    for _ in range(rng.size(30, 2_000, 20_000)):
        words.insert(rng.randrange(len(words)), noise(rng, rng.randint(1, 4), marks))
    return rng.choice(("a.txt", "a.md")), " ".join(words).encode()


@kind
def long_words(rng: Dice) -> Odd:
    words = prose(rng, 20).split()
    for _ in range(rng.randint(1, 9)):
        long = noise(rng, rng.size(301, 5_000, 60_000), "abcdefgh-.'/")
        words.insert(rng.randrange(len(words)), long)
    return "a.txt", " ".join(words).encode()


@kind
def short_paragraphs(rng: Dice) -> Odd:
    count = rng.size(100, 1_500, 4_000)
    mark = rng.choice(("\n", "\n\n", "\r\n", "\r", "\u2028", " \n \n"))
    return "a.txt", mark.join(
        sentence(rng)[: rng.randint(1, 90)] for _ in range(count)
    ).encode()


@kind
def one_long_sentence(rng: Dice) -> Odd:
    """Thousands of words before a full stop, or none at all."""
    link = rng.choice((" and ", ", which ", "; ", " that said that ", " of the "))
    clauses = (sentence(rng).rstrip(".") for _ in range(rng.size(40, 400, 2_000)))
    return "a.txt", (link.join(clauses) + rng.choice((".", ""))).encode()


@kind
def numbers(rng: Dice) -> Odd:
    marks = ("-", ".", ",", "/", ":", " ", "%", "e", "th", "\u00a0", "–", "am", "$")
    words = [
        f"{rng.choice(marks)}{rng.randint(0, 10 ** rng.randint(1, 40))}{rng.choice(marks)}"
        for _ in range(rng.size(20, 2_000))
    ]
    return "a.txt", ("The count is " + " ".join(words)).encode()


@kind
def links(rng: Dice) -> Odd:
    urls = (
        "https://valley.example/" + noise(rng, rng.size(5, 90, 2000), "ab/?=&%#.")
        for _ in range(rng.size(5, 400))
    )
    mark = rng.choice(("\n", " ", " and ", "](", "<", ""))
    return rng.choice(("a.txt", "a.md")), mark.join(urls).encode()


@kind
def not_text(rng: Dice) -> Odd:
    """What other programs write: RTF, CSV of dates, mail, diff, base64, PostScript."""
    rtf = r"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0\pard " + prose(rng, 5) + r"\par}"
    mail = "From: a@b.example\nSubject: =?utf-8?q?Dam?=\n\n> > " + prose(rng, 5)
    base64 = "\n".join(noise(rng, 76, "ABCDabcd0123+/") for _ in range(400))
    diff = "--- a\n+++ b\n@@ -1,3 +1,3 @@\n-old\n+new\n" * 30
    words = rng.choice((rtf, mail, base64, diff, "%!PS-Adobe-3.0\n" + prose(rng, 3)))
    return rng.choice(("a.txt", "a", "a.rtf", "a.eml")), words.encode()


# -- Markdown


@kind
def markdown(rng: Dice) -> Odd:
    table = "| a | b |\n|---|:-:|\n" + "| 1 | **2** |\n" * rng.size(2, 900)
    pieces = (
        table,
        "#" * rng.randint(1, 9) + " Dam\n",
        ">" * rng.size(1, 3, 800) + " quoted\n",
        "- " * rng.size(1, 5, 500) + "item\n",
        "```\n" + rng.choice(CODE),
        "[" * rng.size(1, 40, 3000) + "a](b)\n",
        "**" * rng.size(1, 9, 3000) + prose(rng, 1) + "\n",
        "![alt](x.png)" * rng.size(1, 300) + "\n",
        "---\ntitle: [unclosed\ndate: 0000-99-99\n---\n",
        "<div><p>" * rng.size(1, 300) + "html\n",
        prose(rng, 3) + "\n\n",
    )
    return "a.md", "\n".join(rng.choices(pieces, k=rng.size(1, 12, 60))).encode()


# -- HTML


def page_of(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()
    )


@kind
def deep_html(rng: Dice) -> Odd:
    tag = rng.choice(("div", "b", "table><tr><td", "ul><li", "blockquote", "span", "p"))
    depth = rng.size(50, 500, 20_000)
    return "a.html", page_of(f"<{tag}>" * depth + prose(rng, 6))


@kind
def broken_html(rng: Dice) -> Odd:
    body = list(f"<article><h1>Dam</h1><p>{prose(rng, 9)}</p><p>{prose(rng, 9)}</p>")
    for _ in range(rng.size(3, 60)):
        at = rng.randrange(len(body))
        body[at] = rng.choice(("<", ">", "&", "&#x0;", "&#1114112;", "<!--", '"', "</"))
    return "a.html", page_of("".join(body))


@kind
def large_html(rng: Dice) -> Odd:
    paragraph = f"<p>{prose(rng, 4)}</p>"
    row = "<tr>" + "<td>12</td>" * rng.size(3, 40) + "</tr>"
    body = rng.choice(
        (
            "<article>" + paragraph * rng.size(20, 900) + "</article>",
            "<table>" + row * rng.size(20, 1_500) + "</table>",
            "<a href=x>link</a> " * rng.size(20, 6_000),
            "<br>".join(sentence(rng) for _ in range(rng.size(20, 1_200))),
            "<p>" + "&amp;" * rng.size(100, 50_000),
        )
    )
    return "a.html", page_of(body)


@kind
def odd_metadata(rng: Dice) -> Odd:
    deep = "[" * rng.size(5, 5_000) + "]" * rng.size(5, 5_000)
    head = rng.choice(
        (
            f'<script type="application/ld+json">{deep}</script>',
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":[1],'
            '"author":{"name":null},"datePublished":"20-13-45"}</script>',
            '<meta property="article:published_time" content="9999-12-31T99:99">',
            f'<meta charset="{rng.choice(("utf-99", "rot13", "undefined", "hex"))}">',
            '<base href="http://[::1"><link rel=canonical href="http://[bad">',
            "<title>" + "x" * 70_000 + "</title>",
        )
    )
    words = f"<article><h1>Dam</h1><p>{prose(rng, 12)}</p></article>"
    return "a.html", page_of(words, head)


@kind
def empty_pages(rng: Dice) -> Odd:
    body = rng.choice(
        (
            "",
            "<script>x()</script>",
            "<img src=x>",
            "<!--",
            "<p>",
            "<frameset>",
            "&nbsp;",
        )
    )
    return "a.html", page_of(body)


# -- PDF


@kind
def pdfs(rng: Dice) -> Odd:
    pages = [
        [
            (sentence(rng)[: rng.randint(1, 95)], rng.size(6, 9, 11, 30), top)
            for top in rng.sample(range(20, 780), rng.randint(0, 45))
        ]
        for _ in range(rng.size(1, 3, 14, 60))
    ]
    return "a.pdf", make_pdf(pages)


@kind
def broken_pdfs(rng: Dice) -> Odd:
    data = bytearray(make_pdf([[(sentence(rng)[:80], 11, 700)]] * rng.randint(1, 5)))
    for _ in range(rng.size(1, 20, 300)):
        data[rng.randrange(9, len(data))] = rng.randrange(256)
    return "a.pdf", bytes(data[: rng.choice((len(data), len(data) // 2, 60))])


@kind
def pdf_bombs(rng: Dice) -> Odd:
    packed = zlib.compress(b"BT /F1 9 Tf (a) Tj ET\n" * rng.size(9, 40_000, 900_000))
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    data = make_pdf([[("Hello there.", 12, 700)]])
    start = data.index(b"11 0 obj\n") + 9
    return "a.pdf", data[:start] + stream + data[data.index(b"\nendobj", start) :]


@kind
def locked_pdfs(rng: Dice) -> Odd:
    return "a.pdf", make_pdf([[("Hello.", 12, 700)]], encrypt=rng.choice(("x", "long")))


# -- Word


@kind
def word_files(rng: Dice) -> Odd:
    def build(document):
        for _ in range(rng.size(1, 30, 300)):
            style = rng.choice(("Normal", "Quote", "Heading 1", "List Bullet", "Title"))
            document.add_paragraph(sentence(rng), style=style)
        table = document.add_table(rows=rng.size(1, 40), cols=rng.randint(1, 6))
        table.cell(0, 0).text = rng.choice(("", "12", prose(rng, 2)))

    return "a.docx", make_docx(build)


@kind
def broken_word_files(rng: Dice) -> Odd:
    xml = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    nested = xml + b"<w:p>" * rng.size(5, 40_000)
    data = rng.choice(
        (
            plain_docx()[: rng.randint(10, 900)],
            make_zip({"word/document.xml": b"<a/>"}),
            make_zip({}),
            change_docx(plain_docx(), {"word/document.xml": nested}),
            change_docx(plain_docx(), {"word/document.xml": lambda b: ENTITIES + b}),
            change_docx(plain_docx(), {"word/styles.xml": b"<no"}),
        )
    )
    return "a.docx", data


@kind
def zip_bombs(rng: Dice) -> Odd:
    zeros = b"\x00" * rng.size(11_000_000, 40_000_000)
    many = {f"x/{n}": b"x" for n in range(2_100)}
    change = rng.choice(({"word/media/a.bin": zeros}, many))
    return rng.choice(("a.docx", "a")), change_docx(plain_docx(), change)


@kind
def other_archives(rng: Dice) -> Odd:
    member = rng.choice(("xl/workbook.xml", "META-INF/container.xml", "a.txt"))
    return rng.choice(("a.docx", "a.zip", "a.txt")), make_zip({member: b"<x/>"})


# -- subtitles


@kind
def subtitles(rng: Dice) -> Odd:
    """Times that run backwards, overlap, are no times, or stand alone."""

    def time() -> str:
        return rng.choice(
            (
                f"{rng.randint(0, 99):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02},000",
                f"{rng.randint(0, 59):02}:{rng.randint(0, 59):02}.5",
                "99:99:99,999",
                "-1:00",
                "",
            )
        )

    cues = [
        f"{rng.randint(-5, 9**9)}\n{time()} --> {time()}"
        f"{rng.choice(('', ' align:start', ' X1:9'))}\n{sentence(rng)}\n"
        for _ in range(rng.size(1, 30, 900))
    ]
    first = "1\n00:00:01,000 --> 00:00:02,000\nIt begins.\n"
    name, start = rng.choice(
        (("a.srt", first), ("a.vtt", "WEBVTT\n"), ("a.vtt", first))
    )
    return name, "\n".join((start, *cues)).encode()


def five_megabytes() -> Odd:
    """The one file that is made once: five million characters in one line."""
    words = (prose(Dice(5), 50) + " ").encode()
    return "five-megabytes.txt", (words * 2_000)[:5_000_000]
