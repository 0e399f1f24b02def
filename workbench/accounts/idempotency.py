"""A POST sent twice has one effect and one answer.

In: a view method and the ``Idempotency-Key`` header. Out: its answer, stored in the
transaction of its effect, so that neither exists without the other. Shape after the
IETF draft "The Idempotency-Key HTTP Header Field" and Stripe's practice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from workbench.accounts.models import ApiKey, IdempotencyKey

MAX_KEY = 255
# Longer than anything tries again; what comes after is a new request.
KEPT = timedelta(days=2)
# A sweep locks few rows at once; the next one takes the rest.
SWEPT_AT_ONCE = 10_000


class KeyReused(APIException):
    status_code = 422
    default_code = "idempotency_key_reuse"
    default_detail = "This Idempotency-Key was used for another request."


class BadKey(APIException):
    status_code = 422
    default_code = "bad_idempotency_key"
    default_detail = "Idempotency-Key must be 1 to 255 printable ASCII characters."


def idempotent(method: Callable[..., Response]) -> Callable[..., HttpResponse]:
    """Make a view method (``post``) honour ``Idempotency-Key``.

    The method runs in one transaction, with or without a key. Errors roll back and are
    not stored: sent again, the request is judged anew. Copies that arrive at the same
    time wait for the first.
    """

    @wraps(method)
    def answer(view: Any, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            with transaction.atomic():
                return method(view, request, *args, **kwargs)
        if not 1 <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
            raise BadKey
        digest, caller = digest_of(request), caller_of(request)
        with transaction.atomic():
            wait_for_copies(caller, key)
            stored = IdempotencyKey.objects.filter(caller=caller, key=key).first()
            if stored:
                return replay(stored, digest)
            made = rendered(view, method(view, request, *args, **kwargs))
            store(caller, key, digest, made)
            return made

    return answer


def caller_of(request: Request) -> str:
    """Keys are each caller's own: two programs may use the same one."""
    if isinstance(request.auth, ApiKey):
        return f"key:{request.auth.pk}"
    return f"user:{request.user.pk}"


def digest_of(request: Request) -> str:
    """Return the SHA-256 of method, path and body."""
    total = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    for part in body_parts(request):
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def body_parts(request: Request) -> Iterator[bytes]:
    """Yield the body; of a form its fields, as its boundary differs at each sending."""
    if not request.content_type.startswith("multipart/"):
        yield request.body
        return
    for name, values in sorted(request.data.lists()):
        for value in values:
            yield name.encode()
            if hasattr(value, "chunks"):
                yield value.name.encode()
                yield b"".join(value.chunks())
                value.seek(0)
            else:
                yield str(value).encode()


def wait_for_copies(caller: str, key: str) -> None:
    """Hold a lock on the key until the transaction ends."""
    name = hashlib.sha256(f"{caller}\n{key}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)",
            [int.from_bytes(name, "big", signed=True)],
        )


def rendered(view: Any, response: Response) -> HttpResponse:
    """Return the answer as plain bytes, so that a replay can be the same bytes."""
    response = view.finalize_response(
        view.request, response, *view.args, **view.kwargs
    ).render()
    plain = HttpResponse(
        response.content,
        status=response.status_code,
        content_type=response["Content-Type"],
    )
    if "Location" in response:
        plain["Location"] = response["Location"]
    return plain


def store(caller: str, key: str, digest: str, response: HttpResponse) -> None:
    IdempotencyKey.objects.create(
        caller=caller,
        key=key,
        request_digest=digest,
        status=response.status_code,
        media_type=response["Content-Type"],
        body=response.content,
        location=response.get("Location", ""),
    )


def replay(stored: IdempotencyKey, digest: str) -> HttpResponse:
    if stored.request_digest != digest:
        raise KeyReused
    response = HttpResponse(
        bytes(stored.body), status=stored.status, content_type=stored.media_type
    )
    if stored.location:
        response["Location"] = stored.location
    response["Idempotent-Replay"] = "true"
    return response


def forget_old_keys() -> int:
    """Delete answers older than ``KEPT``, the oldest first; return how many."""
    old = IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT)
    chosen = old.order_by("created_at").values("pk")[:SWEPT_AT_ONCE]
    return IdempotencyKey.objects.filter(pk__in=chosen).delete()[0]
