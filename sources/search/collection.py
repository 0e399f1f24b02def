"""What can be searched by likeness, and where its words and vectors are kept."""

from __future__ import annotations

from dataclasses import dataclass

PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Collection:
    """A kind of thing in SQL; nothing here comes from outside the code but ``kind``.

    ``kind`` is that of its vectors. ``table`` is read as ``e``; ``key`` and ``terms``
    name columns of it. ``day`` is an expression over ``e`` that gives text beginning
    with an ISO date, ``only`` a cheap condition on every row looked at, ``shown`` one
    on the few that are ranked, ``story`` one with a placeholder for a story's id, and
    ``within`` the same for all texts that it ever had.
    ``graph`` says that an index of its vectors exists, ``said`` that its days are those
    on which things were said, not published.
    """

    kind: str
    table: str
    key: str
    terms: str
    day: str
    only: str
    shown: str = "TRUE"
    story: str = ""
    within: str = ""
    graph: bool = False
    said: bool = False

    @property
    def open_terms(self) -> str:
        """Return the query for the terms of all rows that are under no embargo."""
        return (
            f"SELECT e.{self.terms} FROM {self.table} e"
            f" WHERE e.scope_id IS NULL AND {self.only}"
        )


PASSAGES = Collection(
    kind=PASSAGE,
    table="sources_passage",
    key="id",
    terms="search",
    day=(
        "(SELECT d.published FROM sources_textrevision r"
        " JOIN sources_document d ON d.id = r.document_id WHERE r.id = e.revision_id)"
    ),
    only="e.kind <> 'boilerplate'",
    # As a value, not EXISTS: the planner would begin with the documents, all of them.
    shown=(
        "(SELECT count(*) FROM sources_document d"
        " WHERE d.current_revision_id = e.revision_id) > 0"
    ),
    story=(
        "e.revision_id IN (SELECT d.current_revision_id FROM sources_document d"
        " WHERE d.story_id = %s)"
    ),
    within=(
        "e.revision_id IN (SELECT r.id FROM sources_textrevision r"
        " JOIN sources_document d ON d.id = r.document_id WHERE d.story_id = %s)"
    ),
    graph=True,
)


def entries(kind: str, *, said: bool = False) -> Collection:
    """Return the collection of the search entries of one kind."""
    if not kind.isidentifier():
        raise ValueError(f"not a kind: {kind!r}")
    return Collection(
        kind=kind,
        table="sources_searchentry",
        key="object_id",
        terms="terms",
        day="e.day::text",
        only=f"e.kind = '{kind}'",
        said=said,
    )
