"""Geometry of the pictures."""

from datetime import UTC, datetime, timedelta

from claims.views.charts import LETTER, Moment, ring_map, timeline
from claims.views.moments import near

NOON = datetime(2024, 3, 3, 12, tzinfo=UTC)


def moment(name, hours, lasting=0):
    start = NOON + timedelta(hours=hours)
    return Moment(name, start, start + timedelta(hours=lasting))


def test_no_moments_make_no_picture():
    assert timeline([]) is None


def test_time_runs_from_left_to_right_inside_the_axis():
    line = timeline([moment("b", 3), moment("a", 0), moment("c", 1, 5)])
    assert [s.moment.name for s in line.spots] == ["a", "c", "b"]
    assert all(line.left <= s.x <= line.right for s in line.spots)
    assert line.ticks[0].x == line.left
    assert abs(line.ticks[-1].x - line.right) < 1


def test_labels_in_one_lane_do_not_touch():
    line = timeline([moment(f"somebody {n}", n / 4) for n in range(8)])
    lanes = {}
    for spot in line.spots:
        lanes.setdefault(spot.y, []).append(spot)
    for lane in lanes.values():
        for one, other in zip(lane, lane[1:], strict=False):
            assert one.label_x + len(one.moment.name) * LETTER < other.x


def test_one_instant_alone_still_has_an_axis():
    line = timeline([moment("a", 0)])
    assert len(line.ticks) >= 2
    assert "3 Mar 2024" in line.heading


def test_far_times_are_left_out_and_counted():
    moments = [moment("a", 0), moment("b", 1), moment("c", 2), moment("old", -9000)]
    kept, left_out = near(moments)
    assert [m.name for m in kept] == ["a", "b", "c"]
    assert left_out == 1


def test_a_stray_that_would_squeeze_the_others_is_left_out():
    flood = [moment(f"m{hour}", hour) for hour in range(8)]
    months = [moment("October", -3400, 744), moment("February", -800, 744)]
    kept, left_out = near([*months, *flood])
    assert kept == flood
    assert left_out == 2


def test_two_halves_far_apart_are_both_drawn():
    moments = [moment(f"m{hour}", hour) for hour in (0, 1, 190, 191)]
    assert near(moments) == (moments, 0)


def test_a_map_needs_two_that_meet():
    names = {"1": "Post", "2": "Ledger"}
    assert ring_map(names, {}, {}) is None
    found = ring_map(names, {("1", "2", "contradicts"): 2}, {})
    assert [n.name for n in found.nodes] == ["Ledger", "Post"]
    assert found.links[0].words == "Post and Ledger: 2 in conflict"
