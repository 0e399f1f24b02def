#!/usr/bin/env python
"""Take the pictures in docs/screens from a demo that runs for this alone.

    .venv/bin/python scripts/screens.py [--out FOLDER] [--only NAME]

Starts `manage.py demo` on a temporary folder, publishes the finding that waits there,
and takes every page light and dark: those of the front row wide (1280 px) and narrow
(390 px) as PNG, the others wide, smaller and as JPEG. Needs a Chromium on the PATH, or
named by the variable CHROMIUM.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.rig import Stack, running_stack  # noqa: E402

SIZES = {1280: 900, 390: 844}
THEMES = ("light", "dark")

# Taken at every size, and shown in the README.
FRONT = {"desk", "triage", "reader", "claim", "finding"}
# The others, by name and address; {story} and its like are ids of the demo's rows.
OTHERS = {
    "question": "/questions/{question}/",
    "origins": "/groups/{group}/origins/",
    "wordings": "/triage/groups/{group}/",
    "claims": "/claims/",
    "claims-new": "/claims/new/",
    "claims-merge": "/claims/merge/?claim={claim}",
    "claim-history": "/claims/{claim}/history/",
    "claim-proposed": "/claims/{proposed}/",
    "second-read": "/second-read/",
    "search": "/search/?q=water",
    "batches": "/batches/",
    "drafts": "/drafts/",
    "tasks": "/tasks/?whose=team",
    "tasks-board": "/tasks/?look=board&whose=team",
    "tasks-new": "/tasks/new/?claim={claim}",
    "workload": "/workload/",
    "notifications": "/notifications/",
    "stories": "/stories/",
    "stories-new": "/stories/new/",
    "story": "/stories/{story}/",
    "story-settings": "/stories/{story}/settings/",
    "story-divide": "/stories/{story}/divide/",
    "actors": "/stories/{story}/actors/",
    "actor": "/actors/{actor}/",
    "sources": "/sources/",
    "sources-add": "/sources/add/",
    "owners": "/sources/owners/",
    "facts": "/documents/{document}/facts/",
    "beside": "/documents/{document}/sentences/2/beside/",
    "jobs": "/jobs/",
    "teams": "/teams/",
    "team": "/teams/{team}/",
    "settings": "/settings/",
    "keyboard": "/settings/keyboard/",
    "notices": "/settings/notifications/",
    "findings": "/findings/",
    "corrections": "/corrections/",
    "problems": "/problems/",
    "problem": "/problems/stale_claim/",
    "nothing-here": "/no-such-page/",
}

# These run in the demo and name its rows; the last takes the proposed claim to a public
# finding.
NAME_PAGES = """
import json
from claims.models import Actor, CandidateGroup, Claim, Question
from django.urls import reverse
from sources.models import Document
hour = Claim.objects.get(status="in_review")
story = hour.story
text = Document.objects.get(filename="capital-post-ministry.txt")
asked = Question.objects.filter(story=story, wording__contains="killed")[0]
group = CandidateGroup.objects.filter(story=story).order_by("-documents")[0]
actor = Actor.objects.filter(story=story).order_by("-documents")[0]
print(json.dumps({"pages": {
    "desk": reverse("desk"),
    "triage": reverse("triage") + f"?story={hour.story_id}",
    "reader": reverse("document", args=[text.pk]),
    "claim": hour.get_absolute_url(),
}, "rows": {
    "claim": str(hour.pk),
    "proposed": str(Claim.objects.get(status="proposed").pk),
    "story": str(story.pk),
    "team": str(story.team_id),
    "document": str(text.pk),
    "question": str(asked.pk),
    "group": str(group.pk),
    "actor": str(actor.pk),
}}))
"""
PUBLISH = """
import json
from claims.models import Claim
from claims.publication.service import publish
from claims.review.workflow import act
from workbench.accounts.models import User

def who(name):
    return User.objects.get(email=f"{name}@demo.example")

toll = Claim.objects.get(status="proposed")
toll = act(toll, "approve", by=who("second"), seen_version=toll.version)
finding = publish(toll, by=who("editor"), seen_version=toll.version)
print(json.dumps({"pages": {"finding": finding.get_absolute_url()}, "rows": {}}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--only", help="one page: desk, triage, story, keyboard, …")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="corroborate-screens-"))
    try:
        with running_stack(folder, mode="demo") as stack:
            take_all(stack, wanted.out, wanted.only)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take_all(stack: Stack, out: Path, only: str | None) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        for code in (NAME_PAGES, PUBLISH):
            told = json.loads(stack.run_code(code).splitlines()[-1])
            others = OTHERS if told["rows"] else {}
            pages = told["pages"] | {
                name: address.format(**told["rows"]) for name, address in others.items()
            }
            wanted = {n: a for n, a in pages.items() if only in {None, n}}
            take_pages(browser, stack, wanted, out)
        browser.close()


def take_pages(
    browser: Browser, stack: Stack, pages: dict[str, str], out: Path
) -> None:
    """Take each page, by name and address, in every theme and size."""
    email, password = account(stack, "editor")
    for theme in THEMES:
        for width, height in SIZES.items():
            page = open_page(browser, stack, theme, width, height)
            log_in(page, email, password)
            for name, address in pages.items():
                if name in FRONT:
                    take(page, address, out / f"{name}-{theme}-{width}.png")
            page.context.close()
        page = open_page(browser, stack, theme, 1280, 900)
        log_in(page, email, password)
        for name, address in pages.items():
            if name not in FRONT:
                take(page, address, out / f"{name}-{theme}.jpeg")
        page.context.close()


def open_page(
    browser: Browser, stack: Stack, theme: str, width: int, height: int
) -> Page:
    context = browser.new_context(
        base_url=stack.address,
        color_scheme=theme,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    return context.new_page()


def log_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    # On narrow pages the menu is folded away, so wait for what is there, not seen.
    page.locator("form[action*='logout']").first.wait_for(state="attached")


def take(page: Page, address: str, file: Path) -> None:
    answer = page.goto(address, wait_until="load")
    meant = 404 if "no-such" in address else 200
    if answer is None or answer.status != meant:
        sys.exit(f"{address} does not answer: {answer and answer.status}")
    quality = {"type": "jpeg", "quality": 60} if file.suffix == ".jpeg" else {}
    page.screenshot(path=file, **quality)
    print(file)


def account(stack: Stack, role: str) -> tuple[str, str]:
    """Return e-mail and password from the Ready line."""
    for line in stack.printed.read_text(encoding="utf-8").splitlines():
        if line.startswith("Ready "):
            for part in line.split(" | "):
                label, _, told = part.partition(": ")
                if label == role:
                    email, _, password = told.partition(" ")
                    return email, password
    sys.exit(f"The Ready line names no {role}.")


def find_chromium() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        sys.exit("No Chromium found: install one, or name it in CHROMIUM.")
    return path


if __name__ == "__main__":
    main()
