"""Pages of the sources room: what there is, adding more, and the work on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sources.choices import HowKnown, JobState
from sources.documents import (
    ASKED,
    correct_facts,
    facts_digest,
    leave_date_open,
)
from sources.errors import SourcesError, StaleFacts
from sources.facts import known_facts, near_copies
from sources.forms import AddForm, FactsForm, MissingForm, StoryForm
from sources.http import back, page_or_part, visible_or_404
from sources.ingest.checks import too_large
from sources.ingest.service import ingest_paste, ingest_upload, ingest_url
from sources.jobs.service import retry
from sources.models import Capture, Document, Job, TextRevision
from sources.stories import open_story
from sources.text.missing import Asked, ask_day
from workbench.accounts.decorators import member_required

EDITS_SHOWN = 50


@member_required
def sources(request: HttpRequest) -> HttpResponse:
    """All documents one may see, newest first; words and story narrow the list."""
    rows = Document.objects.visible_to(request.user).select_related("source", "story")
    for word in request.GET.get("q", "").split():
        rows = rows.filter(Q(title__icontains=word) | Q(outlet__icontains=word))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    add_progress(page.object_list)
    context = {"page": page, "q": request.GET.get("q", "")}
    return page_or_part(
        request, "sources/sources.html", "sources/parts/_sources.html", context
    )


@member_required
def add(request: HttpRequest) -> HttpResponse:
    """GET: ways in. POST: take in what was given; what is refused says why."""
    form = AddForm(
        request.user,
        request.POST or None,
        request.FILES or None,
        initial={"story": request.GET.get("story")},
    )
    taken: list[Any] = []
    refused: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        taken, refused = take_in(form, request.user)
        if taken:
            messages.success(request, f"Taken in: {len(taken)}. Reading begins now.")
        if not refused:
            return redirect("story", form.cleaned_data["story"].pk)
        form = only_refused(form, request.user, refused)
    status = 422 if refused or form.errors else 200
    context = {
        "form": form,
        "refused": refused,
        "taken": len(taken),
        "stories": form.fields["story"].queryset,
    }
    return render(request, "sources/add.html", context, status=status)


Refusal = tuple[str, SourcesError]


def take_in(form: AddForm, by: Any) -> tuple[list[Any], list[Refusal]]:
    """Take in each thing by itself, so that one refusal loses nothing else."""
    taken, refused = [], []
    for name, take in ways_in(form, story=form.cleaned_data["story"], by=by):
        try:
            taken.append(take())
        except SourcesError as error:
            refused.append((name, error))
    return taken, refused


def only_refused(form: AddForm, user: Any, refused: list[Refusal]) -> AddForm:
    """The form again with what may be mended; what was taken in is not sent twice."""
    names = {name for name, _ in refused}
    data = form.cleaned_data
    left = {"story": data["story"]}
    left["urls"] = "\n".join(url for url in form.addresses if url in names)
    if name_of_paste(form) in names:
        left |= {"text": data["text"], "title": data["title"]}
    return AddForm(user, initial=left)


def name_of_paste(form: AddForm) -> str:
    return form.cleaned_data["title"] or "The pasted text"


def ways_in(form: AddForm, **to: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what was given: its name for people, and the call that takes it in."""
    data = form.cleaned_data
    for file in data["files"]:
        yield file.name, partial(upload, file, **to)
    if data["text"].strip():
        yield (
            name_of_paste(form),
            partial(ingest_paste, data["text"], title=data["title"], **to),
        )
    for url in form.addresses:
        yield url, partial(ingest_url, url, **to)


def upload(file: Any, **to: Any) -> Any:
    """Take in an uploaded file; one that is too large is not even read."""
    if file.size > settings.MAX_UPLOAD_BYTES:
        raise too_large(file.size)
    return ingest_upload(file.read(), filename=file.name, **to)


@member_required
def facts(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: what is known of a document and how. POST: correct it, with a reason."""
    rows = Document.objects.select_related("story__team", "source", "current_revision")
    row = visible_or_404(rows, request.user, pk=pk)
    form = FactsForm(row, request.POST if request.method == "POST" else None)
    now: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return save_facts(request, row, form)
            except StaleFacts as stale:
                status, now = 409, stale.extra["now"]
                # Sent once more, it is meant for what stands now.
                form.data = form.data.copy()
                form.data["seen"] = facts_digest(find_again(row))
    context = {
        "document": row,
        "form": form,
        "now": now,
        "known": known_facts(row),
        "edits": row.edits.select_related("by")[:EDITS_SHOWN],
        "copies": near_copies(request.user, row),
        "may": bool(request.user.roles_in(row.story.team_id)),
    }
    return render(request, "sources/facts.html", context, status=status)


def save_facts(request: HttpRequest, row: Document, form: FactsForm) -> HttpResponse:
    data = form.cleaned_data
    correct_facts(
        row, form.changes, by=request.user, reason=data["reason"], seen=data["seen"]
    )
    note = _("Facts saved.") if form.changes else _("Nothing was changed.")
    return back(request, reverse("document_facts", args=[row.pk]), note)


def find_again(row: Document) -> Document:
    return Document.objects.get(pk=row.pk)


@member_required
def missing(request: HttpRequest, pk: Any) -> HttpResponse:
    """What only an editor can say of a document: asked with what its text offers."""
    rows = Document.objects.select_related("story", "current_revision")
    row = visible_or_404(rows, request.user, pk=pk)
    asked = asked_of(row) if row.asks_date else ()
    sent = request.POST if request.method == "POST" else None
    form = MissingForm(row, asked, sent)
    if request.method == "POST" and form.is_valid():
        answer_missing(row, form, by=request.user)
        note = "Saved. Times in it are read anew." if form.changes else "Left open."
        return back(request, reverse("document", args=[pk]), note)
    in_story = Document.objects.visible_to(request.user).filter(story=row.story)
    context = {
        "document": row,
        "form": form,
        "asked": asked,
        "others": asking(in_story).exclude(pk=pk)[:20],
        "outlets": in_story.exclude(outlet="").values_list("outlet", flat=True),
        "may": bool(request.user.roles_in(row.story.team_id)),
    }
    status = 422 if form.errors else 200
    return render(request, "sources/missing.html", context, status=status)


def answer_missing(row: Document, form: MissingForm, *, by: Any) -> None:
    if form.changes or not form.leaves_date_open:
        correct_facts(row, form.changes, by=by, reason=ASKED)
    if form.leaves_date_open:
        leave_date_open(row, by=by)


def asked_of(row: Document) -> tuple[Asked, ...]:
    """Days its text names, in the years they may be of, up to when it was taken in."""
    revision = row.current_revision
    if revision is None:
        return ()
    lines = [revision.reading_text[start:end] for start, end, *_ in revision.sentences]
    return ask_day(lines, taken_in=row.created_at.date())


def asking(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Documents that were read and whose date only a person can give."""
    return rows.filter(published="", current_revision__isnull=False).exclude(
        published_how=HowKnown.EDITOR
    )


@member_required
def story_create(request: HttpRequest) -> HttpResponse:
    form = StoryForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        story = open_story(**form.cleaned_data, by=request.user)
        messages.success(request, f"“{story}” is open. Add its first sources.")
        return redirect(f"{reverse('sources_add')}?story={story.pk}")
    status = 422 if form.errors else 200
    return render(request, "sources/story_create.html", {"form": form}, status=status)


@member_required
def jobs(request: HttpRequest) -> HttpResponse:
    """Work of every stage: what waits, runs, is done or was set aside, and why."""
    shown = Job.objects.visible_to(request.user)
    counts = dict(shown.order_by().values_list("state").annotate(n=Count("id")))
    state = request.GET.get("state", "")
    rows = shown.filter(state=state) if state in JobState.values else shown
    page = Paginator(rows.select_related("created_by", "story"), 50).get_page(
        request.GET.get("page")
    )
    states = [(s.value, s.label, counts.get(s.value, 0)) for s in JobState]
    busy = counts.get("queued", 0) + counts.get("running", 0)
    context = {"page": page, "state": state, "states": states, "busy": busy}
    return page_or_part(
        request, "sources/jobs.html", "sources/parts/_jobs.html", context
    )


@member_required
@require_POST
def job_retry(request: HttpRequest, pk: Any) -> HttpResponse:
    rows = Job.objects.select_related("story")
    row = visible_or_404(rows, request.user, pk=pk)
    retry(row, by=request.user)
    return back(request, reverse("jobs"), "It will be tried again.")


def add_progress(documents: Iterable[Document]) -> None:
    """Give each document ``work``: what is being done about it, else its newest job.

    Jobs are about the document, a capture of it or a revision of it; three queries for
    any number. What runs comes before what waits: of a long document many parts wait.
    """
    owners = {row.pk: row for row in documents}
    for row in owners.values():
        row.work = None
    subjects = {pk: pk for pk in owners}
    for parts in (Capture, TextRevision):
        rows = parts.objects.filter(document__in=owners)
        subjects |= dict(rows.values_list("pk", "document_id"))
    work = Job.objects.filter(subject__in=subjects).select_related("story")
    for job in work.order_by("created_at", "id"):
        owner = owners[subjects[job.subject]]
        if owner.work is None or urgency(job) >= urgency(owner.work):
            owner.work = job


def urgency(job: Job) -> int:
    """What runs is told first, then what waits, then what ended, the newest of it."""
    order = {JobState.RUNNING: 2, JobState.QUEUED: 1}
    return order.get(JobState(job.state), 0)
