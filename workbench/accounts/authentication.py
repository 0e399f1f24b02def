"""Who calls the API, and what the key allows."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from workbench.accounts.keys import find_key
from workbench.accounts.limits import spend_key
from workbench.accounts.models import ApiKey, User


class KeyAuthentication(BaseAuthentication):
    """``Authorization: Bearer cor_…``."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed("The Authorization header is malformed.")
        row = find_key(words[1].decode("latin-1"))
        if row is None:
            raise AuthenticationFailed("This API key is unknown, expired or revoked.")
        spend_key(request._request, row.pk)
        return row.user, row

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class HasScope(BasePermission):
    """A key needs the view's scope; a person at the desk needs none.

    Views name scopes in ``scopes = {"GET": "desk:read", "POST": …}`` (``*`` for all);
    views without any are closed to keys.
    """

    message = "This API key lacks the scope for that."

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user or not request.user.is_authenticated:
            return False
        if not isinstance(request.auth, ApiKey):
            return True
        if request.method not in view.allowed_methods:
            return True  # answered by 405, which tells more than 403
        scopes = getattr(view, "scopes", {})
        method = "GET" if request.method in {"HEAD", "OPTIONS"} else request.method
        needed = scopes.get(method) or scopes.get("*")
        return needed is not None and needed in request.auth.scopes
