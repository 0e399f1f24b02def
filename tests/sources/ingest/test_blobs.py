import pytest

from sources.errors import BlobDamaged, BlobMissing
from sources.ingest.blobs import path_of, put_blob, read_blob


def test_bytes_come_back_as_they_were():
    data = bytes(range(256))
    assert read_blob(put_blob(data)) == data


def test_the_same_bytes_are_kept_once():
    first = put_blob(b"same")
    written = path_of(first).stat().st_ino
    assert put_blob(b"same") == first
    assert path_of(first).stat().st_ino == written


def test_a_file_cut_short_is_written_anew():
    sha256 = put_blob(b"whole")
    path_of(sha256).write_bytes(b"who")
    put_blob(b"whole")
    assert read_blob(sha256) == b"whole"


def test_missing_bytes_are_named():
    with pytest.raises(BlobMissing) as caught:
        read_blob("0" * 64)
    assert caught.value.code == "blob_missing"


def test_altered_bytes_are_never_returned():
    sha256 = put_blob(b"original")
    path_of(sha256).write_bytes(b"altered!")
    with pytest.raises(BlobDamaged):
        read_blob(sha256)


def test_nothing_is_left_beside_a_blob(settings):
    put_blob(b"one")
    files = [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
    assert len(files) == 1


def test_a_failed_write_leaves_nothing(monkeypatch, settings):
    def full(_):
        raise OSError("No space left on device")

    monkeypatch.setattr("sources.ingest.blobs.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        put_blob(b"too much")
    assert not [path for path in settings.DATA_DIR.rglob("*") if path.is_file()]
