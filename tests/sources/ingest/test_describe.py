"""What a text says fills the document's fields; what a person wrote stays."""

from datetime import UTC, datetime

import pytest

from sources.ingest.describe import describe, instant_of
from sources.ingest.progress import jobs_of
from sources.models import Document
from sources.text.base import DocumentFacts, KnownDate
from tests.factories import make_job, make_revision, make_source

FACTS = DocumentFacts(
    title="Bridge closed",
    byline="A. Writer",
    outlet="Harbour Post",
    language="en",
    published=KnownDate("2024-03-03T10:00:00+02:00", "metadata"),
    updated=KnownDate("", "", "no update is named"),
    dateline_place="Cityville",
    zone="Europe/Paris",
    credits=("Reuters", "AFP"),
    canonical_url="https://example.org/bridge",
)
NOTHING = DocumentFacts()

pytestmark = pytest.mark.django_db


def test_empty_fields_are_filled():
    document = Document()
    describe(document, FACTS, NOTHING)
    assert (document.title, document.byline) == ("Bridge closed", "A. Writer")
    assert document.credits == ["Reuters", "AFP"]
    assert document.published_sort == datetime(2024, 3, 3, 8, tzinfo=UTC)
    assert (document.published_how, document.zone) == ("metadata", "Europe/Paris")
    assert document.updated_reason == "no update is named"


def test_what_an_earlier_reading_said_is_replaced():
    document = Document(title="Brigde closd", credits=["Reuter"])
    describe(document, FACTS, DocumentFacts(title="Brigde closd", credits=("Reuter",)))
    assert (document.title, document.credits) == ("Bridge closed", ["Reuters", "AFP"])


def test_what_a_person_wrote_stays():
    document = Document(
        title="Mine", credits=["Own"], published="2024", published_how="editor"
    )
    describe(document, FACTS, DocumentFacts(title="Theirs"))
    assert (document.title, document.credits) == ("Mine", ["Own"])
    assert (document.published, document.published_how) == ("2024", "editor")


@pytest.mark.parametrize(
    "named", [{"name": "harbour post"}, {"aliases": ["Harbour Post"]}]
)
def test_a_known_outlet_becomes_the_source(named):
    source = make_source(
        named.get("name", "The Post"), aliases=named.get("aliases", [])
    )
    document = Document()
    describe(document, FACTS, NOTHING)
    assert document.source == source


def test_an_unknown_outlet_is_left_to_people():
    make_source("Other Post")
    document = Document()
    describe(document, FACTS, NOTHING)
    assert (document.source, document.outlet) == (None, "Harbour Post")


def test_long_values_are_cut_and_long_addresses_dropped():
    document = Document()
    long = "x" * 3000
    facts = DocumentFacts(
        title=long, byline=long, credits=(long,), canonical_url=f"https://a.org/{long}"
    )
    describe(document, facts, NOTHING)
    assert (len(document.title), len(document.byline)) == (500, 300)
    assert (len(document.credits[0]), document.canonical_url) == (120, "")


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("", None),
        ("2024-03-03", datetime(2024, 3, 3, tzinfo=UTC)),
        ("2024-03-03T10:00:00Z", datetime(2024, 3, 3, 10, tzinfo=UTC)),
        ("2024-03-03T10:00:00", datetime(2024, 3, 3, 10, tzinfo=UTC)),
        ("2024-13-03", None),
        ("some day", None),
    ],
)
def test_dates_sort_by_their_instant(value, instant):
    assert instant_of(KnownDate(value, "metadata")) == instant


def test_jobs_are_found_at_every_stage():
    revision = make_revision()
    subjects = [revision.document_id, revision.capture_id, revision.pk, revision.pk]
    kinds = ["fetch", "read", "extract", "relate"]
    jobs = [make_job(k, subject=s) for k, s in zip(kinds, subjects, strict=True)]
    make_job("read")
    assert list(jobs_of(revision.document)) == jobs
