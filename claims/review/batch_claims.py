"""What can be done to many claims at once, each by the service of one claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from claims import roles
from claims.choices import Action, Status
from claims.errors import BadAssignment, NotFound, TransitionNotAllowed
from claims.models import Assignment, Claim, Question
from claims.review.assignment import assign, finish
from claims.review.batch_kind import Data, Kind, Memo
from claims.review.editing import EDITABLE, edit_claim
from claims.review.guards import Situation
from claims.review.placing import (
    move_to_story,
    put_under_question,
    require_question_fits,
    require_story_fits,
)
from claims.review.workflow import act, find, require_guards, require_mover
from sources.labels import in_sentence
from sources.models import Story
from workbench.accounts.models import User

#: A person answers for each approval: no more than can be read at a sitting.
READ_AT_ONCE = 25


def rows(user: Any) -> QuerySet:
    """Claims that the person may see, merged ones apart, with their stories."""
    seen = Claim.objects.visible_to(user).filter(merged_into=None)
    return seen.select_related("story__team")


def one(found: QuerySet, key: Any, words: Any) -> Any:
    row = found.filter(pk=key).first() if key else None
    if row is None and key:
        raise NotFound(str(words))
    return row


# ---- edits


def check_edit(row: Claim, *, by: Any, data: Data) -> None:
    roles.require(by, row.story.team_id, roles.REPORTER_UP)
    if row.status not in EDITABLE:
        raise TransitionNotAllowed(
            _("A claim that is %s is not edited.")
            % in_sentence(row.get_status_display()),
            status=row.status,
        )


def edited(row: Claim, changes: dict[str, Any], *, by: Any, seen: int) -> Memo:
    """Edit, and return what stood before; empty when nothing differed."""
    before = {name: getattr(row, name) for name in changes}
    after = edit_claim(row, changes, by=by, seen_version=seen)
    if after.version == seen:
        return {}
    return {"before": before, "version": after.version}


def edit_back(row: Claim, *, by: Any, memo: Memo) -> None:
    if memo:
        edit_claim(row, memo["before"], by=by, seen_version=memo["version"])


def set_risk(row: Claim, *, by: Any, data: Data, seen: int) -> Memo:
    changes = {"risk": data["risk"], "risk_reason": data["reason"]}
    return edited(row, changes, by=by, seen=seen)


def tag(row: Claim, *, by: Any, data: Data, seen: int) -> Memo:
    added = [name for name in data["tags"] if name not in row.tags]
    memo = edited(row, {"tags": [*row.tags, *added]}, by=by, seen=seen)
    return {"tags": added} if memo else {}


def untag(row: Claim, *, by: Any, data: Data, seen: int) -> Memo:
    taken = [name for name in row.tags if name in data["tags"]]
    left = [name for name in row.tags if name not in taken]
    memo = edited(row, {"tags": left}, by=by, seen=seen)
    return {"tags": taken} if memo else {}


def tag_back(row: Claim, *, by: Any, memo: Memo) -> None:
    if memo:
        untag(row, by=by, data=memo, seen=row.version)


def untag_back(row: Claim, *, by: Any, memo: Memo) -> None:
    if memo:
        tag(row, by=by, data=memo, seen=row.version)


# ---- story and question


def load_story(data: Data) -> Data:
    found = Story.objects.select_related("team")
    return {"story": one(found, data.get("story"), _("That story is gone."))}


def check_story(row: Claim, *, by: Any, data: Data) -> None:
    check_edit(row, by=by, data=data)
    require_story_fits(row, data["story"], by=by)


def set_story(row: Claim, *, by: Any, data: Data, seen: int) -> Memo:
    before = {"story": str(row.story_id), "question": str(row.question_id or "")}
    after = move_to_story(row, data["story"], by=by, seen_version=seen)
    return before | {"version": after.version} if after.version != seen else {}


def story_back(row: Claim, *, by: Any, memo: Memo) -> None:
    if not memo:
        return
    story = load_story(memo)["story"]
    moved = move_to_story(row, story, by=by, seen_version=memo["version"])
    question = load_question(memo)["question"]
    if question is not None:
        put_under_question(moved, question, by=by, seen_version=moved.version)


def load_question(data: Data) -> Data:
    words = _("That question is gone.")
    return {"question": one(Question.objects.all(), data.get("question"), words)}


def check_question(row: Claim, *, by: Any, data: Data) -> None:
    check_edit(row, by=by, data=data)
    require_question_fits(row, data["question"])


def set_question(row: Claim, *, by: Any, data: Data, seen: int) -> Memo:
    before = {"question": str(row.question_id or "")}
    after = put_under_question(row, data["question"], by=by, seen_version=seen)
    return before | {"version": after.version} if after.version != seen else {}


def question_back(row: Claim, *, by: Any, memo: Memo) -> None:
    if memo:
        question = load_question(memo)["question"]
        put_under_question(row, question, by=by, seen_version=memo["version"])


# ---- work


def load_work(data: Data) -> Data:
    words = _("That person is gone.")
    people = User.objects.filter(is_active=True)
    return {
        **data,
        "person": one(people, data.get("person"), words),
        "due_at": parse_datetime(data["due_at"]) if data.get("due_at") else None,
    }


def check_work(row: Claim, *, by: Any, data: Data) -> None:
    roles.require(by, row.story.team_id, roles.REPORTER_UP)
    person = data["person"]
    if person and row.scope_id and row.scope_id not in person.team_ids:
        raise BadAssignment(_("%s may not see this.") % person)


def give_work(row: Claim, *, by: Any, data: Data, seen: int) -> Memo:
    person = data["person"]
    made = assign(
        row,
        kind=data["kind"],
        by=by,
        to_person=person,
        to_team=None if person else row.story.team,
        due_at=data["due_at"],
        note=data["note"],
    )
    return {"assignment": str(made.pk)}


def drop_work(row: Claim, *, by: Any, memo: Memo) -> None:
    finish(Assignment.objects.get(pk=memo["assignment"]), by=by, dropped=True)


# ---- moves


def check_move(action: Action) -> Callable[..., None]:
    def check(row: Claim, *, by: Any, data: Data) -> None:
        transition = find(row.status, action)
        require_mover(transition, by, row)
        note = data.get("note", "")
        require_guards(transition, Situation(row, by, note))

    return check


def move(action: Action) -> Callable[..., Memo]:
    def do(row: Claim, *, by: Any, data: Data, seen: int) -> Memo:
        before = {"status": row.status, "checker": str(row.checker_id or "")}
        note = data.get("note", "")
        moved = act(row, action, by=by, seen_version=seen, note=note)
        return before | {"version": moved.version}

    return do


def move_back(action: Action) -> Callable[..., None]:
    def undo(row: Claim, *, by: Any, memo: Memo) -> None:
        act(
            row,
            action,
            by=by,
            seen_version=memo["version"],
            note=str(_("The batch was undone.")),
        )

    return undo


def restore_back(row: Claim, *, by: Any, memo: Memo) -> None:
    """Restore, and take it again where the person held it before."""
    move_back(Action.RESTORE)(row, by=by, memo=memo)
    if memo["status"] == Status.IN_REVIEW and memo["checker"] == str(by.pk):
        row.refresh_from_db()
        act(row, Action.TAKE, by=by, seen_version=row.version)


def move_kind(action: Action, label: Any, back: Any = None, **fields: Any) -> Kind:
    return Kind(
        name=f"claim_{action.value}",
        label=label,
        rows=rows,
        check=check_move(action),
        do=move(action),
        undo=back,
        **fields,
    )


NOTE = "claims.forms.batch.NoteForm"
KINDS = (
    Kind(
        "claim_assign",
        _("Assign"),
        rows,
        give_work,
        check=check_work,
        undo=drop_work,
        load=load_work,
        form="claims.forms.batch.WorkForm",
    ),
    Kind(
        "claim_tag",
        _("Tag"),
        rows,
        tag,
        check=check_edit,
        undo=tag_back,
        form="claims.forms.batch.TagForm",
    ),
    Kind(
        "claim_untag",
        _("Remove tag"),
        rows,
        untag,
        check=check_edit,
        undo=untag_back,
        form="claims.forms.batch.TagForm",
    ),
    Kind(
        "claim_story",
        _("Move to a story"),
        rows,
        set_story,
        check=check_story,
        undo=story_back,
        load=load_story,
        form="claims.forms.batch.StoryForm",
    ),
    Kind(
        "claim_question",
        _("Set question"),
        rows,
        set_question,
        check=check_question,
        undo=question_back,
        load=load_question,
        form="claims.forms.batch.QuestionForm",
    ),
    Kind(
        "claim_risk",
        _("Set risk"),
        rows,
        set_risk,
        check=check_edit,
        undo=edit_back,
        form="claims.forms.batch.RiskForm",
    ),
    move_kind(Action.TAKE, _("Take"), move_back(Action.RELEASE)),
    move_kind(Action.RELEASE, _("Release"), move_back(Action.TAKE)),
    move_kind(
        Action.DISMISS,
        _("Dismiss"),
        restore_back,
        form=NOTE,
        roles=roles.REVIEWER_UP,
    ),
    move_kind(
        Action.RESTORE,
        _("Restore"),
        move_back(Action.DISMISS),
        form=NOTE,
        roles=roles.REVIEWER_UP,
    ),
    move_kind(
        Action.SEND_BACK,
        _("Send back"),
        form=NOTE,
        roles=roles.APPROVERS,
        last=_("Who proposed it proposes it again; that is not done for them."),
    ),
    move_kind(
        Action.APPROVE,
        _("Approve"),
        roles=roles.APPROVERS,
        most=READ_AT_ONCE,
        last=_("Send a claim back to take an approval of it back, with a reason."),
    ),
)
