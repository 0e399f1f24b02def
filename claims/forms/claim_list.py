"""Filters of the list of claims: all in the address, all optional."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.choices import Level, Risk, Status
from claims.listing import FILTERS, keys_of, narrowed, with_ranks
from claims.models import Question, Rating
from sources.keyset import Key
from sources.models import Story
from workbench.accounts.models import User

STORIES = 100  # offered to choose from; others are reached from their own page
SORTS = [
    ("", _("Changed last first")),
    ("waiting", _("Waiting longest first")),
    ("newest", _("Newest first")),
    ("oldest", _("Oldest first")),
    ("event", _("By time of the event")),
    ("event_last", _("Latest event first")),
    ("claimant", _("By claimant")),
    ("state", _("By state")),
    ("risk", _("By risk")),
]
#: Shown without unfolding; the others are one click away.
PLAIN = ("q", "status", "story", "sort")


class DayInput(forms.DateInput):
    input_type = "date"


def day(label: Any) -> forms.DateField:
    return forms.DateField(required=False, label=label, widget=DayInput())


def choice(label: Any, *choices: tuple[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False, label=label, choices=[("", _("any")), *choices]
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter in words, and the address without it."""

    label: str
    words: str
    url: str


class ClaimFilter(forms.Form):
    """What the list of claims may be asked; a filter that cannot be read is left out.

    ``status`` may be given several times, ``tag`` takes several; ``then`` settles what
    ``sort`` leaves equal.
    """

    q = forms.CharField(required=False, label=_("Words"), max_length=400)
    status = forms.MultipleChoiceField(
        required=False,
        label=_("State"),
        choices=[("open", _("Open")), ("all", _("All states")), *Status.choices],
        widget=forms.CheckboxSelectMultiple,
    )
    story = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Story"), empty_label=_("All stories")
    )
    sort = forms.ChoiceField(required=False, label=_("Order"), choices=SORTS)
    then = forms.ChoiceField(
        required=False, label=_("Then"), choices=[("", "–"), *SORTS[1:]]
    )
    level = choice(_("Level"), *Level.choices)
    claimant = forms.CharField(required=False, label=_("Claimant"), max_length=200)
    rating = forms.ChoiceField(required=False, label=_("Rating"))
    checker = forms.ChoiceField(required=False, label=_("Checked by"))
    work = forms.ChoiceField(required=False, label=_("Work is with"))
    due = choice(
        _("Due"),
        ("overdue", _("overdue")),
        ("today", _("by the end of today")),
        ("week", _("within a week")),
        ("none", _("no date")),
    )
    risk = choice(_("Risk"), *Risk.choices)
    tag = forms.CharField(
        required=False,
        label=_("Tags"),
        max_length=200,
        help_text=_("with commas between"),
    )
    language = forms.CharField(required=False, label=_("Language"), max_length=12)
    event_from = day(_("Event from"))
    event_to = day(_("Event until"))
    made_from = day(_("Made from"))
    made_to = day(_("Made until"))
    changed_from = day(_("Changed from"))
    changed_to = day(_("Changed until"))
    against = choice(
        _("Evidence against"), ("0", _("none")), ("1", _("some")), ("2", _("2 or more"))
    )
    embargo = choice(_("Embargo"), ("yes", _("under embargo")), ("no", _("none")))
    conflicts = forms.BooleanField(required=False, label=_("In conflict"))
    comments = forms.BooleanField(required=False, label=_("With comments"))
    question = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Question"), widget=forms.HiddenInput
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput)
    dense = forms.CharField(required=False, widget=forms.HiddenInput)
    view = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, user: User, data: QueryDict) -> None:
        super().__init__(data)
        self.user = user
        # "for" is a word of Python, so that it cannot be named above.
        held = choice(
            _("Evidence for"), ("0", _("none")), ("1", _("some")), ("2", _("2 or more"))
        )
        self.fields["for"] = held
        self.order_fields([*PLAIN, "then", "level", "claimant", "rating", "checker"])
        self.fields["q"].widget.attrs.update({"type": "search", "data-key": "filter"})
        self.fields["story"].queryset = Story.objects.visible_to(user)
        self.fields["question"].queryset = Question.objects.visible_to(user)
        everyone = [("", _("anyone")), ("me", _("me")), *self.people]
        self.fields["checker"].choices = [*everyone, ("none", _("nobody"))]
        self.fields["work"].choices = [*everyone, ("none", _("nobody"))]
        self.fields["rating"].choices = [("", _("any")), *self.ratings]
        self.fields["story"].widget.choices = [("", _("All stories")), *self.stories]

    @cached_property
    def stories(self) -> list[tuple[str, str]]:
        """Open stories, the newest first, and the chosen one; one query."""
        rows = Story.objects.visible_to(self.user)
        offered = rows.filter(closed_at=None)[:STORIES]
        found = {str(row.pk): str(row) for row in offered}
        chosen = self.data.get("story", "")
        if chosen and chosen not in found and self.wanted.get("story"):
            found[chosen] = str(self.wanted["story"])
        return list(found.items())

    @cached_property
    def people(self) -> list[tuple[str, str]]:
        """Colleagues of the person's teams; one query."""
        rows = User.objects.filter(
            is_active=True, memberships__team__in=self.user.team_ids
        ).distinct()
        return [(str(p.pk), str(p)) for p in rows.order_by("name", "email")[:300]]

    @cached_property
    def ratings(self) -> list[tuple[str, str]]:
        rows = Rating.objects.filter(scale__default=True).select_related("scale")
        return [(str(r.pk), r.label) for r in rows.order_by("-scale__level", "order")]

    @cached_property
    def wanted(self) -> dict[str, Any]:
        """What was asked and can be read, by name."""
        self.is_valid()
        found = {k: v for k, v in self.cleaned_data.items() if v}
        if tags := found.get("tag"):
            found["tag"] = [tag.strip() for tag in tags.split(",") if tag.strip()]
        return found

    @property
    def keys(self) -> list[Key]:
        sorts = [self.wanted.get("sort", ""), self.wanted.get("then", "")]
        return keys_of([name for name in sorts if name])

    @property
    def sorted_as(self) -> str:
        return ",".join(f"{key.name}{key.falling}" for key in self.keys)

    def narrow(self, rows: Any) -> Any:
        """Apply what was asked for; unreadable filters are left out."""
        narrow = narrowed(rows, self.wanted, self.user)
        ranked = any(key.name == "state_rank" for key in self.keys)
        return with_ranks(narrow) if ranked else narrow

    @property
    def folded(self) -> list[Any]:
        """The fields behind "More filters"."""
        return [b for b in self.visible_fields() if b.name not in PLAIN]

    @property
    def states(self) -> str:
        """The states asked for, in words."""
        named = dict(self.fields["status"].choices)
        wanted = self.wanted.get("status") or ["open"]
        return ", ".join(str(named[state]) for state in wanted)

    @property
    def unfolded(self) -> bool:
        """Whether one of those is in use, so that it must be seen."""
        return any(self.wanted.get(b.name) or b.errors for b in self.folded)

    @property
    def asked(self) -> QueryDict:
        """The address's query without what is empty or only a place in the list."""
        kept = QueryDict(mutable=True)
        for name in self.data:
            values = [v for v in self.data.getlist(name) if v.strip()]
            if values and name in self.fields:
                kept.setlist(name, values)
        return kept

    @property
    def chips(self) -> list[Chip]:
        """Active filters, each with the address that is without it."""
        return list(self.each_chip())

    def each_chip(self) -> Iterator[Chip]:
        for name in ("status", *FILTERS):
            value = self.wanted.get(name)
            for one in value if isinstance(value, list) else [value] if value else []:
                yield Chip(
                    str(self.fields[name].label),
                    self.words_of(name, one),
                    self.without(name, one),
                )

    @property
    def beginning(self) -> str:
        return f"?{self.asked.urlencode() or 'status=open'}"

    @property
    def in_all_states(self) -> str:
        kept = self.asked
        kept["status"] = "all"
        return f"?{kept.urlencode()}"

    def words_of(self, name: str, value: Any) -> str:
        if value is True:
            return _now("yes")
        choices = getattr(self.fields[name], "choices", ())
        if isinstance(choices, list):
            return str(dict(choices).get(value, value))
        return str(value)

    def without(self, name: str, value: Any) -> str:
        """The address without this value; of tags, the others stay."""
        kept = self.asked
        if name == "tag":
            left = [tag for tag in self.wanted["tag"] if tag != value]
            kept["tag"] = ", ".join(left)
        else:
            kept.setlist(name, [v for v in kept.getlist(name) if v != str(value)])
            if not isinstance(self.wanted[name], list):
                kept.pop(name)
        if not kept.get(name):
            kept.pop(name, None)
        return f"?{kept.urlencode()}" if kept else "?status=open"
