import json

import pytest
from django.core.management import call_command

from claims.evaluation.claimdiff import predict

HALL = "The market hall of Sarnow will open on Saturday."


def label(field, one, two):
    item = {"id": "a", "claim_a": one, "claim_b": two, "field": field}
    (answer,) = predict([item])
    assert 0.0 <= answer["score"] <= 1.0
    return answer["label"]


@pytest.mark.parametrize(
    ("other", "strengthens", "weakens"),
    [
        ("The new market hall opens this Saturday in Sarnow.", 1, 0),
        ("However, builders doubt that Sarnow's hall will open in time.", 1, 1),
        ("Bread costs more in June.", 0, 0),
    ],
)
def test_what_a_claim_does_to_another(other, strengthens, weakens):
    assert label("strengthen", HALL, other) == strengthens
    assert label("weaken", HALL, other) == weakens


def test_a_conflict_weakens_and_does_not_strengthen():
    pair = ("Velde Steel sold 40 cranes.", "Velde Steel sold 70 cranes.")
    assert label("weaken", *pair) == 1
    assert label("strengthen", *pair) == 0


def test_the_field_is_asked_for_on_the_command_line(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    item = {"id": "a", "claim_a": HALL, "claim_b": HALL}
    source.write_text(json.dumps(item), encoding="utf-8")
    said = []
    for field in ("strengthen", "weaken"):
        call_command(
            "evaluate", "claimdiff", field=field, input=str(source), output=str(target)
        )
        said.append(json.loads(target.read_text(encoding="utf-8"))["label"])
    assert said == [1, 0]
