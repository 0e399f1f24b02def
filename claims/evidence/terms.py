"""Words made comparable: light stems, and families of words that mean one happening.

In: reading text. Out: stems as strings; a family's name in capitals stands for all of
its words ("truce" and "cease-fire" are both CEASEFIRE).
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d[\d.,:]*")
DENIAL = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|without|[a-z]+n[’']t)\b", re.I
)
_PHRASES = (
    (re.compile(r"\bcease[\s-]fire\b", re.I), "ceasefire"),
    (re.compile(r"\bflare[\s-]ups?\b", re.I), "flareup"),
    (re.compile(r"\bfire (?:\w+ ){0,10}(?:has|was) been stopped\b", re.I), "ceasefire"),
    (re.compile(r"\bexchanges? of fire\b", re.I), "clashes"),
    (re.compile(r"\bopen(?:ed|ing|s)? fire\b", re.I), "attacked"),
)

# Each family: words that name the same kind of happening or role in news English.
FAMILIES: dict[str, str] = {
    "KILLED": "kill kills killed killing dead die dies died death deaths perish "
    "perished slain fatality fatalities lives deadly fatal",
    "WOUNDED": "wound wounds wounded injure injured injury injuries hurt",
    "MISSING": "missing",
    "CAPTURED": "captive captives captured prisoner prisoners",
    "EVACUATED": "evacuate evacuated evacuation displaced",
    "ARRESTED": "arrest arrests arrested detain detained",
    "CEASEFIRE": "ceasefire ceasefires truce armistice",
    "FIGHTING": "fighting fought clash clashes clashed shootout shootouts hostilities "
    "skirmish skirmishes firefight escalation flareup battle battles combat",
    "ATTACK": "attack attacks attacked attacking shell shelled shelling bombard "
    "bombardment bombed strike strikes assault invade invaded invasion raid raids "
    "aggression offensive",
    "PROVOKE": "provoke provoked provocation provocations",
    "BLAME": "blame blames blamed blaming accuse accuses accused accusing fault "
    "accusation accusations",
    "WAR": "war wars",
    "FLOOD": "flood floods flooded flooding inundated",
    "BREACH": "breach breached burst collapse collapsed collapses rupture ruptured "
    "gave",
    "FIRE": "blaze wildfire",
    "BLAST": "explosion explosions exploded explode blast blasts",
    "BEGIN": "begin begins began begun start starts started starting commence "
    "commenced",
    "END": "end ends ended ending halt halted stopped finished",
    "ASK": "ask asks asked appeal appealed appeals request requested requests "
    "urge urged urges call calls called",
    "HELP": "help helps helped assistance aid assist assisted",
    "AGREE": "agree agrees agreed agreement agreements accord deal",
    "MEDIATE": "mediate mediates mediated mediation broker brokered negotiate "
    "negotiated",
    "DEPLOY": "deploy deployed deployment sent contingent presence",
    "SOLDIER": "soldier soldiers troop troops serviceman servicemen servicewoman "
    "trooper troopers",
    "LEADER": "president premier",
    "STABLE": "stabilise stabilize stabilisation stabilization stabilised stabilized",
}


def word_set(words: str) -> frozenset[str]:
    """Return the words of a table written as running text."""
    return frozenset(words.split())


STOP = word_set(
    "a an and are as at be been being but by can could did do does for from had has "
    "have he her him his how i if in into is it its itself just may me might more "
    "most my no nor not of off on once one only or other our out over own same she "
    "should so some such than that the their them then there these they this those "
    "through to too under until up very was we were what when where which while who "
    "whom why will with would you your said say says saying told tell tells added "
    "also both each any all about after before between during against because there "
    "still yet however among within without according statement"
)

_BY_WORD = {word: name for name, words in FAMILIES.items() for word in words.split()}
_ENDINGS = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ements",
    "ement",
    "ments",
    "ment",
    "ations",
    "ation",
    "ingly",
    "edly",
    "ings",
    "ing",
    "ions",
    "ion",
    "ers",
    "ies",
    "ied",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word's family, else the word without its ending (four letters stay)."""
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if low in _BY_WORD:
        return _BY_WORD[low]
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


def family(word: str) -> str:
    """Return the family of a word, empty when it belongs to none."""
    found = stem(word)
    return found if found in FAMILIES else ""


def head(phrase: str) -> str:
    """Return the head noun of a phrase: "gate" of "gates of the reservoir"."""
    before = re.split(r"\s(?:of|in|on|at|from|for|to|with|and)\s", phrase)[0]
    return before.split(" ")[-1]


def unify(words: str) -> str:
    """Write phrases that one word can replace as that word ("cease fire")."""
    for pattern, word in _PHRASES:
        words = pattern.sub(word, words)
    return words


def tokens(words: str) -> list[str]:
    return _TOKEN.findall(unify(words))


@lru_cache(maxsize=20_000)
def content_terms(words: str) -> frozenset[str]:
    """Return stems of words that carry meaning, numbers among them."""
    return frozenset(
        stem(token).strip(".,:")
        for token in tokens(words)
        if token.lower() not in STOP and (len(token) > 1 or token.isdigit())
    )


@lru_cache(maxsize=20_000)
def families_in(words: str) -> tuple[tuple[int, str], ...]:
    """Return (offset into ``unify(words)``, family) for each word of a family."""
    return tuple(
        (match.start(), name)
        for match in _TOKEN.finditer(unify(words))
        if (name := family(match.group()))
    )
