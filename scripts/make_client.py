#!/usr/bin/env python
"""Write the typed Python client's generated half from the description of the API.

    make client

In: the OpenAPI document, as the product itself tells it. Out: `models.py` (a TypedDict
or Literal for each schema) and `operations.py` (a method for each operation) in
`clients/python/corroborate_client/`. What sends requests is written by hand.
"""

from __future__ import annotations

import keyword
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "clients" / "python" / "corroborate_client"
SAFE = {"get", "head"}
PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}
MADE = '"""{what} Made by `make client`: edit nothing here."""\n\n'
PAGED = "cursor"
MOST_WORDS = 30


def main() -> None:
    for name, text in make(read_schema()).items():
        (PACKAGE / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines")


def read_schema() -> dict[str, Any]:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.settings")
    import django

    django.setup()
    from drf_spectacular.generators import SchemaGenerator

    return SchemaGenerator().get_schema(request=None, public=True)


def make(schema: dict[str, Any]) -> dict[str, str]:
    """Return the text of each generated file by its name."""
    shapes = schema["components"]["schemas"]
    found = [
        Operation(method, path, told)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return {
        "models.py": formatted(models(shapes)),
        "operations.py": formatted(operations(found, shapes)),
    }


def formatted(text: str) -> str:
    """Return the code as the repository formats it, without unused imports."""
    for words in (["check", "--quiet", "--fix", "--select=F401,I"], ["format"]):
        command = [sys.executable, "-m", "ruff", *words, "--stdin-filename", "made.py"]
        done = subprocess.run(
            [*command, "-"],
            input=text,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        text = done.stdout
    return text


# ---- shapes


def models(shapes: dict[str, Any]) -> str:
    parts = [
        MADE.format(what="What the API takes and gives, as types."),
        "from __future__ import annotations\n\n",
        "from typing import Any, Literal, NotRequired, TypeAlias, TypedDict\n\n",
    ]
    simple = [name for name in sorted(shapes) if not is_record(shapes[name])]
    parts += [class_of(name, shapes[name]) for name in shapes if name not in simple]
    # Aliases are evaluated: after all that they name, in quotes.
    parts += [f"{name}: TypeAlias = {quoted(shapes[name])}\n" for name in simple]
    return "".join(parts)


def quoted(shape: dict[str, Any]) -> str:
    written = type_of(shape)
    return written if written.startswith("Literal") else f'"{written}"'


def is_record(shape: dict[str, Any]) -> bool:
    return shape.get("type") == "object" and "properties" in shape


def class_of(name: str, shape: dict[str, Any]) -> str:
    needed = set(shape.get("required", ()))
    fields = {
        key: type_of(value) if key in needed else f"NotRequired[{type_of(value)}]"
        for key, value in shape["properties"].items()
    }
    if any(keyword.iskeyword(key) or not key.isidentifier() for key in fields):
        items = ", ".join(f"{key!r}: {value!r}" for key, value in fields.items())
        return f'{name} = TypedDict("{name}", {{{items}}})\n\n\n'
    lines = [f"class {name}(TypedDict):"]
    if shape.get("description"):
        lines.append(docstring(shape["description"], 4))
    lines += [f"    {key}: {value}" for key, value in fields.items()]
    return "\n".join(lines) + "\n\n\n"


def type_of(shape: dict[str, Any], prefix: str = "") -> str:
    """Return the annotation of a schema; ``prefix`` stands before its named parts."""
    if "$ref" in shape:
        return prefix + shape["$ref"].rsplit("/", 1)[1]
    for joint in ("oneOf", "anyOf", "allOf"):
        if joint in shape:
            return " | ".join(dict.fromkeys(type_of(x, prefix) for x in shape[joint]))
    if len(shape.get("enum", ())) > MOST_WORDS:
        return "str"  # the API's documentation lists them
    if "enum" in shape:
        return f"Literal[{', '.join(map(repr, shape['enum']))}]"
    kinds = shape.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return " | ".join(plain_type(kind, shape, prefix) for kind in kinds) or "Any"


def plain_type(kind: str, shape: dict[str, Any], prefix: str) -> str:
    if kind == "array":
        return f"list[{type_of(shape.get('items', {}), prefix)}]"
    if kind == "object":
        inner = shape.get("additionalProperties")
        value = type_of(inner, prefix) if isinstance(inner, dict) else "Any"
        return f"dict[str, {value}]"
    return PLAIN[kind]


def docstring(text: str, indent: int) -> str:
    margin = " " * indent
    paragraphs = text.strip().replace("\\", "\\\\").split("\n\n")
    filled = [
        textwrap.fill(" ".join(p.split()), 84 - indent, break_long_words=False)
        for p in paragraphs
    ]
    whole = "\n\n".join(filled)
    end = f"\n{margin}" if "\n" in whole else ""
    return margin + '"""' + textwrap.indent(whole, margin).strip() + end + '"""'


# ---- operations


@dataclass(frozen=True)
class Operation:
    """One operation of the document, as the pieces of a method."""

    method: str
    path: str
    told: dict[str, Any]

    @property
    def name(self) -> str:
        return self.told["operationId"]

    def parameters(self, where: str) -> list[dict[str, Any]]:
        return [p for p in self.told.get("parameters", ()) if p["in"] == where]

    @property
    def body(self) -> str:
        content = self.told.get("requestBody", {}).get("content", {})
        shape = content.get("application/json", {}).get("schema")
        return type_of(shape, "m.") if shape else ""

    def takes_file(self, shapes: dict[str, Any]) -> bool:
        """A form that takes a file has a shape of its own beside that in JSON."""
        taken = self.told.get("requestBody", {}).get("content", {})
        form = taken.get("multipart/form-data", {}).get("schema", {})
        named = shapes.get(form.get("$ref", "").rpartition("/")[2], {})
        return "file" in named.get("properties", {})

    @property
    def answer(self) -> str:
        for status, response in self.told["responses"].items():
            if status.startswith("2"):
                content = response.get("content", {}).get("application/json", {})
                return type_of(content["schema"], "m.") if content else "None"
        return "None"

    @property
    def is_paged(self) -> bool:
        return any(p["name"] == PAGED for p in self.parameters("query"))


def operations(found: list[Operation], shapes: dict[str, Any]) -> str:
    parts = [
        MADE.format(what="A method for each operation of the API."),
        "from __future__ import annotations\n\n",
        "from collections.abc import Iterator\n",
        "from typing import Any, Literal\n\n",
        "from corroborate_client import models as m\n",
        "from corroborate_client.transport import File, Transport\n\n\n",
        "class Operations(Transport):\n",
        '    """Every operation; answers are the JSON as it came."""\n\n',
    ]
    for one in found:
        parts += [method_of(one, shapes)]
        if one.is_paged:
            parts += [walk_of(one, shapes)]
    return "".join(parts)


def method_of(one: Operation, shapes: dict[str, Any]) -> str:
    lines = [
        f"    def {one.name}({', '.join(arguments(one, shapes))}) -> {one.answer}:",
        docstring(description(one), 8),
    ]
    path = one.path
    for parameter in one.parameters("path"):
        name = parameter["name"]
        path = path.replace(f"{{{name}}}", f"{{self.quoted({name})}}")
    given = [f'"{one.method.upper()}"', f'{"f" if "{" in path else ""}"{path}"']
    for where in ("query", "header"):
        pairs = [f'"{p["name"]}": {word(p)}' for p in one.parameters(where)]
        if pairs:
            given.append(f"{where}={{{', '.join(pairs)}}}")
    if one.body:
        given.append("body=body")
    if one.takes_file(shapes):
        given.append("file=file")
    call = f"self.call({', '.join(given)})"
    if one.answer == "None":
        lines.append(f"        {call}")
    else:
        lines += [f"        answer: {one.answer} = {call}", "        return answer"]
    return "\n".join(lines) + "\n\n"


def walk_of(one: Operation, shapes: dict[str, Any]) -> str:
    """The same over all pages, one row at a time."""
    name = one.name.removesuffix("_list") + "_each"
    page = shapes[one.answer.removeprefix("m.")]
    row = type_of(page["properties"]["results"]["items"], "m.")
    taken = [a for a in arguments(one, shapes) if not a.startswith(PAGED)]
    passed = [p["name"] for p in one.parameters("path")]
    passed += [f"{word(p)}={word(p)}" for p in one.parameters("query")]
    return "\n".join(
        [
            f"    def {name}({', '.join(taken)}) -> Iterator[{row}]:",
            f'        """All rows of :meth:`{one.name}`, read page by page."""',
            '        cursor: str | None = ""',
            "        while cursor is not None:",
            f"            page = self.{one.name}({', '.join(passed)})",
            '            yield from page["results"]',
            f'            cursor = page["{PAGED}"]',
            "",
            "",
        ]
    )


def arguments(one: Operation, shapes: dict[str, Any]) -> Iterator[str]:
    yield "self"
    for parameter in one.parameters("path"):
        yield f"{parameter['name']}: str"
    if one.body:
        yield f"body: {one.body}"
    named = [*one.parameters("header"), *one.parameters("query")]
    if not named and not one.takes_file(shapes):
        return
    yield "*"
    if one.takes_file(shapes):
        yield "file: File | None = None"
    for parameter in sorted(named, key=lambda p: not p.get("required")):
        kind = type_of(parameter["schema"], "m.")
        if parameter.get("required"):
            yield f"{word(parameter)}: {kind}"
        else:
            yield f"{word(parameter)}: {kind} | None = None"


def word(parameter: dict[str, Any]) -> str:
    name = parameter["name"].lower().replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def description(one: Operation) -> str:
    told = [one.told.get("description") or one.name.replace("_", " ") + "."]
    told += [f"``{one.method.upper()} {one.path}``"]
    lines = []
    for parameter in one.parameters("query"):
        if parameter.get("description"):
            lines.append(f"``{word(parameter)}``: {parameter['description']}")
    return "\n\n".join([*told, *lines])


if __name__ == "__main__":
    main()
