"""Keeping a list under a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workbench.accounts.models import Team, User


class ViewForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    query = forms.CharField(
        required=False, max_length=4000, widget=forms.HiddenInput, empty_value=""
    )
    team = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Who sees it"),
        empty_label=_("only me"),
    )
    default = forms.BooleanField(required=False, label=_("Open the list like this"))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="view_%s", **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=user.team_ids)
