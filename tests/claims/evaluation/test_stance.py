import json

import pytest
from django.core.management import call_command

from claims.evaluation.stance import predict

CLAIM = "Velde Steel sold 40 cranes."


@pytest.mark.parametrize(
    ("evidence", "label"),
    [
        (["Velde Steel sold 40 cranes."], "support"),
        (["Velde Steel sold 70 cranes."], "refute"),
        (["Velde Steel sold fewer than 90 cranes."], "neutral"),
        (["The choir sang in Sarnow."], "neutral"),
    ],
)
def test_evidence_is_held_against_the_claim(evidence, label):
    (answer,) = predict([{"id": "a", "claim": CLAIM, "evidence": evidence}])
    assert answer["label"] == label
    assert answer["reason"]


def test_the_nearest_sentences_of_long_evidence_are_read():
    others = [f"The choir sang {n} songs in the hall." for n in ("two", "six", "nine")]
    item = {"id": "a", "claim": CLAIM, "evidence": [*others, CLAIM]}
    (answer,) = predict([item])
    assert answer["score"] > 0.3


def test_questions_come_with_their_answers():
    evidence = [{"question": "What did Velde sell?", "answer": "40 cranes."}]
    (answer,) = predict([{"id": "a", "claim": CLAIM, "evidence": evidence}])
    assert answer["label"] in ("support", "refute", "neutral")


def test_a_forced_choice_stays_within_its_labels(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    item = {"id": "a", "claim": CLAIM, "evidence": ["The choir sang in Sarnow."]}
    source.write_text(json.dumps(item), encoding="utf-8")
    options = {"input": str(source), "output": str(target)}
    call_command("evaluate", "stance", labels="support,refute", **options)
    assert json.loads(target.read_text(encoding="utf-8"))["label"] == "refute"
