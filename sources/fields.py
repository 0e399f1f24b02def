"""Column types of PostgreSQL that Django lacks."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

from sources.text.base import Segments

_RANGE = re.compile(r"\[(\d+),(\d+)\)")


class SegmentsField(models.Field):
    """Half-open code-point ranges in one text, kept as ``int4multirange``.

    In Python: a tuple of ``(start, end)`` pairs, sorted, disjoint, never adjacent.
    """

    description = "Segments of a text"

    def db_type(self, connection: Any) -> str:
        return "int4multirange"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "%s::int4multirange"

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        # As text: the driver takes ten times longer to make ranges of it than this.
        return f"{sql}::text", params

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return tuple((int(start), int(end)) for start, end in _RANGE.findall(value))

    def to_python(self, value: Any) -> Segments | None:
        return None if value is None else tuple((int(s), int(e)) for s, e in value)

    def get_prep_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return "{" + ",".join(f"[{start},{end})" for start, end in value) + "}"

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""


@SegmentsField.register_lookup
class Overlaps(models.Lookup):
    """``segments__overlap=segments``: at least one code point in common."""

    lookup_name = "overlap"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} && {right}", [*left_params, *right_params]
