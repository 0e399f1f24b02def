"""Which earlier check a sentence repeats: the product's own search, on PostgreSQL.

The corpus is stored as search entries of a kind of its own, inside a transaction that
is rolled back: nothing of it stays, and no step differs from the product's.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from claims.evaluation import Item
from claims.evidence.embedding import MODEL, embed
from sources.search.collection import Collection, entries
from sources.search.nearest import Query, nearest
from sources.search.statistics import count_terms
from sources.search.writing import NewEntry, add_entries
from workbench.accounts.ids import new_id

KIND = "evaluation"
LIMIT = 100
# Texts are embedded and stored this many at a time.
BATCH = 500
# The fields by whose words an entry is found, where it has them.
WORDS = ("claim", "title", "subtitle", "speaker", "text")
MONTHS = list(month_name)[1:]
MONTH = "|".join(MONTHS)
MONTH_FIRST = re.compile(rf"\b({MONTH}) (\d{{1,2}}), (\d{{4}})\b")
DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({MONTH}) (\d{{4}})\b")
STATED = ("stated on ", "said on ")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?!\d)")


def predict(items: Sequence[Item], corpus: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``ranked``: the ids of the nearest ``LIMIT`` entries, best first."""
    with transaction.atomic():
        keys = load(corpus)
        collection = entries(KIND, said=tells_when_said(corpus))
        for item in items:
            yield {"id": item["id"], "ranked": ranked(item, keys, collection)}
        transaction.set_rollback(True)


def load(corpus: Sequence[Item]) -> dict[Any, Any]:
    """Store the corpus; return its ids by the keys it was stored under."""
    keys: dict[Any, Any] = {}
    for begin in range(0, len(corpus), BATCH):
        batch = corpus[begin : begin + BATCH]
        vectors = embed([str(entry["claim"]) for entry in batch])
        headlines = embed([str(entry.get("title") or "") for entry in batch])
        new = []
        for entry, vector, headline in zip(batch, vectors, headlines, strict=True):
            key = new_id()
            keys[key] = entry["id"]
            new.append(
                NewEntry(
                    key,
                    text=". ".join(
                        str(entry[name]) for name in WORDS if entry.get(name)
                    ),
                    vector=vector.tolist(),
                    day=last_date(str(entry.get("date") or "")),
                    headline=headline.tolist() if entry.get("title") else None,
                )
            )
        add_entries(KIND, new, model=MODEL)
    count_terms(entries(KIND))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sources_searchentry, sources_embedding")
    return keys


def tells_when_said(corpus: Sequence[Item]) -> bool:
    """Whether dates are of the claims ("stated on May 1"), not of their checks."""
    dates = [str(entry["date"]) for entry in corpus if entry.get("date")]
    return bool(dates) and all(date.startswith(STATED) for date in dates)


def ranked(item: Item, keys: dict[Any, Any], collection: Collection) -> list[Any]:
    """Ask as the product asks: words, their vector and the day they were said."""
    text = str(item["text"])
    query = Query(text, embed([text])[0].tolist(), MODEL, day_said(item))
    found = nearest(query, collection, scopes=(None,), limit=LIMIT)
    return [keys[each.key] for each in found]


def day_said(item: Item) -> date | None:
    """Return the day that the name of the item's document, or its text, tells."""
    named = COMPACT.match(str(item.get("doc") or ""))
    if named:
        return known(int(named[1]), int(named[2]), int(named[3]))
    return last_date(str(item["text"]))


def last_date(text: str) -> date | None:
    """Return the last whole date of a text; posts are signed with theirs."""
    found = [
        (m.start(), int(m[3]), MONTHS.index(m[1]) + 1, int(m[2]))
        for m in MONTH_FIRST.finditer(text)
    ]
    found += [
        (m.start(), int(m[3]), MONTHS.index(m[2]) + 1, int(m[1]))
        for m in DAY_FIRST.finditer(text)
    ]
    return known(*max(found)[1:]) if found else None


def known(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
