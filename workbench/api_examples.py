"""Examples of operations that carry none beside their view.

``api_examples.json`` holds one answer of each, as a server with rows of a story gave
it; requests are written by hand.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).with_name("api_examples.json")
STORY = "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11"
REQUESTS: dict[str, dict[str, Any]] = {
    "assignments_act": {"action": "finish", "note": "The harbour office called back."},
    "documents_add": {
        "story": STORY,
        "text": "The bridge was closed on Friday, the port authority said.",
        "title": "Notes of the briefing",
    },
    "evidence_confirm": {"stance": "contradicts"},
    "evidence_reject": {"reason": "It speaks of another bridge."},
    "stories_add": {"title": "The closure of the bridge", "team": "investigations"},
    "webhooks_change": {"name": "Our mirror"},
}


@lru_cache(maxsize=1)
def recorded() -> dict[str, Any]:
    if not RECORDED.exists():
        return {}
    return dict(json.loads(RECORDED.read_text(encoding="utf-8")))


def add_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: every operation that takes or gives JSON has an example."""
    for methods in result["paths"].values():
        for operation in methods.values():
            name = operation["operationId"]
            taken = content_of(operation.get("requestBody"))
            if taken is not None and name in REQUESTS:
                put(taken, REQUESTS[name])
            given = answer_of(operation)
            if given is not None and name in recorded():
                put(given, recorded()[name])
    return result


def put(content: dict[str, Any], value: Any) -> None:
    if "examples" not in content and "example" not in content:
        content["examples"] = {"Typical": {"value": value}}


def content_of(part: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what is described of a body in JSON, None where there is none."""
    for media, content in ((part or {}).get("content") or {}).items():
        if media.endswith("json") and "problem" not in media:
            found: dict[str, Any] = content
            return found
    return None


def answer_of(operation: dict[str, Any]) -> dict[str, Any] | None:
    """Return the content of the answer to what went well."""
    good = [code for code in operation["responses"] if code.startswith("2")]
    return content_of(operation["responses"][good[0]]) if good else None
