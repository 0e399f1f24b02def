"""Which language a text is in."""

from __future__ import annotations

#: On 1,683 news texts 4,000 gave the same answers and took half as long again (1.07 ms
#: a text, not 0.70).
SAMPLE = 1600
SHORTEST = 24


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language; "" when there is too little to say."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < SHORTEST:
        return ""
    from py3langid.langid import classify

    code, _ = classify(sample)
    return "" if code == "zxx" else str(code)
