"""Who owns whom: kept by editors, with reasons, and compared anew."""

import pytest
from django.urls import reverse

from sources.models import Document, Job, Ownership, OwnershipEdit, Source
from tests.factories import (
    make_candidate,
    make_document,
    make_revision,
    make_source,
)


@pytest.fixture
def paper(db):
    return make_source("Harbour Gazette")


@pytest.fixture
def house(db):
    return make_source("North Media")


def own(client, paper, house, **data):
    url = reverse("source", args=[paper.pk])
    return client.post(url, {"owner": house.pk, "reason": "The register.", **data})


def test_a_source_is_listed_once_and_takes_its_documents(as_editor, story):
    row = make_document(story, outlet="Harbour Gazette")
    page = as_editor.get(reverse("owners"))
    assert [one["outlet"] for one in page.context["unknown"]] == ["Harbour Gazette"]
    for _ in range(2):
        as_editor.post(reverse("owners"), {"name": "Harbour Gazette", "kind": "outlet"})
    source = Source.objects.get()
    assert Document.objects.get(pk=row.pk).source == source
    assert as_editor.get(reverse("owners")).context["unknown"] == []


def test_an_owner_is_added_and_taken_away_with_reasons(as_editor, editor, paper, house):
    assert own(as_editor, paper, house, reason="").status_code == 422
    for _ in range(2):
        own(as_editor, paper, house)
    link = Ownership.objects.get()
    assert (link.owner, link.owned, link.note) == (house, paper, "The register.")
    end = reverse("owner_end", args=[link.pk])
    assert as_editor.post(end, {}).status_code == 422
    as_editor.post(end, {"reason": "Sold in May."})
    assert not Ownership.objects.exists()
    told = [(e.added, e.by, e.reason) for e in OwnershipEdit.objects.all()]
    assert told == [(False, editor, "Sold in May."), (True, editor, "The register.")]
    assert "Sold in May." in as_editor.get(reverse("source", args=[paper.pk])).text


def test_nobody_owns_itself_in_the_end(as_editor, paper, house):
    own(as_editor, paper, house)
    answer = own(as_editor, house, paper)
    assert answer.status_code == 422
    assert "would own itself in the end" in answer.text
    assert Ownership.objects.count() == 1


def test_what_it_said_is_compared_anew(as_editor, story, paper, house):
    document = make_document(story, source=paper)
    candidate = make_candidate(
        "It closed.",
        revision=make_revision("It closed.", document=document),
        compared_as="x",
    )
    own(as_editor, paper, house)
    candidate.refresh_from_db()
    assert candidate.compared_as == ""
    assert Job.objects.get(kind="relate").story == story


def test_others_read_the_list_and_change_nothing(as_reviewer, paper, house):
    assert "Editors keep this list." in as_reviewer.get(reverse("owners")).text
    assert own(as_reviewer, paper, house).status_code == 403
    sent = {"name": "Mine", "kind": "outlet"}
    assert as_reviewer.post(reverse("owners"), sent).status_code == 403


def test_documents_under_anothers_embargo_are_not_counted(
    as_outsider, as_editor, embargoed_story, paper
):
    make_document(embargoed_story, source=paper)
    (row,) = as_editor.get(reverse("owners")).context["page"]
    assert row.n_documents == 1
    (row,) = as_outsider.get(reverse("owners")).context["page"]
    assert row.n_documents == 0


def test_the_list_asks_no_more_with_more_sources(as_editor, queries_of, house):
    url = reverse("owners")
    first = queries_of(as_editor, url)
    for _ in range(20):
        Ownership.objects.create(owner=house, owned=make_source())
    assert queries_of(as_editor, url) <= first + 2
