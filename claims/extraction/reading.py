"""Everything found in one parsed run, before candidates are made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claims.extraction.chains import is_post_credit, posters
from claims.extraction.clauses import Unit, UnitFinder
from claims.extraction.entities import Names
from claims.extraction.frames import Frame
from claims.extraction.framing import find_frames
from claims.extraction.notes import goes_on, is_note
from claims.extraction.parsing import Parsed
from claims.extraction.quotations import Quotation, QuotationFinder, all_marks
from claims.extraction.quotemarks import Marks
from claims.extraction.reservations import doubt_of, doubts
from claims.extraction.speakers import Speaker, Speakers
from claims.extraction.tracing import is_trace

# "AFP contributed reporting.": a credit that reading did not mark as one. The verb is
# matched loosely since such lines are typed by hand and often wrong.
_CREDIT = re.compile(
    r"^[*_ ]*[\w.,& ]{2,60}? con\w{5,9}ed (?:to )?(?:this )?report(?:ing)?\.?[*_ ]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Findings:
    """Units in text order, with the quotations and what doubts cover which unit."""

    parsed: Parsed
    names: Names
    speakers: Speakers
    frames: list[Frame]
    quotations: list[Quotation]
    units: list[Unit]
    doubts: dict[int, str]  # index of a unit → reservation


def read(parsed: Parsed) -> Findings:
    """Find speech, quotations and clause units of a parsed run."""
    names = Names(parsed.doc)
    marks = all_marks(parsed)
    speakers = Speakers(parsed, names, marks)
    frames = find_frames(parsed, names, speakers, marks)
    quotations = QuotationFinder(parsed, names, speakers, frames, marks).find()
    units = _units(parsed, UnitFinder(parsed, frames, quotations), frames)
    quotations = sorted([*quotations, *_posts(parsed)], key=lambda q: q.start)
    return Findings(
        parsed, names, speakers, frames, quotations, units, doubts(parsed, units)
    )


def _units(parsed: Parsed, finder: UnitFinder, frames: list[Frame]) -> list[Unit]:
    authors = posters(parsed)
    traces = {f.position for f in frames if is_trace(parsed, f)}
    units: list[Unit] = []
    noted = False
    for position, entry in enumerate(parsed.sentences):
        words = parsed.words(entry.sentence.start, entry.sentence.end)
        if doubt_of(words) or is_post_credit(words) or _CREDIT.match(words):
            continue
        if position in traces:
            continue
        noted = is_note(words) or (noted and goes_on(words))
        if noted:
            continue
        author = authors.get(position, "")
        for unit in finder.find(position):
            units.append(_posted(unit, author, position) if author else unit)
    return units


def _posts(parsed: Parsed) -> list[Quotation]:
    """Return embedded posts as what their authors say, without the line that signs."""
    found: list[Quotation] = []
    for position, author in posters(parsed).items():
        sentence = parsed.sentences[position].sentence
        if is_post_credit(parsed.words(sentence.start, sentence.end)):
            continue
        last = found[-1] if found else None
        next_to = last is not None and last.sentences[-1] == position - 1
        if next_to and last is not None and last.speaker.name == author:
            start = last.marks[0].start
            last.marks = [Marks(start, sentence.end, start, sentence.end, True)]
            last.sentences.append(position)
            continue
        mark = Marks(sentence.start, sentence.end, sentence.start, sentence.end, True)
        speaker = Speaker(author, "person", sentence.paragraph)
        found.append(
            Quotation([mark], sentence.paragraph, "direct", speaker, "post",
                      sentences=[position])
        )  # fmt: skip
    return found


def _posted(unit: Unit, author: str, position: int) -> Unit:
    """Give a unit of an embedded post to its author, as a hand if it names another."""
    speaker = Speaker(author, "person", token=unit.root)
    if not unit.speaker.name:
        return replace(unit, speaker=speaker, quote="direct")
    post = Frame(unit.root, unit.root, speaker, "post", "says", (), position, -1)
    return replace(unit, outer=(*unit.outer, post))
