"""A person's own keys: changed, switched off, or put back as they were shipped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from claims.views import keyboard


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form; ``bad`` when what was typed there was refused."""

    name: str
    words: str | Promise
    keys: str
    shipped: str
    fixed: bool
    bad: bool

    @property
    def changed(self) -> bool:
        return self.keys != self.shipped


@login_required
def keyboard_settings(request: HttpRequest) -> HttpResponse:
    """GET: every key, to be changed. POST: save them; a clash is refused with words."""
    user: Any = request.user
    if request.method != "POST":
        table = keyboard.table_of(user)
        typed = {name: key.keys for name, key in table.items()}
        return page(request, typed, on=not keyboard.are_off(user))
    if "shipped" in request.POST:
        return save(request, {})
    on = "on" in request.POST
    typed = typed_keys(request)
    own, faults = read(typed)
    if faults:
        return page(request, typed, on=on, faults=faults)
    return save(request, {"off": not on, "own": own})


def typed_keys(request: HttpRequest) -> dict[str, str]:
    """What stands in the fields; a field that was not sent stays as shipped."""
    return {
        name: key.keys if key.fixed else request.POST.get(name, key.keys)[:20]
        for name, key in keyboard.ids().items()
    }


def save(request: HttpRequest, choices: dict[str, Any]) -> HttpResponse:
    user: Any = request.user
    user.keyboard = choices
    user.save(update_fields=["keyboard"])
    told = _("Keys saved.") if choices else _("The keys are as they were shipped.")
    messages.success(request, told)
    return redirect("keyboard_settings")


def read(typed: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys that differ from the shipped ones, and what is wrong, by row."""
    shipped = keyboard.ids()
    table, faults = dict(shipped), {}
    for name, key in shipped.items():
        if key.fixed:
            continue
        try:
            keys = keyboard.read_keys(typed[name])
        except ValueError as error:
            faults[name] = f"{key.words}: {error}"
        else:
            table[name] = replace(key, keys=keys)
    for one, two in keyboard.clashes(table):
        faults.setdefault(one, "")
        faults[two] = _("“%(keys)s” would do two things: %(one)s, and %(two)s.") % {
            "keys": table[two].keys,
            "one": table[one].words,
            "two": table[two].words,
        }
    own = {n: key.keys for n, key in table.items() if key.keys != shipped[n].keys}
    return own, faults


def page(
    request: HttpRequest,
    typed: dict[str, str],
    *,
    on: bool,
    faults: dict[str, str] | None = None,
) -> HttpResponse:
    faults = faults or {}
    places: dict[str, list[Row]] = {}
    for name, key in keyboard.ids().items():
        row = Row(name, key.words, typed[name], key.keys, key.fixed, bad=name in faults)
        places.setdefault(key.where, []).append(row)
    context = {
        "on": on,
        "places": [(keyboard.PLACES[where], rows) for where, rows in places.items()],
        "refused": [words for words in faults.values() if words],
    }
    status = 422 if faults else 200
    return render(request, "claims/keyboard.html", context, status=status)
