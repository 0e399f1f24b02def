"""What the relater found between candidates, as lists and margins show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from claims.choices import Label
from claims.models import Candidate, Relation

# The most telling first; a conflict outranks an agreement, whatever their scores.
ORDER = (
    Label.CONTRADICTS,
    Label.PARTIALLY,
    Label.SAME,
    Label.SUPPORTS,
    Label.LOOK_ALIKE,
)
KINDS = {
    Label.CONTRADICTS: "conflict",
    Label.PARTIALLY: "conflict",
    Label.SAME: "agree",
    Label.SUPPORTS: "agree",
    Label.LOOK_ALIKE: "look_alike",
}
SIGNS = {"conflict": "▲", "agree": "●", "look_alike": "◇"}
WORDS = {
    Label.CONTRADICTS: _("Conflicts with"),
    Label.PARTIALLY: _("Conflicts in part with"),
    Label.SAME: _("Same as"),
    Label.SUPPORTS: _("Agrees with"),
    Label.LOOK_ALIKE: _("Looks like, but is not about the same as"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation seen from one of its ends: ``reasons`` run from ours to theirs."""

    label: str
    other: Any  # a Candidate, or a Far end
    reasons: list[dict[str, Any]]
    score: float
    independent: bool

    @property
    def kind(self) -> str:
        return KINDS[Label(self.label)]

    @property
    def sign(self) -> str:
        return SIGNS[self.kind]

    @property
    def words(self) -> str:
        return WORDS[Label(self.label)]

    @property
    def reason(self) -> dict[str, Any] | None:
        return self.reasons[0] if self.reasons else None


@dataclass(frozen=True, slots=True)
class Named:
    """A document by what a list calls it."""

    label: str


@dataclass(frozen=True, slots=True)
class Far:
    """The other end of a tie, with no more of it than a row shows."""

    pk: Any
    words: str
    speaker: str
    group_id: Any
    document: Named


class Ties:
    """Relations of many candidates, asked for once."""

    def __init__(self, by_candidate: dict[Any, list[Tie]]) -> None:
        self.by_candidate = by_candidate

    def of(self, candidate: Candidate) -> list[Tie]:
        return self.by_candidate.get(candidate.pk, [])

    def of_all(self, candidates: Iterable[Candidate]) -> list[Tie]:
        return sort_ties(tie for c in candidates for tie in self.of(c))

    def best(self, candidate: Candidate) -> Tie | None:
        ties = self.of(candidate)
        return ties[0] if ties else None

    def conflicts(self, candidate: Candidate) -> list[Tie]:
        return [tie for tie in self.of(candidate) if tie.kind == "conflict"]

    def kind(self, candidate: Candidate) -> str:
        """The state a mark shows: settled by people first, then by its ties."""
        group = candidate.group
        if group is not None and group.decision_id:
            return "settled"
        best = self.best(candidate)
        return best.kind if best else "candidate"


def ties_of(user: Any, candidates: Iterable[Candidate]) -> Ties:
    """Return all relations of these candidates that ``user`` may see; one query."""
    wanted = {c.pk for c in candidates}
    found: dict[Any, list[Tie]] = {}
    rows = (
        Relation.objects.visible_to(user)
        .filter(Q(a__in=wanted) | Q(b__in=wanted))
        .filter(a__isnull=False, b__isnull=False)
        .select_related("a__document__source", "b__document__source")
    )
    for row in rows:
        if row.a_id in wanted:
            found.setdefault(row.a_id, []).append(tie(row, row.b, row.reasons))
        if row.b_id in wanted:
            turned = [turn(reason) for reason in row.reasons]
            found.setdefault(row.b_id, []).append(tie(row, row.a, turned))
    return Ties({key: sort_ties(ties) for key, ties in found.items()})


#: What a row shows of an end; a document's name as :attr:`Document.label` makes it.
FAR = ("id", "words", "speaker", "group_id")
NAMES = ("source__name", "outlet", "title", "filename", "url", "id")


def ties_shown(user: Any, candidates: Iterable[Candidate]) -> Ties:
    """Return what :func:`ties_of` does, its ends as :class:`Far` ones.

    A page of triage shows hundreds; whole candidates with their documents cost more
    to make than the page to draw.
    """
    wanted = {c.pk for c in candidates}
    columns = [f"{end}__{name}" for end in "ab" for name in FAR]
    columns += [f"{end}__document__{name}" for end in "ab" for name in NAMES]
    rows = (
        Relation.objects.visible_to(user)
        .filter(Q(a__in=wanted) | Q(b__in=wanted))
        .filter(a__isnull=False, b__isnull=False)
        .values_list("label", "reasons", "score", "independent", *columns)
    )
    found: dict[Any, list[Tie]] = {}
    ends, names = len(FAR), len(NAMES)
    for label, reasons, score, independent, *more in rows:
        named = more[2 * ends :]
        a = Far(*more[:ends], Named(label_of(named[:names])))
        b = Far(*more[ends : 2 * ends], Named(label_of(named[names:])))
        if a.pk in wanted:
            one = Tie(label, b, reasons, score, independent)
            found.setdefault(a.pk, []).append(one)
        if b.pk in wanted:
            turned = [turn(reason) for reason in reasons]
            one = Tie(label, a, turned, score, independent)
            found.setdefault(b.pk, []).append(one)
    return Ties({key: sort_ties(ties) for key, ties in found.items()})


def label_of(names: list[Any]) -> str:
    return next((str(name) for name in names[:-1] if name), f"Document {names[-1]}")


def rank_of_label() -> Case:
    """The order of labels, for the database."""
    cases = [When(label=label.value, then=Value(n)) for n, label in enumerate(ORDER)]
    return Case(*cases, default=Value(len(ORDER)))


def best_ties(user: Any, candidates: Iterable[Candidate]) -> Ties:
    """Return the most telling relation of each candidate alone, in two queries.

    In a story of many look-alikes a candidate may have thousands.
    """
    wanted = {c.pk for c in candidates}
    rows = Relation.objects.visible_to(user).annotate(rank=rank_of_label())
    rows = rows.filter(a__isnull=False, b__isnull=False)
    found: dict[Any, list[Tie]] = {}
    # Ids first: sorting whole rows, readings and all, took seconds.
    ours = rows.filter(a__in=wanted).order_by("a_id", "rank", "-score")
    chosen = Relation.objects.filter(pk__in=ours.distinct("a_id").values("pk"))
    for row in chosen.select_related("b__document__source"):
        found.setdefault(row.a_id, []).append(tie(row, row.b, row.reasons))
    theirs = rows.filter(b__in=wanted).order_by("b_id", "rank", "-score")
    chosen = Relation.objects.filter(pk__in=theirs.distinct("b_id").values("pk"))
    for row in chosen.select_related("a__document__source"):
        turned = [turn(reason) for reason in row.reasons]
        found.setdefault(row.b_id, []).append(tie(row, row.a, turned))
    return Ties({key: sort_ties(ties) for key, ties in found.items()})


def leading_ties(user: Any, candidates: Iterable[Candidate], *, most: int) -> list[Tie]:
    """Return the most telling relations of these candidates to other documents."""
    wanted = {c.pk for c in candidates}
    rows = (
        Relation.objects.visible_to(user)
        .filter(Q(a__in=wanted) | Q(b__in=wanted))
        .exclude(a__document=F("b__document"))
        .annotate(rank=rank_of_label())
        .order_by("rank", "-score", "pk")
        .select_related("a__document__source", "b__document__source")[:most]
    )
    return [
        tie(row, row.b, row.reasons)
        if row.a_id in wanted
        else tie(row, row.a, [turn(reason) for reason in row.reasons])
        for row in rows
        if row.a_id and row.b_id
    ]


def tie(row: Relation, other: Candidate, reasons: list[dict[str, Any]]) -> Tie:
    return Tie(row.label, other, reasons, row.score, row.independent)


def turn(reason: dict[str, Any]) -> dict[str, Any]:
    """A reason seen from its other end."""
    return {
        **reason,
        "left": reason.get("right", ""),
        "right": reason.get("left", ""),
        "left_note": reason.get("right_note", ""),
        "right_note": reason.get("left_note", ""),
    }


def sort_ties(ties: Iterable[Tie]) -> list[Tie]:
    rank = {label.value: n for n, label in enumerate(ORDER)}
    return sorted(ties, key=lambda t: (rank.get(t.label, 9), -t.score))
