#!/usr/bin/env python
"""How soon pages show and answer on a slow phone: LCP, CLS and INP, throttled.

    .venv/bin/python scripts/measure_pages.py [--runs 9] [--only WORD] [--strict]

Starts a demo of its own, publishes the finding that waits there, and opens each page
cold (a new profile each time) in the system's Chromium with the processor slowed four
times and the network as Lighthouse's slow 4G: 562.5 ms to an answer, 1.47 Mbit/s down.
LCP, CLS and INP are what the browser itself reports. Times depend on what else the
machine does, so the load is printed beside; run it on a quiet one, and compare medians.

Goals: LCP at most 1.5 s, CLS at most 0.02, INP at most 100 ms (medians). With --strict
the command fails when one is missed; tests never assert a time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from scripts.screens import PUBLISH, account, log_in  # noqa: E402
from tests.browser import ARGS, find_chromium  # noqa: E402
from tests.rig import Stack, running_stack  # noqa: E402

CPU = 4
# Lighthouse's "slow 4G" as it throttles by the browser's own means.
NETWORK = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1638.4 * 0.9 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
SIZE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
LCP_MS, CLS, INP_MS = 1500, 0.02, 100

# By name: the address, with the ids of the demo's rows, and whether one is logged in.
PAGES = {
    "findings": ("/findings/", False),
    "finding": ("{finding}", False),
    "login": ("/accounts/login/", False),
    "problem": ("/problems/stale_claim/", False),
    "desk": ("/", True),
    "triage": ("/triage/?story={story}", True),
    "reader": ("/documents/{document}/", True),
    "claim": ("/claims/{claim}/", True),
    "claims": ("/claims/", True),
    "question": ("/questions/{question}/", True),
    "story": ("/stories/{story}/", True),
    "tasks": ("/tasks/?whose=team", True),
    "sources": ("/sources/", True),
    "workload": ("/workload/", True),
    "search": ("/search/?q=water", True),
}

# The demo's rows by name; the finding that waits there is published, unless it was.
ROWS = f"""
import json
from claims.models import Claim, Publication, Question
from sources.models import Document
if not Publication.objects.exists():
    exec({PUBLISH!r})
claim = Claim.objects.filter(status="in_review").first()
text = Document.objects.get(filename="capital-post-ministry.txt")
asked = Question.objects.filter(story=claim.story, wording__contains="killed").first()
print(json.dumps({{
    "claim": str(claim.pk),
    "story": str(claim.story_id),
    "document": str(text.pk),
    "question": str(asked.pk),
    "finding": Publication.objects.order_by("published_at")[0].get_absolute_url(),
}}))
"""

OBSERVE = """
window.vitals = { lcp: 0, what: "", cls: 0, long: 0, events: [] };
const watch = (type, each, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(each))
    .observe({ type, buffered: true, ...more });
watch("largest-contentful-paint", (e) => {
  vitals.lcp = e.startTime;
  vitals.what = e.element ? `${e.element.tagName}.${e.element.className}` : "";
});
watch("layout-shift", (e) => { if (!e.hadRecentInput) vitals.cls += e.value; });
watch("longtask", (e) => { vitals.long = Math.max(vitals.long, e.duration); });
watch("event", (e) => {
  if (e.interactionId) vitals.events.push([e.name, e.duration]);
}, { durationThreshold: 16 });
"""
FIRST_BYTE = """
() => { const told = performance.getEntriesByType("navigation")[0];
  return told.responseStart - told.startTime; }
"""
BYTES = """
() => ["resource", "navigation"].flatMap((type) => performance.getEntriesByType(type))
  .reduce((sum, e) => sum + e.transferSize, 0)
"""


def use_row(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(150)


def open_fold(page: Page, what: str) -> None:
    page.locator(f"{what} >> visible=true").first.click()


def tick(page: Page) -> None:
    page.locator("main .row input[type=checkbox]").first.click()


def type_search(page: Page) -> None:
    page.locator("main input[type=search], main input[name=q]").first.click()
    page.keyboard.type("water", delay=120)


def accept(page: Page) -> None:
    page.keyboard.press("j")
    page.wait_for_timeout(200)
    page.keyboard.press("a")


# By name: the page it is done on, and what one does there.
DEEDS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "j and k in triage": ("triage", lambda page: use_row(page, "jjjkk")),
    "open a fold in triage": ("triage", lambda page: open_fold(page, "main summary")),
    "accept a row": ("triage", accept),
    "j and k among claims": ("claims", lambda page: use_row(page, "jjkk")),
    "tick a claim": ("claims", tick),
    "search among claims": ("claims", type_search),
    "open a filter": ("claims", lambda page: open_fold(page, "details.pick > summary")),
    "open a menu of a claim": (
        "claim",
        lambda p: open_fold(p, "details.act > summary"),
    ),
    "next mark in a document": ("reader", lambda page: use_row(page, "]]]")),
    "list the keys": ("desk", lambda page: use_row(page, "?")),
}


@dataclass
class Figures:
    """What some runs gave for one page or one deed, in ms unless said otherwise."""

    first: list[float] = field(default_factory=list)
    lcp: list[float] = field(default_factory=list)
    cls: list[float] = field(default_factory=list)
    long: list[float] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    inp: list[float] = field(default_factory=list)
    what: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", default="", help="pages and deeds with this word")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument(
        "--data-dir", type=Path, help="of a demo that runs and printed to launcher.out"
    )
    parser.add_argument("--no-throttle", action="store_true")
    asked = parser.parse_args()
    with demo(asked.data_dir) as stack:
        missed = measure(stack, asked)
    print(f"missed: {', '.join(missed) or 'nothing'}")
    sys.exit(1 if missed and asked.strict else 0)


@contextmanager
def demo(data_dir: Path | None) -> Iterator[Stack]:
    """The demo that runs on this folder, or one of our own, gone afterwards."""
    if data_dir is not None:
        printed = data_dir / "launcher.out"
        said = printed.read_text(encoding="utf-8")
        address = said.split("Ready ", 1)[1].split(" ", 1)[0]
        yield Stack(data_dir, address, None, printed)  # type: ignore[arg-type]
        return
    folder = Path(tempfile.mkdtemp(prefix="corroborate-measure-"))
    try:
        with running_stack(folder / "data", mode="demo") as stack:
            yield stack
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(stack: Stack, asked: argparse.Namespace) -> list[str]:
    rows = json.loads(stack.run_code(ROWS).splitlines()[-1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*ARGS]
        )
        cookies = session_of(browser, stack)
        lab = Lab(browser, stack.address, rows, cookies, not asked.no_throttle)
        missed = tell_pages(lab, asked) + tell_deeds(lab, asked)
        browser.close()
    return missed


def session_of(browser: Browser, stack: Stack) -> list[Any]:
    context = browser.new_context(base_url=stack.address)
    log_in(context.new_page(), *account(stack, "editor"))
    cookies: list[Any] = context.cookies()
    context.close()
    return cookies


@dataclass(frozen=True)
class Lab:
    browser: Browser
    address: str
    rows: dict[str, str]
    cookies: list[Any]
    throttled: bool

    @contextmanager
    def opened(self, name: str, size: dict[str, int]) -> Iterator[Page]:
        """A page in a new profile, loaded over the slow network and calm."""
        address, inside = PAGES[name]
        context = self.browser.new_context(base_url=self.address, viewport=size)
        if inside:
            context.add_cookies(self.cookies)
        context.add_init_script(OBSERVE)
        page = context.new_page()
        if self.throttled:
            devtools = context.new_cdp_session(page)
            devtools.send("Network.enable")
            devtools.send("Network.emulateNetworkConditions", NETWORK)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
        answer = page.goto(address.format(**self.rows), wait_until="load")
        if answer is None or answer.status != 200:
            sys.exit(f"{address} does not answer: {answer and answer.status}")
        page.wait_for_timeout(600)
        yield page
        context.close()


def tell_pages(lab: Lab, asked: argparse.Namespace) -> list[str]:
    missed = []
    names = [name for name in PAGES if asked.only in name]
    if names:
        print(
            f"\n{'page':10} {'1st byte':>8} {'LCP p50':>8} {'p75':>6} {'p95':>6}",
            end="",
        )
        print(f" {'CLS':>6} {'longest task':>13} {'KB':>5}  largest  (load {load()})")
    for name in names:
        seen = Figures()
        for _run in range(asked.runs):
            with lab.opened(name, SIZE) as page:
                vitals = page.evaluate("vitals")
                seen.lcp.append(vitals["lcp"])
                seen.first.append(page.evaluate(FIRST_BYTE))
                seen.cls.append(vitals["cls"])
                seen.long.append(vitals["long"])
                seen.weight.append(page.evaluate(BYTES) / 1024)
                seen.what = vitals["what"]
        over = median(seen.lcp) > LCP_MS or max(seen.cls) > CLS
        missed += [name] * over
        print(
            f"{name:10} {median(seen.first):8.0f} {median(seen.lcp):8.0f}"
            f" {at(seen.lcp, 75):6.0f}"
            f" {at(seen.lcp, 95):6.0f} {max(seen.cls):6.3f} {median(seen.long):13.0f}"
            f" {median(seen.weight):5.0f}  {seen.what[:32]}{'  <- missed' * over}",
            flush=True,
        )
    return missed


def tell_deeds(lab: Lab, asked: argparse.Namespace) -> list[str]:
    missed = []
    deeds = {n: deed for n, deed in DEEDS.items() if asked.only in f"{n} {deed[0]}"}
    if deeds:
        print(f"\n{'deed':26} {'INP p50':>8} {'p75':>6} {'p95':>6}  (load {load()})")
    for name, (where, do) in deeds.items():
        seen = Figures()
        for _run in range(asked.runs):
            with lab.opened(where, WIDE) as page:
                page.evaluate("() => { vitals.events = []; }")
                do(page)
                page.wait_for_timeout(500)
                told = page.evaluate("vitals.events")
                seen.inp.append(max((duration for _, duration in told), default=0))
        over = median(seen.inp) > INP_MS
        missed += [name] * over
        print(
            f"{name:26} {median(seen.inp):8.0f} {at(seen.inp, 75):6.0f}"
            f" {at(seen.inp, 95):6.0f}{'  <- missed' * over}",
            flush=True,
        )
    return missed


def median(values: list[float]) -> float:
    return statistics.median(values)


def at(values: list[float], percent: int) -> float:
    """The value that so many percent of the runs do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, -(-percent * len(ranked) // 100) - 1)]


def load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


if __name__ == "__main__":
    main()
