"""Choices and small helpers that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.choices import (
    Level,
)
from claims.models import Claim
from sources.models import Story
from workbench.accounts.models import User

LEVELS = [(Level.SO.value, _("it is so")), (Level.SAID.value, _("X said it"))]


OPEN_STATES = ["queued", "in_review", "proposed", "approved"]


def area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


def open_claims(user: User, story: Story) -> Any:
    rows = Claim.objects.visible_to(user).filter(story=story, merged_into=None)
    return rows.filter(status__in=OPEN_STATES).order_by("-number")


def claim_line(claim: Claim) -> str:
    words = claim.normalized_text
    short = words if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]} …"
    return gettext("Claim %(number)d: %(words)s") % {
        "number": claim.number,
        "words": short,
    }


def document_line(document: Any) -> str:
    return (
        f"{document.label}: {document}"
        if document.label != str(document)
        else str(document)
    )
