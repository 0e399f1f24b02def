"""Are blocks what they are, sentences whole, and the facts of a document known?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from claims.evidence.speakers import fold_name
from tests.quality.measures.base import Figures, Found, Miss, Tally, letters
from tests.quality.stories import GoldBlock

# Kinds that a reader of the document comes for; others may be left out of the text.
WANTED = {"headline", "deck", "body", "quote", "embed"}
_ISO = {"published", "updated"}


def measure_reading(story: Iterable[Found], figures: Figures) -> None:
    blocks, ends, facts = Tally(), Tally(), Tally()
    for found in story:
        _blocks(found, blocks, figures)
        _sentences(found, ends, figures)
        _facts(found, facts, figures)
    figures.put("block kinds", blocks.accuracy, blocks.right + blocks.wrong)
    figures.put("sentence ends F1", ends.f1, ends.right + ends.missed)
    figures.put("metadata", facts.accuracy, facts.right + facts.wrong)


def kind_of(found: Found, block: GoldBlock) -> str:
    """Return the kind that most letters of a gold block were given; "" if left out."""
    place = found.place(((block.start, block.end),))
    kinds: Counter[str] = Counter()
    for one in found.document.blocks:
        kinds[one.kind] += len(
            place & letters(found.document.text, ((one.start, one.end),))
        )
    kind, count = max(kinds.items(), key=lambda item: item[1], default=("", 0))
    return kind if count else ""


def _blocks(found: Found, tally: Tally, figures: Figures) -> None:
    for block in found.gold.blocks:
        kind = kind_of(found, block)
        right = kind in block.kinds if kind else not block.kinds & WANTED
        tally.add(right)
        if not right:
            said = f"is {kind or 'left out'}, should be {'|'.join(sorted(block.kinds))}"
            span = (block.start, block.end)
            figures.misses.append(Miss("reading", found.gold.name, span, said))


def _sentences(found: Found, tally: Tally, figures: Figures) -> None:
    document = found.document
    golds = {max(p): s for s in found.gold.sentences if (p := found.place((s,)))}
    inside = frozenset().union(*(found.place((s,)) for s in found.gold.sentences))
    ends = set()
    for sentence in document.sentences:
        if sentence.kind == "dateline":  # cut off or left on, both are fair
            continue
        segments = document.reading.to_segments(sentence.start, sentence.end)
        last = max(letters(document.text, segments), default=-1)
        if last in inside:
            ends.add(last)
    tally.right += len(ends & set(golds))
    tally.wrong += len(ends - set(golds))
    tally.missed += len(set(golds) - ends)
    for end in sorted(ends ^ set(golds)):
        said = "no sentence end here" if end in ends else "sentence end not seen"
        around = document.text[max(0, end - 20) : end + 20].replace("\n", " ")
        miss = Miss("reading", found.gold.name, (end, end + 1), f"{said}: …{around}…")
        figures.misses.append(miss)


def _facts(found: Found, tally: Tally, figures: Figures) -> None:
    facts = found.document.facts
    said = {
        "title": facts.title,
        "byline": facts.byline,
        "outlet": facts.outlet,
        "language": facts.language,
        "published": facts.published.value,
        "how_known": facts.published.how,
        "updated": facts.updated.value,
        "dateline_place": facts.dateline_place,
        "credits": ", ".join(facts.credits),
    }
    for name, right in found.gold.metadata.items():
        if name == "credits":
            right = ", ".join(right)
        accepted = [right] if isinstance(right, str) else right
        value = said[name][:10] if name in _ISO else said[name]
        good = fold_name(value) in {fold_name(one) for one in accepted}
        tally.add(good)
        if not good:
            words = f"{name} is {value!r}, should be {'|'.join(accepted)!r}"
            figures.misses.append(Miss("reading", found.gold.name, (0, 0), words))
