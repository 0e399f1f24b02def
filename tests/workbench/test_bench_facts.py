"""The rows of the bench of facts are such as are published, and all is asked."""

from __future__ import annotations

import orjson
import pytest

from claims.api.fact_shape import FactOut
from claims.models import Change, Publication
from claims.publication.changes import Place, changes_after
from workbench.stack.bench_facts import fill, measure


@pytest.mark.django_db(transaction=True)
def test_every_figure_is_measured():
    fill(20, 400)
    for row in Publication.objects.all():
        shape = FactOut(data=orjson.loads(row.body))
        assert shape.is_valid(), shape.errors
    entries, _ = changes_after(Place(), limit=500)
    assert len(entries) == Change.objects.count() == 400
    names = [figure.name for figure in measure(1)]
    assert len(names) == len(set(names)) == 6
