"""Readers' reports: the form on a finding, its status page, and the desk's list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from claims import roles
from claims.choices import ReportKind, ReportState
from claims.errors import BadReport, ClaimsError, StaleRow, TooManyReports
from claims.forms import AnswerForm, ErrorReportForm
from claims.models import ErrorReport, Publication
from claims.publication.reports import (
    ENDED,
    answer_report,
    reopen_report,
    report_error,
    sender_of,
    take_report,
)
from sources.http import page_or_part, paged, visible_or_404
from workbench.accounts.decorators import member_required
from workbench.accounts.limits import address_of

ROWS = 25


# No authority of the sender is used, so there is nothing to forge; and a reader whose
# browser keeps no cookies may report an error, too.
@csrf_exempt
@never_cache
def report_form(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the form about a finding's newest version. POST: take the report in."""
    rows = Publication.objects.filter(slug=slug).order_by("-version")
    publication = get_object_or_404(rows[:1])
    form = ErrorReportForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = take_in(request, publication, form.cleaned_data)
                return redirect("report_status", made.reference)
            except BadReport as error:
                form.add_error(error.extra.get("field"), error.message)
            except TooManyReports as error:
                form.add_error(None, error.message)
                status = 429
    context = {
        "publication": publication,
        "form": form,
        "finding": body_of(publication),
    }
    response = render(request, "public/report.html", context, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response


def take_in(
    request: HttpRequest, publication: Publication, data: dict[str, Any]
) -> ErrorReport:
    return report_error(
        publication,
        kind=data["kind"],
        words=data["words"],
        where=data["where"],
        email=data["email"],
        language=get_language() or "en",
        sender=sender_of(address_of(request)),
    )


def body_of(publication: Publication) -> dict[str, Any]:
    body: dict[str, Any] = orjson.loads(publication.body)
    return body


@never_cache
@require_safe
def report_status(request: HttpRequest, reference: str) -> HttpResponse:
    """What became of a report, for whoever has its number; search engines keep out."""
    rows = ErrorReport.objects.select_related("publication")
    report = get_object_or_404(rows, reference=reference.upper())
    context = {
        "report": report,
        "finding": body_of(report.publication),
        "ended": report.state in ENDED,
    }
    response = render(request, "public/report_status.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@member_required
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Readers' reports to the person's teams: newest first, by state and kind."""
    rows = ErrorReport.objects.visible_to(request.user)
    asked = request.GET.get("state", "")
    state = asked if asked in {*ReportState.values, "all"} else "open"
    kind = request.GET.get("kind", "")
    kind = kind if kind in ReportKind.values else ""
    counts = counts_of(rows)
    rows = rows.filter(kind=kind) if kind else rows
    if state == "open":
        rows = rows.exclude(state__in=ENDED)
    elif state != "all":
        rows = rows.filter(state=state)
    rows = rows.select_related("claim__story", "publication", "answered_by")
    context = {
        "page": paged(request, rows, ROWS),
        "state": state,
        "kind": kind,
        "kinds": ReportKind.choices,
        "tabs": [
            (name, words, counts[name])
            for name, words in [
                ("open", _("Open")),
                *ReportState.choices,
                ("all", _("All")),
            ]
        ],
    }
    return page_or_part(
        request, "claims/reports.html", "claims/parts/_reports.html", context
    )


def counts_of(rows: Any) -> dict[str, int]:
    """How many there are in each state, of all kinds; one query."""
    wanted = {name: Count("pk", filter=Q(state=name)) for name in ReportState.values}
    found: dict[str, int] = rows.order_by().aggregate(**wanted)
    total = sum(found.values())
    ended = sum(found[state] for state in ENDED)
    return {**found, "all": total, "open": total - ended}


def find_report(request: HttpRequest, pk: Any) -> ErrorReport:
    rows = ErrorReport.objects.select_related(
        "claim__story__team", "publication", "answered_by"
    )
    return visible_or_404(rows, request.user, pk=pk)


@member_required
@require_GET
def report(request: HttpRequest, pk: Any) -> HttpResponse:
    """One report: what the reader says, of which version, and what can be done."""
    return report_page(request, find_report(request, pk))


def report_page(
    request: HttpRequest,
    row: ErrorReport,
    *,
    form: AnswerForm | None = None,
    refused: ClaimsError | None = None,
    status: int = 200,
) -> HttpResponse:
    user, team = request.user, row.claim.story.team_id
    newest = Publication.objects.filter(
        record=row.publication.record, superseded_by=None
    ).first()
    context = {
        "report": row,
        "finding": body_of(row.publication),
        "newest": newest,
        "tasks": row.assignments.select_related("person", "team", "ended_by", "by"),
        "ended": row.state in ENDED,
        "may_take": roles.holds(user, team, roles.REPORTER_UP),
        "may_answer": roles.holds(user, team, roles.REVIEWER_UP),
        "may_correct": roles.holds(user, team, roles.EDITOR),
        "form": form or AnswerForm(initial={"seen_version": row.version}),
        "refused": refused,
    }
    return render(request, "claims/report.html", context, status=status)


Send = Callable[[ErrorReport, dict[str, Any], Any], str]


def send_take(row: ErrorReport, data: dict[str, Any], by: Any) -> str:
    take_report(row, by=by, seen_version=data["seen_version"])
    return _("It is in work; the reader sees so.")


def send_answer(row: ErrorReport, data: dict[str, Any], by: Any) -> str:
    answer_report(row, by=by, **data)
    return _("Answered.")


def send_refusal(row: ErrorReport, data: dict[str, Any], by: Any) -> str:
    answer_report(row, by=by, refused=True, **data)
    return _("Refused, with the reason.")


def send_reopening(row: ErrorReport, data: dict[str, Any], by: Any) -> str:
    reopen_report(row, by=by, seen_version=data["seen_version"])
    return _("Open again.")


#: Steps of a report: what is done, and whether an answer goes with it.
STEPS: dict[str, tuple[Send, bool]] = {
    "take": (send_take, False),
    "answer": (send_answer, True),
    "refuse": (send_refusal, True),
    "reopen": (send_reopening, False),
}


@member_required
@require_POST
def report_step(request: HttpRequest, pk: Any, step: str) -> HttpResponse:
    """POST: take, answer, refuse or reopen. What is refused keeps what was typed."""
    if step not in STEPS:
        raise Http404
    row = find_report(request, pk)
    send, answers = STEPS[step]
    form = AnswerForm(request.POST)
    form.fields["answer"].required = answers
    if not form.is_valid():
        return report_page(request, row, form=form, status=422)
    data = dict(form.cleaned_data)
    if not answers:
        data.pop("answer")
    try:
        messages.success(request, send(row, data, request.user))
        return redirect(row.get_absolute_url())
    except StaleRow as error:
        fresh = find_report(request, pk)
        form.data = form.data.copy()
        form.data["seen_version"] = fresh.version
        return report_page(request, fresh, form=form, refused=error, status=409)
    except BadReport as error:
        form.add_error(error.extra.get("field"), error.message)
        return report_page(request, row, form=form, status=422)
