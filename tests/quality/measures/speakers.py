"""Is this name the right speaker? Wordings of the gold decide, not looks."""

from __future__ import annotations

import re

from claims.evidence.speakers import fold_name
from tests.quality.stories import Story

_SMALL = re.compile(r"^(?:the|a|an) ")


def is_speaker(story: Story, said: str, right: tuple[str, ...]) -> bool:
    """Say whether ``said`` names one of ``right`` ("" is the document itself).

    A person may come with titles around the name; a body must be named as the gold
    names it, so that "the ministry" is no answer where the text says which one.
    """
    if not said:
        return "" in right
    plain = _plain(said)
    for name in right:
        if not name:
            continue
        kind, also = story.actors.get(name, ("body", ()))
        wordings = [_plain(one) for one in (name, *also)]
        if plain in wordings:
            return True
        if kind == "person" and any(f" {one} " in f" {plain} " for one in wordings):
            return True
    return False


def _plain(name: str) -> str:
    return _SMALL.sub("", fold_name(name))
