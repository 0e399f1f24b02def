"""What one says to colleagues, and whom it mentions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.common import area
from claims.review.comments import MAX_LENGTH
from workbench.accounts.models import User


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Comment"),
        max_length=MAX_LENGTH,
        widget=area(2),
        help_text=_("“@” and a name tells that person of it."),
    )
    mention = forms.ModelMultipleChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, people: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="comment_%s", **kwargs)
        self.fields["mention"].queryset = people or User.objects.none()
