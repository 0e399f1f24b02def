"""What was said, where, and how we know."""

from sources.models.document import Blob, Capture, Document, DocumentEdit
from sources.models.job import Job, WorkerBeat
from sources.models.search import SearchEntry, TermCount, TermTotals
from sources.models.selector import SelectorFields
from sources.models.story import (
    Ownership,
    OwnershipEdit,
    Scoped,
    Source,
    Story,
    StoryEdit,
)
from sources.models.text import Embedding, Passage, TextRevision

__all__ = [
    "Blob",
    "Capture",
    "Document",
    "DocumentEdit",
    "Embedding",
    "Job",
    "Ownership",
    "OwnershipEdit",
    "Passage",
    "Scoped",
    "SearchEntry",
    "SelectorFields",
    "Source",
    "Story",
    "StoryEdit",
    "TermCount",
    "TermTotals",
    "TextRevision",
    "WorkerBeat",
]
