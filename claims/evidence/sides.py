"""In whose interest an actor speaks, proposed from opposed versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from claims.evidence.base import FoundRelation, Utterance
from claims.evidence.building import build_views
from claims.evidence.culprits import party_slots
from claims.evidence.parties import party_key

Interest = Literal["party", "mediator", "observer", "unknown"]

_MEDIATES = re.compile(
    r"\b(?:mediat\w+|broker\w+|negotiated a (?:ceasefire|truce)|good offices)\b", re.I
)


def propose_sides(
    utterances: Sequence[Utterance], relations: Sequence[FoundRelation]
) -> dict[str, Interest]:
    """Return an interest for each named speaker, by the speaker's words as written.

    *party*: its country or body is accused or accuses in opposed versions; *mediator*:
    named beside a word of mediation, and no party; else *unknown*.
    """
    parties = _parties(utterances, relations)
    mediators = _mediators(utterances) - parties
    found: dict[str, Interest] = {}
    for one in sorted(utterances, key=lambda one: one.key):
        if not one.found.speaker:
            continue
        key = party_key(one.found.speaker)
        interest: Interest = "unknown"
        if key in parties:
            interest = "party"
        elif key in mediators:
            interest = "mediator"
        found[one.found.speaker] = interest
    return found


def _parties(
    utterances: Sequence[Utterance], relations: Sequence[FoundRelation]
) -> set[str]:
    opposed = {
        end
        for one in relations
        if one.label == "contradicts" and one.slot.startswith("party:")
        for end in (one.a, one.b)
    }
    ends = [one for one in utterances if one.key in opposed]
    return {
        side
        for view in build_views(ends)
        for slot in party_slots(view)
        for side in (slot.side, slot.other)
        if side and side != "mutual"
    }


def _mediators(utterances: Sequence[Utterance]) -> set[str]:
    found = set()
    for view in build_views([u for u in utterances if _MEDIATES.search(u.found.words)]):
        if view.found.agent and view.found.action in ("mediate", "broker", "negotiate"):
            found.add(party_key(view.found.agent))
        for match in re.finditer(r"(\w+)[\s-](?:mediat|broker)\w+", view.words):
            key = party_key(match.group(1))
            if key in view.countries:
                found.add(key)
    return found
