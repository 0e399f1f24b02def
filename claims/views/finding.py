"""The page of one finding, of what changed between its versions, and its file."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import connection
from django.db.models import Case, Q, TextField, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.choices import Interest
from claims.models import Publication
from claims.publication.addresses import fact_url
from claims.publication.exports import finding_pdf
from claims.publication.merged import successor_of
from claims.publication.proof.bundles import seal_of
from claims.publication.reading import as_read, is_stale, web_address
from claims.publication.review_dates import reviewed
from claims.views.charts import Moment, timeline
from claims.views.differences_of_findings import changes_between
from claims.views.everybody import Pages, for_everybody
from claims.views.moments import near, shorten
from workbench.templatetags.desk import iso_words, say_range

PAGES = Pages()
HISTORY = ("record", "version", "digest", "published_at", "correction", "retracted")


@for_everybody
def finding(
    request: HttpRequest, slug: str, version: int | None = None
) -> HttpResponse:
    """One finding, its newest version unless another is named."""

    def write() -> bytes:
        return render(request, "public/finding.html", page_of(slug, version)).content

    state = stands(slug)
    if state is None:
        raise Http404
    if state[-1]:  # what took its place has versions of its own
        return HttpResponse(write())
    day = timezone.now().date()
    key = (slug, version, *state, day, get_language())
    return PAGES.get(key, write).answer()


def stands(slug: str) -> tuple[Any, ...] | None:
    """Return what a finding's page depends on besides its address, language and day.

    Its newest version, the newest checkpoint, the date of its review, and whether
    another took its place; None if there is no such finding.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT p.id, d.record, d.review_by,
                (SELECT id FROM claims_checkpoint ORDER BY number DESC LIMIT 1),
                EXISTS (SELECT FROM claims_change
                        WHERE record = p.record AND kind = 'merge')
            FROM claims_publication p
            LEFT JOIN claims_reviewdate d ON d.record = p.record
            WHERE p.slug = %s ORDER BY p.version DESC LIMIT 1
            """,
            [slug],
        )
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found


@for_everybody
def changes(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """What a version changed in the one before it, marked word by word."""
    state = stands(slug)
    if state is None:
        raise Http404
    key = ("changes", slug, version, *state, get_language())

    def write() -> bytes:
        context = changed_in(slug, version)
        return render(request, "public/changes.html", context).content

    return PAGES.get(key, write).answer()


def changed_in(slug: str, version: int) -> dict[str, Any]:
    """Return what the page of a version's changes shows.

    Raises:
        Http404: there is no such version, or none before it.
    """
    rows = Publication.objects.filter(slug=slug, version__in=[version - 1, version])
    pair = [orjson.loads(row.body) for row in rows.order_by("version")]
    if len(pair) != 2:
        raise Http404
    before, after = pair
    own = [c for c in after["corrections"] if c["version"] == version]
    return {
        "before": before,
        "finding": after,
        "correction": own[-1] if own else None,
        "changes": changes_between(as_read(before), as_read(after)),
    }


def page_of(slug: str, version: int | None) -> dict[str, Any]:
    """Return all that the page of a finding shows; five queries.

    Raises:
        Http404: there is no such finding, or not in that version.
    """
    wanted = Q(superseded_by=None) if version is None else Q(version=version)
    of_wanted = Case(
        When(wanted, then="body"), default=Value(""), output_field=TextField()
    )
    rows = Publication.objects.filter(slug=slug).order_by("-version")
    history = list(rows.annotate(wanted=of_wanted).only(*HISTORY))
    row = next((r for r in history if r.wanted), None)
    if row is None:
        raise Http404
    body, newest = orjson.loads(row.wanted), history[0]
    if row is newest:
        [body] = reviewed([body])
    return {
        **article_of(body),
        "publication": row,
        "seal": seal_of(row),
        "history": history,
        "newest": newest,
        "is_newest": row is newest,
        "stale": row is newest and is_stale(body, timezone.now().date()),
        "successor": taken_by(row.record),
    }


def taken_by(record: UUID) -> dict[str, str] | None:
    """The finding that took this one's place, if its claim was merged into another."""
    found = successor_of(record)
    if found is None:
        return None
    words = orjson.loads(found.body)["claim"]["normalized_text"]
    return {"slug": found.slug, "words": words}


def article_of(body: dict[str, Any]) -> dict[str, Any]:
    """Return what the page shows of a body alone, whether it is public yet or not."""
    read = as_read(body)
    drawn, left_out = drawing(read)
    return {
        "finding": {**read, **shown(read, read["slug"])},
        "stances": [
            (stance, titles()[stance], rows) for stance, rows in read["stances"]
        ],
        "times": [{**told, "when": say_at(told["at"])} for told in read["timeline"]],
        "line": drawn,
        "left_out": left_out,
        "record_url": fact_url(read["id"]),
    }


def shown(read: dict[str, Any], slug: str) -> dict[str, Any]:
    """What a page says of a record in words of its own."""
    origins = read["origins"]
    rows = [
        {**row, "interest_words": interests().get(row["interest"], row["interest"])}
        for row in origins["listed"]
    ]
    report = web_address(read["about"].get("report_url", ""))
    return {
        "origins": {**origins, "listed": rows},
        "rings": [row["documents"] for row in rows if row["independent"]],
        "report_url": report or f"{reverse('finding', args=[slug])}report/",
    }


def interests() -> dict[str, str]:
    return {
        Interest.PARTY: _("Party to it"),
        Interest.MEDIATOR: _("Mediates"),
        Interest.OBSERVER: _("Observes"),
        Interest.UNKNOWN: _("Not known"),
        "": _("Not recorded"),
    }


def titles() -> dict[str, str]:
    return {"supports": _("For"), "contradicts": _("Against"), "context": _("Context")}


def drawing(read: dict[str, Any]) -> tuple[Any, int]:
    """The timeline as a picture, if it has two times, and how many it leaves out."""
    stances = {row.get("quote"): row["stance"] for row in read["evidence"]}
    moments = []
    for told in read["timeline"]:
        span = span_of(told["at"])
        if span is not None:
            of_claim = told["words"] == read["claim"]["normalized_text"]
            tone = "claim" if of_claim else stances.get(told["words"], "")
            moments.append(Moment(shorten(told["who"] or _("not named")), *span, tone))
    kept, left_out = near(moments)
    return (timeline(kept), left_out) if len(kept) > 1 else (None, 0)


def span_of(at: str) -> tuple[datetime, datetime] | None:
    """Where an ISO date, an instant or "a/b" begins and ends; None if it is none."""
    first, _slash, last = at.partition("/")
    start, end = edge(first), edge(last or first, ends=True)
    return (start, end) if start and end and start <= end else None


def edge(words: str, *, ends: bool = False) -> datetime | None:
    try:
        moment = parse_datetime(words) if "T" in words else None
        day = None if moment else parse_date(words)
    except ValueError:
        return None
    if moment is not None:
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if day is None:
        return None
    midnight = datetime.combine(day, time.min, UTC)
    return midnight + timedelta(days=1) if ends else midnight


def say_at(at: str) -> str:
    span = span_of(at)
    return say_range(*span) if span else iso_words(at)


@for_everybody
def pdf(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version of a finding on paper: the text of its page, tagged."""
    context = page_of(slug, version)
    read, line = context["finding"], context["line"]
    article = render_to_string("public/parts/_article.html", context, request)
    address = f"{settings.PUBLIC_URL}{reverse('finding_version', args=[slug, version])}"
    about = {
        "title": f"{read['rating']['label']}: {read['claim']['normalized_text']}",
        "author": settings.ORGANISATION,
        "language": (get_language() or "en").split("-")[0],
        "published": read["published_at"],
        "head": settings.ORGANISATION,
        "foot": address,
    }
    drawn = ""
    if line:
        drawn = render_to_string("claims/exports/line.svg", {"line": line})
    response = HttpResponse(
        set_pdf(article, tuple(about.items()), drawn), content_type="application/pdf"
    )
    name = f"{slug[:80]}-v{version}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@lru_cache(maxsize=32)
def set_pdf(article: str, about: tuple[tuple[str, str], ...], line: str) -> bytes:
    """Setting takes a while, and many ask for the same one."""
    words = _("Event times on one axis; the list below says the same.")
    pictures = {"times": (line, words)} if line else {}
    return finding_pdf.export(article, about=dict(about), pictures=pictures)
