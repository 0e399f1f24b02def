"""What can be decided about many rows of triage at once, each as one is decided."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import roles
from claims.choices import Level
from claims.errors import AlreadyDecided, BadClaim
from claims.models import CandidateGroup, TriageDecision
from claims.review import triage
from claims.review.batch_kind import Data, Kind, Memo


def rows(user: Any) -> QuerySet:
    """Groups that the person may see, with all that deciding about them reads."""
    seen = CandidateGroup.objects.visible_to(user).filter(best__isnull=False)
    return seen.select_related("story__team", "decision__by", "lease_by")


def check(row: CandidateGroup, *, by: Any, data: Data) -> None:
    triage.require_free(row, by=by, permitted=roles.REVIEWER_UP)
    if row.decision is not None and triage.in_force(row.decision):
        raise AlreadyDecided(_("It is decided already."))


def check_snooze(row: CandidateGroup, *, by: Any, data: Data) -> None:
    check(row, by=by, data=data)
    until = data["until"]
    if until is None or until <= timezone.now():
        raise BadClaim(_("Snooze until a time to come."))


def load_snooze(data: Data) -> Data:
    return {**data, "until": parse_datetime(data.get("until") or "")}


def dismiss(row: CandidateGroup, *, by: Any, data: Data, seen: Any) -> Memo:
    made = triage.dismiss(row, reason=data.get("reason", ""), by=by)
    return {"decision": str(made.pk)}


def snooze(row: CandidateGroup, *, by: Any, data: Data, seen: Any) -> Memo:
    reason = data.get("reason", "")
    made = triage.snooze(row, until=data["until"], reason=reason, by=by)
    return {"decision": str(made.pk)}


def accept_as_said(row: CandidateGroup, *, by: Any, data: Data, seen: Any) -> Memo:
    claim = triage.accept(row, level=Level.SAID.value, by=by)
    return {"decision": str(claim.decisions.get().pk)}


def undo(row: CandidateGroup, *, by: Any, memo: Memo) -> None:
    triage.undo(TriageDecision.objects.get(pk=memo["decision"]), by=by)


COMMON: dict[str, Any] = {
    "rows": rows,
    "undo": undo,
    "roles": roles.REVIEWER_UP,
    "noun": gettext_lazy("row"),
}
KINDS = (
    Kind(
        "triage_dismiss",
        gettext_lazy("Dismiss"),
        do=dismiss,
        check=check,
        form="claims.forms.batch_triage.DismissAllForm",
        **COMMON,
    ),
    Kind(
        "triage_snooze",
        gettext_lazy("Set aside"),
        do=snooze,
        check=check_snooze,
        load=load_snooze,
        form="claims.forms.batch_triage.SnoozeAllForm",
        **COMMON,
    ),
    Kind(
        "triage_said",
        gettext_lazy("Accept as said"),
        do=accept_as_said,
        check=check,
        **COMMON,
    ),
)
