"""Making claims: from groups, from words in a text, from what was heard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from claims.choices import Level
from claims.forms.common import LEVELS, area
from sources.models import Story
from workbench.accounts.models import User

SNOOZES = [("3", "3 hours"), ("18", "tomorrow"), ("72", "3 days"), ("168", "a week")]


DISMISSALS = [
    "Opinion or forecast",
    "Background, not in doubt",
    "Not worth checking",
    "Misread by the machine",
    "About another event",
]


class DismissForm(forms.Form):
    reason = forms.CharField(max_length=500)


class SnoozeForm(forms.Form):
    hours = forms.TypedChoiceField(coerce=int, choices=SNOOZES)
    reason = forms.CharField(max_length=500, required=False)

    @property
    def until(self) -> Any:
        return timezone.now() + timedelta(hours=self.cleaned_data["hours"])


class HeardForm(forms.Form):
    """A claim without a document: heard somewhere."""

    story = forms.ModelChoiceField(queryset=None, empty_label="Choose a story")
    text = forms.CharField(label="The claim", widget=area(2, **{"class": "q"}))
    level = forms.ChoiceField(
        choices=LEVELS,
        initial=Level.SO,
        label="What is claimed",
        help_text="That it is so, or only that it was said: two different claims.",
    )
    claimant = forms.CharField(max_length=300)
    heard_where = forms.CharField(
        max_length=300,
        label="Where it was made",
        help_text="A broadcast, a speech, a call.",
    )
    heard_on = forms.DateField(
        required=False, label="On", widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["story"].queryset = Story.objects.visible_to(user).filter(
            closed_at=None
        )
