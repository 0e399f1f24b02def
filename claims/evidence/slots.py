"""Which questions an utterance answers: how many, when, whose act, did it work.

In: a view. Out: its slots. Two slots are rivals when kind and topic are equal; roles
are kept apart here ("killed" never meets "wounded"), values are compared elsewhere.
"""

from __future__ import annotations

import re

from claims.evidence.counted import quantity_slots
from claims.evidence.culprits import party_slots
from claims.evidence.outcomes import outcome_slots
from claims.evidence.recency import last_slots
from claims.evidence.terms import families_in, head, stem, unify
from claims.evidence.totals import total_slots
from claims.evidence.views import Slot, View

# Happenings that last: for these a clock says when they began.
LASTING = {"CEASEFIRE": "ceasefire", "FIGHTING": "fighting", "ATTACK": "fighting"}
MOMENTS = {"BREACH": "breach", "BLAST": "explosion", "FIRE": "fire", "FLOOD": "flood"}
_ENDED = re.compile(r"\b(?:until|ended|end(?:s|ing)? at|expire[sd]?|lifted)\b", re.I)
_BEGUN = re.compile(
    r"\b(?:from|since|as of|start\w*|began|begun|begins?|effect|force|opened|"
    r"broke out|erupted|established|attacked|shelled|on the night)\b",
    re.I,
)
NEAR = 60  # code points around a time in which its happening is named


def slots_of(view: View) -> tuple[Slot, ...]:
    counts = quantity_slots(view)
    return (
        *counts,
        *total_slots(view, counts),
        *_instant_slots(view),
        *party_slots(view),
        *outcome_slots(view),
        *last_slots(view),
    )


def _instant_slots(view: View) -> tuple[Slot, ...]:
    time = view.found.event_time
    if time is None or time.precision not in ("instant", "hour", "part_of_day"):
        return ()
    text = unify(view.words)
    place = _time_place(text, time.words)
    phase = "end" if _ENDED.search(text) else "begin"
    if happening := _happening(view, text, place):
        topic = f"{phase}:{happening}"
    elif time.precision != "part_of_day" and view.found.action:
        subject = head(view.found.patient or view.found.agent)
        topic = f"at:{stem(view.found.action)}:{stem(subject)}".lower()
    else:
        return ()
    return (Slot("instant", topic, words=time.words, at=0),)


def _happening(view: View, text: str, place: int) -> str:
    """Return the happening named nearest to the time, "" when the time is not its."""
    happenings = {**LASTING, **MOMENTS}
    near = [(abs(at - place), name) for at, name in families_in(text)]
    near = [row for row in near if row[1] in happenings]
    if not near:
        return ""
    name = min(near)[1]
    around = text[max(0, place - NEAR) : place + NEAR]
    told = families_in(view.found.action)[:1]
    if told and told[0][1] == name:
        return happenings[name]  # "shortly after two, units attacked"
    if name in MOMENTS and view.found.action:
        return ""  # a flood named beside the hour at which the gates were opened
    if name in LASTING and not (_BEGUN.search(around) or _ENDED.search(around)):
        return ""  # "told lawmakers on Tuesday morning" does not date the fighting
    return happenings[name]


def _time_place(text: str, words: str) -> int:
    """Return where the time stands; its clock and day may stand apart."""
    for part in (words, *words.split(", ")):
        at = text.lower().find(part.lower()) if part else -1
        if at >= 0:
            return at
    digit = re.search(r"\d{1,2}[:.]?\d*\s*(?:[ap]\.?m|Moscow|GMT|local)", text)
    return digit.start() if digit else 0
