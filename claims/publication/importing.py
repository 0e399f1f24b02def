"""Take published findings back in, byte for byte, from the lines of a file of ours.

In: lines as :mod:`claims.publication.exports.ndjson` writes them. Out: the same frozen
records with the same digests, each under a claim of a story of their own, so that they
can be corrected here. All of a file comes in, or nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
import rfc8785
from django.core.validators import validate_slug
from django.db import connection, transaction
from django.utils.dateparse import parse_date, parse_datetime

from claims.choices import ChangeKind, Correction, Level, Status
from claims.errors import ImportRefused
from claims.models import Appearance, Claim, Publication
from claims.publication.changes import announce
from claims.publication.erasure import tombstone_of
from claims.publication.service import insert
from claims.review.record import canonical, record, sha256
from claims.review.triage import next_number
from sources.models import Story

SCHEMAS = (1, 2)
TITLE = "Imported findings"
# Longer lines are no finding; a hundred times the longest that was seen.
MAX_LINE_BYTES = 20_000_000
MAX_FAULTS = 100
# A claim keeps the number that its address begins with, if it is near those given.
NEAR = 1_000_000
STRINGS = ("slug", "url", "published_at", "language", "level", "finding", "licence")


@dataclass(frozen=True, slots=True)
class LineFault:
    """Why a line cannot come in; ``line`` counts from 1."""

    line: int
    code: str
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.code}: {self.words}"


# The database holds no NUL; in canonical JSON it can stand in one way only.
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class BadLine(ValueError):
    """``code``, and words that say what is wrong with the line."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(slots=True)
class Imported:
    """What came in: findings and versions; ``known`` versions stood here already."""

    findings: int = 0
    versions: int = 0
    known: int = 0
    faults: list[LineFault] = field(default_factory=list)


def import_facts(lines: Iterable[bytes], *, team: Any, by: Any) -> Imported:
    """Insert every version of a file, oldest first, and announce it to mirrors.

    Raises:
        ImportRefused: a line is not what was exported; ``extra["faults"]`` lists each
            :class:`LineFault` as text, at most a hundred, and nothing came in.
    """
    done = Imported()
    with transaction.atomic():
        for number, line in enumerate(lines, start=1):
            if line.strip():
                take_line(number, line, done, team=team, by=by)
            if len(done.faults) >= MAX_FAULTS:
                break
        if done.faults:
            raise ImportRefused(
                f"Nothing came in: {len(done.faults)} lines are not as exported.",
                faults=[str(fault) for fault in done.faults],
            )
        give_later_numbers()
    return done


def take_line(number: int, line: bytes, done: Imported, *, team: Any, by: Any) -> None:
    try:
        body = body_of(line)
        take(body, done, team=team, by=by)
    except BadLine as fault:
        done.faults.append(LineFault(number, fault.code, str(fault)))


def body_of(line: bytes) -> dict[str, Any]:
    """Return the frozen record of a line, checked against its digest.

    Raises:
        BadLine: ``too_long``, ``not_json``, ``bad_shape``, ``altered`` or
            ``unknown_schema``.
    """
    if len(line) > MAX_LINE_BYTES:
        raise BadLine("too_long", f"more than {MAX_LINE_BYTES} bytes")
    try:
        entry = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise BadLine("not_json", str(error)) from None
    if not isinstance(entry, dict) or entry.keys() != {"digest", "fact"}:
        raise BadLine("bad_shape", "not an object with digest and fact alone")
    body = entry["fact"]
    if not isinstance(body, dict) or digest_of(body) != entry["digest"]:
        raise BadLine("altered", "the record does not have the digest beside it")
    if body.get("schema") not in SCHEMAS:
        raise BadLine("unknown_schema", f"schema {body.get('schema')!r}")
    require_shape(body)
    if NUL.search(canonical(body)):
        raise BadLine("bad_shape", "the record holds NUL characters")
    return body


def digest_of(body: dict[str, Any]) -> str | None:
    try:
        return sha256(canonical(body))
    except rfc8785.CanonicalizationError:  # numbers that no JSON of ours holds
        return None


def is_time(value: Any) -> bool:
    try:
        return parse_datetime(value) is not None
    except (TypeError, ValueError):
        return False


def is_record(body: dict[str, Any]) -> bool:
    UUID(body["id"])
    validate_slug(body["slug"])
    claim = body["claim"]
    return (
        all(isinstance(body[key], str) for key in STRINGS)
        and all(isinstance(claim[key], str) for key in ("text", "normalized_text"))
        and type(body["version"]) is int
        and body["version"] >= 1
        and isinstance(body["retracted"], bool)
        and body["level"] in Level.values
        and is_time(body["published_at"])
        and isinstance(body["rating"]["slug"], str)
        and (body["version"] == 1 or corrects(body))
    )


def corrects(body: dict[str, Any]) -> bool:
    row = body["corrections"][-1]
    told = row["version"] == body["version"] and row["kind"] in Correction.values
    return told and bool(row["note"].strip())


def require_shape(body: dict[str, Any]) -> None:
    """Refuse what has a good digest and is no finding; any fault is the same fault."""
    try:
        good = is_record(body)
    except Exception:  # whatever is missing or of another type, somewhere within
        good = False
    if not good:
        raise BadLine("bad_shape", "the record is no finding of ours")


def take(body: dict[str, Any], done: Imported, *, team: Any, by: Any) -> None:
    """Insert one version, unless it stands here already.

    Raises:
        BadLine: ``already_here``, ``slug_taken``, ``erased`` or ``missing_version``.
    """
    key = UUID(body["id"])
    earlier = list(Publication.objects.filter(record=key).order_by("version"))
    if body["version"] <= len(earlier):
        if earlier[body["version"] - 1].digest != digest_of(body):
            raise BadLine("already_here", "this version stands here in other words")
        done.known += 1
        return
    require_room(body, key, earlier)
    claim = earlier[-1].claim if earlier else new_claim(body, team=team, by=by)
    done.findings += not earlier
    row = insert(
        claim,
        body,
        earlier,
        by=by,
        at=parse_datetime(body["published_at"]),
        review_by=parse_date(body.get("review_by") or ""),
        **correction_of(body),
    )
    announce(row, kind_of(row))
    follow_claim(claim, body, by=by)
    done.versions += 1


def require_room(body: dict[str, Any], key: UUID, earlier: list[Publication]) -> None:
    if body["version"] != len(earlier) + 1:
        raise BadLine("missing_version", f"version {len(earlier) + 1} is not here")
    if tombstone_of(key):
        raise BadLine("erased", "this finding was erased here by law")
    others = Publication.objects.filter(slug=body["slug"]).exclude(record=key)
    if others.exists():
        raise BadLine("slug_taken", f"another finding here is {body['slug']}")


def correction_of(body: dict[str, Any]) -> dict[str, str]:
    if body["version"] == 1:
        return {"correction": "", "note": ""}
    row = body["corrections"][-1]
    return {"correction": row["kind"], "note": row["note"]}


def kind_of(row: Publication) -> str:
    if row.retracted:
        return ChangeKind.RETRACTION
    return ChangeKind.UPSERT if row.version == 1 else ChangeKind.CORRECTION


def new_claim(body: dict[str, Any], *, team: Any, by: Any) -> Claim:
    """Make the claim that a finding stands under; it is published from the start."""
    part = body["claim"]
    claim = Claim.objects.create(
        number=number_of(body["slug"]),
        story=story_of(team, by),
        level=body["level"],
        text=part["text"],
        normalized_text=part["normalized_text"],
        claimant=(part.get("claimant") or "")[:300],
        made_on=(part.get("made_on") or "")[:40],
        made_where=(part.get("made_where") or "")[:300],
        tags=[str(tag)[:60] for tag in part.get("tags") or []],
        language=body["language"][:12],
        status=Status.PUBLISHED,
        created_by=by,
    )
    for row in part.get("appearances") or []:
        Appearance.objects.create(claim=claim, scope_id=claim.scope_id, **heard(row))
    record(claim, "imported", None, {"record": body["id"]}, by=by)
    return claim


def heard(row: dict[str, Any]) -> dict[str, str]:
    """Where a claim was made, in words: the document itself did not come in."""
    source = row.get("source")
    if source is None:
        where, when = row.get("heard_where"), row.get("heard_on")
    else:
        parts = (source.get("publisher"), source.get("title"), source.get("url"))
        where, when = ", ".join(filter(None, parts)), source.get("published")
    return {"heard_where": (where or "?")[:300], "heard_on": (when or "")[:40]}


def follow_claim(claim: Claim, body: dict[str, Any], *, by: Any) -> None:
    """A retracted finding's claim is retracted; nothing of it is to be done."""
    if body["retracted"] and claim.status != Status.RETRACTED:
        before, claim.status = claim.status, Status.RETRACTED
        claim.version += 1
        claim.save(update_fields=["status", "version"])
        after = {"status": claim.status}
        record(claim, "imported", {"status": before}, after, by=by)


def story_of(team: Any, by: Any) -> Story:
    found = Story.objects.filter(team=team, title=TITLE, scope=None).first()
    return found or Story.objects.create(team=team, title=TITLE, created_by=by)


def number_of(slug: str) -> int:
    """Return the number that the address begins with, if it is free, else the next."""
    words = slug.partition("-")[0]
    number = (
        int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0
    )
    near = 0 < number <= last_number() + NEAR
    if near and not Claim.objects.filter(number=number).exists():
        return number
    return next_number()


def last_number() -> int:
    return one_number("SELECT last_value FROM claims_claim_number")


def give_later_numbers() -> None:
    """Leave the numbers behind that came in, so that no later claim gets one."""
    most = one_number("SELECT coalesce(max(number), 0) FROM claims_claim")
    behind = most - last_number()
    if behind > 0:
        one_number(
            "SELECT max(nextval('claims_claim_number')) FROM generate_series(1, %s)",
            behind,
        )


def one_number(sql: str, *values: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.fetchone()[0])
