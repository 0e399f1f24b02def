"""Doubts the text itself puts on a claim: "allegedly", "not yet confirmed"."""

from __future__ import annotations

import re

from claims.extraction.clauses import Unit
from claims.extraction.lexicon import HEDGES, word_set
from claims.extraction.parsing import Parsed
from claims.extraction.syntax import Token

# A doubt covers what the same speaker said up to this many paragraphs before it.
DOUBT_REACH = 1
# What a doubt may be about without telling which claim it means.
_ANY_CLAIM = word_set(
    """information report claim account figure allegation assertion statement number
    detail toll video footage image be have do can could verify confirm corroborate
    independently immediately authenticity post material it this that"""
)

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
# Without one of these neither pattern matches; most sentences have none.
_DENYING = ("not", "n't", "n’t", "unable", "unconfirmed", "unverified")


def doubt_of(sentence: str) -> str:
    """Return the reservation when the sentence is nothing but one, else ""."""
    low = sentence.lower()
    if not any(word in low for word in _DENYING):
        return ""
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


def doubts(parsed: Parsed, units: list[Unit]) -> dict[int, str]:
    """Return index of a unit → the doubt that a later sentence puts on it."""
    found: dict[int, str] = {}
    for position, entry in enumerate(parsed.sentences):
        sentence = entry.sentence
        doubt = doubt_of(parsed.words(sentence.start, sentence.end))
        if not doubt:
            continue
        before = [i for i, unit in enumerate(units) if unit.position < position]
        tokens = list(parsed.doc[entry.first : entry.last])
        covered = _meant(parsed, units, before, tokens) or _run_before(
            parsed, units, before, sentence.paragraph
        )
        found.update(dict.fromkeys(covered, doubt))
    return found


def _meant(
    parsed: Parsed, units: list[Unit], before: list[int], tokens: list[Token]
) -> list[int]:
    """Return the units that a doubt names: "could not confirm when it was opened"."""
    clause = next((t for t in tokens if t.dep_ in ("ccomp", "advcl")), None)
    if clause is None:
        return []
    words = _content(set(clause.subtree))
    if clause.lemma_.lower() not in words or len(words) < 2:
        return []
    same = []
    for index in before:
        told = _content({parsed.doc[i] for i in units[index].tokens})
        if clause.lemma_.lower() in told and len(words & told) > 1:
            same.append(index)
    return same


def _content(tokens: set[Token]) -> set[str]:
    kept = (t for t in tokens if t.pos_ in ("NOUN", "VERB", "PROPN"))
    return {t.lemma_.lower() for t in kept} - _ANY_CLAIM


def _run_before(
    parsed: Parsed, units: list[Unit], before: list[int], paragraph: int
) -> list[int]:
    """Return the last report and what goes with it: one speaker, one paragraph back."""
    run: list[int] = []
    speaker = ""
    for index in reversed(before):
        unit = units[index]
        gap = paragraph - parsed.sentences[unit.position].sentence.paragraph
        other = bool(run) and unit.speaker.name != speaker
        if gap > DOUBT_REACH or other:
            break
        speaker = unit.speaker.name
        run.append(index)
    return run
