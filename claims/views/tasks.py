"""Work given out: the list and the board, one task, giving out, dividing a story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from claims.choices import WorkKind, WorkState
from claims.errors import ClaimsError
from claims.forms.work import ChangeForm, DivideForm, TakerForm, WorkForm
from claims.models import Assignment, Claim, Question
from claims.review import assignment as service
from claims.review import division
from claims.views import task_lists
from claims.views.task_lists import joined, uuid_of, wanted_of
from sources.http import Capped, back, page_or_part, paged, visible_or_404
from sources.models import Document, Story
from workbench.accounts.decorators import member_required
from workbench.accounts.models import User

ROWS = 25
Step = Callable[..., Assignment]
#: Steps that need nothing but a button: what is done, and what is said then.
STEPS: dict[str, tuple[Step, Any]] = {
    "take": (service.take, lambda: _("You are on it.")),
    "release": (service.release, lambda: _("Released.")),
    "done": (service.finish, lambda: _("Done.")),
    "drop": (
        lambda row, by: service.finish(row, by=by, dropped=True),
        lambda: _("Dropped."),
    ),
    "reopen": (service.reopen, lambda: _("Open again.")),
}
SUBJECTS = {"claim": Claim, "question": Question, "story": Story, "document": Document}


@member_required
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """Work as a list or a board; whose, what, due when: all in the address."""
    wanted, now = wanted_of(request.GET), timezone.now()
    user = request.user
    context: dict[str, Any] = {
        "wanted": wanted,
        "whose": task_lists.WHOSE,
        "counts_by_tab": task_lists.counts_of(user),
        "kinds": WorkKind.choices,
        "dues": task_lists.DUE,
        "sorts": {key: words for key, (words, _order) in task_lists.SORTS.items()},
        "stories": task_lists.stories_with_work(user),
        "now": now,
    }
    if wanted.view == "board":
        context["columns"] = task_lists.board(user, wanted, now)
        context["any"] = any(column.count for column in context["columns"])
    else:
        rows = task_lists.wanted_work(user, wanted, now)
        page = paged(request, rows, ROWS, Capped)
        page.object_list = task_lists.shown(page.object_list, user, now)
        context |= {"page": page, "any": bool(page.object_list)}
    return page_or_part(
        request, "claims/tasks.html", "claims/parts/_tasks.html", context
    )


def find_task(request: HttpRequest, pk: Any) -> Assignment:
    rows = task_lists.with_place(timezone.now())
    return visible_or_404(joined(rows), request.user, pk=pk)


@member_required
@require_GET
def task(request: HttpRequest, pk: Any) -> HttpResponse:
    """One task: what, about what, for whom, until when, and what can be done."""
    return task_page(request, find_task(request, pk))


def task_page(
    request: HttpRequest, row: Assignment, status: int = 200, **forms: Any
) -> HttpResponse:
    """``forms`` replaces forms that were refused, so nothing typed is lost."""
    user = request.user
    shown = task_lists.Shown(row, user, timezone.now())
    context: dict[str, Any] = {"shown": shown, "task": row}
    if shown.may_change and row.state == WorkState.OPEN:
        context["hand_over_form"] = TakerForm(
            row.subject, row.kind, user, auto_id="hand_%s"
        )
        seen = {"due_at": row.due_at, "note": row.note}
        context["change_form"] = ChangeForm(user, initial=seen, auto_id="change_%s")
    context |= forms
    return render(request, "claims/task.html", context, status=status)


@member_required
@require_POST
def task_step(request: HttpRequest, pk: Any, step: str) -> HttpResponse:
    """POST: take, release, done, drop or reopen."""
    if step not in STEPS:
        raise Http404
    row = visible_or_404(Assignment.objects.all(), request.user, pk=pk)
    do, words = STEPS[step]
    do(row, by=request.user)
    return back(request, reverse("tasks"), words())


@member_required
@require_POST
def task_end(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: done, or dropped as no longer needed."""
    step = "drop" if request.POST.get("how") == "dropped" else "done"
    return task_step(request, pk, step)


@member_required
@require_POST
def task_hand_over(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: to somebody else, with a note."""
    row = find_task(request, pk)
    form = TakerForm(
        row.subject, row.kind, request.user, request.POST, auto_id="hand_%s"
    )
    if form.is_valid():
        person, team = takers(form.cleaned_data, row.subject)
        try:
            service.hand_over(
                row,
                by=request.user,
                to_person=person,
                to_team=team,
                note=form.cleaned_data["note"],
            )
            whom = person or team
            messages.success(request, _("Handed over to %s.") % whom)
            return redirect("task", row.pk)
        except ClaimsError as refused:
            form.add_error(None, refused.message)
    return task_page(request, row, 422, hand_over_form=form, open_form="hand_over")


@member_required
@require_POST
def task_change(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: another date, another note."""
    row = find_task(request, pk)
    form = ChangeForm(request.user, request.POST, auto_id="change_%s")
    if form.is_valid():
        try:
            service.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("task", row.pk)
        except ClaimsError as refused:
            form.add_error(None, refused.message)
    return task_page(request, row, 422, change_form=form, open_form="change")


@member_required
def task_new(request: HttpRequest) -> HttpResponse:
    """GET: a form about one thing of the address. POST: give the work out."""
    name, subject = subject_of(request)
    kind = request.POST.get("kind") or request.GET.get("kind") or WorkKind.CHECK
    kind = kind if kind in WorkKind.values else WorkKind.CHECK
    form = WorkForm(subject, kind, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = give(form.cleaned_data, subject, request.user)
            whom = row.person or row.team
            messages.success(
                request,
                _("%(kind)s: given to %(whom)s.")
                % {"kind": row.get_kind_display(), "whom": whom},
            )
            return redirect("task", row.pk)
        except ClaimsError as refused:
            form.add_error(None, refused.message)
    context = {"form": form, "subject": subject, "name": name, "kind": kind}
    status = 422 if form.errors else 200
    return render(request, "claims/task_new.html", context, status=status)


def takers(data: dict[str, Any], subject: Any) -> tuple[Any, Any]:
    """Person and team; with nobody named it is for the pile of the story's team."""
    person, team = data["person"], data["team"]
    if person is None and team is None:
        team = service.story_of(subject).team
    return person, team


def give(data: dict[str, Any], subject: Any, by: Any) -> Assignment:
    person, team = takers(data, subject)
    return service.assign(
        subject,
        kind=data["kind"],
        by=by,
        to_person=person,
        to_team=team,
        due_at=data["due_at"],
        note=data["note"],
    )


def subject_of(request: HttpRequest) -> tuple[str, Any]:
    """The one thing that the address names."""
    named = [name for name in SUBJECTS if name in request.GET]
    if len(named) != 1:
        raise Http404
    rows = SUBJECTS[named[0]].objects.all()
    if named[0] != "story":
        rows = rows.select_related("story__team")
    pk = uuid_of(request.GET[named[0]])
    return named[0], visible_or_404(rows, request.user, pk=pk)


@member_required
def divide(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: the form. POST: a preview in even shares, or give out what it shows."""
    story = visible_or_404(Story.objects.select_related("team"), request.user, pk=pk)
    form = DivideForm(story, request.user, request.POST or None)
    context: dict[str, Any] = {"story": story, "form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        parts = division.parts_of(story, data["way"])
        people = list(data["people"])
        parts = division.shared_out(parts, people)
        # Chosen again among others, or by another way, the shares are made afresh.
        basis = basis_of(data["way"], people)
        if request.POST.get("basis") == basis:
            parts = division.adjusted(parts, chosen_for(request, parts, people))
        if request.POST.get("do") == "give":
            try:
                return give_out(request, story, parts, data)
            except ClaimsError as refused:
                form.add_error(None, refused.message)
        context |= {
            "parts": parts,
            "people": people,
            "shares": shares_of(parts, people),
            "basis": basis,
            "given": sum(len(part.subjects) for part in parts if part.person),
        }
    status = 422 if form.errors else 200
    return render(request, "claims/divide.html", context, status=status)


def basis_of(way: str, people: list[User]) -> str:
    return "-".join([way, *sorted(str(person.pk) for person in people)])


def chosen_for(
    request: HttpRequest, parts: list[division.Part], people: list[User]
) -> dict[str, User | None]:
    by_id = {str(person.pk): person for person in people}
    return {
        part.key: by_id.get(request.POST[part.key])
        for part in parts
        if part.key in request.POST
    }


def shares_of(
    parts: list[division.Part], people: list[User]
) -> list[tuple[User, int, int]]:
    """Each person's parts and how much there is to do in them."""
    return [
        (
            person,
            sum(1 for part in parts if part.person == person),
            sum(part.weight for part in parts if part.person == person),
        )
        for person in people
    ]


def give_out(
    request: HttpRequest,
    story: Story,
    parts: list[division.Part],
    data: dict[str, Any],
) -> HttpResponse:
    made, count = division.give_out(
        story,
        parts,
        by=request.user,
        kind=data["kind"],
        due_at=data["due_at"],
        note=data["note"],
    )
    words = ngettext("%d task given out.", "%d tasks given out.", count) % count
    messages.success(request, words)
    query = urlencode({"whose": "given", "division": made})
    return HttpResponseRedirect(f"{reverse('tasks')}?{query}")


@member_required
@require_POST
def division_undo(request: HttpRequest, pk: Any) -> HttpResponse:
    """POST: drop what a division gave out and nobody has begun."""
    rows = Assignment.objects.visible_to(request.user).filter(division=pk)
    if not rows.exists():
        raise Http404
    dropped, kept = division.take_back(pk, by=request.user)
    words = ngettext("%d task taken back.", "%d tasks taken back.", dropped) % dropped
    if kept:
        words += " " + ngettext(
            "%d was begun or ended and stays.",
            "%d were begun or ended and stay.",
            kept,
        ) % (kept)
    return back(request, reverse("tasks"), words)
