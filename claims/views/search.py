"""One box for the whole desk: claims, findings, documents, passages, people, stories.

Every kind is asked with all the words, the last as a beginning, within what the person
may see; a query for each kind, and no more rows than a page can show.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.listing import asked_words, by_words, listed, marks_in, with_marks
from claims.models import Actor, Publication
from sources.http import page_or_part
from sources.models import Document, Passage, Story
from workbench.accounts.decorators import member_required
from workbench.accounts.models import User

SHOWN = 6
WORDS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found: its words, perhaps with marks, where it leads, what it is of."""

    words: str
    url: str
    about: str = ""
    said: bool = False  # people's own words, set as such


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one kind; ``more`` leads to the list of all, where there is one."""

    name: str
    hits: list[Hit]
    more: str = ""

    @property
    def shown(self) -> list[Hit]:
        return self.hits[:SHOWN]

    @property
    def further(self) -> bool:
        return len(self.hits) > SHOWN


@member_required
def search(request: HttpRequest) -> HttpResponse:
    """GET ``q``: what is found, by kind."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    found = find(request.user, words) if asked_words(words) is not None else []
    context = {
        "words": words,
        "found": [kind for kind in found if kind.hits],
        "nothing": bool(words) and not any(kind.hits for kind in found),
    }
    return page_or_part(
        request, "claims/search.html", "claims/parts/_search.html", context
    )


def find(user: Any, words: str) -> list[Found]:
    return [look(user, words) for look in KINDS]


def claims_of(user: Any, words: str) -> Found:
    rows = with_marks(by_words(listed(user), words, user), words)
    found = rows.select_related("story").order_by("-updated_at", "-pk")[: SHOWN + 1]
    hits = [
        Hit(
            row.marked,
            row.get_absolute_url(),
            f"{row} · {row.get_status_display()} · {row.story}",
            said=True,
        )
        for row in found
    ]
    query = {"q": words, "status": "all"}
    return Found(_("Claims"), hits, f"{reverse('claims')}?{encode(query)}")


def encode(query: dict[str, str]) -> str:
    return urlencode(query)


def findings_of(user: Any, words: str) -> Found:
    """The newest version of each finding, as it was frozen: that much is for all.

    Its claim may have been reopened and reworded since, which is its team's alone.
    """
    rows = Publication.objects.filter(superseded_by=None, words=asked_words(words))
    found = rows.only("slug", "version", "body")[: SHOWN + 1]
    hits = [
        Hit(frozen(row), row.get_absolute_url(), str(row), said=True) for row in found
    ]
    return Found(_("Findings"), hits)


def frozen(row: Publication) -> str:
    words: str = orjson.loads(row.body)["claim"]["normalized_text"]
    return words


def documents_of(user: Any, words: str) -> Found:
    rows = Document.objects.visible_to(user)
    for word in words_in(words):
        rows = rows.filter(Q(title__icontains=word) | Q(outlet__icontains=word))
    found = rows.select_related("source", "story")[: SHOWN + 1]
    hits = [
        Hit(
            str(row),
            reverse("document", args=[row.pk]),
            " · ".join(filter(None, [row.label, row.published[:10], str(row.story)])),
        )
        for row in found
    ]
    more = f"{reverse('sources')}?{encode({'q': words})}"
    return Found(_("Documents"), hits, more)


def passages_of(user: Any, words: str) -> Found:
    """Sentences of texts; the first found, since all that match would be ranked."""
    query = asked_words(words)
    rows = Passage.objects.visible_to(user).filter(search=query)[: SHOWN + 1]
    found = rows.annotate(marked=marks_in(query, "words")).select_related(
        "revision__document__source"
    )
    found = found.defer("revision__text", "revision__reading_text", "search")
    hits = [
        Hit(
            row.marked,
            reverse("document", args=[row.revision.document_id]),
            row.revision.document.label,
            said=True,
        )
        for row in found
    ]
    return Found(_("Passages"), hits)


def people_of(user: Any, words: str) -> Found:
    """Who is named in stories, by any of their spellings' beginnings."""
    rows = Actor.objects.visible_to(user).standing()
    for word in words_in(words):
        rows = rows.filter(name__icontains=word)
    found = rows.select_related("story").order_by("-documents", "name")[: SHOWN + 1]
    hits = [
        Hit(row.name, reverse("actor", args=[row.pk]), str(row.story)) for row in found
    ]
    return Found(_("People and bodies"), hits)


def colleagues_of(user: Any, words: str) -> Found:
    rows = User.objects.filter(
        is_active=True, memberships__team__in=user.team_ids
    ).distinct()
    for word in words_in(words):
        rows = rows.filter(name__icontains=word)
    hits = [
        Hit(str(row), f"{reverse('claims')}?{encode({'checker': str(row.pk)})}")
        for row in rows.order_by("name")[: SHOWN + 1]
    ]
    return Found(_("Colleagues, by what they check"), hits)


def stories_of(user: Any, words: str) -> Found:
    rows = Story.objects.visible_to(user)
    for word in words_in(words):
        rows = rows.filter(title__icontains=word)
    hits = [
        Hit(str(row), reverse("story", args=[row.pk]), str(row.team))
        for row in rows.select_related("team")[: SHOWN + 1]
    ]
    return Found(_("Stories"), hits)


def words_in(words: str) -> list[str]:
    return re.findall(r"\w+", words)[:WORDS]


KINDS: tuple[Callable[[Any, str], Found], ...] = (
    claims_of,
    findings_of,
    stories_of,
    documents_of,
    passages_of,
    people_of,
    colleagues_of,
)
