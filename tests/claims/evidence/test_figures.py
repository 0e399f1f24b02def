import pytest

from claims.evidence.compare.figurepairs import pair_figures
from claims.evidence.compare.figures import figures_of, fit, quantifiers_of


def only(words):
    (figure,) = figures_of(words)
    return figure


@pytest.mark.parametrize(
    ("a", "b", "lies"),
    [
        ("31 cranes fell.", "31 cranes fell.", "equal"),
        ("31 cranes fell.", "44 cranes fell.", "apart"),
        ("At least 31 cranes fell.", "44 cranes fell.", "narrower"),
        ("44 cranes fell.", "At least 31 cranes fell.", "wider"),
        ("More than 31 cranes fell.", "31 cranes fell.", "apart"),
        ("Fewer than 31 cranes fell.", "31 cranes fell.", "apart"),
        ("About 300 cranes fell.", "290 cranes fell.", "rounded"),
        ("The mast is two kilometres high.", "It is 2,000 metres high.", "equal"),
        ("The crack is 4 millimetres wide.", "It is 4 centimetres wide.", "apart"),
        ("It lasted six weeks.", "It lasted 44 days.", "rounded"),
        ("It lasted two years.", "It lasted 24 months.", "equal"),
        ("Nobody may take more than 90 litres.", "One may take 80 litres.", "narrower"),
        ("Three in four agreed.", "75 per cent agreed.", "equal"),
        ("Scores of boats sank.", "117 boats sank.", "narrower"),
        ("It never fell below 30 litres.", "It held 30 litres or more.", "equal"),
        ("The toll exceeds 40 lives.", "The toll is above 40 lives.", "equal"),
        ("It cost a fifth less.", "It cost a fifth more.", "apart"),
        ("It was read over six years.", "It was read in six years.", "narrower"),
        ("It burned for a year and a half.", "It burned for 18 months.", "equal"),
        ("A quarter of an hour went by.", "15 minutes went by.", "equal"),
        ("It burned for over a year.", "It burned for 18 months.", "narrower"),
        ("It ended within a day.", "It ended after 36 hours.", "apart"),
        ("All but two of the nine masts fell.", "Seven masts fell.", "equal"),
        ("The toll has passed 40 lives.", "The toll is 44 lives.", "narrower"),
        ("It weighs 310 grams.", "It weighs 0.31 kilograms.", "equal"),
        ("It took half an hour.", "It took 30 minutes.", "equal"),
        ("It rained for a week.", "It rained for 30 days.", "apart"),
        ("Members must be aged 40.", "Members must be 40 years old.", "equal"),
    ],
)
def test_figures_lie_towards_each_other_as_intervals(a, b, lies):
    one, two = (next(f for f in figures_of(w) if f.kind or f.noun) for w in (a, b))
    assert fit(one, two) == lies


@pytest.mark.parametrize(
    "words",
    [
        "The furniture quarter burned.",
        "That one stayed.",
    ],
)
def test_words_that_count_nothing_are_no_figures(words):
    assert figures_of(words) == ()


def test_a_part_is_a_share_of_its_whole():
    shares = [f for f in figures_of("Nine of the eighteen masts fell.") if f.whole]
    (share,) = [f for f in figures_of("Nine of the eighteen masts fell.") if f.kind]
    assert [f.low for f in shares] == [18]
    assert (share.kind, share.low) == ("share", 50)


def test_a_figure_that_is_taken_by_a_date_is_left_out():
    words = "On 12 May 40 masts fell."
    assert [f.low for f in figures_of(words, [(3, 9)])] == [40]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("All masts fell.", 100, 100),
        ("Nearly all masts fell.", 80, 100),
        ("Few masts fell.", 0, 25),
        ("Not one mast fell.", 0, 0),
    ],
)
def test_quantifiers_are_shares(words, low, high):
    (found,) = quantifiers_of(words)
    assert (found.low, found.high) == (low, high)


def test_no_longer_counts_nothing():
    assert quantifiers_of("The masts no longer stand.") == ()


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        # An item of a list is not held against an item of another question.
        ("22 masts fell, 31 did not.", "31 masts stand; 22 do not.", ["equal"] * 2),
        ("Rain fell for 31 hours.", "Of 40 hours rain fell in 31.", ["equal"]),
        # A sum and its parts agree; a part is not held against its whole.
        ("15 masts fell.", "Nine masts fell here and six there.", ["equal"]),
        ("12 of the 31 masts fell.", "31 masts stood; 12 fell.", ["equal"] * 2),
        ("The 3,600 tonnes were in sacks of 60 kilos.", "It is 360 tonnes.", ["apart"]),
        ("The lorry, at 44 tons, was four too heavy.", "The limit is 40 tons.", []),
        # One number, told of one thing under two names.
        ("Power for 900 homes.", "900 households have power.", ["equal"]),
        ("Of the 90 masts, most fell.", "90 masts stood there.", ["equal"]),
        # Where nothing else answers, a difference is one.
        ("Nine masts fell.", "Seven masts fell.", ["apart"]),
        ("Nine masts fell.", "Seven fell.", ["apart"]),
        ("It lasted 36 hours.", "It lasted 36 months.", ["apart"]),
    ],
)
def test_figures_are_held_against_those_that_answer_the_same_question(a, b, found):
    paired = pair_figures(figures_of(a), figures_of(b))
    assert [one.fit for one in paired.pairs] == found


@pytest.mark.parametrize(
    "words", ["The third week began.", "They went on for a third week."]
)
def test_an_ordinal_is_no_share(words):
    assert figures_of(words) == ()


def test_a_part_is_held_against_a_part_where_no_other_word_differs():
    a, b = "Nine of the 12 masts fell.", "Three of the 12 masts fell."
    figures = figures_of(a), figures_of(b)
    assert all(p.fit == "equal" for p in pair_figures(*figures).pairs)
    assert any(p.fit == "apart" for p in pair_figures(*figures, alike=True).pairs)
