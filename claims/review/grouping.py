"""People join and part groups and word questions; the machine remembers it for good.

What is decided is about words where they stand, so that it holds for rows to come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from claims import roles
from claims.errors import BadClaim, BadQuestion
from claims.evidence.regroup import regroup
from claims.models import (
    Candidate,
    CandidateGroup,
    GroupConstraint,
    Question,
    QuestionConstraint,
)
from claims.review.editing import EDITABLE
from claims.review.placing import put_under_question
from sources.models import Story


def join_groups(groups: Collection[CandidateGroup], *, by: Any) -> None:
    """Say that these groups are one proposition.

    Raises:
        BadClaim: fewer than two, of several stories, or one is empty by now.
        and what :func:`claims.roles.require` raises.
    """
    if len(groups) < 2 or len({group.story_id for group in groups}) != 1:
        raise BadClaim(_("Choose two groups or more of one story."))
    with deciding(next(iter(groups)).story, by=by) as story:
        members = [list(living(group)) for group in groups]
        if not all(members):
            raise BadClaim(_("One of these groups holds no candidate any more."))
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
            raise BadClaim(_("Choose some of the group's candidates, and not all."))
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
        raise BadClaim(_("A question needs words."))
    with deciding(question.story, by=by):
        question.wording, question.reworded_by = wording, by
        question.save(update_fields=["wording", "reworded_by"])
    return question


def merge_questions(question: Question, into: Question, *, by: Any) -> Question:
    """Say that two questions are one; ``into`` goes on, with its words.

    Open claims, work and comments of the other follow; a published claim stays with
    the question it was published under.

    Raises:
        BadQuestion: one and the same, of several stories, or one has no answers now.
        and what :func:`claims.roles.require` raises.
    """
    if question.pk == into.pk or question.story_id != into.story_id:
        raise BadQuestion(_("Choose another question of the same story."))
    with deciding(into.story, by=by) as story:
        stays, moves = answers(into), answers(question)
        if not stays or not moves:
            raise BadQuestion(_("One of these questions has no answers any more."))
        take_back(QuestionConstraint.CANNOT, stays, moves)
        put(story, QuestionConstraint.MUST, product(stays[:1], moves), by)
        follow(question, into, by=by)
        regroup(story)
    return into


def split_question(
    question: Question, groups: Collection[CandidateGroup], *, by: Any
) -> None:
    """Say that these answers are none to this question: one stands alone from now on,
    several are a question of their own.

    Raises:
        BadQuestion: none or all of its answers were chosen.
        and what :func:`claims.roles.require` raises.
    """
    with deciding(question.story, by=by) as story:
        chosen = {group.pk for group in groups}
        every = answers(question)
        moves = [one for one in every if one.group_id in chosen]
        stays = [one for one in every if one.group_id not in chosen]
        if not moves or not stays:
            raise BadQuestion(_("Choose some of the answers, and not all."))
        take_back(QuestionConstraint.MUST, stays, moves)
        put(story, QuestionConstraint.CANNOT, product(stays, moves), by)
        regroup(story)


def answers(question: Question) -> list[Candidate]:
    """Return one candidate for each answer, the same whenever it is asked."""
    rows = question.groups.filter(best__isnull=False).select_related("best")
    return [row.best for row in rows.order_by("pk") if row.best]


def follow(question: Question, into: Question, *, by: Any) -> None:
    """Let what people did about a question go on with the one it became."""
    open_claims = question.claims.filter(status__in=EDITABLE, merged_into=None)
    for claim in open_claims.select_related("story"):
        put_under_question(claim, into, by=by, seen_version=claim.version)
    question.assignments.update(question=into)
    question.comments.update(question=into)


def take_back(
    kind: str, these: Collection[Candidate], those: Collection[Candidate]
) -> None:
    """Take back what was said of these and those before, the other way round."""
    one_way = Q(stays__in=these, moves__in=those)
    other_way = Q(stays__in=those, moves__in=these)
    QuestionConstraint.objects.filter(one_way | other_way, kind=kind).delete()


def put(
    story: Story, kind: str, pairs: Iterable[tuple[Candidate, Candidate]], by: Any
) -> None:
    for stays, moves in pairs:
        told = {"story": story, "scope_id": story.scope_id, "kind": kind, "by": by}
        QuestionConstraint.objects.update_or_create(
            stays=stays, moves=moves, defaults=told
        )


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
