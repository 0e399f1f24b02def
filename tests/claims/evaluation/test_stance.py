import json

import pytest
from django.core.management import CommandError, call_command

from claims.evaluation.stance import predict, predict_by
from claims.evidence.base import StanceScores

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


@pytest.mark.parametrize(
    ("evidence", "labels", "label"),
    [
        ([CLAIM], ["support", "refute"], "support"),
        (["The choir sang in Sarnow."], ["support", "refute"], "refute"),
        (["The choir sang in Sarnow."], ["support", "neutral"], "neutral"),
        (
            ["The choir sang in Sarnow."],
            ["support", "neutral", "unrelated"],
            "unrelated",
        ),
        (["Velde Steel sold 70 cranes."], ["support", "neutral"], "neutral"),
    ],
)
def test_of_two_labels_one_is_support_and_the_other_is_not(evidence, labels, label):
    item = {"id": "a", "claim": CLAIM, "evidence": evidence, "labels": labels}
    (answer,) = predict([item])
    assert answer["label"] == label


def evaluated(tmp_path, item, bodies):
    for name, row in (("in.jsonl", item), ("bodies.jsonl", bodies)):
        (tmp_path / name).write_text(json.dumps(row), encoding="utf-8")
    paths = {"input": str(tmp_path / "in.jsonl"), "output": str(tmp_path / "out.jsonl")}
    call_command("evaluate", "stance", labels="support,neutral", **paths)
    return json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))


def test_an_article_is_read_for_the_lines_that_bear_on_the_claim(tmp_path):
    choir = " ".join(f"The choir sang {n} songs." for n in range(2, 40))
    body = {"id": "b1", "text": f"{choir}\n\n{CLAIM} Nobody was there."}
    answer = evaluated(tmp_path, {"id": "a", "claim": CLAIM, "body": "b1"}, body)
    assert answer["label"] == "support"


@pytest.mark.parametrize("evidence", [[], [""], ["…"], ["", "", "", "", "", ""]])
def test_evidence_without_words_bears_nothing_out(evidence):
    (answer,) = predict([{"id": "a", "claim": CLAIM, "evidence": evidence}])
    assert answer["label"] == "neutral"
    assert answer["score"] < 0.5


def test_a_body_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="no body 'b2'"):
        evaluated(
            tmp_path,
            {"id": "a", "claim": CLAIM, "body": "b2"},
            {"id": "b", "text": "x"},
        )


def test_a_forced_choice_stays_within_its_labels(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    item = {"id": "a", "claim": CLAIM, "evidence": ["The choir sang in Sarnow."]}
    source.write_text(json.dumps(item), encoding="utf-8")
    options = {"input": str(source), "output": str(target)}
    call_command("evaluate", "stance", labels="support,refute", **options)
    assert json.loads(target.read_text(encoding="utf-8"))["label"] == "refute"


class Oracle:
    """Sees support in the claim's own words, and refuses to speak of cranes."""

    method, version = "oracle", "1"

    def predict(self, pairs):
        return [
            None if "70" in premise else StanceScores(0.8, 0.1, 0.1)
            for premise, _ in pairs
        ]


def test_a_model_of_the_site_can_be_asked_instead():
    items = [
        {"id": "a", "claim": CLAIM, "evidence": [CLAIM]},
        {"id": "b", "claim": CLAIM, "evidence": ["Velde Steel sold 70 cranes."]},
    ]
    said, refused = predict_by(Oracle(), items)
    assert (said["label"], said["score"]) == ("support", 0.8)
    assert refused == {"id": "b", "reason": "refused"}


def test_a_model_that_is_not_there_is_named(tmp_path):
    (tmp_path / "in.jsonl").write_text("", encoding="utf-8")
    paths = {"input": str(tmp_path / "in.jsonl"), "output": str(tmp_path / "out")}
    with pytest.raises(CommandError, match="no stance model 'oracle'"):
        call_command("evaluate", "stance", model="oracle", **paths)
