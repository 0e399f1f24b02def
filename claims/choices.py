"""Enumerations of the claims room."""

from django.db import models


class Level(models.TextChoices):
    SAID = "said", "X said it"
    SO = "so", "It is so"


class Status(models.TextChoices):
    QUEUED = "queued", "Queued"
    IN_REVIEW = "in_review", "In review"
    PROPOSED = "proposed", "Proposed"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    DISMISSED = "dismissed", "Dismissed"
    RETRACTED = "retracted", "Retracted"


class Action(models.TextChoices):
    TAKE = "take", "Take"
    RELEASE = "release", "Release"
    PROPOSE = "propose", "Propose verdict"
    SEND_BACK = "send_back", "Send back"
    APPROVE = "approve", "Approve"
    ADJUDICATE = "adjudicate", "Adjudicate"
    PUBLISH = "publish", "Publish"
    REOPEN = "reopen", "Reopen"
    RETRACT = "retract", "Retract"
    DISMISS = "dismiss", "Dismiss"
    RESTORE = "restore", "Restore"


class Label(models.TextChoices):
    SAME = "same", "Same"
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    PARTIALLY = "partially_contradicts", "Contradicts in part"
    LOOK_ALIKE = "look_alike", "Look-alike"


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    CONTEXT = "context", "Context"


class EvidenceKind(models.TextChoices):
    PASSAGE = "passage", "Passage"
    STATEMENT = "statement", "Statement obtained"
    SEARCH = "search", "Search made, nothing found"


class EvidenceState(models.TextChoices):
    SUGGESTED = "suggested", "Suggested"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


class Disclosure(models.TextChoices):
    FULL = "full", "Shown in full"
    DESCRIBED = "described", "Described"
    WITHHELD = "withheld", "Withheld"


class Interest(models.TextChoices):
    PARTY = "party", "Party"
    MEDIATOR = "mediator", "Mediator"
    OBSERVER = "observer", "Observer"
    UNKNOWN = "unknown", "Unknown"


class ActorKind(models.TextChoices):
    PERSON = "person", "Person"
    BODY = "body", "Body"
    PLACE = "place", "Place"
    PEOPLE = "people", "Group"
    UNNAMED = "unnamed", "Not named"


class ActorAction(models.TextChoices):
    MERGE = "merge", "Merged"
    SPLIT = "split", "Split"


class OriginKind(models.TextChoices):
    UTTERER = "utterer", "First utterer"
    WIRE = "wire", "Wire copy"
    RECORD = "record", "Record"
    OUTLET = "outlet", "Outlet's own reporting"


class TriageAction(models.TextChoices):
    ACCEPT = "accept", "Accepted"
    ATTACH = "attach", "Attached"
    DISMISS = "dismiss", "Dismissed"
    SNOOZE = "snooze", "Snoozed"


class Risk(models.TextChoices):
    NORMAL = "normal", "Normal"
    HIGH = "high", "High"


class Confidence(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Correction(models.TextChoices):
    TYPO = "typo", "Typo"
    CLARIFICATION = "clarification", "Clarification"
    UPDATE = "update", "Update"
    VERDICT_CHANGE = "verdict_change", "Change of verdict"
    RETRACTION = "retraction", "Retraction"


class WorkKind(models.TextChoices):
    CHECK = "check", "Check"
    SECOND_READ = "second_read", "Second read"
    CALL = "call", "Call"
    FIND_ORIGINAL = "find_original", "Find the original"
    TRANSLATE = "translate", "Translate"
    GEOLOCATE = "geolocate", "Geolocate"
    ANSWER_REPORT = "answer_report", "Answer a report"


class WorkState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class ChangeKind(models.TextChoices):
    UPSERT = "upsert", "Upsert"
    CORRECTION = "correction", "Correction"
    RETRACTION = "retraction", "Retraction"
    MERGE = "merge", "Merge"
    TOMBSTONE = "tombstone", "Tombstone"
