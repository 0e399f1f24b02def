"""Evidence by kind: a passage, a statement, a search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.choices import (
    CHANNELS,
    Disclosure,
    Stance,
)
from claims.forms.common import (
    area,
    document_line,
)
from claims.models import Claim
from sources.models import Passage


class EvidenceForm(forms.Form):
    """Words of a document, pasted: they are found in its text or refused."""

    document = forms.ModelChoiceField(
        label=_("Document"), queryset=None, empty_label=_("Choose a document")
    )
    words = forms.CharField(
        label=_("Exact words"),
        widget=area(3, **{"class": "q"}),
        help_text=_("Paste them as they stand in the document."),
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    speaker = forms.CharField(required=False, max_length=300, label=_("Said by"))
    note = forms.CharField(required=False, label=_("Our note"))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = claim.story.documents.in_scope_of(claim.story)
        rows = rows.filter(current_revision__isnull=False).select_related("source")
        self.fields["document"].queryset = rows
        self.fields["document"].label_from_instance = document_line


class StatementForm(forms.Form):
    """What somebody told us."""

    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    who = forms.CharField(label=_("Who told us"), max_length=200)
    when = forms.DateField(
        label=_("When"), widget=forms.DateInput(attrs={"type": "date"})
    )
    channel = forms.ChoiceField(
        label=_("How"), choices=[(c, capfirst(words)) for c, words in CHANNELS.items()]
    )
    basis = forms.ChoiceField(
        label=_("Agreed as"),
        choices=[("on record", _("On record")), ("background", _("On background"))],
    )
    words = forms.CharField(label=_("What was said"), widget=area(3, **{"class": "q"}))
    disclosure = forms.ChoiceField(
        label=_("Shown to the public"),
        choices=Disclosure.choices,
        initial=Disclosure.FULL,
        help_text=_("Withheld words enter no publication; the page only counts them."),
    )
    note = forms.CharField(required=False, label=_("Our note"))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def details(self) -> dict[str, Any]:
        names = ("who", "channel", "basis", "words")
        when = self.cleaned_data["when"].isoformat()
        return {**{name: self.cleaned_data[name] for name in names}, "when": when}


class SearchForm(forms.Form):
    """A search that found nothing."""

    where = forms.CharField(
        label=_("Where"), max_length=300, help_text=_("Archives, sites, registers.")
    )
    terms = forms.CharField(label=_("With what words"), max_length=500)
    when = forms.DateField(
        label=_("When"), widget=forms.DateInput(attrs={"type": "date"})
    )
    directions = forms.MultipleChoiceField(
        label=_("Nothing was found that"),
        choices=[("supports", _("supports it")), ("contradicts", _("contradicts it"))],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(required=False, label=_("Our note"))
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


class FoundForm(forms.Form):
    """A passage found by searching the story, and how it bears on the claim."""

    passage = forms.ModelChoiceField(label=_("Passage"), queryset=None)
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Passage.objects.in_scope_of(claim.story).filter(
            revision__document__story=claim.story,
            revision=F("revision__document__current_revision"),
        )
        self.fields["passage"].queryset = rows.select_related("revision__document")


class JudgeForm(forms.Form):
    """Confirming or rejecting what is suggested, in the version that was seen."""

    seen_version = forms.IntegerField(required=False)
    stance = forms.ChoiceField(choices=[("", ""), *Stance.choices], required=False)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)
