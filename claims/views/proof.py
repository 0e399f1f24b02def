"""Files for whoever wants to check us: keys, proof of a finding, the verifier."""

from __future__ import annotations

from pathlib import Path

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.models import Publication, SigningKey
from claims.publication.proof.bundles import NotCovered, bundle_of
from claims.publication.proof.keys import as_published

VERIFIER = Path("clients/verify/verify_finding.py")


@require_safe
@cache_control(public=True, max_age=300)
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys that sign checkpoints, oldest first."""
    body = {"keys": as_published(SigningKey.objects.all())}
    return open_to_all(HttpResponse(orjson.dumps(body, option=orjson.OPT_INDENT_2)))


@require_safe
@cache_control(public=True, max_age=60)
def proof(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Record and proof of one version, as one file."""
    row = get_object_or_404(Publication, slug=slug, version=version)
    try:
        response = open_to_all(HttpResponse(bundle_of(row)))
    except NotCovered as error:
        raise Http404(_("No checkpoint covers this version yet.")) from error
    name = f"{slug}.v{version}.proof.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@cache_control(public=True, max_age=300)
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks such a file without asking us."""
    data = (settings.BASE_DIR / VERIFIER).read_bytes()
    response = HttpResponse(data, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{VERIFIER.name}"'
    return response


def open_to_all(response: HttpResponse) -> HttpResponse:
    response["Content-Type"] = "application/json"
    response["Access-Control-Allow-Origin"] = "*"
    return response
