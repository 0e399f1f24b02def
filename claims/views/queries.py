"""Rows as pages need them: visible, joined, counted; each with a fixed query count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from claims.choices import Interest
from claims.models import (
    Approval,
    Candidate,
    CandidateGroup,
    Claim,
    ClaimMatch,
    Question,
    Side,
    TriageDecision,
    TriagePlace,
)
from claims.querysets import ClaimQuerySet
from claims.ranks import WORTH
from claims.review import deputies
from claims.views.relations import Tie, Ties, ties_of, ties_shown
from sources.models import Story
from workbench.accounts.models import User

# Of what was checked before, a row shows the likest.
MATCHES = 2
# On a row: versions, and wordings of each; the rest is counted and a click away.
VERSIONS, WORDINGS = 8, 24
WORDS = 12  # of a search


def is_open(now: datetime) -> Q:
    """Groups that nobody has settled, or whose snooze has ended."""
    slept_out = Q(decision__action="snooze", decision__until__lte=now)
    return Q(decision=None) | slept_out


def waiting_groups(user: Any) -> QuerySet[CandidateGroup]:
    """Groups of open stories that wait for a decision."""
    return CandidateGroup.objects.visible_to(user).filter(
        is_open(timezone.now()), story__closed_at=None, best__isnull=False
    )


def triage_places(user: Any, wanted: dict[str, Any] | None = None) -> Any:
    """Rows of triage on which something waits, the first to be seen first.

    ``wanted`` holds the filters of ``TriageFilter``. Only what is worth a check is
    listed, unless a score or words are asked for.
    """
    wanted = wanted or {}
    rows = every_place(user, wanted)
    if wanted.get("score"):
        return rows.filter(score__gte=wanted["score"] / 100)
    return rows if wanted.get("q") else rows.filter(score__gte=WORTH)


def low_places(user: Any, wanted: dict[str, Any]) -> Any:
    """What :func:`triage_places` leaves out as not worth a check."""
    if wanted.get("score") or wanted.get("q"):
        return TriagePlace.objects.none()
    return every_place(user, wanted).filter(score__lt=WORTH).order_by()


def groups_on(user: Any, places: Any) -> QuerySet[CandidateGroup]:
    """What waits on these rows themselves, their company apart; surest first."""
    own = Q(pk__in=places.order_by().values("group"))
    answers = Q(question__in=places.order_by().values("question"))
    return waiting_groups(user).filter(own | answers).order_by("-score", "pk")


class Figure(Subquery):
    """How many rows a query has, within another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counted_together(user: Any, *rows: QuerySet) -> list[int]:
    """Count several querysets in one query."""
    figures = {f"n_{at}": Figure(found) for at, found in enumerate(rows)}
    [row] = User.objects.filter(pk=user.pk).values(**figures)
    # Of what cannot have rows the database is not asked: None.
    return [row[name] or 0 for name in figures]


def every_place(user: Any, wanted: dict[str, Any]) -> Any:
    # Not by a join: the planner takes stories for few, and would sort all their rows.
    closed = Story.objects.filter(closed_at__isnull=False)
    rows = TriagePlace.objects.visible_to(user).exclude(story__in=closed)
    rows = rows.filter(waits_from__lte=timezone.now())
    if wanted.get("story"):
        rows = rows.filter(story=wanted["story"])
    if wanted.get("conflicts"):
        rows = rows.filter(conflicts__gt=0)
    if words := re.findall(r"\w+", wanted.get("q", "")):
        beginning = " & ".join(f"{word}:*" for word in words[:WORDS])
        query = SearchQuery(beginning, config="simple", search_type="raw")
        rows = rows.filter(terms=query)
    return rows.order_by("-rank", "pk")


def waiting_for_approval(user: Any) -> ClaimQuerySet:
    """Proposed by others and not read yet, in teams where the person reads second,
    by role or as the deputy of somebody who is away."""
    teams = list(deputies.teams_to_approve(user))
    rows = Claim.objects.visible_to(user).filter(story__team__in=teams)
    read = Approval.objects.filter(
        claim=OuterRef("pk"), verdict__current=True, by=user, voided_at=None
    )
    return rows.awaiting_second_reader(user).exclude(Exists(read))


@dataclass
class Version:
    """A group as a row shows it, with what the relater found about its words."""

    group: CandidateGroup
    candidates: list[Candidate]
    ties: list[Tie]
    waiting: bool = True

    @property
    def per_origin(self) -> list[int]:
        """How many documents go back to each origin, most first.

        Bodies of one side are one: :func:`house_of`.
        """
        held: dict[Any, set[Any]] = {}
        for c in self.candidates:
            held.setdefault(house_of(c), set()).add(c.document_id)
        return sorted((len(documents) for documents in held.values()), reverse=True)

    @property
    def origins(self) -> int:
        """How many independent origins; of a huge group as it was counted."""
        whole = len(self.candidates) < WORDINGS
        return len(self.per_origin) if whole else self.group.origins

    @property
    def opposed(self) -> list[Side]:
        """Parties of opposed versions that both say this; empty for fewer than two."""
        return opposed_parties(self.candidates)

    @property
    def alone(self) -> bool:
        """Whether it was compared and nothing in the story bears on it."""
        return self.group.compared and self.group.documents == 1 and not self.ties

    @property
    def checked(self) -> list[ClaimMatch]:
        """What its words may repeat of what was checked before, each once."""
        every = [match for c in self.candidates for match in c.checks]
        found: dict[Any, ClaimMatch] = {}
        for match in sorted(every, key=lambda match: -match.likeness):
            found.setdefault(match.publication_id or match.external_id, match)
        return list(found.values())[:MATCHES]

    @property
    def wordings(self) -> int:
        return len(self.candidates)

    @property
    def best(self) -> Candidate | None:
        return self.group.best

    def first(self, kind: str) -> Tie | None:
        return next((tie for tie in self.ties if tie.kind == kind), None)

    @property
    def conflict(self) -> Tie | None:
        return self.first("conflict")

    @property
    def agreement(self) -> Tie | None:
        return self.first("agree")

    @property
    def look_alike(self) -> Tie | None:
        return self.first("look_alike")


def house_of(candidate: Candidate) -> Any:
    """Return what its origin counts as in the desk: the side's name, or itself.

    Proposed sides fold here, too: what is not known to be independent counts as one.
    What is published counts by confirmed sides alone.
    """
    side = candidate.origin.side if candidate.origin else None
    if side is not None and side.name:
        return f"side {side.name.casefold()}"
    return candidate.origin_id or candidate.document_id


def opposed_parties(candidates: Iterable[Candidate]) -> list[Side]:
    """Return one side for each party among these, when there are two or more."""
    found: dict[str, Side] = {}
    for one in candidates:
        side = one.origin.side if one.origin else None
        if side is not None and side.interest == Interest.PARTY and side.name:
            known = found.get(side.name.casefold())
            if known is None or not known.confirmed_by_id:
                found[side.name.casefold()] = side
    return [found[name] for name in sorted(found)] if len(found) > 1 else []


@dataclass
class TriageRow:
    """A question with its versions, or one group; ``company`` is shown beside it."""

    question: Question | None
    versions: list[Version] = field(default_factory=list)
    company: list[Version] = field(default_factory=list)
    # All there are, shown or not: versions, those that wait, and company.
    of: int = 0
    left: int = 0
    beside: int = 0

    @property
    def more(self) -> int:
        return max(self.of - len(self.versions), 0)

    @property
    def waiting(self) -> list[Version]:
        return [v for v in self.versions if v.waiting]

    @property
    def story(self) -> Story:
        return self.versions[0].group.story

    @property
    def score(self) -> float:
        return max(v.group.score for v in (*self.versions, *self.company))

    @property
    def strip(self) -> Tie | None:
        """The conflict to show side by side: one that has two ends to show."""
        ties = [tie for v in self.versions for tie in v.ties if tie.kind == "conflict"]
        return next((t for t in ties if t.reason and t.reason.get("left")), None)


def loaded_groups(user: Any, members: int | None = None) -> QuerySet[CandidateGroup]:
    """Groups with all that a row shows; of each the most check-worthy ``members``."""
    checks = ClaimMatch.objects.select_related("publication", "external")
    found = (
        Candidate.objects.filter(retired_at=None)
        .select_related("document__source", "origin__side")
        .prefetch_related(Prefetch("matches", checks, to_attr="checks"))
        .order_by("-score", "pk")
    )
    if members is not None:
        found = found[:members]
    return (
        CandidateGroup.objects.visible_to(user)
        .select_related(
            "story__team",
            "question",
            "best__document__source",
            "decision__claim",
            "decision__by",
            "lease_by",
        )
        .prefetch_related(Prefetch("candidates", found, to_attr="members"))
    )


#: No more of each table than a row of triage shows: a page of it makes hundreds.
SHOWN_OF_GROUP = [
    "story",
    "question",
    "beside",
    "wording",
    "score",
    "documents",
    "origins",
    "compared",
    "grown_since_decision",
    "lease_until",
    "lease_by",
    "lease_by__name",
    "lease_by__email",
    "decision",
    "decision__action",
    "decision__until",
    "decision__claim",
    "decision__claim__number",
    "best",
    "best__speaker",
    "best__event_start",
    "best__event_end",
    "best__reading",
    "best__document",
    *(f"best__document__{name}" for name in ("outlet", "title", "filename", "url")),
    "best__document__source",
    "best__document__source__name",
]
SHOWN_OF_MEMBER = [
    "group",
    "document",
    "origin",
    "origin__side",
    *(f"origin__side__{name}" for name in ("name", "interest", "confirmed_by")),
]


def row_groups(user: Any) -> QuerySet[CandidateGroup]:
    """Groups with what a row of triage shows, and no more of them."""
    checks = ClaimMatch.objects.select_related("publication", "external")
    found = (
        Candidate.objects.filter(retired_at=None)
        .select_related("origin__side")
        .only(*SHOWN_OF_MEMBER)
        .prefetch_related(Prefetch("matches", checks, to_attr="checks"))
        .order_by("-score", "pk")
    )
    return (
        CandidateGroup.objects.visible_to(user)
        .select_related("best__document__source", "decision__claim", "lease_by")
        .only(*SHOWN_OF_GROUP)
        .prefetch_related(Prefetch("candidates", found[:WORDINGS], to_attr="members"))
    )


def seated(user: Any, places: list[TriagePlace]) -> QuerySet[CandidateGroup]:
    """Return the groups to show on these rows, each with where it is shown.

    Of each row at most VERSIONS answers and as many in its company, what waits first.
    ``home`` is the row, ``aside`` says whether it is company, ``of`` and ``open`` how
    many of its kind there are and how many of them wait.
    """
    questions = [place.question_id for place in places if place.question_id]
    lone = [place.group_id for place in places if place.group_id]
    every = CandidateGroup.objects.filter(best__isnull=False)
    own = every.filter(Q(question__in=questions) | Q(pk__in=lone) | Q(beside__in=lone))
    # Each found by an index of its own, and first: put together by OR, or left within
    # the query below, they are sought among all groups there are.
    beside = every.filter(beside__question__in=questions, question=None)
    both = own.order_by().values_list("pk").union(beside.order_by().values_list("pk"))
    ids = [pk for (pk,) in both]
    open_now = is_open(timezone.now())
    on_row = [F("home"), F("aside")]
    return (
        row_groups(user)
        .filter(pk__in=ids)
        .annotate(
            home=Coalesce("question_id", "beside__question_id", "beside_id", "pk"),
            aside=ExpressionWrapper(Q(beside__isnull=False), BooleanField()),
        )
        .annotate(
            nth=Window(
                RowNumber(),
                partition_by=on_row,
                order_by=[Case(When(open_now, then=0), default=1), "-score", "id"],
            ),
            of=Window(Count("pk"), partition_by=on_row),
            open=Window(Count("pk", filter=open_now), partition_by=on_row),
        )
        .filter(nth__lte=VERSIONS)
        .order_by("-score", "id")
    )


def triage_rows(user: Any, places: Iterable[TriagePlace]) -> list[TriageRow]:
    """Load the rows of a page, in their order; a fixed number of queries.

    Story and question of a place are those of its groups.
    """
    places = list(places)
    by_key = {place.pk: place for place in places}
    rows = {place.pk: TriageRow(None) for place in places}
    for version in versions_shown(user, list(seated(user, places))):
        seat: Any = version.group  # with what seated() adds
        row = rows.get(seat.home)
        if row is None:
            continue
        seat.story = by_key[seat.home].story
        if seat.aside:
            row.company.append(version)
            row.beside = seat.of
        else:
            row.question = by_key[seat.home].question
            row.versions.append(version)
            row.of, row.left = seat.of, seat.open
    return [promoted(row) for row in rows.values() if row.versions or row.company]


def promoted(row: TriageRow) -> TriageRow:
    """Put the first that waits on top of a row whose own group is settled or gone."""
    if row.question is None and not row.waiting:
        together = [*row.versions, *row.company]
        first = next((v for v in together if v.waiting), together[0])
        row.versions = [first]
        row.company = [v for v in together if v is not first]
        row.beside = len(row.company)
    return row


def versions_of(user: Any, groups: list[CandidateGroup]) -> list[Version]:
    """Groups with their ties; words of the same group are no tie worth showing."""
    candidates = [c for group in groups for c in group.members]
    for group in groups:  # its best as it was loaded among the members, with its origin
        group.best = next(
            (c for c in group.members if c.pk == group.best_id), None
        ) or (group.best)
    ties = ties_of(user, candidates)
    return [version_of(group, ties) for group in groups]


def versions_shown(user: Any, groups: list[CandidateGroup]) -> list[Version]:
    """The same of groups that hold no more than a row shows."""
    ties = ties_shown(user, [c for group in groups for c in group.members])
    return [version_of(group, ties) for group in groups]


def version_of(group: CandidateGroup, ties: Ties) -> Version:
    found = outside(group, ties)
    return Version(group, group.members, found, waiting=is_waiting(group))


def outside(group: CandidateGroup, ties: Ties) -> list[Tie]:
    found = ties.of_all(group.members)
    return [t for t in found if t.kind != "agree" or t.other.group_id != group.pk]


def is_waiting(group: CandidateGroup) -> bool:
    decision = group.decision
    if decision is None:
        return True
    return bool(decision.until and decision.until <= timezone.now())


def last_decisions(user: Any) -> list[TriageDecision]:
    """The person's own last ten decisions, undone ones too."""
    rows = TriageDecision.objects.visible_to(user).filter(by=user)
    return list(rows.select_related("group", "claim")[:10])


def documents_by_origin(rows: Any) -> list[int]:
    """How many documents go back to each origin, of appearances or evidence."""
    held: dict[Any, set[Any]] = {}
    for row in rows:
        if row.document_id:
            held.setdefault(row.origin_id or row.document_id, set()).add(
                row.document_id
            )
    return sorted((len(documents) for documents in held.values()), reverse=True)
