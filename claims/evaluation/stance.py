"""What evidence does to a claim, in the words that the sets' makers share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claims.evaluation import Item
from claims.evidence.compare.bearing import Bearing
from claims.evidence.compare.sentences import Told, compare_sentences

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
EVEN = 0.6  # support from which a forced answer is yes
# Sentences of longer evidence that are held against the claim, the likest first.
READ = 3


def predict(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    """Give ``label``, ``score`` (how far it leans to support) and the reason.

    An item's ``labels`` are those to choose from, all three where there are none.
    """
    for item in items:
        found = compare_sentences(Told(item["claim"]), Told(_evidence(item)))
        yield {
            "id": item["id"],
            "label": choose(found, item.get("labels", LABELS)),
            "score": round(found.support, 3),
            "reason": "; ".join(reason.words for reason in found.reasons),
        }


def choose(found: Bearing, labels: Sequence[str]) -> str:
    """Return the label of ``labels`` that is nearest to what was found.

    Without "neutral" among them, evidence was picked for the claim: then all that is
    not found in it speaks against the claim.
    """
    word = WORDS[found.label]
    if word in labels and ("neutral" in labels or word == "refute"):
        return word
    word = "support" if found.support >= EVEN else "refute"
    return word if word in labels else labels[0]


def _evidence(item: Item) -> str:
    """Return the sentences nearest to the claim, in their order."""
    sentences = [_words(one) for one in item["evidence"]]
    wanted = set(item["claim"].lower().split())
    ranked = sorted(
        range(len(sentences)),
        key=lambda at: (-len(wanted & set(sentences[at].lower().split())), at),
    )
    return " ".join(sentences[at] for at in sorted(ranked[:READ]))


def _words(one: str | Mapping[str, str]) -> str:
    """Return a sentence, or a question with its answer."""
    return one if isinstance(one, str) else f"{one['question']} {one['answer']}"
