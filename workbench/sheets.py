"""Our style sheets as texts that may stand in pages; pure, since settings read it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

OURS = Path(__file__).parent / "static"
SHARED = "desk.css"


@cache
def sheet(name: str) -> str:
    """The text of a style sheet of ours, to stand in a page."""
    return (OURS / name).read_text(encoding="utf-8")


def sheet_digests() -> list[str]:
    """What the policy permits to stand in pages: our own sheets, by their digest.

    Not a nonce: what a browser or a proxy kept is shown again under another one.
    """
    return [
        f"'sha256-{b64encode(hashlib.sha256(sheet(name).encode()).digest()).decode()}'"
        for name in [SHARED, *sorted(f"desk/{p.name}" for p in OURS.glob("desk/*.css"))]
    ]
