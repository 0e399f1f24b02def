"""Answers that are the same for everybody, and that anybody may keep a while."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

FRESH_S = 60
# Without one of these every answer is whole: most are asked for so.
CONDITIONS = frozenset(
    f"HTTP_IF_{name}"
    for name in ("MATCH", "NONE_MATCH", "MODIFIED_SINCE", "UNMODIFIED_SINCE")
)
MOST_KEPT = 500  # pages of some 20 kB
View = Callable[..., HttpResponse]


class Page(NamedTuple):
    """A page as it was written, with its ETag."""

    content: bytes
    etag: str

    def answer(self) -> HttpResponse:
        return HttpResponse(self.content, headers={"ETag": self.etag})


class Pages:
    """Pages as they were written, the latest asked for; of this process alone.

    Filling a page takes ten times what everything else about answering it does.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most = most
        self.kept: OrderedDict[Hashable, Page] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable, write: Callable[[], bytes]) -> Page:
        """Return the page kept under ``key``, which names all that it depends on."""
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
                return found
        content = write()
        found = Page(content, etag_of(content))
        with self.lock:
            self.kept[key] = found
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
        return found


def etag_of(content: bytes) -> str:
    return quote_etag(hashlib.sha256(content).hexdigest()[:40])


def for_everybody(view: View) -> View:
    """Let caches keep what ``view`` answers, and answer 304 to who has it already.

    The ETag is of the content, so that nothing that shows in it can be forgotten; of a
    page that was kept, ``view`` tells it. What is shown may depend on the address and
    the language, never on a person.
    """

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        response["Cache-Control"] = f"public, max-age={FRESH_S}"
        etag = response.headers.get("ETag") or etag_of(response.content)
        response["ETag"] = etag
        if CONDITIONS.isdisjoint(request.META):
            return response
        return get_conditional_response(request, etag=etag, response=response)

    return answered
