"""Machine rows (candidate, group, actor) and editorial rows (claim and after)."""

from claims.models.actor import Actor, ActorDecision, Origin, Side
from claims.models.batch import Batch, BatchItem
from claims.models.candidate import Candidate, ExtractionRun, Relation
from claims.models.claim import Appearance, Claim
from claims.models.discussion import Comment, Draft
from claims.models.evidence import Evidence
from claims.models.figures import TeamFigures
from claims.models.group import (
    CandidateGroup,
    GroupConstraint,
    Question,
    QuestionConstraint,
    TriageDecision,
    TriagePlace,
)
from claims.models.matching import ClaimMatch, ExternalCheck
from claims.models.notice import Notification
from claims.models.proof import (
    ChangeLeaf,
    Checkpoint,
    EventLeaf,
    PublicationLeaf,
    SigningKey,
)
from claims.models.publication import Change, FeedEpoch, Publication, ReviewDate
from claims.models.reply import RightOfReply
from claims.models.report import ErrorReport
from claims.models.review import (
    Approval,
    Assignment,
    EventPayload,
    Rating,
    RatingScale,
    ReviewEvent,
    Verdict,
)
from claims.models.rules import Presence, RiskRule
from claims.models.saved import SavedView
from claims.models.site_page import SitePage
from claims.models.webhook import WebhookAttempt, WebhookDelivery, WebhookEndpoint

__all__ = [
    "Actor",
    "ActorDecision",
    "Appearance",
    "Approval",
    "Assignment",
    "Batch",
    "BatchItem",
    "Candidate",
    "CandidateGroup",
    "Change",
    "ChangeLeaf",
    "Checkpoint",
    "Claim",
    "ClaimMatch",
    "Comment",
    "Draft",
    "EventPayload",
    "EventLeaf",
    "ErrorReport",
    "Evidence",
    "ExternalCheck",
    "ExtractionRun",
    "FeedEpoch",
    "GroupConstraint",
    "Notification",
    "Origin",
    "Presence",
    "Publication",
    "PublicationLeaf",
    "Question",
    "QuestionConstraint",
    "Rating",
    "RatingScale",
    "Relation",
    "ReviewDate",
    "ReviewEvent",
    "RightOfReply",
    "SavedView",
    "RiskRule",
    "Side",
    "SigningKey",
    "SitePage",
    "TeamFigures",
    "TriageDecision",
    "TriagePlace",
    "Verdict",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
]
