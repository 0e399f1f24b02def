"""Logs are kept short while their writers hold them open."""

from workbench.stack.logs import rotate, rotate_all, tail


def test_a_full_log_is_emptied_and_its_writer_goes_on(tmp_path):
    path = tmp_path / "web.log"
    with path.open("ab", buffering=0) as writer:
        writer.write(b"old line\n")
        assert rotate(path, full_bytes=5)
        writer.write(b"new line\n")
    assert path.read_text() == "new line\n"
    assert (tmp_path / "web.log.1").read_text() == "old line\n"


def test_older_logs_move_on_and_the_oldest_goes(tmp_path):
    path = tmp_path / "web.log"
    for number in range(6):
        path.write_text(f"round {number}")
        rotate(path, full_bytes=1)
    kept = [(tmp_path / f"web.log.{number}").read_text() for number in (1, 2, 3)]
    assert kept == ["round 5", "round 4", "round 3"]
    assert not (tmp_path / "web.log.4").exists()


def test_a_short_log_stays(tmp_path):
    path = tmp_path / "web.log"
    path.write_text("line")
    rotate_all(tmp_path)
    assert path.read_text() == "line"


def test_the_last_words_of_a_log_are_one_line(tmp_path):
    path = tmp_path / "web.log"
    path.write_text("a\n\nb\nc\n")
    assert tail(path, lines=2) == "b | c"
    assert tail(tmp_path / "none.log") == ""
