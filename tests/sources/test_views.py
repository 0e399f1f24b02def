"""Adding sources, their facts, and the work on them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sources.errors import FetchFailed, UnreadableFormat, _all_kinds
from sources.jobs.advice import ADVICE
from sources.models import Document, Job, Story
from sources.stories import open_story
from sources.text.signature import signature_of
from tests.factories import make_document, make_job, make_revision, make_story


@pytest.fixture
def desk_client(client, reporter):
    client.force_login(reporter)
    return client


def add(client, story, **data):
    return client.post(reverse("sources_add"), {"story": story.pk, **data})


def test_pasted_text_is_taken_in_and_leads_to_the_story(desk_client, story):
    response = add(desk_client, story, text="It closed at nine.", title="Note")
    assert response["Location"] == reverse("story", args=[story.pk])
    assert Document.objects.get().title == "Note"
    assert Job.objects.get().kind == "read"


def test_one_refusal_loses_nothing_else(desk_client, story):
    files = [
        SimpleUploadedFile("good.txt", b"It closed at nine."),
        SimpleUploadedFile("empty.txt", b""),
    ]
    response = add(desk_client, story, files=files, text="Another text.")
    page = response.content.decode()
    assert response.status_code == 422
    assert "empty.txt was not taken in." in page
    assert "<code>empty_file</code>" in page
    assert Document.objects.count() == 2


def test_what_was_taken_in_is_not_offered_again(desk_client, story):
    urls = "https://one.example/a\nnowhere\n"
    page = add(desk_client, story, text="It closed at nine.", urls=urls)
    assert page.context["form"]["urls"].value() == "nowhere"
    assert not page.context["form"]["text"].value()


def test_a_story_is_not_guessed_among_several(desk_client, story, team, reporter):
    form = desk_client.get(reverse("sources_add")).context["form"]
    assert form["story"].value() == story.pk
    open_story("Another matter", team=team, by=reporter)
    form = desk_client.get(reverse("sources_add")).context["form"]
    assert form["story"].value() is None


def test_a_duplicate_leads_to_the_one_that_is_here(desk_client, story):
    add(desk_client, story, text="It closed at nine.")
    page = add(desk_client, story, text="It closed at nine.").content.decode()
    assert "duplicate_document" in page
    assert reverse("document", args=[Document.objects.get().pk]) in page


def test_addresses_are_taken_one_a_line(desk_client, story):
    add(desk_client, story, urls="https://one.example/a\nhttps://two.example/b\n")
    assert Document.objects.count() == 2


def test_nothing_given_says_what_to_give(desk_client, story):
    response = add(desk_client, story)
    assert response.status_code == 422
    assert b"Paste a text, choose a file or give an address." in response.content


def test_a_story_under_embargo_is_its_teams(desk_client, team):
    data = {"title": "The minister", "team": team.pk, "embargo": "on"}
    desk_client.post(reverse("story_create"), data)
    assert Story.objects.get().scope == team


def test_others_teams_stories_are_not_opened(desk_client, other_team):
    data = {"title": "Theirs", "team": other_team.pk}
    assert desk_client.post(reverse("story_create"), data).status_code == 422


def test_a_changed_date_is_known_from_an_editor(desk_client, story):
    row = make_document(story, published="2024-03-01", published_how="dateline")
    url = reverse("document_facts", args=[row.pk])
    sent = {"title": row.title, "reason": "The imprint says so."}
    bad = desk_client.post(url, sent | {"published": "yesterday"})
    assert bad.status_code == 422
    assert 'value="yesterday"' in bad.text
    desk_client.post(url, sent | {"published": "2024-03-03", "language": "en"})
    row.refresh_from_db()
    assert (row.published, row.published_how) == ("2024-03-03", "editor")
    assert row.published_sort.date().isoformat() == "2024-03-03"


def test_a_failed_job_shows_its_reason_and_is_retried(desk_client, story):
    document = make_document(story)
    job = make_job(
        subject=document.pk,
        story=story,
        state="quarantined",
        error_code="fetch_dead_host",
        error="The host does not answer.",
    )
    for url in (reverse("jobs"), reverse("sources")):
        page = desk_client.get(url).content.decode()
        assert "The host does not answer." in page
        assert "fetch_dead_host" in page
    desk_client.post(reverse("job_retry", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "queued"


def test_the_beginning_of_a_text_says_so(desk_client, story):
    revision = make_revision("The dam broke.", story=story, partial=True)
    make_job(subject=revision.capture_id, state="running")
    url = reverse("document", args=[revision.document_id])
    assert "the rest is being read" in desk_client.get(url).content.decode()


def test_running_work_is_told_before_waiting_work(desk_client, story):
    document = make_document(story)
    revision = make_revision(document=document)
    make_job("read", subject=revision.capture_id, state="done")
    make_job(
        "extract_part",
        subject=revision.pk,
        state="running",
        progress_done=37,
        progress_total=300,
        progress_unit="page",
    )
    make_job("extract_part", subject=revision.pk, inputs={"first": 60})
    page = desk_client.get(reverse("sources")).content.decode()
    assert "Finding claims page 37 of 300" in page


def test_other_teams_see_no_button_and_retry_nothing(client, outsider, story):
    job = make_job(subject=make_document(story).pk, story=story, state="quarantined")
    client.force_login(outsider)
    url = reverse("job_retry", args=[job.pk])
    assert url not in client.get(reverse("jobs")).content.decode()
    assert client.post(url).status_code == 403
    job.refresh_from_db()
    assert job.state == "quarantined"


def test_a_document_without_text_polls_for_it(desk_client, story):
    document = make_document(story)
    make_job(
        subject=document.pk,
        state="running",
        progress_done=3,
        progress_total=9,
        progress_unit="page",
    )
    url = reverse("document_fresh", args=[document.pk])
    assert url in desk_client.get(reverse("document", args=[document.pk])).text
    page = desk_client.get(url, HTTP_HX_REQUEST="true", HTTP_X_POLL="1").text
    assert "page 3 of 9" in page
    assert 'hx-trigger="every 2s"' in page
    assert 'id="side"' not in page


def test_facts_are_corrected_by_the_storys_team_alone(client, outsider, story):
    row = make_document(story)
    client.force_login(outsider)
    url = reverse("document_facts", args=[row.pk])
    sent = {"title": "Mine now", "reason": "So there."}
    assert client.post(url, sent).status_code == 403
    row.refresh_from_db()
    assert row.title != "Mine now"


def test_a_correction_keeps_who_when_why_before_and_after(desk_client, reporter, story):
    row = make_document(story, byline="B. Old", credits=["Northwire"])
    url = reverse("document_facts", args=[row.pk])
    sent = {"title": row.title, "byline": "A. New", "language": "en"}
    assert desk_client.post(url, sent).status_code == 422  # no reason
    sent |= {"reason": "The author rang.", "credits": "Northwire, Other"}
    desk_client.post(url, sent)
    edit = row.edits.get()
    assert (edit.by, edit.reason) == (reporter, "The author rang.")
    assert edit.changes == {
        "byline": ["B. Old", "A. New"],
        "credits": [["Northwire"], ["Northwire", "Other"]],
    }
    page = desk_client.get(url).text
    assert "The author rang." in page
    assert "<del>B. Old</del>" in page


def test_a_stale_correction_is_refused_and_nothing_typed_is_lost(desk_client, story):
    row = make_document(story)
    url = reverse("document_facts", args=[row.pk])
    seen = desk_client.get(url).context["form"].initial["seen"]
    sent = {"title": row.title, "language": "en", "reason": "I know.", "seen": seen}
    desk_client.post(url, sent | {"byline": "First"})
    answer = desk_client.post(url, sent | {"byline": "Second"})
    assert answer.status_code == 409
    assert "stale_facts" in answer.text
    assert 'value="Second"' in answer.text
    row.refresh_from_db()
    assert row.byline == "First"
    again = answer.context["form"].data["seen"]
    desk_client.post(url, sent | {"byline": "Second", "seen": again})
    row.refresh_from_db()
    assert row.byline == "Second"


def test_the_same_correction_twice_is_noted_once(desk_client, story):
    row = make_document(story)
    url = reverse("document_facts", args=[row.pk])
    sent = {"title": row.title, "language": "en", "byline": "N.", "reason": "I know."}
    for _ in range(2):
        desk_client.post(url, sent)
    assert row.edits.count() == 1


def test_facts_say_how_each_is_known_and_name_near_copies(desk_client, story):
    words = " ".join(f"Sentence {n} of one text." for n in range(40))
    one = make_revision(words, story=story, signature=signature_of(words))
    other = make_revision(words + " More.", story=story, signature=signature_of(words))
    page = desk_client.get(reverse("document_facts", args=[one.document_id])).text
    assert "Nearly the same text" in page
    assert str(other.document) in page


def test_a_stopped_job_says_what_to_do_and_is_given_up(desk_client, story):
    job = make_job(
        subject=make_document(story).pk,
        story=story,
        state="quarantined",
        error_code="encrypted",
        error="The file is encrypted.",
    )
    page = desk_client.get(reverse("jobs"), {"story": story.pk}).text
    assert "Open it with its password" in page
    desk_client.post(reverse("job_give_up", args=[job.pk]))
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("given_up", "encrypted")
    desk_client.post(reverse("job_retry", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "queued"


def test_all_of_ones_own_stopped_jobs_are_tried_again(desk_client, story, outsider):
    own = [make_job(story=story, state="quarantined") for _ in range(2)]
    theirs = make_job(story=make_story(by=outsider), state="quarantined")
    desk_client.post(reverse("jobs_retry_all"))
    assert {Job.objects.get(pk=job.pk).state for job in own} == {"queued"}
    assert Job.objects.get(pk=theirs.pk).state == "quarantined"


def test_every_code_of_a_failure_has_its_advice():
    codes = {kind.default_code for kind in _all_kinds(FetchFailed)}
    codes |= {kind.default_code for kind in _all_kinds(UnreadableFormat)}
    assert codes <= set(ADVICE)


def test_sources_are_narrowed_to_what_lacks_a_date_or_text(desk_client, story):
    dated = make_revision(story=story).document
    dated.published = "2024-03-03"
    dated.save()
    undated = make_revision(story=story).document
    unread = make_document(story)
    found = {
        lack: {
            d.pk
            for d in desk_client.get(reverse("sources"), {"lack": lack}).context["page"]
        }
        for lack in ("date", "text")
    }
    assert found == {"date": {undated.pk}, "text": {unread.pk}}
    none = desk_client.get(reverse("sources"), {"q": "Quorzelm"})
    assert "No such document" in none.text
