"""How a clause stands to the truth by its own words and those around it.

Where several hold, the one that says most about whether it is so at all is named:
rumour, accusation, condition, future, denial, and only then that somebody said it.
"""

from __future__ import annotations

from claims.extraction import signals
from claims.extraction.base import Factuality
from claims.extraction.clauses import Unit
from claims.extraction.lexicon import ACCUSES
from claims.extraction.roles import Roles
from claims.extraction.syntax import Doc

_VOUCHES = frozenset({"confirm", "verify", "corroborate"})
_PAST = frozenset({"VBD", "VBN", "VBG"})  # "with his spokesman saying it would"


def factuality(doc: Doc, unit: Unit, roles: Roles, reservation: str) -> Factuality:
    """Return the one word for how far the clause is told as fact."""
    if roles.rumour or reservation == "rumour":
        return "rumour"
    if reservation or _accused(unit) or _unconfirmed(doc, unit):
        return "alleged"
    later = roles.would and told_in_the_past(doc, unit) and not roles.conditional
    if roles.conditional or (roles.would and not later):
        return "conditional"
    if roles.future or later:
        return "future"
    if roles.negated:
        return "negated"
    told = unit.quotation is not None or (
        unit.frame is not None and unit.kind == "content"
    )
    return "attributed" if unit.speaker.name or told else "asserted"


def told_in_the_past(doc: Doc, unit: Unit) -> bool:
    """Say whether "would" is a "will" told later: "said it would open"."""
    if unit.kind != "content" or unit.frame is None or unit.frame.kind != "says":
        return False
    return doc[unit.frame.verb].tag_ in _PAST


def _accused(unit: Unit) -> bool:
    accused = unit.frame is not None and unit.kind in ("act", "content")
    return bool(accused and unit.frame and signals.cue_verb(unit.frame.cue) in ACCUSES)


def _unconfirmed(doc: Doc, unit: Unit) -> bool:
    """Say whether somebody "could not confirm that" it is so."""
    if unit.kind != "content" or unit.frame is None:
        return False
    verb = doc[unit.frame.verb]
    return verb.lemma_ in _VOUCHES and any(c.dep_ == "neg" for c in verb.children)
