"""Making claims: from groups, from words in a text, from what was heard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from claims.choices import (
    Level,
    Stance,
)
from claims.forms.common import (
    LEVELS,
    area,
    claim_line,
    open_claims,
)
from claims.views.selecting import segments_between, selector_of
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


class SelectionForm(forms.Form):
    """Ticked sentences or a range of the text; becomes a claim or evidence."""

    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    passages = forms.ModelMultipleChoiceField(queryset=None, required=False)
    claim = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="a new claim"
    )
    level = forms.ChoiceField(choices=LEVELS, initial=Level.SO, required=False)
    stance = forms.ChoiceField(choices=Stance.choices, required=False)
    text = forms.CharField(required=False)
    claimant = forms.CharField(required=False, max_length=300)

    def __init__(self, document: Any, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.revision = document.current_revision
        if self.revision is not None:
            passages = self.revision.passages.order_by("index")
            self.fields["passages"].queryset = passages
        self.fields["claim"].queryset = open_claims(user, document.story)
        self.fields["claim"].label_from_instance = claim_line

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.revision is None:
            raise forms.ValidationError("This document has no text yet.")
        segments = [s for p in data.get("passages") or [] for s in p.segments]
        start, end = data.get("start"), data.get("end")
        if not segments and start is not None and end is not None:
            segments = list(segments_between(self.revision, start, end))
        if not segments:
            raise forms.ValidationError("Tick a sentence or select some words first.")
        if data.get("claim") and not data.get("stance"):
            self.add_error("stance", "Say how these words bear on that claim.")
        data["level"] = data.get("level") or Level.SO.value
        self.selector = selector_of(self.revision, segments)
        return data

    @property
    def words(self) -> str:
        return " … ".join(" ".join(part.split()) for part in self.selector.exact)


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
