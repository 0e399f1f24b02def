"""Work given out, handed on, changed, divided; and the filters of its list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.choices import WorkKind
from claims.forms.common import area
from claims.review.division import WAYS
from claims.review.suggesting import Suggestion, suggest
from sources.models import Story
from workbench.accounts.models import Team, User
from workbench.accounts.zones import zone_of


class LocalMoment(forms.DateTimeField):
    """A moment typed and shown in the person's own zone; kept as an instant."""

    def __init__(self, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        widget = forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        )
        words = _("In your zone, %(zone)s.") % {"zone": zone.key}
        super().__init__(**{"widget": widget, "help_text": words, **kwargs})

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(self.zone):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(self.zone):
            return super().prepare_value(value)


def due_field(user: User) -> LocalMoment:
    words = _("Without a date the story's deadline holds. Your zone: %(zone)s.")
    zone = zone_of(user)
    return LocalMoment(
        zone,
        required=False,
        label=_("Due"),
        help_text=words % {"zone": zone.key},
    )


class TakerForm(forms.Form):
    """For whom: a person, the nearest at hand first, or a team's pile."""

    person = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Person"),
        empty_label=_("nobody yet: into the team's pile"),
    )
    team = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Team"),
        empty_label=_("the story's, if no person is named"),
    )
    note = forms.CharField(required=False, label=_("Note"), widget=area(3))

    def __init__(
        self, subject: Any, kind: str, user: User, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = suggest(subject, kind=kind, by=user)
        self.fields["person"].queryset = people_for(subject)
        self.fields["person"].choices = person_choices(
            self.suggestions, people_for(subject)
        )
        teams = Team.objects.filter(pk__in=user.team_ids)
        if subject.scope_id is not None:
            teams = teams.filter(pk=subject.scope_id)
        self.fields["team"].queryset = teams


def people_for(subject: Any) -> Any:
    """Active members who may see the thing."""
    people = User.objects.filter(is_active=True, memberships__isnull=False)
    if subject.scope_id is not None:
        people = people.filter(memberships__team=subject.scope_id)
    return people.distinct().order_by("name", "email")


def person_choices(suggestions: list[Suggestion], people: Any) -> list[Any]:
    """Those of the story's team with the reasons, the others below by name."""
    near = [(s.person.pk, f"{s.person} ({s.words})") for s in suggestions]
    known = {pk for pk, _words in near}
    far = [(one.pk, str(one)) for one in people if one.pk not in known]
    groups: list[Any] = [("", _("nobody yet: into the team's pile"))]
    if near:
        groups.append((_("In the story's team, nearest at hand first"), near))
    if far:
        groups.append((_("Others"), far))
    return groups


class WorkForm(TakerForm):
    """A new piece of work about one thing."""

    kind = forms.ChoiceField(choices=WorkKind.choices, label=_("What is to be done"))
    field_order = ("kind", "person", "team", "due_at", "note")

    def __init__(
        self, subject: Any, kind: str, user: User, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(subject, kind, user, *args, **kwargs)
        self.fields["kind"].initial = kind
        self.fields["due_at"] = due_field(user)
        self.order_fields(self.field_order)


class ChangeForm(forms.Form):
    """When open work is due, and its note."""

    note = forms.CharField(required=False, label=_("Note"), widget=area(3))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_at"] = due_field(user)
        self.order_fields(("due_at", "note"))


class DivideForm(forms.Form):
    """By what a story is divided, among whom, and what each is to do."""

    way = forms.ChoiceField(
        choices=list(WAYS.items()),
        label=_("Divide it"),
        widget=forms.RadioSelect,
        initial="document",
    )
    people = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("Among"),
        widget=forms.CheckboxSelectMultiple,
    )
    kind = forms.ChoiceField(
        choices=WorkKind.choices, label=_("What is to be done"), initial=WorkKind.CHECK
    )
    note = forms.CharField(required=False, label=_("Note for all"), widget=area(2))

    def __init__(self, story: Story, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_at"] = due_field(user)
        found = suggest(story, kind=WorkKind.CHECK, by=user)
        words = {s.person.pk: f"{s.person} ({s.words})" for s in found}
        people = User.objects.filter(pk__in=words).order_by("name", "email")
        self.fields["people"].queryset = people
        self.fields["people"].label_from_instance = lambda one: words[one.pk]
        self.order_fields(("way", "people", "kind", "due_at", "note"))
