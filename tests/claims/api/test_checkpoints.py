"""What an outsider downloads, and that it is enough."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.conf import settings as own

from claims.models import Change
from claims.publication.proof.checkpoints import make_checkpoint
from clients.verify import verify_finding as outsider
from tests.factories import make_corrected, make_published

pytestmark = pytest.mark.django_db
CHECKPOINTS = "/api/v1/checkpoints"


def test_checkpoints_are_listed_latest_first_and_paged(anonymous):
    made = [make_checkpoint() for _ in range(3)]
    page = anonymous.get(CHECKPOINTS, {"limit": 2}).json()
    assert [row["digest"] for row in page["results"]] == [
        made[2].digest,
        made[1].digest,
    ]
    rest = anonymous.get(CHECKPOINTS, {"cursor": page["cursor"], "limit": 2}).json()
    assert [row["checkpoint"]["number"] for row in rest["results"]] == [1]
    assert rest["cursor"] is None


def test_the_feed_leads_to_the_checkpoint(anonymous):
    made = make_checkpoint()
    entry = Change.objects.get()
    page = anonymous.get("/api/v1/changes").json()
    address = f"{CHECKPOINTS}/{made.number}"
    found = [e for e in page["results"] if e["kind"] == "checkpoint"]
    for told in found:  # shown once no running write could come before it
        assert told["url"].endswith(address)
    answer = anonymous.get(address)
    assert answer.json()["digest"] == entry.digest == made.digest
    again = anonymous.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_bad_numbers_are_answered_in_words(anonymous, problem):
    make_checkpoint()
    make_checkpoint()
    problem(anonymous.get(f"{CHECKPOINTS}/9"), 404, "not_found")
    problem(anonymous.get(f"{CHECKPOINTS}/{10**30}"), 404, "not_found")
    growth = f"{CHECKPOINTS}/1/consistency"
    problem(anonymous.get(growth, {"since": 2}), 404, "not_found")
    problem(anonymous.get(growth, {"since": "x"}), 400, "bad_parameters")
    problem(anonymous.get(growth, {"since": 10**30}), 400, "bad_parameters")
    problem(anonymous.get(CHECKPOINTS, {"cursor": "x"}), 400, "bad_cursor")
    problem(anonymous.get(CHECKPOINTS, {"limit": 0}), 400, "bad_limit")


def test_a_version_is_proved_once_a_checkpoint_covers_it(anonymous, problem):
    publication = make_published()
    address = f"/api/v1/facts/{publication.record}"
    problem(anonymous.get(f"{address}/proof"), 404, "not_covered_yet")
    make_checkpoint()
    make_corrected(publication)
    make_checkpoint()
    for version in (1, 2):
        asked = {"version": version}
        proof = anonymous.get(f"{address}/proof", asked).json()
        proof["record"] = anonymous.get(address, asked).json()
        assert len(list(outsider.verify(proof))) == 3
    problem(anonymous.get(f"{address}/proof", {"version": 3}), 404, "not_found")
    problem(anonymous.get(f"{address}/proof", {"version": 0}), 400, "bad_parameters")


def test_the_page_leads_to_all_that_is_needed_offline(anonymous, tmp_path):
    publication = make_published()
    page = anonymous.get(publication.get_absolute_url()).content.decode()
    assert "The next signed checkpoint will cover this version" in page
    old = make_checkpoint()
    make_published()
    new = make_checkpoint()
    page = anonymous.get(publication.get_absolute_url()).content.decode()
    name = f"{publication.slug}.v1.proof.json"
    bundle = f"/findings/{publication.slug}/v1.proof.json"
    assert "entry 1 of 2" in page
    for shown in (name, bundle, "/verify/verify_finding.py", publication.digest):
        assert shown in page
    answers = {
        "proof.json": bundle,
        "verify_finding.py": "/verify/verify_finding.py",
        "keys.json": "/.well-known/corroborate-keys.json",
        "held.json": f"{CHECKPOINTS}/{old.number}",
        "growth.json": f"{CHECKPOINTS}/{new.number}/consistency?since={old.number}",
        "record.json": f"/api/v1/facts/{publication.record}",
    }
    for file, address in answers.items():
        answer = anonymous.get(address)
        assert answer.status_code == 200
        (tmp_path / file).write_bytes(answer.content)
    command = [sys.executable, "-I", "verify_finding.py", "proof.json"]
    for option in ("record", "held", "growth"):
        command += [f"--{option}", f"{option}.json"]
    told = subprocess.run(
        [*command, "--key", "keys.json"], cwd=tmp_path, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.count("  ok   ") == 4
    assert json.loads((tmp_path / "proof.json").read_text())["checkpoint"][
        "origin"
    ] == str(own.PUBLIC_URL)
