"""What everyone may read, as lists: findings, and what was corrected in them."""

from __future__ import annotations

from typing import Any

import orjson
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.forms.public import CorrectionFilter, FindingFilter
from claims.models import Publication
from claims.publication.listing import (
    NEWEST_FIRST,
    corrections,
    findings,
    present,
)
from claims.publication.reading import is_stale
from claims.publication.review_dates import reviewed
from claims.views.everybody import for_everybody
from sources.keyset import keyset_page

PAGE = 30


@for_everybody
def published(request: HttpRequest) -> HttpResponse:
    """Newest version of each finding, latest first, narrowed by the address."""
    form = FindingFilter(request.GET, present())
    page = keyset_page(
        findings(**form.query),
        NEWEST_FIRST,
        name="findings",
        cursor=request.GET.get("after", ""),
        size=PAGE,
    )
    today = timezone.now().date()
    bodies = reviewed(orjson.loads(row.body) for row in page)
    rows = [{**body, "stale": is_stale(body, today)} for body in bodies]
    context = {"here": "findings", "page": page, "form": form, "chips": form.chips}
    return render(request, "public/published.html", context | {"findings": rows})


@for_everybody
def corrections_log(request: HttpRequest) -> HttpResponse:
    """Every correction and retraction, latest first, with what it was about."""
    form = CorrectionFilter(request.GET, years())
    page = keyset_page(
        corrections(**form.wanted),
        NEWEST_FIRST,
        name="corrections",
        cursor=request.GET.get("after", ""),
        size=PAGE,
    )
    rows = [corrected(row) for row in page]
    context = {"here": "corrections", "page": page, "form": form, "chips": form.chips}
    return render(request, "public/corrections.html", context | {"rows": rows})


def years() -> list[int]:
    """The years there can be corrections of, latest first."""
    rows = Publication.objects.exclude(correction="")
    first = rows.aggregate(at=Min("published_at"))["at"]
    now = timezone.now().year
    return list(range(now, (first.year if first else now) - 1, -1))


def corrected(row: Publication) -> dict[str, Any]:
    body = orjson.loads(row.body)
    before = orjson.loads(row.supersedes.body) if row.supersedes else body
    own = [c for c in body["corrections"] if c["version"] == row.version]
    return {
        "finding": body,
        "correction": own[-1] if own else None,
        "was": before["rating"]["label"],
        "changed": before["rating"]["slug"] != body["rating"]["slug"],
    }
