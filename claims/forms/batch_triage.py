"""What is asked before many rows of triage are decided alike."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.triage import SnoozeForm


class DismissAllForm(forms.Form):
    reason = forms.CharField(
        max_length=500,
        label=_("Why all of them?"),
        help_text=_("It stands with each of them; they can be taken back together."),
    )

    def __init__(self, user: Any, rows: Any, data: Any = None) -> None:
        super().__init__(data)

    def as_data(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class SnoozeAllForm(SnoozeForm):
    def __init__(self, user: Any, rows: Any, data: Any = None) -> None:
        super().__init__(data)

    def as_data(self) -> dict[str, Any]:
        return {
            "until": self.until.isoformat(),
            "reason": self.cleaned_data["reason"],
        }
