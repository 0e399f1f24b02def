"""A typed client of a Corroborate workbench: findings, changes, and the desk's API.

>>> with Client("https://checks.example.org") as client:
...     for fact in client.facts_each(rating="false"):
...         print(fact["claim"]["normalized_text"], fact["rating"]["label"])
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from corroborate_client import models
from corroborate_client.operations import Operations
from corroborate_client.problems import (
    BadRequest,
    Conflict,
    Gone,
    NotAllowed,
    NotThere,
    Problem,
    Unavailable,
)
from corroborate_client.transport import File

__all__ = [
    "BadRequest",
    "Client",
    "Conflict",
    "File",
    "Gone",
    "NotAllowed",
    "NotThere",
    "Problem",
    "Unavailable",
    "models",
]


class Client(Operations):
    """All operations of one workbench; see :class:`~.transport.Transport`."""

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def fact_text(self, record: str, version: int) -> str:
        """Return one version as it is stored: SHA-256 of this text is its digest.

        Raises:
            Gone: it was erased.
            NotThere: there is no such version.
        """
        url = f"{self.base}/api/v1/facts/{self.quoted(record)}"
        given = {"params": {"version": version}, "headers": self.headers}
        return self.send("GET", url, given).text

    def changes_follow(
        self, after: str = "", *, limit: int = 500, wait_s: int = 25
    ) -> Iterator[models.ChangePage]:
        """Yield pages of the changes feed for ever, as they come.

        Keep each page's ``next`` together with what you made of its results, in one
        transaction: then nothing is missed and nothing is done twice. An empty page
        means that nothing happened.

        Raises:
            Gone: ``cursor_from_lost_history``: the database was restored from a copy.
                Read from the start, and drop in the end what was not named.
        """
        while True:
            page = self.changes_list(after=after, limit=limit, wait=wait_s)
            yield page
            after = page["next"]
