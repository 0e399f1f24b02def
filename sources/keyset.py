"""Pages of a list by position, in an order of several keys, forwards and back.

In: rows, the keys they are ordered by, and an opaque signed cursor from the address.
Out: one page. Rows that come or go meanwhile neither repeat nor hide others, page 800
costs what page 1 costs, and the browser's back button finds the page it left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from sources.paging import bad_cursor, sign, unsign

COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Key:
    """One column of the order; ``nulls`` come last, whichever way it runs.

    ``parse`` reads its value from JSON.
    """

    name: str
    falling: bool = False
    nulls: bool = False
    parse: Callable[[Any], Any] = lambda value: value

    def order(self, *, backwards: bool) -> Any:
        falling = self.falling != backwards
        column = F(self.name)
        last = {"nulls_first" if backwards else "nulls_last": True}
        if not self.nulls:
            last = {}
        return column.desc(**last) if falling else column.asc(**last)

    def beyond(self, value: Any, *, backwards: bool) -> Q | None:
        """Rows after ``value`` in this order; None when there can be none."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        rising = self.falling == backwards
        after = Q(**{f"{self.name}__{'gt' if rising else 'lt'}": value})
        if self.nulls and not backwards:
            after |= Q(**{f"{self.name}__isnull": True})
        return after

    def same(self, value: Any) -> Q:
        if value is None:
            return Q(**{f"{self.name}__isnull": True})
        return Q(**{self.name: value})


def instant(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


ID = Key("pk", parse=UUID)


@dataclass
class KeysetPage:
    """Rows of one page. ``count`` is exact up to ``COUNTED``; ``more`` says beyond.

    ``start`` is the place of the first row, counted from 1 by the pages before.
    ``next`` and ``previous`` are cursors, empty at an end.
    """

    object_list: list[Any]
    start: int
    count: int
    more: bool
    next: str
    previous: str

    @property
    def end(self) -> int:
        return self.start + len(self.object_list) - 1

    def __iter__(self) -> Any:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)


def keyset_page(
    rows: QuerySet, keys: Sequence[Key], *, name: str, cursor: str, size: int
) -> KeysetPage:
    """Return the page at ``cursor``, the first without one; two queries.

    ``name`` is the list's with its order: cursors fit no other. The id settles ties.

    Raises:
        SourcesError: ``bad_cursor``.
    """
    keys = [*keys, ID]
    backwards, start, values = False, 1, None
    if cursor:
        backwards, start, values = read(cursor, keys, name)
    count = rows.order_by().values("pk")[: COUNTED + 1].count()
    found = rows if values is None else rows.filter(after(keys, values, backwards))
    order = [key.order(backwards=backwards) for key in keys]
    page = list(found.order_by(*order)[: size + 1])
    more, page = len(page) > size, page[:size]
    if backwards:
        page.reverse()
        start = max(1, start - len(page)) if more else 1
    ahead = bool(page) and (more or backwards)
    behind = bool(page) and (more if backwards else values is not None)
    end = start + len(page)
    return KeysetPage(
        page,
        start,
        min(count, COUNTED),
        count > COUNTED,
        write(page[-1], keys, name, backwards=False, place=end) if ahead else "",
        write(page[0], keys, name, backwards=True, place=start) if behind else "",
    )


def after(keys: Sequence[Key], values: Sequence[Any], backwards: bool) -> Q:
    """Rows beyond these values: beyond the first, or the same and beyond the next."""
    found, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        beyond = key.beyond(value, backwards=backwards)
        if beyond is not None:
            found |= same & beyond
        same &= key.same(value)
    return found & bound(keys[0], values[0], backwards)


def bound(key: Key, value: Any, backwards: bool) -> Q:
    """The first key alone, so that an index can seek: a bare OR would not let it."""
    beyond = key.beyond(value, backwards=backwards)
    return key.same(value) if beyond is None else key.same(value) | beyond


def write(
    row: Any, keys: Sequence[Key], name: str, *, backwards: bool, place: int
) -> str:
    values = [getattr(row, key.name) for key in keys]
    return sign([int(backwards), place, *map(as_json, values)], name)


def as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, int | float) else str(value)


def read(cursor: str, keys: Sequence[Key], name: str) -> tuple[bool, int, list[Any]]:
    backwards, place, *values = unsign(cursor, name, length=len(keys) + 2)
    try:
        parsed = [
            None if value is None else key.parse(value)
            for key, value in zip(keys, values, strict=True)
        ]
    except (ValueError, TypeError):
        raise bad_cursor() from None
    return bool(backwards), int(place), parsed
