"""Filters of lists: all in the address, all optional."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.choices import (
    Level,
    Status,
)
from claims.forms.common import (
    OPEN_STATES,
)
from sources.models import Story
from workbench.accounts.models import User

ANY_SCORE = 1  # of 100: feelings, demands and hopes, too


class TriageFilter(forms.Form):
    """Filters of the triage list, all in the URL; all optional."""

    story = forms.ModelChoiceField(
        queryset=None, required=False, empty_label=_("All stories")
    )
    q = forms.CharField(required=False, label=_("Words"))
    score = forms.TypedChoiceField(
        coerce=int,
        empty_value=0,
        required=False,
        label=_("Score from"),
        choices=[
            ("", _("worth a check")),
            (ANY_SCORE, _("any")),
            (50, "50"),
            (70, "70"),
            (85, "85"),
        ],
    )
    conflicts = forms.BooleanField(required=False, label=_("Only in conflict"))

    def __init__(self, user: User, data: Any) -> None:
        super().__init__(data)
        stories = Story.objects.visible_to(user).filter(closed_at=None)
        self.fields["story"].queryset = stories
        self.fields["q"].widget.attrs.update(
            {"type": "search", "data-key": "search filter"}
        )


class ClaimFilter(forms.Form):
    """Filters of the claims list, all in the URL."""

    SORTS = {
        "": ("-updated_at", "-id"),
        "oldest": ("updated_at", "id"),
        "number": ("-number",),
        "event": ("event_start", "-number"),
    }
    status = forms.ChoiceField(
        choices=[("", "Open"), ("all", "All states"), *Status.choices], required=False
    )
    level = forms.ChoiceField(
        choices=[("", "Both levels"), *Level.choices], required=False
    )
    story = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="All stories"
    )
    q = forms.CharField(required=False, label="Words")
    claimant = forms.CharField(required=False)
    sort = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Changed last first"),
            ("oldest", "Waiting longest first"),
            ("number", "Newest first"),
            ("event", "By time of the event"),
        ],
    )

    def __init__(self, user: User, data: Any) -> None:
        super().__init__(data)
        self.fields["story"].queryset = Story.objects.visible_to(user)
        self.fields["q"].widget.attrs.update(
            {"type": "search", "data-key": "search filter"}
        )

    def narrow(self, rows: Any) -> Any:
        """Apply what was asked for; unreadable filters are left out."""
        data = self.cleaned_data if self.is_valid() else {}
        status = data.get("status", "")
        if status == "":
            rows = rows.filter(status__in=OPEN_STATES)
        elif status != "all":
            rows = rows.filter(status=status)
        if data.get("level"):
            rows = rows.filter(level=data["level"])
        if data.get("story"):
            rows = rows.filter(story=data["story"])
        if data.get("claimant"):
            rows = rows.filter(claimant__icontains=data["claimant"])
        for word in data.get("q", "").split():
            rows = rows.filter(normalized_text__icontains=word)
        return rows.order_by(*self.SORTS[data.get("sort", "")])
