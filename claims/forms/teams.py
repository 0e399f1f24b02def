"""A team's absences and its messenger."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sources.errors import SourcesError
from sources.ingest.guard import check_url
from workbench.accounts.events import Event
from workbench.accounts.models import Team, User


class AbsenceForm(forms.Form):
    user = forms.ModelChoiceField(queryset=None, label=_("Who"), empty_label=None)
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    deputy = forms.ModelChoiceField(
        queryset=None,
        label=_("Who stands in"),
        help_text=_("Is told what waits, and may read second in their stead."),
    )

    def __init__(
        self,
        team: Team,
        user: User,
        manages: bool,
        *args: Any,
        members: list[User] | None = None,
        **kwargs: Any,
    ) -> None:
        """``members`` are the team's people where a page has read them."""
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__team=team, is_active=True).distinct()
        people = people.order_by("name", "email")
        self.fields["user"].queryset = people if manages else people.filter(pk=user.pk)
        self.fields["user"].initial = user.pk
        self.fields["deputy"].queryset = people
        if members is not None:
            offered = [(one.pk, str(one)) for one in members if one.is_active]
            own = [(user.pk, str(user))]
            self.fields["user"].choices = offered if manages else own
            self.fields["deputy"].choices = [("", "---------"), *offered]


class WebhookForm(forms.Form):
    name = forms.CharField(max_length=120, label=_("Name, such as the channel"))
    url = forms.CharField(
        max_length=2000,
        label=_("Address"),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("An incoming webhook of Slack, Mattermost and the like."),
    )
    events = forms.MultipleChoiceField(
        choices=Event.choices, widget=forms.CheckboxSelectMultiple, label=_("Told of")
    )

    def clean_url(self) -> str:
        try:
            return check_url(self.cleaned_data["url"])
        except SourcesError as error:
            raise forms.ValidationError(error.message) from None
