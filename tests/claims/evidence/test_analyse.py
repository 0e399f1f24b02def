import json

import pytest
from django.core.management import CommandError, call_command

from claims.evidence.analyse import event_date, open_file
from sources.errors import EmptyFile
from tests.claims.evidence.said import at

FIRST = """OSLO, May 6, 2031 - The dam at Sarnow gave way early on Tuesday and at least 31 people were killed, Norwegian Prime Minister Ilse Brandt said.

"We will rebuild every house in the valley," Brandt told reporters on Tuesday.

A ceasefire between Norway and Denmark took effect at 9:00 a.m. Moscow time on May 6, 2031, the Norwegian Defence Ministry said.
"""
SECOND = """COPENHAGEN, May 6, 2031 - The Danish Defence Ministry said 44 people were killed when the dam at Sarnow gave way on Tuesday.

The ceasefire between Norway and Denmark took effect at 9:00 a.m. local time (GMT+4) on May 6, 2031, the Danish Defence Ministry said.
"""
LABELS = {"supports", "contradicts", "partially_contradicts", "unrelated_but_similar"}


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def analysed(files, tmp_path):
    out = tmp_path / "out.json"
    call_command("analyse", *files, out=str(out))
    return json.loads(out.read_text(encoding="utf-8"))


def test_offsets_point_into_the_files(files, tmp_path):
    found = analysed(files, tmp_path)
    texts = {"one.txt": FIRST, "two.txt": SECOND}
    assert found["claims"]
    assert found["quotes"]
    for row in (*found["claims"], *found["quotes"]):
        pieces = [texts[row["doc"]][start:end] for start, end in row["segments"]]
        assert " ".join(pieces) == row["text"]
        assert (row["segments"][0][0], row["segments"][-1][1]) == (
            row["start"],
            row["end"],
        )


def test_conflicts_come_with_reasons_between_known_claims(files, tmp_path):
    found = analysed(files, tmp_path)
    ends = {(row["doc"], row["start"], row["end"]) for row in found["claims"]}
    for row in found["relations"]:
        assert row["label"] in LABELS
        assert row["reasons"]
        assert isinstance(row["independent"], bool)
        for side in "ab":
            end = (row[f"doc_{side}"], row[f"start_{side}"], row[f"end_{side}"])
            assert end in ends
    reasons = " ".join(
        reason for row in found["relations"] for reason in row["reasons"]
    )
    assert "1 h apart" in reasons
    assert "differ by 13" in reasons


def test_documents_tell_their_date_and_how_it_is_known(files, tmp_path):
    first, second = analysed(files, tmp_path)["documents"]
    assert first["doc"] == "one.txt"
    assert (first["published"], second["published"]) == ("2031-05-06", "2031-05-06")
    assert first["how_known"]
    assert "text" not in first


def test_unreadable_files_are_named_and_the_others_done(files, tmp_path, capsys):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    gone = tmp_path / "gone.txt"
    out = tmp_path / "out.json"
    with pytest.raises(SystemExit) as stopped:
        call_command("analyse", files[0], str(empty), str(gone), out=str(out))
    assert stopped.value.code == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["empty_file", "cannot_open"]
    documents = json.loads(out.read_text(encoding="utf-8"))["documents"]
    assert [row["doc"] for row in documents] == ["one.txt"]


def test_two_files_of_one_name_are_refused(files, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text(SECOND, encoding="utf-8")
    with pytest.raises(CommandError, match=r"one\.txt"):
        call_command("analyse", files[0], str(other / "one.txt"))


def test_other_formats_bring_their_text(tmp_path):
    page = tmp_path / "page.html"
    html = "".join(f"<p>{line}</p>" for line in FIRST.splitlines() if line)
    page.write_text(f"<html><body><article>{html}</article></body></html>", "utf-8")
    found = analysed([str(page)], tmp_path)
    (document,) = found["documents"]
    assert found["claims"]
    for row in found["claims"]:
        pieces = [document["text"][start:end] for start, end in row["segments"]]
        assert " ".join(pieces) == row["text"]


def test_an_empty_file_has_a_code():
    with pytest.raises(EmptyFile):
        open_file("a.txt", b"")


@pytest.mark.parametrize(
    ("time", "written"),
    [
        (None, ""),
        (at("2031-05-06T06:00", zone="Europe/Moscow"), "2031-05-06T09:00:00+03:00"),
        (at("2031-05-06T05:00", zone="+04:00"), "2031-05-06T09:00:00+04:00"),
        (at("2031-05-05T20:00", precision="day", lasts=24, zone=""), "2031-05-06"),
        (at("2031-05-01T00:00", precision="month", lasts=744), "2031-05-01/2031-05-31"),
        (
            at("2031-05-06T00:00", precision="part_of_day", lasts=6),
            "2031-05-06T00:00:00+00:00/2031-05-06T06:00:00+00:00",
        ),
        (at("2031-05-06T06:00", zone="Nowhere/Else"), "2031-05-06T06:00:00+00:00"),
    ],
)
def test_event_dates_are_written_as_iso(time, written):
    assert event_date(time) == written
