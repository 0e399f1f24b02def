"""Words and vectors together find what is nearest, within what may be seen."""

from datetime import date
from uuid import UUID

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Embedding, Passage, SearchEntry
from sources.search import nearest as module
from sources.search.collection import PASSAGES, entries
from sources.search.nearest import Query, nearest
from sources.search.statistics import count_terms
from sources.search.writing import NewEntry, add_entries, remove_entry
from tests.factories import make_revision

pytestmark = pytest.mark.django_db

MODEL = "fake"
NOTES = entries("note")
OPEN = (None,)


def vector(*weights):
    """A unit vector that has these weights in its first places."""
    made = np.zeros(384)
    made[: len(weights)] = weights
    return (made / np.linalg.norm(made)).tolist()


def note(number, text, *weights, **fields):
    entry = NewEntry(UUID(int=number), text, vector(*(weights or (0, 0, 1))), **fields)
    add_entries("note", [entry], model=MODEL)


def keys(found):
    return [each.key.int for each in found]


def ask(text, *weights, scopes=OPEN, day=None, **options):
    asked = Query(text, vector(*weights) if weights else None, MODEL, day)
    return keys(nearest(asked, options.pop("of", NOTES), scopes=scopes, **options))


@pytest.fixture
def notes(db):
    note(1, "The northern bridge was closed after a crack was found.", 1, 0)
    note(2, "Ferry traffic continued.", 0, 1)
    note(3, "The bridge club meets on Friday.", 0, 0, 1)


def test_words_alone_find(notes):
    assert ask("closed bridge")[0] == 1


def test_meaning_finds_without_a_word_in_common(notes):
    assert ask("zeppelin", 0.1, 1)[0] == 2


def test_words_and_meaning_are_added(notes):
    assert ask("bridge", 0.2, 0, 1)[:2] == [3, 1]


def test_a_headline_tells_claims_alike_apart(db):
    note(1, "The bridge.", 1, 1, headline=vector(0, 1))
    note(2, "The bridge.", 1, 1, headline=vector(1, 0))
    assert ask("bridge", 1, 0) == [2, 1]
    assert ask("bridge", 0, 1) == [1, 2]


def test_a_headline_is_removed_with_its_entry(db):
    note(1, "The bridge.", 1, headline=vector(0, 1))
    remove_entry("note", UUID(int=1))
    assert not Embedding.objects.exists()


def test_a_question_of_frequent_words_alone_goes_by_meaning(notes, monkeypatch):
    monkeypatch.setattr(module, "ROWS_BY_WORDS", 0)
    assert ask("bridge") == []
    assert ask("bridge", 1, 0)[0] == 1


def test_the_nearer_day_decides_between_equals(db):
    note(1, "The bridge was closed.", 1, day=date(2012, 1, 1))
    note(2, "The bridge was closed.", 1, day=date(2020, 1, 1))
    assert ask("bridge closed", 1, day=date(2020, 1, 4)) == [2, 1]


def test_what_was_said_later_is_hardly_what_is_asked_about(db):
    note(1, "The bridge was closed.", 1, day=date(2019, 3, 1))
    note(2, "The bridge was closed.", 1, day=date(2020, 3, 1))
    day = date(2020, 1, 1)
    assert ask("bridge closed", 1, day=day) == [2, 1]
    assert ask("bridge closed", 1, day=day, of=entries("note", said=True)) == [1, 2]


def test_marked_words_meet_plain_ones(db):
    note(1, "The Paris Accord is dead.")
    assert ask("#ParisAccord https://example.org") == [1]


@pytest.mark.parametrize("text", ["", "the of and", "'\\ & | ! :* <->", "\x00", "#"])
def test_nothing_to_ask_by_words_finds_nothing(notes, text):
    assert ask(text) == []


def test_nothing_crosses_a_scope(notes, team, other_team):
    note(9, "The bridge was closed in secret.", 1, scope_id=team.pk)
    assert 9 not in ask("bridge closed secret", 1)
    assert 9 not in ask("bridge closed secret", 1, scopes=(None, other_team.pk))
    assert ask("bridge closed secret", 1, scopes=(None, team.pk))[0] == 9
    assert ask("bridge closed secret", 1, scopes=(team.pk,)) == [9]
    assert ask("bridge closed secret", 1, scopes=()) == []


def test_vectors_of_another_model_do_not_count(notes):
    other = Query("zeppelin", vector(0, 1), "another")
    assert nearest(other, NOTES, scopes=OPEN) == []


def test_the_limit_is_kept(notes):
    assert len(ask("bridge", 1, 1, 1, limit=2)) == 2


def test_an_entry_takes_its_new_words_and_keeps_its_vector(notes):
    note(1, "The tunnel was flooded.", 0, 1)
    assert SearchEntry.objects.count() == Embedding.objects.count() == 3
    assert ask("tunnel") == [1]
    assert ask("crack") == []
    assert ask("zeppelin", 1, 0)[0] == 1


def test_what_is_removed_is_found_no_more(notes):
    remove_entry("note", UUID(int=1))
    assert 1 not in ask("bridge closed", 1)


def embed_passages(revision, *weights):
    for passage in revision.passages.all():
        Embedding.objects.create(
            kind="passage",
            object_id=passage.pk,
            model=MODEL,
            scope_id=passage.scope_id,
            vector=vector(*weights),
        )


def words(found):
    return [Passage.objects.get(pk=each.key).words for each in found]


def test_passages_of_current_texts_are_found(story):
    old = make_revision("The first bridge wording.", story=story)
    new = make_revision("The second bridge wording.", document=old.document)
    for revision in (old, new):
        embed_passages(revision, 1)
    found = nearest(Query("bridge", vector(1), MODEL), PASSAGES, scopes=OPEN)
    assert words(found) == ["The second bridge wording."]


def test_a_story_can_be_searched_alone(story):
    embed_passages(make_revision("The bridge is here.", story=story), 1)
    embed_passages(make_revision("The bridge is there."), 1)
    query = Query("bridge", vector(1), MODEL)
    assert len(nearest(query, PASSAGES, scopes=OPEN)) == 2
    found = nearest(query, PASSAGES, scopes=OPEN, story=story.pk)
    assert words(found) == ["The bridge is here."]


def test_the_day_of_a_passage_is_its_documents(story):
    revision = make_revision("The bridge is here.", story=story)
    revision.document.published = "2020-05-01T10:00:00+02:00"
    revision.document.save(update_fields=["published"])
    query = Query("bridge", None, MODEL, date(2020, 5, 1))
    (found,) = nearest(query, PASSAGES, scopes=OPEN)
    assert found.closeness == 1


def test_a_part_of_a_date_is_no_day(story):
    revision = make_revision("The bridge is here.", story=story)
    revision.document.published = "2020-05"
    revision.document.save(update_fields=["published"])
    query = Query("bridge", None, MODEL, date(2020, 5, 1))
    assert nearest(query, PASSAGES, scopes=OPEN)[0].closeness == 0


def test_the_graph_finds_what_the_scan_finds(story, monkeypatch):
    rng = np.random.default_rng(1)
    revision = make_revision("One here. " * 300, story=story)
    for passage, row in zip(
        revision.passages.all(), rng.normal(size=(300, 384)), strict=True
    ):
        Embedding.objects.create(
            kind="passage",
            object_id=passage.pk,
            model=MODEL,
            vector=(row / np.linalg.norm(row)).tolist(),
        )
    query = Query("", rng.normal(size=384).tolist(), MODEL)
    exact = nearest(query, PASSAGES, scopes=OPEN)
    count_terms(PASSAGES)
    monkeypatch.setattr(module, "EXACT_ROWS", 0)
    by_graph = nearest(query, PASSAGES, scopes=OPEN)
    assert {f.key for f in exact[:5]} <= {f.key for f in by_graph}


def test_what_is_under_embargo_is_scanned_exactly(embargoed_story, monkeypatch):
    monkeypatch.setattr(module, "EXACT_ROWS", -1)
    embed_passages(make_revision("A bridge.", story=embargoed_story), 1)
    query = Query("", vector(1), MODEL)
    for scopes, exact in (((embargoed_story.scope_id,), True), (OPEN, False)):
        with CaptureQueriesContext(connection) as seen:
            found = nearest(query, PASSAGES, scopes=scopes)
        assert bool(found) == exact
        assert any("+ 0 LIMIT" in row["sql"] for row in seen) == exact


def test_planner_settings_end_with_the_search(notes):
    ask("bridge", 1)
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)


def test_the_number_of_queries_does_not_grow(notes, django_assert_max_num_queries):
    for number in range(10, 40):
        note(number, f"Bridge number {number} was closed.", 1)
    with django_assert_max_num_queries(16):
        assert len(ask("bridge closed", 1, limit=30)) == 30


@pytest.mark.parametrize("kind", ["", "a'b", "a b"])
def test_a_kind_is_a_plain_name(kind):
    with pytest.raises(ValueError, match="not a kind"):
        entries(kind)
