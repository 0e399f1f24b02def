"""Posts embedded in an article: the words above a "— Name (@handle) date" line."""

from __future__ import annotations

from collections.abc import Sequence

from sources.text.markup import POST_LINK
from sources.text.parts import Part

#: Length of a post on X before 2023, and room for the link counted apart.
LONGEST_POST = 300
MOST_PARAGRAPHS = 6


def find_posts(text: str, parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the paragraphs of embedded posts typed as embed."""
    typed = list(parts)
    for index, part in enumerate(parts):
        if part.block.rule == "post-signature":
            for above in _post_above(text, parts, index):
                typed[above] = typed[above].typed("embed", "post")
        elif part.kind == "body" and _ends_with_link(text, part):
            typed[index] = typed[index].typed("embed", "post")
    return typed


def _post_above(text: str, parts: Sequence[Part], signature: int) -> list[int]:
    """Return the indices of a post's paragraphs, going up from its signature.

    The paragraph right above always belongs to it. Those further up do when one of
    them starts the way pages start an embed: without a blank line before, or indented.
    """
    found: list[int] = []
    length = 0
    for index in range(signature - 1, max(-1, signature - 1 - MOST_PARAGRAPHS), -1):
        part = parts[index]
        if part.kind not in ("body", "quote") or part.block.rule == "post":
            break
        if found and part.block.rule == "quoted-paragraph":
            break  # what the article quotes, not the frame of an embed
        length += len(part.words)
        if length > LONGEST_POST and found:
            break
        found.append(index)
        if part.kind == "quote" or _starts_apart(text, part):
            return found
    return found[:1]


def _starts_apart(text: str, part: Part) -> bool:
    before = text[max(0, part.block.start - 8) : part.block.start]
    line_ends = before.count("\n") or before.count("\r")
    indented = before.endswith((" ", "\t"))
    glued = line_ends == 1 and len(before.split("\n")[0].strip()) > 0
    return indented or glued


def _ends_with_link(text: str, part: Part) -> bool:
    """Say whether a short paragraph ends in a picture link, as posts do."""
    words = text[part.block.start : part.block.end]
    if len(words) > LONGEST_POST or "/" not in words:
        return False  # most paragraphs
    links = list(POST_LINK.finditer(words))
    return bool(links) and links[-1].end() == len(words)
