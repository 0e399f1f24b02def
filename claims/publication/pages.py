"""Pages that the house writes about itself: how it checks, how it corrects.

``PAGES`` is the table: adding one is a row here and a text in ``texts/``. The product's
own words stand until somebody of the house edits them; every version is kept.

The text is a small safe subset of Markdown: headings, paragraphs, lists, emphasis and
links. HTML in it is shown as it was typed; a link to a script is no link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.errors import BadPage, NotAllowed, NotFound, StaleRow
from claims.models import SitePage
from workbench.accounts.models import Role

PAGES: dict[str, Promise] = {
    "method": gettext_lazy("How we check"),
    "corrections-policy": gettext_lazy("How we correct"),
    "about": gettext_lazy("Who we are"),
}
# What came with the product tells the house what to write there, and readers nothing.
UNTIL_WRITTEN = frozenset({"about"})
TEXTS = Path(__file__).parent / "texts"
MAX_TITLE, MAX_TEXT, MAX_NOTE = 120, 40_000, 300
ALLOWED = ("heading", "list", "emphasis", "link", "autolink", "newline", "escape")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it stands: ``version`` 0 is the product's own text."""

    slug: str
    language: str
    version: int
    title: str
    text: str
    edited_at: datetime | None = None

    @property
    def is_public(self) -> bool:
        return self.version > 0 or self.slug not in UNTIL_WRITTEN

    @property
    def html(self) -> SafeString:
        return render(self.text)


def current(slug: str, language: str = "en") -> Page:
    """Return the newest version in that language, else in English.

    Raises:
        NotFound: there is no such page.
    """
    if slug not in PAGES:
        raise NotFound(_("There is no such page."))
    rows = SitePage.objects.filter(slug=slug, language__in={language, "en"})
    newest: dict[str, SitePage] = {}
    for row in rows.order_by("version"):
        newest[row.language] = row
    found = newest.get(language)
    if found is None and shipped(slug, language) is not None:
        return shipped_page(slug, language)
    found = found or newest.get("en")
    return as_page(found) if found else shipped_page(slug, "en")


def in_language(slug: str, language: str) -> Page:
    """Return what an editor starts from: this language's version, else its shipped
    text, else the English one under this language.
    """
    page = current(slug, language)
    if page.language == language:
        return page
    return Page(slug, language, 0, page.title, page.text)


def history(slug: str, language: str) -> list[SitePage]:
    """Return all versions, newest first."""
    rows = SitePage.objects.filter(slug=slug, language=language)
    return list(rows.select_related("edited_by").order_by("-version"))


def as_page(row: SitePage) -> Page:
    return Page(row.slug, row.language, row.version, row.title, row.text, row.edited_at)


def shipped(slug: str, language: str) -> str | None:
    path = TEXTS / f"{slug}.{language}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def shipped_page(slug: str, language: str) -> Page:
    text = (shipped(slug, language) or "").replace(
        "{organisation}", settings.ORGANISATION
    )
    title, _blank, body = text.partition("\n")
    return Page(slug, language, 0, title.removeprefix("# "), body.strip() + "\n")


def may_edit(user: Any) -> bool:
    """Admins write for the whole house, whichever team theirs is."""
    held = (role for roles in user.memberships_by_team.values() for role in roles)
    return bool(user.is_active and Role.ADMIN.value in held)


def save_page(
    slug: str,
    language: str,
    *,
    title: str,
    text: str,
    note: str = "",
    by: Any,
    seen_version: int,
) -> SitePage:
    """Write the next version; the same words again change nothing.

    Raises:
        NotAllowed: ``by`` is no admin.
        NotFound: there is no such page, or no such language of the product.
        BadPage: title or text is empty or too long.
        StaleRow: somebody else wrote a version after ``seen_version``.
    """
    if not may_edit(by):
        raise NotAllowed(_("Admins edit the pages of the house."))
    if slug not in PAGES or language not in dict(settings.LANGUAGES):
        raise NotFound(_("There is no such page."))
    title, note = title.strip(), note.strip()
    text = text.replace("\r\n", "\n").strip() + "\n"
    require_text(title, text, note)
    rows = SitePage.objects.filter(slug=slug, language=language)
    newest = rows.order_by("-version").first()
    standing = newest.version if newest else 0
    if standing != seen_version:
        raise stale(seen_version, standing)
    if newest and (newest.title, newest.text) == (title, text):
        return newest
    try:
        with transaction.atomic():
            return SitePage.objects.create(
                slug=slug,
                language=language,
                version=standing + 1,
                title=title,
                text=text,
                note=note,
                edited_by=by,
            )
    except IntegrityError:
        raise stale(seen_version, standing + 1) from None


def stale(seen: int, current_version: int) -> StaleRow:
    return StaleRow(
        _("Someone changed this page after you read it."),
        seen=seen,
        current=current_version,
    )


def require_text(title: str, text: str, note: str) -> None:
    if not title or len(title) > MAX_TITLE or len(note) > MAX_NOTE:
        raise BadPage(
            _("A title has between 1 and %(title)d characters, a note up to %(note)d.")
            % {"title": MAX_TITLE, "note": MAX_NOTE}
        )
    if not text.strip() or len(text) > MAX_TEXT or "\0" in title + text + note:
        raise BadPage(_("A text has between 1 and %d characters.") % MAX_TEXT)


def render(text: str) -> SafeString:
    """Return the HTML of a text. No HTML of its own gets through."""
    parser = MarkdownIt("zero", {"html": False, "breaks": False}).enable([*ALLOWED])
    tokens = parser.parse(text)
    for token in tokens:
        one_lower(token)
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))


def one_lower(token: Token) -> None:
    """The page's own title is the only h1."""
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
