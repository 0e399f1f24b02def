"""Rows as pages need them: visible, joined, counted; each with a fixed query count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from claims import roles
from claims.choices import Interest
from claims.evidence.matters import Placed, in_rows
from claims.models import (
    Approval,
    Candidate,
    CandidateGroup,
    Claim,
    ClaimMatch,
    Question,
    Side,
    TriageDecision,
)
from claims.querysets import ClaimQuerySet
from claims.views.relations import Tie, Ties, ties_of
from sources.models import Story

# Of what was checked before, a row shows the likest.
MATCHES = 2


def waiting_groups(
    user: Any, wanted: dict[str, Any] | None = None
) -> QuerySet[CandidateGroup]:
    """Groups of open stories that nobody has settled, or whose snooze has ended.

    ``wanted`` holds the filters of ``TriageFilter``.
    """
    now = timezone.now()
    open_now = Q(decision=None) | Q(decision__action="snooze", decision__until__lte=now)
    rows = CandidateGroup.objects.visible_to(user).filter(
        open_now, story__closed_at=None, best__isnull=False
    )
    wanted = wanted or {}
    if wanted.get("story"):
        rows = rows.filter(story=wanted["story"])
    if wanted.get("score"):
        rows = rows.filter(score__gte=wanted["score"] / 100)
    if wanted.get("conflicts"):
        rows = rows.filter(conflicts__gt=0)
    for word in wanted.get("q", "").split():
        rows = rows.filter(
            Q(wording__icontains=word) | Q(question__wording__icontains=word)
        )
    return rows


def waiting_for_approval(user: Any) -> ClaimQuerySet:
    """Proposed by others and not read yet, in teams where the person may approve."""
    held = user.memberships_by_team.items()
    teams = [team for team, own in held if own & roles.APPROVERS]
    rows = Claim.objects.visible_to(user).filter(story__team__in=teams)
    read = Approval.objects.filter(
        claim=OuterRef("pk"), verdict__current=True, by=user, voided_at=None
    )
    return rows.awaiting_second_reader(user).exclude(Exists(read))


@dataclass(frozen=True, slots=True)
class Place:
    """A row of triage before it is loaded: a question's id, or a lone group's."""

    question: Any
    group: Any
    score: float  # of the most check-worthy on it


def triage_order(groups: QuerySet[CandidateGroup]) -> list[Place]:
    """Return questions and lone groups in the order of :func:`in_rows`; one query."""
    places = ("pk", "question_id", "beside_id", "beside__question_id")
    told = ("score", "conflicts", "documents", "origins")
    placed = [
        Placed(pk, question or asked, beside, *rest)
        for pk, question, beside, asked, *rest in groups.values_list(*places, *told)
    ]
    return [place_of(row) for row in in_rows(placed)]


def place_of(row: list[Placed]) -> Place:
    first, score = row[0], max(one.score for one in row)
    if first.question is not None:
        return Place(first.question, None, score)
    return Place(None, first.beside or first.key, score)


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


def loaded_groups(user: Any) -> QuerySet[CandidateGroup]:
    """Groups with all that a row shows."""
    checks = ClaimMatch.objects.select_related("publication", "external")
    members = (
        Candidate.objects.filter(retired_at=None)
        .select_related("document__source", "origin__side")
        .prefetch_related(Prefetch("matches", checks, to_attr="checks"))
        .order_by("-score")
    )
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
        .prefetch_related(Prefetch("candidates", members, to_attr="members"))
    )


def triage_rows(user: Any, places: list[Place]) -> list[TriageRow]:
    """Load the rows of a page, in their order; a fixed number of queries."""
    places = list(places)
    questions = [p.question for p in places if p.question]
    lone = [p.group for p in places if p.group]
    groups = list(
        loaded_groups(user)
        .filter(
            Q(question__in=questions)
            | Q(pk__in=lone)
            | Q(beside__in=lone)
            | Q(beside__question__in=questions)
        )
        .filter(best__isnull=False)
        .order_by("-score", "id")
    )
    asked = {group.pk: group.question_id for group in groups}
    rows = {p.question or p.group: TriageRow(None) for p in places}
    for version in versions_of(user, groups):
        group = version.group
        host = group.beside_id or group.pk
        row = rows[group.question_id or asked.get(host) or host]
        if group.beside_id is None:
            row.question = group.question
            row.versions.append(version)
        else:
            row.company.append(version)
    return [promoted(row) for row in rows.values() if row.versions or row.company]


def promoted(row: TriageRow) -> TriageRow:
    """Put the first that waits on top of a row whose own group is settled or gone."""
    if row.question is None and not row.waiting:
        together = [*row.versions, *row.company]
        first = next((v for v in together if v.waiting), together[0])
        row.versions = [first]
        row.company = [v for v in together if v is not first]
    return row


def versions_of(user: Any, groups: list[CandidateGroup]) -> list[Version]:
    """Groups with their ties; words of the same group are no tie worth showing."""
    candidates = [c for group in groups for c in group.members]
    ties = ties_of(user, candidates)
    return [
        Version(g, g.members, outside(g, ties), waiting=is_waiting(g)) for g in groups
    ]


def outside(group: CandidateGroup, ties: Ties) -> list[Tie]:
    found = ties.of_all(group.members)
    return [t for t in found if t.kind != "agree" or t.other.group_id != group.pk]


def is_waiting(group: CandidateGroup) -> bool:
    decision = group.decision
    if decision is None:
        return True
    return bool(decision.until and decision.until <= timezone.now())


def attachable_claims(user: Any, stories: set[Any]) -> dict[Any, list[Claim]]:
    """Open claims by story, for the list of claims to attach to; one query."""
    rows = Claim.objects.visible_to(user).filter(story__in=stories, merged_into=None)
    found: dict[Any, list[Claim]] = {}
    for claim in rows.exclude(status__in=["dismissed", "retracted"]).order_by(
        "-number"
    ):
        found.setdefault(claim.story_id, []).append(claim)
    return found


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
