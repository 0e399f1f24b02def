"""Files of everything published, from frozen records that stand as literals."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.publication.exports import EXPORTS, writer_of
from claims.publication.exports.base import Site
from claims.publication.exports.csv_file import FORMULA, HEADING, cell, plain
from claims.publication.exports.pieces import in_blocks
from tests.claims.publication.claimreview_rules import faults
from tests.claims.publication.samples import HOSTILE, SAMPLES, SITE

LICENCE = "© Example Checks. Reuse with attribution: CC BY 4.0."
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
names = pytest.mark.parametrize("name", [export.name for export in EXPORTS])


class Row(NamedTuple):
    digest: str
    body: str
    newest: bool = True


def row_of(body, newest=True):
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Row(hashlib.sha256(text.encode()).hexdigest(), text, newest)


ROWS = [row_of(body) for body in SAMPLES.values()]


def written(name, rows=ROWS):
    export = next(one for one in EXPORTS if one.name == name)
    site = Site("Example Checks", f"{SITE}/", LICENCE, f"{SITE}/exports/data/{name}")
    return writer_of(export)(iter(rows), site)


def text_of(name, rows=ROWS):
    return b"".join(written(name, rows)).decode()


def test_each_line_of_ndjson_is_a_frozen_record_byte_for_byte():
    lines = text_of("facts.ndjson").removesuffix("\n").split("\n")
    assert len(lines) == len(SAMPLES)
    for line, row in zip(lines, ROWS, strict=True):
        assert json.loads(line)["digest"] == row.digest
        assert line.endswith(f'"fact":{row.body}}}')
        assert json.loads(line)["fact"]["licence"] == LICENCE


def read_csv(text):
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == HEADING
    return [dict(zip(HEADING, map(plain, line), strict=True)) for line in lines[1:]]


def test_the_table_reads_back_and_no_cell_is_a_formula():
    text = text_of("facts.csv")
    for line in csv.reader(io.StringIO(text, newline="")):
        assert not any(words.startswith(FORMULA) for words in line)
    hostile = next(row for row in read_csv(text) if row["claim"] == HOSTILE)
    assert hostile["finding"] == SAMPLES["hostile"]["finding"]
    assert hostile["rationale"] == SAMPLES["hostile"]["rationale"]


def test_the_table_tells_the_verdict_and_what_it_rests_on():
    rows = read_csv(text_of("facts.csv"))
    by_id = {row["id"]: row for row in rows}
    false = by_id[SAMPLES["false"]["id"]]
    assert (false["rating"], false["rating_value"]) == ("False", "1")
    assert (false["contradicts"], false["supports"]) == ("1", "0")
    assert false["sources"] == "https://harbour.example/log"
    assert (false["newest"], false["retracted"], false["licence"]) == (
        "yes",
        "no",
        LICENCE,
    )
    assert by_id[SAMPLES["unproven"]["id"]]["rating_value"] == ""
    assert by_id[SAMPLES["retracted"]["id"]]["corrections"] == (
        "2026-03-09 retraction: The log has a second page."
    )


@given(st.text())
def test_any_words_in_a_cell_read_back(words):
    assert plain(cell(words)) == words
    assert not cell(words).startswith(FORMULA)


def test_the_data_feed_holds_a_good_review_of_each_newest_version():
    old = row_of(SAMPLES["false"], newest=False)
    feed = json.loads(text_of("claimreview.json", [old, *ROWS]))
    assert (feed["@type"], feed["license"]) == ("DataFeed", CC_BY)
    assert feed["creditText"] == LICENCE
    items = feed["dataFeedElement"]
    assert len(items) == len(SAMPLES)
    for item, body in zip(items, SAMPLES.values(), strict=True):
        assert (item["@type"], item["url"]) == ("DataFeedItem", body["url"])
        (review,) = item["item"]
        assert faults({"@context": feed["@context"], **review}, page=body["url"]) == []
        assert review["creditText"] == body["licence"]


def annotations():
    collection = json.loads(text_of("annotations.jsonld"))
    assert collection["type"] == "AnnotationCollection"
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    page = collection["first"]
    assert (page["type"], page["partOf"]) == ("AnnotationPage", collection["id"])
    return page["items"]


def test_each_quotation_is_an_annotation_of_its_document():
    found = annotations()
    assert {one["type"] for one in found} == {"Annotation"}
    assert {one["rights"] for one in found} == {CC_BY}
    one = next(a for a in found if a["id"].endswith("000000000005"))
    (target,) = one["target"]
    assert target["source"] == "https://harbour.example/log"
    kinds = {selector["type"]: selector for selector in target["selector"]}
    assert kinds["TextPositionSelector"] == {
        "type": "TextPositionSelector",
        "start": 10,
        "end": 30,
    }
    assert kinds["TextQuoteSelector"]["exact"] == "The bridge was open."
    assert one["body"][0]["source"] == SAMPLES["false"]["url"]
    assert one["body"][1]["value"] == "contradicts"


def test_a_quotation_in_segments_has_a_target_for_each():
    one = next(a for a in annotations() if a["id"].endswith("000000000026"))
    exacts = [t["selector"][1]["exact"] for t in one["target"]]
    assert exacts == ["open", "Sunday"]
    assert all("segment" not in s for t in one["target"] for s in t["selector"])


def test_a_kept_copy_is_named_and_what_has_no_address_by_its_digest():
    one = next(a for a in annotations() if a["id"].endswith("000000000021"))
    assert one["target"][0]["state"] == {
        "type": "TimeState",
        "cached": "https://archive.example/1",
    }
    body = json.loads(json.dumps(SAMPLES["false"]))
    body["evidence"][0]["source"] |= {"url": "", "sha256": "ff" * 32}
    page = json.loads(text_of("annotations.jsonld", [row_of(body)]))["first"]
    (target,) = page["items"][0]["target"]
    assert (
        target["source"] == "ni:///sha-256;__________________________________________8"
    )


def test_what_is_only_described_is_not_quoted():
    assert not [a for a in annotations() if a["id"].endswith("000000000025")]


@names
def test_nothing_published_is_a_whole_file(name):
    text = text_of(name, [])
    if name.endswith("csv"):
        assert read_csv(text) == []
    elif name.endswith("ndjson"):
        assert text == ""
    else:
        assert json.loads(text)


@names
def test_no_more_is_held_than_what_is_written_now(name):
    taken = []

    def rows():
        for number in range(50):
            taken.append(number)
            yield ROWS[4]

    pieces = written(name, rows())
    for _ in range(3):
        next(pieces)
    assert len(taken) <= 4


def test_blocks_are_the_same_bytes():
    pieces = [b"a" * n for n in range(40)]
    blocks = list(in_blocks(pieces, 100))
    assert b"".join(blocks) == b"".join(pieces)
    assert all(len(block) >= 100 for block in blocks[:-1])
