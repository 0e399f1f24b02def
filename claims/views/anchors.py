"""Words of a document that people used, found again in its present text.

An anchor stays on the text it was made in. Where the document was read anew, its words
are looked for in the present text; what is not found is listed as an orphan, never
dropped and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.text.base import Segments
from sources.text.selectors import resolve

FATES: dict[str, Promise | str] = {
    "here": "",
    "kept": _("made in an earlier text of this document; the words stand unchanged"),
    "moved": _("made in an earlier text of this document; the words stand elsewhere"),
    "altered": _("made in an earlier text of this document; the words were altered"),
    "gone": _("made in an earlier text of this document; the words are gone"),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row with a selector, where its words stand now, and what became of them.

    ``segments`` is empty for an orphan.
    """

    row: Any
    segments: Segments
    fate: str

    @property
    def orphan(self) -> bool:
        return not self.segments

    @property
    def told(self) -> Promise | str:
        return FATES[self.fate]


def find_anchors(rows: Iterable[Any], revision: Any) -> list[Anchor]:
    """Return one anchor for each row, in order; none is left out."""
    return [find_anchor(row, revision) for row in rows]


def find_anchor(row: Any, revision: Any) -> Anchor:
    if row.revision_id == revision.pk:
        return Anchor(row, row.segments, "here")
    selector = row.selector
    found = resolve(selector, revision.text)
    if not found:
        return Anchor(row, (), "gone")
    if tuple(revision.text[start:end] for start, end in found) != selector.exact:
        return Anchor(row, found, "altered")
    return Anchor(row, found, "kept" if found == selector.segments else "moved")
