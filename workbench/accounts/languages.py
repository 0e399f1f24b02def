"""Which language a person is spoken to in, where they ask for nothing themselves."""

from __future__ import annotations

from django.conf import settings

from workbench.accounts.models import User


def spoken_by(user: User | None) -> str:
    """The language somebody chose, else the product's own, as messages need it.

    One the product no longer speaks counts as none.
    """
    chosen = user.language if user is not None else ""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
