"""What is asked before something is done to many claims.

Each form takes the person, the chosen rows and what was sent; ``as_data`` returns its
values as JSON for the batch.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.choices import Risk, WorkKind
from claims.forms.common import area
from claims.models import Question
from sources.models import Story
from workbench.accounts.models import User

MAX_TAGS, MAX_TAG = 20, 60


class BatchForm(forms.Form):
    """Base of all: nothing is asked."""

    def __init__(self, user: User, rows: Any, data: Any = None) -> None:
        super().__init__(data, auto_id="batch_%s")
        self.user = user
        self.rows = rows
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices of fields."""

    def as_data(self) -> dict[str, Any]:
        return {name: plain(value) for name, value in self.cleaned_data.items()}


def plain(value: Any) -> Any:
    """A cleaned value as JSON: rows by their id, times as ISO."""
    if value is None:
        return ""
    if hasattr(value, "pk"):
        return str(value.pk)
    return value.isoformat() if hasattr(value, "isoformat") else value


class NoteForm(BatchForm):
    note = forms.CharField(label=_("Reason"), widget=area(3), max_length=2000)


class TagForm(BatchForm):
    tags = forms.CharField(
        label=_("Tags"), max_length=400, help_text=_("Put commas between them.")
    )

    def clean_tags(self) -> list[str]:
        tags = [" ".join(t.split()) for t in self.cleaned_data["tags"].split(",")]
        tags = list(dict.fromkeys(tag for tag in tags if tag))
        if not tags:
            raise forms.ValidationError(_("Name a tag."))
        if len(tags) > MAX_TAGS or any(len(tag) > MAX_TAG for tag in tags):
            raise forms.ValidationError(
                _("At most 20 tags, each of at most 60 characters.")
            )
        return tags


class RiskForm(BatchForm):
    risk = forms.ChoiceField(label=_("Risk"), choices=Risk.choices)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class StoryForm(BatchForm):
    story = forms.ModelChoiceField(
        queryset=None,
        label=_("Story"),
        help_text=_("They leave their questions; evidence stays with them."),
    )

    def prepare(self) -> None:
        rows = Story.objects.visible_to(self.user).filter(closed_at=None)
        self.fields["story"].queryset = rows.filter(team__in=self.user.team_ids)


class QuestionForm(BatchForm):
    question = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Question"),
        empty_label=_("none: take them out of their questions"),
    )

    def prepare(self) -> None:
        stories = self.rows.order_by().values_list("story", flat=True).distinct()[:20]
        rows = Question.objects.visible_to(self.user).filter(story__in=list(stories))
        self.fields["question"].queryset = rows.order_by("wording")


class WorkForm(BatchForm):
    kind = forms.ChoiceField(label=_("Kind of work"), choices=WorkKind.choices)
    person = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("To"),
        empty_label=_("anyone in the story's team"),
    )
    due_at = forms.DateTimeField(
        required=False,
        label=_("Due"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("In UTC."),
    )
    note = forms.CharField(
        required=False, label=_("Note"), widget=area(2), max_length=2000
    )

    def prepare(self) -> None:
        people = User.objects.filter(
            memberships__team__in=self.user.team_ids, is_active=True
        )
        self.fields["person"].queryset = people.distinct().order_by("name", "email")
