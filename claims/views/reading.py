"""What a person reads of a document: a part of its text, marks, and notes beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, Candidate, Comment, Evidence
from claims.views.anchors import Anchor, find_anchors
from claims.views.highlight import Mark, Paragraph, paragraphs
from claims.views.parts import Part, part_at, parts_of
from claims.views.relations import SIGNS, Tie, Ties, best_ties
from sources.models import Document
from sources.query import whole_number
from sources.text.base import Segments

# Each state's sign and word: colour is never alone.
STATES: dict[str, tuple[str, Promise]] = {
    "conflict": (SIGNS["conflict"], _("in conflict")),
    "agree": (SIGNS["agree"], _("agrees with others")),
    "look_alike": (SIGNS["look_alike"], _("look-alike")),
    "candidate": ("○", _("nothing found elsewhere")),
    "settled": ("✓", _("decided in triage")),
    "supports": ("■", _("evidence for a claim")),
    "contradicts": ("■", _("evidence against a claim")),
    "context": ("■", _("context of a claim")),
    "made": ("§", _("made a claim by hand")),
    "remark": ("✎", _("note")),
}


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside words; ``of`` says which template shows it."""

    id: str
    of: str
    kind: str
    row: Any
    segments: Segments
    fate: Promise | str = ""
    tie: Tie | None = None

    @property
    def at(self) -> int:
        return self.segments[0][0] if self.segments else 0

    @property
    def sign(self) -> str:
        return STATES[self.kind][0]

    @property
    def state(self) -> Promise:
        return STATES[self.kind][1]


@dataclass(slots=True)
class Reading:
    """One part of a document as it is read."""

    parts: list[Part]
    part: Part
    paragraphs: list[Paragraph]
    notes: list[Note]
    orphans: list[Note] = field(default_factory=list)

    @property
    def legend(self) -> list[tuple[str, str, Promise, int]]:
        """Kind, sign, word and number of each state that occurs in this part."""
        held = Counter(note.kind for note in self.notes)
        return [(k, *STATES[k], held[k]) for k in STATES if held[k]]


def with_counts(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Add what is counted of a document's present text; costs no query of its own."""
    found = Candidate.objects.filter(
        revision=OuterRef("current_revision"), retired_at=None
    )
    used = Evidence.objects.filter(document=OuterRef("pk")).exclude(state="rejected")
    made = Appearance.objects.filter(document=OuterRef("pk"))
    told = Comment.objects.filter(document=OuterRef("pk"), deleted_at=None)
    return rows.annotate(
        n_candidates=number(found, "revision"),
        n_decided=number(found.filter(group__decision__isnull=False), "revision"),
        n_compared=number(found.exclude(compared_as=""), "revision"),
        n_conflicts=number(found.filter(group__conflicts__gt=0), "revision"),
        n_evidence=number(used, "document"),
        n_confirmed=number(used.filter(state="confirmed"), "document"),
        n_made=number(made, "document"),
        n_remarks=number(told, "document"),
    )


def number(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def state_of(row: Any) -> str:
    """A few characters that change whenever what the page shows of a row does."""
    counts = (
        row.n_candidates,
        row.n_decided,
        row.n_compared,
        row.n_conflicts,
        row.n_evidence,
        row.n_confirmed,
        row.n_made,
        row.n_remarks,
    )
    return ".".join([str(row.current_revision_id or ""), *map(str, counts)])


def read_part(user: Any, row: Any, *, wanted: str = "", at: str = "") -> Reading:
    """Return the part ``wanted`` (a number), else the one in which ``at`` stands.

    ``at`` is the id of a note. What names no part gives the first.
    """
    revision: Any = row.current_revision
    parts = parts_of(revision.text, (end for _start, end, *_ in revision.blocks))
    anchors = anchored(user, row)
    part = chosen_part(row, parts, wanted, at, anchors)
    candidates = candidates_in(user, row, part if len(parts) > 1 else None)
    ties = best_ties(user, candidates)
    notes = [note_of(c, ties) for c in candidates]
    shown = {c.pk for c in candidates}
    notes += [n for n in anchors if n.segments and not repeats(n, shown)]
    notes = sorted((n for n in notes if meets(n, part)), key=lambda n: (n.at, n.id))
    passages = revision.passages.order_by("index")
    if len(parts) > 1:
        passages = passages.filter(segments__overlap=((part.start, part.end),))
    marks = [Mark(n.id, n.kind, str(n.state), n.segments) for n in notes]
    within = (part.start, part.end)
    laid = paragraphs(
        revision, marks, passages.only("revision", "index", "segments"), within
    )
    lay_notes(laid, notes, part)
    return Reading(parts, part, laid, notes, [n for n in anchors if not n.segments])


def chosen_part(
    row: Document, parts: list[Part], wanted: str, at: str, anchors: list[Note]
) -> Part:
    if 0 < (number := whole_number(wanted) or 0) <= len(parts):
        return parts[number - 1]
    if at and len(parts) > 1:
        for note in anchors:
            if note.id == at:
                return part_at(parts, note.at)
        held = Candidate.objects.filter(revision=row.current_revision_id)
        found = held.filter(pk=uuid_of(at)).first() if uuid_of(at) else None
        if found is not None:
            return part_at(parts, found.segments[0][0])
    return parts[0]


def uuid_of(note: str) -> str:
    """The candidate's id in the id of its note; empty for other notes."""
    kind, _dash, key = note.partition("-")
    hexes = set("0123456789abcdef-")
    return key if kind == "n" and len(key) == 36 and set(key) <= hexes else ""


def candidates_in(user: Any, row: Document, part: Part | None) -> list[Candidate]:
    rows = (
        Candidate.objects.visible_to(user)
        .filter(revision=row.current_revision_id, retired_at=None)
        .select_related("group__decision__claim", "document__source")
        .order_by("position")
    )
    if part is not None:
        rows = rows.filter(segments__overlap=((part.start, part.end),))
    return list(rows)


def anchored(user: Any, row: Any) -> list[Note]:
    """Notes of what people, and suggestions, use of this document's words."""
    used = (
        Evidence.objects.visible_to(user)
        .filter(document=row, segments__isnull=False)
        .exclude(state="rejected")
        .select_related("claim", "confirmed_by")
    )
    made = (
        Appearance.objects.visible_to(user)
        .filter(document=row, segments__isnull=False)
        .select_related("claim")
    )
    told = (
        Comment.objects.visible_to(user)
        .filter(document=row, segments__isnull=False, deleted_at=None)
        .select_related("by")
    )
    text = row.current_revision
    found: list[Note] = []
    # What the row counts none of is not asked for.
    if row.n_evidence:
        found += [evidence_note(a) for a in find_anchors(used, text)]
    if row.n_made:
        found += [claim_note(a) for a in find_anchors(made, text)]
    if row.n_remarks:
        found += [remark_note(a) for a in find_anchors(told, text)]
    return found


def evidence_note(anchor: Anchor) -> Note:
    row = anchor.row
    key = f"e-{row.pk}"
    return Note(key, "evidence", row.stance, row, anchor.segments, anchor.told)


def claim_note(anchor: Anchor) -> Note:
    row = anchor.row
    return Note(f"c-{row.pk}", "claim", "made", row, anchor.segments, anchor.told)


def remark_note(anchor: Anchor) -> Note:
    row = anchor.row
    return Note(f"r-{row.pk}", "remark", "remark", row, anchor.segments, anchor.told)


def note_of(candidate: Candidate, ties: Ties) -> Note:
    return Note(
        f"n-{candidate.pk}",
        "candidate",
        ties.kind(candidate),
        candidate,
        candidate.segments,
        tie=ties.best(candidate),
    )


def repeats(note: Note, shown: set[Any]) -> bool:
    """Whether a candidate's own note says this already: what a claim was made of."""
    return note.of == "claim" and note.row.candidate_id in shown


def meets(note: Note, part: Part) -> bool:
    return any(start < part.end and end > part.start for start, end in note.segments)


def lay_notes(laid: Sequence[Paragraph], notes: Iterable[Note], part: Part) -> None:
    """Put each note beside the paragraph in which its words begin."""
    for note in notes:
        at = max(note.at, part.start)
        beside = next((p for p in laid if p.start <= at < p.end), laid[-1])
        beside.notes.append(note)


def claims_found(claims: QuerySet[Any], words: str, *, most: int = 8) -> list[Any]:
    """Open claims whose words, number or claimant hold all of ``words``."""
    for word in words.replace("\x00", " ").split()[:12]:
        told = Q(normalized_text__icontains=word) | Q(claimant__icontains=word)
        if word.isdecimal() and len(word) < 18:
            told |= Q(number=int(word))
        claims = claims.filter(told)
    return list(claims.order_by(F("updated_at").desc())[:most])
