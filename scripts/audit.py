#!/usr/bin/env python
"""What other people's tools say of a workbench that runs for this alone.

    .venv/bin/python scripts/audit.py [lighthouse] [spectral] [webhooks] [--only WORD]

Lighthouse opens every page of the table of access with a row of every kind on it, wide
and narrow, and must give 100 for accessibility; its best practices are told beside.
Spectral reads the description of the API and must find nothing. The webhooks'
signatures must verify in the JavaScript library of Standard Webhooks, and spoiled ones
must not.

Needs Node 20.17 or newer and a Chromium on the PATH, or named by the variable CHROMIUM;
`make audit` installs the tools of audit/ first.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import ARGS, find_chromium  # noqa: E402
from tests.looks.pages import TYPICAL  # noqa: E402
from tests.looks.rows import fill_all  # noqa: E402
from tests.rig import Stack, running_stack  # noqa: E402

TOOLS = ROOT / "audit"
VECTORS = ROOT / "scripts" / "webhook_vectors.py"
FORMS = ("desktop", "mobile")
GOAL = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    parser.add_argument("--form", choices=FORMS, help="one form alone")
    asked = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    folder = Path(tempfile.mkdtemp(prefix="corroborate-audit-"))
    try:
        with running_stack(folder / "data") as stack:
            faults = [
                fault
                for name, part in PARTS.items()
                if name in (asked.parts or PARTS)
                for fault in part(stack, folder, asked)
            ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"audit: {len(faults)} faults")
    sys.exit(1 if faults else 0)


def audit_pages(
    stack: Stack, _folder: Path, asked: argparse.Namespace
) -> Iterator[str]:
    """Lighthouse on every page; a page that only a file holds is left to axe."""
    at = fill_all(stack)
    pages = [
        {
            "name": f"{look.name} ({look.who})",
            "url": stack.address + look.at(at["rows"]),
            "session": at["people"].get(look.who),
            "form": form,
        }
        for look in TYPICAL
        if not look.saved and asked.only in look.name
        for form in FORMS
        if form == (asked.form or form)
    ]
    print(f"{'accessibility':>13}  {'best practices':>14}  {'form':7}  page")
    for told in ask_lighthouse(pages):
        scores = told.get("scores", {})
        access, best = scores.get("accessibility", "–"), scores.get("best-practices")
        print(f"{access:>13}  {best or '–':>14}  {told['form']:7}  {told['name']}")
        for lack in told.get("lacking", ()):
            print(f"{'':31}{lack['category']}: {lack['id']} {lack['where']}")
        if told.get("error"):
            yield f"lighthouse could not see {told['name']}: {told['error']}"
        elif told["reached"] != told["url"]:
            yield f"lighthouse was sent from {told['url']} to {told['reached']}"
        elif access != GOAL:
            yield f"accessibility of {told['name']}, {told['form']}: {access}"


def ask_lighthouse(pages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    asked = {"chromium": find_chromium(), "flags": list(ARGS), "pages": pages}
    with subprocess.Popen(
        ["node", "lighthouse.mjs"],
        cwd=TOOLS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asked))
        process.stdin.close()
        told = 0
        for line in process.stdout:
            told += 1
            yield json.loads(line)
    if told != len(pages):
        sys.exit(f"lighthouse ended after {told} of {len(pages)} pages")


def audit_description(
    stack: Stack, folder: Path, _asked: argparse.Namespace
) -> Iterator[str]:
    """Spectral on the description of the API, as the workbench serves it."""
    file = folder / "openapi.json"
    file.write_text(stack.manage("spectacular", "--format", "openapi-json"))
    done = run_node(
        "node_modules/.bin/spectral",
        "lint",
        *("--ruleset", "spectral.yaml", "--format", "json", "--quiet"),
        *("--fail-severity", "hint", str(file)),
    )
    try:
        problems = json.loads(done.stdout[done.stdout.index("[") :])
    except ValueError:
        yield f"spectral: {done.stdout} {done.stderr}"
        return
    print(f"spectral: {len(problems)} problems")
    for problem in problems:
        where = ".".join(str(step) for step in problem["path"])
        yield f"spectral {problem['code']}: {where}: {problem['message']}"


def audit_webhooks(
    _stack: Stack, _folder: Path, _asked: argparse.Namespace
) -> Iterator[str]:
    """What our sender signed, read by somebody else's library."""
    vectors = subprocess.run(
        [sys.executable, str(VECTORS)], capture_output=True, text=True, check=True
    ).stdout
    done = run_node("node", "webhooks.mjs", told=vectors)
    print(f"webhooks: {len(json.loads(vectors))} signatures read by standardwebhooks")
    for line in (done.stdout + done.stderr).splitlines():
        yield f"webhooks: {line}"


def run_node(*command: str, told: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=TOOLS, input=told, capture_output=True, text=True, check=False
    )


PARTS: dict[str, Callable[[Stack, Path, argparse.Namespace], Iterator[str]]] = {
    "lighthouse": audit_pages,
    "spectral": audit_description,
    "webhooks": audit_webhooks,
}

if __name__ == "__main__":
    main()
