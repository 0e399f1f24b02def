"""What was exported comes back in with the same digests, or not at all."""

from __future__ import annotations

import copy
import csv
import gzip
import io
import json
import os
import uuid
from datetime import date
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from claims.models import Change, Claim, Publication
from claims.publication import importing
from claims.publication.erasure import erase
from claims.publication.exports import EXPORTS, writer_of
from claims.publication.exports.base import Site
from claims.publication.exports.csv_file import HEADING, plain
from claims.publication.service import retract
from claims.publication.walk import every_version
from claims.review.record import canonical, sha256, verify
from claims.review.triage import next_number
from tests.claims.publication.samples import SAMPLES, SITE
from tests.factories import make_corrected, make_member, make_published
from workbench.accounts.models import Role

pytestmark = pytest.mark.django_db


def exported(name="facts.ndjson"):
    site = Site("Example Checks", f"{SITE}/", "CC BY 4.0", "")
    export = next(one for one in EXPORTS if one.name == name)
    return b"".join(writer_of(export)(every_version(), site))


def line_of(body):
    text = canonical(body)
    return b'{"digest":"%b","fact":%b}\n' % (sha256(text).encode(), text)


def lines(*bodies):
    return [line_of(body) for body in bodies]


@pytest.fixture
def file(tmp_path):
    def write(data, name="facts.ndjson"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def run(path, team, by):
    out = io.StringIO()
    call_command("import_facts", path, team=team.name, by=by.email, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["facts.ndjson", "facts.ndjson.gz"])
def test_an_export_comes_back_byte_for_byte(name, file, team, editor):
    rows = [line_of(body) for body in SAMPLES.values() if body["version"] == 1]
    data = b"".join(rows)
    path = file(gzip.compress(data) if name.endswith("gz") else data, name)
    said = run(path, team, editor)
    assert f"{len(rows)} findings in {len(rows)} versions came in" in said
    again = exported()
    assert sorted(again.splitlines(keepends=True)) == sorted(
        data.splitlines(keepends=True)
    )
    for row in Publication.objects.all():
        assert sha256(row.body.encode()) == row.digest


def publish_some():
    """A finding that was corrected and retracted, another that stands."""
    first = make_published(review_by=date(2027, 3, 4))
    second = make_corrected(first, kind="update", note="New log.")
    other = make_member(first.claim.story.team, Role.EDITOR)
    retract(second, by=other, note="Forged.")
    make_published()


def test_what_the_desk_published_comes_back_into_an_empty_database(file, team, editor):
    with transaction.atomic():
        publish_some()
        before = exported()
        transaction.set_rollback(True)
    assert exported() == b""
    run(file(before), team, editor)
    assert exported() == before
    kinds = Change.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["upsert", "correction", "retraction", "upsert"]
    states = Claim.objects.order_by("number").values_list("status", flat=True)
    assert list(states) == ["retracted", "published"]


# A bigger run is made by hand.
RECORDS = int(os.environ.get("ROUND_TRIPS", "40"))
LETTERS = "ab \t\r\n\"'\\=+-@,|<>&;\u2028\u200fأ🌉é\x01\ufffe０"


def any_words(random):
    return "".join(random.choices(LETTERS, k=random.randint(1, 60)))


def any_record(number, random):
    body = copy.deepcopy(
        random.choice([b for b in SAMPLES.values() if b["version"] == 1])
    )
    key = uuid.UUID(int=random.getrandbits(128), version=4)
    body |= {
        "id": str(key),
        "slug": f"{number}-{key.hex[:8]}",
        "finding": any_words(random),
    }
    body |= {"rationale": any_words(random), "url": f"{SITE}/findings/{number}/"}
    for name in ("text", "normalized_text", "claimant"):
        body["claim"][name] = any_words(random)
    body["claim"]["tags"] = [any_words(random) for _ in range(random.randint(0, 3))]
    return body


def test_any_records_go_round(team, editor):
    random = Random(7)
    bodies = [any_record(n, random) for n in range(1, RECORDS + 1)]
    before = lines(*bodies)
    importing.import_facts(before, team=team, by=editor)
    after = exported().splitlines(keepends=True)
    assert sorted(after) == sorted(before)
    table = exported("facts.csv").decode()
    rows = list(csv.reader(io.StringIO(table, newline="")))[1:]
    found = {row[0]: [plain(cell) for cell in row] for row in rows}
    at = {name: HEADING.index(name) for name in ("claim", "claimant", "finding")}
    for body in bodies:
        row = found[body["id"]]
        assert row[at["claim"]] == body["claim"]["normalized_text"]
        assert row[at["claimant"]] == body["claim"]["claimant"]
        assert row[at["finding"]] == body["finding"]
    feed = json.loads(exported("claimreview.json"))["dataFeedElement"]
    told = {item["item"][0]["identifier"]: item["item"][0] for item in feed}
    for body in bodies:
        node = told[f"urn:uuid:{body['id']}"]
        assert node["claimReviewed"] == body["claim"]["normalized_text"]
        assert node["reviewRating"].get("ratingValue") == body["rating"]["value"]


def test_an_imported_finding_is_read_and_can_be_corrected(client, team, editor):
    importing.import_facts(lines(SAMPLES["schema 2"]), team=team, by=editor)
    row = Publication.objects.get()
    assert client.get(row.get_absolute_url()).status_code == 200
    client.force_login(editor)
    assert client.get(row.claim.get_absolute_url()).status_code == 200
    second = make_corrected(row)
    assert second.record == row.record
    assert json.loads(second.body)["first_published_at"] == "2026-03-04T09:00:00Z"
    assert list(verify(row.claim)) == []


def test_the_same_file_twice_changes_nothing(file, team, editor):
    path = file(line_of(SAMPLES["false"]))
    run(path, team, editor)
    assert "0 findings in 0 versions came in; 1 versions stood here" in run(
        path, team, editor
    )
    assert Publication.objects.count() == 1


def test_numbers_stay_with_their_addresses_and_are_not_given_again(team, editor):
    far = next_number() + 500
    body = {**SAMPLES["false"], "slug": f"{far}-the-bridge"}
    importing.import_facts(lines(body), team=team, by=editor)
    assert Claim.objects.get().number == far
    assert next_number() == far + 1


GOOD = SAMPLES["false"]


def without(key):
    return {name: value for name, value in GOOD.items() if name != key}


REFUSED = (
    (b"{", "not_json"),
    (b"[]", "bad_shape"),
    (b'{"digest":"x"}', "bad_shape"),
    (line_of(GOOD).replace(b"Sunday", b"Monday"), "altered"),
    (line_of(GOOD).replace(b'"digest":"', b'"digest":"0'), "altered"),
    (b'{"digest":"","fact":{"a":1e400}}', "not_json"),
    (b'{"digest":"","fact":{"a":12345678901234567890}}', "altered"),
    (line_of({**GOOD, "schema": 99}), "unknown_schema"),
    (line_of(without("url")), "bad_shape"),
    (line_of({**GOOD, "claim": "words"}), "bad_shape"),
    (line_of({**GOOD, "version": True}), "bad_shape"),
    (line_of({**GOOD, "slug": "../etc"}), "bad_shape"),
    (line_of({**GOOD, "id": "7"}), "bad_shape"),
    (line_of({**GOOD, "published_at": "2026-02-31T00:00:00Z"}), "bad_shape"),
    (line_of({**GOOD, "version": 2}), "bad_shape"),
    (line_of({**GOOD, "finding": "NUL \0"}), "bad_shape"),
    (line_of(SAMPLES["corrected"]), "missing_version"),
)


@pytest.mark.parametrize(("line", "code"), REFUSED)
def test_an_altered_line_is_named_and_nothing_comes_in(line, code, file, team, editor):
    path = file(line_of(SAMPLES["true"]) + line.strip() + b"\n")
    with pytest.raises(CommandError) as caught:
        run(path, team, editor)
    assert f"\nline 2: {code}: " in str(caught.value)
    assert not Publication.objects.exists()
    assert not Claim.objects.exists()


def test_another_record_under_the_same_name_is_refused(team, editor):
    importing.import_facts(lines(GOOD), team=team, by=editor)
    other = {**GOOD, "finding": "Something else."}
    taken = {**GOOD, "id": SAMPLES["true"]["id"]}
    with pytest.raises(importing.ImportRefused) as caught:
        importing.import_facts(lines(other, taken), team=team, by=editor)
    first, second = caught.value.extra["faults"]
    assert first.startswith("line 1: already_here")
    assert second.startswith("line 2: slug_taken")


def test_what_was_erased_here_does_not_come_back(team, editor):
    importing.import_facts(lines(GOOD), team=team, by=editor)
    erase(Publication.objects.get().record, reason="A court said so.")
    with pytest.raises(importing.ImportRefused) as caught:
        importing.import_facts(lines(GOOD), team=team, by=editor)
    assert caught.value.extra["faults"][0].startswith("line 1: erased")


@pytest.mark.parametrize(
    ("team_name", "by", "words"),
    [("Nobody", None, "no team Nobody"), (None, "x@example.org", "no person x@")],
)
def test_who_takes_it_in_must_exist(team_name, by, words, file, team, editor):
    with pytest.raises(CommandError, match=words):
        call_command(
            "import_facts",
            file(b""),
            team=team_name or team.name,
            by=by or editor.email,
        )
