"""Pages of the sources room: what there is, adding more, and the work on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
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
from sources.http import back, page_or_part, paged, visible_or_404
from sources.ingest.checks import too_large
from sources.ingest.service import ingest_paste, ingest_upload, ingest_url
from sources.jobs.service import give_up, retry
from sources.models import Capture, Document, Job, Story, TextRevision
from sources.stories import open_story
from sources.text.missing import Asked, ask_day
from workbench.accounts.decorators import member_required

EDITS_SHOWN = 50
RETRIED_AT_ONCE = 200


@member_required
def sources(request: HttpRequest) -> HttpResponse:
    """All documents one may see, newest first, narrowed by words, story and lack."""
    rows = Document.objects.visible_to(request.user).select_related("source", "story")
    words, lack = request.GET.get("q", ""), request.GET.get("lack", "")
    story = story_asked(request)
    for word in words.replace("\x00", " ").split()[:12]:
        rows = rows.filter(Q(title__icontains=word) | Q(outlet__icontains=word))
    if story is not None:
        rows = rows.filter(story=story)
    if lack in LACKS:
        rows = LACKS[lack][1](rows)
    page = paged(request, rows)
    add_progress(page.object_list)
    context = {
        "page": page,
        "q": words,
        "story": story,
        "lack": lack,
        "lacks": [(key, words) for key, (words, _narrow) in LACKS.items()],
        "narrowed": bool(words or lack or story),
    }
    return page_or_part(
        request, "sources/sources.html", "sources/parts/_sources.html", context
    )


def without_date(rows: QuerySet[Document]) -> QuerySet[Document]:
    return asking(rows)


def without_outlet(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.filter(outlet="", source=None, current_revision__isnull=False)


def without_text(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.filter(current_revision=None)


# What a document may lack: its words, and how the list is narrowed to it.
LACKS: dict[str, tuple[Any, Callable[[QuerySet[Document]], QuerySet[Document]]]] = {
    "date": (gettext_lazy("without a date"), without_date),
    "outlet": (gettext_lazy("without an outlet"), without_outlet),
    "text": (gettext_lazy("without a text yet"), without_text),
}


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
            messages.success(
                request, _("Taken in: %(n)d. Reading begins now.") % {"n": len(taken)}
            )
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
    return form.cleaned_data["title"] or _("The pasted text")


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
        note = (
            _("Saved. Times in it are read anew.") if form.changes else _("Left open.")
        )
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
        note = _("“%(story)s” is open. Add its first sources.") % {"story": story}
        messages.success(request, note)
        return redirect(f"{reverse('sources_add')}?story={story.pk}")
    status = 422 if form.errors else 200
    return render(request, "sources/story_create.html", {"form": form}, status=status)


@member_required
def jobs(request: HttpRequest) -> HttpResponse:
    """Work of every stage: what waits, runs, is done or was set aside, and why."""
    shown = Job.objects.visible_to(request.user)
    story = story_asked(request)
    if story is not None:
        shown = shown.filter(story=story)
    counts = dict(shown.order_by().values_list("state").annotate(n=Count("id")))
    state = request.GET.get("state", "")
    rows = shown.filter(state=state) if state in JobState.values else shown
    page = paged(request, rows.select_related("created_by", "story"))
    busy = counts.get("queued", 0) + counts.get("running", 0)
    context = {
        "page": page,
        "state": state,
        "story": story,
        "states": [(s.value, s.label, counts.get(s.value, 0)) for s in JobState],
        "busy": busy,
        "stopped": counts.get("quarantined", 0),
    }
    return page_or_part(
        request, "sources/jobs.html", "sources/parts/_jobs.html", context
    )


def story_asked(request: HttpRequest) -> Story | None:
    """The story a list is narrowed to, if there is one that the person may see."""
    asked = request.GET.get("story", "")
    if not asked:
        return None
    rows = Story.objects.select_related("team")
    return visible_or_404(rows, request.user, pk=asked)


@member_required
@require_POST
def job_retry(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: have a job that was set aside or given up done again."""
    row = find_job(request, pk)
    retry(row, by=request.user)
    return back(request, reverse("jobs"), _("It will be tried again."))


@member_required
@require_POST
def job_give_up(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: leave a job that was set aside; its reason stays to be read."""
    row = find_job(request, pk)
    give_up(row, by=request.user)
    return back(request, reverse("jobs"), _("Given up. It can still be tried again."))


def find_job(request: HttpRequest, pk: Any) -> Job:
    return visible_or_404(Job.objects.select_related("story"), request.user, pk=pk)


@member_required
@require_POST
def jobs_retry_all(request: HttpRequest) -> HttpResponse:
    """POST: have all jobs that were set aside tried again, as far as one may."""
    rows = Job.objects.visible_to(request.user).filter(state=JobState.QUARANTINED)
    if request.POST.get("story"):
        story = visible_or_404(
            Story.objects.all(), request.user, pk=request.POST["story"]
        )
        rows = rows.filter(story=story)
    own = rows.filter(story__team__in=request.user.team_ids).select_related("story")
    tried = [retry(job, by=request.user) for job in own[:RETRIED_AT_ONCE]]
    note = ngettext(
        "%(n)d job is tried again.", "%(n)d jobs are tried again.", len(tried)
    ) % {"n": len(tried)}
    return back(request, reverse("jobs"), note)


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
