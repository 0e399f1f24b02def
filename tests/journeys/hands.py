"""Hands that count: one that only presses keys, one that clicks, types and chooses.

What is looked for is found by role and by the words that a person reads.
"""

from __future__ import annotations

import contextlib
from typing import Any

import psycopg
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from tests.rig import Stack

# Enter on a button is a click, too: what counts is that something pointed.
COUNT_POINTING = """
for (const kind of ["pointerdown", "pointermove", "mousedown", "mousemove",
                    "touchstart", "wheel"]) {
  addEventListener(kind, (event) => {
    if (!event.isTrusted) return;
    const told = JSON.parse(sessionStorage.getItem("pointed") || "[]");
    sessionStorage.setItem("pointed", JSON.stringify([...told, kind]));
  }, true);
}
"""
# The words by which people know what has the focus, and whether they can see it.
FOCUSED = """
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return {tag: "body", name: "", seen: false};
  const words = (node) => node.textContent.replace(/\\s+/g, " ").trim();
  const labels = [...(here.labels || [])].map(words);
  const group = here.closest("fieldset")?.querySelector("legend");
  const box = here.getBoundingClientRect();
  const x = Math.max(0, Math.min(innerWidth - 1, box.left + box.width / 2));
  const y = Math.max(0, Math.min(innerHeight - 1, box.top + Math.min(box.height, 20) / 2));
  const top = document.elementFromPoint(x, y);
  const inside = box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  return {
    tag: here.localName,
    type: here.type || "",
    id: here.id,
    href: here.getAttribute("href") || "",
    name: here.getAttribute("aria-label") || labels.join(" ")
      || (here.matches("input, select, textarea") ? "" : words(here)).slice(0, 400),
    value: here.localName === "select"
      ? words(here.selectedOptions[0] || here) : here.value || "",
    group: group ? words(group) : "",
    seen: inside && Boolean(top) && (here.contains(top) || top.contains(here)),
  };
}
"""


# Slow machines take long to read a first text; nothing is asserted about time.
PATIENCE_MS = 60_000
PAUSE_MS = 50


class Lost(AssertionError):
    """What was looked for cannot be reached; says where the focus went instead."""


class Keyboard:
    """Presses keys on a page and counts them; it never points at anything."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    @staticmethod
    def watch(context: BrowserContext) -> None:
        """Have every page of this profile count what points; before any is open."""
        context.add_init_script(COUNT_POINTING)

    def pointed(self) -> list[str]:
        return self.page.evaluate(
            "JSON.parse(sessionStorage.getItem('pointed') || '[]')"
        )

    @property
    def focus(self) -> dict[str, Any]:
        """What has the focus: tag, id, name, value; ``seen`` when it is in sight."""
        return self.page.evaluate(FOCUSED)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def follow(self, *keys: str) -> None:
        """Press keys that lead to another page, and wait until it is there."""
        self.page.evaluate("window.left = 1")
        self.press(*keys)
        self.wait("() => !window.left && document.readyState === 'complete'")

    def wait(self, condition: str, given: Any = None) -> None:
        """Ask the page until the condition holds; it may be on its way elsewhere.

        The desk's policy forbids what Playwright's own waiting does in the page.
        """
        for _ in range(PATIENCE_MS // PAUSE_MS):
            with contextlib.suppress(Error):
                if self.page.evaluate(condition, given):
                    return
            self.page.wait_for_timeout(PAUSE_MS)
        raise Lost(f"never so: {condition} at {self.page.url}, focus {self.focus}")

    def reach(self, name: str, *, most: int = 150, by: str = "Tab") -> dict[str, Any]:
        """Walk to what is called ``name``, as a person who watches the focus."""
        passed = []
        for _ in range(most):
            self.press(by)
            here = self.focus
            if name in here["name"]:
                assert here["seen"], f"the focus is on “{name}”, out of sight"
                return here
            passed.append(here["name"][:40] or here["tag"])
        raise Lost(f"“{name}” is not reached by {by}; passed {passed[-30:]}")

    def write(self, name: str, words: str, *, most: int = 150) -> None:
        """Walk to a field and type into it."""
        self.reach(name, most=most)
        self.type(words)

    def choose(self, name: str, option: str, *, most: int = 40) -> None:
        """Walk to a list and go down it to an option."""
        self.reach(name)
        self.down_to(option, most=most)

    def down_to(self, option: str, *, most: int = 40) -> None:
        """Go down a list to an option; the focus may still be on its way there."""
        self.wait("() => document.activeElement.tagName === 'SELECT'")
        for _ in range(most):
            if option in self.focus["value"]:
                return
            self.press("ArrowDown")
        raise Lost(f"the list has no “{option}”")

    def keep_focus(self) -> dict[str, Any]:
        """The focus is on something that can be seen, not lost to the page's top."""
        self.wait("() => ![null, document.body].includes(document.activeElement)")
        here = self.focus
        assert here["seen"], f"the focus is out of sight, on {here}"
        return here


class Hand:
    """Clicks, fills fields and chooses, and counts each as one action."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def click(self, what: Locator) -> None:
        self.actions += 1
        what.click()

    def tick(self, what: Locator) -> None:
        self.actions += 1
        what.check()

    def fill(self, what: Locator, words: str) -> None:
        self.actions += 1
        what.fill(words)

    def choose(self, what: Locator, words: str) -> None:
        """Choose the option in which these words stand."""
        self.actions += 1
        wanted = what.locator("option").filter(has_text=words).first
        what.select_option(value=wanted.get_attribute("value"))

    def press(self, keys: str) -> None:
        self.actions += 1
        self.page.keyboard.press(keys)

    def button(self, name: str, *, within: Any = None) -> None:
        root = within if within is not None else self.page
        self.click(root.get_by_role("button", name=name).first)

    def link(self, name: str, *, within: Any = None) -> None:
        root = within if within is not None else self.page
        self.click(root.get_by_role("link", name=name).first)

    def unfold(self, words: str, *, within: Any = None) -> Locator:
        """Open a fold by the words on it; returns what it holds."""
        root = within if within is not None else self.page
        fold = root.locator("details").filter(
            has=self.page.locator("summary").filter(has_text=words)
        )
        fold = fold.last
        self.click(fold.locator("summary").first)
        return fold

    def told(self, words: str) -> None:
        """The desk says this after an action."""
        expect(self.page.get_by_role("status").filter(has_text=words)).to_be_visible()


class Rows:
    """Reads the stack's database, to see what an action left there."""

    def __init__(self, stack: Stack) -> None:
        self.address = stack.state["environment"]["DATABASE_URL"]

    def all(self, query: str, *values: Any) -> list[tuple]:
        with psycopg.connect(self.address, autocommit=True) as connection:
            return connection.execute(query, values).fetchall()

    def one(self, query: str, *values: Any) -> Any:
        """The first column of the only row."""
        rows = self.all(query, *values)
        assert len(rows) == 1, f"{len(rows)} rows for {query} {values}"
        return rows[0][0]
