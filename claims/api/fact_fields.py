"""Sparse records: ``fields`` names what is wanted, ``expand`` adds what is long.

Without either the stored record goes out byte for byte, evidence and all; with them the
record is taken apart, and its digest no longer covers what is sent.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from claims.api.fact_shape import FactOut
from sources.query import BadParameters

# What names the record is always sent: a part of it would be good for nothing without.
ALWAYS = ("id", "version")
EXPANDABLE = ("evidence",)


def known_fields(shape: type[serializers.Serializer] = FactOut) -> frozenset[str]:
    """Return the names of a record's fields, those inside of its parts dotted."""
    names = set(shape._declared_fields)
    for name, field in shape._declared_fields.items():
        if isinstance(field, serializers.Serializer):
            names |= {f"{name}.{inner}" for inner in field.get_fields()}
    return frozenset(names)


KNOWN = known_fields()
FIELDS = OpenApiParameter(
    "fields",
    {"type": "array", "minItems": 1, "items": {"enum": sorted(KNOWN)}},
    style="form",
    explode=False,
    description="Only these fields of each record, by comma; those of a part with a "
    "point: `finding,rating.slug,claim.text`. `id` and `version` are always there.",
)
EXPAND = OpenApiParameter(
    "expand",
    {"type": "array", "minItems": 1, "items": {"enum": list(EXPANDABLE)}},
    style="form",
    explode=False,
    description="`evidence` adds the evidence to the `fields` chosen. The whole "
    "record, without `fields`, has it already.",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a record is wanted; empty for all of it."""

    names: tuple[str, ...] = ()

    def of(self, body: str) -> dict[str, Any]:
        """Return the chosen parts of a stored record, in the order it has them."""
        record = orjson.loads(body)
        wanted: dict[str, set[str] | None] = {}
        for name in self.names:
            whole, _, inner = name.partition(".")
            if not inner:
                wanted[whole] = None
            elif (parts := wanted.setdefault(whole, set())) is not None:
                parts.add(inner)
        return {
            name: value if wanted[name] is None else picked(value, wanted[name])
            for name, value in record.items()
            if name in wanted
        }

    def tag(self, digest: str) -> str:
        """Return the ETag's words for the chosen parts of what has this digest."""
        if not self.names:
            return digest
        chosen = "".join(sorted(self.names))
        return hashlib.sha256(f"{digest}{chosen}".encode()).hexdigest()


def picked(
    part: dict[str, Any] | None, names: set[str] | None
) -> dict[str, Any] | None:
    """Return these of a part; of one that the record leaves null there is nothing."""
    if part is None:
        return None
    return {name: part[name] for name in part if name in (names or ())}


def selection_of(request: Request) -> Selection:
    """Return what the request's ``fields`` and ``expand`` ask for.

    Raises:
        BadParameters: a name is unknown.
    """
    asked = [name for name in request.GET.get("fields", "").split(",") if name]
    more = [name for name in request.GET.get("expand", "").split(",") if name]
    faults = {}
    if unknown := sorted(set(asked) - KNOWN):
        faults["fields"] = [f"A record has no “{name}”." for name in unknown]
    elif "fields" in request.GET and not asked:
        faults["fields"] = ["Name at least one field."]
    if "expand" in request.GET and (not more or set(more) - set(EXPANDABLE)):
        faults["expand"] = [f"Give {' or '.join(EXPANDABLE)}."]
    if faults:
        raise BadParameters(faults)
    return Selection(tuple(dict.fromkeys([*ALWAYS, *asked, *more])) if asked else ())
