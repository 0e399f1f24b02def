"""Events told by nouns: "the killing of X by Y took place", "launched an attack on X".

The noun gives the action, its "of", "by", "on" and possessor give the roles.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.lexicon import word_set
from claims.extraction.syntax import Token

# Verbs that say only that an event was: the event is their subject …
_OCCURS = word_set("occur happen come begin start follow end take")
# … or their object, and their subject is who did it.
_DOES = word_set("launch conduct mount stage commit perform make carry hold")
_ACTIONS = {
    "killing": "kill", "murder": "murder", "shooting": "shoot", "attack": "attack",
    "strike": "strike", "raid": "raid", "assault": "attack", "shelling": "shell",
    "bombing": "bomb", "bombardment": "bomb", "arrest": "arrest",
    "detention": "detain", "resignation": "resign", "appointment": "appoint",
    "election": "elect", "dismissal": "dismiss", "sacking": "sack",
    "assassination": "assassinate", "kidnapping": "kidnap", "abduction": "abduct",
    "invasion": "invade", "capture": "capture", "seizure": "seize",
    "withdrawal": "withdraw", "evacuation": "evacuate", "execution": "execute",
    "destruction": "destroy", "sale": "sell", "purchase": "buy",
    "acquisition": "acquire", "takeover": "take over", "closure": "close",
    "inspection": "inspect", "search": "search", "theft": "steal",
    "robbery": "rob", "poisoning": "poison", "departure": "depart",
    "arrival": "arrive", "visit": "visit", "death": "die", "retirement": "retire",
    "collapse": "collapse", "explosion": "explode", "eruption": "erupt",
}  # fmt: skip
# What these say is done by the possessor; of the others it is suffered.
_DONE_BY = word_set(
    """resignation withdrawal departure arrival visit death retirement collapse
    explosion eruption invasion attack strike raid assault"""
)


@dataclass(frozen=True, slots=True)
class Nominal:
    """An event noun's action with the tokens of who did it and to whom."""

    action: str
    agent: Token | None
    patient: Token | None


def nominal_event(
    verb: Token, subject: Token | None, objects: Token | None
) -> Nominal | None:
    """Return the event a nearly empty verb only carries; None for any other verb."""
    lemma = verb.lemma_.lower()
    if lemma in _OCCURS and subject is not None and _is_event(subject):
        empty = objects is None or objects.lemma_.lower() == "place"
        if empty or (lemma == "come" and objects is None):
            return _read(subject, None)
    if lemma in _DOES and objects is not None and _is_event(objects):
        out = any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)
        if lemma != "carry" or out:
            return _read(objects, subject)
    return None


def _is_event(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in _ACTIONS


def _read(noun: Token, doer: Token | None) -> Nominal:
    lemma = noun.lemma_.lower()
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    of = _object_of(noun, "of")
    by = _object_of(noun, "by")
    done_by = doer or by
    if lemma in _DONE_BY:
        agent = done_by or owner or (None if doer else of)
        suffered = next(
            (o for p in ("on", "against", "of") if (o := _object_of(noun, p))), None
        )
        return Nominal(_ACTIONS[lemma], agent, suffered if suffered != agent else None)
    return Nominal(_ACTIONS[lemma], done_by, of or _object_of(noun, "on") or owner)


def _object_of(noun: Token, preposition: str) -> Token | None:
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ == preposition:
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
            if found is not None and found.ent_type_ not in ("DATE", "TIME"):
                return found
    return None
