"""Adding sources, and the facts of a document that people may correct."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from sources.documents import FIELDS, facts_digest, facts_of
from sources.models import Document, Story
from sources.text.missing import Asked, Choice
from workbench.accounts.models import Team, User

ACCEPTED = ".txt,.md,.html,.htm,.pdf,.docx,.srt,.vtt"


class StoryForm(forms.Form):
    title = forms.CharField(max_length=300, label=_("What is it about?"))
    team = forms.ModelChoiceField(label=_("Team"), queryset=None, empty_label=None)
    deadline = forms.DateTimeField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("In UTC."),
    )
    embargo = forms.BooleanField(
        required=False,
        label=_("Under embargo"),
        help_text=_("Only this team sees the story and anything made from it."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=user.team_ids)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one field; ``clean`` gives a list, empty when none is chosen."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in given if one]


class AddForm(forms.Form):
    """Ways in: pasted text, files, addresses. Any of them, together if wished."""

    story = forms.ModelChoiceField(
        label=_("Story"), queryset=None, empty_label=_("Choose a story")
    )
    text = forms.CharField(
        required=False,
        label=_("Paste a text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "q"}),
    )
    title = forms.CharField(
        required=False, max_length=300, label=_("Title of the text")
    )
    files = ManyFilesField(
        required=False,
        label=_("Files"),
        allow_empty_file=True,
        help_text=_("Text, Markdown, HTML, PDF, DOCX, SRT or VTT; several at once."),
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
    )
    urls = forms.CharField(
        required=False,
        label=_("Addresses"),
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "https://"}),
        help_text=_("One a line."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stories = Story.objects.visible_to(user).filter(closed_at=None)
        self.fields["story"].queryset = stories
        if not self.initial.get("story"):
            self.initial["story"] = only_one(stories)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = (data.get("text") or "").strip(), data.get("files"), data.get("urls")
        if not any(given) and not self.errors:
            raise ValidationError(_("Paste a text, choose a file or give an address."))
        return data

    @property
    def addresses(self) -> list[str]:
        return [u.strip() for u in self.cleaned_data["urls"].splitlines() if u.strip()]


def only_one(stories: QuerySet[Story]) -> Story | None:
    """The story, where there is no choice; among several none is guessed."""
    found = list(stories[:2])
    return found[0] if len(found) == 1 else None


class FactsForm(forms.ModelForm):
    """What a document says about itself; what is changed here is set by an editor.

    ``seen`` tells which facts the person saw; a reason goes with every change.
    """

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    credits = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Credits"),
        help_text=_("Agencies it credits, apart by commas: they tell the origin."),
    )
    reason = forms.CharField(
        max_length=500,
        label=_("How do you know?"),
        help_text=_("Kept with your name; others read it when they wonder."),
        error_messages={"required": _("Say how you know.")},
    )

    class Meta:
        model = Document
        fields = (
            "title",
            "outlet",
            "byline",
            "published",
            "updated",
            "language",
            "archived_url",
        )
        labels = {
            "title": _("Title"),
            "outlet": _("Outlet"),
            "byline": _("Byline"),
            "published": _("Published"),
            "updated": _("Updated"),
            "language": _("Language"),
            "archived_url": _("Address of a kept copy"),
        }
        help_texts = {
            "published": _("ISO date or instant with offset, such as 2024-03-03."),
            "updated": _("Likewise; empty when it was not updated."),
            "language": _("A code, such as en or pt-BR."),
            "archived_url": _(
                "At a web archive, say: readers follow it when the page is gone."
            ),
        }

    field_order = (
        "seen",
        "title",
        "outlet",
        "byline",
        "credits",
        "published",
        "updated",
        "language",
        "archived_url",
        "reason",
    )

    def __init__(self, row: Document, data: Any = None) -> None:
        super().__init__(
            data,
            instance=Document(pk=row.pk),
            initial={
                **facts_of(row),
                "credits": ", ".join(row.credits),
                "seen": facts_digest(row),
            },
        )

    def clean_credits(self) -> list[str]:
        names = self.cleaned_data["credits"].split(",")
        return [name.strip()[:120] for name in names if name.strip()]

    def clean_published(self) -> str:
        return iso_or_error(self.cleaned_data["published"])

    def clean_updated(self) -> str:
        return iso_or_error(self.cleaned_data["updated"])

    def clean_archived_url(self) -> str:
        address = self.cleaned_data["archived_url"]
        if address:
            URLValidator(schemes=["http", "https"])(address)
        return str(address)

    @property
    def changes(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in FIELDS if n in self.changed_data}


class MissingForm(forms.Form):
    """What a document does not say of itself: its date, its outlet.

    ``asked`` are the days its text offers; each choice is one day in one year.
    """

    OTHER, UNKNOWN = "other", "unknown"

    day = forms.ChoiceField(
        label=_("When was it published?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a date, or say that it cannot be known.")
        },
    )
    other = forms.CharField(
        required=False,
        max_length=40,
        label=_("Another date"),
        help_text=_("As 2024-03-03, or with time and offset: 2024-03-03T14:05+01:00."),
    )
    outlet = forms.CharField(
        required=False,
        max_length=200,
        label=_("Whose is it?"),
        help_text=_(
            "The outlet or body that published it. Documents without one count "
            "as a single origin."
        ),
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )

    def __init__(
        self, row: Document, asked: tuple[Asked, ...], data: Any = None
    ) -> None:
        super().__init__(data)
        offered = {c.value: c for day in asked for c in day.choices}
        self.fields["day"].choices = [
            *((value, choice_words(c)) for value, c in offered.items()),
            (self.OTHER, _("Another date, given below")),
            (self.UNKNOWN, _("It cannot be known: leave it open, and ask no more")),
        ]
        if not row.asks_date:
            del self.fields["day"], self.fields["other"]
        if not row.asks_outlet:
            del self.fields["outlet"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") == self.OTHER:
            try:
                data["day"] = iso_or_error(data.get("other") or "")
            except ValidationError as error:
                self.add_error("other", error)
            else:
                if not data["day"]:
                    self.add_error("other", _("Write the date."))
        return data

    @property
    def changes(self) -> dict[str, str]:
        """The facts to correct; a date left open is none."""
        data = self.cleaned_data
        found = {"published": data.get("day", ""), "outlet": data.get("outlet", "")}
        return {k: v for k, v in found.items() if v and v != self.UNKNOWN}

    @property
    def leaves_date_open(self) -> bool:
        return self.cleaned_data.get("day") == self.UNKNOWN


def choice_words(choice: Choice) -> str:
    return f"{choice.label} ({choice.why})" if choice.why else choice.label


def iso_or_error(value: str) -> str:
    """Return the value when it is empty, an ISO date or an instant with its offset."""
    value = value.strip()
    if not value:
        return value
    try:
        moment = parse_datetime(value) if "T" in value else None
        known = moment is not None and moment.tzinfo is not None
        if known or parse_date(value):
            return value
    except ValueError:
        pass
    raise ValidationError(_("Write a date as 2024-03-03, or 2024-03-03T14:05+01:00."))
