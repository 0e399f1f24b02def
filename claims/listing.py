"""Lists of claims: what may be asked of them, and in which order they come.

In: claims one may see, and checked filters. Out: the claims that fit. One place for
the page, its counts, its table as a file, and what is done to all that match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Replace
from django.utils import timezone

from claims.choices import Status, WorkState
from claims.models import Assignment, Claim, Comment, Evidence, Verdict
from claims.querysets import ClaimQuerySet, counted
from claims.review.blind import hidden_from
from sources.keyset import Key, instant

OPEN = [Status.QUEUED, Status.IN_REVIEW, Status.PROPOSED, Status.APPROVED]
WORDS = 12  # of a search; more narrow nothing
# What stands around a word that was searched for, until the page marks it; and for what
# the database would leave out as a tag or an entity.
MARK, UNMARK, LESS, AND = "\ue000", "\ue001", "\ue002", "\ue003"

SORTS: dict[str, Key] = {
    "changed": Key("updated_at", falling=True, parse=instant),
    "waiting": Key("updated_at", parse=instant),
    "newest": Key("number", falling=True),
    "oldest": Key("number"),
    "event": Key("event_start", nulls=True, parse=instant),
    "event_last": Key("event_start", falling=True, nulls=True, parse=instant),
    "claimant": Key("claimant"),
    "state": Key("state_rank"),
    "risk": Key("risk"),
}


def asked_words(words: str) -> SearchQuery | None:
    """Return words as a query: all of them, the last as a beginning; None for none.

    Quotation marks and a minus are heeded as search engines heed them.
    """
    found = re.findall(r"\w+", words)[:WORDS]
    if not found:
        return None
    last = SearchQuery(f"{found[-1]}:*", config="english", search_type="raw")
    if '"' in words or re.search(r"(?:^|\s)-\w", words):
        return SearchQuery(words[:400], config="english", search_type="websearch")
    if len(found) == 1:
        return last
    head = SearchQuery(" ".join(found[:-1]), config="english", search_type="plain")
    return head & last


def by_words(rows: Any, words: str, user: Any) -> Any:
    """Claims that hold the words; "claim 12" and "12" find claim 12, too."""
    query = asked_words(words)
    if query is None:
        return rows
    number = re.fullmatch(r"\s*(?:claim\s+|#)?(\d{1,15})\s*", words, re.IGNORECASE)
    fits = Q(search=query)
    return rows.filter(fits | Q(number=int(number[1])) if number else fits)


def with_marks(rows: Any, words: str) -> Any:
    """Add ``marked``: the claim's words with what was searched for between marks."""
    query = asked_words(words)
    return rows if query is None else rows.annotate(marked=marks_in(query))


def marks_in(query: SearchQuery, column: str = "normalized_text") -> SearchHeadline:
    """A column's words with marks; the template filter ``marked`` shows them."""
    whole = Replace(Replace(column, Value("<"), Value(LESS)), Value("&"), Value(AND))
    return SearchHeadline(
        whole,
        query,
        config="english",
        start_sel=MARK,
        stop_sel=UNMARK,
        highlight_all=True,
    )


def by_claimant(rows: Any, words: str, user: Any) -> Any:
    found = re.findall(r"\w+", words)[:WORDS]
    if not found:
        return rows
    beginning = " & ".join(f"{word}:*C" for word in found)
    return rows.filter(
        search=SearchQuery(beginning, config="simple", search_type="raw")
    )


def by_status(rows: Any, wanted: list[str], user: Any) -> Any:
    """Open ones unless states are named; "all" is every state."""
    if "all" in wanted:
        return rows
    states = [s for s in wanted if s in Status.values]
    if "open" in wanted or not states:
        states += OPEN
    return rows.filter(status__in=states)


def by_rating(rows: Any, rating: Any, user: Any) -> Any:
    """By the verdict that stands, but for verdicts the person is to read without."""
    stands = Verdict.objects.filter(claim=OuterRef("pk"), current=True, rating=rating)
    hidden = hidden_from(user).values("pk")
    return rows.filter(Exists(stands)).exclude(pk__in=hidden)


def person_in(wanted: str, user: Any) -> Any:
    return user.pk if wanted == "me" else wanted


def by_checker(rows: Any, wanted: str, user: Any) -> Any:
    if wanted == "none":
        return rows.filter(checker=None)
    return rows.filter(checker=person_in(wanted, user))


def open_work(user: Any) -> QuerySet[Assignment]:
    return Assignment.objects.visible_to(user).filter(
        claim=OuterRef("pk"), state=WorkState.OPEN
    )


def by_work(rows: Any, wanted: str, user: Any) -> Any:
    work = open_work(user)
    if wanted == "none":
        return rows.exclude(Exists(work))
    return rows.filter(Exists(work.filter(person=person_in(wanted, user))))


def by_due(rows: Any, wanted: str, user: Any) -> Any:
    """By open work's own date, else the story's deadline."""
    now = timezone.now()
    until = {"overdue": now, "today": end_of(now.date()), "week": now + WEEK}
    if wanted == "none":
        dated = Exists(open_work(user).filter(due_at__isnull=False))
        return rows.filter(story__deadline=None).exclude(dated)
    limit = until[wanted]
    due = Exists(open_work(user).filter(due_at__lte=limit))
    undated = ~Exists(open_work(user).filter(due_at__isnull=False))
    return rows.filter(Q(due) | Q(undated, story__deadline__lte=limit))


WEEK = timedelta(days=7)


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def since(column: str) -> Callable[..., Any]:
    return lambda rows, day, user: rows.filter(**{f"{column}__gte": start_of(day)})


def until(column: str) -> Callable[..., Any]:
    return lambda rows, day, user: rows.filter(**{f"{column}__lt": end_of(day)})


def event_from(rows: Any, day: date, user: Any) -> Any:
    """An event that lasts is in the range when any of it is."""
    first = start_of(day)
    ends = Q(event_end__gte=first) | Q(event_end=None, event_start__gte=first)
    return rows.filter(ends)


def by_count(stance: str) -> Callable[..., Any]:
    """By how many confirmed pieces of evidence are for or against: "0", or at least."""

    def narrow(rows: Any, wanted: str, user: Any) -> Any:
        held = Evidence.objects.filter(
            claim=OuterRef("pk"), state="confirmed", stance=stance
        )
        if wanted == "0":
            return rows.exclude(Exists(held))
        if wanted == "1":
            return rows.filter(Exists(held))
        own = Evidence.objects.filter(state="confirmed", stance=stance)
        return rows.alias(held=counted(own)).filter(held__gte=int(wanted))

    return narrow


def by_tags(rows: Any, tags: list[str], user: Any) -> Any:
    return rows.filter(tags__contains=tags)


def by_comments(rows: Any, wanted: bool, user: Any) -> Any:
    said = Comment.objects.visible_to(user).filter(
        claim=OuterRef("pk"), deleted_at=None
    )
    return rows.filter(Exists(said))


def equal(column: str) -> Callable[..., Any]:
    return lambda rows, value, user: rows.filter(**{column: value})


#: What each filter does, by its name in the address. Only those given are applied.
FILTERS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "q": by_words,
    "level": equal("level"),
    "story": equal("story"),
    "question": equal("question"),
    "rating": by_rating,
    "claimant": by_claimant,
    "checker": by_checker,
    "work": by_work,
    "tag": by_tags,
    "risk": equal("risk"),
    "due": by_due,
    "event_from": event_from,
    "event_to": until("event_start"),
    "made_from": since("created_at"),
    "made_to": until("created_at"),
    "changed_from": since("updated_at"),
    "changed_to": until("updated_at"),
    "for": by_count("supports"),
    "against": by_count("contradicts"),
    "conflicts": lambda rows, _, user: rows.filter(group__conflicts__gt=0),
    "embargo": lambda rows, kind, user: rows.filter(scope__isnull=kind == "no"),
    "language": lambda rows, code, user: rows.filter(language__istartswith=code),
    "comments": by_comments,
}


def narrowed(rows: Any, wanted: dict[str, Any], user: Any) -> Any:
    """Apply filters by name; empty ones are left out."""
    rows = by_status(rows, wanted.get("status") or [], user)
    for name, narrow in FILTERS.items():
        if wanted.get(name):
            rows = narrow(rows, wanted[name], user)
    return rows


def listed(user: Any) -> ClaimQuerySet:
    """Claims one may see, merged ones apart."""
    return Claim.objects.visible_to(user).filter(merged_into=None)


def with_lines(rows: Any) -> Any:
    """Add all that a line of a list shows."""
    return rows.select_related("story", "checker", "question").with_evidence_counts()


def with_ranks(rows: Any) -> Any:
    """Add ``state_rank``: the way of a claim from queued to published."""
    ranks = [When(status=s, then=Value(at)) for at, s in enumerate(Status.values)]
    return rows.annotate(
        state_rank=Case(*ranks, default=Value(99), output_field=IntegerField())
    )


def keys_of(sorts: list[str]) -> list[Key]:
    """Return the order that was asked for; each column once, last changed first."""
    found: dict[str, Key] = {}
    for name in sorts or ["changed"]:
        if name in SORTS:
            found.setdefault(SORTS[name].name, SORTS[name])
    return list(found.values()) or [SORTS["changed"]]
