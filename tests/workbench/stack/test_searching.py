"""The bench of searching makes its archive by seed and times both ways alike."""

import numpy as np
import pytest

from sources.models import Embedding, Passage
from sources.search import nearest
from workbench.stack.searching import Maker, grow, slope, spelt


@pytest.mark.parametrize(
    ("one", "other", "steepness"),
    [
        ((10, 1.0), (1000, 100.0), 1.0),
        ((10, 1.0), (1000, 10.0), 0.5),
        ((10, 2.0), (1000, 2.0), 0.0),
    ],
)
def test_the_slope_is_that_of_a_line_on_log_scales(one, other, steepness):
    assert slope(one, other) == pytest.approx(steepness)


def test_every_number_has_a_word_of_its_own():
    words = {spelt(number) for number in range(5000)}
    assert len(words) == 5000
    assert all(word.isalpha() for word in words)


def test_the_same_seed_makes_the_same_archive():
    one, other = Maker(), Maker()
    assert one.sentences(3) == other.sentences(3)
    assert np.array_equal(one.vectors(3), other.vectors(3))
    assert np.linalg.norm(one.vectors(3), axis=1) == pytest.approx(1)


@pytest.mark.django_db(transaction=True)
def test_an_archive_is_filled_and_searched_both_ways():
    exact_rows = nearest.EXACT_ROWS
    small, large = grow([500, 1000])
    assert (small.passages, large.passages) == (500, 1000)
    assert Passage.objects.count() == Embedding.objects.count() == 1000
    assert large.exact_s > 0
    assert large.graph_s > 0
    assert large.recall > 0.9
    assert exact_rows == nearest.EXACT_ROWS
