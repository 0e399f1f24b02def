"""Every page, empty, typical and after an error: light, dark, wide and narrow.

No violation of axe's rules of WCAG 2.2 A and AA, and none of our own: nothing scrolls
sideways at 320 px (which is 400 % of 1280), targets are 24 px, focus is seen.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.looks.pages import EMPTY, ERRORS, TYPICAL, Look

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
OWN = Path(__file__).with_name("checks.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": list(TAGS), "resultTypes": ["violations"]}
# What the colour scheme can change; all else was asked in the light.
OF_COLOUR = {**OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
SIZES = {1280: 900, 320: 640}
THEMES = ("light", "dark")
STOPS = 40
SUBMIT = """
([address, body]) => {
  const form = document.createElement("form");
  form.method = "post"; form.action = address;
  const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"]
    || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  for (const [name, value] of Object.entries({...body, csrfmiddlewaretoken: token})) {
    const field = document.createElement("input");
    field.type = "hidden"; field.name = name; field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
"""


def ids(look: Look) -> str:
    return f"{look.name}-{look.who}"


@pytest.mark.parametrize("look", EMPTY, ids=ids)
def test_an_empty_page(empty: Any, contexts: Any, look: Look) -> None:
    examine(open_look(look, empty, contexts))


@pytest.mark.parametrize("look", TYPICAL, ids=ids)
def test_a_page_with_something_on_it(filled: Any, contexts: Any, look: Look) -> None:
    examine(open_look(look, filled, contexts), tabbing=True)


@pytest.mark.parametrize("look", ERRORS, ids=ids)
def test_a_page_that_tells_an_error(filled: Any, contexts: Any, look: Look) -> None:
    examine(open_look(look, filled, contexts))


def open_look(look: Look, at: dict[str, Any], contexts: Any) -> Page:
    page = contexts(at["people"].get(look.who))
    page.set_viewport_size({"width": 1280, "height": 900})
    address = look.at(at["rows"])
    if look.saved:
        page.goto("about:blank")
        page.set_content(page.request.get(address).text())
        return page
    if look.body is None:
        page.goto(address)
        return page
    # From a page that is sure to have a token.
    page.goto("/accounts/login/" if look.who == "anonymous" else "/settings/")
    with page.expect_navigation():
        page.evaluate(SUBMIT, [address, look.body])
    return page


def examine(page: Page, *, tabbing: bool = False) -> None:
    page.evaluate(AXE)
    page.evaluate(OWN)
    wrong: list[str] = []
    for width, theme in product(SIZES, THEMES):
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        page.emulate_media(color_scheme=theme)
        options = OPTIONS if theme == "light" else OF_COLOUR
        found = page.evaluate("(options) => axe.run(document, options)", options)
        wrong += [
            f"{width} {theme}: {fault['id']}: {node['html'][:140]}"
            for fault in found["violations"]
            for node in fault["nodes"][:3]
        ]
        if theme == "light":
            own = page.evaluate("[...looks.reflow(), ...looks.targets()]")
            wrong += [f"{width}: {words}" for words in own]
            if tabbing:
                wrong += [f"{width}: {words}" for words in tabbed(page)]
    assert not wrong, "\n".join([page.url, *dict.fromkeys(wrong)])


def tabbed(page: Page) -> list[str]:
    """Walk with Tab and return what is wrong with the focus at each stop."""
    wrong: list[str] = []
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate("looks.focused()")
        if stop is None:
            break
        wrong += stop["faults"]
    return wrong
