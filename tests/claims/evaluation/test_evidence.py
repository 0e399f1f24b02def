from claims.evaluation.evidence import predict

CLAIM = "Velde Steel won the order and will deliver 40 cranes."
PAGE = [
    "Velde Steel has won the order.",
    "The choir sang.",
    "It will deliver 40 cranes by March.",
]


def test_the_lines_that_bear_a_claim_out_are_given_by_position():
    (answer,) = predict([{"id": "a", "claim": CLAIM, "evidence": PAGE}])
    assert answer["id"] == "a"
    assert sorted(answer["sentences"]) == [0, 2]


def test_a_page_without_lines_bears_nothing_out():
    (answer,) = predict([{"id": "a", "claim": CLAIM, "evidence": []}])
    assert answer["sentences"] == []
