"""Add files and addresses to the running workbench and watch them being read."""

from __future__ import annotations

import time
from argparse import BooleanOptionalAction
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone
from tqdm import tqdm

from sources.choices import JobState, Via
from sources.errors import DuplicateDocument, SourcesError
from sources.ingest.progress import UNDER_WAY, jobs_of
from sources.ingest.service import ingest_upload, ingest_url
from sources.models import Document, Job, Story, WorkerBeat
from sources.stories import open_story
from workbench.accounts.models import Role, Team, User

PAUSE_S = 0.25
# read, extract, relate; an address is fetched first.
STAGES = 3
# Without a sign of a worker for so long there is nothing to wait for.
PATIENCE_S = 60


@dataclass
class Item:
    """What became of one argument: a document, or the reason why there is none."""

    name: str
    document: Document | None = None
    known: bool = False
    problem: str = ""


class Command(BaseCommand):
    help = "Add files and addresses to a story and wait until they are read"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--story", default="", help="title; made if there is none")
        parser.add_argument("--team", default="", metavar="SLUG")
        parser.add_argument("--by", default="", metavar="EMAIL")
        parser.add_argument("--wait", action=BooleanOptionalAction, default=True)

    def handle(
        self,
        *args: Any,
        sources: list[str],
        story: str,
        team: str,
        by: str,
        wait: bool,
        **options: Any,
    ) -> None:
        person, owner = find_person(by, team)
        matter = find_story(story, owner, person)
        items = [submit(name, matter, person) for name in sources]
        if wait:
            self.watch([item.document for item in items if item.document])
        lines = [(item, outcome(item)) for item in items]
        for item, line in lines:
            self.stdout.write(f"{item.name}: {line}")
        failed = sum(bool(item.problem) for item in items)
        if failed:
            raise CommandError(f"{failed} of {len(items)} failed.")

    def watch(self, documents: list[Document]) -> None:
        """Show progress until no job of these documents is under way."""
        with tqdm(unit="stage", disable=None, leave=False) as bar:
            while True:
                jobs = [job for document in documents for job in jobs_of(document)]
                waiting = [job for job in jobs if job.state in UNDER_WAY]
                bar.total = max(len(jobs), expected(documents))
                bar.n = len(jobs) - len(waiting)
                bar.set_description(waiting[0].kind if waiting else "done")
                if not waiting:
                    return
                check_workers(waiting)
                time.sleep(PAUSE_S)


def find_person(email: str, slug: str) -> tuple[User, Team]:
    """Return who adds the documents, and the team whose story takes them."""
    people = User.objects.filter(is_active=True, memberships__isnull=False)
    if slug:
        people = people.filter(memberships__team__slug=slug)
    if email:
        people = people.filter(email__iexact=email)
    else:
        people = people.filter(memberships__role__in=[Role.EDITOR, Role.ADMIN])
    person = people.order_by("date_joined", "pk").first()
    if person is None:
        whom = email or "an editor or admin"
        where = f"the team {slug}" if slug else "any team"
        raise CommandError(f"There is no active account of {whom} in {where}.")
    teams = Team.objects.filter(memberships__user=person).order_by("created_at")
    return person, teams.filter(Q(slug=slug) if slug else Q()).first()


def find_story(title: str, team: Team, by: User) -> Story:
    title = title or f"Inbox {timezone.localdate():%Y-%m-%d}"
    known = Story.objects.filter(team=team, title=title, closed_at=None)
    return known.order_by("created_at").first() or open_story(title, team=team, by=by)


def submit(name: str, story: Story, by: User) -> Item:
    try:
        if name.startswith(("http://", "https://")):
            return Item(name, ingest_url(name, story=story, by=by)[0])
        path = Path(name)
        file = {"filename": path.name, "via": Via.COMMAND}
        return Item(
            name, ingest_upload(path.read_bytes(), story=story, by=by, **file)[0]
        )
    except DuplicateDocument as error:
        known = Document.objects.get(pk=error.extra["document"])
        return Item(name, known, known=True)
    except SourcesError as error:
        return Item(name, problem=str(error))
    except OSError as error:
        return Item(name, problem=f"unreadable_file: {error.strerror}")


def expected(documents: list[Document]) -> int:
    return sum(STAGES + bool(document.url) for document in documents)


def check_workers(waiting: list[Job]) -> None:
    """Give up when jobs are due and no worker shows a sign of life."""
    now = timezone.now()
    if min(job.created_at for job in waiting) > now - timedelta(seconds=PATIENCE_S):
        return
    since = now - timedelta(seconds=PATIENCE_S)
    if not WorkerBeat.objects.filter(seen_at__gte=since).exists():
        raise CommandError(
            "No worker is running. The documents are kept and will be read as soon as "
            "one is started."
        )


def outcome(item: Item) -> str:
    """Return the line for one document, and note its failure in ``item``."""
    if item.problem:
        return item.problem
    failed = jobs_of(item.document).filter(state=JobState.QUARANTINED).first()
    if failed is not None and not item.known:
        item.problem = f"{failed.error_code}: {failed.error}"
        return item.problem
    known = "already there, " if item.known else ""
    document = Document.objects.select_related("current_revision").get(
        pk=item.document.pk
    )
    if document.current_revision is None:
        return f"{known}{document.pk} waits to be read"
    return f"{known}{document}, {counts(document)}"


def counts(document: Document) -> str:
    revision = document.current_revision
    candidates = revision.candidates.filter(retired_at=None).count()
    return f"{len(revision.sentences)} sentences, {candidates} candidates"
