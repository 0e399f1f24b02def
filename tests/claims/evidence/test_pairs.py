"""What is known of a pair comes from the two alone, however the work is cut."""

from dataclasses import replace

import numpy as np
import pytest

from claims.evidence.building import build_views
from claims.evidence.pairs import pair_of, pairs_that_meet
from claims.evidence.rarity import rarity
from tests.claims.evidence.said import said

WORDS = (
    "The Ostrow weir broke at dawn on Friday.",
    "At dawn on Friday the weir at Ostrow broke.",
    "The council closed the road to Ostrow.",
    "Ferry tickets will cost nine euros.",
    "The road to Ostrow was closed by the council on Friday.",
)


def views_of(words=WORDS):
    """Views whose vectors are alike by chance of seed, a few of them near."""
    rng = np.random.default_rng(5)
    base = rng.normal(size=384)
    spoken = []
    for at, sentence in enumerate(words):
        vector = base + rng.normal(size=384) * (1 + at % 3)
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        one = said(sentence, f"k{at:02d}", doc=f"{at}.txt")
        spoken.append(replace(one, vector=vector))
    return build_views(spoken)


def ends(views, pairs):
    return {(views[p.a].key, views[p.b].key): (p.cosine, p.shared) for p in pairs}


def test_a_pair_is_the_same_among_others_and_alone():
    views = views_of(WORDS * 3)
    among = ends(views, pairs_that_meet(views).pairs)
    assert among
    for one in range(len(views)):
        for other in range(one + 1, len(views)):
            two = [views[one], views[other]]
            pair = pair_of(*two)
            found = {} if pair is None else ends(two, [pair])
            key = views[one].key, views[other].key
            assert found.get(key) == among.get(key)


@pytest.mark.parametrize("most", [1, 2, 5, 100])
def test_work_in_parts_meets_each_pair_once(most):
    views = views_of(WORDS * 3)
    left = frozenset(view.key for view in views)
    found, parts = [], 0
    while left:
        # What waits is held against nothing until its turn comes.
        meeting = pairs_that_meet(views, left, most=most)
        found += ends(views, meeting.pairs).items()
        left -= meeting.done
        parts += 1
    assert len(found) == len(dict(found))
    assert dict(found) == ends(views, pairs_that_meet(views).pairs)
    assert parts > 1 or most == 100


def test_the_most_check_worthy_come_first():
    views = [
        replace(
            view,
            utterance=replace(view.utterance, found=replace(view.found, score=at / 10)),
        )
        for at, view in enumerate(views_of())
    ]
    done = pairs_that_meet(views, most=1).done
    assert views[-1].key in done
    assert views[0].key not in done


def test_nothing_and_one_alone_meet_nothing():
    assert pairs_that_meet([]).pairs == []
    (view,) = views_of(WORDS[:1])
    meeting = pairs_that_meet([view])
    assert (meeting.pairs, meeting.done) == ([], {view.key})


@pytest.mark.parametrize(
    ("common", "rare"),
    [
        ("city", "weir"),
        ("govern", "ostrow"),
        ("KILLED", "zvornik"),
        ("year", "1874"),
    ],
)
def test_a_rare_word_weighs_more_than_a_common_one(common, rare):
    assert 0 <= rarity(common) < rarity(rare) < 6.5
