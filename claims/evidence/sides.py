"""In whose interest an actor speaks, proposed from opposed versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from claims.evidence.base import FoundRelation, Utterance
from claims.evidence.building import build_views
from claims.evidence.parties import party_key
from claims.evidence.views import View

Interest = Literal["party", "mediator", "observer", "unknown"]

_MEDIATES = re.compile(
    r"\b(?:mediat\w+|broker\w+|negotiated a (?:ceasefire|truce)|good offices)\b", re.I
)
_OUTLET = re.compile(
    r"\b(?:times|news|post|daily|herald|agency|press|tv|radio|tribune)\b", re.I
)


def propose_sides(
    utterances: Sequence[Utterance],
    relations: Sequence[FoundRelation],
    views: Sequence[View] | None = None,
) -> dict[str, Interest]:
    """Return an interest for each named speaker, by the speaker's words as written.

    *party*: it speaks for one that opposed versions name as culprit; *mediator*: for
    one named beside a word of mediation, and no party; else *unknown*. Outlets named
    after a country speak for themselves. ``views`` are those of the utterances, when
    they were built already.
    """
    views = build_views(utterances) if views is None else views
    parties = _parties(views, relations)
    mediators = _mediators(views) - parties
    found: dict[str, Interest] = {}
    for view in views:
        speaker = view.found.speaker
        if speaker and not _OUTLET.search(speaker):
            found[speaker] = _interest(view.voice, parties, mediators)
        elif speaker:
            found[speaker] = "unknown"
    return found


def _interest(voice: str, parties: set[str], mediators: set[str]) -> Interest:
    if voice in parties:
        return "party"
    return "mediator" if voice in mediators else "unknown"


def _parties(views: Sequence[View], relations: Sequence[FoundRelation]) -> set[str]:
    opposed = {
        end
        for one in relations
        if one.label == "contradicts" and one.slot.startswith("party:")
        for end in (one.a, one.b)
    }
    return {
        slot.side
        for view in views
        if view.key in opposed
        for slot in view.slots
        if slot.kind == "party" and slot.side != "mutual"
    }


def _mediators(views: Sequence[View]) -> set[str]:
    found = set()
    for view in views:
        if not _MEDIATES.search(view.words):
            continue
        if view.found.agent and view.found.action in ("mediate", "broker", "negotiate"):
            found.add(party_key(view.found.agent))
        for match in re.finditer(r"(\w+)[\s-](?:mediat|broker)\w+", view.words):
            key = party_key(match.group(1))
            if key in view.countries:
                found.add(key)
    return found
