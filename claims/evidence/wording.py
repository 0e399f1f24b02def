"""Natural wordings of questions, from the slot and from what was said about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claims.evidence.base import Utterance
from claims.evidence.terms import stem

_PEOPLE = {"person": "people", "soldier": "soldiers"}
_DONE = {
    "killed": "were killed",
    "wounded": "were wounded",
    "killed+wounded": "were killed or wounded",
    "missing": "are missing",
    "captured": "were captured",
    "evacuated": "were evacuated",
    "arrested": "were arrested",
    "deploy": "are deployed",
    "": "are there",
}
# "When did the gates open?" reads better than "were opened".
_BY_THEMSELVES = frozenset(
    ("open", "close", "begin", "start", "stop", "end", "break", "collapse", "burst")
)
_IRREGULAR = {
    "hit": "hit",
    "shoot": "shot",
    "take": "taken",
    "find": "found",
    "send": "sent",
    "bring": "brought",
    "sign": "signed",
    "tell": "told",
    "see": "seen",
    "make": "made",
    "hold": "held",
    "give": "given",
    "stop": "stopped",
    "ban": "banned",
    "warn": "warned",
}


def wording(slot: str, utterances: Sequence[Utterance]) -> str:
    """Return the question that the rival answers of a slot answer."""
    kind, _, topic = slot.partition(":")
    if kind == "count":
        return _how_many(topic, utterances)
    if kind == "time":
        return _when(topic, utterances)
    if kind == "party":
        return _who(topic, utterances)
    if kind == "outcome":
        return f"Did the attempt of {topic.title()} succeed?"
    if kind == "measure":
        return _how_much(topic)
    if kind == "last":
        return f"When was the last {topic} before this?"
    if topic.startswith("notice:"):
        return f"Was the {topic.removeprefix('notice:')} given notice?"
    if kind == "polarity":
        return _whether(utterances)
    return "Which version is so?"


def _whether(utterances: Sequence[Utterance]) -> str:
    """Ask with the shortest words that affirm it: a bare verb would say nothing."""
    told = [" ".join(one.found.words.split()) for one in utterances]
    affirmed = [
        words
        for words, one in zip(told, utterances, strict=True)
        if not one.found.negated
    ]
    words = min(affirmed or told, key=lambda w: (len(w), w), default="").rstrip(".,;")
    return f"Is it so: “{words}”?" if words else "Which version is so?"


def _how_many(topic: str, utterances: Sequence[Utterance]) -> str:
    role, _, rest = topic.partition(":")
    noun, _, side = rest.partition(":")
    nouns = Counter(
        quantity.noun.lower().split(" ")[-1]
        for one in utterances
        for quantity in one.found.quantities
    )
    if noun == "person":
        soldiers = sum(nouns[word] for word in ("soldier", "troop", "serviceman"))
        people = sum(nouns[word] for word in ("person", "people", "life"))
        noun = "soldier" if soldiers > people else "person"
    plural = _PEOPLE.get(noun, noun if noun.endswith("s") else f"{noun}s")
    done = _DONE.get(role) or f"were {_participle(_verb(role, utterances))}"
    whose = f" of {side.title()}" if side else ""
    return f"How many {plural}{whose} {done}?"


def _verb(role: str, utterances: Sequence[Utterance]) -> str:
    """Return the verb behind a role that is a stem, as an utterance has it."""
    verbs = {one.found.action.split(" ")[0] for one in utterances}
    return min((verb for verb in verbs if stem(verb).lower() == role), default=role)


def _when(topic: str, utterances: Sequence[Utterance]) -> str:
    phase, _, what = topic.partition(":")
    if phase in ("begin", "end"):
        moment = what in ("breach", "explosion")
        verb = "happen" if moment else phase
        return f"When did the {what} {verb}?"
    told = [one.found for one in utterances if one.found.action]
    if not told:
        return "When did it happen?"
    first = min(told, key=lambda found: len(found.patient or found.agent or "x" * 99))
    thing, verb = first.patient or first.agent, first.action.split(" ")[0]
    article = (
        "" if thing[:1].isupper() or thing.startswith(("the ", "its ")) else "the "
    )
    if verb in _BY_THEMSELVES or not first.patient:
        return f"When did {article}{thing} {first.action}?"
    plural = thing.split(" ")[0].endswith("s")
    return f"When {'were' if plural else 'was'} {article}{thing} {_participle(verb)}?"


def _participle(verb: str) -> str:
    if verb.endswith("ed"):
        return verb
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _who(topic: str, utterances: Sequence[Utterance]) -> str:
    text = " ".join(one.found.words.lower() for one in utterances)
    if topic == "ceasefire":
        return "Who broke the ceasefire?"
    if topic != "hostilities":
        thing = "it" if topic == "blame" else f"the {topic}"
        return f"Who is to blame for {thing}?"
    if "first" in text and ("fire" in text or "shot" in text):
        return "Who fired first?"
    return "Who started the hostilities?"


def _how_much(topic: str) -> str:
    dimension, _, what = topic.partition(":")
    thing = what.replace(":", " ").strip() or "it"
    forms = {
        "time": "How long was the {}?",
        "length": "How far or how long is it: {}?",
        "mass": "How heavy was it: {}?",
        "area": "How large was it: {}?",
        "share": "What share is it: {}?",
    }
    return forms.get(dimension, "How much is it: {}?").format(thing)
