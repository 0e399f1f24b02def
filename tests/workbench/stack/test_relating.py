"""The bench's story is always the same, and relating it can be measured."""

import pytest

from workbench.stack.relating import all_at_once, one_by_one
from workbench.stack.reports import reports


def test_reports_are_the_same_each_time_and_unlike_each_other():
    made = reports(5)
    assert made == reports(5)
    assert len(set(made)) == 5
    assert all(600 <= len(text.split()) < 700 for text in made)


@pytest.mark.django_db
def test_each_document_is_timed_as_it_arrives():
    told = one_by_one(2)
    assert len(told["cpu_s"]) == told["documents"] == 2
    assert told["candidates"] > 20
    assert len(all_at_once(2)["cpu_s"]) == 1
