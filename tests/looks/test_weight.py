"""What a page weighs, compressed, and that nothing comes from anybody else."""

from __future__ import annotations

import gzip
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.looks.pages import TYPICAL, Look
from tests.rig import Stack

KB = 1024
PUBLIC = (
    "/findings/",
    "/corrections/",
    "/exports/",
    "/problems/",
    "/invitations/",
    "/accounts/",
)
# With the desk around them, for who is logged in.
AT_THE_DESK = tuple(
    f"/accounts/{page}/" for page in ("logout", "email", "password/change")
)
# Limits by kind, in bytes: what everybody reads, and what the desk works with.
LIMITS = {
    True: {"script": 15 * KB, "stylesheet": 20 * KB},
    False: {"script": 60 * KB, "stylesheet": 30 * KB},
}


STYLES = "[...document.querySelectorAll('style')].map((e) => e.textContent).join('')"

OPENED = [look for look in TYPICAL if not look.saved]


def is_public(look: Look) -> bool:
    return look.address.startswith(PUBLIC) and not look.address.startswith(AT_THE_DESK)


@pytest.mark.parametrize("look", OPENED, ids=lambda look: f"{look.name}-{look.who}")
def test_a_page_is_light_and_all_our_own(
    filled: Any, contexts: Any, stack: Stack, look: Look
) -> None:
    page: Page = contexts(filled["people"].get(look.who))
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(look.at(filled["rows"]), wait_until="load")
    page.remove_listener("response", keep)
    home = urlsplit(stack.address).netloc
    strangers = [a.url for a in answers if urlsplit(a.url).netloc not in {home, ""}]
    assert not strangers
    styles = page.evaluate(STYLES)
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "no styles"
    limits = LIMITS[is_public(look)]
    for kind, limit in limits.items():
        weighed = {
            urlsplit(a.url).path: len(gzip.compress(a.body(), 9))
            for a in answers
            if a.request.resource_type == kind and a.status == 200
        }
        if kind == "stylesheet":
            weighed["in the page"] = len(gzip.compress(styles.encode(), 9))
        assert sum(weighed.values()) <= limit, (kind, weighed)
