"""How a story is kept: its title and deadline, embargo, closed or open."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sources.models import Story
from sources.stories import story_digest


class StoryEditForm(forms.Form):
    """Title and deadline; ``seen`` tells what of it the person saw."""

    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    title = forms.CharField(max_length=300, label=_("What is it about?"))
    deadline = forms.DateTimeField(
        required=False,
        label=_("Deadline"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=_("In UTC. Empty: none."),
    )

    def __init__(self, story: Story, data: Any = None) -> None:
        when = story.deadline.astimezone(UTC) if story.deadline else None
        super().__init__(
            data,
            initial={
                "seen": story_digest(story),
                "title": story.title,
                "deadline": when,
            },
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=500, label=_("Why?"))


class EmbargoForm(forms.Form):
    """A reason; showing what was hidden also needs a tick, as nobody can unsee it."""

    reason = forms.CharField(max_length=500, label=_("Why?"))
    understood = forms.BooleanField(
        required=False, label=_("All members may see it from now on")
    )

    def __init__(self, *, lifting: bool, data: Any = None) -> None:
        super().__init__(data, prefix="embargo")
        if lifting:
            self.fields["understood"].required = True
            self.fields["understood"].error_messages["required"] = _(
                "Tick this: what was seen cannot be hidden again."
            )
        else:
            del self.fields["understood"]
