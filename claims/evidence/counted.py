"""What an utterance counts and measures: roles, kinds of people, sides, units."""

from __future__ import annotations

import re

from claims.evidence.parties import country_mentions
from claims.evidence.terms import families_in, family, head, stem, unify, word_set
from claims.evidence.units import UNITS, unit_of
from claims.evidence.views import Slot, View, speaker_side
from claims.extraction.base import Quantity

# What befalls people and is counted: a question whatever the rest of the words.
ROLES = word_set(
    "killed wounded missing captured evacuated arrested deploy drowned infected rescued"
)
# Nouns that mean people as such; the kinds below are some among them.
PEOPLE = word_set("person people life lives casualty victim resident villager human")
KINDS = word_set(
    "civilian child woman man worker passenger student miner fighter rescuer police "
    "officer journalist firefighter teenager boy girl"
)
SOLDIERS = word_set(
    "soldier troop serviceman servicemen trooper military personnel peacekeeper "
    "contingent fighter"
)
NOUN_REACH = 30  # code points between a number and its noun
_WARLIKE = {"WAR", "FIGHTING"}
_STATIONED = re.compile(
    r"\b(?:peace|contingent|deploy|station|presence|garrison)", re.I
)
_OWN = re.compile(r"\b(?:lost|its(?: own)?|of its) (?:\w+ )?$", re.I)
_WHOLE = re.compile(r"\bof (?:the |its |all )*$", re.I)
_NO_NOUNS = word_set("gmt utc am pm time others one")
_ITS = re.compile(r"\bof its\b", re.I)
_FORCES = re.compile(r"\b(?:ministry|army|military|forces|general staff)\b", re.I)


def quantity_slots(view: View) -> tuple[Slot, ...]:
    found = []
    for at, quantity in enumerate(view.found.quantities):
        unit = unit_of(quantity)
        if unit in UNITS:
            topic = _measured(view, quantity, UNITS[unit][0])
            found.append(Slot("measure", topic, unit, words=quantity.words, at=at))
        elif quantity.unit:
            topic = f"{quantity.unit.lower()}:{quantity.noun.lower()}"
            found.append(Slot("measure", topic, unit, words=quantity.words, at=at))
        elif (noun := quantity.noun.lower()) and noun not in _NO_NOUNS:
            role = role_of(view, quantity)
            subject = noun_class(noun)
            topic = f"{role}:{'person' if is_human(subject) else subject}"
            side = side_of(view, quantity)
            found.append(Slot("count", topic, subject, side, quantity.words, at))
    return tuple(found)


def _measured(view: View, quantity: Quantity, dimension: str) -> str:
    """Return what is measured: "time:war", "length:dam"; near words decide."""
    text = unify(view.words)
    place = max(text.find(quantity.words), 0)
    near = [
        (abs(at - place), name)
        for at, name in families_in(text)
        if at - place < 60 and place - at < 30
    ]
    if dimension == "time":
        warlike = [row for row in near if row[1] in _WARLIKE]
        return "time:war" if warlike else f"time:{_noun(view, quantity)}"
    return f"{dimension}:{_noun(view, quantity)}"


def _noun(view: View, quantity: Quantity) -> str:
    noun = quantity.noun.lower()
    compound = "/" in quantity.unit or quantity.unit.endswith(("2", "3"))
    if noun and not compound and unit_of(quantity) in ("", quantity.unit):
        return stem(noun).lower()
    action = stem(view.found.action).lower() if view.found.action else ""
    subject = stem((view.found.patient or view.found.agent).split(" ")[-1]).lower()
    return f"{action}:{subject}"


def noun_class(noun: str) -> str:
    """Return "soldier", "person" or the noun in the singular."""
    bare = noun.split(" ")[-1]
    single = bare.removesuffix("s") if bare.endswith("s") else bare
    if single in SOLDIERS or bare in SOLDIERS:
        return "soldier"
    return "person" if {single, bare} & PEOPLE else single


def is_human(subject: str) -> bool:
    return subject in ("soldier", "person") or subject in KINDS


def role_of(view: View, quantity: Quantity) -> str:
    """Return what happened to the counted, in small letters; "" when not said."""
    if quantity.role:
        words = re.findall(r"\w+", quantity.role)
        return "+".join(sorted({family(w) or w for w in words if w != "or"})).lower()
    if noun_class(quantity.noun.lower()) in ("soldier", "member"):
        near = shown(view, quantity, after=30)
        return "deploy" if _STATIONED.search(near) else ""
    return _done_to(view, quantity)


def _done_to(view: View, quantity: Quantity) -> str:
    """Return the action whose own noun is counted: "four gates were raised"."""
    found = view.found
    ends = {stem(head(found.patient)), stem(head(found.agent))} - {""}
    if not found.action or stem(quantity.noun) not in ends:
        return ""
    at = max(view.words.find(quantity.words), 0)
    whole = _WHOLE.search(view.words[:at])  # "four of the six gates"
    return "whole" if whole else stem(found.action).lower()


def side_of(view: View, quantity: Quantity) -> str:
    """Return whose the counted are: an adjective beside them, "its", the owner."""
    near = shown(view, quantity)
    if mentions := country_mentions(near):
        return mentions[-1].key
    at = max(view.words.find(quantity.words), 0)
    before, after = view.words[:at], view.words[at : at + len(quantity.words) + 20]
    if _OWN.search(before) or _ITS.search(after):
        return speaker_side(view)
    if noun_class(quantity.noun.lower()) == "soldier" and quantity.role:
        speaker = view.found.speaker
        if country_mentions(speaker) and _FORCES.search(speaker):
            return speaker_side(view)
    return ""


def shown(view: View, quantity: Quantity, *, after: int = 0) -> str:
    """Return the counted with its noun as written: "at least 49 Armenian soldiers"."""
    at = view.words.find(quantity.words)
    if at < 0:
        return quantity.words
    end = at + len(quantity.words)
    noun = quantity.noun.split(" ")[-1][:5].lower()
    found = view.words.lower().find(noun, at) if noun else -1
    if 0 <= found <= end + NOUN_REACH:
        tail = re.compile(r"[\w’'-]*").match(view.words, found)
        end = max(end, tail.end() if tail else found)
    return view.words[at : end + after]
