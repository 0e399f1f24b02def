"""Rows of the desk as JSON. Output only; what comes in stands beside its view."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.choices import (
    Action,
    Confidence,
    Disclosure,
    EvidenceKind,
    EvidenceState,
    Label,
    Level,
    Risk,
    Stance,
    Status,
    TriageAction,
    WorkKind,
    WorkState,
)
from claims.models import (
    Appearance,
    Approval,
    Assignment,
    Candidate,
    CandidateGroup,
    Claim,
    Comment,
    Evidence,
    Question,
    ReviewEvent,
    TriageDecision,
    Verdict,
)
from sources.models import Document, Story
from sources.paging import CountOut
from workbench.accounts.models import User

Segments = serializers.ListField(
    child=serializers.ListField(
        child=serializers.IntegerField(), min_length=2, max_length=2
    ),
    allow_null=True,
    help_text="Half-open ranges of code points in the revision's text.",
)


class PersonRef(serializers.ModelSerializer):
    name = serializers.CharField(source="__str__")

    class Meta:
        model = User
        fields = ("id", "name")


class StoryRef(serializers.ModelSerializer):
    class Meta:
        model = Story
        fields = ("id", "title")


class DocumentRef(serializers.ModelSerializer):
    label = serializers.CharField(help_text="Outlet or source, else the title.")

    class Meta:
        model = Document
        fields = ("id", "title", "label", "published", "published_how")


class QuestionRef(serializers.ModelSerializer):
    class Meta:
        model = Question
        fields = ("id", "wording")


class CandidateOut(serializers.ModelSerializer):
    """A machine's proposed claim; nobody has judged it."""

    document = DocumentRef()
    segments = Segments
    origin = serializers.CharField(source="origin.name", default=None, allow_null=True)
    chain = serializers.SerializerMethodField()

    class Meta:
        model = Candidate
        fields = (
            "id",
            "story",
            "group",
            "document",
            "revision",
            "segments",
            "exact",
            "words",
            "score",
            "type",
            "factuality",
            "speaker",
            "chain",
            "origin",
            "event_start",
            "event_end",
        )

    def get_chain(self, row: Candidate) -> list[dict[str, Any]]:
        return row.reading.get("chain", [])


class DecisionOut(serializers.ModelSerializer):
    action = serializers.ChoiceField(TriageAction.choices)
    level = serializers.ChoiceField(Level.choices, allow_blank=True)
    by = PersonRef()

    class Meta:
        model = TriageDecision
        fields = (
            "id",
            "action",
            "level",
            "claim",
            "reason",
            "until",
            "by",
            "created_at",
            "undone_at",
        )


class GroupOut(serializers.ModelSerializer):
    """Candidates of one proposition, with what was decided about them."""

    question = QuestionRef(allow_null=True)
    best = CandidateOut(allow_null=True)
    decision = DecisionOut(allow_null=True)
    lease_by = PersonRef(allow_null=True)

    class Meta:
        model = CandidateGroup
        fields = (
            "id",
            "story",
            "question",
            "wording",
            "score",
            "documents",
            "origins",
            "conflicts",
            "best",
            "decision",
            "grown_since_decision",
            "lease_by",
            "lease_until",
            "created_at",
        )


class RelationOut(serializers.Serializer):
    """How a member of the group stands to other words, and why."""

    label = serializers.ChoiceField(Label.choices)
    level = serializers.ChoiceField(Level.choices)
    score = serializers.FloatField()
    independent = serializers.BooleanField()
    member = serializers.UUIDField()
    other = CandidateOut()
    reasons = serializers.ListField(child=serializers.JSONField())
    detail = serializers.ListField(child=serializers.JSONField())
    method = serializers.CharField()


class GroupDetail(GroupOut):
    members = CandidateOut(many=True)
    relations = RelationOut(many=True)

    class Meta(GroupOut.Meta):
        fields = (*GroupOut.Meta.fields, "members", "relations")


class RatingRef(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()
    value = serializers.IntegerField(allow_null=True)


class VerdictOut(serializers.ModelSerializer):
    rating = RatingRef()
    confidence = serializers.ChoiceField(Confidence.choices)
    by = PersonRef()
    evidence = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = Verdict
        fields = (
            "id",
            "rating",
            "finding",
            "rationale",
            "confidence",
            "evidence",
            "by",
            "created_at",
        )


class ApprovalOut(serializers.ModelSerializer):
    by = PersonRef()
    own_rating = RatingRef(allow_null=True)

    class Meta:
        model = Approval
        fields = (
            "id",
            "verdict",
            "by",
            "kind",
            "blind",
            "own_rating",
            "note",
            "created_at",
            "voided_at",
            "void_reason",
        )


class AppearanceOut(serializers.ModelSerializer):
    document = DocumentRef(allow_null=True)
    segments = Segments

    class Meta:
        model = Appearance
        fields = (
            "id",
            "document",
            "revision",
            "segments",
            "exact",
            "chain",
            "heard_where",
            "heard_on",
        )


class EvidenceOut(serializers.ModelSerializer):
    kind = serializers.ChoiceField(EvidenceKind.choices)
    stance = serializers.ChoiceField(Stance.choices)
    state = serializers.ChoiceField(EvidenceState.choices)
    disclosure = serializers.ChoiceField(Disclosure.choices)
    document = DocumentRef(allow_null=True)
    segments = Segments
    origin = serializers.CharField(source="origin.name", default=None, allow_null=True)
    details = serializers.DictField()
    reasons = serializers.ListField(child=serializers.JSONField())
    chain = serializers.ListField(child=serializers.JSONField())
    added_by = PersonRef(allow_null=True)
    confirmed_by = PersonRef(allow_null=True)

    class Meta:
        model = Evidence
        fields = (
            "id",
            "claim",
            "kind",
            "stance",
            "state",
            "document",
            "revision",
            "segments",
            "exact",
            "speaker",
            "chain",
            "origin",
            "details",
            "reasons",
            "note",
            "disclosure",
            "method",
            "method_version",
            "added_by",
            "confirmed_by",
            "confirmed_at",
            "created_at",
        )


class MissingOut(serializers.Serializer):
    name = serializers.CharField()
    words = serializers.CharField(help_text="Finish “This move needs that …”.")


class MoveOut(serializers.Serializer):
    """A move that your roles permit; ``missing`` says what keeps it from being made."""

    action = serializers.ChoiceField(Action.choices)
    label = serializers.CharField()
    to = serializers.ChoiceField(Status.choices)
    allowed = serializers.BooleanField()
    needs_note = serializers.BooleanField()
    missing = MissingOut(many=True, source="failed")


class ClaimOut(serializers.ModelSerializer):
    status = serializers.ChoiceField(Status.choices)
    level = serializers.ChoiceField(Level.choices)
    risk = serializers.ChoiceField(Risk.choices)
    story = StoryRef()
    question = QuestionRef(allow_null=True)
    checker = PersonRef(allow_null=True)
    rating = serializers.SerializerMethodField(
        help_text="Slug of the proposed or published rating."
    )

    class Meta:
        model = Claim
        fields = (
            "id",
            "number",
            "version",
            "status",
            "level",
            "text",
            "normalized_text",
            "claimant",
            "made_on",
            "made_where",
            "event_start",
            "event_end",
            "tags",
            "language",
            "risk",
            "story",
            "question",
            "group",
            "checker",
            "lease_until",
            "rating",
            "created_at",
            "updated_at",
        )

    def get_rating(self, row: Claim) -> str | None:
        found = row.current_verdicts
        return found[0].rating.slug if found else None


class PublicationRef(serializers.Serializer):
    """The newest published version; read it under facts."""

    record = serializers.UUIDField()
    version = serializers.IntegerField()
    slug = serializers.CharField()
    retracted = serializers.BooleanField()
    published_at = serializers.DateTimeField()


class ClaimDetail(ClaimOut):
    """A claim with all that bears on it, and what you may do with it now."""

    verdict = VerdictOut(allow_null=True)
    approvals = ApprovalOut(many=True, source="readings")
    approvals_needed = serializers.IntegerField()
    appearances = AppearanceOut(many=True)
    evidence = EvidenceOut(many=True)
    actions = MoveOut(many=True)
    publication = PublicationRef(allow_null=True)

    class Meta(ClaimOut.Meta):
        fields = (
            *ClaimOut.Meta.fields,
            "risk_reason",
            "origin_exception",
            "merged_into",
            "verdict",
            "approvals",
            "approvals_needed",
            "appearances",
            "evidence",
            "actions",
            "publication",
        )


class EventOut(serializers.ModelSerializer):
    """One editorial write; ``hash`` covers the one before (``previous``)."""

    by = PersonRef()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()

    class Meta:
        model = ReviewEvent
        fields = (
            "seq",
            "kind",
            "by",
            "at",
            "before",
            "after",
            "digest",
            "previous",
            "hash",
        )

    def get_before(self, row: ReviewEvent) -> dict[str, Any] | None:
        return payload_of(row).get("before")

    def get_after(self, row: ReviewEvent) -> dict[str, Any] | None:
        return payload_of(row).get("after")


def payload_of(row: ReviewEvent) -> dict[str, Any]:
    """What the event changed; empty when it was erased by law."""
    payload = getattr(row, "payload", None)
    return payload.body if payload else {}


class QuestionOut(serializers.ModelSerializer):
    """One slot with rival answers."""

    groups = serializers.IntegerField(source="n_groups")
    claims = serializers.IntegerField(source="n_claims")

    class Meta:
        model = Question
        fields = ("id", "story", "slot", "wording", "groups", "claims", "created_at")


class QuestionDetail(serializers.Serializer):
    """The rival answers stand together: groups of candidates, and claims made."""

    id = serializers.UUIDField()
    story = serializers.UUIDField()
    slot = serializers.CharField()
    wording = serializers.CharField()
    created_at = serializers.DateTimeField()
    groups = GroupOut(many=True)
    claims = ClaimOut(many=True)


class AssignmentOut(serializers.ModelSerializer):
    kind = serializers.ChoiceField(WorkKind.choices)
    state = serializers.ChoiceField(WorkState.choices)
    person = PersonRef(allow_null=True)
    team = serializers.CharField(source="team.slug", default=None, allow_null=True)
    by = PersonRef(
        allow_null=True, help_text="Null when a reader asked for it, or a date came."
    )
    due = serializers.DateTimeField(
        read_only=True,
        allow_null=True,
        help_text="`due_at`, else the deadline of its story.",
    )

    class Meta:
        model = Assignment
        fields = (
            "id",
            "claim",
            "question",
            "story",
            "document",
            "report",
            "person",
            "team",
            "kind",
            "state",
            "due_at",
            "due",
            "lease_until",
            "note",
            "by",
            "created_at",
            "ended_at",
        )


class CommentOut(serializers.ModelSerializer):
    """What somebody said; a deleted comment has no text, but keeps its place."""

    by = PersonRef()
    words = serializers.ListField(
        child=serializers.CharField(),
        source="exact",
        help_text="The words of the document it is about, one string a segment.",
    )
    segments = Segments

    class Meta:
        model = Comment
        fields = (
            "id",
            "claim",
            "question",
            "story",
            "document",
            "revision",
            "segments",
            "words",
            "text",
            "by",
            "created_at",
            "edited_at",
            "deleted_at",
        )


def page_of_rows(name: str, row: type[serializers.Serializer]) -> Any:
    """Return the shape of a page of ``row``: results and the cursor that leads on."""
    return type(
        name,
        (serializers.Serializer,),
        {
            "results": row(many=True),
            "cursor": serializers.CharField(allow_null=True),
            "count": CountOut(required=False),
        },
    )


CandidatePage = page_of_rows("CandidatePage", CandidateOut)
GroupPage = page_of_rows("GroupPage", GroupOut)
QuestionPage = page_of_rows("QuestionPage", QuestionOut)
ClaimPage = page_of_rows("ClaimPage", ClaimOut)
EventPage = page_of_rows("EventPage", EventOut)
AssignmentPage = page_of_rows("AssignmentPage", AssignmentOut)
CommentPage = page_of_rows("CommentPage", CommentOut)
