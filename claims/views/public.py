"""What everyone may read: frozen findings, made from their stored snapshots alone."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from claims.models import Publication
from claims.publication.facts import list_facts
from claims.publication.proof.bundles import seal_of
from sources.http import paged


@cache_control(public=True, max_age=60)
def published(request: HttpRequest) -> HttpResponse:
    """Newest version of each finding, latest first; words narrow the list."""
    rows = Publication.objects.filter(superseded_by=None).order_by(
        "-published_at", "-id"
    )
    words = request.GET.get("q", "").strip()
    if words:
        ids = [fact.id for fact in list_facts(limit=200, q=words)]
        rows = rows.filter(pk__in=ids)
    page = paged(request, rows, 30)
    findings = [orjson.loads(row.body) for row in page.object_list]
    context = {"page": page, "findings": findings, "q": words}
    return render(request, "public/published.html", context)


def finding(
    request: HttpRequest, slug: str, version: int | None = None
) -> HttpResponse:
    """One finding, its newest version unless another is named."""
    rows = Publication.objects.filter(slug=slug).order_by("-version")
    versions = list(rows.values_list("version", flat=True))
    row = rows.filter(version=version).first() if version else rows.first()
    if row is None:
        raise Http404
    body = orjson.loads(row.body)
    context = {
        "finding": body,
        "publication": row,
        "versions": versions,
        "newest": row.version == versions[0],
        "seal": seal_of(row),
        "stances": by_stance(body["evidence"]),
    }
    return render(request, "public/finding.html", context)


def by_stance(evidence: list[dict[str, Any]]) -> list[tuple[str, str, list[Any]]]:
    titles = (
        ("supports", _("For")),
        ("contradicts", _("Against")),
        ("context", _("Context")),
    )
    found = [(s, t, [e for e in evidence if e["stance"] == s]) for s, t in titles]
    return [row for row in found if row[2]]
