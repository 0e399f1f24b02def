#!/usr/bin/env python
"""Bring the catalogues of locale/ up to date with the templates and the code.

    make messages

Reads what is marked for translation, writes every language's `django.po` (translations
are kept, what is no longer said is dropped) and compiles `django.mo`. Needs no gettext
tools. Run it after strings changed, translate what is empty, run it again.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.settings")

import polib  # noqa: E402
from django.utils.translation.template import templatize  # noqa: E402

LOCALE = ROOT / "locale"
CODE = ("workbench", "claims", "sources")
LEFT_OUT = {"migrations", "training", "evaluation", "extraction"}
# Function to the places of its message, its plural and its context.
CALLS = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}
CALL = re.compile(r"\b(n?p?gettext|_)\(")
STRING = re.compile(r"""\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?""")
NOUN = re.compile(r"""(?:count_of:|\bnoun=)"([^"]+)\"""")
PLURALS = {"de": "nplurals=2; plural=(n != 1);"}


@dataclass
class Message:
    text: str
    plural: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def collect() -> dict[tuple[str, str], Message]:
    """Return every message that is marked, by context and text."""
    found: dict[tuple[str, str], Message] = {}
    for file, one in all_messages():
        held = found.setdefault(one.key, one)
        held.plural = held.plural or one.plural
        held.files.add(file.relative_to(ROOT).as_posix())
    return found


def all_messages() -> Iterator[tuple[Path, Message]]:
    for file in sorted((ROOT / "templates").rglob("*.*")):
        of_file = of_rows if file.parent.name == "jinja" else of_template
        yield from ((file, one) for one in of_file(file.read_text("utf-8")))
    for room in CODE:
        for file in sorted((ROOT / room).rglob("*.py")):
            if not LEFT_OUT & set(file.relative_to(ROOT).parts):
                yield from ((file, one) for one in of_code(file.read_text("utf-8")))


def of_template(source: str) -> Iterator[Message]:
    """Yield what the tags of a template mark, and the nouns that are counted."""
    yield from of_rows(templatize(source))
    yield from (counted(match[1]) for match in NOUN.finditer(source))


def of_rows(text: str) -> Iterator[Message]:
    """Yield what calls of gettext mark in Jinja's templates, whose syntax they are."""
    for call in CALL.finditer(text):
        strings, at = [], call.end()
        while (match := STRING.match(text, at)) and len(strings) < 3:
            strings.append(ast.literal_eval(match[1]))
            at = match.end()
        if made := message(call[1], strings):
            yield made


def of_code(source: str) -> Iterator[Message]:
    """Yield what calls of gettext mark in a module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        strings = [
            arg.value
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            else None
            for arg in node.args
        ]
        if name == "count_of" and len(strings) == 2 and strings[1]:
            yield counted(strings[1])
        elif name in CALLS and (made := message(name, strings)):
            yield made


def message(name: str, strings: list[str | None]) -> Message | None:
    """Return the message of a call; None for one whose words are no literals."""
    if name not in CALLS:
        return None
    places = CALLS[name]
    said = [
        strings[at] if at is not None and at < len(strings) else "" for at in places
    ]
    text, plural, context = said
    if not text or plural is None or context is None:
        return None
    return Message(text, plural, context)


def places(words: str) -> set[str]:
    """Return the names of what is put into a message: ``%(name)s``."""
    return set(re.findall(r"%\((\w+)\)", words))


def counted(noun: str) -> Message:
    """As `count_of` takes it apart."""
    one, _comma, many = noun.partition(",")
    return Message(one, many or f"{one}s")


def update(language: str, wanted: dict[tuple[str, str], Message]) -> polib.POFile:
    """Return the language's catalogue with exactly these messages."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    held = read(path)
    made = polib.POFile(wrapwidth=88)
    made.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(language, "nplurals=2; plural=(n != 1);"),
    }
    for one in sorted(wanted.values(), key=lambda one: (one.text, one.context)):
        made.append(entry(one, held.get(one.key)))
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    made.save_as_mofile(str(path.with_suffix(".mo")))
    return made


def read(path: Path) -> dict[tuple[str, str], polib.POEntry]:
    if not path.exists():
        return {}
    return {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path))}


def entry(one: Message, held: polib.POEntry | None) -> polib.POEntry:
    made = polib.POEntry(
        msgid=one.text,
        msgctxt=one.context or None,
        occurrences=[(name, "") for name in sorted(one.files)],
    )
    if "%(" in one.text:
        made.flags.append("python-format")
    if one.plural:
        made.msgid_plural = one.plural
        made.msgstr_plural = {0: "", 1: ""}
        if held is not None and held.msgid_plural:
            made.msgstr_plural = held.msgstr_plural
    elif held is not None:
        made.msgstr = held.msgstr
    return made


def languages() -> list[str]:
    return sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


def main() -> None:
    wanted = collect()
    for language in languages():
        made = update(language, wanted)
        left = len(made.untranslated_entries())
        print(f"{language}: {len(made)} messages, {left} not translated")


if __name__ == "__main__":
    main()
