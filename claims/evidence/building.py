"""Read utterances into views: terms, parties, the words before, and slots.

In: utterances in any order. Out: one :class:`View` each, in the order of their keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from claims.evidence.affiliations import affiliations
from claims.evidence.base import Utterance
from claims.evidence.dating import date_undated, published_day
from claims.evidence.parties import country_mentions, named_mentions
from claims.evidence.slots import slots_of
from claims.evidence.terms import DENIAL, content_terms
from claims.evidence.views import View, speaker_of
from claims.evidence.windows import looks_away, looks_back, window_of

# A sentence that points back ("The attempt failed") belongs with one so near.
NEAR_SENTENCES = 2
# Views as they were built last, by key, with what they were built from: in a story that
# grows by a document, all others are seen as they were.
KEPT = 10_000
_kept: dict[str, tuple[Utterance, tuple[str, bool, str], View]] = {}


def build_views(utterances: Sequence[Utterance]) -> list[View]:
    """Read every utterance; the result does not depend on their order."""
    ordered = date_undated(sorted(utterances, key=lambda one: one.key))
    before = _just_before(ordered)
    voices = affiliations(ordered)
    views = [
        _kept_view(one, before.get(one.key), voices.get(one.found.speaker, ""))
        for one in ordered
    ]
    return _without_lone_series(views)


def _kept_view(utterance: Utterance, before: Utterance | None, voice: str) -> View:
    """Return the view that was built of this very utterance last, if it still holds."""
    lent = (before.found.words if before else "", _past(before), voice)
    kept = _kept.get(utterance.key)
    if kept is not None and kept[0] is utterance and kept[1] == lent:
        return kept[2]
    view = _view(utterance, *lent)
    view = replace(view, slots=slots_of(view))
    if len(_kept) >= KEPT:
        _kept.clear()
    _kept[utterance.key] = (utterance, lent, view)
    return view


def _without_lone_series(views: list[View]) -> list[View]:
    """Drop what was one of a series where no text says which was the last."""
    asked = {
        slot.topic
        for view in views
        for slot in view.slots
        if slot.kind == "last" and slot.value.startswith("last|")
    }
    return [
        view
        if all(s.kind != "last" or s.topic in asked for s in view.slots)
        else replace(
            view,
            slots=tuple(s for s in view.slots if s.kind != "last" or s.topic in asked),
        )
        for view in views
    ]


def _view(utterance: Utterance, before: str, past: bool, voice: str) -> View:
    found = utterance.found
    named = (*found.actors, *found.places, found.agent, found.patient)
    mentions = named_mentions(found.words, named)
    terms = content_terms(found.words)
    away = looks_away(found) or (found.event_time is None and past)
    return View(
        utterance=utterance,
        terms=terms,
        names=frozenset(mention.key for mention in mentions),
        countries=_countries(found.words),
        towns=frozenset(p.lower() for p in found.places if not country_mentions(p)),
        numbers=frozenset(term for term in terms if term[0].isdigit()),
        speaker=speaker_of(utterance),
        window=None if away and not found.event_time else window_of(utterance),
        looks_away=away,
        denies=found.negated or DENIAL.search(found.words) is not None,
        before=before,
        voice=voice,
    )


def _countries(words: str) -> frozenset[str]:
    """Return the countries named, but for those that only name a clock's zone."""
    return frozenset(
        mention.key
        for mention in country_mentions(words)
        if not words[mention.end :].lstrip().startswith("time")
    )


def _past(before: Utterance | None) -> bool:
    """Whether the sentence before tells of a time before its document's."""
    if before is None:
        return False
    day, time = published_day(before), before.found.event_time
    if time is not None and day is not None:
        return time.end.date() < day - timedelta(days=1)
    return time is None and looks_back(before.found.words)


def _just_before(ordered: Sequence[Utterance]) -> dict[str, Utterance]:
    """Map each key to the utterance just before it, in its document and passage."""
    documents: dict[str, list[Utterance]] = defaultdict(list)
    for one in ordered:
        documents[one.document].append(one)
    before = {}
    for members in documents.values():
        members.sort(key=lambda one: (one.found.selector.start, one.key))
        for earlier, later in zip(members, members[1:], strict=False):
            gap = later.found.sentence - earlier.found.sentence
            apart = later.found.paragraph - earlier.found.paragraph
            if 0 <= gap <= NEAR_SENTENCES and apart <= 1:
                before[later.key] = earlier
    return before
