"""Sockets get a folder the operating system accepts, closed to others."""

import os
import stat

import pytest

from workbench.stack.errors import StackError
from workbench.stack.layout import layout_of, make_folders


def test_sockets_lie_below_the_data_directory():
    assert str(layout_of("/srv/desk").run) == "/srv/desk/run"


@pytest.mark.parametrize("folder", ["/srv/" + "long" * 30, "/srv/my desk", "/srv/a,b"])
def test_a_path_too_long_or_odd_for_a_socket_gets_a_short_stand_in(folder):
    run = layout_of(folder).run
    assert len(str(run)) < 80
    assert " " not in str(run)
    assert run != layout_of(folder + "x").run


def test_folders_are_closed_to_others(tmp_path):
    layout = layout_of(tmp_path / "desk")
    make_folders(layout)
    for folder in (layout.root, layout.run, layout.logs):
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StackError, match="Cannot make .*/file/desk"):
        make_folders(layout_of(tmp_path / "file" / "desk"))


def test_a_stand_in_that_is_a_link_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("os.getuid", lambda: 4242)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    layout = layout_of(tmp_path / "my desk")
    (tmp_path / "elsewhere").mkdir()
    layout.run.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StackError, match="is no folder"):
        make_folders(layout)


def test_a_stand_in_of_another_user_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("os.getuid", lambda: 4242)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    layout = layout_of(tmp_path / "my desk")
    layout.run.mkdir()
    with pytest.raises(StackError, match="belongs to another user"):
        make_folders(layout)
