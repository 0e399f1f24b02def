"""Query parameters are checked like bodies: a misspelt filter is refused."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request


class BadParameters(serializers.ValidationError):
    """A query parameter is unknown or has a value it cannot have."""

    status_code = 400
    default_code = "bad_parameters"


def read_query(
    request: Request, shape: type[serializers.Serializer], *others: str
) -> dict[str, Any]:
    """Return the checked parameters; ``others`` are read elsewhere (paging).

    Raises:
        BadParameters: one is unknown, given twice, or has a bad value.
    """
    query = shape(data=request.GET.dict())
    known = {*query.fields, *others}
    unknown = {
        name: ["There is no such parameter."]
        for name in request.GET
        if name not in known
    }
    twice = {
        name: ["Give this once."]
        for name, values in request.GET.lists()
        if len(values) > 1
    }
    valid = query.is_valid()
    if unknown or twice or not valid:
        raise BadParameters({**query.errors, **unknown, **twice})
    return query.validated_data
