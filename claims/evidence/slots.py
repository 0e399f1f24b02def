"""Which questions an utterance answers: how many, when, whose act, did it work.

In: a view. Out: its slots. Two slots are rivals when kind and topic are equal; roles
are kept apart here ("killed" never meets "wounded"), values are compared elsewhere.
"""

from __future__ import annotations

import re

from claims.evidence.culprits import party_slots
from claims.evidence.outcomes import outcome_slots
from claims.evidence.parties import country_mentions
from claims.evidence.terms import families_in, family, stem, unify, word_set
from claims.evidence.views import Slot, View, speaker_side
from claims.extraction.base import Quantity

ROLES = ("KILLED", "WOUNDED", "MISSING", "CAPTURED", "EVACUATED", "ARRESTED", "DEPLOY")
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
# Unit → (what it measures, how many of the base unit).
UNITS: dict[str, tuple[str, float]] = {
    "minute": ("time", 1 / 1440),
    "hour": ("time", 1 / 24),
    "day": ("time", 1.0),
    "week": ("time", 7.0),
    "month": ("time", 30.44),
    "year": ("time", 365.25),
    "m": ("length", 1.0),
    "metre": ("length", 1.0),
    "meter": ("length", 1.0),
    "km": ("length", 1000.0),
    "kilometre": ("length", 1000.0),
    "kilometer": ("length", 1000.0),
    "mile": ("length", 1609.344),
    "foot": ("length", 0.3048),
    "feet": ("length", 0.3048),
    "kg": ("mass", 1.0),
    "kilogram": ("mass", 1.0),
    "ton": ("mass", 1000.0),
    "tonne": ("mass", 1000.0),
    "hectare": ("area", 10_000.0),
    "acre": ("area", 4046.856),
    "%": ("share", 1.0),
    "percent": ("share", 1.0),
}
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
_WARLIKE = {"WAR", "FIGHTING"}


def slots_of(view: View) -> tuple[Slot, ...]:
    return (
        *_quantity_slots(view),
        *_instant_slots(view),
        *party_slots(view),
        *outcome_slots(view),
    )


def _quantity_slots(view: View) -> tuple[Slot, ...]:
    found = []
    for at, quantity in enumerate(view.found.quantities):
        unit = unit_of(quantity)
        if unit in UNITS:
            topic = _measured(view, quantity, UNITS[unit][0])
            found.append(Slot("measure", topic, unit, words=quantity.words, at=at))
        elif quantity.unit:
            topic = f"{quantity.unit.lower()}:{quantity.noun.lower()}"
            found.append(Slot("measure", topic, unit, words=quantity.words, at=at))
        elif noun := quantity.noun.lower():
            role = role_of(view, quantity)
            subject = noun_class(noun)
            topic = f"{role}:{'person' if is_human(subject) else subject}"
            side = side_of(view, quantity)
            found.append(Slot("count", topic, subject, side, quantity.words, at))
    return tuple(found)


def unit_of(quantity: Quantity) -> str:
    """Return the unit in the singular; a counted "day" is a unit too."""
    for word in (quantity.unit.lower(), quantity.noun.lower()):
        for form in (word, word.removesuffix("s"), word.replace("-", "")):
            if form in UNITS:
                return form
    return quantity.unit.lower()


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
    if noun and noun not in UNITS and noun.removesuffix("s") not in UNITS:
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
        named = {family(word) or word for word in re.findall(r"\w+", quantity.role)}
        return "+".join(sorted(named)).lower()
    noun = quantity.noun.lower()
    if not is_human(noun_class(noun)):
        return ""
    said = {name for _, name in families_in(view.words) if name in ROLES}
    return said.pop().lower() if len(said) == 1 else ""


def side_of(view: View, quantity: Quantity) -> str:
    """Return whose the counted are, from an adjective beside them, else ""."""
    at = view.words.find(quantity.words)
    if at >= 0:
        rest = view.words[at : at + len(quantity.words) + 40]
        noun = rest.lower().find(quantity.noun.lower().split(" ")[-1][:5])
        near = rest[: noun if noun > 0 else len(quantity.words)]
        if mentions := country_mentions(near):
            return mentions[-1].key
        if own := re.search(r"\bits (?:own )?$|\bof its $", view.words[:at]):
            return speaker_side(view) if own else ""
    if noun_class(quantity.noun.lower()) == "soldier" and view.found.quote != "direct":
        speaker = view.found.speaker
        if country_mentions(speaker) and re.search(
            r"ministry|army|military", speaker, re.I
        ):
            return speaker_side(view)
    return ""


def _instant_slots(view: View) -> tuple[Slot, ...]:
    time = view.found.event_time
    if time is None or time.precision not in ("instant", "hour", "part_of_day"):
        return ()
    text = unify(view.words)
    place = _time_place(text, time.words)
    phase = "end" if _ENDED.search(text) else "begin"
    if happening := _happening(text, place):
        topic = f"{phase}:{happening}"
    elif time.precision != "part_of_day" and view.found.action:
        subject = (view.found.agent or view.found.patient).split(" ")[-1]
        topic = f"at:{stem(view.found.action)}:{stem(subject)}".lower()
    else:
        return ()
    return (Slot("instant", topic, words=time.words, at=0),)


def _happening(text: str, place: int) -> str:
    """Return the happening named nearest to the time, "" when the time is not its."""
    happenings = {**LASTING, **MOMENTS}
    near = [(abs(at - place), name) for at, name in families_in(text)]
    near = [row for row in near if row[1] in happenings]
    if not near:
        return ""
    name = min(near)[1]
    around = text[max(0, place - NEAR) : place + NEAR]
    if name in LASTING and not (_BEGUN.search(around) or _ENDED.search(around)):
        return ""  # "told lawmakers on Tuesday morning" does not date the fighting
    return happenings[name]


def _time_place(text: str, words: str) -> int:
    at = text.lower().find(words.lower())
    if at >= 0:
        return at
    digit = re.search(r"\d{1,2}[:.]?\d*\s*(?:[ap]\.?m|Moscow|GMT|local)", text)
    return digit.start() if digit else 0
