"""What is typed to publish, to correct, to answer readers, and what readers type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.choices import Correction, ReportKind
from claims.forms.common import area
from claims.publication import pages, reports

# A retraction withdraws a finding and has a move of its own.
KINDS = [c for c in Correction.choices if c[0] != Correction.RETRACTION]
KIND_HELP = {
    Correction.TYPO.value: _("spelling or punctuation; nothing stated changes"),
    Correction.CLARIFICATION.value: _("the same finding, clearer or better shown"),
    Correction.UPDATE.value: _("new evidence or events; the verdict stays"),
    Correction.VERDICT_CHANGE.value: _("we say something else now"),
}


def day(**attrs: Any) -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


class PublishForm(forms.Form):
    """``review_by`` is optional; kind and note are asked of a correction alone."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    correction = forms.ChoiceField(
        label=_("Kind of correction"),
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note that readers see"),
        required=False,
        max_length=2000,
        widget=area(3),
        help_text=_("What was changed, and why. It is dated and stays for good."),
    )
    review_by = forms.DateField(
        label=_("Look at it again by"),
        required=False,
        widget=day(),
        help_text=_(
            "Readers see the day, and once it has passed, that the finding may be out "
            "of date. The team gets a task. It can be moved without a new version."
        ),
    )


class ReplyForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    asked = forms.CharField(label=_("Who was asked to answer"), max_length=300)
    asked_on = forms.DateField(label=_("Asked on"), widget=day())
    answered_on = forms.DateField(
        label=_("Answered on"),
        required=False,
        widget=day(),
        help_text=_("Leave it empty while there is no answer."),
    )
    words = forms.CharField(
        label=_("Their answer, in their words"),
        required=False,
        max_length=5000,
        widget=area(3),
    )


class ReviewDateForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    review_by = forms.DateField(
        label=_("Look at it again by"),
        required=False,
        widget=day(),
        help_text=_("Empty: no day is promised any more."),
    )
    note = forms.CharField(
        label=_("What was looked at, or why the day moves"),
        max_length=2000,
        widget=area(2),
    )


class ErrorReportForm(forms.Form):
    """What a reader fills in. ``website`` is for programs that fill in everything."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"), choices=ReportKind.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Say what is wrong, and how you know"),
        min_length=reports.MIN_WORDS,
        max_length=reports.MAX_WORDS,
        widget=area(6),
        help_text=_("At most 4,000 characters, plain text."),
    )
    where = forms.CharField(
        label=_("Where can we check that?"),
        required=False,
        max_length=2000,
        help_text=_("An address, a document, a page."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_(
            "Only to send you our answer. Without it you can read the answer at the "
            "address that you get next."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."))
        return ""


class AnswerForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Answer to the reader"),
        max_length=reports.MAX_ANSWER,
        widget=area(5),
        help_text=_("They read it at the address of their report."),
    )


class SitePageForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=pages.MAX_TITLE)
    text = forms.CharField(
        label=_("Text"),
        max_length=pages.MAX_TEXT,
        widget=area(24),
        help_text=_(
            "A line that begins with “# ” is a heading, with “- ” a point of a list; "
            "**bold**, *italic*, [words](https://address)."
        ),
    )
    note = forms.CharField(
        label=_("What changes"),
        required=False,
        max_length=pages.MAX_NOTE,
        help_text=_("Stands in the list of versions."),
    )
