"""Terms are counted over what all may see, anew when a collection has grown."""

from uuid import UUID

import pytest

from sources.models import TermCount, TermTotals
from sources.search import statistics as module
from sources.search.collection import entries
from sources.search.statistics import (
    count_terms,
    count_terms_if_grown,
    statistics_of,
)
from sources.search.writing import NewEntry, add_entries

pytestmark = pytest.mark.django_db

NOTES = entries("note")


def add(*texts, kind="note", scope_id=None, start=1):
    new = [
        NewEntry(UUID(int=number), text, [1.0] + [0.0] * 383, scope_id=scope_id)
        for number, text in enumerate(texts, start)
    ]
    add_entries(kind, new, model="fake")


def held(*terms):
    return statistics_of(NOTES, terms).holding


def test_terms_in_two_or_more_entries_are_counted():
    add("bridge closed", "bridge opened", "ferry")
    assert count_terms(NOTES) == 3
    assert held("bridg", "close", "ferri") == {"bridg": 2}


def test_the_mean_length_counts_repeated_words():
    add("bridge bridge ferry", "pier")
    count_terms(NOTES)
    assert statistics_of(NOTES, []).mean_length == 2


def test_an_empty_collection_counts_nothing():
    assert count_terms(NOTES) == 0
    assert statistics_of(NOTES, ["bridg"]).rarity("bridg") > 0


def test_what_is_under_embargo_is_not_counted(team):
    add("bridge", "bridge")
    add("bridge", "secret", "secret", scope_id=team.pk, start=7)
    count_terms(NOTES)
    assert held("bridg", "secret") == {"bridg": 2}


def test_collections_are_counted_apart():
    add("bridge", "bridge")
    add("bridge", "bridge", "bridge", kind="other")
    count_terms(NOTES)
    count_terms(entries("other"))
    assert held("bridg") == {"bridg": 2}
    assert TermTotals.objects.count() == 2


def test_counting_again_takes_the_place_of_the_old_counts():
    add("bridge", "bridge")
    count_terms(NOTES)
    count_terms(NOTES)
    assert TermCount.objects.count() == 1


def test_counts_are_made_anew_when_a_collection_has_grown(monkeypatch):
    monkeypatch.setattr(module, "GROWN_ROWS", 2)
    add("bridge")
    assert not count_terms_if_grown(NOTES)
    add("bridge", "bridge", start=2)
    assert count_terms_if_grown(NOTES)
    assert held("bridg") == {"bridg": 3}
    assert not count_terms_if_grown(NOTES)
