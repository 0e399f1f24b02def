"""Fill an empty workbench with demo people and the sample story."""

from __future__ import annotations

import json
import os
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.demo import cast
from claims.demo.key import ensure_key
from claims.demo.load import ensure_sources, ensure_story, ingest_missing
from claims.demo.manifest import load_manifest
from claims.demo.waiting import TookTooLong, wait_for_stories
from sources.models import Story
from workbench.accounts.models import User

REFUSAL = (
    "seed_demo makes accounts with passwords that everybody knows. It runs only for "
    "`manage.py demo`, which sets CORROBORATE_DEMO=1."
)


class Command(BaseCommand):
    help = (
        "Make demo accounts and load the sample story through the pipeline; workers "
        "must be running. Prints one JSON line: accounts and api_key. A second run "
        "adds nothing."
    )
    # They would load every page; the web server beside has made them.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--patience",
            type=float,
            default=300.0,
            metavar="SECONDS",
            help="how long to wait for the workers (default: 300)",
        )

    def handle(self, *args: Any, patience: float, **options: Any) -> None:
        refuse_unless_demo()
        self.begun = time.monotonic()
        teams = cast.ensure_teams()
        people = cast.ensure_people(teams)
        stories = self.load(teams, people)
        self.wait(stories, patience)
        leave_work_once(stories[0], people)
        told = {
            "accounts": [[p.email, p.password, p.label] for p in cast.CAST],
            "api_key": ensure_key(people["reviewer"], settings.DATA_DIR),
        }
        self.stdout.write(json.dumps(told))

    def load(self, teams: dict[str, Any], people: dict[str, User]) -> list[Story]:
        """Return the sample's stories in its order, their documents submitted."""
        manifest = load_manifest()
        sources = ensure_sources(manifest)
        stories = []
        for sample in manifest.stories:
            by = people[OWNERS[sample.team]]
            story = ensure_story(sample, teams[sample.team], by)
            added = ingest_missing(sample, story, sources, by=by)
            if added:
                self.say(f"{sample.title}: {added} documents submitted")
            stories.append(story)
        return stories

    def wait(self, stories: list[Story], patience: float) -> None:
        try:
            failed = wait_for_stories(stories, say=self.say, patience_s=patience)
        except TookTooLong as error:
            raise CommandError(str(error)) from None
        for job in failed:
            self.say(f"set aside: {job}: {job.error_code} {job.error}")

    def say(self, line: str) -> None:
        spent_s = time.monotonic() - self.begun
        self.stderr.write(f"[{spent_s:5.1f} s] {line}")


OWNERS = {cast.ENERGY: "reporter", cast.POLITICS: "outsider (Politics desk)"}


def leave_work_once(story: Story, people: dict[str, User]) -> None:
    """Leave two claims on their way and a finding, on a story nobody worked on."""
    if story.decisions.exists() or story.claims.exists():
        return
    # Loaded here, as a second start has nothing to leave: that saves half a second.
    from claims.demo.work import leave_work

    leave_work(story, people)


def refuse_unless_demo() -> None:
    """Raise `CommandError` unless the launcher of the demo allowed it."""
    if os.environ.get("CORROBORATE_DEMO") != "1":
        raise CommandError(REFUSAL)
