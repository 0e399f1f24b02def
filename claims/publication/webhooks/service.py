"""Endpoints of a team, and what they are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.choices import ChangeKind, DeliveryState, HookEvent
from claims.errors import BadEndpoint, NotAllowed
from claims.models import Change, Publication, WebhookDelivery, WebhookEndpoint
from claims.publication.addresses import entry_url
from claims.publication.webhooks import secrets
from claims.publication.webhooks.signing import make_secret
from sources.errors import SourcesError
from sources.ingest.guard import check_port, is_allowed, parse_url
from sources.jobs.service import submit
from sources.models import Job
from workbench.accounts.invitations import may_manage
from workbench.accounts.models import Team, User

#: Endpoints of a team, and deliveries that are sent anew at one request.
MOST, REPLAYED = 20, 5000
EVENT_OF = {
    ChangeKind.UPSERT: HookEvent.PUBLISHED,
    ChangeKind.CORRECTION: HookEvent.CORRECTED,
    ChangeKind.RETRACTION: HookEvent.RETRACTED,
    ChangeKind.MERGE: HookEvent.MERGED,
    ChangeKind.TOMBSTONE: HookEvent.ERASED,
    ChangeKind.CHECKPOINT: HookEvent.CHECKPOINT,
}
#: What an endpoint may ask for; a test comes by itself.
CHOSEN = tuple(event for event in HookEvent if event != HookEvent.TEST)
FIELDS = ("name", "url", "events", "own_only")


def add(
    team: Team,
    *,
    name: str,
    url: str,
    events: Iterable[str],
    own_only: bool = False,
    by: User,
) -> WebhookEndpoint:
    """Keep an endpoint with a fresh secret.

    Raises:
        NotAllowed: ``by`` does not manage the team.
        BadEndpoint: the address is none that may be posted to, or there are too many.
    """
    require_manager(team, by)
    if team.endpoints.count() >= MOST:
        raise BadEndpoint(_("A team has %d endpoints at most.") % MOST, limit=MOST)
    return WebhookEndpoint.objects.create(
        team=team,
        name=name,
        url=checked_url(url),
        events=checked_events(events),
        own_only=own_only,
        secret=secrets.seal(make_secret()),
        created_by=by,
    )


def change(endpoint: WebhookEndpoint, *, by: User, **fields: Any) -> WebhookEndpoint:
    """Change name, address, events or ``own_only``; raises what :func:`add` does."""
    require_manager(endpoint.team, by)
    if "url" in fields:
        fields["url"] = checked_url(fields["url"])
    if "events" in fields:
        fields["events"] = checked_events(fields["events"])
    for field, value in fields.items():
        if field not in FIELDS:
            raise LookupError(field)
        setattr(endpoint, field, value)
    endpoint.save(update_fields=list(fields))
    return endpoint


def require_manager(team: Team, by: User) -> None:
    if not may_manage(by, team):
        raise NotAllowed(_("Only editors and admins of the team do this."))


def checked_url(url: str) -> str:
    """Return the address in its normal form: https, unless its host was allowed."""
    try:
        parsed = parse_url(url)
        allowed = frozenset(settings.FETCH_ALLOW_HOSTS)
        port = check_port(parsed, allowed)
    except SourcesError as error:
        raise BadEndpoint(error.message) from None
    if parsed.scheme != "https" and not is_allowed(parsed.host, port, allowed):
        raise BadEndpoint(_("The address must begin with https."))
    return str(parsed)


def checked_events(events: Iterable[str]) -> list[str]:
    wanted = set(events)
    found = [event.value for event in CHOSEN if event.value in wanted]
    if len(found) < max(1, len(wanted)):
        raise BadEndpoint(_("Choose at least one kind of event, and no test."))
    return found


def tell(entry: Change) -> None:
    """Have all who asked told of an entry of the changes feed, once it is committed."""
    event = EVENT_OF[ChangeKind(entry.kind)]
    rows = listening(event, story_team(entry.record))
    if rows:
        deliver_to(rows, event, data_of(entry), at=entry.at)


def tell_team(team_id: Any, event: HookEvent, data: dict[str, Any]) -> None:
    """Tell the team's own endpoints of what is nobody else's business."""
    rows = WebhookEndpoint.objects.filter(team=team_id, events__contains=[event.value])
    deliver_to(list(rows), event, data, at=timezone.now())


def story_team(record: UUID) -> Any:
    rows = Publication.objects.filter(record=record)
    return rows.values_list("claim__story__team", flat=True).first()


def listening(event: HookEvent, team_id: Any) -> list[WebhookEndpoint]:
    """Return endpoints that asked for it; what is published is everybody's."""
    rows = WebhookEndpoint.objects.filter(events__contains=[event.value])
    if event == HookEvent.CHECKPOINT:
        return list(rows)
    return list(rows.filter(Q(own_only=False) | Q(team=team_id)))


def data_of(entry: Change) -> dict[str, Any]:
    """Return the thin payload: what changed and where to read it."""
    url = entry_url(entry)
    if entry.kind == ChangeKind.CHECKPOINT:
        return {"number": entry.version, "digest": entry.digest, "url": url}
    data: dict[str, Any] = {
        "record": str(entry.record),
        "version": entry.version,
        "digest": entry.digest,
        "url": url,
    }
    if entry.superseded_by:
        data["superseded_by"] = str(entry.superseded_by)
    return data


def deliver_to(
    rows: Iterable[WebhookEndpoint],
    event: HookEvent,
    data: dict[str, Any],
    *,
    at: datetime,
) -> list[WebhookDelivery]:
    """Insert a delivery for each, and its job unless the endpoint is paused."""
    when = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    body = orjson.dumps({"type": event.value, "timestamp": when, "data": data})
    made = [
        WebhookDelivery(endpoint=row, event=event, body=body.decode()) for row in rows
    ]
    WebhookDelivery.objects.bulk_create(made)
    for delivery in made:
        if delivery.endpoint.paused_at is None or event == HookEvent.TEST:
            send(delivery)
    return made


def send(delivery: WebhookDelivery) -> Job:
    inputs = {"round": delivery.round}
    return submit("webhook", delivery.pk, inputs=inputs)


def send_test(endpoint: WebhookEndpoint, *, by: User) -> WebhookDelivery:
    """Send an event of kind ``test``, also to a paused endpoint, once."""
    require_manager(endpoint.team, by)
    data = {"endpoint": str(endpoint.pk), "message": "It works: this is a test."}
    now = timezone.now()
    with transaction.atomic():
        return deliver_to([endpoint], HookEvent.TEST, data, at=now)[0]


def rotate(endpoint: WebhookEndpoint, *, by: User) -> WebhookEndpoint:
    require_manager(endpoint.team, by)
    return secrets.rotate(endpoint)


def pause(
    endpoint: WebhookEndpoint, *, by: User | None, why: str = ""
) -> WebhookEndpoint:
    """Send nothing more for now; what happens meanwhile waits."""
    if by is not None:
        require_manager(endpoint.team, by)
    mine = WebhookEndpoint.objects.filter(pk=endpoint.pk, paused_at=None)
    mine.update(paused_at=timezone.now(), paused_why=why[:300])
    endpoint.refresh_from_db()
    return endpoint


def resume(endpoint: WebhookEndpoint, *, by: User) -> int:
    """Send again, all that waits first; return how many that are."""
    require_manager(endpoint.team, by)
    with transaction.atomic():
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
            paused_at=None, paused_why="", failures=0, failing_since=None
        )
        return send_anew(endpoint.deliveries.filter(state=DeliveryState.WAITING))


def replay(
    rows: QuerySet[WebhookDelivery], endpoint: WebhookEndpoint, *, by: User
) -> int:
    """Send deliveries of an endpoint once more, delivered or not; return how many.

    Raises:
        BadEndpoint: it is paused, or that would be too many at once.
    """
    require_manager(endpoint.team, by)
    if endpoint.paused_at is not None:
        raise BadEndpoint(_("The endpoint is paused: resume it first."))
    if rows.count() > REPLAYED:
        words = _("More than %d at once: read the changes feed instead.")
        raise BadEndpoint(words % REPLAYED, limit=REPLAYED)
    with transaction.atomic():
        return send_anew(rows)


def send_anew(rows: QuerySet[WebhookDelivery]) -> int:
    """Begin another round of each, the oldest first; its id stays the same."""
    held = list(rows.select_for_update().order_by("created_at", "id"))
    for row in held:
        row.round += 1
        row.tries = 0
        row.state = DeliveryState.WAITING
        row.next_at = None
    WebhookDelivery.objects.bulk_update(held, ["round", "tries", "state", "next_at"])
    for row in held:
        send(row)
    return len(held)


def remove(endpoint: WebhookEndpoint, *, by: User) -> None:
    require_manager(endpoint.team, by)
    endpoint.delete()
