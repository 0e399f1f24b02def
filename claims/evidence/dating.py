"""Give a document without a year the year that the story's other documents name.

In: utterances of one story. Out: the same, where one whose document names "September
13" without a year got it from documents of that very day about the same names. When
those documents name several years, or share too little, nothing is given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from claims.evidence.base import Utterance
from claims.evidence.parties import country_mentions
from claims.extraction.dates import Day, find_days
from claims.extraction.times import Context, FoundTime, find_times
from claims.extraction.zones import ZoneBook
from sources.text.base import KnownDate

SHARED_NAMES = 3  # names two documents must share to be taken for one story's news
NEAR = timedelta(days=1)
BORROWED = "the year from the story's other documents"


def date_undated(utterances: Sequence[Utterance]) -> list[Utterance]:
    """Return the utterances in the given order, undated documents dated if possible."""
    documents: dict[str, list[Utterance]] = defaultdict(list)
    for one in utterances:
        documents[one.document].append(one)
    days = {name: published_day(members[0]) for name, members in documents.items()}
    names = {name: _names(members) for name, members in documents.items()}
    borrowed = {}
    for name, members in documents.items():
        if days[name] is None:
            near = {
                day
                for other, day in days.items()
                if day is not None and len(names[name] & names[other]) >= SHARED_NAMES
            }
            if (found := _named_day(members, near)) is not None:
                borrowed[name] = _Reader(members, found)
    read = {
        one.key: one
        for name, reader in borrowed.items()
        for one in reader.read_all(documents[name])
    }
    return [read.get(one.key, one) for one in utterances]


def published_day(utterance: Utterance) -> date | None:
    try:
        return datetime.fromisoformat(utterance.facts.published.value).date()
    except ValueError:
        return None


def _names(members: Sequence[Utterance]) -> frozenset[str]:
    found = set()
    for one in members:
        found |= {name.lower() for name in (*one.found.actors, *one.found.places)}
        found |= {mention.key for mention in country_mentions(one.found.words)}
    return frozenset(found)


def _named_day(members: Sequence[Utterance], near: set[date]) -> date | None:
    """Return the day named without a year that is the day of the documents near."""
    found = set()
    for published in sorted(near):
        for one in members:
            words = one.found.words
            dated = {(day.start, day.end) for day in find_days(words, None)}
            for day in find_days(words, published):
                if (day.start, day.end) in dated or not _has_digit(day.words):
                    continue
                if day.first == day.last and abs(day.first - published) <= NEAR:
                    found.add(day.first)
    if not found or max(found) - min(found) > NEAR:
        return None
    return min(found)


def _has_digit(words: str) -> bool:
    """Whether a calendar day is named ("September 13"), not only a weekday."""
    return any(letter.isdigit() for letter in words)


class _Reader:
    """Reads the times of one document's utterances against its borrowed day."""

    def __init__(self, members: Sequence[Utterance], day: date) -> None:
        text = " ".join(one.found.words for one in members)
        zones = ZoneBook.of(text, members[0].facts.zone)
        self._context = Context(day, zones, "inferred")
        self._known = KnownDate(day.isoformat(), "inferred", BORROWED)

    def read_all(self, members: Sequence[Utterance]) -> list[Utterance]:
        """Read in text order: a bare clock has day and zone of the sentence before."""
        read: list[Utterance] = []
        before: tuple[Utterance, Day | None] | None = None
        for one in sorted(members, key=lambda one: one.found.selector.start):
            day = before[1] if before and _goes_on(before[0], one) else None
            time = self._time(one, day)
            said = one.found.event_time
            if said is None and time is not None:
                said = replace(time.range, how=f"{time.range.how}; {BORROWED}")
            read.append(
                replace(
                    one,
                    facts=replace(one.facts, published=self._known),
                    found=replace(one.found, event_time=said),
                )
            )
            before = (one, time.day if time else day)
        return read

    def _time(self, one: Utterance, day: Day | None) -> FoundTime | None:
        found = one.found
        place = found.places[0] if found.places else ""
        times = find_times(found.words, self._context, place=place, day=day)
        return min(
            times, key=lambda time: (not time.has_clock, time.start), default=None
        )


def _goes_on(before: Utterance, one: Utterance) -> bool:
    """Whether it stands in the same paragraph, or is the next words of one speaker."""
    apart = one.found.paragraph - before.found.paragraph
    speaker = one.found.speaker
    return apart == 0 or (apart == 1 and speaker == before.found.speaker != "")
