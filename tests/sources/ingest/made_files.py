"""Small files made in code: honest ones and hostile ones."""

import hashlib
import io
import zipfile

import docx


def make_pdf(pages, *, title="", encrypt=""):
    """Return a PDF; ``pages`` hold lines ``(words, size, top)`` in points."""
    count = len(pages)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (10 + 2 * i) for i in range(count)), count),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        b"/Encoding /WinAnsiEncoding >>",
        4: b"<< /Title (%s) /CreationDate (D:20240305120000Z) >>" % title.encode(),
    }
    for index, lines in enumerate(pages):
        content = b"\n".join(
            b"BT /F1 %d Tf 72 %d Td (%s) Tj ET"
            % (
                size,
                top,
                words.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)"),
            )
            for words, size, top in lines
        )
        objects[10 + 2 * index] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (11 + 2 * index)
        )
        objects[11 + 2 * index] = b"<< /Length %d >>\nstream\n%s\nendstream" % (
            len(content),
            content,
        )
    return _write_pdf(objects, encrypt)


def _write_pdf(objects, password):
    out, offsets = bytearray(b"%PDF-1.4\n"), {}
    trailer = b"/Root 1 0 R /Info 4 0 R"
    if password:
        trailer += b" /Encrypt 5 0 R /ID [<00> <00>]"
        objects[5] = _lock(password)
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        known = number in offsets
        out += b"%010d %05d %s \n" % (
            offsets.get(number, 0),
            0 if known else 65535,
            b"n" if known else b"f",
        )
    out += b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)
    return bytes(out)


PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _lock(password):
    """Return the dictionary of the standard handler, revision 2 (PDF 1.4, 3.5)."""
    key = (password.encode() + PAD)[:32]
    owner = _rc4(hashlib.md5(key).digest()[:5], key)
    seed = key + owner + b"\xff\xff\xff\xff" + b"\x00"
    user = _rc4(hashlib.md5(seed).digest()[:5], PAD)
    return b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -1 >>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )


def _rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def make_docx(build):
    """Return a Word file; ``build`` gets the empty document."""
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_docx():
    return make_docx(lambda d: d.add_paragraph("The old dam failed."))


def change_docx(data, changes):
    """Return the archive with members replaced or added; bytes or a function of them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            change = changes.get(name)
            kept = source.read(name)
            target.writestr(name, change(kept) if callable(change) else change or kept)
        for name in changes.keys() - set(source.namelist()):
            target.writestr(name, changes[name])
    return out.getvalue()


def make_zip(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Dam fails above Sarnow - Valley Post</title>
<meta property="og:site_name" content="Valley Post">
<link rel="canonical" href="https://valley.example/2024/03/04/dam">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Valley Post"},
{"@type": "NewsArticle", "headline": "Dam fails above Sarnow",
 "datePublished": "2024-03-04T09:30:00+01:00", "dateModified": "2024-03-04T11:00:00+01:00",
 "author": [{"@type": "Person", "name": "Ida Brandt"}, {"name": "Jon Lund"}],
 "publisher": {"@type": "Organization", "name": "Valley Post"}}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/politics">Politics</a></nav>
<article><h1>Dam fails above Sarnow</h1>
<p>The old dam above the town <b>failed</b> on Monday, the <a href="/board">water board</a>
said, and at least 12 people are missing.</p>
<blockquote><p>“It was like thunder,” said a farmer who lives on the east bank.</p></blockquote>
<h2>What the board knew</h2>
<p>The board had been told of cracks in the wall a year ago, two engineers said.</p>
<p>AFP contributed reporting.</p></article>
<footer>© 2024 Valley Post. Privacy policy</footer></body></html>"""
