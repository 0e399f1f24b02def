"""Which names are one actor: merging rows, splitting spellings off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.choices import Interest
from claims.models import Actor, Side


class MergeForm(forms.Form):
    """Ticked actors and the one whose name and side stay."""

    into = forms.ChoiceField(
        label=_("Which name stays?"),
        widget=forms.RadioSelect,
        help_text=_("Its side stays, too. All spellings are kept."),
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Why are they one?"),
        help_text=_("Others read it when they wonder."),
    )

    def __init__(self, actors: Sequence[Actor], data: Any = None) -> None:
        super().__init__(data)
        self.actors = {str(row.pk): row for row in actors}
        self.fields["into"].choices = [
            (pk, row.name) for pk, row in self.actors.items()
        ]
        if actors:
            self.initial["into"] = str(actors[0].pk)

    def clean_into(self) -> Actor:
        return self.actors[self.cleaned_data["into"]]


class SplitForm(forms.Form):
    """Spellings that are somebody else."""

    spellings = forms.MultipleChoiceField(
        label=_("Which spellings are another actor?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the spellings that are somebody else.")},
    )
    name = forms.CharField(
        required=False,
        max_length=200,
        label=_("What is the other called?"),
        help_text=_("Empty: as the first ticked spelling."),
    )
    reason = forms.CharField(
        required=False, max_length=500, label=_("How can they be told apart?")
    )

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        self.fields["spellings"].choices = [(s, s) for s in actor.spellings]


class SideForm(forms.Form):
    """In whose interest an actor speaks; as proposed, or another with its reason."""

    interest = forms.ChoiceField(
        label=_("It speaks as"), choices=Interest.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        required=False,
        max_length=120,
        label=_("For which side?"),
        help_text=_("All who speak for a side of this name count as one origin."),
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Why?"),
        help_text=_("Needed where you correct what stands here."),
    )

    def __init__(self, side: Side | None, data: Any = None) -> None:
        super().__init__(data, auto_id="side_%s")
        if side is not None:
            self.initial |= {"interest": side.interest, "name": side.name}
