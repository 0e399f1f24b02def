"""Every page read from right to left: it is the same page, mirrored.

No language of ours is written so yet, so the page is turned by its ``dir`` alone, which
is all that a language changes in it.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.looks.pages import TYPICAL, Look
from tests.looks.test_pages import OWN, SIZES, ids, open_look

TURN_AND_ASK = """
[
  ...[...looks.overlaps(), ...looks.clipped()].map((words) => `left to right: ${words}`),
  ...looks.turned(), ...looks.reflow(), ...looks.overlaps(), ...looks.clipped(),
]
"""


@pytest.mark.parametrize("look", [look for look in TYPICAL if not look.saved], ids=ids)
def test_a_page_turned_is_mirrored_and_whole(
    filled: Any, contexts: Any, look: Look
) -> None:
    page = open_look(look, filled, contexts)
    page.evaluate(OWN)
    wrong: list[str] = []
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("document.documentElement.dir = 'ltr'")
        found = page.evaluate(TURN_AND_ASK)
        wrong += [f"{width}: {words}" for words in found]
    assert not wrong, "\n".join([page.url, *dict.fromkeys(wrong)])


def test_the_keys_of_a_turned_page_are_the_same(filled: Any, contexts: Any) -> None:
    page = contexts(filled["people"]["editor"])
    page.goto("/claims/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    at = "[...document.querySelectorAll('.row')].indexOf(document.activeElement)"
    stood = []
    for key in "jjjk":
        page.keyboard.press(key)
        stood.append(page.evaluate(at))
    assert stood == [0, 1, 2, 1]
