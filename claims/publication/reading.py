"""A frozen record as its page reads it: whatever its schema, nothing missing.

In: the body of a publication, of any schema. Out: the same with every key of the newest
schema, addresses that are of the web or empty, and evidence by stance. Pure: the same
body always reads alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

STANCES = ("supports", "contradicts", "context")
RETRACTION = "retraction"


def as_read(body: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of ``body`` as pages read it.

    Added: ``stances`` [(stance, evidence)] without empty ones · ``rivals`` versions of
    what happened, each once, fewer than two left out · ``corrected`` corrections that
    are no retraction, newest first · ``retraction`` the last one or None.
    """
    evidence = [evidence_read(row) for row in body["evidence"]]
    claim = body["claim"]
    corrections = body.get("corrections", [])
    return {
        **body,
        "claim": {
            **claim,
            "tags": claim.get("tags", []),
            "appearances": [with_web(row) for row in claim.get("appearances", [])],
        },
        "evidence": evidence,
        "stances": [
            (stance, rows)
            for stance in STANCES
            if (rows := [row for row in evidence if row["stance"] == stance])
        ],
        "rivals": rivals(body.get("versions", [])),
        "origins": origins_read(body.get("origins", {}), evidence),
        "timeline": body.get("timeline", []),
        "right_of_reply": body.get("right_of_reply"),
        "review_by": body.get("review_by"),
        "checked_by_names": body.get("checked_by_names", []),
        "about": body.get("about", {}),
        "corrected": [c for c in corrections if c["kind"] != RETRACTION][::-1],
        "retraction": next(
            (c for c in reversed(corrections) if c["kind"] == RETRACTION), None
        ),
    }


def is_stale(body: dict[str, Any], today: date) -> bool:
    """Whether the day by which it was to be looked at again has gone by."""
    try:
        return date.fromisoformat(body.get("review_by") or "") < today
    except ValueError:
        return False


def evidence_read(row: dict[str, Any]) -> dict[str, Any]:
    return with_web({"reasons": [], "chain": [], "speaker": "", "details": {}} | row)


def with_web(row: dict[str, Any]) -> dict[str, Any]:
    """Keep addresses a browser may follow: a record may hold any words as address."""
    source = row.get("source")
    if not source:
        return row
    web = {name: web_address(source.get(name, "")) for name in ("url", "archived")}
    return {**row, "source": {**source, **web}}


def web_address(address: str | None) -> str:
    """Return the address if it is one that readers can follow, else ""."""
    address = address or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""


def rivals(versions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each version once with all who hold it; none where there are no two."""
    found: dict[str, dict[str, Any]] = {}
    for row in versions:
        one = found.setdefault(row["words"], {"words": row["words"], "held_by": []})
        if row["held_by"] and row["held_by"] not in one["held_by"]:
            one["held_by"].append(row["held_by"])
    rows = [row for row in found.values() if row["words"]]
    return rows if len(rows) > 1 else []


def origins_read(
    origins: dict[str, Any], evidence: list[dict[str, Any]]
) -> dict[str, Any]:
    """Origins with ``documents``, how much evidence goes back to each.

    Older bodies name those that count, and the others stand at their evidence alone.
    """
    listed = origins.get("listed")
    if listed is None:
        counted = {name for stance in STANCES[:2] for name in origins.get(stance, [])}
        names = dict.fromkeys(row["origin"] for row in evidence if row.get("origin"))
        listed = [
            {"name": n, "interest": "", "independent": n in counted, "why": ""}
            for n in names
        ]
    uses = [row.get("origin") for row in evidence]
    return {
        "independent": origins.get("independent", 0),
        "listed": [
            {**row, "documents": max(1, uses.count(row["name"]))} for row in listed
        ],
    }
