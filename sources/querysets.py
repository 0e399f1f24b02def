"""Vocabulary of queries: who may see what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from sources.jobs import ERRANDS

if TYPE_CHECKING:
    from workbench.accounts.models import User


def scope_filter(user: Any) -> Q | None:
    """Return the condition a row's scope must meet for ``user``; None: sees nothing.

    Only active members of some team see anything; a row under embargo (``scope`` set)
    is seen by that team alone.
    """
    scopes = scopes_of(user)
    return Q(scope=None) | Q(scope__in=scopes[1:]) if scopes else None


def scopes_of(user: Any) -> list[Any]:
    """Return the scopes ``user`` may see, None (no embargo) first; empty: nothing."""
    if user is None or not user.is_authenticated or not user.is_active:
        return []
    teams = user.team_ids
    return [None, *teams] if teams else []


class ScopedQuerySet(models.QuerySet):
    def visible_to(self, user: User | Any) -> Self:
        condition = scope_filter(user)
        return self.none() if condition is None else self.filter(condition)

    def in_scope_of(self, story: models.Model) -> Self:
        """Rows of this story's scope alone; retrieval never crosses scopes."""
        return self.filter(scope_id=story.scope_id)


class JobQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | Any) -> Self:
        """Work on documents; messages to people are nobody else's business."""
        return super().visible_to(user).exclude(kind__in=ERRANDS)
