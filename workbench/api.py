"""The API: every endpoint on this page, below /api/v1/.

Errors of all of them are answered by :func:`problem_handler`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, re_path

from claims.api import (
    assignments,
    candidates,
    changes,
    checkpoints,
    claims,
    comments,
    evidence,
    exports,
    facts,
    groups,
    match,
    moves,
    questions,
    webhooks,
)
from sources import api as sources
from workbench.api_schema import SchemaView
from workbench.lifecycle import lifecycle
from workbench.problems import nothing_here, problem_handler

__all__ = ["problem_handler", "urlpatterns"]


def docs(request: HttpRequest) -> HttpResponse:
    """Public: the description of the API to read and to try."""
    return render(request, "api_docs.html")


urlpatterns = [
    # published, for everybody
    path("facts", facts.FactList.as_view()),
    path("facts/<uuid:record>", facts.FactView.as_view()),
    path("facts/<uuid:record>/versions", facts.FactVersions.as_view()),
    path("facts/<uuid:record>/proof", checkpoints.FactProof.as_view()),
    path("checkpoints", checkpoints.CheckpointList.as_view()),
    path("checkpoints/<int:number>", checkpoints.CheckpointView.as_view()),
    path(
        "checkpoints/<int:number>/consistency", checkpoints.CheckpointGrowth.as_view()
    ),
    path("facts/<uuid:record>/claimreview", exports.FactClaimReview.as_view()),
    path("facts/<uuid:record>/annotations", exports.FactAnnotations.as_view()),
    path("exports", exports.ExportList.as_view()),
    path("changes", changes.ChangeList.as_view()),
    path("match", match.MatchView.as_view()),
    # taking in
    path("stories", sources.StoryList.as_view()),
    path("documents", sources.DocumentList.as_view()),
    path("documents/<uuid:id>", sources.DocumentView.as_view()),
    path("jobs", sources.JobList.as_view()),
    path("jobs/<uuid:id>", sources.JobView.as_view()),
    path("jobs/<uuid:id>/retry", sources.JobRetry.as_view()),
    # what the machine found
    path("candidates", candidates.CandidateList.as_view()),
    path("groups", groups.GroupList.as_view()),
    path("groups/<uuid:id>", groups.GroupView.as_view()),
    path("groups/<uuid:id>/actions", groups.GroupActions.as_view()),
    path("questions", questions.QuestionList.as_view()),
    path("questions/<uuid:id>", questions.QuestionView.as_view()),
    # what people do with it
    path("claims", claims.ClaimList.as_view()),
    path("claims/<uuid:id>", claims.ClaimView.as_view()),
    path("claims/<uuid:id>/actions", moves.ClaimActions.as_view()),
    path("claims/<uuid:id>/verdicts", moves.ClaimVerdicts.as_view()),
    path("claims/<uuid:id>/blind", moves.ClaimBlind.as_view()),
    path("claims/<uuid:id>/merge", moves.ClaimMerge.as_view()),
    path("claims/<uuid:id>/unmerge", moves.ClaimUnmerge.as_view()),
    path("claims/<uuid:id>/evidence", evidence.ClaimEvidence.as_view()),
    path("claims/<uuid:id>/events", claims.ClaimEvents.as_view()),
    path("evidence/<uuid:id>/confirm", evidence.EvidenceConfirm.as_view()),
    path("evidence/<uuid:id>/reject", evidence.EvidenceReject.as_view()),
    path("assignments", assignments.AssignmentList.as_view()),
    path("assignments/<uuid:id>/actions", assignments.AssignmentActions.as_view()),
    path("comments", comments.CommentList.as_view()),
    path("comments/<uuid:id>", comments.CommentView.as_view()),
    # who is told
    path("webhooks", webhooks.WebhookList.as_view()),
    path("webhooks/<uuid:id>", webhooks.WebhookView.as_view()),
    path("webhooks/<uuid:id>/secret", webhooks.WebhookSecret.as_view()),
    path("webhooks/<uuid:id>/actions", webhooks.WebhookActions.as_view()),
    path("webhooks/<uuid:id>/deliveries", webhooks.WebhookDeliveries.as_view()),
    path(
        "webhooks/<uuid:id>/deliveries/<uuid:delivery>",
        webhooks.WebhookDeliveryView.as_view(),
    ),
    path(
        "webhooks/<uuid:id>/deliveries/<uuid:delivery>/replay",
        webhooks.WebhookDeliveryReplay.as_view(),
    ),
    # about this API
    path("schema/", SchemaView.as_view(), name="api_schema"),
    path("docs/", docs, name="api_docs"),
    path("lifecycle/", lifecycle, name="api_lifecycle"),
    re_path("", nothing_here),
]
