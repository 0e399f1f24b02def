"""A story as a tagged PDF, set by Typst.

The values go in as data, never as markup: whatever stands in them is printed as it is
written. Nothing is fetched; the fonts are those Typst brings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claims.publication.exports.feed import xml_text

TEMPLATE = Path(__file__).with_name("story.typ")


def export(
    report: Mapping[str, Any],
    *,
    words: Mapping[str, str],
    timeline: str = "",
    map_: str = "",
) -> bytes:
    """Return the PDF of a report; ``words`` are its headings in the reader's language.

    ``timeline`` and ``map_`` are drawings in SVG, empty for none.
    """
    import typst

    data = {
        "report": report,
        "words": dict(words),
        "timeline": xml_text(timeline),
        "map": xml_text(map_),
    }
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return bytes(made)
