"""One thing done to many rows: previewed by count, run in the background, undone.

In: a kind, rows, and what its form said. Out: each row changed by the service of one
row, under the same rules, or refused with that service's reason.

A batch is frozen when it is previewed: rows that join the filter later are not in it,
and a row that changed since is refused as stale. Each row is done in a transaction
that also marks it done, so that a worker may be killed anywhere and what is left is
done by the next, nothing twice. Undoing is a batch like any other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import AlreadyDecided, ClaimsError, NotAllowed, NotFound, TooMany
from claims.models import Batch, BatchItem
from claims.models.batch import BatchState, ItemState
from claims.review.batch_claims import KINDS as CLAIM_KINDS
from claims.review.batch_groups import KINDS as GROUP_KINDS
from claims.review.batch_kind import Data, Kind
from sources.choices import JobState
from sources.errors import SourcesError
from sources.jobs.service import Progress, submit
from sources.models import Job

logger = logging.getLogger(__name__)

#: Every kind of batch, for buttons, pages and the job that runs them.
BATCHES: dict[str, Kind] = {kind.name: kind for kind in (*CLAIM_KINDS, *GROUP_KINDS)}

#: So many rows are done at once, within the request.
AT_ONCE = 25
CHUNK = 500
#: After so many rows progress is told, and the person's roles are read anew.
PACE = 25


def kind_of(name: str) -> Kind:
    """Return the kind of this name.

    Raises:
        NotFound: there is none.
    """
    if name not in BATCHES:
        raise NotFound(_("There is no such batch."))
    return BATCHES[name]


def preview(
    name: str, rows: QuerySet, *, by: Any, data: Data | None = None, asked: str = ""
) -> Batch:
    """Freeze ``rows`` as a batch, with those left out that would be refused, and why.

    ``rows`` is any queryset of the kind's rows in the order they shall be done; what
    the person may not see falls out of it.

    Raises:
        TooMany: more rows than this kind takes.
        NotFound: no such kind, or nothing is chosen.
    """
    kind, data = kind_of(name), dict(data or {})
    seen = "version" if has_version(rows.model) else "pk"
    chosen = list(rows.values_list("pk", seen)[: kind.most + 1])
    if not chosen:
        raise NotFound(_("Nothing is chosen."))
    if len(chosen) > kind.most:
        raise TooMany(
            _("At most %(most)s at once; narrow the filter.") % {"most": kind.most},
            most=kind.most,
        )
    versions = dict(chosen) if seen == "version" else {}
    with transaction.atomic():
        batch = Batch.objects.create(kind=name, by=by, data=data, asked=asked)
        loaded = kind.load(data)
        for keys in parts((key for key, _seen in chosen), CHUNK):
            found = kind.rows(by).in_bulk(keys)
            BatchItem.objects.bulk_create(
                item_of(batch, key, versions.get(key), found.get(key), loaded)
                for key in keys
            )
        count(batch)
    return batch


def has_version(model: Any) -> bool:
    return any(field.name == "version" for field in model._meta.concrete_fields)


def item_of(
    batch: Batch, key: Any, seen: int | None, row: Any, data: Data
) -> BatchItem:
    item = BatchItem(batch=batch, row=key, seen=seen)
    try:
        if row is None:
            raise NotFound(_("It is gone, or not to be seen by you."))
        BATCHES[batch.kind].check(row, by=batch.by, data=data)
    except (ClaimsError, SourcesError) as error:
        item.state, item.code, item.reason = ItemState.SKIPPED, *said(error)
    return item


def parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(rows)
    while part := list(islice(rest, size)):
        yield part


def said(error: ClaimsError | SourcesError) -> tuple[str, str]:
    return error.code, error.message


def refusals(batch: Batch) -> list[dict[str, Any]]:
    """Return why rows were left out or refused: ``reason``, ``code``, ``state``, ``n``.

    The most frequent first; one query.
    """
    rows = batch.items.filter(state__in=[ItemState.SKIPPED, ItemState.FAILED])
    counted = rows.order_by().values("reason", "code", "state").annotate(n=Count("pk"))
    return list(counted.order_by("-n", "reason"))


def start(batch: Batch, *, by: Any) -> Batch:
    """Do a previewed batch: at once when it is small, else as a Job; twice is once.

    Raises:
        NotAllowed: somebody else's.
    """
    require_author(batch, by)
    begun = Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED)
    with transaction.atomic():
        if not begun.update(state=BatchState.RUNNING, runs=1):
            batch.refresh_from_db()
            return batch
        batch.refresh_from_db()
        small = batch.items.filter(state=ItemState.WAITING).count() <= AT_ONCE
        if not small:
            send(batch)
    if small:
        run(batch)
    return batch


def resume(batch: Batch, *, by: Any) -> Batch:
    """Send the rest of a batch again, whose job was set aside.

    Raises:
        NotAllowed: somebody else's.
    """
    require_author(batch, by)
    with transaction.atomic():
        row = Batch.objects.select_for_update().get(pk=batch.pk)
        if row.state == BatchState.RUNNING:
            row.runs += 1
            row.save(update_fields=["runs"])
            send(row)
    return row


def send(batch: Batch) -> None:
    kind = BATCHES[batch.kind]
    submit(
        "batch",
        batch.pk,
        inputs={"run": batch.runs},
        label=f"{kind.label}: {batch.total}",
        scope_id=scope_of(batch, kind),
        created_by_id=batch.by_id,
    )


def scope_of(batch: Batch, kind: Kind) -> Any:
    """Return an embargo its rows are under: others do not even see their count."""
    keys = batch.items.values("row")
    held = kind.rows(batch.by).filter(pk__in=keys, scope__isnull=False)
    return held.order_by().values_list("scope_id", flat=True).first()


def require_author(batch: Batch, by: Any) -> None:
    if batch.by_id != by.pk:
        raise NotAllowed(_("Only who began a batch may go on with it."))


def handle_batch(job: Any, progress: Progress) -> Callable[[], None]:
    """Do what is left of a batch; the handler of Jobs of kind ``batch``."""
    batch = Batch.objects.select_related("by").get(pk=job.subject)
    work_off(batch, progress)
    return partial(close, batch)


def run(batch: Batch) -> None:
    """Do what is left of a batch, here and now."""
    work_off(batch, lambda done, total, unit="": None)
    close(batch)


def close(batch: Batch) -> None:
    count(batch)
    batch.state = BatchState.DONE
    batch.ended_at = timezone.now()
    batch.save(update_fields=["state", "ended_at"])
    if batch.undoes_id:
        Batch.objects.filter(pk=batch.undoes_id).update(undone_at=batch.ended_at)


def count(batch: Batch) -> None:
    """Write how many rows are in which state; one query to count, one to write."""
    numbers = {
        state: Count("pk", filter=Q(state=state))
        for state in (ItemState.DONE, ItemState.FAILED, ItemState.SKIPPED)
    }
    counted = batch.items.aggregate(
        total=Count("pk"), **{str(name.value): n for name, n in numbers.items()}
    )
    for name, number in counted.items():
        setattr(batch, name, number)
    batch.save(update_fields=list(counted))


def work_off(batch: Batch, progress: Progress) -> None:
    total = batch.total - batch.skipped
    left = batch.items.filter(state=ItemState.WAITING)
    keys = list(left.values_list("pk", flat=True))
    done = total - len(keys)
    for part in parts(keys, PACE):
        progress(done, total, "row")
        batch.by = type(batch.by).objects.get(pk=batch.by_id)
        loaded = BATCHES[batch.kind].load(batch.data)
        for key in part:
            do_one(batch, key, loaded)
        done += len(part)
    progress(done, total, "row")


def do_one(batch: Batch, key: int, data: Data) -> None:
    """Do one row and mark it, or mark why it was refused.

    What nobody foresaw is told and logged, and the other rows go on.
    """
    try:
        with transaction.atomic():
            item = waiting(key)
            if item is None:
                return
            item.memo = act_on(batch, item, data)
            item.state = ItemState.DONE
            item.save(update_fields=["memo", "state"])
    except (ClaimsError, SourcesError) as error:
        refuse(key, *said(error))
    except Exception as error:
        logger.exception("batch %s failed on row %s", batch.pk, key)
        refuse(key, "internal_error", type(error).__name__)


def waiting(key: int) -> BatchItem | None:
    held = BatchItem.objects.select_for_update(skip_locked=True)
    return held.filter(pk=key, state=ItemState.WAITING).first()


def refuse(key: int, code: str, reason: str) -> None:
    BatchItem.objects.filter(pk=key, state=ItemState.WAITING).update(
        state=ItemState.FAILED, code=code[:60], reason=reason
    )


def act_on(batch: Batch, item: BatchItem, data: Data) -> dict[str, Any]:
    kind = BATCHES[batch.kind]
    row = kind.rows(batch.by).filter(pk=item.row).first()
    if row is None:
        raise NotFound(_("It is gone, or not to be seen by you."))
    if batch.undoes_id is None:
        return kind.do(row, by=batch.by, data=data, seen=item.seen)
    assert kind.undo is not None
    kind.undo(row, by=batch.by, memo=item.memo)
    return item.memo


def undo(batch: Batch, *, by: Any) -> Batch:
    """Take back what a batch did, as a batch of its own, begun at once.

    What was refused is left alone; a row that went on since is refused with its reason.

    Raises:
        NotAllowed: somebody else's, or a kind that cannot be taken back.
        AlreadyDecided: it was undone, or is not done yet.
    """
    require_author(batch, by)
    kind = BATCHES[batch.kind]
    if kind.undo is None or batch.undoes_id:
        raise NotAllowed(str(kind.last) or _("This cannot be taken back as a batch."))
    with transaction.atomic():
        row = Batch.objects.select_for_update().get(pk=batch.pk)
        if row.state != BatchState.DONE or hasattr(row, "undone_by"):
            raise AlreadyDecided(_("This batch was undone already, or still runs."))
        back = Batch.objects.create(
            kind=row.kind, by=by, data=row.data, asked=row.asked, undoes=row
        )
        done = row.items.filter(state=ItemState.DONE)
        BatchItem.objects.bulk_create(
            (BatchItem(batch=back, row=i.row, memo=i.memo) for i in done.iterator()),
            batch_size=CHUNK,
        )
        count(back)
    return start(back, by=by)


def may_undo(batch: Batch) -> bool:
    """Whether the page may offer to undo it; asks for a batch that undoes it."""
    undoable = BATCHES[batch.kind].undo is not None and batch.undoes_id is None
    return undoable and batch.state == BatchState.DONE and not was_undone(batch)


def was_undone(batch: Batch) -> bool:
    return Batch.objects.filter(undoes=batch).exists()


def is_stuck(batch: Batch) -> bool:
    """Whether its job was set aside, so that a person must send it on."""
    jobs = Job.objects.filter(kind="batch", subject=batch.pk)
    newest = jobs.order_by("-created_at").first()
    return newest is not None and newest.state == JobState.QUARANTINED


def of(user: Any) -> QuerySet[Batch]:
    """Batches of one person, the newest first."""
    return Batch.objects.filter(by=user)
