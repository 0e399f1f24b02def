"""Work given to people and teams."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import rows
from claims.api.base import IDEMPOTENCY_KEY, DeskView, Strict, body_of, visible
from claims.api.shapes import AssignmentOut, AssignmentPage
from claims.choices import WorkKind, WorkState
from claims.errors import NotFound
from claims.models import Claim, Question
from claims.review.assignment import (
    assign,
    finish,
    hand_over,
    release,
    reopen,
    take,
)
from sources.models import Document, Story
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import read_query
from workbench.accounts.idempotency import idempotent
from workbench.accounts.models import Team, User

STEPS = {"take": take, "release": release, "reopen": reopen}
SUBJECTS = {"claim": Claim, "question": Question, "story": Story, "document": Document}


class AssignmentFilter(serializers.Serializer):
    mine = serializers.BooleanField(
        required=False, help_text="Only what is yours or one of your teams'."
    )
    state = serializers.ChoiceField(WorkState.choices, required=False)
    kind = serializers.ChoiceField(WorkKind.choices, required=False)
    claim = serializers.UUIDField(required=False)
    question = serializers.UUIDField(required=False)
    story = serializers.UUIDField(required=False)
    document = serializers.UUIDField(required=False)


class TakersIn(Strict):
    person = serializers.UUIDField(required=False)
    team = serializers.SlugField(required=False)
    note = serializers.CharField(required=False, allow_blank=True, default="")


class AssignmentIn(TakersIn):
    """About exactly one of claim, question, story and document."""

    kind = serializers.ChoiceField(WorkKind.choices)
    claim = serializers.UUIDField(required=False)
    question = serializers.UUIDField(required=False)
    story = serializers.UUIDField(required=False)
    document = serializers.UUIDField(required=False)
    due_at = serializers.DateTimeField(required=False)

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        if sum(name in fields for name in SUBJECTS) != 1:
            raise serializers.ValidationError(
                f"Give one of {', '.join(SUBJECTS)}.", code="one_subject"
            )
        return fields


class AssignmentList(DeskView):
    """Pieces of work, newest first."""

    @extend_schema(
        operation_id="assignments_list",
        tags=["work"],
        parameters=[AssignmentFilter, *PAGE_PARAMETERS],
        responses=AssignmentPage,
    )
    def get(self, request: Request) -> Response:
        wanted = read_query(request, AssignmentFilter, *PAGING)
        found = rows.assignments().visible_to(request.user)
        if wanted.pop("mine", False):
            user = request.user
            found = found.filter(Q(person=user) | Q(team__in=user.team_ids))
        page = page_for(request, found.filter(**wanted), name="assignments")
        return page_response(request, page, AssignmentOut(page.rows, many=True).data)

    @extend_schema(
        operation_id="assignments_add",
        tags=["work"],
        parameters=[IDEMPOTENCY_KEY],
        request=AssignmentIn,
        responses={201: AssignmentOut},
        examples=[
            OpenApiExample(
                "A call",
                value={
                    "kind": "call",
                    "claim": "0199a1de-7f0a-7cc1-a2b4-5d0a3c1f9e11",
                    "team": "investigations",
                    "due_at": "2026-03-02T16:00:00Z",
                    "note": "Ask the harbour office for its log.",
                },
                request_only=True,
            )
        ],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        fields = body_of(request, AssignmentIn)
        name = next(name for name in SUBJECTS if name in fields)
        subject = visible(SUBJECTS[name].objects.all(), request, fields[name])
        row = assign(
            subject,
            kind=fields["kind"],
            due_at=fields.get("due_at"),
            note=fields["note"],
            by=request.user,
            **takers(fields),
        )
        row = rows.assignments().get(pk=row.pk)
        return Response(AssignmentOut(row).data, status=201)


class WorkIn(TakersIn):
    """``hand_over`` names a person, a team or both.

    ``take`` starts on it, from a team's pile or as one's own; ``release`` stops.
    """

    action = serializers.ChoiceField(
        ["take", "release", "finish", "drop", "reopen", "hand_over"]
    )


class AssignmentActions(DeskView):
    """Take a piece of work, end it, or give it to somebody else."""

    @extend_schema(
        operation_id="assignments_act",
        tags=["work"],
        parameters=[IDEMPOTENCY_KEY],
        request=WorkIn,
        responses=AssignmentOut,
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        row = visible(rows.assignments(), request, id)
        wanted = body_of(request, WorkIn)
        common = {"by": request.user, "note": wanted["note"]}
        if wanted["action"] == "hand_over":
            row = hand_over(row, **common, **takers(wanted))
        elif wanted["action"] in STEPS:
            row = STEPS[wanted["action"]](row, by=request.user)
        else:
            row = finish(row, **common, dropped=wanted["action"] == "drop")
        return Response(AssignmentOut(rows.assignments().get(pk=row.pk)).data)


def takers(fields: dict[str, Any]) -> dict[str, Any]:
    """Return person and team as rows, None for one not named."""
    found: dict[str, Any] = {"to_person": None, "to_team": None}
    if "person" in fields:
        people = User.objects.filter(is_active=True)
        found["to_person"] = people.filter(pk=fields["person"]).first()
        if found["to_person"] is None:
            raise NotFound("There is no such person.")
    if "team" in fields:
        found["to_team"] = Team.objects.filter(slug=fields["team"]).first()
        if found["to_team"] is None:
            raise NotFound("There is no such team.")
    return found
