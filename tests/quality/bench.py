"""Public sets with published results, scored by the scorer that comes with them.

In: the folder ``bench`` of ``CORPORA``; the sets stay there. Out: figures of the shipped
methods on whole development splits, or on a fixed sample small enough for every test run.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from claims.evaluation import TASKS, with_bodies

Item = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Set:
    """A set of the bench: which task reads it, how it is scored, what is kept.

    ``sample`` picks the items of every test run; ``keep`` maps the scorer's names of
    figures to ours. A list (precision, recall, F1) gives its F1. ``asked`` is what the
    command is asked on its line; ``part`` tells two questions to one file apart;
    ``whole`` picks what the page shows, all but of a set that would take hours.
    """

    name: str
    file: str
    task: str
    score: tuple[str, ...]
    keep: dict[str, str]
    sample: Callable[[Sequence[Item]], list[Item]]
    asked: dict[str, Any] = field(default_factory=dict)
    part: str = ""
    whole: Callable[[Sequence[Item]], list[Item]] = list

    @property
    def path(self) -> str:
        return f"{self.name}/{self.file}"

    @property
    def key(self) -> str:
        """Return what floors and published figures are kept under."""
        return f"{self.path}, {self.part}" if self.part else self.path

    @property
    def searches(self) -> bool:
        """Whether a database is needed."""
        return TASKS[self.task].corpus is not None


def every(step: int) -> Callable[[Sequence[Item]], list[Item]]:
    return lambda items: list(items[::step])


def shortest_document(items: Sequence[Item]) -> list[Item]:
    """A ranking needs whole documents: take the shortest that has a positive."""
    documents: dict[str, list[Item]] = {}
    for item in items:
        documents.setdefault(item["doc"], []).append(item)
    ranked = [rows for rows in documents.values() if any(r["label"] for r in rows)]
    return min(ranked, key=len)


CLASSES = ("classify", "--positive", "1")
STANCE = ("classify", "--field", "nli", "--positive", "support")
TWO = {"accuracy": "accuracy", "AUC": "AUC"}
MORE = {"accuracy": "accuracy", "macro-F1": "macro-F1"}
# Of the corpus of a test run: what is looked for, and every so many of the rest.
CORPUS_STEP = 75


def stance(
    name: str, step: int, keep: dict[str, str], *labels: str, whole: int = 1
) -> Set:
    return Set(
        name, "dev.jsonl", "stance", STANCE, keep, every(step),
        {"labels": list(labels)}, whole=every(whole),
    )  # fmt: skip


def searched(name: str, step: int) -> Set:
    keep = {"MAP@5": "MAP@5", "MRR": "MRR"}
    return Set(name, "dev.jsonl", "retrieve", ("retrieve",), keep, every(step))


def outlets(what: str) -> Set:
    """Return the set of what one outlet's claim does to another's."""
    score = ("classify", "--field", what, "--positive", "1")
    keep = {"balanced accuracy": "balanced accuracy", "AUC": "AUC"}
    return Set(
        "claimdiff", "dev.jsonl", "claimdiff", score, keep, every(10),
        {"field": what}, what,
    )  # fmt: skip


SETS = (
    Set(
        "ct24_checkworthy",
        "dev.jsonl",
        "checkworthy",
        CLASSES,
        {"F1 (positive)": "F1, check-worthy", "AUC": "AUC"},
        every(6),
    ),
    Set(
        "policlaim",
        "dev.jsonl",
        "checkable",
        CLASSES,
        {"accuracy": "accuracy", "F1 (positive)": "F1, verifiable", "AUC": "AUC"},
        every(6),
    ),
    Set(
        "ct20_debates",
        "dev.jsonl",
        "checkworthy",
        ("rank",),
        {"MAP": "MAP", "AUC (pooled)": "AUC"},
        shortest_document,
    ),
    Set(
        "polnear",
        "dev.jsonl",
        "quote",
        ("quote",),
        {
            "attribution (content and source overlap >= 0.5): P/R/F1": "attribution F1",
            "source: character F1": "source, character F1",
            "content: character F1": "content, character F1",
            "source: exact span F1": "source, exact F1",
            "cue: exact span F1": "cue, exact F1",
            "content: exact span F1": "content, exact F1",
        },
        every(7),
    ),
    Set(
        "polnear",
        "sentences_dev.jsonl",
        "tags",
        ("tags",),
        {
            "source: exact match P/R/F1": "source, exact F1",
            "cue: exact match P/R/F1": "cue, exact F1",
            "content: exact match P/R/F1": "content, exact F1",
        },
        every(16),
    ),
    Set(
        "recognizers_text",
        "dev.jsonl",
        "normalise",
        ("normalise",),
        {
            "all: span P/R/F1": "span F1",
            "all: span and value P/R/F1": "span and value F1",
        },
        every(2),
    ),
    stance("fever_symmetric", 18, TWO, "support", "refute"),
    stance("fm2", 29, TWO, "support", "refute"),
    stance("covidfact", 14, TWO, "support", "refute"),
    stance(
        "qags",
        24,
        {"balanced accuracy": "balanced accuracy", "AUC": "AUC"},
        "support",
        "neutral",
    ),
    stance("numglue7", 6, MORE, "support", "refute", "neutral"),
    stance("climate_fever", 30, MORE, "support", "refute", "neutral"),
    stance("averitec", 15, MORE, "support", "refute", "neutral", "conflicting"),
    stance("fnc1", 150, MORE, "support", "refute", "neutral", "unrelated", whole=5),
    Set(
        "wice",
        "dev.jsonl",
        "evidence",
        ("evidence",),
        {"F1 (best gold set, mean)": "F1 of the lines"},
        every(15),
    ),
    outlets("strengthen"),
    outlets("weaken"),
    searched("snopes_tweets", 10),
    searched("politifact_debates", 7),
)


def load(bench: Path, one: Set, *, sample: bool) -> list[Item]:
    items = read(bench / one.path)
    return one.sample(items) if sample else one.whole(items)


def read(path: Path) -> list[Item]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def answers(
    bench: Path, one: Set, items: Sequence[Item], *, sample: bool
) -> list[Item]:
    """Return what the shipped method says of the items, as the command would."""
    task = TASKS[one.task]
    asked = [{**task.strip(item), **one.asked} for item in items]
    if task.bodies and any("body" in item for item in asked):
        found = read(bench / one.name / "bodies.jsonl")
        asked = with_bodies(asked, [task.bodies.strip(body) for body in found])
    if task.corpus is None:
        return list(task.load()(asked))
    corpus = read(bench / one.name / "corpus.jsonl")
    if sample:
        wanted = {key for item in items for key in item["relevant"]}
        corpus = [
            entry
            for at, entry in enumerate(corpus)
            if entry["id"] in wanted or at % CORPUS_STEP == 0
        ]
    return list(task.load()(asked, [task.corpus.strip(entry) for entry in corpus]))


def digest(items: Sequence[Item]) -> str:
    """Return the sha256 of items as canonical lines: another set, another digest."""
    state = hashlib.sha256()
    for item in items:
        state.update(json.dumps(item, sort_keys=True).encode() + b"\n")
    return state.hexdigest()


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one set; ``groups`` are the scorer's parts of it, where it has any.

    ``interval`` is the 95 % bootstrap interval of the first figure, for single labels.
    """

    items: int
    shares: dict[str, float]
    groups: dict[str, float]
    interval: tuple[float, float] | None


@cache
def measure(bench: Path, one: Set, *, sample: bool) -> Measured:
    """Return the scorer's figures of one set, and those of our own.

    Runs the same functions as ``manage.py evaluate``, gold dropped in the same way.
    """
    items = load(bench, one, sample=sample)
    said = answers(bench, one, items, sample=sample)
    scored = _scored(bench, one, items, said)
    shares = {ours: _share(scored[theirs]) for theirs, ours in one.keep.items()}
    interval = None
    if one.score == CLASSES:
        shares["calibration error"] = calibration_error(items, said)
        interval = bootstrap(items, said, f1=one.name == "ct24_checkworthy")
    groups = {
        name.split(":")[0]: _share(value)
        for name, value in scored.items()
        if name.endswith(": span and value P/R/F1") and not name.startswith("all:")
    }
    return Measured(len(items), shares, groups, interval)


def _scored(
    bench: Path, one: Set, items: Sequence[Item], said: Sequence[Item]
) -> dict[str, Any]:
    """Run the scorer that lies beside the sets."""
    with TemporaryDirectory() as folder:
        gold, given = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        for path, rows in ((gold, items), (given, said)):
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            path.write_text(lines, encoding="utf-8")
        command = [sys.executable, str(bench / "score.py"), *one.score, "--json"]
        command += ["--gold", str(gold), "--pred", str(given)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


def _share(value: Any) -> float:
    return round(float(value[2] if isinstance(value, list) else value), 4)


def calibration_error(
    items: Sequence[Item], said: Sequence[Item], *, bins: int = 10
) -> float:
    """Return how far scores are from shares of positives, over ten equal bins.

    Expected calibration error as in Guo et al., ICML 2017.
    """
    gaps = [0.0] * bins
    for item, answer in zip(items, said, strict=True):
        score = float(answer["score"])
        gaps[min(bins - 1, int(score * bins))] += score - int(item["label"])
    return round(sum(abs(gap) for gap in gaps) / max(1, len(items)), 4)


def bootstrap(
    items: Sequence[Item], said: Sequence[Item], *, f1: bool, rounds: int = 1000
) -> tuple[float, float]:
    """Return the 95 % interval of F1 of the positive class, or of the accuracy."""
    pairs = [
        (int(item["label"]), int(answer["label"]))
        for item, answer in zip(items, said, strict=True)
    ]
    dice = random.Random(0)
    drawn = sorted(
        _f1(picked) if f1 else sum(a == b for a, b in picked) / len(picked)
        for picked in (dice.choices(pairs, k=len(pairs)) for _ in range(rounds))
    )
    return round(drawn[rounds // 40], 3), round(drawn[-rounds // 40], 3)


def _f1(pairs: Sequence[tuple[int, int]]) -> float:
    hits = sum(a and b for a, b in pairs)
    return 2 * hits / max(1, sum(a + b for a, b in pairs))
