"""Findings of given bodies, published without the way through the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from claims.models import Claim, Publication
from claims.publication.service import insert
from tests.factories.claims import make_claim
from workbench.accounts.models import User

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
numbers = count(1)


def body_of(**changes: Any) -> dict[str, Any]:
    """A small body of schema 1; ``claim`` and ``rating`` are merged, others replaced."""
    number = next(numbers)
    claim = {
        "text": "The bridge was closed on Friday.",
        "normalized_text": "The bridge was closed on 27 February 2026.",
        "claimant": "Port authority",
        "made_on": "2026-03-01",
        "made_where": "",
        "event_start": None,
        "event_end": None,
        "tags": [],
        "appearances": [{"heard_where": "Briefing", "heard_on": "2026-03-01"}],
    }
    rating = {
        "slug": "false",
        "label": "False",
        "meaning": "Refuted by evidence.",
        "value": 1,
        "best": 5,
        "worst": 1,
        "scale": "Is it so?",
    }
    at = (START + timedelta(minutes=number)).isoformat().replace("+00:00", "Z")
    return {
        "schema": 1,
        "id": str(uuid4()),
        "version": 1,
        "slug": f"{number}-the-bridge-was-closed",
        "url": f"http://127.0.0.1:8000/findings/{number}-the-bridge-was-closed/",
        "published_at": at,
        "first_published_at": at,
        "language": "en",
        "level": "so",
        "finding": "The bridge stayed open until the Sunday.",
        "rationale": "The harbour's log shows traffic until Sunday noon.",
        "confidence": "high",
        "question": None,
        "versions": [],
        "evidence": [],
        "withheld": 0,
        "searches": [],
        "origins": {"supports": [], "contradicts": [], "independent": 0},
        "checked_by": 2,
        "exception": "",
        "corrections": [],
        "retracted": False,
        "licence": "© Harbour Post. CC BY 4.0.",
        **changes,
        "claim": claim | changes.get("claim", {}),
        "rating": rating | changes.get("rating", {}),
    }


def make_finding(
    of: Claim | None = None,
    earlier: list[Publication] | None = None,
    *,
    by: User | None = None,
    **changes: Any,
) -> Publication:
    """Freeze a body as it is given; ``earlier`` makes it the next version of those."""
    claim = of or (earlier[-1].claim if earlier else make_claim())
    if earlier:
        old = earlier[-1]
        changes = {
            "id": str(old.record),
            "slug": old.slug,
            "version": old.version + 1,
        } | changes
    body = body_of(**changes)
    last = body["corrections"][-1] if earlier else {"kind": "", "note": ""}
    return insert(
        claim,
        body,
        earlier or [],
        by=by or claim.created_by,
        at=datetime.fromisoformat(body["published_at"]),
        correction=last["kind"],
        note=last["note"],
    )


def correction(version: int = 2, kind: str = "update", note: str = "New log.") -> Any:
    return {
        "version": version,
        "kind": kind,
        "note": note,
        "at": "2026-03-09T10:00:00Z",
    }


#: Every part that a page can show, in words that would do harm where they are not inert.
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7|add:7 }}"


def full_body(words: str = "", **changes: Any) -> dict[str, Any]:
    """A body of schema 2 with all parts filled; each text begins with ``words``."""

    def w(text: str) -> str:
        return f"{words}{text}"

    source = {
        "title": w("Gates were open"),
        "publisher": w("Capital Post"),
        "url": f"javascript:{words}" if words else "https://capital.example/gates",
        "archived": f"data:text/html,{words}" if words else "https://archive.example/1",
        "published": w("2024-03-03"),
        "published_how": "dateline",
        "sha256": "ab" * 32,
    }
    chain = [
        {"cue": "", "name": w("Capital Post"), "role": "relay", "reservation": ""},
        {
            "cue": "said",
            "name": w("Water Ministry"),
            "role": "utterer",
            "reservation": w("unconfirmed"),
        },
    ]
    reason = {
        "code": "time",
        "words": w("06:00 against 07:00: 1 h apart"),
        "left": w("06:00"),
        "right": w("07:00"),
        "left_note": w("UTC+2"),
        "right_note": w("UTC+3"),
        "difference": w("1 h apart"),
    }
    passage = {
        "kind": "passage",
        "disclosure": "full",
        "speaker": w("Water Ministry"),
        "chain": chain,
        "reasons": [reason, {**reason, "left": "", "right": ""}],
        "quote": w("Release began at 6 a.m. local time."),
        "selector": [],
        "source": source,
        "note": w("Our note."),
        "origin": w("Water Ministry"),
    }
    return body_of(
        schema=2,
        language="en",
        claim={
            "text": w("at 6 a.m. capital time"),
            "normalized_text": w("The gates were opened at 6 a.m. capital time."),
            "claimant": w("Sarnow Hydro"),
            "made_on": "2024-03-03",
            "made_where": w("Velden"),
            "tags": [w("dam"), w("energy")],
            "appearances": [
                {
                    "quote": w("opened at 6 a.m."),
                    "selector": [],
                    "source": source,
                    "chain": chain,
                },
                {"heard_where": w("Briefing"), "heard_on": "2024-03-03"},
            ],
        },
        rating={
            "slug": "disputed",
            "label": w("Disputed"),
            "meaning": w("Versions conflict."),
            "value": None,
            "scale": w("Is it so?"),
        },
        finding=w("The release began between 03:00 and 04:30 UTC."),
        rationale=w("Operator and ministry differ.\n\nNo log was shown."),
        question=w("When did the release begin?"),
        versions=[
            {"held_by": w("Sarnow Hydro"), "words": w("at 06:00"), "stance": "claim"},
            {
                "held_by": w("Water Ministry"),
                "words": w("at 07:00"),
                "stance": "contradicts",
            },
        ],
        evidence=[
            {
                **passage,
                "id": "01900000-0000-7000-8000-000000000001",
                "stance": "supports",
            },
            {
                **passage,
                "id": "01900000-0000-7000-8000-000000000002",
                "stance": "contradicts",
            },
            {
                "id": "01900000-0000-7000-8000-000000000003",
                "kind": "statement",
                "stance": "context",
                "note": w("Called back."),
                "disclosure": "full",
                "origin": w("Gatekeeper"),
                "speaker": w("Gatekeeper"),
                "chain": [],
                "reasons": [],
                "details": {
                    "words": w("I heard sirens."),
                    "who": w("A gatekeeper"),
                    "channel": "telephone",
                    "when": "2024-03-04",
                    "basis": "on record",
                },
            },
            {
                "id": "01900000-0000-7000-8000-000000000004",
                "kind": "passage",
                "stance": "context",
                "note": w("A person on duty."),
                "disclosure": "described",
                "origin": None,
            },
        ],
        withheld=2,
        searches=[
            {
                "where": w("Gate log"),
                "terms": w("release"),
                "when": "2024-03-05",
                "directions": ["supports"],
                "note": w("Not public."),
            }
        ],
        origins={
            "supports": [],
            "contradicts": [w("Water Ministry")],
            "independent": 1,
            "listed": [
                {
                    "name": w("Water Ministry"),
                    "interest": "party",
                    "independent": True,
                    "why": w("It goes back to no other origin here."),
                },
                {
                    "name": w("Gatekeeper"),
                    "interest": "unknown",
                    "independent": False,
                    "why": w("Context alone."),
                },
            ],
        },
        timeline=[
            {
                "at": "2024-03-03T03:00:00+00:00",
                "precision": "instant",
                "words": w("opened at 6 a.m."),
                "who": w("Sarnow Hydro"),
            },
            {
                "at": "2024-03-03T04:00:00+00:00/2024-03-03T05:30:00+00:00",
                "precision": "range",
                "words": w("Release began at 6 a.m. local time."),
                "who": w("Water Ministry"),
            },
        ],
        right_of_reply={
            "asked": w("Sarnow Hydro"),
            "asked_on": "2024-03-04",
            "answered": "2024-03-05",
            "words": w("We followed our permit."),
        },
        review_by="2026-06-01",
        checked_by_names=[w("Noor"), w("Ada")],
        exception=w("Only one origin could be had."),
        about={
            "method_url": "http://127.0.0.1:8000/method/",
            "corrections_url": "http://127.0.0.1:8000/corrections-policy/",
            "report_url": "http://127.0.0.1:8000/findings/x/report/",
        },
        licence=w("© Harbour Post. CC BY 4.0."),
        **changes,
    )
