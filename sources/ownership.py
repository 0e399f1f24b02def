"""Outlets, agencies and bodies as sources, and who owns whom, with its history.

What one house owns counts as one origin. Comparing anew is the claims room's
(``claims.review.owners``).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sources.errors import BadOwnership, NotAllowed
from sources.models import Document, Ownership, OwnershipEdit, Source
from workbench.accounts.models import Role, User


def may_edit(user: Any) -> bool:
    """Sources belong to no team: an editor of any team keeps them."""
    return any(Role.EDITOR in user.roles_in(team) for team in user.team_ids)


def require_editor(user: Any) -> None:
    if not may_edit(user):
        raise NotAllowed(_("Editors keep the list of sources and who owns whom."))


def add_source(
    name: str, *, kind: str, by: User, aliases: list[str] | None = None
) -> Source:
    """Add a source, and give it the documents that name it; the same name is one.

    Raises:
        NotAllowed: ``by`` is no editor.
        BadOwnership: no name.
    """
    require_editor(by)
    name = " ".join(name.split())
    if not name:
        raise BadOwnership(_("A source needs a name."))
    with transaction.atomic():
        known = Source.objects.filter(name__iexact=name).first()
        source = known or Source.objects.create(
            name=name[:200], kind=kind, aliases=[a[:200] for a in aliases or []]
        )
        named = Q(outlet__iexact=source.name) | Q(outlet__in=source.aliases)
        Document.objects.filter(named, source=None).update(source=source)
    return source


def add_owner(owned: Source, owner: Source, *, by: User, reason: str) -> Ownership:
    """Say that ``owner`` owns ``owned``; said twice, it is one link.

    Raises:
        NotAllowed: ``by`` is no editor.
        BadOwnership: no reason, or the owner would in the end own itself.
    """
    require_editor(by)
    if not reason.strip():
        raise BadOwnership(_("Say how it is known: a register, a report, an imprint."))
    with transaction.atomic():
        # One at a time: two links at once could close a circle.
        list(Source.objects.select_for_update(no_key=True).order_by("pk").values("pk"))
        if owned.pk == owner.pk or owned.pk in owners_above(owner):
            raise BadOwnership(
                _("%(owner)s would own itself in the end.") % {"owner": owner}
            )
        link, made = Ownership.objects.get_or_create(
            owner=owner, owned=owned, defaults={"note": reason.strip()[:500]}
        )
        if made:
            note_edit(link, added=True, by=by, reason=reason)
    return link


def remove_owner(link: Ownership, *, by: User, reason: str) -> None:
    """Take a link away; that it stood, and why it went, stays in the history."""
    require_editor(by)
    if not reason.strip():
        raise BadOwnership(_("Say why it no longer holds."))
    with transaction.atomic():
        note_edit(link, added=False, by=by, reason=reason)
        link.delete()


def owners_above(source: Source) -> set[Any]:
    """Ids of all who own it, directly or through others."""
    above: set[Any] = set()
    layer = {source.pk}
    while layer:
        links = Ownership.objects.filter(owned__in=layer)
        layer = set(links.values_list("owner", flat=True)) - above
        above |= layer
    return above


def note_edit(link: Ownership, *, added: bool, by: User, reason: str) -> OwnershipEdit:
    return OwnershipEdit.objects.create(
        owner=link.owner,
        owned=link.owned,
        added=added,
        by=by,
        reason=reason.strip()[:500],
    )
