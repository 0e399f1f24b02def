"""A claim as a whole, and claims heard without a document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.forms import HeardForm
from claims.models import Claim
from claims.review import triage
from workbench.accounts.decorators import member_required


@member_required
def claim_create(request: HttpRequest) -> HttpResponse:
    """A claim without a document: heard somewhere."""
    form = HeardForm(request.user, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        made = make_heard(form.cleaned_data, by=request.user)
        return redirect(made.get_absolute_url())
    status = 422 if form.errors else 200
    return render(request, "claims/claim_create.html", {"form": form}, status=status)


def make_heard(data: dict[str, Any], *, by: Any) -> Claim:
    return triage.add_claim(
        data["story"],
        level=data["level"],
        text=data["text"],
        claimant=data["claimant"],
        heard_where=data["heard_where"],
        heard_on=data["heard_on"].isoformat() if data["heard_on"] else "",
        by=by,
    )
