"""Random documents from a seed: news pages with known sentences, and mere chaos.

Every word is our own. A *page* knows which sentences a careful reader finds in it;
*chaos* is pieces of pages and stray characters in any order, of which only the map is
known to be right.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from sources.text.base import Block, ExtractedText
from tests.sources.text.generated_words import (
    BYLINES,
    CAPTIONS,
    FURNITURE,
    HEADLINES,
    OPEN,
    POSTS,
    QUOTATIONS,
    SOUP,
    SYLLABLES,
    make_sentence,
)

INVISIBLE = "\u200b\u00ad\u2060\ufeff\u200e"
SPACES = ("\u00a0", "\u202f", "\t", "  ")
WORD_END = re.compile(r"(\W*)$")


@dataclass(frozen=True)
class Generated:
    """A document; ``running`` are its sentences of body and quotations, in order."""

    extracted: ExtractedText
    running: tuple[str, ...] | None = None  # None: not known


def generate(seed: int) -> Generated:
    """Return the document of ``seed``; the same seed always gives the same."""
    chance = random.Random(seed)
    return _chaos(chance) if chance.random() < 0.3 else _Page(chance).build()


def _chaos(chance: random.Random) -> Generated:
    text = "".join(chance.choice(SOUP) for _ in range(chance.randrange(40)))
    blocks = _hints(text, chance) if chance.random() < 0.25 else ()
    return Generated(
        ExtractedText(
            text,
            blocks,
            markup=chance.choice(("none", "markdown")),
            hard_wrapped=chance.choice((None, True, False)),
        )
    )


def _hints(text: str, chance: random.Random) -> tuple[Block, ...]:
    """Return blocks such as readers of formats give, at any places."""
    cuts = sorted({chance.randrange(len(text) + 1) for _ in range(8)})
    kinds = ("headline", "body", "body", "body", "quote", "caption", "boilerplate")
    return tuple(
        Block(start, end, chance.choice(kinds), "hint")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )


@dataclass
class _Page:
    chance: random.Random
    written: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    wraps: int = 0

    def __post_init__(self) -> None:
        self.markdown = self.chance.random() < 0.4
        self.width = self.chance.choice((0, 0, 64, 72, 90, 100))  # 0: not wrapped
        self.newline = self.chance.choice(("\n", "\n", "\n", "\r\n", "\r"))
        self.dirt = self.chance.choice((0.0, 0.0, 0.02, 0.1))
        self.marks = self.chance.choice((0.0, 0.05, 0.15)) if self.markdown else 0.0

    def build(self) -> Generated:
        self._head()
        self._paragraph()
        rest = (self._quotation, self._interrupted, self._post, self._caption)
        steps = (*(self._paragraph,) * 4, *rest, self._furniture)
        for _ in range(self.chance.randrange(2, 9)):
            self.chance.choice(steps)()
        self._paragraph()
        for line in self.chance.sample(FURNITURE, self.chance.randrange(3)):
            self._line(line)
        text = (self.newline * 2).join(self.written)
        start = self.chance.choice(("", "", "\ufeff", self.newline))
        end = self.chance.choice(("", self.newline))
        markup = "markdown" if self.markdown else "none"
        # Two or three lines do not show that they were wrapped; a reader may know it.
        told = True if 0 < self.wraps < 4 else None
        extracted = ExtractedText(start + text + end, markup=markup, hard_wrapped=told)
        return Generated(extracted, tuple(self.running))

    def _line(self, words: str) -> None:
        self.written.append(words)

    def _head(self) -> None:
        if self.chance.random() < 0.3:
            self._line("NewsPolitics")
        headline = self.chance.choice(HEADLINES)
        self._line(f"# {headline}" if self.markdown else headline)
        if self.chance.random() < 0.5:
            self._line(self.chance.choice(BYLINES))
        if self.chance.random() < 0.5:
            self._line("March 4, 2024")

    def _paragraph(self) -> None:
        sentences = [
            make_sentence(self.chance) for _ in range(self.chance.randrange(2, 6))
        ]
        self.written.append(self._set(" ".join(sentences)))
        self.running += sentences

    def _quotation(self) -> None:
        sentences = self.chance.choice(QUOTATIONS)
        self.written.append(self._set(" ".join(sentences)))
        self.running += sentences

    def _interrupted(self) -> None:
        """Set a sentence with a link or a picture in the middle."""
        before, after = self.chance.choice(OPEN)
        between = self.chance.choice(("https://t.example/post/17", CAPTIONS[0]))
        if after[0].isdigit():
            between = "https://t.example/post/17"
        self.written += [self._set(before), between, self._set(after)]
        self.running.append(f"{before} {after}")

    def _post(self) -> None:
        words = self.chance.choice(POSTS)
        self._line(f"{words}. pic.twitter.com/aB3dEfGh")
        self._line("— Ida Brandt (@idabrandt) March 4, 2024")

    def _caption(self) -> None:
        self._line(self.chance.choice(CAPTIONS))

    def _furniture(self) -> None:
        self._line(self.chance.choice(FURNITURE))

    def _set(self, words: str) -> str:
        """Return ``words`` as the page writes them: dirty, marked up and wrapped."""
        tokens = [self._mark(self._soil(token)) for token in words.split(" ")]
        lines, width = [""], self.width or len(words) * 100
        for token in tokens:
            line = lines[-1]
            if not line:
                lines[-1] = token
            elif len(line) + 1 + len(token) <= width:
                lines[-1] += self._space() + token
            elif broken := self._broken(token, width - len(line) - 1):
                lines[-1] += f" {broken[0]}"
                lines.append(broken[1])
            else:
                lines.append(token)
        self.wraps += len(lines) - 1
        return self.newline.join(lines)

    def _space(self) -> str:
        dirty = self.chance.random() < self.dirt
        return self.chance.choice(SPACES) if dirty else " "

    def _soil(self, token: str) -> str:
        if len(token) < 4 or self.chance.random() >= self.dirt:
            return token
        at = self.chance.randrange(1, len(token) - 1)
        return token[:at] + self.chance.choice(INVISIBLE) + token[at:]

    def _mark(self, token: str) -> str:
        """Set a word bold, in italics or as a link; marks stay inside punctuation."""
        if not token[0].isalnum() or self.chance.random() >= self.marks:
            return token
        tail = WORD_END.search(token)[1]
        word = token[: len(token) - len(tail)]
        form = self.chance.choice(
            ("**{}**", "*{}*", "[{}](https://x.example/a_(1))", "[{}](#)", "`{}`")
        )
        return form.format(word) + tail

    def _broken(self, token: str, room: int) -> tuple[str, str] | None:
        """Return a word split at the line end, if it can be and fits."""
        word = token.rstrip(".,")
        head, _, tail = SYLLABLES.get(word, word).partition("-")
        if not tail or not head.isalpha() or len(head) + 1 > room:
            return None
        return f"{head}-", tail + token[len(word) :]
