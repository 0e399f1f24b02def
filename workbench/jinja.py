"""The second engine of templates, for the rows of long lists and for form fields.

Jinja compiles a template to Python: a row that a page draws a hundred times costs a
tenth. Whole pages stay Django's; its tag ``draw`` puts such rows into them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.forms.renderers import DjangoTemplates, Jinja2
from django.template.defaultfilters import truncatechars
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.functional import cached_property
from jinja2 import Environment

from workbench.templatetags import desk

NOWHERE = "00000000-0000-0000-0000-000000000000"


def address(name: str, *keys: Any) -> str:
    """Return the address of a named page; what stands around one UUID is kept.

    A page of triage names six hundred of them.
    """
    if len(keys) != 1:
        return reverse(name, args=keys)
    before, after = halves(name, get_script_prefix())
    return f"{before}{keys[0]}{after}"


@cache
def halves(name: str, prefix: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[NOWHERE]).partition(NOWHERE)
    return before, after


def gettext(message: str) -> str:
    return said(translation.get_language(), message)


def ngettext(one: str, many: str, number: int) -> str:
    return counted(translation.get_language(), one, many, number)


@lru_cache(4000)
def said(language: str | None, message: str) -> str:
    """What a row says a hundred times is looked up once."""
    return translation.gettext(message)


@lru_cache(4000)
def counted(language: str | None, one: str, many: str, number: int) -> str:
    return translation.ngettext(one, many, number)


def environment(**options: Any) -> Environment:
    made = Environment(extensions=["jinja2.ext.i18n"], **options)
    install: Callable[..., None] = made.install_gettext_callables  # type: ignore[attr-defined]
    install(
        gettext,
        ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(url=address, origins=desk.origins)
    made.filters.update(
        hundred=desk.hundred,
        chain=desk.chain,
        utc_range=desk.utc_range,
        shortened=shortened,
    )
    return made


class QuickForms(DjangoTemplates):
    """Fields by Django's own Jinja templates: a list of 300 stories took 20 ms.

    Widgets that have none, those of the admin, are drawn as ever.
    """

    @cached_property
    def quick(self) -> Jinja2:
        return Jinja2()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/"):
            return self.quick.get_template(template_name)
        return super().get_template(template_name)


def shortened(words: Any, most: int) -> str:
    """Django's ``truncatechars``, for words that are mostly short enough."""
    text = str(words)
    return text if len(text) <= most else truncatechars(text, most)
