"""Tags and filters of the desk; built in, so templates load nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template import engines
from django.templatetags.static import static
from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware
from django.utils.translation import (
    get_language,
    get_language_bidi,
    get_language_info,
    ngettext,
    pgettext,
)
from django.utils.translation import gettext as _

from claims.choices import BASES, CHANNELS, Correction
from claims.listing import AND, LESS, MARK, UNMARK
from sources.labels import in_sentence
from workbench.accounts.zones import zone_of
from workbench.sending import stands_in_page
from workbench.sheets import sheet

register = template.Library()
SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code")
UNTYPED = frozenset({"seen_version", "draft", "next"})
# Ids and ticks are chosen, never typed.
NOT_WORDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|on")


@register.filter("day", expects_localtime=True)
def say_day(day: date) -> str:
    return format_date(day, pgettext("a day, as Django's date filter", "j M Y"))


@register.filter("short_day", expects_localtime=True)
def say_short_day(day: date) -> str:
    """ "3 Mar": a day of a year that is said nearby."""
    return format_date(
        day, pgettext("a day without its year, as Django's date filter", "j M")
    )


@register.filter(expects_localtime=True)
def short_minute(moment: datetime) -> str:
    """ "3 Mar 14:05": a minute of a year that is said nearby."""
    words = pgettext("a minute without its year, as Django's date filter", "j M H:i")
    return format_date(moment, words)


@register.filter("minute", expects_localtime=True)
def say_minute(moment: datetime) -> str:
    """ "3 Mar 2024, 14:05", in the zone the moment is in, without saying which."""
    return format_date(
        moment, pgettext("a minute, as Django's date filter", "j M Y, H:i")
    )


def say_instant(moment: datetime, zone: ZoneInfo) -> str:
    """ "3 Mar 2024, 14:05 UTC": never relative, never without its zone."""
    local = moment.astimezone(zone)
    name = local.tzname() or str(zone)
    name = f"UTC{name}" if name[:1] in "+-" else name
    return f"{say_minute(local)} {name}"


register.filter("in_sentence", in_sentence)


@register.filter
def noun_in_sentence(label: object) -> str:
    return in_sentence(label, noun=True)


@register.simple_tag(takes_context=True)
def style(context: template.Context, name: str) -> SafeString:
    """A style sheet of ours, within the page or by its address."""
    if stands_in_page(name, context.get("request")):
        return mark_safe(f"<style>{sheet(name)}</style>")
    return format_html('<link rel="stylesheet" href="{}">', static(name))


@register.simple_tag
def page_language() -> SafeString:
    """Language and direction of a page, for its ``<html>``."""
    direction = "rtl" if get_language_bidi() else "ltr"
    return format_html('lang="{}" dir="{}"', get_language() or "en", direction)


@register.simple_tag(takes_context=True)
def when(context: template.Context, moment: Any) -> str:
    """A moment in the reader's zone, as a ``<time>``; a dash when there is none."""
    if moment is None or moment == "":
        return mark_safe('<span class="quiet">–</span>')
    request = context.get("request")
    zone = zone_of(getattr(request, "user", None))
    return format_html(
        '<time datetime="{}">{}</time>', moment.isoformat(), say_instant(moment, zone)
    )


@register.filter
def iso_words(value: str) -> str:
    """An ISO date or instant of a document in words, its own offset kept."""
    if not value:
        return ""
    moment = parse_datetime(value) if "T" in value or " " in value else None
    if moment is not None:
        return f"{say_minute(moment)} {offset_of(moment)}"
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return say_day(day)


@register.filter
def kept_words(value: str) -> str:
    """Words of the product that a row keeps in its own language, in the reader's."""
    return _(value) if value else ""


@register.filter
def said_how(value: str) -> str:
    """A statement's channel or basis, "in person" or "on record", in words."""
    return str({**CHANNELS, **BASES}.get(value, value))


@register.filter
def language_name(code: str) -> str:
    """ "Russian" for "ru"; the code itself for a language that has no name here."""
    try:
        return get_language_info(code.lower())["name_translated"]
    except KeyError:
        return _("language “%(code)s”") % {"code": code}


def offset_of(moment: datetime) -> str:
    """ "UTC+02:00"; the offset a document wrote, since its zone is not known."""
    if not is_aware(moment):
        return _("zone unknown")
    offset = f"{moment:%z}"
    return "UTC" if offset[1:] == "0000" else f"UTC{offset[:3]}:{offset[3:5]}"


@register.filter
def utc_range(row: Any) -> str:
    """A row's event_start and event_end in UTC, as short as it stays plain."""
    start, end = row.event_start, row.event_end
    if start is None:
        return ""
    return say_range(start, end or start)


def say_range(start: datetime, end: datetime) -> str:
    """An aware range in UTC: an instant, a day, several days, or two ends."""
    utc = ZoneInfo("UTC")
    start, end = start.astimezone(utc), end.astimezone(utc)
    whole_days = (start.hour, start.minute) == (0, 0) and (
        (end.hour, end.minute) in {(0, 0), (23, 59)} and end > start
    )
    if start == end:
        return say_instant(start, utc)
    if whole_days:
        last = end if end.hour else end - timedelta(days=1)
        return say_days(start, last)
    if start.date() == end.date():
        return f"{say_minute(start)}–{end:%H:%M} UTC"
    return f"{say_instant(start, utc)} – {say_instant(end, utc)}"


def say_days(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return say_day(first)
    day = pgettext("a day of a month, as Django's date filter", "j")
    if (first.year, first.month) == (last.year, last.month):
        return f"{format_date(first, day)}–{say_day(last)}"
    if first.year == last.year:
        return f"{say_short_day(first)} – {say_day(last)}"
    return f"{say_day(first)} – {say_day(last)}"


@register.filter
def marked(words: str) -> SafeString:
    """Words with what was searched for as ``<mark>``; everything else is escaped."""
    shown = {MARK: "<mark>", UNMARK: "</mark>", LESS: "&lt;", AND: "&amp;"}
    return mark_safe(conditional_escape(words).translate(str.maketrans(shown)))


@register.filter
def hundred(score: Any) -> int:
    """A score in [0, 1] as a whole number of 100."""
    return round(float(score or 0) * 100)


@register.filter
def figure(value: Any, places: int = 0) -> str:
    """A number as people of the language write it: "12,345.6", "12.345,6"."""
    point = pgettext("between a number and its decimals", ".")
    mark = pgettext("between thousands", ",")
    whole, _point, rest = f"{value or 0:,.{places}f}".partition(".")
    return whole.replace(",", mark) + (point + rest if rest else "")


@register.filter
def count_of(number: int, noun: str) -> str:
    """ "4 documents", "1 origin"; ``noun`` may give its plural after a comma.

    The catalogue knows the noun with its plurals: ``manage.py messages`` reads these
    filters, too.
    """
    one, many = noun_forms(noun)
    return f"{number} {ngettext(one, many, number)}"


def noun_forms(noun: str) -> tuple[str, str]:
    one, _comma, many = noun.partition(",")
    return one, many or f"{one}s"


@register.simple_tag
def origins(documents: Iterable[int]) -> SafeString:
    """The sign of origins: a ring for each origin, a dot in it for each document.

    ``documents`` holds how many documents go back to each origin. The sign is silent,
    since the words always stand beside it; more than eight rings are not drawn.
    """
    rings = [
        format_html("<span>{}</span>", mark_safe("<i></i>" * min(n, 8)))
        for n in list(documents)[:8]
    ]
    inside = mark_safe("".join(rings))
    return format_html('<span class="origins" aria-hidden="true">{}</span>', inside)


@register.filter
def chain(links: Any, outlet: str = "") -> SafeString:
    """Hands the words went through, each after an arrow: "← agency ← utterer".

    ``outlet`` stands before it already, so it is left out of the chain, however it is
    written there, unless a reservation of its own has to be told.
    """
    names = [
        told_by(link)
        for link in links or []
        if link.get("name") and (link.get("reservation") or not same(link, outlet))
    ]
    return format_html_join("", "<em>←</em><bdi>{}</bdi>", [(name,) for name in names])


def same(link: dict[str, Any], outlet: str) -> bool:
    return link["name"].casefold() == outlet.casefold()


def told_by(link: dict[str, Any]) -> str:
    reservation = link.get("reservation")
    return f"{link['name']} ({reservation})" if reservation else link["name"]


@register.filter
def typed(posted: Any) -> list[tuple[str, str]]:
    """What a person typed into a form that was refused, so that none of it is lost."""
    return [
        (name.replace("_", " "), value)
        for name, values in posted.lists()
        for value in values
        if value.strip() and name not in UNTYPED and not is_secret(name)
        if not NOT_WORDS.fullmatch(value)
    ]


def is_secret(name: str) -> bool:
    return any(word in name for word in SECRET_FIELDS)


@register.filter
def plain_json(value: Any) -> str:
    """A value of the history in words: texts as they are, others as JSON."""
    if value is None or value == "":
        return "–"
    if isinstance(value, str | Promise):
        return str(value)
    if isinstance(value, list) and all(isinstance(v, str | Promise) for v in value):
        return ", ".join(str(v) for v in value) or "–"
    return json.dumps(value, ensure_ascii=False, default=str)


@register.filter
def onward(prefix: str) -> str:
    """What stands before a quotation, from its first whole word on."""
    words = " ".join(prefix.split())
    head, space, rest = words.partition(" ")
    lead = rest if space and len(prefix) >= 30 else words
    return f"{lead}{' ' if prefix[-1:].isspace() else ''}"


@register.filter
def upto(suffix: str) -> str:
    """What stands after a quotation, up to its last whole word."""
    words = " ".join(suffix.split())
    head, space, _ = words.rpartition(" ")
    tail = head if space and len(suffix) >= 30 else words
    return f"{' ' if suffix[:1].isspace() else ''}{tail} "


@register.filter
def correction_name(kind: str) -> str:
    return str(dict(Correction.choices).get(kind, kind))


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag(takes_context=True)
def draw(context: template.Context, name: str, **given: Any) -> SafeString:
    """Rows of a list, by the engine that draws many of them quickly.

    They see the person, the address one came from and what is given here.
    """
    request = context.get("request")
    back = context.get("here") or (request.get_full_path() if request else "")
    shared = {"user": context.get("user"), "now": context.get("now"), "back": back}
    found = engines["rows"].get_template(f"{name}.html")
    return mark_safe(found.render({**shared, **given}, request))  # it escapes itself


@register.inclusion_tag("components/field.html")
def field(bound: Any, **kwargs: Any) -> dict[str, Any]:
    """A form field with label, help and errors tied to it."""
    return {"field": bound, **kwargs}


@register.inclusion_tag("components/status.html")
def status(row: Any) -> dict[str, Any]:
    return {"row": row}
