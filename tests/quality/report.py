"""Write the page of results: figures, floors, published figures, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from claims.extraction import load_extractor
from sources.ingest.formats import READER_VERSION
from tests.quality.bench import Measured
from tests.quality.floors import CEILINGS, COUNTS
from tests.quality.measures.base import Figures
from tests.quality.pairs import LABELS, Half, PairFigures
from tests.quality.published import PUBLISHED
from tests.quality.stories import load_story
from tests.quality.words import INTRODUCTION, MEANINGS


@dataclass(slots=True)
class Results:
    day: date
    stories: dict[str, Figures]
    seeds: Figures | None = None
    bench: dict[str, Measured] = field(default_factory=dict)
    pairs: dict[Half, PairFigures] = field(default_factory=dict)


def write_page(results: Results, floors: Mapping[str, Any]) -> str:
    """Return docs/quality.md."""
    parts = [_head(results), *_stories(results, floors["stories"])]
    if results.seeds:
        parts += _seeds(results.seeds, floors.get("seeds", {}))
    if results.pairs:
        parts += _pairs(results.pairs, floors.get("pairs", {}))
    if results.bench:
        parts += _bench(results.bench, floors["bench"])
    return "\n".join(parts).rstrip() + "\n"


def _head(results: Results) -> str:
    extractor = load_extractor("rules")
    version = f"{extractor.method} {extractor.version}, reader {READER_VERSION}"
    return INTRODUCTION.format(day=results.day.isoformat(), version=version)


def _stories(results: Results, floors: Mapping[str, Any]) -> Iterator[str]:
    yield "## Two stories of our own\n"
    yield "| figure | " + " | ".join(_story_titles(results)) + " | what it means |"
    yield "| --- |" + " --- |" * (len(results.stories) + 1)
    for name, meaning in MEANINGS.items():
        if not any(name in f.values for f in results.stories.values()):
            continue
        cells = [
            _cell(name, figures.values, floors.get(story, {}), figures.cases)
            for story, figures in results.stories.items()
        ]
        yield f"| {name} | " + " | ".join(cells) + f" | {meaning} |"
    yield "\nIn each cell: the figure, its floor or ceiling, and of how many cases.\n"


def _story_titles(results: Results) -> list[str]:
    return [
        f"{name} ({len(load_story(name).documents)} texts)" for name in results.stories
    ]


def _seeds(seeds: Figures, floors: Mapping[str, float]) -> Iterator[str]:
    yield "## Five articles of news outlets\n"
    yield (
        "Real articles of 2021 and 2022, which are not ours to publish: the repository\n"
        "holds offsets and names alone, and the sha256 of each text. Goals: every direct\n"
        "quotation found, 95 % of the speakers right, nothing from the margins, no\n"
        "feeling or opinion in the upper half, nothing dated by the day of the reading.\n"
        "Loaded as one story they are what an editor meets in triage: at most 40 rows, of\n"
        "the first ten at least eight about one of 25 matters that were written down\n"
        "before (`tests/quality/matters.json`; a row counts that has an article and two\n"
        "key words of a matter).\n"
    )
    yield "| figure | result | floor | cases |"
    yield "| --- | --- | --- | --- |"
    for name, value in seeds.values.items():
        floor = _number(name, floors.get(name))
        cases = seeds.cases[name]
        yield f"| {name} | {_number(name, value)} | {_sign(name)} {floor} | {cases} |"
    yield ""


def _pairs(
    pairs: Mapping[Half, PairFigures], floors: Mapping[str, Any]
) -> Iterator[str]:
    yield "## Minimal pairs of our own\n"
    yield (
        "Pairs of sentences that differ in one thing that matters, or in nothing that\n"
        "does, with what the second does to the first: seven labels. Rules were tried\n"
        "and thresholds set on the open half; the reading model is fitted to neither, but\n"
        "to pairs of other hands. The kept half was written before the comparer, and only\n"
        "these counts of it were ever looked at. Goals for the kept half:\n"
        "label accuracy 0.92, no conflict on a look-alike.\n"
    )
    yield "| half | pairs | figure | result | floor |"
    yield "| --- | --- | --- | --- | --- |"
    for half, figures in pairs.items():
        for name, value in figures.shares.items():
            floor = _number(name, floors.get(half, {}).get(name))
            row = (half, figures.pairs, name, _number(name, value))
            yield f"| {' | '.join(map(str, row))} | {_sign(name)} {floor} |"
    for half, figures in pairs.items():
        yield f"\nThe {half} half, label by label (rows) and what was said (columns):\n"
        yield f"| | {' | '.join(LABELS)} |"
        yield "| --- |" + " --- |" * len(LABELS)
        for gold in LABELS:
            row = (figures.confusion[gold, found] for found in LABELS)
            yield f"| {gold} | {' | '.join(map(str, row))} |"
        yield f"\n| kind | right, {half} half |"
        yield "| --- | --- |"
        for kind, counts in figures.kinds.items():
            yield f"| {kind} | {counts[True]} of {counts.total()} |"
    yield ""


def _bench(bench: Mapping[str, Measured], floors: Mapping[str, Any]) -> Iterator[str]:
    yield "## Public sets\n"
    yield (
        "Whole development parts, scored by the scorer that comes with the sets. A\n"
        "published figure on a test part is not measured on the same sentences and says\n"
        "only where the field stands. (v) was read in the makers' repository or page,\n"
        "(m) is from memory of the paper and to be checked before it is quoted, (w) was\n"
        "worked out by us.\n"
    )
    for path, measured in bench.items():
        yield from _set(path, measured, floors.get(path, {}).get("whole", {}))


def _set(path: str, measured: Measured, floors: Mapping[str, float]) -> Iterator[str]:
    known = PUBLISHED[path]
    yield f"### {known.title}\n"
    yield f"`{path}`, {measured.items:,} items. {known.source}.\n"
    yield f"Licence: {known.licence}. Trained on: {known.trained_on}.\n"
    yield "| figure | result | floor | goal |"
    yield "| --- | --- | --- | --- |"
    for at, (name, value) in enumerate(measured.shares.items()):
        goal = known.goals.get(name)
        wanted = f"{_sign(name)} {_number(name, goal)}" if goal is not None else ""
        floor = f"{_sign(name)} {_number(name, floors.get(name))}"
        result = _number(name, value)
        if at == 0 and measured.interval:
            low, high = measured.interval
            result += f" (95 % interval {low:.3f} to {high:.3f})"
        yield f"| {name} | {result} | {floor} | {wanted} |"
    yield ""
    if measured.groups:
        yield from _groups(measured.groups)
    yield from (f"- {line}" for line in known.figures)
    yield ""


def _groups(groups: Mapping[str, float]) -> Iterable[str]:
    yield "| span and value F1 of | result |"
    yield "| --- | --- |"
    yield from (f"| {name} | {value:.3f} |" for name, value in sorted(groups.items()))
    yield ""


def _cell(
    name: str,
    values: Mapping[str, float],
    floors: Mapping[str, float],
    cases: Mapping[str, int],
) -> str:
    if name not in values:
        return "–"
    floor = _number(name, floors.get(name))
    return f"**{_number(name, values[name])}** {_sign(name)} {floor}, {cases[name]}"


def _sign(name: str) -> str:
    return "≤" if name in CEILINGS else "≥"


def _number(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if name in COUNTS else f"{value:.3f}"
