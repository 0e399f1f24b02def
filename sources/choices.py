"""Enumerations of the sources room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    OUTLET = "outlet", _("Outlet")
    AGENCY = "agency", _("News agency")
    BODY = "body", _("Ministry or body")
    PERSON = "person", _("Person")
    ACCOUNT = "account", _("Account")
    DATASET = "dataset", _("Dataset")


class Purpose(models.TextChoices):
    CHECK = "check", _("To be checked")
    REFERENCE = "reference", _("Reference")


class Via(models.TextChoices):
    UPLOAD = "upload", _("Upload")
    PASTE = "paste", _("Pasted text")
    URL = "url", _("Address")
    COMMAND = "command", _("Command")


class HowKnown(models.TextChoices):
    METADATA = "metadata", _("from the page's metadata")
    DATELINE = "dateline", _("from the dateline")
    EMBED = "embed", _("from an embedded post")
    NOTE = "note", _("from an update note")
    URL = "url", _("from the address")
    INFERRED = "inferred", _("inferred")
    EDITOR = "editor", _("set by an editor")


class BlockType(models.TextChoices):
    HEADLINE = "headline"
    DECK = "deck"
    DATELINE = "dateline"
    CAPTION = "caption"
    BODY = "body"
    QUOTE = "quote"
    EMBED = "embed"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    QUARANTINED = "quarantined", _("Set aside")
    GIVEN_UP = "given_up", _("Given up")
