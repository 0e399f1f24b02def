"""From a clause unit to a candidate: everything read off it, typed and scored."""

from __future__ import annotations

from claims.extraction import signals
from claims.extraction.base import (
    FoundCandidate,
    Quantity,
    TimeRange,
)
from claims.extraction.chains import chain_of, quoted_by
from claims.extraction.checkworthiness import Scorer, score
from claims.extraction.clauses import Unit
from claims.extraction.dividing import divide
from claims.extraction.entities import Mention
from claims.extraction.events import EventTimes
from claims.extraction.factuality import factuality
from claims.extraction.gazetteer import country_of
from claims.extraction.lexicon import (
    BODY_NOUNS,
    CAUSES,
    LEGAL,
    OPINION,
)
from claims.extraction.phrases import noun_phrase
from claims.extraction.quantities import find_quantities
from claims.extraction.reading import Findings
from claims.extraction.reservations import hedge_in
from claims.extraction.roles import RoleFinder, Roles
from claims.extraction.syntax import Token
from claims.extraction.times import Context
from claims.extraction.types import claim_type, is_clock
from claims.extraction.worthiness.features import Features
from sources.text.selectors import make_selector

# Older than this against the document's date, and an event is background.
HISTORICAL_DAYS = 300


class CandidateMaker:
    """Makes candidates of the units of one run."""

    def __init__(
        self, findings: Findings, context: Context, scorer: Scorer = score
    ) -> None:
        self._found = findings
        self._parsed = findings.parsed
        self._context = context
        self._score = scorer
        self._roles = RoleFinder(findings.parsed, findings.names, findings.speakers)
        places = {u.position: _home(u, findings) for u in reversed(findings.units)}
        self._times = EventTimes(findings.parsed, context, places, findings.units)

    def make(self) -> list[FoundCandidate]:
        """Return the candidates of all units that assert something, in text order."""
        made = []
        for index, unit in enumerate(self._found.units):
            counted = ""
            for part in divide(self._parsed, unit):
                one = self._candidate(part, self._found.doubts.get(index, ""), counted)
                if one is not None:
                    made.append(one)
                    counted = next((q.noun for q in one.quantities), counted)
        return made

    def _candidate(self, unit: Unit, doubt: str, counted: str) -> FoundCandidate | None:
        tokens = [self._parsed.doc[i] for i in unit.tokens]
        if not any(t.pos_ in ("VERB", "AUX") for t in tokens):
            return None
        segments = tuple(
            s for low, high in unit.spans
            for s in self._parsed.document.reading.to_segments(low, high)
        )  # fmt: skip
        if not segments:
            return None
        roles = self._roles.of(unit)
        time, inherited = self._times.of(unit)
        quantities = find_quantities(self._parsed, unit.spans, counted=counted)
        places, actors = self._names(unit)
        reservation = doubt or self._hedge(unit, roles)
        worth, reasons = self._score(
            self._features(unit, roles, time, inherited, quantities, places, actors)
        )
        sentence = self._parsed.sentences[unit.position].sentence
        return FoundCandidate(
            selector=make_selector(self._parsed.document.text, segments),
            words=" ".join(
                self._parsed.words(low, high).strip() for low, high in unit.spans
            ),
            sentence=sentence.index,
            paragraph=sentence.paragraph,
            score=worth,
            score_reasons=reasons,
            type=claim_type(
                unit,
                roles,
                tokens,
                quantities,
                clock=is_clock(time),
                old=self._is_old(time),
                placed=self._is_placed(roles, places),
            ),
            factuality=factuality(self._parsed.doc, unit, roles, reservation),
            speaker=unit.speaker.name,
            chain=chain_of(
                unit,
                self._parsed.document.facts,
                reservation=reservation,
                quoted_by=quoted_by(self._parsed, unit) if unit.quotation else "",
            ),
            quote=unit.quote,
            quantities=quantities,
            event_time=time,
            places=places,
            actors=actors,
            agent=roles.agent,
            action=roles.action,
            patient=roles.patient,
            negated=roles.negated,
            reservation=reservation,
        )

    def _hedge(self, unit: Unit, roles: Roles) -> str:
        tokens = [self._parsed.doc[i] for i in unit.tokens]
        if unit.frame is not None and unit.frame.position == unit.position:
            verb = self._parsed.doc[unit.frame.verb]
            tokens += [verb, *verb.children]
        if hedge := hedge_in(tokens):
            return hedge
        if unit.kind == "content" and not unit.speaker.name and self._nobodys(unit):
            return roles.hearsay or (unit.frame.cue if unit.frame else "")
        return roles.hearsay or ("rumour" if roles.rumour else "")

    def _nobodys(self, unit: Unit) -> bool:
        """Say whether no one is named as telling it: "it was reported that …"."""
        frame = unit.frame
        if frame is None:
            return False
        return frame.subject < 0 or self._parsed.doc[frame.subject].lower_ == "it"

    # -- names ----------------------------------------------------------------

    def _names(self, unit: Unit) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return places and actors named in the unit, countries by common name."""
        places: list[str] = []
        actors: list[str] = []
        for mention in _mentions(unit, self._found):
            start = self._parsed.starts[mention.first]
            if not any(low <= start < high for low, high in unit.spans):
                continue
            root = self._parsed.doc.root(mention.first, mention.last)
            if signals.names_a_zone(self._parsed.doc, mention.first, mention.last):
                continue
            if mention.kind == "person":
                actors.append(self._found.names.full(mention.text))
            elif mention.kind == "people":
                actors.append(country_of(mention.text) or mention.text)
            elif mention.kind == "body":
                actors.append(self._body(mention, root))
            elif signals.is_where(root):
                places.append(mention.text)
            else:
                actors.append(country_of(mention.text) or mention.text)
        actors += self._companies(unit)
        places += self._lent_places(unit) if not places else []
        return tuple(dict.fromkeys(places)), tuple(dict.fromkeys(actors))

    def _lent_places(self, unit: Unit) -> list[str]:
        """Return where "killing 12" was, which the clause before it says."""
        doc = self._parsed.doc
        if not unit.shared or doc[unit.root].tag_ != "VBG":
            return []
        first, last = unit.shared[0], unit.shared[-1] + 1
        return [
            mention.text
            for mention in self._found.names.between(first, last)
            if mention.first in unit.shared
            and mention.kind == "place"
            and signals.is_where(doc.root(mention.first, mention.last))
        ]

    def _companies(self, unit: Unit) -> list[str]:
        """Return whom "the company" means, where the document names but one."""
        tokens = (self._parsed.doc[i] for i in unit.tokens)
        return [
            name
            for token in tokens
            if token.pos_ in ("NOUN", "PROPN")
            and (name := self._found.speakers.company(token))
        ]

    def _body(self, mention: Mention, root: Token) -> str:
        """Return "Armenian Ministry of Defence" where only its tail was recognised."""
        if root.lemma_.lower() in BODY_NOUNS and root.dep_ != "compound":
            return noun_phrase(root)
        return mention.text

    # -- kind and worth -------------------------------------------------------

    def _features(
        self,
        unit: Unit,
        roles: Roles,
        time: TimeRange | None,
        inherited: bool,
        quantities: tuple[Quantity, ...],
        places: tuple[str, ...],
        actors: tuple[str, ...],
    ) -> Features:
        tokens = [self._parsed.doc[i] for i in unit.tokens]
        verb = self._parsed.doc[roles.verb]
        kind = self._parsed.sentences[unit.position].sentence.kind
        lemmas = {t.lemma_.lower() for t in tokens}
        assessed = not quantities and signals.assesses(verb)
        opinion = next((t.lower_ for t in tokens if t.lower_ in OPINION), "")
        return Features(
            quantities=quantities,
            time=time,
            speaker=unit.speaker.name,
            names=tuple(dict.fromkeys((*actors, *places))),
            action=roles.action,
            happened=not assessed and signals.happened(verb, roles),
            accusation=signals.accuses(unit),
            legal=bool(lemmas & LEGAL),
            causal=verb.lemma_ in CAUSES,
            negated=roles.negated,
            opinion=opinion or (verb.lower_ if assessed else ""),
            feeling=signals.feels(verb, tokens),
            demand=signals.demands(verb),
            future=_is_ahead(verb, roles),
            conditional=roles.conditional,
            question=bool(tokens) and tokens[-1].text == "?",
            first_person=signals.first_person(roles, self._parsed.doc),
            words=len([t for t in tokens if not t.is_punct]),
            headline=kind in ("headline", "deck"),
            time_inherited=inherited,
            old=self._is_old(time),
            comparison=signals.comparison(tokens),
            sentence=self._sentence(unit),
        )

    def _is_placed(self, roles: Roles, places: tuple[str, ...]) -> bool:
        verb = self._parsed.doc[roles.verb]
        return verb.lemma_ == "be" and signals.is_placed(verb, places)

    def _sentence(self, unit: Unit) -> str:
        sentence = self._parsed.sentences[unit.position].sentence
        return self._parsed.words(sentence.start, sentence.end)

    def _is_old(self, time: TimeRange | None) -> bool:
        published = self._context.published
        if time is None or published is None:
            return False
        return (published - time.end.date()).days > HISTORICAL_DAYS


def _mentions(unit: Unit, findings: Findings) -> list[Mention]:
    """Return the mentions from the unit's first token to its last."""
    return findings.names.between(min(unit.tokens), max(unit.tokens) + 1)


def _home(unit: Unit, findings: Findings) -> str:
    """Return the country whose clock the unit runs by: its speaker's, else a place."""
    for word in reversed(unit.speaker.name.replace("'s", "").replace("’s", "").split()):
        if country := country_of(word):
            return country
    for mention in _mentions(unit, findings):
        if mention.kind in ("place", "people"):
            return country_of(mention.text) or mention.text
    return ""


def _is_ahead(verb: Token, roles: Roles) -> bool:
    ahead = roles.future or (roles.would and not roles.conditional)
    return ahead or verb.lemma_ in ("expect", "predict")
