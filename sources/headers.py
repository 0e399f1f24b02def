"""Headers that operations of both rooms take, as the API describes them."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "pattern": "^[ -~]+$",
    },
    OpenApiParameter.HEADER,
    description="Sent again with the same key, the request has no second effect and "
    "the same answer, for two days. Copies of one request alone may share a key.",
)
