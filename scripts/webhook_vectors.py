"""Print webhooks as they are sent, signed, for libraries of other languages to verify.

JSON on standard output: a list of {"secret", "headers", "body", "valid"}. Secrets are
made for this alone; the time is now, for receivers refuse what is old.
"""

from __future__ import annotations

import base64
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claims.publication.webhooks.signing import headers  # noqa: E402

SECRETS = [
    "whsec_" + base64.b64encode(bytes([number]) * length).decode()
    for number, length in ((1, 24), (2, 32), (3, 64))
]
BODIES = [
    '{"type":"fact.published","timestamp":"2026-03-09T10:20:30Z","data":{}}',
    '{"type":"report.received","data":{"words":"Größe: 14 m³ “?” \\u0000"}}',
]


def main() -> None:
    json.dump([*vectors(int(time.time()))], sys.stdout, ensure_ascii=False)


def vectors(now: int) -> list[dict[str, Any]]:
    first, second, third = SECRETS
    good = [
        vector(secret, [secret], body, now) for secret in SECRETS for body in BODIES
    ]
    overlap = [
        vector(secret, [second, first], BODIES[0], now) for secret in SECRETS[:2]
    ]
    bad = [
        vector(third, [second, first], BODIES[0], now) | {"valid": False},
        vector(first, [first], BODIES[0], now - 3600) | {"valid": False},
    ]
    return [*good, *overlap, *bad]


def vector(secret: str, signers: list[str], body: str, at: int) -> dict[str, Any]:
    signed = headers(signers, "msg_0199a1de7f0a7cc1a2b45d0a3c1f9e11", at, body.encode())
    return {"secret": secret, "headers": signed, "body": body, "valid": True}


if __name__ == "__main__":
    main()
