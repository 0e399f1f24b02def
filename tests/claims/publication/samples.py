"""Frozen records of every kind, as literals: nothing here is made by the product.

Each rating at its level; schema 1 and 2; with documents and without, retracted,
corrected, withheld, in other scripts, and with words that try to be markup.
"""

from __future__ import annotations

from typing import Any

SITE = "https://checks.example.org"
HOSTILE = "</script><script>alert(1)</script> & <!-- \"' \u2028 ]]>"

# slug, label, value, level
RATINGS = (
    ("true", "True", 5, "so"),
    ("mostly-true", "Mostly true", 4, "so"),
    ("mixed", "Mixed", 3, "so"),
    ("mostly-false", "Mostly false", 2, "so"),
    ("false", "False", 1, "so"),
    ("disputed", "Disputed: versions conflict", None, "so"),
    ("unproven", "Unproven", None, "so"),
    ("missing-context", "Missing context", None, "so"),
    ("satire", "Satire", None, "so"),
    ("not-checkable", "Not checkable", None, "so"),
    ("correctly-attributed", "Correctly attributed", None, "said"),
    ("altered", "Altered", None, "said"),
    ("misattributed", "Misattributed", None, "said"),
    ("not-found", "Not found", None, "said"),
)
SOURCE = {
    "title": "Harbour log, February",
    "publisher": "Harbour office",
    "url": "https://harbour.example/log",
    "published": "2026-03-02T08:00:00+01:00",
    "published_how": "metadata",
    "sha256": "0" * 64,
}
ARTICLE = {**SOURCE, "title": "Bridge shut", "url": "https://news.example/a?x=1&y=2"}
ARTICLE |= {"publisher": "Daily News", "published": "2026-03-01"}
SELECTOR = [
    {"type": "TextPositionSelector", "start": 10, "end": 30},
    {
        "type": "TextQuoteSelector",
        "exact": "The bridge was open.",
        "prefix": "noted: ",
        "suffix": " Then",
    },
]
APART = [
    {"type": "TextPositionSelector", "start": 5, "end": 8, "segment": 0},
    {
        "type": "TextQuoteSelector",
        "exact": "open",
        "prefix": "was ",
        "suffix": "",
        "segment": 0,
    },
    {"type": "TextPositionSelector", "start": 40, "end": 46, "segment": 1},
    {
        "type": "TextQuoteSelector",
        "exact": "Sunday",
        "prefix": "",
        "suffix": ".",
        "segment": 1,
    },
]


def record(number: int, **changes: Any) -> dict[str, Any]:
    """One body of schema 1; ``changes`` replace keys, a dictionary is merged."""
    slug = f"{number}-the-north-quay-bridge-was-closed"
    body: dict[str, Any] = {
        "schema": 1,
        "id": f"0199a1de-7f0a-7cc1-a2b4-{number:012d}",
        "version": 1,
        "slug": slug,
        "url": f"{SITE}/findings/{slug}/",
        "published_at": "2026-03-04T09:00:00Z",
        "first_published_at": "2026-03-04T09:00:00Z",
        "language": "en",
        "level": "so",
        "claim": {
            "text": "The bridge was closed on Friday.",
            "normalized_text": "The North Quay bridge was closed on 27 February 2026.",
            "claimant": "Port authority",
            "made_on": "",
            "made_where": "",
            "event_start": None,
            "event_end": None,
            "tags": ["transport"],
            "appearances": [{"heard_where": "Briefing", "heard_on": "2026-03-01"}],
        },
        "rating": {
            "slug": "false",
            "label": "False",
            "meaning": "Refuted by evidence.",
            "value": 1,
            "best": 5,
            "worst": 1,
            "scale": "Is it so?",
        },
        "finding": "The bridge stayed open until the Sunday.",
        "rationale": "The harbour's own log shows traffic until Sunday noon.",
        "confidence": "high",
        "question": None,
        "versions": [],
        "evidence": [passage(number)],
        "withheld": 0,
        "searches": [],
        "origins": {"supports": [], "contradicts": ["Harbour log"], "independent": 1},
        "checked_by": 2,
        "exception": "",
        "corrections": [],
        "retracted": False,
        "licence": "© Example Checks. Reuse with attribution: CC BY 4.0.",
    }
    for key, value in changes.items():
        body[key] = body.get(key, {}) | value if isinstance(value, dict) else value
    return body


def passage(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"0199a1de-0000-7cc1-a2b4-{number:012d}",
        "kind": "passage",
        "stance": "contradicts",
        "note": "",
        "disclosure": "full",
        "origin": "Harbour log",
        "speaker": "Harbour office",
        "chain": [],
        "reasons": [],
        "quote": "The bridge was open.",
        "selector": SELECTOR,
        "source": SOURCE,
        **changes,
    }


def rated(number: int, slug: str, label: str, value: Any, level: str) -> dict[str, Any]:
    numbers = {"best": 5, "worst": 1} if value is not None else {}
    return record(
        number,
        level=level,
        rating={"best": None, "worst": None, **numbers}
        | {"slug": slug, "label": label, "value": value},
    )


def corrected(number: int, kind: str, **changes: Any) -> dict[str, Any]:
    """The second version of a finding."""
    return record(
        number,
        version=2,
        published_at="2026-03-09T10:20:30Z",
        corrections=[
            {
                "version": 2,
                "kind": kind,
                "note": "The log has a second page.",
                "at": "2026-03-09T10:20:30Z",
            }
        ],
        **changes,
    )


SAMPLES: dict[str, dict[str, Any]] = {
    **{row[0]: rated(n, *row) for n, row in enumerate(RATINGS, start=1)},
    "in documents": record(
        20,
        claim={
            "made_on": "2026-03-01",
            "claimant_kind": "person",
            "claimant": "Ilse Maar",
            "appearances": [
                {"quote": "closed", "selector": SELECTOR, "source": s, "chain": []}
                for s in (ARTICLE, SOURCE)
            ],
        },
    ),
    "schema 2": record(
        21,
        schema=2,
        review_by="2027-03-04",
        right_of_reply={
            "asked": "Port authority",
            "asked_on": "2026-03-02",
            "answered": None,
            "words": "",
        },
        origins={
            "listed": [
                {
                    "name": "Harbour log",
                    "interest": "observer",
                    "independent": True,
                    "why": "A record of its own.",
                }
            ]
        },
        timeline=[
            {
                "at": "2026-02-27",
                "precision": "day",
                "words": "The bridge closes.",
                "who": "Port authority",
            }
        ],
        checked_by_names=["Ravi Viewer", "Sona Reader"],
        about={
            "method_url": f"{SITE}/method/",
            "corrections_url": f"{SITE}/corrections-policy/",
            "report_url": f"{SITE}/findings/21/report/",
        },
        evidence=[
            passage(21, source={**SOURCE, "archived": "https://archive.example/1"})
        ],
    ),
    "corrected": corrected(22, "clarification"),
    "retracted": corrected(23, "retraction", retracted=True),
    "withheld": record(24, withheld=2, evidence=[]),
    "described": record(
        25,
        evidence=[
            {
                "id": "0199a1de-0000-7cc1-a2b4-000000000025",
                "kind": "statement",
                "stance": "supports",
                "note": "A person on duty.",
                "disclosure": "described",
                "origin": None,
            }
        ],
    ),
    "in segments": record(
        26, evidence=[passage(26, selector=APART, quote="open … Sunday")]
    ),
    "hostile": record(
        27,
        claim={
            "normalized_text": HOSTILE,
            "text": HOSTILE,
            "claimant": HOSTILE,
            "tags": [HOSTILE],
        },
        finding="=cmd|' /C calc'!A0\r\n" + HOSTILE,
        rationale="@SUM(1)\n" + HOSTILE,
        evidence=[passage(27, note="-1+1", source={**SOURCE, "title": HOSTILE})],
    ),
    "Arabic": record(
        28,
        language="ar",
        claim={"normalized_text": "أُغلق الجسر يوم الجمعة 🌉", "text": "أُغلق الجسر"},
    ),
    "undated": record(
        29,
        claim={
            "made_on": "some weeks ago",
            "appearances": [
                {"heard_where": "On the telephone", "heard_on": ""},
                {
                    "quote": "closed",
                    "selector": SELECTOR,
                    "chain": [],
                    "source": {**SOURCE, "url": "", "published": "spring 2026"},
                },
            ],
        },
    ),
}
