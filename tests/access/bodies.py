"""What is sent to each address that takes something: complete and correct, so that
only the person decides about the answer. ``w`` is the story's rows by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from workbench.accounts.events import Event

Rows = dict[str, Any]
DAY = "2026-03-02"
PASSWORD = "a-long-enough-one"


ENDPOINT = {
    "name": "A mirror",
    "url": "https://mirror.example/hooks",
    "events": ["fact.published"],
}


def verdict(w: Rows) -> dict[str, Any]:
    return {
        "rating": "false",
        "finding": "The bridge stayed open until the Sunday.",
        "rationale": "The harbour's log shows traffic until Sunday noon.",
    }


def claim_form(w: Rows) -> dict[str, Any]:
    row = w["claim"]
    return {
        "text": row.text,
        "normalized_text": "The bridge was closed in May.",
        "claimant": row.claimant,
        "level": row.level,
        "risk": row.risk,
        "seen_version": row.version,
    }


def passage(w: Rows) -> dict[str, Any]:
    return {
        "document": w["document"].pk,
        "words": "Nobody was hurt, the port said.",
        "stance": "supports",
        "seen_version": w["claim"].version,
    }


def statement(w: Rows) -> dict[str, Any]:
    return {
        "stance": "supports",
        "who": "A harbour pilot",
        "when": DAY,
        "channel": "telephone",
        "basis": "on record",
        "words": "We sailed under it on Saturday.",
        "disclosure": "full",
        "seen_version": w["claim"].version,
    }


def search(w: Rows) -> dict[str, Any]:
    return {
        "where": "Harbour archive",
        "terms": "closure",
        "when": DAY,
        "directions": ["supports"],
        "seen_version": w["claim"].version,
    }


PAGES: dict[str, Callable[[Rows], dict[str, Any]]] = {
    "/triage/groups/{group}/accept/": lambda w: {"level": "so"},
    "/triage/groups/{group}/attach/": lambda w: {"claim": w["claim"].pk},
    "/triage/groups/{group}/dismiss/": lambda w: {"reason": "Opinion or forecast"},
    "/triage/groups/{group}/snooze/": lambda w: {"hours": "3"},
    "/triage/batch/": lambda w: {"kind": "triage_dismiss", "all": "1"},
    "/triage/groups/{group}/join/": lambda w: {"group": w["other_group"].pk},
    "/triage/decisions/{decision}/change/": lambda w: {"reason": "Background"},
    "/questions/{question}/decide/accept/": lambda w: {"level": "so"},
    "/questions/{question}/decide/dismiss/": lambda w: {"reason": "Opinion"},
    "/questions/{question}/decide/snooze/": lambda w: {"hours": "3"},
    "/questions/{question}/merge/": lambda w: {"into": w["other_question"].pk},
    "/questions/{question}/reword/": lambda w: {"wording": "When was it shut?"},
    "/claims/merge/": lambda w: {
        "claim": w["claim"].pk,
        "into": w["taken"].pk,
        "reason": "Both say so.",
        f"seen_{w['claim'].pk}": w["claim"].version,
    },
    "/tasks/{work}/end/": lambda w: {"how": "done"},
    "/tasks/new/?claim={claim}": lambda w: {"kind": "check"},
    "/tasks/{work}/change/": lambda w: {"note": "Call first."},
    "/tasks/{work}/hand-over/": lambda w: {"person": w["author"].pk},
    "/stories/{story}/divide/": lambda w: {
        "way": "document",
        "people": [w["author"].pk],
        "kind": "check",
        "do": "give",
    },
    "/claims/claims.csv": lambda w: {"ids": w["claim"].pk},
    "/claims/batch/": lambda w: {
        "kind": "claim_tag",
        "ids": w["claim"].pk,
        "tags": "dam",
        "sent": "1",
    },
    "/claims/views/": lambda w: {"name": f"Of {w['story'].pk}", "query": "q=dam"},
    "/claims/views/{view}/": lambda w: {"act": "save", "query": "q=toll"},
    "/claims/new/": lambda w: {
        "story": w["story"].pk,
        "text": "It closed twice.",
        "level": "so",
        "claimant": "Port authority",
        "heard_where": "Radio",
    },
    "/claims/{claim}/edit/": claim_form,
    "/claims/{claim}/assign/": lambda w: {"kind": "check"},
    "/claims/{claim}/evidence/passage/": passage,
    "/claims/{claim}/evidence/statement/": statement,
    "/claims/{claim}/evidence/search/": search,
    "/evidence/{evidence}/confirm/": lambda w: {"stance": "supports"},
    "/claims/{claim}/evidence/found/": lambda w: {
        "passage": w["revision"].passages.first().pk,
        "stance": "supports",
        "seen_version": w["claim"].version,
    },
    "/claims/{claim}/blind/": lambda w: {
        "asked": "on",
        "seen_version": w["claim"].version,
    },
    "/claims/{claim}/risk/": lambda w: {
        "risk": "high",
        "risk_reason": "A court case.",
        "seen_version": w["claim"].version,
    },
    "/claims/{claim}/preview/": lambda w: {"seen_version": w["claim"].version},
    "/claims/{claim}/reply/": lambda w: {
        "asked": "Port authority",
        "asked_on": DAY,
        "seen_version": w["claim"].version,
    },
    "/claims/{claim}/review-date/": lambda w: {
        "review_by": "2126-01-01",
        "note": "Looked at it.",
        "seen_version": w["claim"].version,
    },
    "/reader-reports/{report}/take/": lambda w: {"seen_version": 1},
    "/reader-reports/{report}/answer/": lambda w: {
        "answer": "You are right.",
        "seen_version": 1,
    },
    "/reader-reports/{report}/refuse/": lambda w: {
        "answer": "The log says so.",
        "seen_version": 1,
    },
    "/reader-reports/{report}/reopen/": lambda w: {"seen_version": 1},
    "/pages/method/en/": lambda w: {
        "title": "How we check",
        "text": "Twice.",
        "seen_version": 0,
        "save": "on",
    },
    "/findings/{finding}/report/": lambda w: {
        "kind": "fact",
        "words": "The log says Saturday.",
    },
    "/comments/claim/{claim}/": lambda w: {"text": "Which Friday?"},
    "/comments/{comment}/edit/": lambda w: {"text": "Which Friday was it?"},
    "/drafts/": lambda w: {
        "key": "comment:1",
        "mark": "m",
        "typed_at": 1,
        "body": "{}",
    },
    "/evidence/{evidence}/reject/": lambda w: {"reason": "Another bridge."},
    "/stories/new/": lambda w: {"title": "A new one", "team": w["team"].pk},
    "/stories/{story}/settings/": lambda w: {"title": "Another title"},
    "/stories/{story}/embargo/": lambda w: {"do": "set", "embargo-reason": "A tip."},
    "/stories/{story}/close/": lambda w: {"do": "close", "close-reason": "Settled."},
    "/stories/{story}/actors/merge/": lambda w: {
        "actor": [w["actor"].pk, w["other_actor"].pk],
        "into": w["actor"].pk,
        "reason": "One house.",
    },
    "/actors/{actor}/side/": lambda w: {
        "interest": "party",
        "name": "The port",
        "reason": "It runs the bridge.",
    },
    "/actors/{actor}/split/": lambda w: {
        "spellings": ["The port"],
        "name": "The port",
        "reason": "Another body.",
    },
    "/sources/owners/": lambda w: {"name": "Another paper", "kind": "outlet"},
    "/sources/owners/{source}/": lambda w: {
        "owner": w["link"].owned.pk,
        "reason": "The register says so.",
    },
    "/sources/owners/links/{link}/end/": lambda w: {"reason": "Sold in May."},
    "/sources/add/": lambda w: {
        "story": w["story"].pk,
        "text": "The bridge was open on Saturday, a pilot said.",
        "title": "Notes",
    },
    "/documents/{document}/select/": lambda w: {
        "start": 0,
        "end": 32,
        "level": "so",
        "claimant": "Port authority",
    },
    "/documents/{document}/facts/": lambda w: {
        "title": "Notes of the port",
        "published": DAY,
        "language": "en",
        "reason": "The port told us.",
    },
    "/documents/{document}/missing/": lambda w: {
        "day": "other",
        "other": DAY,
        "outlet": "Harbour Gazette",
    },
    "/teams/{team}/": lambda w: {"email": "eve@example.org", "role": "reporter"},
    "/teams/{team}/absences/": lambda w: {
        "user": w["author"].pk,
        "deputy": w["stand_in"].pk,
        "starts_on": "2126-01-01",
        "ends_on": "2126-01-02",
    },
    "/teams/{team}/webhooks/": lambda w: {
        "name": "#news",
        "url": "https://hooks.example/T2",
        "events": ["published"],
    },
    "/teams/{team}/endpoints/": lambda w: ENDPOINT,
    "/teams/{team}/endpoints/{endpoint}/": lambda w: ENDPOINT,
    "/teams/{team}/endpoints/{endpoint}/replay/": lambda w: {
        "since": "2026-03-01T10:00"
    },
    "/teams/{team}/roles/": lambda w: {"person": w["author"].pk, "role": "editor"},
    "/invitations/{token}/": lambda w: {"name": "Nina", "password": PASSWORD},
    "/admin/sources/source/{source}/delete/": lambda w: {"post": "yes"},
    "/admin/mfa/authenticator/{authenticator}/delete/": lambda w: {"post": "yes"},
    "/settings/": lambda w: {"name": "New Name", "time_zone": "Europe/Berlin"},
    "/settings/notifications/": lambda w: {
        f"mail_{event.value}": "never" for event in Event
    },
    "/settings/keys/": lambda w: {
        "name": "A program",
        "scopes": ["facts:read"],
        "days": "90",
    },
}
APIS: dict[str, Callable[[Rows], dict[str, Any]]] = {
    "/api/v1/stories": lambda w: {"title": "A new one", "team": w["team"].slug},
    "/api/v1/documents": lambda w: {
        "story": str(w["story"].pk),
        "text": "The bridge was open on Saturday, a pilot said.",
    },
    "/api/v1/groups/{group}/actions": lambda w: {
        "action": "snooze",
        "until": (timezone.now() + timedelta(hours=3)).isoformat(),
    },
    "/api/v1/claims": lambda w: {
        "story": str(w["story"].pk),
        "level": "so",
        "text": "It closed twice.",
        "claimant": "Port authority",
        "heard_where": "Radio",
    },
    "/api/v1/claims/{claim}": lambda w: {"claimant": "The port"},
    "/api/v1/claims/{claim}/actions": lambda w: {"action": "take"},
    "/api/v1/claims/{taken}/verdicts": verdict,
    "/api/v1/claims/{claim}/evidence": lambda w: {
        "kind": "search",
        "where": "Harbour archive",
        "terms": "closure",
        "when": DAY,
        "directions": ["supports"],
    },
    "/api/v1/match": lambda w: {"text": "The bridge was closed on Friday."},
    "/api/v1/claims/{claim}/blind": lambda w: {"asked": True},
    "/api/v1/claims/{claim}/merge": lambda w: {
        "into": str(w["taken"].pk),
        "reason": "Both say so.",
    },
    "/api/v1/comments": lambda w: {"claim": str(w["claim"].pk), "text": "Which?"},
    "/api/v1/comments/{comment}": lambda w: {"text": "Which Friday?"},
    "/api/v1/evidence/{evidence}/confirm": lambda w: {"stance": "supports"},
    "/api/v1/evidence/{evidence}/reject": lambda w: {"reason": "Another bridge."},
    "/api/v1/webhooks": lambda w: {"team": w["team"].slug, **ENDPOINT},
    "/api/v1/webhooks/{endpoint}": lambda w: {"name": "Another name"},
    "/api/v1/webhooks/{endpoint}/actions": lambda w: {"action": "test"},
    "/api/v1/assignments": lambda w: {
        "kind": "check",
        "claim": str(w["claim"].pk),
        "person": str(w["author"].pk),
    },
    "/api/v1/assignments/{work}/actions": lambda w: {"action": "finish"},
}
