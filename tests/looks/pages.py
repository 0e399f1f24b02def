"""Which pages there are to look at: those of the table of access, and no list beside.

A page that a member may open is looked at; whoever adds a route to
``tests/access/expected.txt`` has its page looked at as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.access.table import PLACE, PRINCIPALS, fill, read_table

# Not pages of ours: programs read them, Django or Swagger draws them, a file is saved.
NOT_OURS = re.compile(
    r"/(api|admin|healthz|readyz|metrics|feeds|exports/data|oembed|\.well-known|v1alpha1"
    r"|accounts/2fa/)|.*\.(pdf|csv|json|py)$|/drafts/\?key="
)
OUTSIDE = ("/accounts/login/", "/accounts/password/reset/", "/invitations/")


@dataclass(frozen=True)
class Look:
    """``body`` is what is sent to it first; None: it is only opened."""

    address: str
    who: str = "editor"
    body: dict[str, str] | None = None

    @property
    def saved(self) -> bool:
        """Whether a browser saves it: it is then looked at as its words alone."""
        return self.address.endswith("/export.html")

    @property
    def name(self) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", PLACE.sub("", self.address.lower()))
        return words.strip("-") or "desk"

    def at(self, rows: dict[str, Any]) -> str:
        return fill(self.address, rows)


def pages() -> list[Look]:
    found = []
    for line in read_table():
        who = "anonymous" if line.address.startswith(OUTSIDE) else "editor"
        cell = line.cells[PRINCIPALS.index(who)]
        if line.method == "GET" and cell == "200" and not NOT_OURS.match(line.address):
            found.append(Look(line.address, who))
    return found


TYPICAL = pages()
EMPTY = [look for look in TYPICAL if not PLACE.search(look.address)]
ERRORS = [
    Look("/no-such-page/"),
    Look("/admin/login/"),
    Look("/triage/", "newcomer"),
    Look("/invitations/no-such-token/", "anonymous"),
    Look("/accounts/login/", "anonymous", {"login": "nobody@example.org"}),
    Look("/claims/new/", body={"text": ""}),
    Look("/stories/new/", body={"title": ""}),
    Look("/sources/add/", body={"text": ""}),
    Look("/claims/{claim}/edit/", body={"seen_version": "0", "text": "Other words."}),
    Look("/claims/{claim}/evidence/passage/", body={"words": "not in it"}),
    Look("/claims/{claim}/evidence/search/", body={"where": ""}),
    Look("/claims/{taken}/propose/", body={"finding": ""}),
    Look("/claims/{claim}/moves/dismiss/", body={"seen_version": "1", "note": ""}),
    Look("/claims/{claim}/moves/take/", "outsider", {"seen_version": "1"}),
    Look("/triage/groups/{group}/dismiss/", body={"reason": ""}),
    Look("/tasks/new/?claim={claim}", body={"kind": ""}),
    Look("/stories/{story}/actors/merge/", body={"reason": ""}),
    Look("/documents/{document}/facts/", body={"published": "yesterday"}),
    Look("/documents/{document}/select/", body={"start": ""}),
    Look("/teams/{team}/", body={"email": "no address"}),
    Look("/settings/", body={"name": "", "time_zone": "Nowhere"}),
    Look("/settings/keys/", body={"name": ""}),
    Look("/settings/keyboard/", body={"rows-next": "a b c"}),
]
