"""What people type on the desk, checked for form; rules are the services'.

In: what a page sent. Out: cleaned values for a service.
"""

from claims.forms.actors import MergeForm, SideForm, SplitForm
from claims.forms.claim import (
    ApproveForm,
    AssignForm,
    BlindForm,
    ClaimForm,
    MoveForm,
    RiskForm,
    VerdictForm,
)
from claims.forms.claim_list import ClaimFilter
from claims.forms.evidence import (
    EvidenceForm,
    FoundForm,
    JudgeForm,
    SearchForm,
    StatementForm,
)
from claims.forms.filters import TriageFilter
from claims.forms.publication import (
    AnswerForm,
    ErrorReportForm,
    PublishForm,
    ReplyForm,
    ReviewDateForm,
    SitePageForm,
)
from claims.forms.saved import ViewForm
from claims.forms.selection import SelectionForm
from claims.forms.triage import (
    DISMISSALS,
    SNOOZES,
    ClaimsMergeForm,
    DismissForm,
    HeardForm,
    SnoozeForm,
)

__all__ = [
    "AnswerForm",
    "ApproveForm",
    "AssignForm",
    "BlindForm",
    "ClaimFilter",
    "ClaimForm",
    "ClaimsMergeForm",
    "DISMISSALS",
    "DismissForm",
    "ErrorReportForm",
    "EvidenceForm",
    "FoundForm",
    "HeardForm",
    "JudgeForm",
    "MergeForm",
    "MoveForm",
    "PublishForm",
    "ReplyForm",
    "ReviewDateForm",
    "RiskForm",
    "SNOOZES",
    "SearchForm",
    "SelectionForm",
    "SideForm",
    "SitePageForm",
    "SnoozeForm",
    "SplitForm",
    "StatementForm",
    "TriageFilter",
    "VerdictForm",
    "ViewForm",
]
