"""Through whose hands words came: outlet ← agency ← speaker, and embedded posts."""

from __future__ import annotations

import re

from claims.extraction.base import ChainLink
from claims.extraction.clauses import Unit
from claims.extraction.frames import UNNAMED
from claims.extraction.parsing import Parsed
from sources.text.base import DocumentFacts

# Somebody said it, but the text leaves open who: not the outlet's own word.
UNIDENTIFIED = "speaker not identified"

_POSTED_BY = re.compile(r"[—–-]+ ?(?P<name>[^()@—–\n]{2,60}?) ?\((?P<handle>@\w+)\)")
_QUOTE_BY = re.compile(
    r"\((?:the )?(?:quote|quotation|text|translation) (?:is |was )?"
    r"(?:by|from|via|provided by) (?P<who>[^()]+)\)",
    re.IGNORECASE,
)


def chain_of(
    unit: Unit, facts: DocumentFacts, *, reservation: str, quoted_by: str = ""
) -> tuple[ChainLink, ...]:
    """Return the hands of ``unit``, outermost first; the last one is the utterer."""
    cue = unit.frame.cue if unit.frame else ""
    if unit.quotation is not None and not cue:
        cue = unit.quotation.cue
    credits = [(name, "credit") for name in facts.credits]
    relays = [(facts.outlet, ""), *credits] if facts.outlet else credits
    relays += [(f.speaker.name, f.cue) for f in reversed(unit.outer)]
    if quoted_by:
        relays.append((quoted_by, "quote by"))
    source = ""
    if unit.frame is not None:
        relays += [(name, "") for name in unit.frame.relays]
        source = unit.frame.source
    if source:
        relays.append((unit.speaker.name, cue))
        return _links(
            relays, UNNAMED if source == UNNAMED else source, "citing", reservation
        )
    if not unit.speaker.name and unit.frame is not None and unit.frame.subject >= 0:
        return _links(relays, UNIDENTIFIED, cue, reservation)
    if not unit.speaker.name:
        return _own_words(facts, reservation)
    return _links(relays, unit.speaker.name, cue, reservation)


def _own_words(facts: DocumentFacts, reservation: str) -> tuple[ChainLink, ...]:
    """Return who utters the document's own words: its outlet, else a credited agency.

    Of several agencies none can be named, so all are relays and nobody the utterer.
    """
    if facts.outlet:
        links = _links([(c, "credit") for c in facts.credits], facts.outlet, "", "")
        return (*links[:-1], ChainLink(facts.outlet, "utterer", "", reservation))
    return tuple(
        ChainLink(name, "relay", "credit", reservation) for name in facts.credits
    )


def _links(
    relays: list[tuple[str, str]], utterer: str, cue: str, reservation: str
) -> tuple[ChainLink, ...]:
    links: list[ChainLink] = []
    seen = {_key(utterer)}
    for name, relay_cue in relays:
        if name and _key(name) not in seen:
            seen.add(_key(name))
            links.append(ChainLink(name, "relay", relay_cue))
    links.append(ChainLink(utterer, "utterer", cue, reservation))
    return tuple(links)


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ")


def quoted_by(parsed: Parsed, unit: Unit) -> str:
    """Return the agency that a bracketed note names as the quotation's source."""
    sentence = parsed.sentences[unit.position].sentence
    match = _QUOTE_BY.search(parsed.words(sentence.start, sentence.end))
    if not match:
        return ""
    proper = re.findall(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*$", match["who"].strip())
    return proper[-1] if proper else match["who"].strip()


def posters(parsed: Parsed) -> dict[int, str]:
    """Return position → author for the sentences of embedded posts.

    The author stands in the post's last line: "— Anna Voss (@annavoss) May 2, 2031".
    """
    found: dict[int, str] = {}
    run: list[int] = []
    for position, entry in enumerate(parsed.sentences):
        if entry.sentence.kind != "embed":
            run = []
            continue
        run.append(position)
        words = parsed.words(entry.sentence.start, entry.sentence.end)
        if match := _POSTED_BY.search(words):
            found.update(dict.fromkeys(run, match["name"].strip()))
            run = []
    return found


def is_post_credit(words: str) -> bool:
    return _POSTED_BY.match(words.strip()) is not None
