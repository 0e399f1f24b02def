import pytest

from sources.models import Embedding
from sources.search.collection import PASSAGES
from sources.search.nearest import Query
from sources.search.passages import search_passages
from sources.search.statistics import count_terms
from tests.factories import make_document, make_member, make_revision, make_user

pytestmark = pytest.mark.django_db

BRIDGE = (
    "The northern bridge was closed on Friday after engineers found a crack.\n\n"
    "Ferry traffic continued. Engineers inspected the ferry pier."
)


@pytest.fixture
def bridge(story):
    return make_revision(BRIDGE, story=story)


def words(hits):
    return [hit.passage.words for hit in hits]


def test_all_words_must_be_in_one_passage(bridge, reporter):
    hits = search_passages("bridge crack", user=reporter)
    assert words(hits) == [BRIDGE.split("\n\n")[0]]
    assert hits[0].score > 0


def test_words_are_found_in_other_forms(bridge, reporter):
    assert search_passages("closing bridges", user=reporter)


def test_quotes_and_minus_work_as_on_the_web(bridge, reporter):
    assert len(search_passages("engineers", user=reporter)) == 2
    assert len(search_passages("engineers -ferry", user=reporter)) == 1
    assert len(search_passages('"ferry traffic"', user=reporter)) == 1


def test_without_a_whole_match_the_rarest_words_decide(bridge, reporter):
    hits = search_passages("northern engineers pier zeppelin", user=reporter)
    assert len(hits) == 2  # each holds two of the three words that occur
    hits = search_passages("ferry pier engineers zeppelin", user=reporter)
    assert words(hits) == ["Engineers inspected the ferry pier."]


def test_excluded_words_stay_excluded_in_the_second_try(bridge, reporter):
    hits = search_passages("engineers zeppelin -ferry", user=reporter)
    assert words(hits) == [BRIDGE.split("\n\n")[0]]


@pytest.mark.parametrize(
    "query", ["", "  ", "the of and", "zeppelin", "'\\ & | ! :*", "\x00", "a" * 5000]
)
def test_nothing_to_find_finds_nothing(bridge, reporter, query):
    assert search_passages(query, user=reporter) == []


def test_hostile_words_are_only_words(bridge, reporter):
    assert search_passages("bridge o'neil\\ <-> !! :a", user=reporter)


def test_an_embargoed_story_is_found_by_its_team_alone(
    embargoed_story, reporter, outsider
):
    make_revision("The accounts were empty.", story=embargoed_story)
    assert search_passages("accounts", user=reporter)
    assert search_passages("accounts", user=outsider) == []
    assert search_passages("accounts zeppelin", user=outsider) == []


def test_strangers_find_nothing(bridge):
    assert search_passages("bridge", user=make_user()) == []


def test_old_texts_are_not_searched(story, reporter):
    document = make_document(story)
    make_revision("The first wording.", document=document)
    make_revision("The second wording.", document=document)
    assert words(search_passages("wording", user=reporter)) == ["The second wording."]


def test_a_story_can_be_searched_alone(bridge, story, reporter):
    make_revision("Another bridge.")
    assert len(search_passages("bridge", user=reporter)) == 2
    assert len(search_passages("bridge", user=reporter, story=story)) == 1


def test_boilerplate_is_not_found(story, reporter):
    text = "Subscribe to our newsletter."
    make_revision(text, story=story, sentences=[[0, len(text), 0, "boilerplate"]])
    assert search_passages("newsletter", user=reporter) == []


def test_members_of_any_team_search_what_is_not_under_embargo(bridge):
    assert search_passages("bridge", user=make_member())


def test_the_number_of_queries_does_not_grow(
    story, reporter, django_assert_num_queries
):
    make_revision("Harbour. " * 30, story=story)
    search_passages("harbour", user=reporter)
    with django_assert_num_queries(1):
        hits = search_passages("harbour", user=reporter, limit=30)
        assert {hit.passage.revision.document.label for hit in hits}


def test_a_query_with_a_vector_finds_by_meaning(bridge, reporter, outsider):
    vector = [1.0] + [0.0] * 383
    for passage in bridge.passages.all():
        near = vector if "crack" in passage.words else vector[::-1]
        Embedding.objects.create(
            kind="passage", object_id=passage.pk, model="fake", vector=near
        )
    query = Query("zeppelin", vector, "fake")
    hits = search_passages(query, user=reporter, limit=1)
    assert words(hits) == [BRIDGE.split("\n\n")[0]]
    assert search_passages(query, user=make_user()) == []


def test_stored_counts_choose_the_rarest_words(bridge, reporter):
    count_terms(PASSAGES)
    hits = search_passages("ferry pier engineers zeppelin", user=reporter)
    assert words(hits) == ["Engineers inspected the ferry pier."]
