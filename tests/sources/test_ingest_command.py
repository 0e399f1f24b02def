"""``manage.py ingest`` as people run it; a thread of its own plays the workers."""

import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.module_loading import import_string

from sources.jobs import service as jobs
from sources.management.commands import ingest
from sources.models import Document, Job, Story
from tests.factories import make_member, make_story

TEXT = "The mayor said on Friday that the harbour bridge was closed.\n"


def run(*words):
    out = StringIO()
    call_command("ingest", *map(str, words), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT)
    return path


def extract_nothing(job, progress):
    return lambda: jobs.submit("relate", job.subject)


def relate_nothing(job, progress):
    return lambda: None


@pytest.fixture
def workers(monkeypatch):
    """Run every due job until the test is over; no language model is loaded."""
    monkeypatch.setattr(ingest, "PAUSE_S", 0.02)
    stages = {"extract": extract_nothing, "relate": relate_nothing}
    for kind in stages:
        monkeypatch.setitem(jobs.HANDLERS, kind, (kind, "extract"))
    monkeypatch.setattr(
        jobs, "import_string", lambda path: stages.get(path) or import_string(path)
    )
    stopped = threading.Event()

    def work():
        while not stopped.is_set():
            for key in Job.objects.filter(state="queued").values_list("pk", flat=True):
                job = jobs.claim(key)
                if job is not None:
                    jobs.run(job)
            time.sleep(0.02)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stopped.set()
    thread.join()


@pytest.mark.django_db
class TestWithoutWaiting:
    def test_an_inbox_is_made_for_the_first_editor(self, file, team, editor, outsider):
        assert "waits to be read" in run(file, "--no-wait")
        document = Document.objects.get()
        assert document.story.title.startswith("Inbox 2")
        assert (document.story.team, document.created_by) == (team, editor)
        assert (document.via, document.filename) == ("command", "bridge.txt")

    def test_story_team_and_person_can_be_named(self, file, team, editor, reporter):
        other = make_member(team, "admin", "Someone Else")
        story = make_story("Bridge", team=team, by=reporter)
        names = ["--story", "Bridge", "--team", team.slug, "--by", other.email]
        run(file, "--no-wait", *names)
        document = Document.objects.get()
        assert (document.story, document.created_by) == (story, other)

    def test_a_named_story_is_made_when_there_is_none(self, file, editor):
        run(file, "--no-wait", "--story", "New matter")
        assert Story.objects.get().title == "New matter"

    def test_an_address_is_submitted(self, editor):
        run("https://news.example.org/a", "--no-wait")
        assert Job.objects.get().kind == "fetch"

    def test_a_duplicate_is_no_failure(self, file, editor):
        run(file, "--no-wait")
        assert "already there" in run(file, "--no-wait")
        assert Document.objects.count() == 1

    def test_each_failure_is_named_and_the_rest_is_done(self, file, tmp_path, editor):
        empty = tmp_path / "empty.txt"
        empty.touch()
        out = StringIO()
        paths = [str(path) for path in (empty, tmp_path / "gone.txt", file)]
        with pytest.raises(CommandError, match="2 of 3 failed"):
            call_command("ingest", *paths, "--no-wait", stdout=out)
        assert "empty.txt: empty_file" in out.getvalue()
        assert "gone.txt: unreadable_file: No such file" in out.getvalue()
        assert Document.objects.count() == 1

    @pytest.mark.parametrize(
        "names", [[], ["--by", "no@example.org"], ["--team", "nowhere"]]
    )
    def test_without_a_person_nothing_happens(self, file, reporter, names):
        with pytest.raises(CommandError, match="no active account"):
            run(file, *names)
        assert not Story.objects.exists()

    def test_without_workers_it_does_not_wait_for_ever(self, file, editor, monkeypatch):
        monkeypatch.setattr(ingest, "PATIENCE_S", 0)
        with pytest.raises(CommandError, match="No worker is running"):
            run(file)
        assert Document.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestWaiting:
    def test_it_ends_when_all_stages_have(self, file, editor, workers):
        line = run(file)
        document = Document.objects.select_related("current_revision").get()
        assert line.strip().endswith(f": {document}, 1 sentences, 0 candidates")
        states = dict(Job.objects.values_list("kind", "state"))
        assert states == {"read": "done", "extract": "done", "relate": "done"}

    def test_a_job_that_was_set_aside_is_a_failure(self, tmp_path, editor, workers):
        path = tmp_path / "empty.srt"
        path.write_text("1\n00:00:01,000 --> 00:00:02,000\n\n")
        out = StringIO()
        with pytest.raises(CommandError, match="1 of 1 failed"):
            call_command("ingest", str(path), stdout=out)
        assert "no_text" in out.getvalue()
