"""Order of arrival, re-runs and interruptions leave groups and questions as they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.evidence import service as evidence
from claims.evidence import stored as storing
from claims.extraction import service as extraction
from claims.tasks import submit_relating
from sources.jobs import service as jobs
from sources.models import Job, Story, TextRevision
from tests.claims.evidence.test_reruns import stored
from tests.factories import make_story

pytestmark = pytest.mark.django_db

POOL = (
    "At least 14 people were injured when the gate of the Ostrow weir failed on Saturday, the Water Ministry said.",
    "The Water Ministry said 14 people were injured when the gate of the Ostrow weir failed.",
    "The district council said 23 people were injured when the gate of the weir failed on Saturday.",
    "Some 20 people were hurt at the Ostrow weir, rescuers said.",
    "The ministry said the gate failed at 6 a.m. local time (GMT+2).",
    "Ostrow Hydro said the gate failed at 7 a.m. local time (GMT+2) on Saturday.",
    "The gate of the weir failed at 05:00 GMT, the Water Ministry said.",
    "Ostrow Hydro blamed the ministry for the failure of the gate.",
    "The Water Ministry blamed Ostrow Hydro for the failure of the gate.",
    "The Water Ministry of Ostrow did not close the road on Saturday.",
    "The Water Ministry of Ostrow closed the road on Saturday.",
    "“We closed the road at once,” said Mira Lenz, a spokeswoman for the operator Ostrow Hydro.",
    "In May 2021 a gate of the Ostrow weir failed and 9 people were injured.",
    "According to the Coast Courier, 14 people were injured at the Ostrow weir.",
)
OUTLETS = ("Coast Courier", "Valley Post", "", "Daily Beacon")
texts = st.lists(
    st.lists(st.sampled_from(POOL), min_size=1, max_size=5, unique=True),
    min_size=2,
    max_size=4,
)
EXAMPLES = int(os.environ.get("STABILITY_EXAMPLES", "5"))
few = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)


def found(story: Story, index: int, sentences: list[str]) -> TextRevision:
    """Store a document and what is found in it, told apart by its place in the list."""
    head = f"Weir {index}\n\nOSTROW, 4 May 2024 - "
    revision = stored(story, head + "\n\n".join(sentences) + "\n")
    document = revision.document
    document.outlet = OUTLETS[index % len(OUTLETS)]
    document.title = f"Weir {index}"
    document.save(update_fields=["outlet", "title"])
    extraction.extract_candidates(revision)
    return revision


def one_by_one(documents: list[list[str]], order: list[int]) -> Story:
    story = make_story()
    for index in order:
        related(found(story, index, documents[index]))
    return story


def at_once(documents: list[list[str]]) -> Story:
    story = make_story()
    rows = [found(story, at, sentences) for at, sentences in enumerate(documents)]
    related(rows[0])
    return story


def related(revision: TextRevision) -> None:
    save = evidence.relate(revision)
    with transaction.atomic():
        save()


def membership(story: Story) -> Any:
    """Return groups and questions as sets of places in the documents' list."""
    groups: dict[Any, set[Any]] = {}
    asked: dict[Any, set[Any]] = {}
    rows = story.candidates.filter(retired_at=None).select_related("group", "document")
    for one in rows:
        place = (one.document.title, str(one.segments))
        groups.setdefault(one.group_id, set()).add(place)
        if one.group.question_id:
            asked.setdefault(one.group.question_id, set()).add(place)
    return alike(groups), alike(asked)


def alike(sets: dict[Any, set[Any]]) -> set[frozenset[Any]]:
    return {frozenset(members) for members in sets.values()}


def counts(story: Story) -> Any:
    told = ("wording", "documents", "origins", "conflicts", "compared")
    return sorted(story.groups.values_list(*told))


@few
@given(texts, st.data())
def test_any_order_of_arrival_gives_the_same(documents: Any, data: Any) -> None:
    orders = st.permutations(range(len(documents)))
    one = one_by_one(documents, data.draw(orders))
    other = one_by_one(documents, data.draw(orders))
    together = at_once(documents)
    assert membership(one) == membership(other) == membership(together)
    assert counts(one) == counts(other) == counts(together)


@few
@given(texts, st.integers(1, 60), st.integers(1, 9))
def test_work_cut_in_parts_gives_the_same(
    monkeypatch: Any, documents: Any, pairs: int, claims: int
) -> None:
    whole = at_once(documents)
    with monkeypatch.context() as cut:
        cut.setattr(evidence, "PAIRS", pairs)
        cut.setattr(evidence, "CLAIMS", claims)
        story = at_once(documents)
        while story.candidates.filter(compared_as="").exists():
            related(story.candidates.first().revision)
    assert membership(story) == membership(whole)
    assert counts(story) == counts(whole)


class Killed(BaseException):
    """Not an error that anything could catch and write down."""


@contextmanager
def killed_at_write(number: int) -> Iterator[None]:
    """Let the process end just before its ``number``-th write; no write: not at all."""
    seen = 0

    def end(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal seen
        seen += sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}
        if seen == number:
            raise Killed
        return execute(sql, *rest)

    with connection.execute_wrapper(end):
        try:
            yield
        except Killed:
            return


def work_off(story: Story) -> None:
    """Run what waits, as workers do; what was in the midst of its work begins again."""
    while True:
        Job.objects.filter(story=story, state="running").update(
            lease_until=timezone.now() - timedelta(seconds=1)
        )
        Job.objects.filter(story=story).update(next_attempt_at=timezone.now())
        waiting = Job.objects.filter(story=story, state__in=["queued", "running"])
        job = waiting.order_by("created_at").first()
        if job is None:
            return
        jobs.run(jobs.claim(job.pk))


@pytest.mark.django_db(transaction=True)
@few
@given(texts, st.integers(1, 40), st.integers(1, 30))
def test_killed_between_any_two_writes_and_run_again_gives_the_same(
    monkeypatch: Any, documents: Any, write: int, claims: int
) -> None:
    whole = at_once(documents)
    story = make_story()
    for index, sentences in enumerate(documents):
        run = found(story, index, sentences).runs.get()
        job = submit_relating(run)
    with monkeypatch.context() as cut:
        cut.setattr(evidence, "CLAIMS", claims)
        cut.setattr(jobs, "publish", lambda job: True)
        with killed_at_write(write):
            jobs.run(jobs.claim(job.pk))
        work_off(story)
    assert not Job.objects.filter(story=story).exclude(state="done").exists()
    assert membership(story) == membership(whole)
    assert counts(story) == counts(whole)


@few
@given(texts)
def test_a_new_version_of_the_method_gives_the_same(
    monkeypatch: Any, documents: Any
) -> None:
    story = at_once(documents)
    before = membership(story), counts(story), set(story.groups.values_list("pk"))
    with monkeypatch.context() as newer:
        newer.setattr(storing, "VERSION", "next")
        related(story.candidates.first().revision)
    assert set(story.relations.values_list("method_version", flat=True)) <= {"next"}
    after = membership(story), counts(story), set(story.groups.values_list("pk"))
    assert after == before
