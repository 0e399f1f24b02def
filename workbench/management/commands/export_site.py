"""Write the whole public site into a folder."""

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import get_resolver

from claims.errors import NotOurFolder
from claims.publication.folder import Folder
from claims.views.static_site import LIVE, Site, front_page


class Command(BaseCommand):
    help = (
        "Write the public site (findings, versions, corrections, feeds, cards, files) "
        "into FOLDER: pages that open from any server and from a disk. A second run "
        "writes what changed; the folder is never half of each."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--url",
            default="",
            help="where the folder will be served; PUBLIC_URL unless said. Feeds and "
            "cards name it, pages link to each other wherever they are.",
        )

    def handle(self, *args: Any, folder: Path, url: str, **options: Any) -> None:
        logging.getLogger("django_structlog").setLevel(logging.ERROR)
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        settings.STYLES_IN_PAGES = False  # a file of its own is fetched once
        site = Site(public_names())
        if url:
            settings.PUBLIC_URL = url.rstrip("/")
            site.bases.add(settings.PUBLIC_URL)
        try:
            new = Folder(folder.resolve())
        except NotOurFolder as error:
            raise CommandError(error.message) from None
        new.add("index.html", [front_page(settings.ORGANISATION)])
        for page in site.pages():
            new.add(page.file, page.pieces)
        about = {"generator": "Corroborate", "url": settings.PUBLIC_URL}
        done = new.place({**about, "licence": settings.LICENCE_LINE})
        self.stdout.write(
            f"{folder}: {done.written} files written, {done.kept} as before, "
            f"{done.gone} gone."
        )
        for address in site.dead:
            self.stderr.write(f"left out, as it does not exist: {address}")


def public_names() -> frozenset[str]:
    """Names of the public addresses that can be files."""
    from workbench.urls import PUBLIC  # the one list of them

    names = {one.name for one in PUBLIC if one.name}
    assert names <= {*get_resolver().reverse_dict}
    return frozenset(names - LIVE)
