"""Pages that the house writes about itself: read by everybody, edited by admins."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from claims.errors import BadPage, NotAllowed, StaleRow
from claims.forms import SitePageForm
from claims.models import SitePage
from claims.publication.pages import (
    PAGES,
    Page,
    as_page,
    current,
    history,
    in_language,
    may_edit,
    save_page,
)
from claims.views.differences import word_diff
from workbench.accounts.decorators import member_required


@require_safe
def house_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version in the reader's language, else in English.

    Raises:
        Http404: the house has not written it yet.
    """
    page = current(slug, (get_language() or "en").split("-")[0])
    if not page.is_public:
        raise Http404
    return render(request, "public/house_page.html", {"page": page, "here": slug})


def require_admin(request: HttpRequest) -> None:
    if not may_edit(request.user):
        raise NotAllowed(_("Admins edit the pages of the house."))


@member_required
@require_GET
def house_pages(request: HttpRequest) -> HttpResponse:
    """Every page in every language of the product, with who last wrote it."""
    require_admin(request)
    written: dict[tuple[str, str], SitePage] = {}
    for row in SitePage.objects.select_related("edited_by").order_by("version"):
        written[row.slug, row.language] = row
    rows = [
        {
            "slug": slug,
            "name": name,
            "languages": [
                (code, words, written.get((slug, code)))
                for code, words in settings.LANGUAGES
            ],
        }
        for slug, name in PAGES.items()
    ]
    return render(request, "claims/house_pages.html", {"rows": rows})


@member_required
def house_page_edit(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """GET: the form, with what stands; ``version`` starts from an older one.

    POST: "preview" shows it as readers will, "save" writes the next version.
    """
    require_admin(request)
    if slug not in PAGES or language not in dict(settings.LANGUAGES):
        raise Http404
    versions = history(slug, language)
    standing = in_language(slug, language)
    start = chosen(versions, request.GET.get("version", "")) or standing
    seen = {"seen_version": standing.version}
    form = SitePageForm(
        request.POST or None, initial={"title": start.title, "text": start.text} | seen
    )
    refused, status, shown = None, 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            shown = Page(slug, language, 0, data["title"], data["text"])
            status = 200
            if "save" in request.POST:
                try:
                    save_page(slug, language, by=request.user, **data)
                    messages.success(request, _("Saved, and public now."))
                    return redirect("house_page_edit", slug, language)
                except BadPage as error:
                    form.add_error(None, error.message)
                    status = 422
                except StaleRow as error:
                    refused, status = error, 409
                    form.data = form.data.copy()
                    form.data["seen_version"] = standing.version
    context: dict[str, Any] = {
        "slug": slug,
        "language": language,
        "languages": settings.LANGUAGES,
        "name": PAGES[slug],
        "form": form,
        "standing": standing,
        "start": start,
        "versions": versions,
        "shown": shown,
        "runs": word_diff(standing.text, shown.text) if shown else [],
        "refused": refused,
    }
    return render(request, "claims/house_page_edit.html", context, status=status)


def chosen(versions: list[SitePage], asked: str) -> Page | None:
    found = next((row for row in versions if str(row.version) == asked), None)
    return as_page(found) if found else None
