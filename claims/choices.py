"""Enumerations of the claims room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    SAID = "said", _("X said it")
    SO = "so", _("It is so")


class Status(models.TextChoices):
    QUEUED = "queued", _("Queued")
    IN_REVIEW = "in_review", _("In review")
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    DISMISSED = "dismissed", _("Dismissed")
    RETRACTED = "retracted", _("Retracted")


# How somebody told us something, and what was agreed on naming them: data and words.
CHANNELS = {
    "in person": _("in person"),
    "telephone": _("telephone"),
    "e-mail": _("e-mail"),
    "message": _("message"),
    "letter": _("letter"),
    "press office": _("press office"),
}
BASES = {"on record": _("on record"), "background": _("background")}


class Action(models.TextChoices):
    TAKE = "take", _("Take")
    RELEASE = "release", _("Release")
    PROPOSE = "propose", _("Propose verdict")
    SEND_BACK = "send_back", _("Send back")
    APPROVE = "approve", _("Approve")
    ADJUDICATE = "adjudicate", _("Adjudicate")
    PUBLISH = "publish", _("Publish")
    REOPEN = "reopen", _("Reopen")
    RETRACT = "retract", _("Retract")
    DISMISS = "dismiss", _("Dismiss")
    RESTORE = "restore", _("Restore")


class Label(models.TextChoices):
    SAME = "same", _("Same")
    SUPPORTS = "supports", _("Supports")
    CONTRADICTS = "contradicts", _("Contradicts")
    PARTIALLY = "partially_contradicts", _("Contradicts in part")
    LOOK_ALIKE = "look_alike", _("Look-alike")


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    CONTRADICTS = "contradicts", _("Contradicts")
    CONTEXT = "context", _("Context")


class EvidenceKind(models.TextChoices):
    PASSAGE = "passage", _("Passage")
    STATEMENT = "statement", _("Statement obtained")
    SEARCH = "search", _("Search made, nothing found")


class EvidenceState(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")


class Disclosure(models.TextChoices):
    FULL = "full", _("Shown in full")
    DESCRIBED = "described", _("Described")
    WITHHELD = "withheld", _("Withheld")


class Interest(models.TextChoices):
    PARTY = "party", _("Party")
    MEDIATOR = "mediator", _("Mediator")
    OBSERVER = "observer", _("Observer")
    UNKNOWN = "unknown", _("Unknown")


class ActorKind(models.TextChoices):
    PERSON = "person", _("Person")
    BODY = "body", _("Body")
    PLACE = "place", _("Place")
    PEOPLE = "people", _("Group")
    UNNAMED = "unnamed", _("Not named")


class ActorAction(models.TextChoices):
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")


class OriginKind(models.TextChoices):
    UTTERER = "utterer", _("First utterer")
    WIRE = "wire", _("Wire copy")
    RECORD = "record", _("Record")
    OUTLET = "outlet", _("Outlet's own reporting")


class TriageAction(models.TextChoices):
    ACCEPT = "accept", _("Accepted")
    ATTACH = "attach", _("Attached")
    DISMISS = "dismiss", _("Dismissed")
    SNOOZE = "snooze", _("Snoozed")


class Risk(models.TextChoices):
    NORMAL = "normal", _("Normal")
    HIGH = "high", _("High")


class Confidence(models.TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Correction(models.TextChoices):
    TYPO = "typo", _("Typo")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    VERDICT_CHANGE = "verdict_change", _("Change of verdict")
    RETRACTION = "retraction", _("Retraction")


class WorkKind(models.TextChoices):
    CHECK = "check", _("Check")
    SECOND_READ = "second_read", _("Second read")
    CALL = "call", _("Call")
    FIND_ORIGINAL = "find_original", _("Find the original")
    TRANSLATE = "translate", _("Translate")
    GEOLOCATE = "geolocate", _("Geolocate")
    ANSWER_REPORT = "answer_report", _("Answer a report")
    LOOK_AGAIN = "look_again", _("Look at it again")


class WorkState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class ReportKind(models.TextChoices):
    """What a reader thinks is wrong."""

    FACT = "fact", _("Something stated is not so")
    QUOTE = "quote", _("Somebody is quoted wrongly")
    OUTDATED = "outdated", _("It was right, and no longer is")
    MISSING = "missing", _("Something important is missing")
    PERSON = "person", _("It harms or names somebody wrongly")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    NEW = "new", _("New")
    IN_WORK = "in_work", _("In work")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")


class ChangeKind(models.TextChoices):
    UPSERT = "upsert", _("Upsert")
    CORRECTION = "correction", _("Correction")
    RETRACTION = "retraction", _("Retraction")
    MERGE = "merge", _("Merge")
    TOMBSTONE = "tombstone", _("Tombstone")
    CHECKPOINT = "checkpoint", _("Checkpoint")


class HookEvent(models.TextChoices):
    """What programs are told of by webhooks."""

    PUBLISHED = "fact.published", _("A finding was published")
    CORRECTED = "fact.corrected", _("A finding was corrected")
    RETRACTED = "fact.retracted", _("A finding was retracted")
    MERGED = "fact.merged", _("A finding was merged into another")
    ERASED = "fact.erased", _("A finding was erased by law")
    CHECKPOINT = "checkpoint.made", _("A signed checkpoint was made")
    REPORT = "report.received", _("A reader reported an error")
    TEST = "test", _("A test")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Failed")
