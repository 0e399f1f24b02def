"""The line that says who else is on a claim; pages with scripts ask for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.models import Claim, Presence
from claims.review.presence import be_on, leave, others_on
from sources.http import visible_or_404
from sources.query import whole_number
from workbench.accounts.decorators import member_required

# Fields by the words that tell of them; one that is not named here is "a form".
FIELDS = {
    "finding": _("types in the finding"),
    "rationale": _("types in the rationale"),
    "normalized_text": _("edits the wording"),
    "text": _("writes a comment"),
    "note": _("writes a note"),
    "words": _("adds evidence"),
}


@member_required
@require_POST
def presence(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: I am here, typing in ``field``; answers who else is. ``gone``: I leave."""
    claim = visible_or_404(Claim.objects.all(), request.user, pk=pk)
    if "gone" in request.POST:
        leave(claim, request.user)
        return HttpResponse(status=204)
    be_on(claim, request.user, field=request.POST.get("field", ""))
    people = [(row.user, doing(row)) for row in others_on(claim, request.user)]
    seen = whole_number(request.POST.get("version", ""))
    context = {
        "claim": claim,
        "people": people,
        "newer": seen is not None and seen < claim.version,
    }
    return render(request, "claims/parts/_presence.html", context)


def doing(row: Presence) -> str:
    if not row.field:
        return str(_("reads it"))
    return str(FIELDS.get(row.field, _("fills in a form")))
