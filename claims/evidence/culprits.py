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
_DID = re.compile(  # "X opened fire", "X forces had shot first", "X bears responsib..."
    r"^(?:[’']s)?\s*(?:[\w-]+\s+){0,3}?(?:opened fire|attacked|shelled|fired|invaded|"
    r"(?:had )?(?:shot|fired) first|bears? (?:\w+ )?responsib\w+|broke|had broken|"
    r"violated|started the)\b",
    re.I,
)


def party_slots(view: View) -> tuple[Slot, ...]:
    """Return the culprit's slot; both sides at once ("each other") give ``mutual``."""
    if view.found.negated:
        return ()
    words = view.words
    found = view.found
    named = (*found.actors, found.agent, found.patient)
    mentions = named_mentions(words, named)
    if _ACCUSE.search(words) and _MUTUAL.search(words):
        return (Slot("party", _topic(words), side="mutual", words=words),)
    slots = {
        key: Slot("party", _topic(words), side=key, words=quoted, other=other)
        for key, quoted, other in _culprits(view, mentions)
        if key
    }
    return tuple(slots[key] for key in sorted(slots)) if len(slots) == 1 else ()


def _culprits(view: View, mentions: tuple[Mention, ...]) -> list[tuple[str, str, str]]:
    words, found = view.words, view.found
    accuser = speaker_side(view) or _first_other(mentions)
    culprits = []
    for verb in _ACCUSE.finditer(words):
        after = [m for m in mentions if 0 <= m.start - verb.end() <= 40]
        before = [m for m in mentions if m.end <= verb.start()]
        if after:
            who = before[-1].key if before else accuser
            culprits.append((after[0].key, words[verb.start() : after[0].end], who))
    if culprits:  # what follows an accusation only describes it
        return culprits
    for mention in mentions:
        if _BEFORE.search(words[: mention.start]) or any(
            rule.match(words[mention.end :]) for rule in (_AFTER, _DID)
        ):
            quoted = words[mention.start : mention.end]
            victim = _victim(mention.key, mentions, accuser)
            culprits.append((mention.key, quoted, victim))
    if not culprits and _hostile(found.action, words) and found.agent:
        key = party_key(found.agent)
        victim = party_key(found.patient) if found.patient else accuser
        if found.agent in words:
            culprits.append((key, found.agent, victim))
    return [row for row in culprits if row[0] != row[2] or not row[2]]


def _hostile(action: str, words: str) -> bool:
    if action in ("open", "fire", "strike", "break"):
        low = words.lower()
        return "fire" in low or "attack" in low or "ceasefire" in unify(low)
    return action in HOSTILE


def _first_other(mentions: tuple[Mention, ...]) -> str:
    return mentions[0].key if mentions else ""


def _victim(key: str, mentions: tuple[Mention, ...], accuser: str) -> str:
    if accuser and accuser != key:
        return accuser
    return next((m.key for m in mentions if m.key != key), "")


def _topic(words: str) -> str:
    """Return what is blamed: hostilities, or the first other happening named."""
    names = [family(word) for word in re.findall(r"[\w-]+", unify(words))]
    hostile = {"ATTACK", "FIGHTING", "PROVOKE", "CEASEFIRE"}
    if hostile & set(names):
        return "hostilities"
    kept = [n for n in names if n in ("BREACH", "FLOOD", "FIRE", "BLAST", "KILLED")]
    return kept[0].lower() if kept else "blame"
