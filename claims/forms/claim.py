"""A claim's own words, its verdict, its moves, its work."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.choices import (
    Confidence,
    Correction,
    WorkKind,
)
from claims.forms.common import (
    area,
)
from claims.models import Claim, Rating
from claims.review.verdicts import MAX_FINDING
from workbench.accounts.models import Team, User


class ClaimForm(forms.ModelForm):
    """The claim's own words; saved by ``edit_claim`` against ``seen_version``."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    tags = forms.CharField(required=False, help_text="Apart by commas.")

    class Meta:
        model = Claim
        fields = (
            "normalized_text",
            "text",
            "level",
            "claimant",
            "made_on",
            "made_where",
            "tags",
            "risk",
            "risk_reason",
            "origin_exception",
        )
        labels = {
            "normalized_text": "The claim, understandable alone",
            "text": "As it was made",
            "made_on": "Made on",
            "made_where": "Made where",
            "origin_exception": "Exception from two origins",
        }
        help_texts = {
            "made_on": "An ISO date, such as 2024-03-03.",
            "risk": "High risk needs two approvals.",
            "origin_exception": "Published with it: why fewer origins suffice.",
        }
        widgets = {
            "normalized_text": area(2, **{"class": "q"}),
            "text": area(2, **{"class": "q"}),
            "risk_reason": area(2),
            "origin_exception": area(2),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        claim = kwargs["instance"]
        kwargs["initial"] = {
            "seen_version": claim.version,
            "tags": ", ".join(claim.tags),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)

    def clean_tags(self) -> list[str]:
        return [
            t.strip()[:60] for t in self.cleaned_data["tags"].split(",") if t.strip()
        ]

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class VerdictForm(forms.Form):
    """A verdict on the scale of the claim's level."""

    rating = forms.ModelChoiceField(
        queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    finding = forms.CharField(
        label="What is established, in one sentence",
        max_length=MAX_FINDING,
        widget=area(3),
    )
    rationale = forms.CharField(label="Why, with the evidence", widget=area(4))
    confidence = forms.ChoiceField(
        choices=Confidence.choices, initial=Confidence.MEDIUM
    )
    evidence = forms.ModelMultipleChoiceField(
        queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = Rating.objects.filter(scale__level=claim.level, scale__default=True)
        self.fields["rating"].queryset = scale.order_by("order")
        self.fields["evidence"].queryset = claim.evidence.filter(state="confirmed")
        self.fields["seen_version"].initial = claim.version


class MoveForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(required=False, widget=area(2))


class ApproveForm(MoveForm):
    """An approval; a blind one brings the reader's own rating."""

    own_rating = forms.ModelChoiceField(queryset=None, required=False)
    blind = forms.BooleanField(required=False)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = Rating.objects.filter(scale__level=claim.level, scale__default=True)
        self.fields["own_rating"].queryset = scale


class PublishForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    correction = forms.ChoiceField(
        choices=[("", "–"), *Correction.choices], required=False
    )
    note = forms.CharField(required=False, widget=area(2))


class AssignForm(forms.Form):
    """A piece of work for a person or a team."""

    kind = forms.ChoiceField(choices=WorkKind.choices)
    person = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="anyone in the team"
    )
    due_at = forms.DateTimeField(
        required=False,
        label="Due",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="In UTC.",
    )
    note = forms.CharField(required=False, widget=area(2))

    def __init__(self, team: Team, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__team=team, is_active=True).distinct()
        self.fields["person"].queryset = people.order_by("name", "email")
