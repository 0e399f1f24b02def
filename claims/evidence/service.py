"""Relating stored candidates: relations, origins, actors, groups, questions.

Pairs are compared outside the transaction; the story's groups are then made anew under
the story's lock, from the relations alone, so that order of arrival never matters.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.evidence.archive import compare_with_archive, replace_archive_relations
from claims.evidence.base import FoundRelation, Vector
from claims.evidence.building import build_views
from claims.evidence.bulk import set_texts
from claims.evidence.checked import match_candidates, replace_matches
from claims.evidence.heed import heed
from claims.evidence.origins import houses_of, origins_of
from claims.evidence.regroup import regroup
from claims.evidence.relate import compare
from claims.evidence.retrieve import embed_passages, without_vector
from claims.evidence.stored import (
    METHOD,
    Said,
    digest_of_view,
    embed_missing,
    memory_of,
    relation_row,
    said_in_story,
    with_vectors,
)
from claims.evidence.suggest import gather_evidence
from claims.evidence.views import View
from claims.extraction.checkworthiness import SURE
from claims.models import Candidate, Claim, ClaimMatch, ExtractionRun, Relation
from sources.jobs.service import Progress, Save, TryLater, submit
from sources.models import Job, Story, TextRevision

# What one job compares and embeds at most: it is to end in half a minute.
CLAIMS, PAIRS, PASSAGES = 2_000, 100_000, 2_000
# Of these, the most check-worthy are held against what was checked before.
MATCHED = 500


def handle_relate(job: Job, progress: Progress) -> Save:
    """Job kind ``relate``: subject is a TextRevision whose candidates are new.

    One job relates all that waits in the story; when a hundred documents come at once,
    the jobs that find theirs done already only make its passages findable by meaning.
    Of a huge document each does as much as it may, and another goes on.

    Raises:
        TryLater: another job compares this story just now.
    """
    revision = TextRevision.objects.select_related("document__story").get(
        pk=job.subject
    )
    story = revision.document.story
    if not waiting(story).filter(revision=revision).exists():
        embed_passages(revision, most=PASSAGES)
        return lambda: go_on(job, revision)
    others = Job.objects.filter(kind="relate", story=job.story_id, state="running")
    # The older of two goes on, so that they never wait for each other.
    if others.filter(started_at__lt=job.started_at, lease_until__gt=Now()).exists():
        raise TryLater
    compared = compare_story(story, progress)
    embed_passages(revision, most=PASSAGES)

    def save() -> None:
        compared.save()
        go_on(job, revision, len(compared.left))

    return save


def go_on(job: Job, revision: TextRevision, left: int = 0) -> None:
    """Have another job do what this one left of the same document, if anything."""
    told = f" · {left:,} claims not compared yet" if left else ""
    if left or (not revision.partial and without_vector(revision).exists()):
        submit(
            "relate",
            revision.pk,
            inputs={"after": str(job.pk)},
            label=f"{revision.document}{told}",
            story_id=job.story_id,
            scope_id=job.scope_id,
            created_by_id=job.created_by_id,
        )


def waiting(story: Story) -> QuerySet[ExtractionRun]:
    """Current runs of the story whose candidates were not compared yet."""
    return ExtractionRun.objects.filter(
        revision__document__story=story, current=True, related_at=None
    )


def relate(
    revision: TextRevision, progress: Progress = lambda done, total, unit="": None
) -> Save:
    """Compare what is new in a revision's story with all of it; return the save.

    Of very many claims the most check-worthy are compared, as :func:`compare_story`
    says; call it again for the rest.
    """
    return compare_story(revision.document.story, progress).save


@dataclass(frozen=True, slots=True)
class ComparedStory:
    """What was found for a story, still to be saved.

    ``elsewhere`` are relations to other stories, ``matches`` what was checked before.
    ``done`` gives the digest of each candidate now compared with all others that are,
    ``left`` the keys of those that are not.
    """

    story: Story
    said: Said
    views: list[View]
    origins: dict[str, str]
    runs: dict[Any, Any]
    relations: list[FoundRelation]
    elsewhere: list[FoundRelation]
    matches: list[ClaimMatch]
    done: dict[str, str]
    left: frozenset[str]

    def save(self) -> None:
        """Write it all, in the caller's transaction, under the story's lock."""
        story = Story.objects.select_for_update(of=("self",)).get(pk=self.story.pk)
        rows = [relation_row(story, found) for found in self.relations]
        replace_relations(story, frozenset(self.done), rows)
        replace_archive_relations(story, self.done.keys(), self.elsewhere)
        replace_matches(story, self.done, self.matches)
        note_compared(self.said, self.done)
        regroup(story, self.said, self.views, self.origins)
        suggest_for_claims(story)
        note_related(self.runs)


def compare_story(story: Story, progress: Progress) -> ComparedStory:
    """Compare what is new in a story, or is seen otherwise than it was compared.

    At most ``CLAIMS`` of them and about ``PAIRS`` pairs at a time, the most
    check-worthy first, so that a huge document keeps no one waiting: relations do not
    depend on how the work is cut. A context may change long after: what a later
    document tells of a speaker's office is then held against all again.
    """
    runs = dict(waiting(story).values_list("pk", "finished_at"))
    said = said_in_story(story)
    by_key = {str(c.pk): c for c in said.candidates}
    views = build_views(said.utterances)
    digests = {view.key: digest_of_view(view, by_key[view.key]) for view in views}
    stale = [v for v in views if by_key[v.key].compared_as != digests[v.key]]
    stale.sort(key=lambda view: (-view.found.score, view.key))
    progress(0, min(len(stale), CLAIMS), "claim")
    chosen = frozenset(view.key for view in stale[:CLAIMS])
    embed_missing([by_key[key] for key in sorted(chosen)], said.vectors)
    said = with_vectors(said)
    spoken = {one.key: one.vector for one in said.utterances}
    views = [with_vector(view, spoken[view.key]) for view in views]
    origins = origins_of(said.utterances, memory_of(story))
    later = frozenset(view.key for view in stale[CLAIMS:])
    there = [view for view in views if view.key not in later]
    houses = houses_of(said.utterances, origins)
    compared = compare(there, houses, new=chosen, most=PAIRS)
    left = (chosen - compared.done) | later
    begun = {by_key[key].run_id for key in left}
    return ComparedStory(
        story=story,
        said=said,
        views=views,
        origins=origins,
        runs={pk: at for pk, at in runs.items() if pk not in begun},
        relations=heed(
            compared.relations,
            {view.key: view.words for view in there},
            secret=story.embargoed,
        ),
        matches=match_candidates(
            (by_key[key] for key in worth_matching(views, compared.done)), said.vectors
        ),
        elsewhere=compare_with_archive(story, said, there, compared.done),
        done={key: digests[key] for key in sorted(compared.done)},
        left=left,
    )


def worth_matching(views: Sequence[View], done: Set[str]) -> list[str]:
    """Return the keys to hold against what was checked before, most worthy first."""
    worth = [v for v in views if v.key in done and v.found.score >= SURE]
    worth.sort(key=lambda view: (-view.found.score, view.key))
    return [view.key for view in worth[:MATCHED]]


def with_vector(view: View, vector: Vector) -> View:
    if view.utterance.vector is vector:
        return view
    return replace(view, utterance=replace(view.utterance, vector=vector))


def note_compared(said: Said, done: dict[str, str]) -> None:
    """Keep as what these candidates were compared; one read anew since is so again."""
    for candidate in said.candidates:
        candidate.compared_as = done.get(str(candidate.pk), candidate.compared_as)
    set_texts(Candidate, "compared_as", done)


def relate_again(story: Story, revisions: Set[Any], *, cause: str, by: Any) -> None:
    """Have the words of these texts compared anew, by one job, for a stated cause."""
    runs = ExtractionRun.objects.filter(revision__in=revisions, current=True)
    runs.update(related_at=None)
    Candidate.objects.filter(revision__in=revisions).update(compared_as="")
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
