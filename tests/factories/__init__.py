"""Minimal rows for tests, as plain functions: one per model, all arguments optional.

``make_x(**fields)`` inserts and returns one row; what it needs and was not given is
made as well. Texts are split naively here (paragraphs at empty lines, sentences at
full stops): tests of reading use the real reader.
"""

from tests.factories.claims import (
    make_actor,
    make_approved,
    make_candidate,
    make_claim,
    make_correctable,
    make_corrected,
    make_evidence,
    make_group,
    make_origin,
    make_published,
    make_question,
    make_relation,
    make_report,
    make_run,
    make_search,
    make_suggestion,
    make_verdict,
    rating,
)
from tests.factories.people import (
    join,
    make_key,
    make_member,
    make_team,
    make_user,
)
from tests.factories.sources import (
    make_blob,
    make_capture,
    make_document,
    make_job,
    make_passages,
    make_revision,
    make_source,
    make_story,
)

__all__ = [
    "join",
    "make_actor",
    "make_approved",
    "make_blob",
    "make_candidate",
    "make_capture",
    "make_claim",
    "make_correctable",
    "make_corrected",
    "make_document",
    "make_evidence",
    "make_group",
    "make_job",
    "make_key",
    "make_member",
    "make_origin",
    "make_passages",
    "make_published",
    "make_question",
    "make_relation",
    "make_report",
    "make_revision",
    "make_run",
    "make_search",
    "make_source",
    "make_story",
    "make_suggestion",
    "make_team",
    "make_user",
    "make_verdict",
    "rating",
]
