from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sources.fields import SegmentsField
from sources.text.base import Selector


class SelectorFields(models.Model):
    """The four columns of a selector; a statement trigger checks every slice.

    Tables with these columns name their migration's trigger through
    :func:`sources.sql.check_slices`.
    """

    segments = SegmentsField()
    exact = ArrayField(models.TextField())
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def selector(self) -> Selector:
        return Selector(self.segments, tuple(self.exact), self.prefix, self.suffix)


class QuotedFields(models.Model):
    """A selector that may be absent, with the words as they should be read.

    ``words`` has wraps and split words undone; ``exact`` is what proves them.
    """

    segments = SegmentsField(null=True, blank=True)
    exact = ArrayField(models.TextField(), default=list, blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def selector(self) -> Selector:
        return Selector(self.segments, tuple(self.exact), self.prefix, self.suffix)

    @property
    def quoted(self) -> str:
        return self.words or " … ".join(" ".join(part.split()) for part in self.exact)


def selector_columns(selector: Selector) -> dict[str, Any]:
    """Return the column values of a selector for a model's constructor."""
    return {
        "segments": selector.segments,
        "exact": list(selector.exact),
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
