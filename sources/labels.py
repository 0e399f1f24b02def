"""Labels of choices inside a sentence."""

from __future__ import annotations

from django.utils.translation import get_language

CAPITALISED = frozenset({"de", "lb"})  # languages that write nouns with a capital


def in_sentence(label: object, *, noun: bool = False) -> str:
    """A label as it stands inside a sentence: "In review" is "in review".

    Only English is lowered whole; elsewhere a word within may have its capital by
    right ("in Prüfung"), and so has a ``noun`` in a language that capitalises them.
    """
    words = str(label)
    language = (get_language() or "en").partition("-")[0]
    if language == "en":
        return words.lower()
    if noun and language in CAPITALISED:
        return words
    return words[:1].lower() + words[1:]
