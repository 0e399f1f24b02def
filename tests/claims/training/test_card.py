"""The card says what dev said, and the hashes are those of the files."""

from claims.extraction.weights import TOKENIZER, check_weights
from claims.extraction.worthiness.blend import Blend, Line, load_blend
from claims.extraction.worthiness.model import MODEL
from claims.training.checkworthy.card import write_blend, write_card, write_sums
from claims.training.checkworthy.measures import Measured

LINE = Line(worth=1.25, checkable=0.25, rules=0.5, bias=-0.5, threshold=0.25)


def test_a_folder_that_was_written_passes_its_own_check(tmp_path):
    (tmp_path / MODEL).write_bytes(b"graph")
    (tmp_path / TOKENIZER).write_bytes(b"words")
    write_blend(tmp_path, Blend(LINE, LINE, LINE, LINE))
    write_sums(tmp_path)
    check_weights(tmp_path)
    assert load_blend(tmp_path).clauses == LINE


def test_the_card_tells_figures_seed_and_data(tmp_path):
    (tmp_path / MODEL).write_bytes(b"x" * 1_500_000)
    told = Measured(0.934, 0.911, 0.955, 0.9, 0.97, 0.034)
    write_card(
        tmp_path,
        measured={"with the model": told},
        fold_f1={"with the model": 0.731, "checkable": 0.871},
        debates=22403,
        checkable=6000,
        own=1395,
        dev=1032,
        folds=2,
        seed=1,
        epochs=1.0,
        torch="2.13.0",
    )
    card = (tmp_path / "CARD.md").read_text()
    row = "| with the model | 0.934 | 0.911-0.955 | 0.900 | 0.970 | 0.034 | 0.731 |"
    assert row in card
    assert "22403 sentences" in card
    assert "1.5 MB" in card
    assert '"Checkable" is right in 0.871' in card
    assert "--seed 1" in card
