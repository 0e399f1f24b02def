"""Notes of an outlet about its own text: what it had wrong is claimed no longer."""

from __future__ import annotations

import re

_TEXT = r"(?:article|story|report|post|page|piece|headline|text|entry|caption|graphic)"
_CHANGED = r"(?:corrected|amended|updated|clarified|edited|changed|revised)"
_TOLD = (
    r"(?:said|stated|gave|claimed|reported|misstated|misspelled|misspelt|put|named|"
    r"described|mis-?identified|implied|suggested|contained|referred|listed|read)"
)
_ADVERB = r"(?:originally|previously|incorrectly|initially|wrongly|mistakenly|first)"
# Labels such as "Update, March 4:" may stand before the note.
_LABEL = r"^[\W_]*(?:[\w.,:' -]{0,40}:\s+)?"
_NOTE = re.compile(
    rf"""{_LABEL}(?:
     (?:an?|the|in\ an?)\ (?:earlier|previous|prior|original|first)\ (?:version|edition)
        \ of\ (?:this|the|our)\ {_TEXT}\b
    |(?:this\ {_TEXT}|the\ (?:article|story|headline|caption|entry))
        \ (?:was|has\ been|is|had\ been)\ (?:\w+\ )?{_CHANGED}\b
    |this\ {_TEXT}\ (?:had\ )?(?:{_ADVERB}\ )(?:had\ )?{_TOLD}\b
    |this\ {_TEXT}\ had\ {_TOLD}\b
    |we\ (?:have\ )?(?:corrected|amended)\b
    |(?:corrections?|clarification)\ ?(?:\([^)]*\)\ ?)?:)""",
    re.IGNORECASE | re.VERBOSE,
)
# What goes on after a note: "It had said five."
_GOES_ON = re.compile(
    rf"^[\W_]*(?:it|the\ {_TEXT})\ (?:had\ |also\ |has\ |was\ |been\ |{_ADVERB}\ )*"
    rf"(?:{_TOLD}|{_CHANGED})\b",
    re.IGNORECASE,
)


def is_note(words: str) -> bool:
    """Say whether a sentence tells what this text itself had said before."""
    return _NOTE.match(" ".join(words.split())) is not None


def goes_on(words: str) -> bool:
    """Say whether a sentence right after a note belongs to it."""
    return _GOES_ON.match(" ".join(words.split())) is not None
