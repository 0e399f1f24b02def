"""Forms of accounts: invitations, profile, API keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from workbench.accounts.keys import SCOPES
from workbench.accounts.models import Role, User


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.REPORTER
    )


class AcceptForm(forms.Form):
    name = forms.CharField(max_length=120, label=_("Your name, as colleagues see it"))
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight characters, not a common word."),
    )


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        choices=[(name, name) for name in sorted(available_timezones())],
        label=_("Time zone"),
        help_text=_(
            "The desk shows its times in it. Times in documents keep their own zone, "
            "times of events are in UTC; every time names its zone."
        ),
    )
    language = forms.ChoiceField(
        required=False,
        label=_("Language of the desk"),
        choices=[("", _("as my browser asks for")), *settings.LANGUAGES],
    )

    class Meta:
        model = User
        fields = ("name", "time_zone", "language")
        labels: ClassVar[Any] = {"name": _("Name")}


class KeyForm(forms.Form):
    name = forms.CharField(
        max_length=120, label=_("Name"), help_text=_("What will use it.")
    )
    scopes = forms.MultipleChoiceField(
        choices=[
            (scope, format_lazy("{}: {}", scope, words))
            for scope, words in SCOPES.items()
        ],
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        initial=["facts:read"],
    )
    days = forms.TypedChoiceField(
        coerce=int,
        label=_("Valid for"),
        choices=[(90, _("90 days")), (365, _("a year")), (0, _("until revoked"))],
        initial=365,
    )

    @property
    def expires_at(self) -> Any:
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None
