"""One story as a file: a PDF, or one HTML file that needs nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.publication.exports import story_pdf
from claims.publication.report import report_of
from claims.views.charts import timeline
from claims.views.moments import near, of_candidates, table_of
from claims.views.stories import find_story
from claims.views.story_page import documents_of, map_of, pairs_of, timed
from sources.models import Story
from workbench.accounts.decorators import member_required
from workbench.templatetags.desk import say_instant, utc_range, zone_of

TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


@member_required
def export(request: HttpRequest, pk: Any, kind: str) -> HttpResponse:
    """GET: the story as a file of this kind, with what the person may see."""
    row = find_story(request, pk)
    data = pdf(request, row) if kind == "pdf" else html(request, row)
    response = HttpResponse(data, content_type=TYPES[kind])
    name = slugify(row.title)[:60].strip("-") or "story"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


def html(request: HttpRequest, row: Story) -> bytes:
    report, pictures = gather(request, row)
    context = {
        "r": report,
        "w": words(),
        "timeline": pictures["line"],
        "map": pictures["map"],
        "drawn": draw(pictures),
    }
    return render_to_string("claims/exports/story.html", context).encode()


def pdf(request: HttpRequest, row: Story) -> bytes:
    report, pictures = gather(request, row)
    drawn = draw(pictures)
    return story_pdf.export(
        report, words=words(), timeline=drawn["line"], map_=drawn["map"]
    )


def gather(request: HttpRequest, row: Story) -> tuple[dict[str, Any], dict[str, Any]]:
    """The report, and the geometry of its pictures."""
    times = list(timed(row))
    moments, _left_out = near(of_candidates(times))
    documents = documents_of(row)
    made_at = say_instant(timezone.now(), zone_of(request.user))
    told = [
        {
            "when": utc_range(one.candidate),
            "who": one.candidate.speaker or one.candidate.document.label,
            "words": one.candidate.words,
            "document": one.candidate.document.label,
            "conflict": one.conflicts,
        }
        for one in table_of(times)
    ]
    report = report_of(row, by=request.user, made_at=made_at, times=told)
    pictures = {
        "line": timeline(moments),
        "map": map_of(documents, pairs_of(row, documents)),
    }
    return report, pictures


def draw(pictures: dict[str, Any]) -> dict[str, str]:
    """The pictures as SVG that needs no stylesheet; empty for none."""
    return {
        name: render_to_string(f"claims/exports/{name}.svg", {name: picture})
        if picture
        else ""
        for name, picture in pictures.items()
    }


def words() -> dict[str, str]:
    """Headings of the files, in the reader's language."""
    return {
        "lang": (get_language() or "en").split("-")[0],
        "embargo": _("Under embargo, only for"),
        "made": _("Made"),
        "due": _("due"),
        "closed": _("closed"),
        "documents_n": _("documents"),
        "assertions_n": _("assertions"),
        "claims_n": _("claims"),
        "withheld": _("withheld"),
        "withheld_all": _("pieces of evidence are withheld: only counted here."),
        "times": _("When it happened, as told"),
        "times_alt": _("Event times on one axis; the table below says the same."),
        "when": _("When, in UTC"),
        "who": _("Who tells it"),
        "said": _("Words"),
        "agreement": _("Who agrees, who conflicts"),
        "map_alt": _("Documents joined where they agree or conflict."),
        "questions": _("Questions with rival answers"),
        "claims": _("Claims by state"),
        "more_claims": _("There are more claims than fit here."),
        "documents": _("Documents"),
        "document": _("Document"),
        "published": _("Published"),
        "assertions": _("Assertions"),
        "conflicts": _("In conflict"),
        "credits": _("credits"),
        "more_documents": _("There are more documents than fit here."),
    }
