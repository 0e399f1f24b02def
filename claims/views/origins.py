"""Where a group's words come from: origins, the hands they went through, documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims import roles
from claims.evidence.speakers import fold_name
from claims.models import Candidate, CandidateGroup, Side
from claims.views.pathways import Pathways, Way, lay_ways
from claims.views.queries import house_of, loaded_groups, opposed_parties, versions_of
from sources.http import visible_or_404
from workbench.accounts.decorators import member_required


@dataclass
class Source:
    """One origin with its documents; ``said`` is one candidate for each document."""

    name: str
    kind: str
    side: Side | None
    said: list[Candidate] = field(default_factory=list)


@dataclass
class House:
    """Origins that count as one; ``name`` is the side's, where that joins several."""

    name: str
    sources: list[Source] = field(default_factory=list)


@dataclass(frozen=True)
class Whence:
    """All that the drawing and the list beside it show."""

    houses: list[House]
    drawing: Pathways | None
    documents: int
    opposed: list[Side]


def whence(candidates: Iterable[Candidate], *, rivals: bool = False) -> Whence:
    """Lay out where these candidates' words come from; one row for each document.

    Among ``rivals``, the answers to a question, nobody agrees by standing there.
    """
    rows = sorted(candidates, key=lambda c: (str(house_of(c)), c.document.label))
    houses: dict[Any, House] = {}
    sources: dict[Any, Source] = {}
    seen, ways = set(), []
    for one in rows:
        origin, house = one.origin_id or one.document_id, house_of(one)
        if (origin, one.document_id) in seen:
            continue
        seen.add((origin, one.document_id))
        if origin not in sources:
            sources[origin] = source_of(one)
            named = one.origin.side.name if one.origin and one.origin.side else ""
            home = houses.setdefault(house, House(named or sources[origin].name))
            home.sources.append(sources[origin])
        sources[origin].said.append(one)
        ways.append(way_of(one))
    return Whence(
        houses=sorted(houses.values(), key=lambda h: (-len(h.sources), h.name)),
        drawing=lay_ways(ways),
        documents=len({one.document_id for one in rows}),
        opposed=[] if rivals else opposed_parties(rows),
    )


def source_of(one: Candidate) -> Source:
    if one.origin is None:
        return Source(one.document.label, _("not known"), None)
    return Source(one.origin.name, one.origin.get_kind_display(), one.origin.side)


def way_of(one: Candidate) -> Way:
    name = source_of(one).name
    return Way(
        house=house_of(one),
        origin=one.origin_id or one.document_id,
        name=name,
        hands=hands_of(one, name),
        document=one.document_id,
        title=one.document.label,
        url=f"{reverse('document', args=[one.document_id])}#n-{one.pk}",
    )


def hands_of(one: Candidate, origin: str) -> tuple[str, ...]:
    """Return who passed the words on, the first hand first.

    The ends are left out: whoever uttered it is the origin, however a text calls it.
    """
    ends = {fold_name(origin), fold_name(one.document.label)}
    if one.document.source is not None:
        ends.add(fold_name(one.document.source.name))
    links = reversed(one.reading.get("chain", []))
    names = [link["name"] for link in links if link.get("role") == "relay"]
    between = [name for name in names if name and fold_name(name) not in ends]
    return tuple(dict.fromkeys(between))


@member_required
def group_origins(request: HttpRequest, pk: Any) -> HttpResponse:
    """The page behind "n documents, m independent origins"."""
    visible_or_404(CandidateGroup.objects.all(), request.user, pk=pk)
    (group,) = loaded_groups(request.user).filter(pk=pk)
    (version,) = versions_of(request.user, [group])
    context = {
        "group": group,
        "version": version,
        "whence": whence(version.candidates),
        "may": roles.holds(request.user, group.story.team_id, roles.REVIEWER_UP),
    }
    return render(request, "claims/group_origins.html", context)
