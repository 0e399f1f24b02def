"""Relating stored candidates: relations, origins, actors, groups, questions.

Pairs are compared outside the transaction; the story's groups are then made anew under
the story's lock, from the relations alone, so that order of arrival never matters.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.evidence.building import build_views
from claims.evidence.regroup import regroup
from claims.evidence.relate import relate_spans
from claims.evidence.stored import METHOD, embed_missing, relation_row, said_in_story
from claims.evidence.suggest import gather_evidence
from claims.models import Claim, ExtractionRun, Relation
from sources.jobs.service import Progress, Save, TryLater, submit
from sources.models import Embedding, Job, Story, TextRevision


def handle_relate(job: Job, progress: Progress) -> Save:
    """Job kind ``relate``: subject is a TextRevision whose candidates are new.

    One job relates all that waits in the story; when a hundred documents come at once,
    the jobs that find theirs done already cost nothing.

    Raises:
        TryLater: another job compares this story just now.
    """
    revision = TextRevision.objects.select_related("document__story").get(
        pk=job.subject
    )
    if not waiting(revision.document.story).filter(revision=revision).exists():
        return lambda: None
    others = Job.objects.filter(kind="relate", story=job.story_id, state="running")
    # The older of two goes on, so that they never wait for each other.
    if others.filter(started_at__lt=job.started_at, lease_until__gt=Now()).exists():
        raise TryLater
    return relate(revision, progress)


def waiting(story: Story) -> QuerySet[ExtractionRun]:
    """Current runs of the story whose candidates were not compared yet."""
    return ExtractionRun.objects.filter(
        revision__document__story=story, current=True, related_at=None
    )


def relate(
    revision: TextRevision, progress: Progress = lambda done, total: None
) -> Save:
    """Compare what is new in a revision's story with all of it; return the save."""
    story = revision.document.story
    runs = dict(waiting(story).values_list("pk", "finished_at"))
    said = said_in_story(story)
    progress(0, len(said.candidates))
    embeddings = embed_missing(said.candidates, said.vectors)
    utterances = said.utterances()
    views = build_views(utterances)
    new = frozenset(
        str(c.pk)
        for c in said.candidates
        if c.run_id in runs or c.revision_id == revision.pk
    )
    found = relate_spans(utterances, new=new, views=views)

    def save() -> None:
        locked = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        Embedding.objects.bulk_create(embeddings, ignore_conflicts=True)
        replace_relations(locked, new, [relation_row(locked, f) for f in found])
        regroup(locked, said, views)
        suggest_for_claims(locked)
        note_related(runs)

    return save


def relate_again(story: Story, revisions: Set[Any], *, cause: str, by: Any) -> None:
    """Have the words of these texts compared anew, by one job, for a stated cause."""
    runs = ExtractionRun.objects.filter(revision__in=revisions, current=True)
    runs.update(related_at=None)
    first = runs.select_related("revision__document").order_by("pk").first()
    if first is not None:
        submit(
            "relate",
            first.revision_id,
            inputs={"run": str(first.pk), "after": cause},
            label=str(first.revision.document),
            story_id=story.pk,
            scope_id=story.scope_id,
            created_by_id=by.pk,
        )


def note_related(runs: dict[Any, Any]) -> None:
    """Runs as they were when we compared; one closed again since waits on."""
    for pk, finished_at in runs.items():
        ExtractionRun.objects.filter(pk=pk, finished_at=finished_at).update(
            related_at=timezone.now()
        )


def replace_relations(story: Story, new: frozenset[str], rows: list[Relation]) -> None:
    """Put these in place of what this method said of the new candidates before.

    A candidate retired or deleted while we compared takes its relations with it.
    """
    stored = Relation.objects.filter(story=story, method=METHOD)
    # By ids alone: with a join the planner walks all pairs, for minutes.
    gone = [
        *new,
        *story.candidates.exclude(retired_at=None).values_list("pk", flat=True),
    ]
    stored.filter(Q(a__in=gone) | Q(b__in=gone)).delete()
    ends = {row.a_id for row in rows} | {row.b_id for row in rows}
    living = set(
        map(
            str,
            story.candidates.filter(pk__in=ends, retired_at=None).values_list(
                "pk", flat=True
            ),
        )
    )
    Relation.objects.bulk_create(
        [r for r in rows if str(r.a_id) in living and str(r.b_id) in living],
        ignore_conflicts=True,
        batch_size=500,
    )


def suggest_for_claims(story: Story) -> None:
    """New words may bear on claims that stand; people see them as suggestions."""
    open_claims: Any = Claim.objects.filter(
        story=story, status__in=["queued", "in_review", "proposed"], merged_into=None
    )
    for claim in open_claims.select_related("claimant_actor__side", "group"):
        gather_evidence(claim)
