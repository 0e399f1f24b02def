"""Put the sample stories into the pipeline; what is there already is left alone."""

from __future__ import annotations

from django.db import transaction

from claims.demo.manifest import Manifest, SampleDocument, SampleStory
from sources.models import Document, Ownership, Source, Story
from workbench.accounts.models import Team, User


def ensure_sources(manifest: Manifest) -> dict[str, Source]:
    """Return the sample's sources by name, with who owns whom."""
    sources = {
        source.name: Source.objects.get_or_create(
            name=source.name, defaults={"kind": source.kind}
        )[0]
        for source in manifest.sources
    }
    for link in manifest.ownership:
        Ownership.objects.get_or_create(
            owner=sources[link.owner],
            owned=sources[link.owned],
            defaults={"note": link.note},
        )
    return sources


def ensure_story(sample: SampleStory, team: Team, by: User) -> Story:
    story, _ = Story.objects.get_or_create(
        title=sample.title,
        team=team,
        defaults={"scope": team if sample.embargo else None, "created_by": by},
    )
    return story


def ingest_missing(
    sample: SampleStory, story: Story, sources: dict[str, Source], *, by: User
) -> int:
    """Submit the documents that the story lacks; return how many those were."""
    there = set(Document.objects.filter(story=story).values_list("filename", flat=True))
    missing = [row for row in sample.documents if row.path.name not in there]
    for row in missing:
        ingest_one(row, story, sources[row.source], by=by)
    return len(missing)


def ingest_one(row: SampleDocument, story: Story, source: Source, *, by: User) -> None:
    """Submit a text and say whose it is, before any worker reads it."""
    # Loaded here, as a second start has nothing to read: that saves it half a second.
    from sources.ingest.service import ingest_upload

    with transaction.atomic():
        document, _ = ingest_upload(
            row.path.read_bytes(),
            filename=row.path.name,
            title=row.title,
            story=story,
            by=by,
        )
        document.source = source
        document.save(update_fields=["source"])
