"""Whether words say that somebody's attempt worked: "failed", "fulfilled", "averted".

In: a view. Out: outcome slots with the party whose attempt it was.
"""

from __future__ import annotations

import re

from claims.evidence.parties import country_mentions, party_key
from claims.evidence.views import Slot, View, speaker_side

_WON = re.compile(
    r"\b(?:succeed(?:ed|s)?|successful(?:ly)?|fulfil(?:led|s)?|fulfill(?:ed|s)?|"
    r"achiev(?:ed|es|e)|accomplish(?:ed)?|attained|(?:were|was|been) met)\b",
    re.I,
)
_LOST = re.compile(
    r"\b(?:failed|fails|failure|unsuccessful(?:ly)?|fell through|came to nothing)\b",
    re.I,
)
_FOILED = re.compile(
    r"\b(?:avert(?:ed|s)?|thwart(?:ed|s)?|foil(?:ed|s)?|repel(?:led|s)?|repuls(?:ed|e)|"
    r"prevented|beaten back)\b",
    re.I,
)
THINGS = re.compile(
    r"\b(?:attempts?|objectives?|aims?|goals?|operations?|mission|attacks?|offensive|"
    r"provocations?|assault|advance|plan|rescue|launch|bid|effort)\b",
    re.I,
)


def outcome_slots(view: View) -> tuple[Slot, ...]:
    """Return a slot for each outcome told; whose it was may come from words before."""
    slots = []
    for rule, value in ((_WON, "succeeded"), (_LOST, "failed"), (_FOILED, "failed")):
        match = rule.search(view.words)
        if match is None or THINGS.search(view.words) is None:
            continue
        side = _whose(view, match, foiled=rule is _FOILED)
        if view.found.negated:
            value = "failed" if value == "succeeded" else "succeeded"
        if side:
            slots.append(
                Slot("outcome", side, side=side, words=view.words, value=value)
            )
    return tuple(slots)


def _whose(view: View, match: re.Match[str], *, foiled: bool) -> str:
    """Whose attempt it was: the nearest named before the thing, else the speaker's."""
    thing = _nearest_thing(view.words, match)
    clause = _clause(view.words, match)
    named = [
        m for m in country_mentions(view.words) if clause[0] <= m.start < clause[1]
    ]
    if named:
        nearest = min(named, key=lambda m: abs(m.start - thing))
        return nearest.key
    if not foiled and _own(view.words) and (side := speaker_side(view)):
        return side
    if before := _attempt_before(view.before):
        return before
    return party_key(view.found.agent) if view.found.agent else ""


def _own(words: str) -> bool:
    return (
        re.search(r"\b(?:objectives?|aims?|goals?|operation|mission)\b", words)
        is not None
    )


def _nearest_thing(words: str, match: re.Match[str]) -> int:
    places = [m.start() for m in THINGS.finditer(words)]
    return min(places, key=lambda at: abs(at - match.start()))


def _clause(words: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the stretch between commas, "and" or stops around the outcome word."""
    cuts = [m.start() for m in re.finditer(r"[,;.]\s|\band\b", words)]
    start = max((c for c in cuts if c < match.start()), default=0)
    end = min((c for c in cuts if c >= match.end()), default=len(words))
    return start, end


def _attempt_before(before: str) -> str:
    thing = THINGS.search(before)
    if thing is None:
        return ""
    after = [m for m in country_mentions(before) if 0 <= m.start - thing.end() <= 40]
    return after[0].key if after else ""
