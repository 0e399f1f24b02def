"""Webhook endpoints of the teams whose editor or admin the caller is."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import IDEMPOTENCY_KEY, DeskView, Strict, body_of
from claims.choices import DeliveryState, HookEvent
from claims.errors import BadEndpoint, NotAllowed, NotFound
from claims.models import WebhookDelivery, WebhookEndpoint
from claims.publication.webhooks import secrets, service
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import read_query
from workbench.accounts.idempotency import idempotent
from workbench.accounts.invitations import MAY_INVITE
from workbench.accounts.models import Team

MANAGE = "webhooks:manage"


class WebhookOut(serializers.ModelSerializer):
    team = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = WebhookEndpoint
        fields = (
            "id",
            "team",
            "name",
            "url",
            "events",
            "own_only",
            "created_at",
            "paused_at",
            "paused_why",
            "failures",
            "failing_since",
            "last_success_at",
            "previous_until",
        )
        read_only_fields = fields


class WebhookPage(serializers.Serializer):
    results = WebhookOut(many=True)
    cursor = serializers.CharField(allow_null=True)


class WebhookChanges(Strict):
    name = serializers.CharField(required=False, max_length=120)
    url = serializers.CharField(
        required=False,
        max_length=2000,
        help_text="https, on the public internet, ports 80 and 443.",
    )
    events = serializers.ListField(
        child=serializers.ChoiceField(HookEvent.choices),
        required=False,
        allow_empty=False,
    )
    own_only = serializers.BooleanField(
        required=False, help_text="Only findings of this team's stories."
    )


class WebhookIn(Strict):
    team = serializers.SlugField(help_text="One that you are editor or admin of.")
    name = serializers.CharField(max_length=120)
    url = serializers.CharField(max_length=2000)
    events = serializers.ListField(
        child=serializers.ChoiceField(HookEvent.choices),
        allow_empty=False,
    )
    own_only = serializers.BooleanField(required=False, default=False)


class WebhookAction(Strict):
    """``replay`` sends again what was told since a time, delivered or not.

    ``rotate`` makes a new secret; the one before signs, too, for a day. ``resume``
    sends what waited, ``test`` an event of kind ``test``.
    """

    action = serializers.ChoiceField(["test", "rotate", "pause", "resume", "replay"])
    since = serializers.DateTimeField(required=False, help_text="Of ``replay``.")

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        if (fields["action"] == "replay") != ("since" in fields):
            raise serializers.ValidationError(
                {"since": ["Give it with `replay`, and with nothing else."]},
                code="misplaced",
            )
        return fields


class WebhookDone(serializers.Serializer):
    webhook = WebhookOut()
    deliveries = serializers.IntegerField(help_text="How many are on their way now.")


class SecretOut(serializers.Serializer):
    secret = serializers.CharField(
        help_text="`whsec_` and base64; keep it to yourself."
    )
    previous_until = serializers.DateTimeField(allow_null=True)


class AttemptOut(serializers.Serializer):
    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True)
    took_ms = serializers.IntegerField()
    answer = serializers.CharField(allow_blank=True, help_text="Its first bytes.")
    error = serializers.CharField(allow_blank=True)


class DeliveryOut(serializers.ModelSerializer):
    """``id`` is the `webhook-id` without its `msg_` and with hyphens."""

    class Meta:
        model = WebhookDelivery
        fields = ("id", "event", "state", "tries", "created_at", "next_at", "body")
        read_only_fields = fields


class DeliveryPage(serializers.Serializer):
    results = DeliveryOut(many=True)
    cursor = serializers.CharField(allow_null=True)


class DeliveryWhole(DeliveryOut):
    attempts = AttemptOut(many=True)

    class Meta(DeliveryOut.Meta):
        fields = (*DeliveryOut.Meta.fields, "attempts")
        read_only_fields = fields


class DeliveryFilter(serializers.Serializer):
    state = serializers.ChoiceField(DeliveryState.choices, required=False)
    event = serializers.ChoiceField(HookEvent.choices, required=False)


EXAMPLE = {
    "team": "investigations",
    "name": "Our mirror",
    "url": "https://mirror.example.org/hooks/findings",
    "events": ["fact.published", "fact.corrected", "fact.retracted"],
    "own_only": False,
}


class HookView(DeskView):
    scopes: ClassVar = {"*": MANAGE}


class WebhookList(HookView):
    """Endpoints of the teams that you lead, newest first."""

    @extend_schema(
        operation_id="webhooks_list",
        tags=["webhooks"],
        parameters=PAGE_PARAMETERS,
        responses=WebhookPage,
    )
    def get(self, request: Request) -> Response:
        read_query(request, serializers.Serializer, *PAGING)
        page = page_for(request, led(request), name="webhooks")
        return page_response(request, page, WebhookOut(page.rows, many=True).data)

    @extend_schema(
        operation_id="webhooks_add",
        tags=["webhooks"],
        parameters=[IDEMPOTENCY_KEY],
        request=WebhookIn,
        responses={201: WebhookOut},
        examples=[OpenApiExample("A mirror", value=EXAMPLE, request_only=True)],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Its secret is read at ``/webhooks/{id}/secret``."""
        fields = body_of(request, WebhookIn)
        team = Team.objects.filter(slug=fields.pop("team")).first()
        if team is None or team.pk not in request.user.team_ids:
            raise NotFound("There is no such team.")
        row = service.add(team, **fields, by=request.user)
        return Response(WebhookOut(row).data, status=201)


class WebhookView(HookView):
    """One endpoint."""

    @extend_schema(operation_id="webhooks_get", tags=["webhooks"], responses=WebhookOut)
    def get(self, request: Request, id: UUID) -> Response:
        return Response(WebhookOut(find(request, id)).data)

    @extend_schema(
        operation_id="webhooks_change",
        tags=["webhooks"],
        request=WebhookChanges,
        responses=WebhookOut,
    )
    def patch(self, request: Request, id: UUID) -> Response:
        row = find(request, id)
        fields = body_of(request, WebhookChanges)
        return Response(WebhookOut(service.change(row, **fields, by=request.user)).data)

    @extend_schema(
        operation_id="webhooks_remove", tags=["webhooks"], responses={204: None}
    )
    def delete(self, request: Request, id: UUID) -> Response:
        service.remove(find(request, id), by=request.user)
        return Response(status=204)


class WebhookSecret(HookView):
    """The secret that signs; nobody may keep this answer but you."""

    @extend_schema(
        operation_id="webhooks_secret", tags=["webhooks"], responses=SecretOut
    )
    def get(self, request: Request, id: UUID) -> Response:
        row = find(request, id)
        try:
            secret = secrets.unseal(row.secret)
        except secrets.SealedElsewhere:
            words = "The secret cannot be read any more: rotate it."
            raise BadEndpoint(words) from None
        until = row.previous_until if row.overlaps else None
        shown = SecretOut({"secret": secret, "previous_until": until})
        response = Response(shown.data)
        response["Cache-Control"] = "no-store"
        return response


class WebhookActions(HookView):
    """Test, rotate the secret, pause, resume, replay."""

    @extend_schema(
        operation_id="webhooks_act",
        tags=["webhooks"],
        parameters=[IDEMPOTENCY_KEY],
        request=WebhookAction,
        responses=WebhookDone,
        examples=[
            OpenApiExample("A test", value={"action": "test"}, request_only=True)
        ],
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        row = find(request, id)
        wanted = body_of(request, WebhookAction)
        sent = act(row, wanted, by=request.user)
        row.refresh_from_db()
        return Response(WebhookDone({"webhook": row, "deliveries": sent}).data)


def act(row: WebhookEndpoint, wanted: dict[str, Any], *, by: Any) -> int:
    """Do it; return how many deliveries are on their way for it."""
    if wanted["action"] == "test":
        service.send_test(row, by=by)
        return 1
    if wanted["action"] == "resume":
        return service.resume(row, by=by)
    if wanted["action"] == "replay":
        rows = row.deliveries.filter(created_at__gte=wanted["since"])
        return service.replay(rows, row, by=by)
    if wanted["action"] == "rotate":
        service.rotate(row, by=by)
    else:
        service.pause(row, by=by, why=f"Paused by {by}.")
    return 0


class WebhookDeliveries(HookView):
    """What was sent, or waits, newest first; kept for 30 days."""

    @extend_schema(
        operation_id="webhooks_deliveries",
        tags=["webhooks"],
        parameters=[DeliveryFilter, *PAGE_PARAMETERS],
        responses=DeliveryPage,
    )
    def get(self, request: Request, id: UUID) -> Response:
        wanted = read_query(request, DeliveryFilter, *PAGING)
        rows = find(request, id).deliveries.filter(**wanted)
        page = page_for(request, rows, name=f"deliveries:{id}")
        return page_response(request, page, DeliveryOut(page.rows, many=True).data)


class WebhookDeliveryView(HookView):
    """One delivery with every try."""

    @extend_schema(
        operation_id="webhooks_delivery", tags=["webhooks"], responses=DeliveryWhole
    )
    def get(self, request: Request, id: UUID, delivery: UUID) -> Response:
        return Response(DeliveryWhole(delivery_of(request, id, delivery)).data)


class WebhookDeliveryReplay(HookView):
    """Send one delivery again, with the same id."""

    @extend_schema(
        operation_id="webhooks_replay",
        tags=["webhooks"],
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses=DeliveryWhole,
    )
    @idempotent
    def post(self, request: Request, id: UUID, delivery: UUID) -> Response:
        row = delivery_of(request, id, delivery)
        rows = WebhookDelivery.objects.filter(pk=row.pk)
        service.replay(rows, row.endpoint, by=request.user)
        row.refresh_from_db()
        return Response(DeliveryWhole(row).data)


def led(request: Request) -> QuerySet[WebhookEndpoint]:
    """Return the endpoints of the teams whose editor or admin the caller is."""
    teams = Team.objects.filter(
        memberships__user=request.user.pk, memberships__role__in=MAY_INVITE
    )
    rows = WebhookEndpoint.objects.filter(team__in=teams)
    return rows.select_related("team")


def find(request: Request, key: UUID) -> WebhookEndpoint:
    """Raises NotFound, and NotAllowed to members of the team who do not lead it."""
    row = led(request).filter(pk=key).first()
    if row is not None:
        return row
    own = WebhookEndpoint.objects.filter(pk=key, team__in=request.user.team_ids)
    if own.exists():
        raise NotAllowed("Only editors and admins of the team do this.")
    raise NotFound("There is no such webhook.")


def delivery_of(request: Request, key: UUID, delivery: UUID) -> WebhookDelivery:
    rows = find(request, key).deliveries.select_related("endpoint__team")
    row = rows.filter(pk=delivery).first()
    if row is None:
        raise NotFound("There is no such delivery.")
    return row
