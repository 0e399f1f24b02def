"""Filters of lists: all in the address, all optional."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
        self.fields["q"].widget.attrs.update({"type": "search", "data-key": "filter"})
