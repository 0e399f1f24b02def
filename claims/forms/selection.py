"""What to make of words selected in a document: a claim, evidence, a note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.choices import Level, Stance
from claims.forms.common import LEVELS, area, claim_line, open_claims
from claims.views.selecting import (
    find_words,
    narrowed,
    segments_between,
    selector_of,
)
from sources.models import TextRevision
from workbench.accounts.models import User

CLAIM, EVIDENCE, NOTE = "claim", "evidence", "note"
MAKES = [
    (CLAIM, gettext_lazy("a new claim")),
    (EVIDENCE, gettext_lazy("evidence for a claim")),
    (NOTE, gettext_lazy("a note")),
]
BEARS = [
    (Stance.SUPPORTS.value, gettext_lazy("for it")),
    (Stance.CONTRADICTS.value, gettext_lazy("against it")),
    (Stance.CONTEXT.value, gettext_lazy("context")),
]
MAX_NOTE = 10_000


class SelectionForm(forms.Form):
    """Ticked sentences, or a range of the text that was seen.

    ``revision`` is the text the offsets point into: it may have been read anew since.
    """

    revision = forms.UUIDField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    passages = forms.ModelMultipleChoiceField(queryset=None, required=False)
    words = forms.CharField(
        required=False,
        strip=True,
        label=gettext_lazy("Only these words of them"),
        help_text=gettext_lazy("Empty: the sentences as they are."),
    )
    make = forms.ChoiceField(
        choices=MAKES,
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("Make of it"),
    )
    claim = forms.ModelChoiceField(
        queryset=None, required=False, widget=forms.RadioSelect
    )
    find = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Which claim?"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    level = forms.ChoiceField(
        choices=LEVELS,
        initial=Level.SO,
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("What is claimed"),
    )
    stance = forms.ChoiceField(
        choices=BEARS,
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("It speaks"),
    )
    text = forms.CharField(
        required=False,
        label=gettext_lazy("In words that stand alone"),
        widget=area(2, **{"class": "q"}),
    )
    claimant = forms.CharField(
        required=False, max_length=300, label=gettext_lazy("Who says so")
    )
    note = forms.CharField(
        required=False,
        max_length=MAX_NOTE,
        label=gettext_lazy("Note"),
        widget=area(3),
    )

    def __init__(self, document: Any, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.document = document
        current = document.current_revision
        self.fields["revision"].initial = current.pk if current else None
        self.fields["make"].initial = CLAIM
        seen = TextRevision.objects.filter(document=document)
        self.text_seen = current
        if (
            data
            and data.get("revision")
            and str(current and current.pk) != data.get("revision")
        ):
            self.text_seen = seen.filter(pk=_uuid(data.get("revision"))).first()
        if self.text_seen is not None:
            passages = self.text_seen.passages.order_by("index")
            self.fields["passages"].queryset = passages
        self.open_claims = open_claims(user, document.story)
        self.fields["claim"].queryset = self.open_claims
        self.fields["claim"].label_from_instance = claim_line
        self.fields["claimant"].initial = ""

    @property
    def ticked(self) -> list[str]:
        """Ids of the sentences ticked, so that a refused form shows them again."""
        return self.data.getlist("passages") if hasattr(self.data, "getlist") else []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.text_seen is None:
            raise forms.ValidationError(_("This document has no text yet."))
        data["make"] = data.get("make") or (EVIDENCE if data.get("claim") else CLAIM)
        data["level"] = data.get("level") or Level.SO.value
        if data["make"] == EVIDENCE:
            self.clean_evidence(data)
        if data["make"] == NOTE and not (data.get("note") or "").strip():
            self.add_error("note", _("Write the note."))
        self.selector = selector_of(self.text_seen, self.segments_of(data))
        return data

    def clean_evidence(self, data: dict[str, Any]) -> None:
        if not data.get("claim"):
            self.add_error("claim", _("Choose the claim that these words bear on."))
        if not data.get("stance"):
            self.add_error("stance", _("Say how these words bear on that claim."))

    def segments_of(self, data: dict[str, Any]) -> Any:
        text: Any = self.text_seen
        segments = [s for p in data.get("passages") or [] for s in p.segments]
        start, end = data.get("start"), data.get("end")
        if not segments and start is not None and end is not None:
            segments = list(segments_between(text, start, end))
        words = (data.get("words") or "").strip()
        if words and segments:
            segments = list(narrowed(text, segments, words))
            if not segments:
                self.add_error(
                    "words", _("These words do not stand in the ticked sentences.")
                )
                raise forms.ValidationError(_("Nothing was made."))
        elif words:
            segments = list(find_words(text, words))
        if not segments:
            raise forms.ValidationError(
                _("Tick a sentence or select some words first.")
            )
        return segments

    @property
    def quoted(self) -> str:
        return " … ".join(" ".join(part.split()) for part in self.selector.exact)


def _uuid(value: Any) -> str | None:
    return str(value) if len(str(value)) == 36 else None
