"""What people type and have not sent: kept beside the browser's own copy.

Drafts are a person's own and no editorial writes: nobody else sees them.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import BadDraft
from claims.models import Draft

KEY = re.compile(r"[a-z_]{1,40}:[\w.-]{1,70}\Z")
MARK = re.compile(r"[\w-]{1,40}\Z")
MAX_BODY_BYTES = 400_000
# How long a draft that ended is remembered, against saves that come late.
REMEMBERED = timedelta(days=7)


def keep(
    user: Any,
    key: str,
    body: Any,
    *,
    mark: str,
    typed_at_ms: int,
    base_version: int | None = None,
) -> Draft:
    """Keep what is typed in one form; an older save, or of what was sent, is dropped.

    Raises:
        BadDraft: the key or mark is malformed, or the body is too large.
    """
    if not KEY.match(key) or not MARK.match(mark) or not isinstance(body, dict):
        raise BadDraft(_("This is no draft of a form."))
    if len(json.dumps(body)) > MAX_BODY_BYTES:
        raise BadDraft(_("This draft is too long to keep here; copy it elsewhere."))
    if "\\u0000" in json.dumps(body):
        raise BadDraft(_("A draft cannot hold NUL characters."))
    with transaction.atomic():
        # Two saves of a first draft may meet: the row is made first, then locked.
        Draft.objects.bulk_create(
            [Draft(user=user, key=key, mark=mark)], ignore_conflicts=True
        )
        row = Draft.objects.select_for_update().get(user=user, key=key, mark=mark)
        if row.ended_at is not None or typed_at_ms < row.typed_at_ms:
            return row
        row.body, row.base_version = body, base_version
        row.typed_at_ms, row.saved_at = typed_at_ms, timezone.now()
        row.save()
        Draft.objects.filter(user=user, ended_at__lt=row.saved_at - REMEMBERED).delete()
    return row


def end(user: Any, key: str, mark: str) -> None:
    """Its words were sent or thrown away: forget them, and remember that they were."""
    if not KEY.match(key) or not MARK.match(mark):
        return
    Draft.objects.update_or_create(
        user=user,
        key=key,
        mark=mark,
        defaults={"body": {}, "ended_at": timezone.now()},
    )


def open_drafts(user: Any) -> Any:
    """What the person has typed and not sent, latest first."""
    return Draft.objects.filter(user=user, ended_at=None).exclude(body={})
