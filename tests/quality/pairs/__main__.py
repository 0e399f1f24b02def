"""Print the figures of one half: ``python -m tests.quality.pairs [open|kept]``."""

from __future__ import annotations

import argparse
import sys

from tests.quality.pairs import CONFLICTS, LABELS, digest, measure_pairs


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the comparer on pairs.")
    parser.add_argument("half", choices=("open", "kept"), nargs="?", default="open")
    half = parser.parse_args().half
    figures = measure_pairs(half)
    calm = [label for label in LABELS if label not in CONFLICTS]
    print(f"{half}.jsonl {digest(half)[:12]}: {figures.pairs} pairs")
    print(f"label accuracy {figures.accuracy:.3f}")
    print(f"conflict, agreement or none: {figures.coarse:.3f}")
    print(f"conflicts printed on look-alikes: {figures.conflicts_on('look_alike')}")
    print(f"conflicts printed on all that is none: {figures.conflicts_on(*calm)}")
    width = max(map(len, LABELS))
    print(" " * width, *(f"{label[:9]:>9}" for label in LABELS))
    for gold in LABELS:
        row = (f"{figures.confusion[gold, found]:9d}" for found in LABELS)
        print(f"{gold:{width}}", *row)
    for kind, counts in figures.kinds.items():
        print(f"{kind:{width}} {counts[True]}/{counts.total()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
