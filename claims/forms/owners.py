"""Sources, and who owns whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sources.choices import SourceKind
from sources.models import Source


class SourceForm(forms.Form):
    """An outlet, agency or body, with other names it goes by."""

    name = forms.CharField(max_length=200, label=_("Name"))
    kind = forms.ChoiceField(choices=SourceKind.choices, label=_("What it is"))
    aliases = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Also called"),
        help_text=_("Apart by commas; documents that name one of these are its own."),
    )

    def clean_aliases(self) -> list[str]:
        names = self.cleaned_data["aliases"].split(",")
        return [name.strip() for name in names if name.strip()]


class OwnerForm(forms.Form):
    """Who owns a source, and how that is known."""

    owner = forms.ModelChoiceField(
        queryset=None, label=_("Owned by"), empty_label=_("Choose an owner")
    )
    reason = forms.CharField(max_length=500, label=_("How do you know?"))

    def __init__(self, owned: Source, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{owned.pk.hex[-8:]}_%s")
        self.fields["owner"].queryset = Source.objects.exclude(pk=owned.pk)


class EndForm(forms.Form):
    reason = forms.CharField(max_length=500, label=_("Why does it no longer hold?"))
