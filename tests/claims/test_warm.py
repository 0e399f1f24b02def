"""Each worker loads what its queues need, and only the one that compares stands back."""

from __future__ import annotations

import threading

import pytest

from claims import warm


@pytest.fixture
def begun(monkeypatch):
    """Let a worker of these queues begin; return what it loaded and if it stood back."""

    def begin(*queues):
        done, back = [], []
        loads = {name: lambda name=name: done.append(name) for name in warm.LOADS}
        monkeypatch.setattr(warm, "LOADS", loads)
        monkeypatch.setattr(warm, "stand_back", lambda: back.append(True))
        monkeypatch.setattr(warm, "consumed", lambda: set(queues))
        before = set(threading.enumerate())
        warm.warm_up()
        for thread in set(threading.enumerate()) - before:
            thread.join(10)
        return sorted(done), bool(back)

    return begin


@pytest.mark.parametrize(
    ("queues", "loaded", "back"),
    [
        (["ingest", "read"], ["read"], False),
        (["extract"], ["extract"], False),
        (["relate", "default"], ["relate"], True),
        (["extract", "relate", "default"], ["extract", "relate"], False),
        (["default"], [], False),
    ],
)
def test_a_worker_loads_what_its_queues_need(begun, queues, loaded, back):
    assert begun(*queues) == (loaded, back)


@pytest.mark.parametrize("queue", sorted(warm.LOADS))
def test_everything_to_be_loaded_can_be(queue):
    warm.LOADS[queue]()


def test_what_cannot_be_loaded_stops_no_worker(caplog):
    def broken():
        raise RuntimeError("no such part")

    warm.ready("extract", broken)
    assert "what extract needs could not be loaded" in caplog.text
