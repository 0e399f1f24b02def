"""The trained part: its files, its reading of sentences, its place in a score."""

import pytest

from claims.extraction import checkworthiness, load_extractor
from claims.extraction.worthiness import model
from claims.extraction.worthiness.blend import Line
from claims.extraction.worthiness.model import Reading

FACT = "The dam at Sarnow broke in 2019 and killed 49 people."


def test_facts_read_like_sentences_that_were_checked():
    fact, wish = (model.read_sentence(t) for t in (FACT, "I hope for the best."))
    assert min(fact) > 0 > max(wish)


@pytest.mark.parametrize(
    "plain",
    [
        "I hope that both sides will find the courage to talk.",
        "Who will pay for all of this?",
        "It is time to put the valley first.",
        "Sign in to read on.",
        "What a sad and shameful day this is.",
    ],
)
def test_wishes_questions_feelings_and_boilerplate_read_otherwise(plain):
    assert max(model.read_sentence(plain)) < 0


def test_a_line_adds_all_readings():
    line = Line(worth=2.0, checkable=0.5, rules=1.0, bias=-1.0, threshold=0.5)
    reading = Reading(worth=1.0, checkable=2.0)
    assert line.probability(reading, rules=-2.0) == 0.5
    assert line.probability(reading, rules=0.0) > 0.5


def test_the_models_part_is_told(the_claim):
    claim = the_claim("At least 12 villagers were killed in Belk in May.", "villagers")
    assert checkworthiness.LIKE in claim.score_reasons


def test_a_sentence_is_read_once_for_all_its_clauses(extract, monkeypatch):
    read = []
    session = model._load(model.WEIGHTS)[1]

    class Counted:
        def run(self, *given):
            read.append(given)
            return session.run(*given)

    tokenizer = model._load(model.WEIGHTS)[0]
    monkeypatch.setattr(model, "_load", lambda folder: (tokenizer, Counted()))
    model.read_sentence.cache_clear()
    found = extract(
        "Sarnow Hydro opened two gates in May and the wave killed 12 villagers, "
        "the Water Ministry said."
    )
    assert len(found.candidates) >= 2
    assert len(read) == 1


def test_rules_alone_find_the_same_claims_without_the_model(document, monkeypatch):
    def unread(folder):
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(model, "_load", unread)
    model.read_sentence.cache_clear()
    alone = load_extractor("rules-alone")
    (claim,) = alone.extract(document(FACT)).candidates[:1]
    assert claim.score > checkworthiness.SURE
    assert checkworthiness.LIKE not in claim.score_reasons
    assert (alone.method, alone.version) == ("rules-alone", "4")
