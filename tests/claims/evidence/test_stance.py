import pytest

from claims.evidence.stance import STANCE_MODELS, load_stance


def test_likeness_supports_and_never_contradicts():
    near, far, denied = load_stance().predict(
        [
            (
                "At least 31 people died when the dam broke.",
                "31 people died when the dam broke.",
            ),
            ("Bread costs more in June.", "31 people died when the dam broke."),
            ("The dam did not break.", "The dam broke."),
        ]
    )
    assert near.supports > far.supports
    assert {near.contradicts, far.contradicts, denied.contradicts} == {0.0}
    assert near.supports + near.neutral == pytest.approx(1.0)


def test_every_model_in_the_table_loads():
    for name in STANCE_MODELS:
        assert load_stance(name).method


def test_no_pairs_give_no_scores():
    assert load_stance().predict([]) == []
