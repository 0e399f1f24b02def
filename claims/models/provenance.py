"""Every derived row is made by a person or by a method with its version, never both."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Proposed(models.Model):
    """A machine proposes (``method``, ``version``) or a person adds (``added_by``)."""

    method = models.CharField(max_length=40, blank=True)
    method_version = models.CharField(max_length=20, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def by_machine(self) -> bool:
        return self.added_by_id is None


def one_maker(name: str) -> models.CheckConstraint:
    """Return the constraint that exactly one of person and method is given."""
    person = Q(added_by__isnull=False, method="", method_version="")
    machine = Q(added_by__isnull=True) & ~Q(method="") & ~Q(method_version="")
    return models.CheckConstraint(condition=person | machine, name=name)
