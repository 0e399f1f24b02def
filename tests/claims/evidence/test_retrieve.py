"""A span finds its like in its story and the archive; a text, what is published."""

import pytest

from claims.evidence.checked import (
    checked_before,
    group_checked_before,
    index_findings,
)
from claims.evidence.retrieve import (
    embed_passages,
    nearest_passages,
    nearest_to_candidate,
)
from claims.publication.service import retract
from sources.models import Embedding, Passage, SearchEntry
from tests.factories import (
    make_candidate,
    make_claim,
    make_corrected,
    make_group,
    make_member,
    make_published,
    make_revision,
    make_story,
)
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db

CLOSED = "The northern bridge was closed on Friday after engineers found a crack."
AGAIN = "Engineers shut the northern bridge on Friday because of a crack."
FERRY = "Ferry tickets will cost nine euros from next summer."


def words(found):
    return [Passage.objects.get(pk=each.key).words for each in found]


def test_a_span_finds_its_story_first_and_then_the_archive(story):
    embed_passages(make_revision(CLOSED, story=story))
    embed_passages(make_revision(FERRY, story=story))
    embed_passages(make_revision(AGAIN))
    found = nearest_passages("The bridge is shut because of a crack", story=story)
    assert words(found.story) == [CLOSED, FERRY]
    assert words(found.archive) == [AGAIN]


def test_passages_without_a_vector_are_found_by_words(story):
    make_revision(AGAIN)
    assert words(nearest_passages("northern bridge", story=story).archive) == [AGAIN]


def test_nothing_crosses_a_scope(story, embargoed_story):
    embed_passages(make_revision(CLOSED, story=embargoed_story))
    embed_passages(make_revision(AGAIN, story=story))
    assert nearest_passages(CLOSED, story=make_story()).archive != []
    assert words(nearest_passages(CLOSED, story=make_story()).archive) == [AGAIN]
    inside = nearest_passages(CLOSED, story=embargoed_story)
    assert (words(inside.story), inside.archive) == ([CLOSED], [])


def test_a_candidate_finds_its_own_passage(story):
    revision = make_revision(CLOSED, story=story)
    embed_passages(revision)
    candidate = make_candidate(CLOSED, revision=revision)
    assert words(nearest_to_candidate(candidate).story) == [CLOSED]


def test_passages_are_embedded_once_and_boilerplate_never(story):
    menu = "Subscribe to our newsletter."
    revision = make_revision(CLOSED, story=story)
    assert embed_passages(revision) == 1
    assert embed_passages(revision) == 0
    sentences = [[0, len(menu), 0, "boilerplate"]]
    assert embed_passages(make_revision(menu, sentences=sentences)) == 0
    assert Embedding.objects.filter(kind="passage").count() == 1


@pytest.fixture
def finding(story, reporter):
    return make_published(make_claim(CLOSED, story=story, by=reporter))


def found_by(text):
    return [known.publication for known in checked_before(text)]


def test_a_text_finds_the_published_claim_it_repeats(finding):
    (known,) = checked_before(AGAIN)
    assert known.publication == finding
    assert known.likeness > 0.65


def test_another_matter_finds_nothing(finding):
    assert found_by(FERRY) == []
    assert found_by("") == []


def test_what_differs_is_told(story, reporter):
    claim = "The flood killed 40 people in the northern valley on 3 May 2024."
    make_published(make_claim(claim, story=story, by=reporter))
    (known,) = checked_before(
        "The flood killed 70 people in the northern valley on 3 May 2024."
    )
    assert known.label == "contradicts"
    assert "40" in str(known.reasons)
    assert "70" in str(known.reasons)


def test_a_group_is_held_against_what_is_published(finding, story):
    group = make_group(make_candidate(AGAIN, story=story), wording=AGAIN)
    assert [k.publication for k in group_checked_before(group)] == [finding]


def test_a_corrected_finding_is_found_in_its_newest_version_alone(finding):
    assert found_by(AGAIN) == [finding]
    newest = make_corrected(finding)
    assert found_by(AGAIN) == [newest]
    assert SearchEntry.objects.count() == 1


def test_a_retracted_finding_is_found_no_more(finding, story):
    assert found_by(AGAIN) == [finding]
    editor = make_member(story.team, Role.EDITOR)
    retract(finding, by=editor, note="It was another bridge.")
    assert found_by(AGAIN) == []
    assert not SearchEntry.objects.exists()
    assert not Embedding.objects.filter(kind="finding").exists()


def test_findings_are_indexed_once(finding):
    assert index_findings() == 1
    assert index_findings() == 0
