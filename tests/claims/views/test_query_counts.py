"""A list costs as many queries with thirty rows as with one."""

import pytest
from django.urls import reverse

from claims.review.assignment import assign
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_job,
    make_question,
    make_relation,
    make_revision,
    make_story,
)

#: What a page may ask in all.
MOST = 12


def add_group(story, person):
    question = make_question(story)
    one, other = make_candidate(story=story), make_candidate(story=story)
    make_group(one, question=question)
    make_group(other, question=question)
    make_relation(one, other, "contradicts")
    make_group(story=story)


def add_document(story, person):
    make_job(subject=make_revision(story=story).document_id)


def add_task(story, person):
    assign(make_claim(story=story), kind="check", by=person, to_person=person)


def add_story(story, person):
    make_claim(story=make_story(team=story.team, by=person))


ROWS = {
    "triage": add_group,
    "claims": lambda story, person: make_claim(story=story),
    "sources": add_document,
    "jobs": lambda story, person: make_job(),
    "stories": add_story,
    "tasks": add_task,
    "desk": add_task,
}


@pytest.mark.parametrize("name", ROWS)
def test_queries_stay_the_same(as_reviewer, reviewer, story, queries_of, name):
    ROWS[name](story, reviewer)
    first = queries_of(as_reviewer, reverse(name))
    assert first <= MOST
    for _ in range(29):
        ROWS[name](story, reviewer)
    assert queries_of(as_reviewer, reverse(name)) == first


@pytest.mark.parametrize("name", ["story", "question", "document", "claim"])
def test_queries_of_a_thing_stay_the_same(as_reviewer, story, queries_of, name):
    revision = make_revision("One. Two. Three. Four. Five. Six.", story=story)
    question = make_question(story)
    claim = make_claim(story=story)
    things = {"story": story, "question": question, "claim": claim}
    thing = things.get(name, revision.document)

    def grow(words):
        make_group(make_candidate(words, revision=revision), question=question)

    grow("One.")
    url = reverse(name, args=[thing.pk])
    first = queries_of(as_reviewer, url)
    assert first <= MOST
    for words in ("Two.", "Three.", "Four.", "Five.", "Six."):
        grow(words)
    assert queries_of(as_reviewer, url) == first
