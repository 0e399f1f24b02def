"""Which language a text is in."""

from __future__ import annotations

from sources.text.wordlists import words

#: On 1,683 news texts 4,000 gave the same answers and took half as long again (1.07 ms
#: a text, not 0.70).
SAMPLE = 1600
SHORTEST = 24
#: Small words of English; other languages write but one or two of them. They are a
#: quarter of the words of a news text.
_ENGLISH = frozenset(
    words(
        "the of and to that was is for with said has have had by from on this were "
        "their which he it they not but be been would who when about his she her"
    )
)
#: A text half in another language reaches some .15.
_ENOUGH, _FEWEST_WORDS = 0.2, 40


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language; "" when there is too little to say."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < SHORTEST:
        return ""
    if _is_plain_english(sample):
        return "en"
    from py3langid.langid import classify

    code, _ = classify(sample)
    return "" if code == "zxx" else str(code)


def _is_plain_english(sample: str) -> bool:
    """Say whether the small words tell it, which takes a tenth of the other's time."""
    found = sample.lower().split()
    known = sum(word in _ENGLISH for word in found)
    return len(found) >= _FEWEST_WORDS and known >= _ENOUGH * len(found)
