"""Tokens per second of reading and finding, beside the bare parser on the same texts.

    python -m workbench.stack.pace FILE…

runs in a process of its own, so that its memory is that of the work alone, and prints
one JSON object. CPU time is counted, not the clock, and the ways are taken in turn
(A B C A B C …): a busy machine disturbs all alike.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 5


def measure(files: Sequence[Path]) -> dict[str, Any]:
    """Return what a fresh process measured over ``files``; see :func:`main`."""
    command = [sys.executable, "-m", "workbench.stack.pace", *map(str, files)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(told.stdout)
    return measured


def main(names: Sequence[str]) -> None:
    """Print ``tokens``, and for each way its ``_s`` (CPU seconds, median)."""
    from claims.evidence.analyse import open_file
    from claims.extraction import load_extractor
    from claims.extraction.parsing import language
    from claims.extraction.rulings import as_shipped

    files = [(Path(name).name, Path(name).read_bytes()) for name in names]
    texts = [open_file(*file).document.text for file in files]
    nlp = language()

    def bare() -> int:
        with as_shipped(nlp):
            return sum(len(doc) for doc in nlp.pipe(texts))

    def through(extractor: Any) -> Callable[[], object]:
        def run() -> None:
            for file in files:
                extractor.extract(open_file(*file).document)

        return run

    ways: dict[str, Callable[[], object]] = {
        "bare": bare,
        "alone": through(load_extractor("rules-alone")),
        "model": through(load_extractor("rules")),
    }
    print(json.dumps({"tokens": bare()} | in_turn(ways) | {"peak_bytes": peak()}))


def in_turn(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    for call in ways.values():
        call()
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, call in ways.items():
            begun = time.process_time()
            call()
            spent[name].append(time.process_time() - begun)
    return {f"{name}_s": median(times) for name, times in spent.items()}


def peak() -> int:
    """Return the most memory this process ever held; kilobytes on Linux alone."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
