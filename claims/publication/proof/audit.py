"""Check everything that should never have changed, and name each place that did.

In order: keys, checkpoints, trees against checkpoints, the chain of each claim with its
payloads, publications against their digests and the changes feed. A checkpoint that
somebody holds outside (``held``) stands above what the database says of itself.
"""

from __future__ import annotations

from claims.models import Checkpoint, SigningKey
from claims.publication.proof import keys
from claims.publication.proof.chains import check_chains
from claims.publication.proof.checkpoints import ABOUT_CHECKPOINT
from claims.publication.proof.feed import check_feed
from claims.publication.proof.findings import Report
from claims.publication.proof.growth import check_tree
from claims.publication.proof.held import Held, Seal, seal_of
from claims.publication.proof.trees import TREES, exactly, packed, read_json
from claims.review.record import GENESIS, sha256

KEYS = SigningKey._meta.db_table
CHECKPOINTS = Checkpoint._meta.db_table


def audit(held: Held | None = None) -> Report:
    """Return every fault; to be called in one transaction that sees one state."""
    held = held or Held()
    report = Report()
    public = check_keys(held, report)
    seals = check_checkpoints(held, public, report)
    for tree in TREES:
        check_tree(tree, seals, held.leaves.get(tree.name, []), report)
    check_chains(report)
    check_feed(report)
    return report


def check_keys(held: Held, report: Report) -> dict[str, str]:
    """Return the public keys whose rows are sound, by id."""
    rows = {row.pk: row for row in SigningKey.objects.all()}
    sound = {}
    for number, row in enumerate(rows.values()):
        report.looked_at["keys"] += 1
        said = read_json(row.statement)
        expected = (row.pk, row.public, row.previous_id)
        if (said.get("id"), said.get("public_key"), said.get("previous")) != expected:
            report.fault(KEYS, row.pk, "does not say what its statement says")
            continue
        sound[row.pk] = row.public
        previous = rows.get(row.previous_id or "")
        if previous and row.endorsement:
            if not keys.is_endorsed(row, previous):
                report.fault(KEYS, row.pk, "the key before it did not vouch for it")
        elif number and row.pk not in held.keys:
            words = f"key {row.pk} of {row.made_at:%Y-%m-%d} has no key to vouch for it"
            report.notes.append(words)
    for missing in sorted(held.keys - rows.keys()):
        report.fault(KEYS, missing, "the key is missing")
    return sound


def check_checkpoints(held: Held, public: dict[str, str], report: Report) -> list[Seal]:
    """Return the checkpoints that may be trusted, by number: held ones above ours."""
    seals = dict(held.seals)
    previous, last = GENESIS, 0
    for row in Checkpoint.objects.select_related("epoch").order_by("number"):
        report.looked_at["checkpoints"] += 1
        for number in range(last + 1, row.number):
            report.fault(CHECKPOINTS, number, "the checkpoint is missing")
        what = fault_of(row, previous, public, gap=row.number != last + 1)
        theirs = held.seals.get(row.number)
        if theirs and sha256(row.body.encode()) != theirs.digest:
            what = "is not the one that is held outside"
        if what:
            report.fault(CHECKPOINTS, row.number, what)
        body = held.bodies.get(row.number) or (None if what else read_json(row.body))
        if body is not None:
            seal = seal_of(body, row.opening)
            if "events" in seal.roots:
                seals[row.number] = seal
            else:
                report.fault(CHECKPOINTS, row.number, "its opening was altered")
                seals.setdefault(row.number, seal)
        previous, last = row.digest, row.number
    for number in range(last + 1, max(held.seals, default=0) + 1):
        report.fault(CHECKPOINTS, number, "the checkpoint is missing")
    return [seals[number] for number in sorted(seals)]


def fault_of(
    row: Checkpoint, previous: str, public: dict[str, str], *, gap: bool
) -> str:
    """Return what is wrong with a checkpoint by itself; empty when it is sound."""
    body = read_json(row.body)
    columns = {
        "id": str(row.pk),
        "number": row.number,
        "epoch": row.epoch.number,
        "key": row.key_id,
        "at": exactly(row.at),
    }
    if packed(body) != row.body.encode() or sha256(row.body.encode()) != row.digest:
        return "was altered: it has another digest"
    if any(body.get(name) != value for name, value in columns.items()):
        return "was altered: it does not say what its text says"
    message = ABOUT_CHECKPOINT + row.body.encode()
    if not keys.is_signed(public.get(row.key_id, ""), message, row.signature):
        return "is not signed by its key"
    if body["previous"] != previous and not gap:
        return "does not follow the one before"
    return ""
