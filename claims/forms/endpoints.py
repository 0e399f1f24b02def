"""Endpoints that take a team's events, and from when to send them anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.errors import BadEndpoint
from claims.publication.webhooks.service import CHOSEN, checked_url


class EndpointForm(forms.Form):
    name = forms.CharField(max_length=120, label=_("Name, such as the program"))
    url = forms.CharField(
        max_length=2000,
        label=_("Address"),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("https, on the public internet; it answers 200 within 10 seconds."),
    )
    events = forms.MultipleChoiceField(
        choices=[(event.value, event.label) for event in CHOSEN],
        widget=forms.CheckboxSelectMultiple,
        label=_("Told when"),
    )
    own_only = forms.BooleanField(
        required=False,
        label=_("Findings of this team alone"),
        help_text=_("Otherwise of everything that is published here."),
    )

    def clean_url(self) -> str:
        try:
            return checked_url(self.cleaned_data["url"])
        except BadEndpoint as error:
            raise forms.ValidationError(error.message) from None


class ReplayForm(forms.Form):
    since = forms.DateTimeField(
        label=_("Send again all since"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("In your own time zone; deliveries are kept for 30 days."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="replay_%s", **kwargs)
