from importlib import import_module

import pytest

from claims.evidence.stance import STANCE_MODELS, BadStanceModel, load_stance


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


@pytest.mark.parametrize("setting", ["", "oracle", "Lexical", ":", "http://x/v1#m"])
def test_a_model_that_is_not_there_is_refused_and_the_others_named(setting):
    with pytest.raises(BadStanceModel, match="lexical, onnx, openai"):
        load_stance(setting)


def test_every_path_in_the_table_leads_to_what_makes_a_model():
    for path in STANCE_MODELS.values():
        module, _, attribute = path.rpartition(".")
        assert callable(getattr(import_module(module), attribute))


def test_no_pairs_give_no_scores():
    assert load_stance().predict([]) == []
