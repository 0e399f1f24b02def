"""What was said, where, and how we know."""

from sources.models.document import Blob, Capture, Document
from sources.models.job import Job, WorkerBeat
from sources.models.selector import SelectorFields
from sources.models.story import Ownership, Scoped, Source, Story
from sources.models.text import Embedding, Passage, TextRevision

__all__ = [
    "Blob",
    "Capture",
    "Document",
    "Embedding",
    "Job",
    "Ownership",
    "Passage",
    "Scoped",
    "SelectorFields",
    "Source",
    "Story",
    "TextRevision",
    "WorkerBeat",
]
