from __future__ import annotations

import json
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from claims.models import (
    Change,
    Checkpoint,
    Claim,
    EventPayload,
    Publication,
    ReviewEvent,
    SigningKey,
)
from claims.publication.erasure import erase as erase_finding
from claims.publication.proof import keys
from claims.publication.proof.audit import audit
from claims.publication.proof.bundles import bundle_of, grown, proof_of
from claims.publication.proof.checkpoints import make_checkpoint
from claims.publication.proof.held import UnreadableFile, export, read
from claims.publication.proof.trees import TREES, packed
from claims.review.record import canonical, erase
from clients.verify import verify_finding as outsider
from sources.jobs import service
from sources.models import Job
from tests.factories import make_claim, make_corrected, make_published

pytestmark = pytest.mark.django_db

# Columns of protected tables that no leaf says, and why.
OUTSIDE = {
    "claims_publication": {
        "body",  # its digest is said, and audited against it
        "rating",  # read off the body by the database itself, as are these
        "level",
        "language",
        "claimant",
        "tags",
        "words",
    },
    "claims_reviewevent": set(),
    "claims_change": set(),
}


def proved(publication, **given):
    proof = json.loads(bundle_of(publication))
    return list(outsider.verify(proof, **given))


def checkpoint_of(row):
    return {"checkpoint": json.loads(row.body), "signature": row.signature}


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_a_leaf_says_every_column_of_its_row(tree):
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, tree.table)
    assert {column.name for column in found} - set(tree.columns) == OUTSIDE[tree.table]


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_what_a_leaf_says_is_canonical_json(tree):
    make_published(make_claim("Größe: 14 m³ & “more”!"))
    row = tree.rows.objects.values(*tree.columns).first()
    assert packed(tree.says(row)) == canonical(tree.says(row))


def test_a_checkpoint_follows_the_one_before_and_is_told_in_the_feed():
    first, second = make_checkpoint(), make_checkpoint()
    assert (first.number, second.number) == (1, 2)
    assert json.loads(second.body)["previous"] == first.digest
    told = Change.objects.filter(kind="checkpoint").order_by("id")
    assert [(c.record, c.version, c.digest) for c in told] == [
        (row.pk, row.number, row.digest) for row in (first, second)
    ]


def test_of_the_desks_work_a_checkpoint_tells_nothing(story, reporter):
    before = json.loads(make_checkpoint().body)
    still = json.loads(make_checkpoint().body)
    make_claim(story=story, by=reporter)
    after = json.loads(make_checkpoint().body)
    assert len({b["events"] for b in (before, still, after)}) == 3  # salted each time
    assert before["publications"] == still["publications"] == after["publications"]
    assert "size" not in after["events"]


def test_checkpoints_and_leaves_are_insert_only():
    make_published()
    make_checkpoint()
    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
        Checkpoint.objects.all().delete()
    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
        SigningKey.objects.update(endorsement="")
    for tree in TREES:
        with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
            tree.leaves.objects.update(nodes=b"")


def test_publishing_has_a_checkpoint_made_soon_and_only_one():
    publication = make_published()
    make_corrected(publication)
    jobs = Job.objects.filter(kind="checkpoint")
    assert jobs.count() == 2
    for job in jobs:
        service.run(service.claim(job.pk))
    assert Checkpoint.objects.count() == 1
    assert set(jobs.values_list("state", flat=True)) == {"done"}


def test_each_turn_of_the_clock_makes_one():
    service.submit_rounds({})
    job = Job.objects.get(kind="checkpoint")
    service.run(service.claim(job.pk))
    assert Checkpoint.objects.count() == 1


def test_an_outsider_proves_each_version_offline():
    first = make_published()
    second = make_corrected(first)
    make_checkpoint()
    for publication in (first, second):
        words = proved(publication)
        assert publication.digest in words[0]
        assert "of 2" in words[1]


@pytest.mark.parametrize(
    "bend",
    [
        lambda p: p["record"].update(finding="Forged."),
        lambda p: p["record"].update(version=2),
        lambda p: p["leaf"].update(version=2),
        lambda p: p.update(index=p["index"] + 1),
        lambda p: p["path"].pop(),
        lambda p: p["checkpoint"]["publications"].update(size=3),
        lambda p: p["checkpoint"].update(at="2020-01-01T00:00:00+00:00"),
        lambda p: p.update(signature="A" * 86 + "=="),
        lambda p: p["keys"].clear(),
    ],
)
def test_whatever_is_bent_in_a_proof_is_refused(bend):
    publication = make_published()
    make_published()
    make_checkpoint()
    proof = json.loads(bundle_of(publication))
    bend(proof)
    with pytest.raises(outsider.Refused):
        list(outsider.verify(proof))


def test_the_command_for_outsiders_says_in_words_what_it_proved(tmp_path, capsys):
    publication = make_published()
    make_checkpoint()
    path = tmp_path / "finding.proof.json"
    path.write_bytes(bundle_of(publication))
    assert outsider.main([str(path)]) == 0
    told = capsys.readouterr().out
    assert told.count("  ok   ") == 3
    assert "This proves that" in told
    assert SigningKey.objects.get().public in told
    path.write_bytes(path.read_bytes().replace(b"traffic", b"nothing"))
    assert outsider.main([str(path)]) == 1
    assert "The record was altered" in capsys.readouterr().out
    path.write_text("[]")
    assert outsider.main([str(path)]) == 2


def test_who_holds_an_older_checkpoint_sees_that_the_log_only_grew():
    first = make_published()
    old = make_checkpoint()
    make_published()
    new = make_checkpoint()
    held, growth = checkpoint_of(old), grown(old, new)
    assert "only grew" in proved(first, held=held, growth=growth)[-1]
    growth["publications"][-1] = "00" * 32
    with pytest.raises(outsider.Refused, match="rewritten"):
        proved(first, held=held, growth=growth)
    other = json.loads(json.dumps(checkpoint_of(new)))
    assert "that you hold" in proved(first, held=other)[-1]


def test_the_key_lies_in_the_data_directory_for_its_owner_alone(settings):
    make_checkpoint()
    path = settings.DATA_DIR / "checkpoint.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().strip() not in SigningKey.objects.get().statement
    made = make_checkpoint()
    assert made.key == SigningKey.objects.get()


def test_the_old_key_vouches_for_the_new_one():
    publication = make_published()
    old = make_checkpoint()
    made = keys.rotate()
    new = make_checkpoint()
    assert (new.key, made.previous) == (made, old.key)
    assert not audit().faults
    assert not audit().notes
    # Who was given the old key alone believes the new one.
    assert proved(publication, given=[old.key.public])
    stranger = keys.base64.b64encode(bytes(32)).decode()
    with pytest.raises(outsider.Refused, match="not known here"):
        proved(publication, given=[stranger])


def test_a_rotation_that_was_cut_short_is_ended(settings, monkeypatch):
    make_checkpoint()
    with monkeypatch.context() as patch:
        patch.setattr(keys.Path, "replace", lambda *_: None)
        path = settings.DATA_DIR / "checkpoint.key"
        seed = path.read_text()
        patch.setattr(
            keys,
            "write_key",
            lambda at, key: at.write_bytes(
                keys.base64.b64encode(key.private_bytes_raw())
            ),
        )
        made = keys.rotate()
    assert path.read_text() == seed
    assert make_checkpoint().key == made
    assert path.read_text() != seed


def test_a_rotation_may_be_ended_by_another_process(settings, monkeypatch):
    make_checkpoint()
    path = settings.DATA_DIR / "checkpoint.key"
    locked = []

    def other_was_first():
        if locked:
            path.with_suffix(".new").replace(path)
        locked.append(True)

    with monkeypatch.context() as patch:
        patch.setattr(keys, "one_at_a_time", other_was_first)
        made = keys.rotate()
    assert len(locked) == 2
    assert make_checkpoint().key == made


def test_a_key_from_the_environment_is_followed_by_another(settings):
    first, second = (keys.base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    settings.CHECKPOINT_KEY = first
    make_checkpoint()
    assert not (settings.DATA_DIR / "checkpoint.key").exists()
    settings.CHECKPOINT_KEY, settings.CHECKPOINT_KEY_PREVIOUS = second, first
    made = make_checkpoint()
    assert keys.is_endorsed(made.key, made.key.previous)
    settings.CHECKPOINT_KEY = first
    with pytest.raises(ImproperlyConfigured, match="newer key"):
        make_checkpoint()
    settings.CHECKPOINT_KEY = "short"
    with pytest.raises(ImproperlyConfigured, match="32 bytes"):
        make_checkpoint()


def test_a_lost_key_is_followed_by_one_that_nobody_vouches_for(settings):
    make_checkpoint()
    (settings.DATA_DIR / "checkpoint.key").unlink()
    made = make_checkpoint()
    assert made.key.endorsement == ""
    [note] = audit().notes
    assert f"key {made.key_id}" in note


def test_an_audit_of_nothing_and_of_everything_finds_no_fault():
    assert not audit().faults
    make_corrected(make_published())
    make_checkpoint()
    make_published()
    make_checkpoint()
    report = audit(read(export()))
    assert not report.faults
    assert report.looked_at["publications"] == 3
    assert report.looked_at["checkpoints"] == 2


def test_what_the_law_had_erased_still_verifies_and_is_counted(editor):
    publication = make_published()
    claim = Claim.objects.get(pk=publication.claim_id)
    held = read(export())
    make_checkpoint()
    erase(claim, 1, reason="A court's order.", by=editor)
    make_checkpoint()
    assert not EventPayload.objects.filter(event__claim=claim, event__seq=1).exists()
    report = audit(read(export()))
    assert not report.faults
    assert report.looked_at["payloads erased"] == 1
    assert not audit(held).faults
    told = ReviewEvent.objects.filter(claim=claim).last()
    assert told.kind == "payload_erased"
    EventPayload.objects.filter(event=told).delete()
    assert [f.table for f in audit().faults] == ["claims_eventpayload"] * 2


def test_a_finding_erased_by_law_leaves_its_place_and_other_proofs_whole():
    gone, other = make_corrected(make_published()), make_published()
    make_checkpoint()
    held, bundle = read(export()), json.loads(bundle_of(gone))
    erase_finding(gone.record, reason="A court's order.")
    make_checkpoint()
    report = audit(held)
    assert not report.faults
    assert report.looked_at["findings erased"] == 1
    assert proved(other)
    assert list(outsider.verify(bundle))  # who kept it can prove it


def test_an_export_that_was_altered_is_refused():
    make_published()
    make_checkpoint()
    whole = json.loads(export())
    whole["leaves"]["publications"][0][1] = "00" * 32
    with pytest.raises(UnreadableFile, match="leaves of publications"):
        read(json.dumps(whole).encode())
    whole = json.loads(export())
    whole["checkpoints"][0]["checkpoint"]["number"] = 7
    with pytest.raises(UnreadableFile, match="not signed"):
        read(json.dumps(whole).encode())
    for data in (b"", b"[]", b"{}", b'{"checkpoints": [{}]}'):
        with pytest.raises(UnreadableFile):
            read(data)


def test_the_command_verifies_against_a_file_and_names_the_fault(tmp_path, capsys):
    publication = make_published()
    path = tmp_path / "held.json"
    call_command("audit", "checkpoint")
    call_command("audit", "export", str(path))
    call_command("audit", "verify", against=[str(path)])
    assert "Nothing was altered." in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE claims_publication"
            " DISABLE TRIGGER claims_publication_insert_only"
        )
        Publication.objects.update(note="Forged.")
    with pytest.raises(CommandError, match="does not verify"):
        call_command("audit", "verify", against=[str(path)])
    told = capsys.readouterr().out
    assert f"claims_publication {publication.pk}: the row was altered" in told


def test_the_command_erases_with_a_reason_and_a_name(editor, story, reporter):
    claim = make_claim(story=story, by=reporter)
    how = {"reason": "A court's order.", "by": editor.email}
    call_command("audit", "erase", claim.number, 1, **how)
    assert not EventPayload.objects.filter(event__claim=claim, event__seq=1).exists()
    with pytest.raises(CommandError, match="no payload"):
        call_command("audit", "erase", claim.number, 1, **how)


def test_a_proof_takes_the_same_few_queries_however_long_the_log(
    django_assert_max_num_queries,
):
    first = make_published()
    make_published()
    make_checkpoint()
    with django_assert_max_num_queries(5):
        proof_of(first)
