"""Accepted work is neither lost nor done twice, whatever is killed."""

from __future__ import annotations

import os
import random

import pytest

from claims.extraction import load_extractor
from sources.ingest.service import load_document
from sources.models import TextRevision
from tests.faults.rig import TARGETS, Client, running_rig

SUBMISSIONS = int(os.environ.get("FAULT_SUBMISSIONS", "40"))
# So many submissions between two kills, and so many documents in a story.
BATCH = 4
PER_STORY = 10
PATIENCE_S = 60 + 3 * SUBMISSIONS

TOWNS = ("Arnsted", "Bellmoor", "Carrick", "Dunvale", "Estmere", "Fallow", "Garrow")
TEXT = (
    "The mayor of {town} said on Monday that {count} people had left their homes after "
    "the river rose by {metres} metres.\n\n"
    "“We opened {halls} school halls before midnight,” said the fire chief, Mara {town}. "
    "Report {number} of the council counts {houses} damaged houses.\n"
)

COLUMNS = "text, reading_text, pieces, blocks, sentences, facts, document_id"
# Rounds by the clock (reminders, digests) are jobs too, about no document.
OF_A_TEXT = "kind IN ('extract', 'read', 'relate')"


def text_of(number: int) -> str:
    return TEXT.format(
        town=TOWNS[number % len(TOWNS)],
        count=100 + number,
        metres=1 + number % 5,
        halls=2 + number % 7,
        houses=20 + number,
        number=number,
    )


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory):
    """Submit, kill and heal; then wait until no work is left."""
    chance = random.Random(20)
    stories = -(-SUBMISSIONS // PER_STORY)
    with running_rig(tmp_path_factory.mktemp("rig"), stories=stories) as rig:
        client = Client(rig)
        for number in range(SUBMISSIONS):
            story = rig.stories[number // PER_STORY]
            client.submit(f"key-{number}", {"story": story, "text": text_of(number)})
            if number % BATCH == BATCH - 1:
                rig.look_after(chance.uniform(0.2, 2.5))
                rig.kill(TARGETS[number // BATCH % len(TARGETS)])
        client.close()
        assert rig.wait_until(client.is_done, PATIENCE_S), "submissions hang"
        for target in TARGETS:  # once more, now that there is much to do
            rig.kill(target)
            rig.look_after(chance.uniform(0.5, 2.5))
        done = f"SELECT count(*) FROM sources_job WHERE state = 'done' AND {OF_A_TEXT}"
        assert rig.wait_until(
            lambda: rig.rows(done) == [(3 * SUBMISSIONS,)], PATIENCE_S
        ), rig.rows("SELECT kind, state, attempts, error FROM sources_job")
        yield rig, client


def test_every_part_was_killed(aftermath):
    rig, _ = aftermath
    assert set(rig.killed) == set(TARGETS)


def test_every_submission_was_acknowledged_once(aftermath):
    rig, client = aftermath
    assert client.refused == []
    assert len(client.acknowledged) == SUBMISSIONS
    documents = {str(row[0]) for row in rig.rows("SELECT id FROM sources_document")}
    assert documents == set(client.acknowledged.values())
    assert len(documents) == SUBMISSIONS


def test_every_stage_of_every_document_is_done_once(aftermath):
    rig, _ = aftermath
    counts = rig.rows(
        f"SELECT kind, state, count(*) FROM sources_job WHERE {OF_A_TEXT} GROUP BY 1, 2"
    )
    assert sorted(counts) == [
        (kind, "done", SUBMISSIONS) for kind in ("extract", "read", "relate")
    ]


def test_every_document_has_one_text_and_all_its_sentences(aftermath):
    rig, _ = aftermath
    rows = rig.rows(
        """
        SELECT d.id, count(r.id), bool_and(d.current_revision_id = r.id),
            sum(jsonb_array_length(r.sentences)),
            sum((SELECT count(*) FROM sources_passage p WHERE p.revision_id = r.id))
        FROM sources_document d LEFT JOIN sources_textrevision r ON r.document_id = d.id
        GROUP BY d.id
        """
    )
    assert len(rows) == SUBMISSIONS
    for _, texts, current, sentences, passages in rows:
        assert (texts, current) == (1, True)
        assert passages == sentences > 0


def test_no_candidate_is_lost_or_doubled(aftermath):
    """What is stored equals what one undisturbed reading finds."""
    rig, _ = aftermath
    extractor = load_extractor("rules")
    found = {}
    for row in rig.rows(f"SELECT id, {COLUMNS} FROM sources_textrevision"):
        values = dict(zip(["id", *COLUMNS.split(", ")], row, strict=True))
        extraction = extractor.extract(load_document(TextRevision(**values)))
        spans = {one.selector.segments for one in extraction.candidates}
        found[values["id"]] = (sorted(spans), len(extraction.quotes))
    assert stored_candidates(rig) == found
    assert any(spans for spans, _ in found.values())


def stored_candidates(rig):
    runs = rig.rows(
        "SELECT revision_id, jsonb_array_length(quotes) FROM claims_extractionrun"
    )
    stored = {revision: ([], quotes) for revision, quotes in runs}
    assert len(stored) == len(runs) == SUBMISSIONS
    for revision, segments in rig.rows(
        "SELECT revision_id, segments FROM claims_candidate WHERE retired_at IS NULL"
    ):
        stored[revision][0].append(tuple((s.lower, s.upper) for s in segments))
    return {key: (sorted(spans), quotes) for key, (spans, quotes) in stored.items()}


def test_a_key_sent_again_gets_the_same_answer(aftermath):
    rig, client = aftermath
    for number in range(0, SUBMISSIONS, 7):
        story = rig.stories[number // PER_STORY]
        body = {"story": story, "text": text_of(number)}
        answer = client.send(f"key-{number}", body)
        assert answer.status_code == 202
        assert answer.headers["Idempotent-Replay"] == "true"
        assert answer.json()["document"]["id"] == client.acknowledged[f"key-{number}"]
