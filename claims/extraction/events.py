"""The event time of each unit: its own words, else when it was said, else none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from claims.extraction.base import TimeRange
from claims.extraction.clauses import Unit
from claims.extraction.dates import Day
from claims.extraction.parsing import Parsed
from claims.extraction.syntax import Token
from claims.extraction.times import Context, FoundTime, find_times, whole_day

# Precise enough to be when a thing happened, also where a noun carries the words.
_FINE = frozenset({"instant", "hour", "part_of_day", "day"})


class EventTimes:
    """Times of all sentences in order; a clock time takes its day from the last one."""

    def __init__(
        self,
        parsed: Parsed,
        context: Context,
        places: dict[int, str],
        units: list[Unit],
    ) -> None:
        self._parsed = parsed
        self._context = context
        self._places = places
        self._units: dict[int, list[Unit]] = defaultdict(list)
        for unit in units:
            self._units[unit.position].append(unit)
        self._times: dict[int, list[FoundTime]] = defaultdict(list)
        self._read()

    def of(self, unit: Unit) -> tuple[TimeRange | None, bool]:
        """Return the unit's time and whether it is only the time of the statement."""
        times = self._times[unit.position]
        start = self._parsed.sentences[unit.position].sentence.start
        own = [
            t
            for t in times
            if any(low <= t.start + start < high for low, high in unit.spans)
        ]
        own = [t for t in own if not self._aside(t, start, unit)]
        if own:
            return min(own, key=lambda t: self._rank(t, start, unit)).range, False
        if borrowed := self._borrowed(times, start, unit):
            return borrowed, True
        if unit.frame is None or unit.frame.position != unit.position:
            return None, False
        if relative := self._relative_time(times, unit):
            return relative, True
        loose = [t for t in times if not self._claimed(t.start + start, unit.position)]
        return self._statement_time(loose, unit), True

    def _aside(self, time: FoundTime, start: int, unit: Unit) -> bool:
        """Say whether a year belongs to a thing only: "the hall built in 1902"."""
        if time.range.precision in _FINE:
            return False
        for ancestor in self._token(time, start).ancestors:
            if ancestor.i == unit.root:
                return False
            if ancestor.dep_ in ("acl", "relcl") or ancestor.lower_ == "than":
                return True
        return False

    def _borrowed(
        self, times: list[FoundTime], start: int, unit: Unit
    ) -> TimeRange | None:
        """Return the day of the clause this one was cut from."""
        doc, shared = self._parsed.doc, set(unit.shared)
        near = [
            t
            for t in times
            if t.range.precision in _FINE and self._token(t, start).i in shared
        ]
        if not near:
            return None
        top = doc[unit.root]
        nearest = min(near, key=lambda t: abs(self._token(t, start).i - top.i))
        place = self._places.get(unit.position, "")
        found = whole_day(nearest, self._context, place)
        return replace(found, how=f"the same sentence's time ({found.how})")

    def _relative_time(self, times: list[FoundTime], unit: Unit) -> TimeRange | None:
        """Return the time of "fire that began at noon and which X said killed two"."""
        root = self._parsed.doc[unit.root]
        subject = any(c.dep_.startswith("nsubj") for c in root.children)
        if unit.kind != "content" or subject or root.dep_ != "xcomp" or not times:
            return None
        found = whole_day(times[0], self._context, self._places.get(unit.position, ""))
        return replace(found, how=f"the same sentence's time ({found.how})")

    def _claimed(self, offset: int, position: int) -> bool:
        """Say whether the words at ``offset`` belong to some unit of the sentence."""
        return any(
            low <= offset < high
            for unit in self._units[position]
            for low, high in unit.spans
        )

    def _statement_time(self, times: list[FoundTime], unit: Unit) -> TimeRange | None:
        """Return the day on which it was said: the event is not later than that."""
        if not times or unit.frame is None:
            return None
        start = self._parsed.sentences[unit.position].sentence.start
        at = self._parsed.starts[unit.frame.verb] - start
        nearest = min(times, key=lambda t: min(abs(t.start - at), abs(t.end - at)))
        place = self._places.get(unit.position, "")
        found = whole_day(nearest, self._context, place)
        return replace(
            found, how=f"when it was said ({found.how}); the clause names no time"
        )

    def _rank(self, time: FoundTime, start: int, unit: Unit) -> tuple[int, int, int]:
        """Order times: near the main verb in the grammar first, then exact ones."""
        token = self._token(time, start)
        depth = 0
        for ancestor in (token, *token.ancestors):
            if ancestor.i == unit.root:
                break
            depth += ancestor.dep_ not in ("pobj", "compound", "nummod", "npadvmod")
        exact = 0 if time.has_clock else 1
        return exact, depth, time.start

    def _token(self, time: FoundTime, start: int) -> Token:
        """Return the top token of the time's words."""
        held = self._parsed.indices_in(start + time.start, start + time.end)
        if held:
            return self._parsed.doc.root(held.start, held.stop)
        at = self._parsed.token_at(start + max(time.start, 0))
        return self._parsed.doc[at]

    def _read(self) -> None:
        last: Day | None = None
        paragraph = -1
        for position, entry in enumerate(self._parsed.sentences):
            sentence = entry.sentence
            if sentence.paragraph != paragraph:
                last, paragraph = None, sentence.paragraph
            text = self._parsed.words(sentence.start, sentence.end)
            place = self._places.get(position, "")
            found = find_times(text, self._context, place=place, day=last)
            self._times[position] = found
            days = [t.day for t in found if t.day and t.day.words]
            exact = [d for d in days if d.precision in ("day", "part_of_day")]
            if exact:
                how = f"the sentence before (“{exact[-1].words}”: {exact[-1].how})"
                last = replace(exact[-1], how=how, precision="day", part="")
