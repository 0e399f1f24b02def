"""What kind of claim a clause makes: a number, an event, a place, a cause, the law."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction import signals
from claims.extraction.base import ClaimType, Quantity, TimeRange
from claims.extraction.clauses import Unit
from claims.extraction.lexicon import CAUSES, EVENTS, LEGAL, word_set
from claims.extraction.roles import Roles
from claims.extraction.syntax import Token

# A bare count below this is told beside an event ("two gates"), not counted.
COUNTED_FROM = 10
_DURATIONS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
_LASTS = word_set("last take spend wait")
_BECAUSE = word_set("because owing thanks due")
# What courts, prosecutors and parliaments do.
_JUDICIAL = word_set(
    """sentence convict acquit indict sue prosecute extradite overturn uphold plead
    outlaw legislate ratify repeal jail imprison adjourn annul legalise legalize
    criminalise criminalize"""
)
_LAWS = LEGAL - word_set("sanction sanctions recognised recognized resolution")
_LIES = word_set("lie stand border")
_STATES = word_set(
    """own belong employ contain include live work know consist depend cost weigh
    deny resemble remain stay"""
)
# Acts of speech that decide something, where what they decide is no mere claim.
_DECIDES = word_set("reject dismiss refuse decline agree invite")
_TALK = word_set("claim allegation accusation report suggestion idea criticism")


def claim_type(
    unit: Unit,
    roles: Roles,
    tokens: Sequence[Token],
    quantities: tuple[Quantity, ...],
    *,
    clock: bool,
    old: bool,
    placed: bool,
) -> ClaimType:
    """Return the kind; what can be looked up most directly comes first.

    ``clock``: it names an hour; ``old``: it is long before its document; ``placed``: it
    says where something is.
    """
    verb = tokens[0].doc[roles.verb]
    if old:
        return "historical"
    if any(_counts(q, verb) for q in quantities):
        return "quantity"
    if verb.lemma_ in CAUSES or any(_tells_why(t) for t in tokens):
        return "causal"
    if unit.kind == "act":
        return "event" if _decides(verb) else "statement"
    if clock:
        return "time"
    if placed or (verb.lemma_ in _LIES and _where(verb)):
        return "place"
    if _is_legal(verb, tokens):
        return "legal"
    if verb.lemma_ in _STATES:
        return "statement"
    if verb.lemma_ in EVENTS or roles.action in EVENTS or signals.happened(verb, roles):
        return "event"
    return "statement"


def is_clock(time: TimeRange | None) -> bool:
    return time is not None and time.precision in ("instant", "hour")


def _counts(quantity: Quantity, verb: Token) -> bool:
    if quantity.role:
        return True
    if quantity.unit in _DURATIONS:
        return verb.lemma_ in _LASTS
    return bool(quantity.unit) or (quantity.low or quantity.high or 0) >= COUNTED_FROM


def _tells_why(token: Token) -> bool:
    low = token.lower_
    if low not in _BECAUSE:
        return False
    if low == "because":
        return True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    joined = after is not None and after.lower_ == "to"
    return joined and token.dep_ not in ("acomp", "amod")


def _decides(verb: Token) -> bool:
    if verb.lemma_ not in _DECIDES:
        return False
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return not any(t.lemma_.lower() in _TALK for t in things)


def _where(verb: Token) -> bool:
    return any(
        (c.dep_ == "prep" and c.lower_ in signals.PLACE_WORDS)
        or (c.dep_ == "dobj" and verb.lemma_ == "border")
        for c in verb.children
    )


def _is_legal(verb: Token, tokens: Sequence[Token]) -> bool:
    """Say whether a court acts, or a law is what the clause is about."""
    if verb.lemma_ in _JUDICIAL:
        return True
    about = [
        t
        for t in (*tokens, *_heads(verb))
        if t.lemma_.lower() in LEGAL
        and (
            t.head.i == verb.i
            or t.i == verb.head.i
            or _under(t)
            or verb.lemma_ in ("be", "have")
        )
    ]
    if any(t.lemma_.lower() in _LAWS for t in about):
        return True
    return bool(about) and verb.lemma_ in ("be", "have", "recognise", "recognize")


def _heads(verb: Token) -> list[Token]:
    """Return what a relative clause speaks of: "the ruling, which had barred …"."""
    return [verb.head] if verb.dep_ == "relcl" else []


def _under(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == "under"
