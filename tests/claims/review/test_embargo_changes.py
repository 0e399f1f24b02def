"""An embargo is set and lifted for all rows of a story, and for none else."""

import pytest
from django.apps import apps

from claims.errors import EmbargoRefused, NotAllowed
from claims.models import Claim, Relation
from claims.review.embargo import MADE_FROM, NAMED_BY_KIND, lift_embargo, set_embargo
from sources.models import Document, Embedding, Job, Passage, Scoped, Story
from tests.factories import (
    make_candidate,
    make_claim,
    make_group,
    make_job,
    make_member,
    make_published,
    make_relation,
    make_revision,
    make_story,
)
from workbench.accounts.models import Role


@pytest.fixture
def filled(story):
    revision = make_revision("It closed at nine.", story=story)
    make_group(make_candidate("It closed at nine.", revision=revision))
    passage = revision.passages.get()
    vector = [1.0] + [0.0] * 383
    Embedding.objects.create(
        kind="passage", object_id=passage.pk, model="m", vector=vector
    )
    make_claim(story=story)
    return story


def scopes(story):
    rows = [
        *Document.objects.filter(story=story),
        *Passage.objects.filter(revision__document__story=story),
        *Embedding.objects.all(),
        *Claim.objects.filter(story=story),
        *story.groups.all(),
        *story.candidates.all(),
    ]
    return {row.scope_id for row in rows}


def test_every_table_with_a_scope_is_told_of():
    scoped = {m for m in apps.get_models() if issubclass(m, Scoped)}
    assert scoped == {Story, *MADE_FROM, *NAMED_BY_KIND}


def test_all_rows_follow_and_others_do_not(filled, editor, outsider):
    other = make_claim(story=make_story())
    set_embargo(filled, by=editor, reason="A tip.")
    assert scopes(filled) == {filled.team_id}
    assert not Document.objects.visible_to(outsider).exists()
    other.refresh_from_db()
    assert other.scope_id is None
    edit = filled.edits.get()
    assert (edit.reason, edit.changes["embargo"][1]) == ("A tip.", filled.team.name)


def test_lifting_shows_it_to_all_and_compares_it_anew(filled, editor, outsider):
    set_embargo(filled, by=editor)
    Job.objects.all().delete()
    lift_embargo(filled, by=editor)
    assert scopes(filled) == {None}
    assert Document.objects.visible_to(outsider).exists()
    job = Job.objects.get(kind="relate")
    assert (job.story_id, job.scope_id) == (filled.pk, None)
    assert not filled.candidates.exclude(compared_as="").exists()


def test_twice_is_noted_once(filled, editor):
    for _ in range(2):
        set_embargo(filled, by=editor)
    assert filled.edits.count() == 1


def test_what_was_compared_with_other_stories_is_forgotten(filled, editor):
    own = filled.candidates.get()
    elsewhere = make_candidate(story=make_story())
    beside = make_candidate(story=filled)
    make_relation(own, elsewhere, "supports")
    kept = make_relation(own, beside, "contradicts")
    set_embargo(filled, by=editor)
    assert [row.pk for row in Relation.objects.all()] == [kept.pk]


def test_each_claim_tells_it_and_keeps_its_version(filled, editor):
    claim = filled.claims.get()
    set_embargo(filled, by=editor)
    assert claim.events.last().kind == "embargo_set"
    assert Claim.objects.get(pk=claim.pk).version == claim.version


def test_it_is_refused_while_work_is_under_way(filled, editor):
    make_job(story=filled, state="running")
    with pytest.raises(EmbargoRefused) as refused:
        set_embargo(filled, by=editor)
    assert "in work" in refused.value.extra["reasons"][0]
    assert scopes(filled) == {None}


def test_what_is_public_is_not_taken_back(team):
    finding = make_published()
    story = finding.claim.story
    with pytest.raises(EmbargoRefused) as refused:
        set_embargo(story, by=make_member(story.team, Role.EDITOR))
    assert "public" in refused.value.extra["reasons"][0]


def test_reviewers_and_others_may_not(filled, reviewer, outsider, admin):
    for person in (reviewer, outsider, admin):
        with pytest.raises(NotAllowed):
            set_embargo(filled, by=person)
