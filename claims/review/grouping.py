"""People join and part groups and word questions; the machine remembers it for good.

What is decided is about words where they stand, so that it holds for rows to come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

from django.db import transaction

from claims import roles
from claims.errors import BadClaim
from claims.evidence.regroup import regroup
from claims.models import Candidate, CandidateGroup, GroupConstraint, Question
from sources.models import Story


def join_groups(groups: Collection[CandidateGroup], *, by: Any) -> None:
    """Say that these groups are one proposition.

    Raises:
        BadClaim: fewer than two, of several stories, or one is empty by now.
        and what :func:`claims.roles.require` raises.
    """
    if len(groups) < 2 or len({group.story_id for group in groups}) != 1:
        raise BadClaim("Choose two groups or more of one story.")
    with deciding(next(iter(groups)).story, by=by) as story:
        members = [list(living(group)) for group in groups]
        if not all(members):
            raise BadClaim("One of these groups holds no candidate any more.")
        first, *others = members
        constrain(story, GroupConstraint.MUST, product(first[:1], sum(others, [])), by)
        regroup(story)


def part_group(
    group: CandidateGroup, candidates: Collection[Candidate], *, by: Any
) -> None:
    """Say that these candidates of a group are another proposition than the rest.

    Raises:
        BadClaim: none or all of the group, or not of it.
        and what :func:`claims.roles.require` raises.
    """
    with deciding(group.story, by=by) as story:
        members = list(living(group))
        rest = [one for one in members if one not in candidates]
        if not candidates or not rest or len(rest) + len(candidates) != len(members):
            raise BadClaim("Choose some of the group's candidates, and not all.")
        constrain(story, GroupConstraint.CANNOT, product(candidates, rest), by)
        regroup(story)


def reword_question(question: Question, wording: str, *, by: Any) -> Question:
    """Give a question a person's words.

    Raises:
        BadClaim: no words.
        and what :func:`claims.roles.require` raises.
    """
    wording = " ".join(wording.split())[:300]
    if not wording:
        raise BadClaim("A question needs words.")
    with deciding(question.story, by=by):
        question.wording, question.reworded_by = wording, by
        question.save(update_fields=["wording", "reworded_by"])
    return question


@contextmanager
def deciding(story: Story, *, by: Any) -> Iterator[Story]:
    with transaction.atomic():
        row = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        roles.require(by, row.team_id, roles.REVIEWER_UP)
        yield row


def living(group: CandidateGroup) -> Any:
    return group.candidates.filter(retired_at=None).order_by("pk")


def constrain(
    story: Story, kind: str, pairs: Iterable[tuple[Candidate, Candidate]], by: Any
) -> None:
    """Note what pairs must or cannot do; what was said of one before is taken back."""
    for pair in pairs:
        a, b = sorted(pair, key=lambda one: str(one.pk))
        GroupConstraint.objects.update_or_create(
            a=a,
            b=b,
            defaults={
                "story": story,
                "scope_id": story.scope_id,
                "kind": kind,
                "by": by,
            },
        )
