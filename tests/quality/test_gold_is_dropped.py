"""A method that saw the answers would be measured on its memory: it sees none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.evaluation import TASKS

SAID = "The harbour board said on Friday that 12 cranes stood still for three days."
TEXTS = [SAID, "I am proud of every one of you.", "Nine people died in May 2019."]
GOLD = {
    "checkworthy": [
        {"label": 1, "verdict": "true", "probability": 0.99, "doc": "a"},
        {"label": 0, "verdict": "false", "probability": 0.01, "doc": "b"},
        {"label": 1, "verdict": "mixed", "probability": 0.5, "doc": "c"},
    ],
    "checkable": [{"label": 1}, {"label": 0, "verdict": "false"}, {"label": 1}],
    "quote": [
        {
            "attributions": [
                {"source": [[0, 17]], "cue": [[18, 22]], "content": [[33, 74]]}
            ]
        },
        {"attributions": [], "other_annotations": [{"source": [[0, 1]]}]},
        {"attributions": [{"source": [], "cue": [], "content": [[0, 11]]}]},
    ],
    "tags": [
        {"labels": ["B-source", "I-source"]},
        {"labels": ["O"]},
        {"labels": ["B-content", "O", "B-cue"]},
    ],
    "stance": [
        {"label": "SUPPORTS", "nli": "support", "labels": ["support"]},
        {"label": "REFUTES", "nli": "refute", "labels": ["refute"]},
        {"label": "NOT", "nli": "neutral", "labels": ["neutral"]},
    ],
    "evidence": [
        {"gold_sets": [[0]], "label": "supported"},
        {"gold_sets": [], "label": "not_supported"},
        {"gold_sets": [[1], [0, 1]], "label": "supported"},
    ],
    "claimdiff": [
        {"strengthen": 1, "rationale_strengthen": ["12 cranes"]},
        {"weaken": 1, "field": "weaken"},
        {"strengthen": 0, "weaken": 0, "numeric": True},
    ],
    "retrieve": [{"relevant": [1]}, {"relevant": []}, {"relevant": [2, 3]}],
    "normalise": [
        {"results": [{"start": 23, "end": 29, "type": "date"}]},
        {"results": [], "specification": "numbers"},
        {"results": [{"start": 0, "end": 4, "type": "number"}]},
    ],
}


def seen(task: str, text: str) -> dict[str, object]:
    """Return what a method needs of an item of ``task``."""
    if task == "tags":
        return {"tokens": text.split()}
    if task in ("stance", "evidence"):
        return {"claim": text, "evidence": [SAID, "Nothing else was said."]}
    if task == "claimdiff":
        return {"claim_a": text, "claim_b": SAID}
    if task == "normalise":
        asked = {"reference": "2019-06-03T00:00:00", "group": "datetime"}
        return {"text": text, **asked}
    return {"text": text}


def evaluate(task: str, folder: Path, gold: list[dict[str, object]]) -> str:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    rows = [
        {"id": str(at), **seen(task, text), **answers}
        for at, (text, answers) in enumerate(zip(TEXTS, gold, strict=True))
    ]
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    if TASKS[task].corpus:
        entries = [{"id": at, "claim": text} for at, text in enumerate(TEXTS)]
        corpus = "\n".join(json.dumps(entry) for entry in entries)
        (folder / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    call_command("evaluate", task, input=str(source), output=str(target))
    return target.read_text(encoding="utf-8")


# A task with a corpus searches it in the database.
NEEDING = {
    name: [pytest.mark.django_db] if task.corpus else [] for name, task in TASKS.items()
}


@pytest.mark.parametrize(
    "task", [pytest.param(name, marks=marks) for name, marks in sorted(NEEDING.items())]
)
def test_shuffled_gold_gives_the_same_output(task, tmp_path):
    gold = GOLD[task]
    right = evaluate(task, tmp_path, gold)
    assert len(right.splitlines()) == len(TEXTS)
    assert evaluate(task, tmp_path, gold[1:] + gold[:1]) == right
    assert evaluate(task, tmp_path, [{} for _ in gold]) == right
