"""Making claims: from groups, from words in a text, from what was heard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.choices import Level
from claims.forms.common import LEVELS, area
from sources.models import Story
from workbench.accounts.models import User

SNOOZES = [
    ("3", _("3 hours")),
    ("18", _("18 hours")),
    ("72", _("3 days")),
    ("168", _("a week")),
]
DISMISSALS = [
    _("Opinion or forecast"),
    _("Background, not in doubt"),
    _("Not worth checking"),
    _("Misread by the machine"),
    _("About another event"),
]


class DismissForm(forms.Form):
    """A reason that is offered, or ``words`` of one's own."""

    reason = forms.CharField(max_length=500, required=False)
    words = forms.CharField(max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["reason"] = data.get("words") or data.get("reason", "")
        if not data["reason"] and not self.errors:
            self.add_error("reason", _("Say why."))
        return data


class SnoozeForm(forms.Form):
    hours = forms.TypedChoiceField(coerce=int, choices=SNOOZES, label=_("Back in"))
    reason = forms.CharField(max_length=500, required=False, label=_("Waiting for"))

    @property
    def until(self) -> Any:
        return timezone.now() + timedelta(hours=self.cleaned_data["hours"])


class ClaimsMergeForm(forms.Form):
    """Which of the claims stays, why they are one, and the version seen of each."""

    into = forms.UUIDField(error_messages={"required": _("Choose the one that stays.")})
    reason = forms.CharField(
        max_length=500, label=_("Why they are one"), widget=area(2)
    )

    def __init__(self, rows: list[Any], data: Any = None) -> None:
        super().__init__(data)
        for row in rows:
            self.fields[f"seen_{row.pk}"] = forms.IntegerField(
                initial=row.version, widget=forms.HiddenInput
            )

    def seen(self, row: Any) -> int:
        return int(self.cleaned_data[f"seen_{row.pk}"])


class HeardForm(forms.Form):
    """A claim without a document: heard somewhere."""

    story = forms.ModelChoiceField(
        label=_("Story"), queryset=None, empty_label=_("Choose a story")
    )
    text = forms.CharField(label=_("The claim"), widget=area(2, **{"class": "q"}))
    level = forms.ChoiceField(
        choices=LEVELS,
        initial=Level.SO,
        label=_("What is claimed"),
        help_text=_("That it is so, or only that it was said: two different claims."),
    )
    claimant = forms.CharField(label=_("Claimant"), max_length=300)
    heard_where = forms.CharField(
        max_length=300,
        label=_("Where it was made"),
        help_text=_("A broadcast, a speech, a call."),
    )
    heard_on = forms.DateField(
        required=False, label=_("On"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["story"].queryset = Story.objects.visible_to(user).filter(
            closed_at=None
        )
