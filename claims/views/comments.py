"""Talk about one thing: as a part of its page, and on a page of its own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.errors import ClaimsError
from claims.forms.comments import CommentForm
from claims.models import Claim, Comment, Question
from claims.review import comments
from claims.review.blind import hides, without_talk
from sources.http import page_or_part, visible_or_404
from sources.models import Document, Story
from workbench.accounts.decorators import member_required

SUBJECTS: dict[str, Any] = {
    "claim": Claim,
    "question": Question,
    "story": Story,
    "document": Document,
}
SHOWN = 30


def kind_of(subject: Any) -> str:
    return next(kind for kind, model in SUBJECTS.items() if type(subject) is model)


def thread_of(subject: Any, user: Any, *, unseeing: bool = False) -> dict[str, Any]:
    """Context of ``_comments.html``: the latest comments, oldest of them first.

    ``unseeing`` leaves out what a blind second reader is not to hear yet. One query;
    whom one may mention is asked for when the list of them is opened.
    """
    rows = said_on(subject, user, unseeing=unseeing).order_by("-created_at", "-id")
    found = list(rows[: SHOWN + 1])
    return {
        "thread_kind": kind_of(subject),
        "thread_pk": subject.pk,
        "comments": found[:SHOWN][::-1],
        "more_comments": len(found) > SHOWN,
        "comment_form": CommentForm(),
    }


def said_on(subject: Any, user: Any, *, unseeing: bool) -> QuerySet[Comment]:
    rows = comments.comments_on(subject).prefetch_related(None)
    return without_talk(rows, subject, user) if unseeing else rows


def find_subject(request: HttpRequest, kind: str, pk: Any) -> Any:
    model = SUBJECTS[kind]
    rows = model.objects.all()
    if kind != "story":
        rows = rows.select_related("story")
    return visible_or_404(rows, request.user, pk=pk)


@member_required
def thread(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    """GET: all that was said about one thing. POST: say something."""
    subject = find_subject(request, kind, pk)
    form = CommentForm()
    if request.method == "POST":
        form = CommentForm(request.POST, people=comments.people_to_mention(subject))
        if form.is_valid():
            try:
                said = comments.comment(
                    subject,
                    form.cleaned_data["text"],
                    by=request.user,
                    mention=form.cleaned_data["mention"],
                )
                return after(request, subject, said)
            except ClaimsError as refused:
                form.add_error("text", refused.message)
    return answer(request, subject, form)


def after(request: HttpRequest, subject: Any, said: Comment) -> HttpResponse:
    """The part as it now stands, or the page the form stood on."""
    if request.htmx:
        return answer(request, subject, CommentForm(), new=said)
    return redirect(f"{page_of(subject)}#c-{said.pk}")


def answer(
    request: HttpRequest, subject: Any, form: CommentForm, *, new: Comment | None = None
) -> HttpResponse:
    unseeing = isinstance(subject, Claim) and hides(subject, request.user)
    context = thread_of(subject, request.user, unseeing=unseeing)
    if "people" in request.GET or form.errors:
        context["people"] = comments.people_to_mention(subject)[:200]
    if "all" in request.GET or not request.htmx:
        rows = said_on(subject, request.user, unseeing=unseeing)
        context |= {"comments": rows, "more_comments": False}
    context |= {
        "subject": subject,
        "subject_url": page_of(subject),
        "comment_form": form,
        "new_comment": new,
    }
    return page_or_part(
        request,
        "claims/comments.html",
        "claims/parts/_comments.html",
        context,
        status=422 if form.errors else 200,
    )


def page_of(subject: Any) -> str:
    return reverse(kind_of(subject), args=[subject.pk])


def find_own(request: HttpRequest, pk: Any) -> Comment:
    rows = Comment.objects.select_related("claim", "question", "story", "document")
    row = visible_or_404(rows, request.user, pk=pk)
    if row.by_id != request.user.pk:
        raise Http404
    return row


@member_required
def comment_edit(request: HttpRequest, pk: Any) -> HttpResponse:
    """GET: the form with one's own words. POST: change them."""
    row = find_own(request, pk)
    subject = comments.subject_of(row)
    form = CommentForm(request.POST or None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        try:
            row = comments.edit_comment(row, form.cleaned_data["text"], by=request.user)
            return redirect(f"{page_of(subject)}#c-{row.pk}")
        except ClaimsError as refused:
            form.add_error("text", refused.message)
    context = {"row": row, "form": form, "subject_url": page_of(subject)}
    return page_or_part(
        request,
        "claims/comment_edit.html",
        "claims/parts/_comment_edit.html",
        context,
        status=422 if form.errors else 200,
    )


@member_required
@require_POST
def comment_delete(request: HttpRequest, pk: Any) -> HttpResponse:
    row = find_own(request, pk)
    subject = comments.subject_of(row)
    comments.delete_comment(row, by=request.user)
    if request.htmx:
        return answer(request, subject, CommentForm())
    return redirect(f"{page_of(subject)}#comments")
