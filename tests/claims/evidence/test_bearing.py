import pytest

from claims.evidence.compare.accounts import account_of, denied
from claims.evidence.compare.bearing import bearing, laid_open
from claims.evidence.compare.held import hold
from claims.evidence.compare.lexicon import OPPOSITES, concept, opposed, wider
from claims.evidence.compare.marks import MARKS, marks_of
from claims.evidence.compare.sentences import Told, compare_sentences, read_told
from claims.evidence.compare.signals import signals_of
from claims.evidence.compare.weighing import load_weigher


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bought", "acquired"),
        ("ceasefire", "truce"),
        ("drove", "drive"),
        ("drivers", "driver"),
        ("Paid", "pay"),
        ("prolonged", "extended"),
        ("dawn", "daybreak"),
        ("thief", "burglars"),
    ],
)
def test_words_of_one_meaning_are_one_concept(one, other):
    assert concept(one) == concept(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It sails to Ivory Coast.", "It is an Ivorian ship."),
        ("The line is Dutch.", "It sails to the Netherlands."),
        ("The Knesset sat.", "It is for Israel to say."),
        ("It runs from Sarnow to Velde.", "The Sarnow-Velde line is old."),
    ],
)
def test_a_country_its_people_and_its_houses_are_one_name(one, other):
    names = [
        {t.concept for t in account_of(words, []).terms if t.name}
        for words in (one, other)
    ]
    assert names[0] == names[1] != set()


def test_opposites_deny_each_other_and_synonyms_do_not():
    assert opposed(concept("rose"), concept("declined"))
    assert opposed(concept("approved"), concept("rejected"))
    assert not opposed(concept("rose"), concept("grew"))


def test_no_axis_has_one_concept_on_both_sides():
    for line in OPPOSITES.read_text(encoding="utf-8").split("\n"):
        left, _, right = (
            {concept(w) for w in part.split()} for part in line.partition("|")
        )
        assert not left & right, line


def test_the_wider_word_covers_the_narrower():
    assert wider(concept("vehicle"), concept("bus"))
    assert not wider(concept("bus"), concept("vehicle"))


@pytest.mark.parametrize(
    ("words", "turned"),
    [
        ("the mast did not fall", True),
        ("nobody fell", True),
        ("the mast fell", False),
        ("it is not the case that no mast fell", False),
        ("no fewer than nine fell", False),
        ("the crew failed to sail", True),
        ("no boat sails without a flag", False),
        ("no other mast is as tall", False),
        ("the gate did not open until May", False),
    ],
)
def test_an_odd_number_of_denials_turns_a_stretch(words, turned):
    assert denied(words) == turned


@pytest.mark.parametrize(
    ("a", "b", "turned"),
    [
        ("The Sarnow dam was inspected.", "The Sarnow dam was not inspected.", True),
        ("Velde did not cut the fares.", "Velde cut the fares in Sarnow.", True),
        # One denies with a "not", the other with a word of its own.
        ("The fares do not cover fog.", "Fog is exempt from the fares.", False),
        (
            "No outsider may sail without leave.",
            "Outsiders may sail with leave.",
            False,
        ),
        ("31 cranes and no mast burned.", "31 cranes burned; masts stand.", False),
        ("Sarnow's quay is the longest.", "No other quay is as long.", False),
    ],
)
def test_a_denial_counts_where_the_other_has_no_denial_of_its_own(a, b, turned):
    held = hold(*(account_of(words, []) for words in (a, b)))
    assert bool(held.turned) == turned


@pytest.mark.parametrize(
    ("a", "b", "opposite"),
    [
        ("Velde sold the ferry to Brandt.", "Brandt bought the ferry of Velde.", False),
        ("Velde sold the ferry to Brandt.", "Velde bought the ferry of Brandt.", True),
        ("Velde lost to Brandt.", "Brandt beat Velde.", False),
        ("Fares in Sarnow rose.", "Fares in Sarnow fell.", True),
    ],
)
def test_one_act_told_from_its_two_sides_is_no_opposite(a, b, opposite):
    held = hold(*(account_of(words, []) for words in (a, b)))
    assert bool(held.opposites) == opposite


@pytest.mark.parametrize(
    ("a", "b", "swapped"),
    [
        ("The crane went from Velde to Brandt.", "It went from Brandt to Velde.", True),
        (
            "The crane went from Velde to Brandt.",
            "It came to Brandt from Velde.",
            False,
        ),
        ("Fog hid Velde but not Brandt.", "Fog hid Brandt but not Velde.", True),
        ("The cook, not the abbot, sang.", "The abbot, not the cook, sang.", True),
        ("Velde has 5 masts, Brandt 9.", "Velde has 9 masts, Brandt 5.", True),
        ("Velde and Brandt sang.", "Brandt and Velde sang.", False),
        ("On Monday the cook of Velde sang.", "The cook of Velde sang Monday.", False),
        ("Fog hid Velde but not Brandt.", "Not Brandt but Velde lay in fog.", False),
    ],
)
def test_names_that_change_their_places_are_swapped(a, b, swapped):
    held = hold(*(account_of(words, []) for words in (a, b)))
    assert bool(held.order) == swapped


@pytest.mark.parametrize(
    ("published", "apart"), [("2031-05-08", False), ("2031-05-15", True)]
)
def test_a_weekday_is_one_day_in_documents_of_one_week(published, apart):
    words = "The gate was opened at 9 a.m. on Tuesday."
    a = Told("The gate is opened at 9 a.m. on Tuesday.", "2031-05-05", "Europe/Oslo")
    b = Told(words, published, "Europe/Oslo")
    held = hold(read_told(a), read_told(b))
    assert any(pair.fit == "apart" for pair in held.moments) == apart


CONFLICTS = [
    ("Velde Steel sold 40 cranes in May.", "Velde Steel sold 70 cranes in May."),
    ("The Sarnow dam was inspected.", "The Sarnow dam was not inspected."),
    ("Ferry fares in Sarnow rose.", "Ferry fares in Sarnow fell."),
    ("The dogs chased the wolves in Sarnow.", "The wolves chased the dogs in Sarnow."),
]


@pytest.mark.parametrize(("a", "b"), CONFLICTS)
def test_what_differs_in_one_thing_conflicts_with_its_reason(a, b):
    found = compare_sentences(Told(a), Told(b))
    assert found.label in ("contradicts", "partially_contradicts")
    assert [reason.words for reason in found.reasons if reason.words]


ALIKE = [
    ("The first test of the Sarnow sirens failed.",
     "The second test of the Sarnow sirens did not fail."),
    ("The Velde team did not enter the race.", "The Brandt team entered the race."),
    ("Exports of timber rose by 6 per cent.", "Imports of timber fell by 6 per cent."),
    ("Sarnow's port was blockaded in May 2017.",
     "Sarnow's port was blockaded in October 2022."),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_another_one_is_no_conflict_and_says_why(a, b):
    found = compare_sentences(Told(a), Told(b))
    assert found.label not in ("contradicts", "partially_contradicts")
    assert found.reasons[0].words


@pytest.mark.parametrize(
    ("a", "b", "label"),
    [
        ("Velde has 3 cranes.", "Velde has fewer than 8 cranes.", "detail"),
        ("Velde has more than 5 cranes.", "Velde has 8 cranes.", "supports"),
        ("Velde has 5 cranes.", "Velde has 8 cranes.", "contradicts"),
    ],
)
def test_where_nothing_else_differs_the_figures_decide(a, b, label):
    assert compare_sentences(Told(a), Told(b)).label == label


def test_digits_of_two_zones_are_two_instants():
    words = "The gate was opened at 9 a.m. on Monday."
    a = Told(words, date="2031-05-07", zone="Europe/Oslo")
    b = Told(words, date="2031-05-07", zone="Asia/Tokyo")
    assert compare_sentences(a, a).label == "same"
    assert compare_sentences(a, b).label == "contradicts"


def test_every_signal_has_a_weight_and_chances_sum_to_one():
    a, b = (read_told(Told(words)) for words in CONFLICTS[0])
    held = hold(a, b)
    signals = signals_of(a, b, held, conflicts=[], apart=False, cosine=0.9)
    weigher = load_weigher()
    assert tuple(signals) == weigher.names
    chances = weigher(a.words, b.words, held, signals)
    assert sum(chances.values()) == pytest.approx(1)


def test_a_pair_is_weighed_alike_however_often_it_is_asked():
    a, b = (read_told(Told(words)) for words in CONFLICTS[0])
    assert len({str(laid_open(a, b).signals) for _ in range(3)}) == 1
    assert bearing(a, b) == bearing(a, b)


def test_marks_stand_on_the_words_that_they_are_of():
    a, b = (read_told(Told(f"Velde sold {n} cranes.")) for n in ("nine", "ten"))
    first, _ = marks_of(hold(a, b))
    marked = {MARKS[m.kind]: a.words[m.start : m.end] for m in first}
    assert marked["figure apart"] == "nine"
    assert marked["common"] in ("Velde", "sold", "cranes")


def test_words_alone_can_be_held_without_a_reading():
    a = account_of("Velde sold nine cranes.", [])
    assert bearing(a, a).label == "same"
