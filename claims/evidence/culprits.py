"""Whose act words say it was: who attacked, who provoked, who is to blame.

In: a view. Out: party slots, one per named culprit, with who was hit or who accuses.
"""

from __future__ import annotations

import re

from claims.evidence.parties import Mention, named_mentions, party_key
from claims.evidence.terms import family, unify, word_set
from claims.evidence.views import Slot, View, speaker_side

HOSTILE = word_set(
    "attack shell bomb bombard fire shoot invade provoke violate break open strike "
    "assault raid encroach capture annex"
)
_OUTBURST = r"(?:provocations?|aggressions?|adventurism|offensive)"
_ATTACK = r"(?:attacks?|shelling|bombardment|assault|artillery|airstrikes?)"
_ACCUSE = re.compile(r"\b(?:accus(?:e[sd]?|ing)|blam(?:e[sd]?|ing))\b", re.I)
_CAUSED = re.compile(r"\b(?:caused by|because of|the fault of|due to)\b", re.I)
_MUTUAL = re.compile(
    r"\b(?:each other|one another|traded? (?:blame|accusations)|both sides)\b", re.I
)
_BEFORE = re.compile(  # "provocations committed by X", "under fire from X"
    rf"\b(?:{_OUTBURST}[\w\s-]{{0,20}}?(?:of|by|from)|{_ATTACK}(?: \w+)? (?:by|from)|"
    r"fire from|(?:first )?(?:shots?|fire) from)\s+(?:the\s+)?$",
    re.I,
)
_AFTER = re.compile(  # "Azerbaijani attacks", "Armenia's ongoing ... provocations"
    rf"^(?:-\w+)?(?:[’']s?)?\s*(?:[\w-]+,?\s+){{0,4}}?(?:{_OUTBURST}|{_ATTACK})\b"
    r"(?! (?:of|on|against|by))",
    re.I,
)
_WARLIKE = re.compile(
    r"\b(?:provocations?|shelling|clashes|shots?|advance|encroach\w*|incursion|territory|"
    r"troops|border)\b",
    re.I,
)
_OF_COMPANY = re.compile(r"^(?:company|operator|firm|utility)['’]s\b", re.I)
_BLAMED = word_set("ATTACK FIGHTING PROVOKE CEASEFIRE BREACH FLOOD FIRE BLAST")
_BROKEN = re.compile(
    r"\b(?:brok(?:e|en)|violat\w+|breach\w*)\b.{0,30}\b(?:agreement|ceasefire|truce)\b"
    r"|\b(?:agreement|ceasefire|truce)\b.{0,30}\b(?:broken|violat\w+|breached)\b",
    re.I,
)
_DID = re.compile(  # "X opened fire", "X forces had shot first", "X bears responsib..."
    r"^(?:[’']s)?\s*(?:[\w-]+\s+){0,3}?(?:opened fire|attacked|shelled|fired|invaded|"
    r"(?:had )?(?:shot|fired) first|bears? (?:\w+ )?responsib\w+|"
    r"broke(?! (?:out|away|down|off))|had broken|violated|started the)\b",
    re.I,
)
# What may come, or is laid down for when it comes, names no culprit.
_SUPPOSED = re.compile(r"\b(?:in case of|in the event of|in case)\b", re.I)
_POINTS_BACK = re.compile(r"^(?:it|this|that|the situation|they)\b", re.I)


def party_slots(view: View) -> tuple[Slot, ...]:
    """Return the culprit's slot; both sides at once ("each other") give ``mutual``."""
    if view.found.negated or _SUPPOSED.search(view.words):
        return ()
    words = view.words
    found = view.found
    ends = (found.agent, found.patient)
    named = (*found.actors, *(end for end in ends if _is_party(end, found.actors)))
    mentions = named_mentions(words, named, meant=found.actors)
    if _ACCUSE.search(words) and _MUTUAL.search(words):
        return (Slot("party", _topic(view), side="mutual", words=words),)
    culprits = _accused(view, mentions) or _causing(view, mentions)
    if not culprits and found.type != "quantity":
        # A toll "in Danish attacks" answers how many, not who began.
        culprits = _acting(view, mentions)
    if len(culprits) != 1:
        return ()
    ((key, faced),) = culprits.items()
    known = {party_key(actor) for actor in found.actors}
    known |= {m.key for m in mentions if words[m.start].isupper()}
    # "the flood" faces nobody, though it is what the sentence is about.
    others = (faced & (known | {speaker_side(view)})) - {key, ""}
    slot = Slot("party", _topic(view), side=key, words=words, others=others)
    return (slot,)


def _is_party(name: str, actors: tuple[str, ...]) -> bool:
    """Whether a name is no act of one: "order of the ministry", "company's plan"."""
    inside = any(actor != name and actor in name for actor in actors)
    return not inside and not _OF_COMPANY.match(name)


def _accused(view: View, mentions: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Whoever follows a verb of accusing; who accuses faces them."""
    found: dict[str, frozenset[str]] = {}
    for verb in _ACCUSE.finditer(view.words):
        after = [m for m in mentions if 0 <= m.start - verb.end() <= 40]
        before = {m.key for m in mentions if m.end <= verb.start()}
        if after:
            found[after[0].key] = frozenset({*before, speaker_side(view)} - {""})
    return found


def _causing(view: View, mentions: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Whoever stands after "caused by"; all others named face it."""
    cause = _CAUSED.search(view.words)
    if not (_POINTS_BACK.match(view.words) or _happens(view.words)):
        return {}  # a vacuum "because of" somebody, after a sentence about fighting
    after = [m for m in mentions if cause and 0 <= m.start - cause.end() <= 40]
    if not after:
        return {}
    others = {*(m.key for m in mentions), speaker_side(view)} - {"", after[0].key}
    return {after[0].key: frozenset(others)}


def _acting(view: View, mentions: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Whoever is said to have attacked or provoked; all others named face them."""
    words, found = view.words, view.found
    others = frozenset({*(m.key for m in mentions), speaker_side(view)} - {""})
    culprits = {
        mention.key: others
        for mention in mentions
        if _BEFORE.search(words[: mention.start])
        or any(rule.match(words[mention.end :]) for rule in (_AFTER, _DID))
    }
    if not culprits and found.agent in words and _hostile(found.action, words):
        key = party_key(found.agent)
        return {key: others | {party_key(found.patient)} - {""}} if key else {}
    return culprits


def _hostile(action: str, words: str) -> bool:
    action = action.split(" ")[0]
    if action in ("open", "fire", "strike", "break", "capture"):
        low = words.lower()
        return "fire" in low or "attack" in low or "ceasefire" in unify(low)
    return action in HOSTILE


def _topic(view: View) -> str:
    """Return what is blamed: hostilities, or the first other happening named."""
    words = view.words
    if _BROKEN.search(unify(words)):
        return "ceasefire"
    if _WARLIKE.search(words) or _WARLIKE.search(view.before):
        return "hostilities"
    if not (names := _families(words) & _BLAMED):
        names = _families(view.before) & _BLAMED
    if {"ATTACK", "FIGHTING", "PROVOKE", "CEASEFIRE"} & names:
        return "hostilities"
    return min(names).lower() if names else "blame"


def _happens(words: str) -> bool:
    """Whether the words themselves name something that can be blamed on somebody."""
    return bool(_WARLIKE.search(words) or _families(words) & _BLAMED)


def _families(words: str) -> set[str]:
    return {family(word) for word in re.findall(r"[\w-]+", unify(words))}
