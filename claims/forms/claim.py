"""A claim's own words, its verdict, its moves, its work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.choices import (
    Confidence,
    Risk,
    WorkKind,
)
from claims.forms.common import (
    area,
)
from claims.models import Claim, Evidence, Rating
from claims.review.verdicts import MAX_FINDING
from workbench.accounts.models import Team, User


class ClaimForm(forms.ModelForm):
    """The claim's own words; saved by ``edit_claim`` against ``seen_version``."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    tags = forms.CharField(
        required=False, label=_("Tags"), help_text=_("Apart by commas.")
    )

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
            "level": _("Level"),
            "claimant": _("Claimant"),
            "risk": _("Risk"),
            "risk_reason": _("Risk reason"),
            "normalized_text": _("The claim, understandable alone"),
            "text": _("As it was made"),
            "made_on": _("Made on"),
            "made_where": _("Made where"),
            "origin_exception": _("Exception from two origins"),
        }
        help_texts = {
            "made_on": _("An ISO date, such as 2024-03-03."),
            "risk": _("It says how many people must approve."),
            "origin_exception": _("Published with it: why fewer origins suffice."),
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
        self.data = self.settled(self.data)

    def settled(self, data: Any) -> Any:
        """Return what was sent with each field that two changed as it was chosen.

        ``take_<field>`` is "mine" (what stands in the field), "theirs" or "base"; the
        words of those came with the page that asked.
        """
        chosen = {
            name: data.get(f"{data[f'take_{name}']}_{name}", "")
            for name in self._meta.fields
            if data.get(f"take_{name}") in {"theirs", "base"}
        }
        if not chosen:
            return data
        data = data.copy()
        for name, words in chosen.items():
            data[name] = words
            del data[f"take_{name}"]
        return data

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
        label=_("Rating"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    finding = forms.CharField(
        label=_("What is established, in one sentence"),
        max_length=MAX_FINDING,
        widget=area(3),
    )
    rationale = forms.CharField(label=_("Why, with the evidence"), widget=area(4))
    confidence = forms.ChoiceField(
        label=_("Confidence"), choices=Confidence.choices, initial=Confidence.MEDIUM
    )
    evidence = forms.ModelMultipleChoiceField(
        label=_("Evidence"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        claim: Claim,
        *args: Any,
        confirmed: list[Evidence] | None = None,
        **kwargs: Any,
    ) -> None:
        """``confirmed`` is the claim's confirmed evidence where a page has read it."""
        super().__init__(*args, **kwargs)
        scale = Rating.objects.filter(scale__level=claim.level, scale__default=True)
        self.fields["rating"].queryset = scale.order_by("order").select_related("scale")
        self.fields["evidence"].queryset = claim.evidence.filter(state="confirmed")
        if confirmed is not None:
            self.fields["evidence"].choices = [(row.pk, str(row)) for row in confirmed]
        self.fields["seen_version"].initial = claim.version

    @property
    def scale_name(self) -> str:
        """The scale's name; the ratings are asked for once, as the page shows them."""
        # A list, as the iterator asks again each time, and counts before it does.
        chosen = [point for point in self.fields["rating"].choices]  # noqa: C416
        self.fields["rating"].choices = chosen
        return chosen[0][0].instance.scale.name if chosen else ""


class MoveForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))
    # Which move was sent: its small form is opened again when it is refused.
    action = ""


class RiskForm(forms.Form):
    """How much harm a wrong finding could do; it says how many must approve."""

    risk = forms.ChoiceField(label=_("Risk"), choices=Risk.choices)
    risk_reason = forms.CharField(
        label=_("Why"), max_length=300, widget=area(2), help_text=_("Kept with it.")
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("risk", "risk_reason")}


class BlindForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    asked = forms.BooleanField(required=False)


class ApproveForm(MoveForm):
    """An approval; a blind one brings the reader's own rating."""

    own_rating = forms.ModelChoiceField(
        label=_("Own rating"), queryset=None, required=False
    )
    blind = forms.BooleanField(required=False)

    def __init__(
        self,
        claim: Claim,
        *args: Any,
        confirmed: list[Evidence] | None = None,
        **kwargs: Any,
    ) -> None:
        """``confirmed`` is the claim's confirmed evidence where a page has read it."""
        super().__init__(*args, **kwargs)
        scale = Rating.objects.filter(scale__level=claim.level, scale__default=True)
        self.fields["own_rating"].queryset = scale.order_by("order")

    @property
    def ratings(self) -> Any:
        """The scale's points, in order."""
        return self.fields["own_rating"].queryset


class AssignForm(forms.Form):
    """A piece of work for a person or a team."""

    kind = forms.ChoiceField(label=_("Kind"), choices=WorkKind.choices)
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=None,
        required=False,
        empty_label=_("anyone in the team"),
    )
    due_at = forms.DateTimeField(
        required=False,
        label=_("Due"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("In UTC."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))

    def __init__(self, team: Team, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__team=team, is_active=True).distinct()
        self.fields["person"].queryset = people.order_by("name", "email")
