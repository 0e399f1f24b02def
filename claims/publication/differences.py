"""What a new version of a finding changes, and what kind of correction that may be.

Pure: two frozen bodies in, plain values out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import Levenshtein

from claims.choices import Correction

# Above this share of changed letters a text says something else: five typed words in
# a hundred, each with a letter or two wrong, stay below it.
TYPO_SHARE = 0.1
FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that readers will find changed; ``before`` and ``after`` in words."""

    part: str
    name: Promise
    before: str
    after: str


def text_of(*path: str) -> Callable[[Body], str]:
    def read(body: Body) -> str:
        found: Any = body
        for name in path:
            found = (found or {}).get(name)
        return "" if found is None else str(found)

    return read


def lines(*path: str, show: Callable[[Any], str]) -> Callable[[Body], str]:
    def read(body: Body) -> str:
        found: Any = body
        for name in path:
            found = (found or {}).get(name) or []
        return "\n".join(show(row) for row in found)

    return read


def words_of_evidence(row: Body) -> str:
    details = row.get("details") or {}
    words = row.get("quote") or details.get("words") or row.get("note", "")
    who = row.get("speaker") or row.get("origin") or ""
    note = row.get("note", "") if row.get("quote") or details.get("words") else ""
    return " · ".join(part for part in (row["stance"], who, words, note) if part)


def words_of_search(row: Body) -> str:
    return " · ".join(
        str(row[key]) for key in ("where", "terms", "when", "note") if row.get(key)
    )


def words_of_place(row: Body) -> str:
    return row.get("quote") or " · ".join(
        row[key] for key in ("heard_where", "heard_on") if row.get(key)
    )


def words_of_reply(body: Body) -> str:
    reply = body.get("right_of_reply") or {}
    keys = ("asked", "asked_on", "answered", "words")
    return " · ".join(reply[key] for key in keys if reply.get(key))


# In the order in which readers meet them.
PARTS: tuple[tuple[str, Promise, Callable[[Body], str]], ...] = (
    ("rating", _("Verdict"), text_of("rating", "label")),
    ("level", _("What is claimed: said or so"), text_of("level")),
    ("claimant", _("Claimant"), text_of("claim", "claimant")),
    ("normalized_text", _("The claim"), text_of("claim", "normalized_text")),
    ("text", _("The claim as made"), text_of("claim", "text")),
    ("finding", _("What is established"), text_of("finding")),
    ("rationale", _("Why"), text_of("rationale")),
    ("confidence", _("Confidence"), text_of("confidence")),
    ("evidence", _("Evidence"), lines("evidence", show=words_of_evidence)),
    ("withheld", _("Evidence withheld"), text_of("withheld")),
    ("searches", _("Searches"), lines("searches", show=words_of_search)),
    (
        "appearances",
        _("Where it was said"),
        lines("claim", "appearances", show=words_of_place),
    ),
    ("exception", _("Exception from two origins"), text_of("exception")),
    ("reply", _("Right of reply"), words_of_reply),
    ("question", _("Question"), text_of("question")),
    ("tags", _("Tags"), lines("claim", "tags", show=str)),
    ("made_on", _("Made on"), text_of("claim", "made_on")),
    ("made_where", _("Made where"), text_of("claim", "made_where")),
    ("event_start", _("Begins"), text_of("claim", "event_start")),
    ("event_end", _("Ends"), text_of("claim", "event_end")),
)
VERDICT = frozenset({"rating", "level"})
# What a slip of the pen can touch; anything else is more than a typo.
PROSE = frozenset(
    {"normalized_text", "text", "finding", "rationale", "exception", "question", "tags"}
)


def differences(old: Body, new: Body) -> list[Difference]:
    """Return the parts that differ, in the order of the page; empty: nothing does."""
    read = ((part, name, say(old), say(new)) for part, name, say in PARTS)
    return [Difference(*row) for row in read if row[2] != row[3]]


def unfit(kind: str, changed: list[Difference]) -> str:
    """Return why this kind of correction does not cover the changes; "" if it does.

    The words are a stable reason: ``changes_nothing``, ``verdict_changed``,
    ``verdict_unchanged``, ``more_than_a_typo``.
    """
    if not changed:
        return "changes_nothing"
    moved = any(row.part in VERDICT for row in changed)
    if kind == Correction.VERDICT_CHANGE:
        return "" if moved else "verdict_unchanged"
    if moved:
        return "verdict_changed"
    if kind == Correction.TYPO and not all(is_typo(row) for row in changed):
        return "more_than_a_typo"
    return ""


def is_typo(row: Difference) -> bool:
    """Whether a slip of the pen explains it: few letters, and every figure stays."""
    if row.part not in PROSE:
        return False
    if FIGURES.findall(row.before) != FIGURES.findall(row.after):
        return False
    if negations(row.before) != negations(row.after):
        return False
    distance = Levenshtein.normalized_distance(row.before, row.after)
    return distance <= TYPO_SHARE


NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|kein\w*|nicht"
    r"|nie|niemand|nichts|weder)\b|n[’']t\b",
    re.IGNORECASE,
)


def negations(text: str) -> int:
    return len(NEGATION.findall(text))


REASONS: dict[str, Promise] = {
    "changes_nothing": _("Nothing that readers see differs from the version before."),
    "verdict_changed": _(
        "The verdict is another one; readers are told so by a change of verdict."
    ),
    "verdict_unchanged": _("The verdict is the same, so it is no change of verdict."),
    "more_than_a_typo": _("More than spelling changes, so it is no typo."),
}
