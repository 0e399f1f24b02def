"""Measure everything and write docs/quality.md: ``make quality``.

``--pin`` also writes the floors anew, which belongs into a change of its own with a
reason. Without it the command fails where a figure is below its floor. Sets that are not
there keep the floors that they have and are left out of the page with a line.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.settings")

from tests.stack_plugin import own_servers  # noqa: E402, I001 - names the database
import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.quality.bench import SETS, Set, digest, load, measure  # noqa: E402
from tests.quality.floors import (  # noqa: E402
    FLOORS,
    digest_stories,
    fallen,
    load_floors,
    pin,
)
from tests.quality.measures.seeds import measure_seeds  # noqa: E402
from tests.quality.measures.story import measure_story  # noqa: E402
from tests.quality.pairs import HALVES, SAMPLE, measure_pairs  # noqa: E402
from tests.quality.report import Results, write_page  # noqa: E402
from tests.quality.stories import NAMES, ROOT  # noqa: E402

PAGE = ROOT / "docs/quality.md"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure and write docs/quality.md.")
    parser.add_argument("--pin", action="store_true", help="write the floors anew")
    options = parser.parse_args()
    floors = load_floors() if FLOORS.exists() else {"stories": {}, "bench": {}}
    results = Results(
        day=datetime.now(UTC).date(),
        stories={name: measure_story(name) for name in NAMES},
    )
    pins: dict[str, Any] = {"stories": {"sha256": digest_stories()}}
    pins["stories"] |= {n: pin(f.values) for n, f in results.stories.items()}
    pins["seeds"], pins["bench"] = floors.get("seeds", {}), dict(floors["bench"])
    pins["pairs"] = {"sample": pin(measure_pairs("open", step=SAMPLE).shares)}
    for half in HALVES:
        results.pairs[half] = measure_pairs(half)
        pins["pairs"][half] = pin(results.pairs[half].shares)
    corpora = Path(settings.CORPORA)
    if (corpora / "seeds").is_dir():
        results.seeds = measure_seeds(corpora / "seeds")
        pins["seeds"] = pin(results.seeds.values)
    else:
        say(f"no articles in {corpora / 'seeds'}: left out")
    there = [one for one in SETS if (corpora / "bench" / one.path).is_file()]
    for one in SETS:
        if one not in there:
            say(f"no {one.path} in {corpora / 'bench'}: left out")
    with database(needed=any(one.searches for one in there)):
        for one in there:
            pins["bench"][one.key] = _bench(corpora / "bench", one, results)
    if options.pin:
        FLOORS.write_text(json.dumps(pins, indent=1) + "\n", encoding="utf-8")
        floors = pins
    PAGE.write_text(write_page(results, floors), encoding="utf-8")
    say(f"written: {PAGE.relative_to(ROOT)}")
    return _judge(results, floors)


@contextmanager
def database(*, needed: bool) -> Iterator[None]:
    """Have an empty database where one is needed and none is named."""
    django.setup()
    if not needed:
        yield
        return
    try:
        if own_servers is not None:
            own_servers.start()
            call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        if own_servers is not None:
            own_servers.stop()


def _bench(bench: Path, one: Set, results: Results) -> dict[str, Any]:
    whole = measure(bench, one, sample=False)
    results.bench[one.key] = whole
    say(f"{one.key}: {whole.shares}")
    return {
        "sha256": digest(load(bench, one, sample=True)),
        "sample": pin(measure(bench, one, sample=True).shares),
        "whole": pin(whole.shares),
    }


def _judge(results: Results, floors: dict[str, Any]) -> int:
    said = [
        f"{name}: {line}"
        for name, figures in results.stories.items()
        for line in fallen(figures.values, floors["stories"].get(name, {}))
    ]
    if results.seeds:
        said += fallen(results.seeds.values, floors.get("seeds", {}))
    for half, measured_pairs in results.pairs.items():
        pinned = floors.get("pairs", {}).get(half, {})
        lines = fallen(measured_pairs.shares, pinned)
        said += [f"pairs, {half}: {line}" for line in lines]
    for path, measured in results.bench.items():
        whole = floors["bench"].get(path, {}).get("whole", {})
        said += [f"{path}: {line}" for line in fallen(measured.shares, whole)]
    for line in said:
        say(line)
    return 1 if said else 0


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
