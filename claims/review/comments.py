"""What colleagues say to each other about a claim, a question, a story, a document.

A comment changes nothing that was read, so a claim keeps its version; it is an event
of the claim's history all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import (
    BadComment,
    NotAllowed,
    StaleComment,
    TransitionNotAllowed,
)
from claims.models import Claim, Comment, Question
from claims.review.assignment import SUBJECTS
from claims.review.notices import notify, tell_of_comment
from claims.review.record import record
from claims.review.workflow import lock
from sources.ingest.revisions import reading_words
from sources.models import Document, Story, TextRevision
from sources.models.selector import selector_columns
from sources.text.base import Selector
from workbench.accounts.models import User

MAX_LENGTH = 20_000


def comment(
    subject: Claim | Question | Story | Document,
    text: str,
    *,
    by: Any,
    revision: TextRevision | None = None,
    selector: Selector | None = None,
    mention: Iterable[User] = (),
) -> Comment:
    """Say something about one thing, or about the words that ``selector`` finds.

    Who is named in the text as "@Name" is mentioned, and who is in ``mention``.

    Raises:
        NotAllowed: ``by`` may not see the thing.
        BadComment: no words, too many, words that are not in the text, or somebody
            in ``mention`` who may not see the thing.
    """
    words = checked(text)
    require_sight(subject, by)
    people = mentioned(subject, words, set(mention))
    with transaction.atomic():
        row = Comment.objects.create(
            scope_id=subject.scope_id,
            text=words,
            by=by,
            revision=revision,
            **{SUBJECTS[type(subject)]: subject},
            **anchor(subject, revision, selector),
        )
        row.mentions.set(people)
        tell(row, "commented", None, by=by)
        tell_of_comment(subject, words, people, by=by)
    return row


def edit_comment(
    row: Comment,
    text: str,
    *,
    by: Any,
    mention: Iterable[User] = (),
    seen_at: datetime | None = None,
) -> Comment:
    """Change one's own words; who was mentioned already is not told again.

    Raises:
        NotAllowed: it is somebody else's comment.
        TransitionNotAllowed: it is deleted.
        StaleComment: it was changed after ``seen_at``.
        BadComment: as :func:`comment`.
    """
    words = checked(text)
    with transaction.atomic():
        row = own(row, by, seen_at)
        before = summary(row)
        subject, known = subject_of(row), set(row.mentions.all())
        people = mentioned(subject, words, set(mention))
        new = [person for person in people if person not in known]
        notify("mentioned", to=new, about=subject, by=by, words=words)
        if words != row.text:
            row.text = words
            row.edited_at = timezone.now()
            row.save(update_fields=["text", "edited_at"])
            told = set(row.mentions.all())
            row.mentions.set(people)
            tell(row, "comment_edited", before, by=by)
            new = [person for person in people if person not in told]
            notify("mentioned", to=new, about=subject_of(row), by=by, words=words)
    return row


def delete_comment(
    row: Comment, *, by: Any, seen_at: datetime | None = None
) -> Comment:
    """Take one's own words back; a line stays that says so. Raises as edits do."""
    with transaction.atomic():
        row = own(row, by, seen_at)
        before = summary(row)
        row.text = ""
        row.deleted_at = timezone.now()
        row.save(update_fields=["text", "deleted_at"])
        row.mentions.clear()
        tell(row, "comment_deleted", before, by=by)
    return row


def comments_on(subject: Any) -> QuerySet[Comment]:
    """Comments about one thing, oldest first, deleted ones as lines."""
    rows = Comment.objects.filter(**{SUBJECTS[type(subject)]: subject})
    return rows.select_related("by", "revision").prefetch_related("mentions")


def people_to_mention(subject: Any) -> QuerySet[User]:
    """Active members who may see the thing, those of the story's team first."""
    rows = User.objects.filter(is_active=True, memberships__isnull=False)
    if subject.scope_id is not None:
        rows = rows.filter(memberships__team=subject.scope_id)
    return rows.distinct().order_by("name", "email")


def mentioned(subject: Any, words: str, chosen: set[User]) -> list[User]:
    """Return whom a comment mentions: those chosen, and "@Name" in its words.

    Raises:
        BadComment: somebody chosen may not see the thing.
    """
    able = list(people_to_mention(subject))
    blind = chosen - set(able)
    if blind:
        names = ", ".join(sorted(str(person) for person in blind))
        raise BadComment(
            _("%(names)s may not see this, so cannot be mentioned.") % {"names": names}
        )
    named = named_in(words, [str(person) for person in able])
    return [person for person in able if person in chosen or str(person) in named]


def named_in(words: str, names: Iterable[str]) -> set[str]:
    """Return the names that stand in ``words`` after an @; the longest one counts.

    White space and case count alike: "@rea  porter" names "Rea Porter".
    """
    by_fold = {" ".join(name.casefold().split()): name for name in names}
    longest = sorted(by_fold, key=len, reverse=True)
    patterns = [r"\s+".join(map(re.escape, name.split())) for name in longest]
    if not patterns:
        return set()
    found = re.findall(rf"@({'|'.join(patterns)})(?!\w)", words, re.IGNORECASE)
    folded = (" ".join(one.casefold().split()) for one in found)
    return {by_fold[one] for one in folded if one in by_fold}


def checked(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise BadComment(_("A comment needs words."))
    if "\0" in words:
        raise BadComment(_("A comment cannot hold NUL characters."))
    if len(words) > MAX_LENGTH:
        raise BadComment(
            _("A comment holds at most %(most)d characters; this has %(length)d.")
            % {"most": MAX_LENGTH, "length": len(words)}
        )
    return words


def anchor(
    subject: Any, revision: TextRevision | None, selector: Selector | None
) -> dict[str, Any]:
    """Return the columns of the words a note is about, none for a plain comment."""
    if selector is None or revision is None:
        return {}
    slices = tuple(revision.text[start:end] for start, end in selector.segments)
    if revision.scope_id != subject.scope_id or slices != selector.exact:
        raise BadComment(_("These words are not found at that place in the text."))
    return {
        "words": reading_words(revision, selector.segments),
        **selector_columns(selector),
    }


def require_sight(subject: Any, user: Any) -> None:
    if not type(subject).objects.visible_to(user).filter(pk=subject.pk).exists():
        raise NotAllowed(_("You may not see this."))


def changed_at(row: Comment) -> datetime:
    """When it got the words it has now."""
    return row.deleted_at or row.edited_at or row.created_at


def own(row: Comment, user: Any, seen_at: datetime | None = None) -> Comment:
    """Lock the comment for its author, the claim before it as every editorial write.

    Raises:
        NotAllowed: it is not the person's own, or what it is about is out of sight.
        TransitionNotAllowed: it is deleted already.
        StaleComment: it was changed after ``seen_at``.
    """
    if row.claim_id:
        lock(row.claim, seen_version=None)
    locked = Comment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.by_id != user.pk:
        raise NotAllowed(_("Only its author changes a comment."))
    require_sight(subject_of(locked), user)
    if locked.deleted_at is not None:
        raise TransitionNotAllowed(_("This comment is deleted."))
    if seen_at is not None and changed_at(locked) != seen_at:
        raise StaleComment(_("This comment was changed after you read it."))
    return locked


def subject_of(row: Comment) -> Any:
    return row.claim or row.question or row.story or row.document


def tell(row: Comment, kind: str, before: Any, *, by: Any) -> None:
    """Record it in the claim's chain; its version stays, as nothing read changed."""
    if row.claim_id is None:
        return
    claim = lock(row.claim, seen_version=None)
    record(claim, kind, before, summary(row), by=by)


def summary(row: Comment) -> dict[str, Any]:
    return {"id": row.pk, "text": row.text}
