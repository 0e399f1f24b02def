"""Putting a story under embargo, and lifting it: every row made from it follows.

The scope stands on every row, so that no query needs a join to know who may see it.
Relations, groups and retrieval never cross scopes: what was compared with other stories
is forgotten when an embargo is set, and the words meet the archive when it is lifted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import models as claims
from claims import roles
from claims.errors import EmbargoRefused
from claims.evidence.service import relate_again
from claims.models import Appearance, Claim, Evidence, Publication, Relation
from claims.review.record import record
from claims.review.workflow import lock
from sources import models as sources
from sources.ingest.progress import UNDER_WAY
from sources.models import Document, Job, Story
from sources.stories import note_edit

STORY = ("story",)
ABOUT = ("claim__story", "question__story", "story", "document__story")
# Every table that bears a scope, and the ways from its rows to their story.
MADE_FROM: dict[type[models.Model], tuple[str, ...]] = {
    sources.StoryEdit: STORY,
    sources.Document: STORY,
    sources.DocumentEdit: ("document__story",),
    sources.Capture: ("document__story",),
    sources.TextRevision: ("document__story",),
    sources.Passage: ("revision__document__story",),
    sources.Job: STORY,
    claims.ExtractionRun: ("revision__document__story",),
    claims.Candidate: STORY,
    claims.Relation: STORY,
    claims.Actor: STORY,
    claims.ActorDecision: STORY,
    claims.Side: ("actor__story",),
    claims.Origin: STORY,
    claims.Question: STORY,
    claims.CandidateGroup: STORY,
    claims.TriagePlace: STORY,
    claims.TriageDecision: STORY,
    claims.GroupConstraint: STORY,
    claims.QuestionConstraint: STORY,
    claims.ClaimMatch: ("candidate__story",),
    claims.Claim: STORY,
    claims.Appearance: ("claim__story",),
    claims.Evidence: ("claim__story",),
    claims.ErrorReport: ("claim__story",),
    claims.Assignment: ABOUT,
    claims.Comment: ABOUT,
    claims.Notification: (*ABOUT, *(f"assignment__{path}" for path in ABOUT)),
}
# Tables whose rows name what they are about by kind and id.
KINDS = {
    "passage": sources.Passage,
    "candidate": claims.Candidate,
    "claim": claims.Claim,
}
NAMED_BY_KIND: dict[type[models.Model], dict[str, type[models.Model]]] = {
    sources.Embedding: KINDS,
    sources.SearchEntry: KINDS,
}


def set_embargo(story: Story, *, by: Any, reason: str = "") -> Story:
    """Let the story's team alone see it and all that was made from it.

    Set twice, it is noted once.

    Raises:
        NotAllowed: ``by`` is no editor of its team.
        EmbargoRefused: findings of it are public, its words are used elsewhere, or it
            is being worked on just now.
    """
    return change(story, to=story.team_id, by=by, reason=reason)


def lift_embargo(story: Story, *, by: Any, reason: str = "") -> Story:
    """Let all members see the story; its words are then compared with the archive.

    Raises:
        NotAllowed: ``by`` is no editor of its team.
        EmbargoRefused: it is being worked on just now.
    """
    return change(story, to=None, by=by, reason=reason)


def change(story: Story, *, to: Any, by: Any, reason: str) -> Story:
    with transaction.atomic():
        roles.require(by, story.team_id, roles.EDITOR)
        # In full: documents and jobs that come in wait until the scope is settled.
        locked = Story.objects.select_for_update(of=("self",)).select_related("team")
        row = locked.get(pk=story.pk)
        if row.scope_id == to:
            return row
        refuse(reasons_against(row, setting=to is not None))
        before = row.scope_id
        row.scope_id = to
        row.save(update_fields=["scope_id"])
        for rows in rows_of(row):
            rows.exclude(scope_id=to).update(scope_id=to)
        forget_elsewhere(row)
        words = ["", row.team.name] if to else [row.team.name, ""]
        note_edit(row, {"embargo": words}, by=by, reason=reason)
        tell_claims(row, before, to, by=by)
        texts = row.documents.filter(current_revision__isnull=False)
        revisions = set(texts.values_list("current_revision_id", flat=True))
        relate_again(row, revisions, cause=cause(to), by=by)
    return row


def cause(to: Any) -> str:
    """Each change has relating done anew, however often it comes and goes."""
    kind = "embargo" if to else "lifted"
    return f"{kind} {timezone.now().isoformat()}"


def reasons_against(story: Story, *, setting: bool) -> list[str]:
    """Why the embargo cannot be changed now, in sentences; empty: it can."""
    found = []
    busy = Job.objects.filter(story=story, state__in=UNDER_WAY).count()
    if busy:
        found.append(
            _("Its documents are in work (%(n)d jobs): wait until that is done.")
            % {"n": busy}
        )
    if not setting:
        return found
    public = Publication.objects.filter(claim__story=story).values("record").distinct()
    if known := public.count():
        found.append(
            _("%(n)d findings of it are public, and nothing public is taken back.")
            % {"n": known}
        )
    used = used_elsewhere(story)
    if used:
        found.append(
            _("Claims of other stories rest on its documents: %(claims)s.")
            % {"claims": ", ".join(used)}
        )
    return found


def used_elsewhere(story: Story) -> list[str]:
    """Claims of other stories that quote this one's documents."""
    found: set[int] = set()
    for model in (Evidence, Appearance):
        rows = model.objects.filter(document__story=story).exclude(claim__story=story)
        found |= set(rows.values_list("claim__number", flat=True)[:20])
    return [_("Claim %(number)d") % {"number": number} for number in sorted(found)]


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise EmbargoRefused(
            _("The embargo cannot be changed now."), reasons=reasons, failed=reasons
        )


def rows_of(story: Story) -> Iterator[models.QuerySet[Any]]:
    """Yield the rows of every table that bears a scope and was made from the story."""
    for model, paths in MADE_FROM.items():
        yield made_from(story, model, paths)
    for model, kinds in NAMED_BY_KIND.items():
        for kind, named in kinds.items():
            keys = made_from(story, named, MADE_FROM[named]).values("pk")
            yield model._base_manager.filter(kind=kind, object_id__in=keys)


def made_from(
    story: Story, model: type[models.Model], paths: tuple[str, ...]
) -> models.QuerySet[Any]:
    condition = Q()
    for path in paths:
        condition |= Q(**{path: story.pk})
    keys = model._base_manager.filter(condition).values("pk")
    return model._base_manager.filter(pk__in=keys)


def forget_elsewhere(story: Story) -> None:
    """Drop relations with words of another scope; they are found again if they may."""
    rows = Relation.objects.filter(Q(a__story=story) | Q(b__story=story))
    both = rows.filter(a__isnull=False, b__isnull=False)
    ends = both.values_list("pk", "a__scope", "b__scope")
    apart = [pk for pk, one, other in ends if one != other]
    Relation.objects.filter(pk__in=apart).delete()


def tell_claims(story: Story, before: Any, after: Any, *, by: Any) -> None:
    """Record it on each claim; what was read of it stays, and so does its version."""
    kind = "embargo_set" if after else "embargo_lifted"
    for claim in Claim.objects.filter(story=story).order_by("pk"):
        row = lock(claim, seen_version=None)
        record(row, kind, {"scope": before}, {"scope": after}, by=by)


def counted(story: Story) -> dict[str, int]:
    """How much an embargo would hide or show."""
    return {
        "documents": Document.objects.filter(story=story).count(),
        "claims": Claim.objects.filter(story=story, merged_into=None).count(),
    }
