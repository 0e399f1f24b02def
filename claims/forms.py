"""What people type on the desk, checked for form; rules are the services'."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from claims.choices import (
    Confidence,
    Correction,
    Disclosure,
    Level,
    Stance,
    Status,
    WorkKind,
)
from claims.models import Claim, Rating
from claims.review.evidence import CHANNELS
from claims.review.verdicts import MAX_FINDING
from claims.views.selecting import segments_between, selector_of
from sources.models import Story
from workbench.accounts.models import Team, User

LEVELS = [(Level.SO.value, "it is so"), (Level.SAID.value, "X said it")]
OPEN_STATES = ["queued", "in_review", "proposed", "approved"]
SNOOZES = [("3", "3 hours"), ("18", "tomorrow"), ("72", "3 days"), ("168", "a week")]
DISMISSALS = [
    "Opinion or forecast",
    "Background, not in doubt",
    "Not worth checking",
    "Misread by the machine",
    "About another event",
]


def area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


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


def open_claims(user: User, story: Story) -> Any:
    rows = Claim.objects.visible_to(user).filter(story=story, merged_into=None)
    return rows.filter(status__in=OPEN_STATES).order_by("-number")


def claim_line(claim: Claim) -> str:
    words = claim.normalized_text
    short = words if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]} …"
    return f"{claim.number}: {short}"


class TriageFilter(forms.Form):
    """Filters of the triage list, all in the URL; all optional."""

    story = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="All stories"
    )
    q = forms.CharField(required=False, label="Words")
    score = forms.TypedChoiceField(
        coerce=int,
        empty_value=0,
        required=False,
        label="Score from",
        choices=[("", "any"), (30, "30"), (50, "50"), (70, "70"), (85, "85")],
    )
    conflicts = forms.BooleanField(required=False, label="Only in conflict")

    def __init__(self, user: User, data: Any) -> None:
        super().__init__(data)
        stories = Story.objects.visible_to(user).filter(closed_at=None)
        self.fields["story"].queryset = stories
        self.fields["q"].widget.attrs.update(
            {"type": "search", "data-key": "search filter"}
        )


class DismissForm(forms.Form):
    reason = forms.CharField(max_length=500)


class SnoozeForm(forms.Form):
    hours = forms.TypedChoiceField(coerce=int, choices=SNOOZES)
    reason = forms.CharField(max_length=500, required=False)

    @property
    def until(self) -> Any:
        return timezone.now() + timedelta(hours=self.cleaned_data["hours"])


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


class EvidenceForm(forms.Form):
    """Words of a document, pasted: they are found in its text or refused."""

    document = forms.ModelChoiceField(queryset=None, empty_label="Choose a document")
    words = forms.CharField(
        label="Exact words",
        widget=area(3, **{"class": "q"}),
        help_text="Paste them as they stand in the document.",
    )
    stance = forms.ChoiceField(choices=Stance.choices)
    speaker = forms.CharField(required=False, max_length=300, label="Said by")
    note = forms.CharField(required=False, label="Our note")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = claim.story.documents.in_scope_of(claim.story)
        rows = rows.filter(current_revision__isnull=False).select_related("source")
        self.fields["document"].queryset = rows
        self.fields["document"].label_from_instance = document_line


def document_line(document: Any) -> str:
    return (
        f"{document.label}: {document}"
        if document.label != str(document)
        else str(document)
    )


class StatementForm(forms.Form):
    """What somebody told us."""

    stance = forms.ChoiceField(choices=Stance.choices)
    who = forms.CharField(label="Who told us", max_length=200)
    when = forms.DateField(label="When", widget=forms.DateInput(attrs={"type": "date"}))
    channel = forms.ChoiceField(
        label="How", choices=[(c, c.capitalize()) for c in CHANNELS]
    )
    basis = forms.ChoiceField(
        label="Agreed as",
        choices=[("on record", "On record"), ("background", "On background")],
    )
    words = forms.CharField(label="What was said", widget=area(3, **{"class": "q"}))
    disclosure = forms.ChoiceField(
        label="Shown to the public",
        choices=Disclosure.choices,
        initial=Disclosure.FULL,
        help_text="Withheld words enter no publication; the page only counts them.",
    )
    note = forms.CharField(required=False, label="Our note")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def details(self) -> dict[str, Any]:
        names = ("who", "channel", "basis", "words")
        when = self.cleaned_data["when"].isoformat()
        return {**{name: self.cleaned_data[name] for name in names}, "when": when}


class SearchForm(forms.Form):
    """A search that found nothing."""

    where = forms.CharField(max_length=300, help_text="Archives, sites, registers.")
    terms = forms.CharField(label="With what words", max_length=500)
    when = forms.DateField(label="When", widget=forms.DateInput(attrs={"type": "date"}))
    directions = forms.MultipleChoiceField(
        label="Nothing was found that",
        choices=[("supports", "supports it"), ("contradicts", "contradicts it")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(required=False, label="Our note")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "where": data["where"],
            "terms": data["terms"],
            "when": data["when"].isoformat(),
            "directions": data["directions"],
        }


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


class HeardForm(forms.Form):
    """A claim without a document: heard somewhere."""

    story = forms.ModelChoiceField(queryset=None)
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
