"""Is every person, body and place one row, of the right kind, with nobody else in it?"""

from __future__ import annotations

from collections.abc import Sequence

from claims.evidence.actors import FoundActor, fold_actors, named_in
from claims.evidence.speakers import fold_name
from tests.quality.measures.base import Figures, Found, Miss, Tally


def measure_names(story: Sequence[Found], figures: Figures) -> None:
    gold = story[0].story
    actors = _actors(story)
    spoke = {
        who
        for found in story
        for one in (*found.gold.claims, *found.gold.quotes)
        for who in one.speakers[:1]
    }
    wordings = {
        name: {fold_name(one) for one in (name, *also) if one[0].isupper()}
        for name, (_, also) in gold.actors.items()
        if name[0].isupper()
    }
    rows = Tally()
    for name, own in wordings.items():
        kind = gold.actors[name][0]
        held = [actor for actor in actors if own & set(actor.keys)]
        others = [n for n, w in wordings.items() if n != name and not w & own]
        strangers = [n for n in others for a in held if wordings[n] & set(a.keys)]
        if not held and name not in spoke:
            continue  # in no claim, so in no row
        kinds = {actor.kind for actor in held}
        right = len(held) == 1 and kinds == {kind} and not strangers
        rows.add(right)
        if not right:
            seen = " + ".join(f"{a.kind} {list(a.spellings)}" for a in held) or "no row"
            said = f"{kind} {name!r} is {seen}"
            figures.misses.append(Miss("names", gold.name, (0, 0), said))
    figures.put("actors", rows.accuracy, rows.right + rows.wrong)


def _actors(story: Sequence[Found]) -> list[FoundActor]:
    named = []
    for found in story:
        claims = found.extraction.candidates
        said = [{c.speaker, *c.actors, *c.places} for c in claims]
        outlet = found.document.facts.outlet
        named += named_in(found.gold.name, outlet, said, found.extraction.names)
    return fold_actors(named)
