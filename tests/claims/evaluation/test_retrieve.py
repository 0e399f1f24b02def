"""Sentences find earlier checks by the product's search; nothing of it stays."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from claims.evaluation import TASKS
from claims.evaluation.retrieve import day_said, last_date, predict, tells_when_said
from sources.models import Embedding, SearchEntry, TermCount

CORPUS = [
    {
        "id": "bridge",
        "claim": "The northern bridge was closed because of a crack.",
        "title": "Was the northern bridge closed?",
        "date": "3 May 2020",
    },
    {"id": "ferry", "claim": "Ferries carry no cars in winter.", "speaker": "Harbour"},
    {"id": "tax", "claim": "The city doubled the tax on parking.", "text": "It did."},
]


@pytest.mark.django_db
def test_a_sentence_finds_its_check():
    items = [
        {"id": 1, "text": "They shut the #NorthernBridge over cracks \u2014 A (@a)"},
        {"id": 2, "text": "Parking taxes are twice what they were"},
    ]
    answers = list(predict(items, CORPUS))
    assert [answer["ranked"][0] for answer in answers] == ["bridge", "tax"]
    assert all(sorted(a["ranked"]) == ["bridge", "ferry", "tax"] for a in answers)


@pytest.mark.django_db
def test_nothing_of_the_corpus_stays():
    list(predict([{"id": 1, "text": "The bridge"}], CORPUS))
    for model in (SearchEntry, Embedding, TermCount):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Seen. \u2014 A (@a) January 14, 2020", date(2020, 1, 14)),
        ("26 May 2015", date(2015, 5, 26)),
        ("On May 1, 2019 and on 2 June 2020", date(2020, 6, 2)),
        ("stated on October 22, 2019 in a mailer.:", date(2019, 10, 22)),
        ("February 31, 2020", None),
        ("May 2020", None),
        ("", None),
    ],
)
def test_the_last_whole_date_counts(text, day):
    assert last_date(text) == day


@pytest.mark.parametrize(
    ("item", "day"),
    [
        ({"text": "x", "doc": "20161019_debate"}, date(2016, 10, 19)),
        ({"text": "x", "doc": "201610191234"}, None),
        ({"text": "x", "doc": "20169999_debate"}, None),
        ({"text": "Posted May 1, 2019", "doc": "debate"}, date(2019, 5, 1)),
        ({"text": "Posted May 1, 2019"}, date(2019, 5, 1)),
    ],
)
def test_the_documents_day_comes_before_the_texts(item, day):
    assert day_said(item) == day


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["stated on October 22, 2019 in a mailer.:", ""], True),
        (["stated on October 22, 2019", "3 May 2020"], False),
        (["3 May 2020"], False),
        ([None], False),
        ([], False),
    ],
)
def test_the_dates_of_a_corpus_tell_whether_they_are_of_the_claims(dates, said):
    assert tells_when_said([{"claim": "x", "date": date} for date in dates]) is said


def test_what_would_tell_the_answer_is_dropped():
    task = TASKS["retrieve"]
    item = {"id": 1, "text": "x", "doc": "d", "relevant": ["bridge"]}
    assert "relevant" not in task.strip(item)
    assert "verdict" not in task.corpus.strip({**CORPUS[0], "verdict": "false"})


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.django_db
def test_the_corpus_stands_beside_the_queries_unless_named(tmp_path):
    queries = written(tmp_path / "dev.jsonl", [{"id": 1, "text": "the bridge crack"}])
    out = tmp_path / "out.jsonl"
    with pytest.raises(CommandError, match=r"corpus\.jsonl"):
        call_command("evaluate", "retrieve", input=str(queries), output=str(out))
    written(tmp_path / "corpus.jsonl", CORPUS)
    call_command("evaluate", "retrieve", input=str(queries), output=str(out))
    assert json.loads(out.read_text())["ranked"][0] == "bridge"
    other = written(tmp_path / "other.jsonl", CORPUS[1:])
    call_command(
        "evaluate",
        "retrieve",
        input=str(queries),
        output=str(out),
        corpus=str(other),
    )
    assert "bridge" not in json.loads(out.read_text())["ranked"]
