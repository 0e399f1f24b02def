"""Triage: groups of candidates, and what people decide about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import rows
from claims.api.base import IDEMPOTENCY_KEY, DeskView, Strict, body_of, visible
from claims.api.shapes import DecisionOut, GroupDetail, GroupOut, GroupPage
from claims.choices import Level, TriageAction
from claims.errors import NotFound
from claims.models import CandidateGroup, Claim, TriageDecision
from claims.review import triage
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import read_query
from workbench.accounts.idempotency import idempotent


class GroupFilter(serializers.Serializer):
    story = serializers.UUIDField(required=False)
    question = serializers.UUIDField(required=False)
    undecided = serializers.BooleanField(
        required=False, help_text="Only those that wait for a decision."
    )
    conflicts = serializers.BooleanField(
        required=False, help_text="Only those in conflict with others."
    )


class GroupList(DeskView):
    """Groups of candidates, most check-worthy first."""

    @extend_schema(
        operation_id="groups_list",
        tags=["triage"],
        parameters=[GroupFilter, *PAGE_PARAMETERS],
        responses=GroupPage,
    )
    def get(self, request: Request) -> Response:
        wanted = read_query(request, GroupFilter, *PAGING)
        found = rows.groups().visible_to(request.user)
        if wanted.pop("undecided", False):
            found = found.undecided()
        if wanted.pop("conflicts", False):
            found = found.filter(conflicts__gt=0)
        page = page_for(request, found.filter(**wanted), name="groups", by="score")
        return page_response(request, page, GroupOut(page.rows, many=True).data)


class GroupView(DeskView):
    """One group with its members, and how they stand to other words."""

    @extend_schema(operation_id="groups_get", tags=["triage"], responses=GroupDetail)
    def get(self, request: Request, id: UUID) -> Response:
        group = visible(rows.groups(), request, id)
        return Response(GroupDetail(rows.with_members(group, request.user)).data)


class DecisionIn(Strict):
    """``accept`` needs a level, ``attach`` a claim, ``dismiss`` a reason, ``snooze``
    an instant; ``undo`` takes back the decision in force; ``change`` replaces it by
    another level, reason or instant, in one step."""

    action = serializers.ChoiceField(
        ["accept", "attach", "change", "dismiss", "snooze", "undo"]
    )
    level = serializers.ChoiceField(Level.choices, required=False)
    claim = serializers.UUIDField(required=False)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)
    until = serializers.DateTimeField(required=False)

    NEEDS = {
        "accept": "level",
        "attach": "claim",
        "dismiss": "reason",
        "snooze": "until",
    }

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        needed = self.NEEDS.get(fields["action"])
        if needed and not fields.get(needed):
            raise serializers.ValidationError(
                {needed: [f"This is needed to {fields['action']}."]}, code="required"
            )
        return fields


class GroupActions(DeskView):
    """Decide about a group, or undo what was decided."""

    @extend_schema(
        operation_id="groups_act",
        tags=["triage"],
        parameters=[IDEMPOTENCY_KEY],
        request=DecisionIn,
        responses={201: DecisionOut},
        examples=[
            OpenApiExample(
                "Accept as a claim that it is so",
                value={"action": "accept", "level": "so"},
                request_only=True,
            ),
            OpenApiExample(
                "Dismiss",
                value={"action": "dismiss", "reason": "Opinion"},
                request_only=True,
            ),
        ],
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        group = visible(CandidateGroup.objects.filter(documents__gt=0), request, id)
        wanted = body_of(request, DecisionIn)
        decision = DECIDE[wanted["action"]](group, wanted, request)
        decision = TriageDecision.objects.select_related("by").get(pk=decision.pk)
        return Response(DecisionOut(decision).data, status=201)


def accept(group: CandidateGroup, wanted: dict[str, Any], request: Request) -> Any:
    claim = triage.accept(group, level=wanted["level"], by=request.user)
    return claim.decisions.get()


def attach(group: CandidateGroup, wanted: dict[str, Any], request: Request) -> Any:
    claim = visible(Claim.objects.all(), request, wanted["claim"])
    return triage.attach(group, claim, by=request.user)


def dismiss(group: CandidateGroup, wanted: dict[str, Any], request: Request) -> Any:
    return triage.dismiss(group, reason=wanted["reason"], by=request.user)


def snooze(group: CandidateGroup, wanted: dict[str, Any], request: Request) -> Any:
    reason = wanted.get("reason", "")
    return triage.snooze(group, until=wanted["until"], reason=reason, by=request.user)


def undo(group: CandidateGroup, wanted: dict[str, Any], request: Request) -> Any:
    if group.decision is None:
        raise NotFound("Nothing was decided about this group.")
    return triage.undo(group.decision, by=request.user)


def change(group: CandidateGroup, wanted: dict[str, Any], request: Request) -> Any:
    if group.decision is None:
        raise NotFound("Nothing was decided about this group.")
    names = CHANGED.get(group.decision.action, ())
    given = {name: wanted.get(name) or "" for name in names}
    if "until" in given and not given["until"]:
        raise serializers.ValidationError({"until": ["This is needed."]})
    return triage.change(group.decision, by=request.user, **given)


CHANGED: dict[str, tuple[str, ...]] = {
    TriageAction.ACCEPT: ("level",),
    TriageAction.DISMISS: ("reason",),
    TriageAction.SNOOZE: ("until", "reason"),
}
DECIDE: dict[str, Callable[..., Any]] = {
    "accept": accept,
    "attach": attach,
    "change": change,
    "dismiss": dismiss,
    "snooze": snooze,
    "undo": undo,
}
