"""Forms of accounts: invitations, profile, API keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone

from workbench.accounts.keys import SCOPES
from workbench.accounts.models import Role, User


class InviteForm(forms.Form):
    email = forms.EmailField(label="E-mail")
    role = forms.ChoiceField(choices=Role.choices, initial=Role.REPORTER)


class AcceptForm(forms.Form):
    name = forms.CharField(max_length=120, label="Your name, as colleagues see it")
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least eight characters, not a common word.",
    )


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        choices=[(name, name) for name in sorted(available_timezones())],
        help_text="Times of work are shown in it; times of events always in UTC.",
    )

    class Meta:
        model = User
        fields = ("name", "time_zone")


class KeyForm(forms.Form):
    name = forms.CharField(max_length=120, help_text="What will use it.")
    scopes = forms.MultipleChoiceField(
        choices=[(scope, f"{scope}: {words}") for scope, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=["facts:read"],
    )
    days = forms.TypedChoiceField(
        coerce=int,
        label="Valid for",
        choices=[(90, "90 days"), (365, "a year"), (0, "until revoked")],
        initial=365,
    )

    @property
    def expires_at(self) -> Any:
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None
