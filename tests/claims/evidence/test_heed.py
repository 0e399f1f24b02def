"""The site's own stance model orders and softens what rules found in a story."""

import pytest

from claims.evidence import heed as heeding
from claims.evidence.base import FoundRelation, Reason, StanceScores
from claims.evidence.endpoint import StanceUnavailable
from claims.evidence.heed import heed

REASON = Reason(code="number", words="“9” against “12”")
WORDS = {"a": "Nine drowned.", "b": "Twelve drowned.", "c": "It rained."}


class Model:
    method, version = "mine", "1"

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def predict(self, pairs):
        self.asked += pairs
        if isinstance(self.answer, Exception):
            raise self.answer
        return [self.answer for _ in pairs]


def relation(b="b", label="contradicts", *, known=True, score=0.6):
    return FoundRelation(
        "a", b, label, "so", (REASON,), (), score, "", True, event_known=known
    )


@pytest.fixture
def model(monkeypatch, settings):
    settings.STANCE_MODEL = "onnx:/somewhere"

    def use(answer):
        made = Model(answer)
        monkeypatch.setattr(heeding, "_load", lambda setting, key: made)
        return made

    return use


def test_the_shipped_model_is_not_asked(monkeypatch, settings):
    settings.STANCE_MODEL = "lexical"
    monkeypatch.setattr(heeding, "_load", lambda setting, key: pytest.fail("asked"))
    assert heed([relation()], WORDS, secret=False) == [relation()]


def test_a_conflict_that_the_model_doubts_says_so_and_ranks_lower(model):
    model(StanceScores(0.1, 0.1, 0.8))
    (found,) = heed([relation()], WORDS, secret=False)
    assert found.label == "contradicts"
    assert found.score < 0.6
    assert [reason.words for reason in found.reasons] == [
        REASON.words,
        "mine does not see this conflict",
    ]


def test_a_doubted_conflict_of_an_unknown_event_is_partial(model):
    model(StanceScores(0.1, 0.1, 0.8))
    (found,) = heed([relation(known=False)], WORDS, secret=False)
    assert found.label == "partially_contradicts"


@pytest.mark.parametrize("label", ["same", "supports", "look_alike"])
def test_no_conflict_is_made_on_its_word(model, label):
    model(StanceScores(0.0, 1.0, 0.0))
    (found,) = heed([relation(label=label)], WORDS, secret=False)
    assert found.label == label
    assert found.reasons == (REASON,)


def test_conflicts_are_asked_about_first_and_order_stays(model, monkeypatch):
    monkeypatch.setattr(heeding, "HEARD", 1)
    mine = model(StanceScores(0.0, 1.0, 0.0))
    rows = [relation("c", "supports", score=0.9), relation()]
    found = heed(rows, WORDS, secret=False)
    assert mine.asked == [("Nine drowned.", "Twelve drowned.")]
    assert [one.b for one in found] == ["c", "b"]
    assert found[0] == rows[0]


def test_an_endpoint_that_gives_no_answer_leaves_all_as_it_was(model):
    model(StanceUnavailable("no"))
    assert heed([relation()], WORDS, secret=False) == [relation()]


def test_an_answer_that_was_refused_changes_nothing(model):
    model(None)
    assert heed([relation()], WORDS, secret=False) == [relation()]


def test_words_under_embargo_are_sent_to_no_endpoint(model, settings):
    settings.STANCE_MODEL = "openai:http://127.0.0.1:1/v1#m"
    mine = model(StanceScores(1.0, 0.0, 0.0))
    assert heed([relation()], WORDS, secret=True) == [relation()]
    assert mine.asked == []
    heed([relation()], WORDS, secret=False)
    assert mine.asked
