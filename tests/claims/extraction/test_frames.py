"""Who is heard beside verbs: nouns, papers, views, stances, traces."""

import pytest

TOLD = "two gates had failed on Monday"

SOURCES = [
    ("Mira Halvik's claim that two gates had failed on Monday drew anger.",
     "Mira Halvik", "claim"),
    ("The assertion by Anton Brel that two gates had failed on Monday drew anger.",
     "Anton Brel", "assertion"),
    ("In Mira Halvik's view, two gates had failed on Monday.",
     "Mira Halvik", "In view"),
    ("Two gates had failed on Monday, in the words of Mira Halvik.",
     "Mira Halvik", "in words"),
    ("A survey found that two gates had failed on Monday.", "survey", "found"),
    ("The indictment alleges that two gates had failed on Monday.",
     "indictment", "alleges"),
    ("Anton Brel tweeted that two gates had failed on Monday.",
     "Anton Brel", "tweeted"),
    ("Many of the engineers said two gates had failed on Monday.",
     "engineers", "said"),
    ("Two gates had failed on Monday, according to a doctor at Holm clinic.",
     "doctor at Holm clinic", "according to"),
    ("Two gates had failed on Monday, according to early returns.",
     "early returns", "according to"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "cue"), SOURCES)
def test_each_way_of_telling_has_its_source(extract, text, speaker, cue):
    found = [q for q in extract(text).quotes if TOLD in q.words.replace("Two", "two")]
    assert [(q.speaker, q.cue) for q in found] == [(speaker, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "Everything went according to plan on Monday.",
        "Anton Brel found that his car had been towed on Monday.",
        "In the eyes of the law two gates had failed.",
        "A book called “The Silent Siren” sold well.",
    ],
)
def test_no_speech_is_heard_where_none_is(extract, text):
    assert [q for q in extract(text).quotes if q.kind == "indirect"] == []


def kinds(findings, text):
    return [(f.kind, f.speaker.name, f.cue) for f in findings(text).frames]


STANCES = [
    ("Anton Brel refused to open the gates.", ("stance", "Anton Brel", "refused")),
    ("Anton Brel endorsed the new permit.", ("stance", "Anton Brel", "endorsed")),
    ("Anton Brel referred to the permit.", ("stance", "Anton Brel", "referred")),
    ("The operator is expected to close the dam.", ("stance", "", "expected")),
    ("Mira Halvik's criticism of the permit was sharp.",
     ("stance", "Mira Halvik", "criticism")),
    ("Mira Halvik's promise to close the dam was kept.",
     ("stance", "Mira Halvik", "promise")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "frame"), STANCES)
def test_a_stance_is_heard(findings, text, frame):
    assert frame in kinds(findings, text)


def test_a_stance_makes_no_claim_apart(extract):
    text = "Anton Brel refused to open the two lower gates on Monday."
    assert [c.speaker for c in extract(text).candidates] == [""]


def test_the_claim_of_an_owner_is_alleged_by_its_owner(extract):
    text = "Mira Halvik's claim that two gates had failed on Monday drew anger."
    told = {c.words: (c.speaker, c.factuality) for c in extract(text).candidates}
    assert told[TOLD] == ("Mira Halvik", "alleged")
    assert told[text] == ("", "asserted")


def test_a_trace_adds_a_hand_and_is_no_claim(extract):
    text = (
        "Northwire, citing the Harbour Gazette, reported that a sensor had failed. "
        "The Gazette attributed this to two officials whom it did not name. "
        "The information has not been confirmed."
    )
    (claim,) = extract(text).candidates
    assert [link.name for link in claim.chain] == [
        "Northwire",
        "Harbour Gazette",
        "unnamed sources",
    ]
    assert claim.reservation == "has not been confirmed"


def test_what_the_agency_goes_on_to_report_has_the_same_source(extract):
    text = (
        "News agency Delta, citing sources, reported that two gates had failed.\n\n"
        "“Three guards were hurt at the lower gate,” reports the news agency."
    )
    names = [[link.name for link in c.chain] for c in extract(text).candidates]
    assert names == [["Delta", "unnamed sources"]] * 2
