"""What readers may ask the public lists for, as the address has it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.choices import Correction, Level
from claims.publication.listing import Present
from workbench.templatetags.desk import language_name, say_day

YEAR = re.compile(r"[12]\d{3}")
ANY = [("", _("Any"))]
LEVELS = [
    (Level.SO.value, _("that it is so")),
    (Level.SAID.value, _("that it was said")),
]


class Asked(forms.Form):
    """Filters of the address; what cannot be read is told, and asks nothing."""

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """Label, value in words and the address without it, of each filter set."""
        return [
            (str(self.fields[name].label), self.say(name, value), self.without(name))
            for name, value in self.wanted.items()
        ]

    def say(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])
        return say_day(value) if isinstance(value, date) else str(value)

    def without(self, name: str) -> str:
        query = QueryDict(mutable=True)
        for other in self.fields:
            if other != name and (value := self.data.get(other)):
                query[other] = value
        return f"?{query.urlencode()}"


def day_field(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=False, input_formats=["%Y-%m-%d"], widget=widget
    )


class FindingFilter(Asked):
    q = forms.CharField(label=_("Words"), required=False, max_length=500)
    rating = forms.ChoiceField(label=_("Verdict"), required=False)
    level = forms.ChoiceField(
        label=_("We checked"), required=False, choices=ANY + LEVELS
    )
    claimant = forms.CharField(label=_("Claimed by"), required=False, max_length=300)
    tag = forms.CharField(label=_("Tag"), required=False, max_length=100)
    language = forms.ChoiceField(label=_("Language"), required=False)
    since = day_field(_("From"))
    until = day_field(_("To"))

    def __init__(self, data: Any, present: Present) -> None:
        super().__init__(data)
        self.offer("rating", present.ratings)
        self.offer("language", [(c, language_name(c)) for c in present.languages])
        self.several_languages = len(present.languages) > 1

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer what there is; what is asked for and is not there finds nothing."""
        asked = self.data.get(name, "")
        if asked and asked not in dict(choices):
            choices = [*choices, (asked, asked)]
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*ANY, *choices]

    @property
    def query(self) -> dict[str, Any]:
        """What :func:`claims.publication.listing.findings` is asked for."""
        asked = self.wanted
        since, until = asked.pop("since", None), asked.pop("until", None)
        return {
            **asked,
            "since": since and midnight(since),
            "before": until and until < date.max and midnight(until) + timedelta(1),
        }


class CorrectionFilter(Asked):
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=ANY + list(Correction.choices)
    )
    year = forms.TypedChoiceField(
        label=_("Year"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any, years: list[int]) -> None:
        super().__init__(data)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        asked = self.data.get("year", "")
        offered = dict.fromkeys(map(str, years))
        if YEAR.fullmatch(asked):
            offered[asked] = None
        field.choices = [*ANY, *((year, year) for year in offered)]

    def say(self, name: str, value: Any) -> str:
        return super().say(name, str(value))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
