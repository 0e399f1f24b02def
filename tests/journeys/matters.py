"""Stories to work on for an afternoon, and which of their rows are worth it.

Runs in a process of the stack. Rows are chosen by what the machine found out about
them (a conflict, a quotation, who agrees), never by words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Q

from claims.choices import Label
from claims.demo import cast
from claims.demo.load import ensure_sources, ensure_story, ingest_missing
from claims.demo.manifest import load_manifest
from claims.demo.waiting import wait_for_stories
from claims.evidence.speakers import fold_name
from claims.models import Candidate, CandidateGroup, Relation
from sources.ingest.service import ingest_upload
from sources.models import Story
from workbench.accounts.models import Team, User

PATIENCE_S = 540.0
AGREE = [Label.SAME, Label.SUPPORTS]
CONFLICT = [Label.CONTRADICTS, Label.PARTIALLY]


def bring_sample() -> None:
    """Read the sample story; print what :func:`choose` found in it."""
    team, by = team_and_editor()
    manifest = load_manifest()
    sample = manifest.stories[0]
    story = ensure_story(sample, team, by)
    ingest_missing(sample, story, ensure_sources(manifest), by=by)
    tell(story)


def bring_folder(folder: str) -> None:
    """Read the texts of a folder as one story; print what was chosen."""
    team, by = team_and_editor()
    story = Story.objects.create(title="From a folder", team=team, created_by=by)
    for path in sorted(Path(folder).glob("*.txt")):
        ingest_upload(path.read_bytes(), filename=path.name, story=story, by=by)
    tell(story)


def team_and_editor() -> tuple[Team, User]:
    teams = cast.ensure_teams()
    return teams[cast.ENERGY], cast.ensure_people(teams)["editor"]


def tell(story: Story) -> None:
    wait_for_stories([story], say=lambda line: None, patience_s=PATIENCE_S)
    people = {person.label: (person.email, person.password) for person in cast.CAST}
    told = {"title": story.title, "groups": choose(story), "people": people}
    print(json.dumps(told))


def choose(story: Story) -> dict[str, str]:
    """Return a group for each finding, each of another question, best first.

    Raises:
        LookupError: the story has none of this sort.
    """
    taken: list[CandidateGroup] = []
    found: dict[str, str] = {}
    for name, sort in (("disputed", opposed), ("so", supported), ("said", quoted)):
        group = next((g for g in sort(story) if apart(g, taken)), None)
        if group is None:
            raise LookupError(f"no row of {story} can become a finding: {name}")
        taken.append(group)
        found[name] = str(group.pk)
    return found


def apart(group: CandidateGroup, taken: list[CandidateGroup]) -> bool:
    questions = {row.question_id for row in taken if row.question_id}
    return group not in taken and group.question_id not in questions


def waiting(story: Story) -> Iterator[tuple[CandidateGroup, Candidate]]:
    rows = CandidateGroup.objects.filter(story=story, decision=None, beside=None)
    for group in rows.exclude(best=None).order_by("-score", "pk"):
        assert group.best is not None
        if group.best.speaker:
            yield group, group.best


def opposed(story: Story) -> Iterator[CandidateGroup]:
    """Two named speakers hold versions that conflict."""
    for group, best in waiting(story):
        if any(other.speaker for other in tied(group, best, CONFLICT)):
            yield group


def supported(story: Story) -> Iterator[CandidateGroup]:
    """Somebody else says it, too; first of all in another document."""
    found = [
        (not any(o.document_id != best.document_id for o in others), group)
        for group, best in waiting(story)
        if (others := tied(group, best, AGREE))
    ]
    for _, group in sorted(found, key=lambda row: row[0]):
        yield group


def quoted(story: Story) -> Iterator[CandidateGroup]:
    """Somebody's own words, in quotation marks."""
    for group, best in waiting(story):
        if best.reading.get("quote") in {"direct", "mixed"}:
            yield group


def tied(
    group: CandidateGroup, best: Candidate, labels: list[Label]
) -> list[Candidate]:
    """The other ends of its ties, where they are somebody else's words."""
    own = [row.pk for row in group.candidates.filter(retired_at=None)]
    rows = Relation.objects.filter(Q(a__in=own) | Q(b__in=own), label__in=labels)
    ends = [r.b if r.a_id in own else r.a for r in rows.select_related("a", "b")]
    return [
        end
        for end in ends
        if end is not None
        and end.pk not in own
        and fold_name(end.speaker) != fold_name(best.speaker)
    ]
