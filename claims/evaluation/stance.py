"""What evidence does to a claim, in the words that the sets' makers share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from claims.evaluation import Item
from claims.evidence.base import StanceModel
from claims.evidence.compare.bearing import Bearing, bearing
from claims.evidence.compare.sentences import Told, read_told
from claims.evidence.stance.borne import EVEN, borne_out
from claims.evidence.stance.lines import MOST, choose_lines, line_vector
from sources.text.base import ExtractedText
from sources.text.document import read_document

LABELS = ("support", "refute", "neutral")
WORDS = {
    "same": "support",
    "supports": "support",
    "detail": "neutral",
    "contradicts": "refute",
    "partially_contradicts": "refute",
    "look_alike": "neutral",
    "unrelated": "neutral",
}
# Cosine of the claim and the nearest line below which an article tells of another
# matter altogether.
RELATED = 0.45
NOTHING = Bearing("unrelated", (), 0.0)


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``label``, ``score`` (how far the claim is borne out) and the reason.

    Evidence is a list of sentences or one article; of much, the lines that bear on the
    claim are read. An item's ``labels`` are those to choose from, support, refute and
    neutral where there are none.
    """
    for item in items:
        claim, lines = str(item["claim"]), _lines(item["evidence"])
        labels = item.get("labels", LABELS)
        near = _nearest(claim, lines)
        if "unrelated" in labels and _likeness(claim, near) < RELATED:
            label, borne, found = "unrelated", 0.0, NOTHING
        else:
            mine, theirs = read_told(Told(claim)), read_told(Told(" ".join(near)))
            found = bearing(mine, theirs) if theirs.words else NOTHING
            borne = borne_out(mine, theirs)
            label = choose(found, borne, [one for one in labels if one != "unrelated"])
        yield {
            "id": item["id"],
            "label": label,
            "score": round(borne, 3),
            "reason": "; ".join(reason.words for reason in found.reasons),
        }


def predict_by(model: StanceModel, items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give what a site's stance model says; no label where its answer was refused."""
    for item in items:
        claim, lines = str(item["claim"]), _lines(item["evidence"])
        labels = item.get("labels", LABELS)
        (scores,) = model.predict([(" ".join(_nearest(claim, lines)), claim)])
        if scores is None:
            yield {"id": item["id"], "reason": "refused"}
            continue
        shares = {
            "support": scores.supports,
            "refute": scores.contradicts,
            "neutral": scores.neutral,
        }
        label = max((one for one in LABELS if one in labels), key=lambda x: shares[x])
        yield {"id": item["id"], "label": label, "score": round(scores.supports, 3)}


def choose(found: Bearing, borne: float, labels: Sequence[str]) -> str:
    """Return the label of ``labels`` that is nearest to what was found.

    Of two, one is support, and the other what is not: evidence was picked for the
    claim, so all that is not borne out goes there.
    """
    word = WORDS[found.label]
    if len(labels) > 2 and word in labels:
        return word
    other = next((one for one in labels if one != "support"), "support")
    return "support" if borne >= EVEN and "support" in labels else other


def _nearest(claim: str, lines: list[str]) -> list[str]:
    """Return all of little evidence, of much the lines that bear on the claim."""
    if len(lines) <= MOST:
        return lines
    return [lines[at] for at in sorted(choose_lines(claim, lines))]


def _likeness(claim: str, lines: Sequence[str]) -> float:
    vector = line_vector(claim)
    return max((float(line_vector(line) @ vector) for line in lines), default=0.0)


def _lines(evidence: str | Sequence[str | Mapping[str, str]]) -> list[str]:
    """Return sentences as they are, questions with their answers, articles split."""
    if isinstance(evidence, str):
        return list(_sentences(evidence))
    return [
        one if isinstance(one, str) else f"{one['question']} {one['answer']}"
        for one in evidence
    ]


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[str, ...]:
    document = read_document("article", ExtractedText(text))
    words = document.reading.text
    found = tuple(words[one.start : one.end] for one in document.sentences)
    return found or (words,)
