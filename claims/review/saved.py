"""Keeping a list as somebody likes to see it: for themselves, or for a team."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from claims import roles
from claims.errors import BadView, NotAllowed
from claims.models import SavedView

MOST = 200  # of one person


def views_for(user: Any, page: str) -> QuerySet[SavedView]:
    """One's own views and those shared with one's teams, by name."""
    mine = Q(owner=user) | Q(team__in=user.team_ids)
    return SavedView.objects.filter(mine, page=page).select_related("owner", "team")


def may_change(view: SavedView, user: Any) -> bool:
    """Its owner, and the editors of the team that it is shared with."""
    if not user.is_active:
        return False
    shared = view.team_id is not None
    return view.owner_id == user.pk or (
        shared and roles.holds(user, view.team_id, roles.EDITOR)
    )


def save_view(
    *,
    page: str,
    name: str,
    query: str,
    by: Any,
    team: Any = None,
    default: bool = False,
) -> SavedView:
    """Keep a query under a name; the same name again keeps the new query.

    Raises:
        BadView: no name, or too many.
        NotAllowed: the team is not one's own.
    """
    require_team(team, by)
    if not name.strip():
        raise BadView(_("Give the view a name."))
    with transaction.atomic():
        if default:
            clear_default(page, by)
        kept, made = SavedView.objects.update_or_create(
            page=page,
            owner=by,
            name=name.strip()[:80],
            defaults={"query": query, "team": team, "default": default},
        )
        if made and SavedView.objects.filter(owner=by).count() > MOST:
            raise BadView(_("There are too many views; delete some first."))
    return kept


def change_view(view: SavedView, *, by: Any, **changes: Any) -> SavedView:
    """Change its name, query, team or whether it is the default.

    Raises:
        NotAllowed: somebody else's, or the default of somebody else.
        BadView: another view of the owner has that name.
    """
    require_change(view, by)
    if "team" in changes:
        require_team(changes["team"], by)
    if changes.get("default") and view.owner_id != by.pk:
        raise NotAllowed(_("Save it under your own name to make it your default."))
    try:
        with transaction.atomic():
            if changes.get("default"):
                clear_default(view.page, by)
            for name, value in changes.items():
                setattr(view, name, value)
            view.save(update_fields=list(changes))
    except IntegrityError:
        raise BadView(_("There is a view of that name already.")) from None
    return view


def delete_view(view: SavedView, *, by: Any) -> None:
    require_change(view, by)
    view.delete()


def require_change(view: SavedView, by: Any) -> None:
    if not may_change(view, by):
        raise NotAllowed(_("This view is somebody else's; save it under another name."))


def require_team(team: Any, by: Any) -> None:
    if team is not None and team.pk not in by.team_ids:
        raise NotAllowed(_("Views are shared with one's own teams."))


def clear_default(page: str, by: Any) -> None:
    rows = SavedView.objects.filter(page=page, owner=by, default=True)
    rows.update(default=False)
