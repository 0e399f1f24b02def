"""Which language a text is in."""

from __future__ import annotations

#: Enough for a sure answer, little enough for long books (2 ms a call).
SAMPLE = 4000
SHORTEST = 24


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language; "" when there is too little to say."""
    sample = text[:SAMPLE]
    if sum(char.isalpha() for char in sample) < SHORTEST:
        return ""
    from py3langid.langid import classify

    code, _ = classify(sample)
    return "" if code == "zxx" else str(code)
