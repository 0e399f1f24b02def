"""What every endpoint does: strict bodies, visible rows, versions seen."""

from __future__ import annotations

import re
from typing import Any, ClassVar, TypeVar

from django.db import models
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.errors import NotFound, StaleClaim
from claims.models import Claim
from sources.headers import IDEMPOTENCY_KEY as IDEMPOTENCY_KEY
from sources.strict import Strict as Strict

Row = TypeVar("Row", bound=models.Model)
READ = "desk:read"
WRITE = "claims:write"

TAG = {"type": "string", "pattern": '^"[0-9]{1,9}"$', "example": '"7"'}
IF_MATCH = OpenApiParameter(
    "If-Match",
    TAG,
    OpenApiParameter.HEADER,
    required=True,
    description='The claim\'s ETag as you read it, such as `"7"`.',
)
IF_MATCH_OPTIONAL = OpenApiParameter(
    "If-Match",
    TAG,
    OpenApiParameter.HEADER,
    description="The claim's ETag; without it the write applies to what stands.",
)
ONE_TAG = re.compile(r'^"(\d{1,17})"$', re.ASCII)


class DeskView(APIView):
    """A view of the desk: reading needs one scope, writing another."""

    scopes: ClassVar = {"GET": READ, "POST": WRITE, "PATCH": WRITE, "DELETE": WRITE}


class PreconditionRequired(APIException):
    status_code = 428
    default_code = "precondition_required"
    default_detail = "Send the claim's ETag as If-Match: the version you read."


def body_of(request: Request, shape: type[serializers.Serializer]) -> dict[str, Any]:
    """Return the checked body.

    Raises:
        ValidationError: with the place of every fault.
    """
    found = shape(data=request.data)
    found.is_valid(raise_exception=True)
    return found.validated_data


def visible(rows: models.QuerySet[Row], request: Request, key: Any) -> Row:
    """Return the row if the caller may see it.

    Raises:
        NotFound: there is none, or it is another team's secret.
    """
    row = rows.visible_to(request.user).filter(pk=key).first()
    if row is None:
        raise NotFound(f"There is no such {rows.model._meta.verbose_name}.")
    return row


def seen_version(
    request: Request, claim: Claim, *, required: bool = True
) -> int | None:
    """Return the version that If-Match names, None when none is needed or given.

    Raises:
        PreconditionRequired: there is no If-Match, or only ``*``, which says nothing.
        StaleClaim: it is no version of this claim.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        if required:
            raise PreconditionRequired
        return None
    found = ONE_TAG.match(header)
    if found is None:
        raise StaleClaim(
            "If-Match is not the ETag of a version of this claim.",
            seen=header,
            current=claim.version,
        )
    return int(found[1])


def tagged(response: Response, claim: Claim) -> Response:
    """Add the claim's strong ETag: its version."""
    response["ETag"] = f'"{claim.version}"'
    response["Cache-Control"] = "private, no-cache"
    return response
