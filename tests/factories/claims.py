"""Candidates, groups, claims, evidence, verdicts and findings.

Claims and what people do with them are made by the services; machine rows directly.
"""

from __future__ import annotations

from itertools import count
from typing import Any

import orjson

from claims.choices import Level, OriginKind, Stance
from claims.extraction.base import FoundCandidate
from claims.extraction.codec import candidate_to_json
from claims.models import (
    Actor,
    Candidate,
    CandidateGroup,
    Claim,
    ErrorReport,
    Evidence,
    ExtractionRun,
    Origin,
    Publication,
    Question,
    Rating,
    Relation,
    Side,
    Verdict,
)
from claims.places import lay_groups
from claims.publication.reports import report_error
from claims.publication.service import publish
from claims.review import evidence as service
from claims.review.triage import add_claim
from claims.review.verdicts import propose_verdict
from claims.review.workflow import act
from sources.models import Story, TextRevision
from sources.text.base import Selector
from sources.text.selectors import make_selector
from tests.factories.people import make_member
from tests.factories.sources import make_document, make_revision, make_story
from workbench.accounts.models import Role, User

BY_MACHINE = {"method": "factory", "method_version": "1"}
numbers = count(1)


def make_run(revision: TextRevision | None = None, **fields: Any) -> ExtractionRun:
    revision = revision or make_revision()
    values = {"method": "factory", "version": "1", "current": True}
    return ExtractionRun.objects.get_or_create(
        revision=revision, defaults={"scope_id": revision.scope_id, **values, **fields}
    )[0]


def make_candidate(
    words: str = "",
    *,
    story: Story | None = None,
    revision: TextRevision | None = None,
    **fields: Any,
) -> Candidate:
    """Words of a text; without ``revision`` a document of its own holds them alone."""
    words = words or f"The toll rose to {next(numbers)} on Friday."
    revision = revision or make_revision(words, document=make_document(story))
    start = revision.text.index(words)
    selector = make_selector(revision.text, [(start, start + len(words))])
    document = revision.document
    values = {
        "run": make_run(revision),
        "document": document,
        "story": document.story,
        "scope_id": revision.scope_id,
        "position": start,
        "sentence": 0,
        "words": words,
        "score": 0.5,
        "type": "event",
        "factuality": "asserted",
        "speaker": "",
    }
    values |= fields
    reading = values.pop("reading", None) or reading_of(selector, values)
    return Candidate.objects.create(
        revision=revision,
        segments=selector.segments,
        exact=list(selector.exact),
        prefix=selector.prefix,
        suffix=selector.suffix,
        reading=reading,
        **values,
    )


def reading_of(selector: Selector, values: dict[str, Any]) -> dict[str, Any]:
    """What a run would have read of a plain sentence."""
    return candidate_to_json(
        FoundCandidate(
            selector=selector,
            words=values["words"],
            sentence=values["sentence"],
            paragraph=0,
            score=values["score"],
            score_reasons=(),
            type=values["type"],
            factuality=values["factuality"],
            speaker=values["speaker"],
            chain=(),
            quote=None,
            quantities=(),
            event_time=None,
            places=(),
            actors=(),
            agent="",
            action="",
            patient="",
            negated=False,
            reservation="",
        )
    )


def make_group(*candidates: Candidate, **fields: Any) -> CandidateGroup:
    """A group of these candidates (of one new one when none is given)."""
    members = candidates or (make_candidate(story=fields.pop("story", None)),)
    best = members[0]
    values = {
        "story": best.story,
        "scope_id": best.scope_id,
        "best": best,
        "wording": best.words,
        "score": best.score,
        "documents": len({m.document_id for m in members}),
        "origins": 1,
    }
    group = CandidateGroup.objects.create(**(values | fields))
    Candidate.objects.filter(pk__in=[m.pk for m in members]).update(group=group)
    lay_groups([group.pk])
    return group


def make_question(story: Story | None = None, **fields: Any) -> Question:
    story = story or make_story()
    values = {"slot": f"when:{next(numbers)}", "wording": "When did it close?"}
    return Question.objects.create(
        story=story, scope_id=story.scope_id, **(values | fields)
    )


def make_relation(one: Candidate, other: Candidate, label: str, **fields: Any) -> Any:
    a, b = sorted((one, other), key=lambda row: row.pk)
    values = {"level": "so", "score": 0.9, **BY_MACHINE}
    return Relation.objects.create(
        story=a.story, scope_id=a.scope_id, a=a, b=b, label=label, **(values | fields)
    )


def make_origin(story: Story, name: str = "", **fields: Any) -> Origin:
    name = name or f"Origin {next(numbers)}"
    values = {"kind": OriginKind.UTTERER, "key": f"utterer:{name.casefold()}"}
    return Origin.objects.create(
        story=story,
        scope_id=story.scope_id,
        name=name,
        **BY_MACHINE,
        **(values | fields),
    )


def make_actor(story: Story, name: str, *, side: str = "") -> Actor:
    common = {"scope_id": story.scope_id, **BY_MACHINE}
    actor = Actor.objects.create(story=story, key=name.casefold(), name=name, **common)
    if side:
        Side.objects.create(actor=actor, name=side, interest="party", **common)
    return actor


def make_claim(
    text: str = "", *, story: Story | None = None, by: User | None = None, **fields: Any
) -> Claim:
    """A queued claim, heard at a briefing; ``fields`` of its row are set directly."""
    story = story or make_story()
    made = {
        "level": fields.pop("level", Level.SO.value),
        "claimant": fields.pop("claimant", "Port authority"),
    }
    claim = add_claim(
        story,
        text=text or f"The bridge closed {next(numbers)} times in May.",
        by=by or make_member(story.team, Role.REPORTER),
        heard_where="Briefing at the town hall",
        heard_on="2026-03-01",
        **made,
    )
    if fields:
        Claim.objects.filter(pk=claim.pk).update(**fields)
        claim.refresh_from_db()
    return claim


def make_evidence(
    claim: Claim | None = None,
    words: str = "",
    *,
    stance: str = Stance.CONTRADICTS,
    by: User | None = None,
    **fields: Any,
) -> Evidence:
    """Words of a document, confirmed; the document's origin stands on its own."""
    claim = claim or make_claim()
    words = words or f"Traffic ran on {next(numbers)} days."
    speaker = fields.pop("speaker", f"Witness {next(numbers)}")
    row = make_suggestion(claim, words, stance=stance, speaker=speaker, **fields)
    return service.confirm_stance(
        row, stance, by=by or make_member(claim.story.team, Role.REVIEWER)
    )


def make_suggestion(
    claim: Claim, words: str = "", *, stance: str = Stance.SUPPORTS, **fields: Any
) -> Evidence:
    """Evidence that a method proposed and nobody has confirmed."""
    words = words or f"Traffic ran on {next(numbers)} days."
    revision = fields.pop("revision", None) or make_revision(
        words, document=make_document(claim.story)
    )
    start = revision.text.index(words)
    selector = make_selector(revision.text, [(start, start + len(words))])
    values = {
        "origin": make_origin(claim.story),
        "speaker": "",
        "document": revision.document,
        **BY_MACHINE,
    }
    return Evidence.objects.create(
        claim=claim,
        scope_id=claim.scope_id,
        kind="passage",
        stance=stance,
        revision=revision,
        segments=selector.segments,
        exact=list(selector.exact),
        prefix=selector.prefix,
        suffix=selector.suffix,
        **(values | fields),
    )


def make_search(
    claim: Claim, *directions: str, by: User | None = None, **details: Any
) -> Evidence:
    """A search that found nothing, in both directions unless said."""
    values = {
        "where": "Harbour archive",
        "terms": "bridge closure",
        "when": "2026-03-02",
        "directions": list(directions) or ["supports", "contradicts"],
    }
    by = by or make_member(claim.story.team, Role.REVIEWER)
    return service.add_search(claim, details=values | details, by=by)


def rating(slug: str = "false") -> Rating:
    return Rating.objects.get(slug=slug, scale__default=True)


def make_verdict(
    claim: Claim | None = None,
    *,
    by: User | None = None,
    slug: str = "false",
    **fields: Any,
) -> Verdict:
    """A proposed verdict; takes the claim and adds evidence when that is missing."""
    claim = claim or make_claim()
    by = by or make_member(claim.story.team, Role.REVIEWER)
    fresh = Claim.objects.get(pk=claim.pk)
    if fresh.status == "queued":
        act(fresh, "take", by=by, seen_version=fresh.version)
    if not fresh.evidence.filter(state="confirmed").exists():
        make_evidence(fresh, by=by)
        make_search(fresh, by=by)
    fresh.refresh_from_db()
    values = {
        "finding": "The bridge stayed open until the Sunday.",
        "rationale": "The harbour's log shows traffic until Sunday noon.",
    }
    verdict = propose_verdict(
        fresh,
        rating=rating(slug),
        by=by,
        seen_version=fresh.version,
        **(values | fields),
    )
    claim.refresh_from_db()
    return verdict


def make_approved(claim: Claim | None = None, *, by: User | None = None) -> Claim:
    """A claim with a verdict that a second person approved."""
    claim = claim or make_claim()
    if claim.status in {"queued", "in_review"}:
        make_verdict(claim)
    by = by or make_member(claim.story.team, Role.SECOND_READER)
    return act(claim, "approve", by=by, seen_version=claim.version)


def make_published(
    claim: Claim | None = None, *, by: User | None = None, **fields: Any
) -> Publication:
    """A finding, through every step."""
    claim = (
        make_approved(claim) if claim is None or claim.status != "approved" else claim
    )
    by = by or make_member(claim.story.team, Role.EDITOR)
    return publish(claim, by=by, seen_version=claim.version, **fields)


def anew(claim: Claim, kind: str) -> dict[str, Any]:
    """What differs in the next verdict, by the kind of its correction."""
    last = orjson.loads(claim.publications.latest("version").body)
    slug, rationale = last["rating"]["slug"], last["rationale"]
    if kind == "verdict_change":
        other = "mostly-false" if slug == "false" else "false"
        return {"slug": other, "rationale": rationale}
    more = "." if kind == "typo" else " So."
    return {"slug": slug, "rationale": rationale + more}


def make_corrected(
    publication: Publication, *, kind: str = "clarification", note: str = "Year added."
) -> Publication:
    """The next version of a finding: reopened, proposed, approved and published anew."""
    claim = make_correctable(publication, kind=kind)
    return make_published(claim, correction=kind, note=note)


def make_correctable(publication: Publication, *, kind: str = "clarification") -> Claim:
    """The claim of a finding, approved anew; changed is what such a correction covers."""
    claim = Claim.objects.get(pk=publication.claim_id)
    editor = make_member(claim.story.team, Role.EDITOR)
    act(claim, "reopen", by=editor, seen_version=claim.version, note="A reader wrote.")
    claim.refresh_from_db()
    make_verdict(claim, **anew(claim, kind))
    return make_approved(claim)


def make_report(publication: Publication, **fields: Any) -> ErrorReport:
    """What a reader sent about a finding; ``fields`` are set directly."""
    made = report_error(
        publication,
        kind="fact",
        words=f"The log says Saturday, not Friday ({next(numbers)}).",
        sender=f"{next(numbers):064d}",
        **{name: fields.pop(name) for name in ("email", "where") if name in fields},
    )
    if "claim" in fields:
        fields["scope_id"] = fields["claim"].scope_id
        made.assignments.update(claim=fields["claim"], scope_id=fields["scope_id"])
    if fields:
        ErrorReport.objects.filter(pk=made.pk).update(**fields)
        made.refresh_from_db()
    return made
