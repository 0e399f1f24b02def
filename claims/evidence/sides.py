"""In whose interest an actor speaks, proposed from opposed versions.

In: utterances and relations of a story. Out: a side for each named speaker. People
confirm or correct it; until then it enters no guard and no public count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from claims.evidence.base import FoundRelation, Utterance
from claims.evidence.building import build_views
from claims.evidence.parties import is_country, party_key
from claims.evidence.views import View

Interest = Literal["party", "mediator", "observer", "unknown"]

_MEDIATES = re.compile(
    r"\b(?:mediat\w+|broker\w+|negotiated a (?:ceasefire|truce)|good offices)\b", re.I
)
_OUTLET = re.compile(
    r"\b(?:times|news|post|daily|herald|agency|press|tv|radio|tribune)\b", re.I
)
# Who watches, measures, treats or studies, and says so in the name or office.
_OBSERVES = re.compile(
    r"\b(?:experts?|analysts?|doctors?|professors?|researchers?|witness(?:es)?|"
    r"residents?|teachers?|observers?|monitors?|seismolog\w+|universit\w+|institute|"
    r"hospital|audit(?:ors?)?|red cross|united nations|osce)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FoundSide:
    """An interest, and the party or mediator it is that of ("" for the others)."""

    interest: Interest
    name: str = ""


UNKNOWN = FoundSide("unknown")


def propose_sides(
    utterances: Sequence[Utterance],
    relations: Sequence[FoundRelation],
    views: Sequence[View] | None = None,
) -> dict[str, FoundSide]:
    """Return a side for each named speaker, by the speaker's words as written.

    *party*: it speaks for one that opposed versions name as culprit; *mediator*: for
    one named beside a word of mediation, and no party; *observer*: no party, and it
    watches by its name or office; else *unknown*. Outlets named after a country speak
    for themselves. ``views`` are those of the utterances, when they were built already.
    """
    views = build_views(utterances) if views is None else views
    parties = _parties(views, relations)
    mediators = _mediators(views) - parties
    names = _names(views)
    found: dict[str, FoundSide] = {}
    for view in views:
        speaker, voice = view.found.speaker, view.voice
        if not speaker:
            continue
        if _OUTLET.search(speaker):
            found[speaker] = UNKNOWN
        elif voice in parties:
            found[speaker] = FoundSide("party", names[voice])
        elif voice in mediators:
            found[speaker] = FoundSide("mediator", names[voice])
        else:
            seen = _OBSERVES.search(speaker) is not None
            found[speaker] = FoundSide("observer") if seen else UNKNOWN
    return found


def _names(views: Sequence[View]) -> dict[str, str]:
    """Name each voice: a country, else the shortest way in which it is written."""
    names: dict[str, str] = {}
    for view in sorted(views, key=lambda v: (len(v.found.speaker), v.found.speaker)):
        country = is_country(view.voice)
        names.setdefault(
            view.voice, view.voice.title() if country else view.found.speaker
        )
    return names


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
