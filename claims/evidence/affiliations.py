"""For whom people speak: "Armenian Prime Minister Nikol Pashinyan" names it once.

In: utterances of a story. Out: the party behind each speaker's name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from claims.evidence.base import Utterance
from claims.evidence.parties import country_mentions, party_key

TITLE_REACH = 40  # code points from a country to the name it introduces
_TITLE = re.compile(
    r"^(?:['’]s)?\s*(?:[\w.]+\s+){0,2}?(?:president|premier|prime minister|minister|"
    r"secretary|spokes\w+|lawmaker|ambassador|general|chancellor|envoy|counterpart)"
    r"(?:\s+of\s+\w+)?\s+$",
    re.I,
)
# Who held an office once speaks for nobody now.
_PAST_OFFICE = re.compile(r"\b(?:former|ex|late|exiled)[\s-]+$", re.I)
_MOUTH = re.compile(
    r"^(?:(?:a|an|the) )?(?:[\w-]+ )?(?:spokes\w+|head|chief|director|officials?|"
    r"representatives?|staff) (?:for|of|at|in) (?:the )?(?P<body>\S.*)$"
    r"|^(?P<owner>\S.*?)['’]s? (?:[\w-]+ )?spokes\w+$",
    re.I,
)


def affiliations(utterances: Sequence[Utterance]) -> dict[str, str]:
    """Map speakers, as written, to the party they speak for.

    The body whose spokeswoman one is, then a country in the name decides; else the
    country that a title ties to the surname anywhere in the story, the most often seen
    first; else the name itself.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    speakers = sorted({one.found.speaker for one in utterances if one.found.speaker})
    surnames = {name: _surname(name) for name in speakers}
    for words in sorted({one.found.words for one in utterances}):
        for mention in country_mentions(words):
            if _PAST_OFFICE.search(words[: mention.start]):
                continue
            rest = words[mention.end : mention.end + TITLE_REACH]
            for surname in set(surnames.values()) - {""}:
                at = rest.find(surname)
                if at > 0 and _TITLE.match(_without_first_name(rest[:at])):
                    votes[surname][mention.key] += 1
    bodies = {party_key(name) for name in speakers}
    return {
        name: _spoken_for(name, bodies) or _party(name, votes[surnames[name]])
        for name in speakers
    }


def _spoken_for(name: str, bodies: set[str]) -> str:
    """Return the body whose mouth a speaker is by name, where it speaks itself, too."""
    match = _MOUTH.match(name)
    named = match.group("body") or match.group("owner") if match else ""
    body = party_key(named) if named else ""
    return body if body in bodies else ""


def _party(name: str, votes: Counter[str]) -> str:
    if len({mention.key for mention in country_mentions(name)}) > 1:
        return name.lower()  # said by two together, so for neither alone
    if country_mentions(name) or not votes:
        return party_key(name)
    return min(votes, key=lambda key: (-votes[key], key))


def _surname(name: str) -> str:
    """Return the capitalised last word of a person's name or an office's owner."""
    if " and " in name:
        return ""
    owner = re.split(r"['’]s\b", name)[0]
    words = re.findall(r"[^\W\d_][\w’'\-]+", owner)
    return words[-1] if len(words) > 1 and words[-1][0].isupper() else ""


def _without_first_name(words: str) -> str:
    return re.sub(r"(?:[A-Z][\w.\-]+\s+)$", "", words)
