"""Doubts the text itself puts on a claim: "allegedly", "not yet confirmed"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from claims.extraction.lexicon import HEDGES

# A sentence that only says how sure the words before it are; never a claim itself.
_ONLY_DOUBT = re.compile(
    r"""^(?:(?:this|that|these|those|the|such|none\ of\ (?:the|these))\ )?
    (?:\w+\ )?(?:information|reports?|claims?|account|accounts|figures?|allegations?|
       assertions?|statements?|it|this|numbers?|details|toll)\b.{0,40}?
    (?P<doubt>(?:(?:has|have|could|can|was|were|is|are)\ )?
       (?:not\ (?:yet\ |immediately\ |been\ |be\ |independently\ )*|n['’]t\ )
       (?:been\ |be\ )?(?:independently\ )?(?:confirmed|verified|corroborated)
       |cannot\ be\ (?:independently\ )?(?:confirmed|verified)
       |(?:is|are|remains?|remain)\ (?:as\ yet\ )?(?:unconfirmed|unverified))""",
    re.IGNORECASE | re.VERBOSE,
)
_COULD_NOT = re.compile(
    r"""could\ not\ (?:immediately\ |independently\ )*(?:verify|confirm)
    |was\ unable\ to\ (?:independently\ )?(?:verify|confirm)
    |(?:has|have)\ not\ (?:independently\ )?(?:verified|confirmed)""",
    re.IGNORECASE | re.VERBOSE,
)


def doubt_of(sentence: str) -> str:
    """Return the reservation when the sentence is nothing but one, else ""."""
    words = " ".join(sentence.split()).strip(' "“”')
    if match := _ONLY_DOUBT.match(words):
        return match["doubt"].strip()
    match = _COULD_NOT.search(words)
    return match.group() if match and len(words.split()) <= 18 else ""


def hedge_in(tokens: list[Token]) -> str:
    """Return the first hedging word among ``tokens``, "" for none."""
    for token in tokens:
        if hedge := HEDGES.get(token.lower_):
            return hedge
    return ""
