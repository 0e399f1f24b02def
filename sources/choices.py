"""Enumerations of the sources room."""

from django.db import models


class SourceKind(models.TextChoices):
    OUTLET = "outlet", "Outlet"
    AGENCY = "agency", "News agency"
    BODY = "body", "Ministry or body"
    PERSON = "person", "Person"
    ACCOUNT = "account", "Account"
    DATASET = "dataset", "Dataset"


class Purpose(models.TextChoices):
    CHECK = "check", "To be checked"
    REFERENCE = "reference", "Reference"


class Via(models.TextChoices):
    UPLOAD = "upload", "Upload"
    PASTE = "paste", "Pasted text"
    URL = "url", "Address"
    COMMAND = "command", "Command"


class HowKnown(models.TextChoices):
    METADATA = "metadata", "from the page's metadata"
    DATELINE = "dateline", "from the dateline"
    EMBED = "embed", "from an embedded post"
    NOTE = "note", "from an update note"
    URL = "url", "from the address"
    INFERRED = "inferred", "inferred"
    EDITOR = "editor", "set by an editor"


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
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    QUARANTINED = "quarantined", "Set aside"
