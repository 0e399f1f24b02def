"""What the public addresses that programs read have in common."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from claims.api.facts import PublicView


class PlainView(PublicView):
    """The address alone says what is sent: neither ``Accept`` nor ``format`` does.

    Bad questions are answered as those to the API are.
    """

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)
