"""Floors below which no figure may fall, pinned together with what they were measured on.

A figure that rises is pinned anew by ``make quality ARGS=--pin``; a corpus that changes
turns the tests red until it is, so that neither slips unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.quality.stories import ROOT, files

FLOORS = Path(__file__).parent / "floors.json"
# Here less is better: what is pinned is a ceiling.
CEILINGS = {
    "claims from margins",
    "low in upper half",
    "calibration error",
    "claims dated after the articles",
    "conflicts on look-alikes",
    "rows of triage",
}
COUNTS = CEILINGS - {"calibration error"} | {"of the first ten rows a matter"}
# Shares may sink by this much before a test fails: a library's new patch release moves
# some parse somewhere, and one case of a small story weighs about as much.
SLACK = 0.02


def load_floors() -> dict[str, Any]:
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def digest_stories() -> str:
    """Return the sha256 over the names and bytes of both stories and their gold."""
    state = hashlib.sha256()
    for path in files():
        data = path.read_bytes()
        state.update(f"{path.relative_to(ROOT)} {len(data)}\n".encode() + data)
    return state.hexdigest()


def pin(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the floors that these figures allow."""
    return {name: _floor(name, value) for name, value in figures.items()}


def _floor(name: str, value: float) -> float:
    if name in COUNTS:
        return value
    moved = value + SLACK if name in CEILINGS else value - SLACK
    return round(max(0.0, moved), 3)


def fallen(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Say in words which figures are worse than pinned, and which were never pinned."""
    said = [f"{name}: not pinned" for name in figures if name not in floors]
    for name, floor in floors.items():
        value = figures.get(name)
        if value is None:
            said.append(f"{name}: not measured, pinned at {floor}")
        elif value > floor if name in CEILINGS else value < floor:
            said.append(f"{name}: {value}, pinned at {floor}")
    return said
