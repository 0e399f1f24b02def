"""Saying which names are one actor: merge, split, undo.

A decision is about spellings, so that it holds for rows and texts to come. Actors and
counts change at once; how the story's words relate is worked out anew by a job.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import roles
from claims.choices import ActorAction
from claims.errors import AlreadyDecided, BadActor, StaleActor
from claims.evidence.naming import name_actors, new_row
from claims.evidence.service import relate_again
from claims.evidence.speakers import fold_name
from claims.evidence.stored import live_candidates
from claims.models import Actor, ActorDecision
from sources.models import Story


def merge(
    actors: Sequence[Actor], *, into: Actor, by: Any, reason: str = ""
) -> ActorDecision:
    """Say that these are one person or body, called as ``into`` is.

    Raises:
        BadActor: fewer than two, of several stories, or ``into`` is none of them.
        StaleActor: one of them was merged or renamed away meanwhile.
    """
    stories = {actor.story_id for actor in actors}
    if len({actor.pk for actor in actors}) < 2:
        raise BadActor(_("Choose two actors or more to merge."))
    if len(stories) != 1 or into not in actors:
        raise BadActor(_("Only actors of one story can be merged."))
    with deciding(into.story, by=by) as story:
        rows = [standing(story, actor) for actor in actors]
        kept = next(row for row in rows if row.pk == into.pk)
        return decide(
            story,
            ActorAction.MERGE,
            actor=kept,
            spellings=[words for row in rows for words in row.spellings],
            keys=[key for row in rows for key in row.keys],
            name=kept.name,
            reason=reason,
            by=by,
        )


def split(
    actor: Actor, spellings: Collection[str], *, name: str, by: Any, reason: str = ""
) -> ActorDecision:
    """Say that these spellings are another actor than the rest.

    Raises:
        BadActor: none or all of the spellings are chosen, or no name is given.
        StaleActor: the actor no longer has one of them.
    """
    with deciding(actor.story, by=by) as story:
        row = standing(story, actor)
        chosen = [words for words in row.spellings if words in set(spellings)]
        if set(spellings) - set(row.spellings):
            raise StaleActor(
                _("“%s” no longer has all of these spellings. Look at it again.") % row
            )
        if not chosen or len(chosen) == len(row.spellings):
            raise BadActor(_("Choose some of the spellings, and leave some."))
        called = name.strip()[:200] or chosen[0]
        taken = set(story.actors.values_list("key", flat=True))
        return decide(
            story,
            ActorAction.SPLIT,
            actor=new_row(story, fold_name(called), called, taken, added_by=by),
            spellings=chosen,
            keys=[fold_name(words) for words in chosen],
            name=called,
            reason=reason,
            by=by,
        )


def undo(decision: ActorDecision, *, by: Any) -> ActorDecision:
    """Take a decision back; later ones still stand.

    Raises:
        AlreadyDecided: it was undone before.
    """
    with deciding(decision.story, by=by) as story:
        row = ActorDecision.objects.select_for_update().get(pk=decision.pk)
        if row.undone_at is not None:
            raise AlreadyDecided(_("This was undone already."))
        row.undone_at = timezone.now()
        row.undone_by = by
        row.save(update_fields=["undone_at", "undone_by"])
        rename(story, row, by=by)
    return row


@contextmanager
def deciding(story: Story, *, by: Any) -> Iterator[Story]:
    """Lock a story for a decision by a person who may decide it."""
    with transaction.atomic():
        row = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        roles.require(by, row.team_id, roles.REVIEWER_UP)
        yield row


def standing(story: Story, actor: Actor) -> Actor:
    row = story.actors.standing().filter(pk=actor.pk).first()
    if row is None:
        raise StaleActor(
            _("“%s” was changed meanwhile. Look at the list again.") % actor
        )
    return row


def decide(
    story: Story, action: str, *, keys: Sequence[str], by: Any, **fields: Any
) -> ActorDecision:
    fields["reason"] = fields["reason"].strip()[:500]
    decision = ActorDecision.objects.create(
        story=story,
        scope_id=story.scope_id,
        action=action,
        keys=list(dict.fromkeys(key[:200] for key in keys)),
        by=by,
        **fields,
    )
    rename(story, decision, by=by)
    return decision


def rename(story: Story, decision: ActorDecision, *, by: Any) -> None:
    """Fold the story's names anew; relate what another actor says now."""
    candidates = live_candidates(story)
    before = {one.pk: one.actor_id for one in candidates}
    name_actors(story, candidates)
    changed = {one.revision_id for one in candidates if one.actor_id != before[one.pk]}
    cause = f"{decision.pk} {'undone' if decision.undone_at else 'made'}"
    relate_again(story, changed, cause=cause, by=by)
