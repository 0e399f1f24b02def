"""Query parameters are checked like bodies: a misspelt filter is refused."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

UNKNOWN = "There is no such parameter."
TWICE = "Give this once."


class BadParameters(serializers.ValidationError):
    """A query parameter is unknown or has a value it cannot have."""

    status_code = 400
    default_code = "bad_parameters"


def read_query(
    request: Request, shape: type[serializers.Serializer], *others: str
) -> dict[str, Any]:
    """Return the checked parameters, all optional; ``others`` are read elsewhere.

    Raises:
        BadParameters: one is unknown, given twice, or has a bad value.
    """
    known = {*shape._declared_fields, *others}
    faults = {
        name: [TWICE if name in known else UNKNOWN]
        for name, values in request.GET.lists()
        if name not in known or len(values) > 1
    }
    if not faults and request.GET.keys() <= set(others):
        return {}  # building a serializer costs more than the rest of a plain list
    query = shape(data=request.GET.dict())
    if not query.is_valid() or faults:
        raise BadParameters({**query.errors, **faults})
    return query.validated_data


def whole_number(words: str) -> int | None:
    """Return a whole number of up to nine digits, None of all else.

    Python refuses to read digits by the thousand, and reads those of other scripts.
    """
    known = words.isascii() and words.isdigit() and len(words) < 10
    return int(words) if known else None
