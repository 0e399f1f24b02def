"""One actor for one person or body; look-alikes stay apart."""

import pytest

from claims.evidence.actors import Decided, Named, fold_actors

PERSON, PLACE, BODY = (("person", 1.0),), (("place", 1.0),), (("body", 1.0),)


def folded(*named, decisions=()):
    rows = [n if isinstance(n, Named) else Named(*n) for n in named]
    return fold_actors(rows, decisions)


def groups(*words, votes=()):
    rows = [Named(w, f"d{i}", votes=votes) for i, w in enumerate(words)]
    return sorted(sorted(actor.spellings) for actor in fold_actors(rows))


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        (PERSON, ["Volodymyr Zelensky", "Zelenskyy", "President Zelenskiy"]),
        (PERSON, ["Dmitry Peskov", "Kremlin spokesman Dmitry Peskov", "Mr Peskov"]),
        (PERSON, ["Oskar Halvik", "Defence Minister Oskar Halvik", "O. Halvik"]),
        (PLACE, ["Kyiv", "Kiev"]),
        (PLACE, ["Norway", "Norwegian", "Norwegians"]),
        ((), ["Norway's defence ministry", "Ministry of Defense of Norway",
              "Norwegian Defense Ministry"]),
        ((), ["Collective Security Treaty Organization", "CSTO"]),
        ((), ["Sarnow Hydro", "Sarnow Hydro Ltd"]),
        ((), ["Mira Lenz's spokesman", "Mira Lenz's spokeswoman"]),
    ],
)  # fmt: skip
def test_spellings_of_one_actor_fold(votes, words):
    assert groups(*words, votes=votes) == [sorted(words)]


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ((), ["Norwegian Defence Ministry", "Danish Defence Ministry"]),
        ((), ["Norwegian Defence Ministry", "Norwegian Foreign Ministry"]),
        ((), ["Capital Post", "Capital Postal"]),
        (PERSON, ["Oskar Halvik", "Mira Halvik"]),
        (PERSON, ["Oskar Halvik", "Oskar Lenz"]),
        (PLACE, ["North Korea", "South Korea"]),
        ((), ["residents", "officials"]),
        ((), ["Foreign Ministry spokesman", "Defence Ministry spokesman"]),
        ((), ["Foreign Ministry Spokesman", "Defence Ministry Spokesman"]),
        ((), ["Capital Post", "Central Park", "CP"]),
    ],
)
def test_look_alikes_stay_apart(votes, words):
    assert groups(*words, votes=votes) == sorted([w] for w in words)


def test_a_family_name_of_two_people_is_neither_of_them():
    found = groups("Oskar Halvik", "Mira Halvik", "Halvik", votes=PERSON)
    assert found == [["Halvik"], ["Mira Halvik"], ["Oskar Halvik"]]


def test_a_bare_ministry_is_another_in_each_text_when_the_story_has_two():
    found = folded(
        Named("Norwegian Defence Ministry", "a"),
        Named("Danish Defence Ministry", "b"),
        Named("Defence Ministry", "c", "Valley Courier"),
        Named("Defence Ministry", "d", "Capital Post"),
    )
    assert {actor.name for actor in found} == {
        "Norwegian Defence Ministry",
        "Danish Defence Ministry",
        "Defence Ministry (Valley Courier)",
        "Defence Ministry (Capital Post)",
    }


def test_a_bare_ministry_is_one_where_no_other_could_be_meant():
    found = folded(Named("Water Ministry", "a"), Named("Water Ministry", "b"))
    assert len(found) == 1


def test_georgia_the_state_is_not_the_country():
    found = folded(
        Named("Georgia", "a", votes=PLACE),
        Named("Atlanta", "a", votes=PLACE),
        Named("Georgia", "b", votes=PLACE),
        Named("Tbilisi", "b", votes=PLACE),
    )
    assert {"Georgia", "Georgia (U.S. state)"} <= {actor.name for actor in found}


def test_a_place_read_as_a_person_in_one_text_is_a_place_in_all():
    found = folded(
        Named("Brenn", "a", times=4, votes=(("person", 4.0),)),
        Named("Brenn", "b", times=11, votes=(("place", 11.0),)),
    )
    (brenn,) = found
    assert brenn.kind == "place"
    assert brenn.names == {("a", "Brenn"), ("b", "Brenn")}


def test_a_family_name_read_as_a_body_is_the_person():
    found = folded(
        Named("Suren Halvik", "a", votes=PERSON), Named("Halvik", "b", votes=BODY)
    )
    assert [(a.name, a.kind) for a in found] == [("Suren Halvik", "person")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("residents", "unnamed"),
        ("Norwegian officials", "unnamed"),
        ("ministry", "unnamed"),
        ("Water Ministry", "body"),
        ("Norwegian Prime Minister", "person"),
        ("Norway", "place"),
        ("Oskar Halvik and Mira Lenz", "people"),
        ("Sarnow Hydro", "body"),
    ],
)
def test_the_kind_of_a_name_that_no_reading_voted_on(words, kind):
    assert [a.kind for a in folded((words, "a"))] == [kind]


def test_the_order_of_names_does_not_matter():
    words = ["Zelensky", "Volodymyr Zelenskyy", "Kyiv", "Kiev", "CSTO", "residents"]
    rows = [Named(w, f"d{i}", votes=PERSON if "Z" in w else ())
            for i, w in enumerate(words)]  # fmt: skip
    assert fold_actors(rows) == fold_actors(rows[::-1])


NAMES = [
    Named("Oskar Halvik", "a", votes=PERSON),
    Named("Mr Halvik", "b", votes=PERSON),
    Named("Water Ministry", "a"),
    Named("Norwegian Prime Minister", "c"),
]


def test_people_merge_what_the_machine_kept_apart():
    merge = Decided("merge", ("oskar halvik", "norwegian prime minister"), row="7")
    found = folded(*NAMES, decisions=[merge])
    halvik = next(actor for actor in found if actor.row == "7")
    assert set(halvik.spellings) == {
        "Oskar Halvik",
        "Mr Halvik",
        "Norwegian Prime Minister",
    }


def test_people_split_what_the_machine_folded():
    split = Decided("split", ("mr halvik",), "Mr Halvik (the mayor)", "9")
    found = {a.name: a.spellings for a in folded(*NAMES, decisions=[split])}
    assert found["Mr Halvik (the mayor)"] == ("Mr Halvik",)
    assert found["Oskar Halvik"] == ("Oskar Halvik",)


def test_the_later_decision_stands():
    merge = Decided("merge", ("oskar halvik", "water ministry"))
    split = Decided("split", ("water ministry",))
    assert folded(*NAMES, decisions=[merge, split]) == folded(*NAMES)


def test_a_decision_about_names_that_are_gone_changes_nothing():
    gone = Decided("merge", ("anna voss", "mira lenz"), "Anna Voss")
    assert folded(*NAMES, decisions=[gone]) == folded(*NAMES)
