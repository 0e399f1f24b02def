"""Who may do what: sets of roles, read by the table of moves and by every service.

A role belongs to a membership in the story's team. Admin administers accounts and
tables; it is in none of these sets, so it never bypasses a move.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims.errors import NotAllowed
from workbench.accounts.models import Role

EDITOR = frozenset({Role.EDITOR.value})
APPROVERS = frozenset({Role.SECOND_READER.value, Role.EDITOR.value})
REVIEWER_UP = APPROVERS | {Role.REVIEWER.value}
REPORTER_UP = REVIEWER_UP | {Role.REPORTER.value}


def holds(user: Any, team_id: Any, roles: frozenset[str]) -> bool:
    """Whether an active ``user`` holds one of ``roles`` in the team."""
    return bool(user.is_active and user.roles_in(team_id) & roles)


def require(user: Any, team_id: Any, roles: frozenset[str]) -> None:
    """Raise :class:`NotAllowed` unless ``user`` holds one of ``roles`` there."""
    if not holds(user, team_id, roles):
        words = [Role(role).in_words for role in sorted(roles)]
        raise NotAllowed(
            _("This needs the role of %(roles)s in the story's team.")
            % {"roles": _(" or ").join(words)}
        )
