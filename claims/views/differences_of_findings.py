"""What one version of a finding changed in another, part by part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from claims.publication.differences import differences
from claims.views.differences import Run, word_diff

# Parts that are shown below in a form of their own; every other part follows them.
OWN_FORM = frozenset(
    {
        "rating",
        "finding",
        "normalized_text",
        "claimant",
        "rationale",
        "exception",
        "evidence",
        "searches",
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """A part that changed: word by word, or as lines that came and went."""

    name: str
    runs: list[Run] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    come: list[str] = field(default_factory=list)


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Return what differs between two bodies as pages read them, in a page's order.

    Whatever a correction can be about shows: see
    :data:`claims.publication.differences.PARTS`.
    """
    found = [
        Change(name, runs=word_diff(old, new))
        for (name, old), (_name, new) in zip(texts(before), texts(after), strict=True)
        if old != new
    ]
    for (name, old), (_name, new) in zip(lists(before), lists(after), strict=True):
        gone = [line for line in old if line not in new]
        come = [line for line in new if line not in old]
        if gone or come:
            found.append(Change(name, gone=gone, come=come))
    found += [
        Change(str(row.name), runs=word_diff(row.before, row.after))
        for row in differences(before, after)
        if row.part not in OWN_FORM
    ]
    return found


def texts(read: dict[str, Any]) -> list[tuple[str, str]]:
    claim = read["claim"]
    return [
        (_("Verdict"), read["rating"]["label"]),
        (_("What is established"), read["finding"]),
        (_("The claim"), claim["normalized_text"]),
        (_("Claimed by"), claim["claimant"]),
        (_("Why"), read["rationale"]),
        (_("Fewer origins than usual"), read.get("exception", "")),
    ]


def lists(read: dict[str, Any]) -> list[tuple[str, list[str]]]:
    by_stance = dict(read["stances"])
    titles = (
        ("supports", _("Evidence for")),
        ("contradicts", _("Evidence against")),
        ("context", _("Context")),
    )
    return [
        *(
            (title, [evidence_line(row) for row in by_stance.get(stance, [])])
            for stance, title in titles
        ),
        (_("Searched, not found"), [search_line(row) for row in read["searches"]]),
        (_("Origins"), [origin_line(row) for row in read["origins"]["listed"]]),
    ]


def evidence_line(row: dict[str, Any]) -> str:
    words = row.get("quote") or row["details"].get("words", "")
    source = row.get("source") or {}
    who = row["speaker"] or source.get("publisher", "")
    parts = [f"“{words}”" if words else "", who, row["note"]]
    return " · ".join(part for part in parts if part)


def search_line(row: dict[str, Any]) -> str:
    return " · ".join(p for p in (row["where"], row["terms"], row["note"]) if p)


def origin_line(row: dict[str, Any]) -> str:
    counted = _("independent") if row["independent"] else _("not counted")
    return f"{row['name']} · {counted}"
