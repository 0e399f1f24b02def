"""A unit that asserts several things becomes several claims, each with its subject.

Divided are joined predicates ("fined A and ordered B"), relative clauses and
participles set off by commas, and lists whose numbers differ by place or day. A part
keeps the words it needs to be understood alone: its subject, a day said before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claims.extraction.clauses import MIN_TOKENS, Unit, dashed, spans_of, trim
from claims.extraction.grammar import clausal, finite, lost_subject, own_subject
from claims.extraction.lexicon import ACTS, CAUSES, SAYS, word_set
from claims.extraction.parsing import Parsed
from claims.extraction.speakers import OPEN
from claims.extraction.syntax import Token

# Verbs whose subject is the whole event: "the bank raised rates, prompting protests".
_OF_EVENTS = CAUSES | word_set("make mean bring force")
# Participles that are prepositions by now, or that name rather than tell.
_NOT_TOLD = _OF_EVENTS | word_set(
    """include follow accord depend regard concern consider give start begin involve
    exclude range base know call name age dub bear locate entitle title use cite see
    owe bar pend"""
)
# Without one of these in it a unit cannot be divided.
_DIVIDING = frozenset({"conj", "relcl", "advcl", "acl", "pcomp", "ccomp", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HELPERS = frozenset({"aux", "auxpass", "neg"})
_ASIDE = frozenset({"prep", "npadvmod"})
_WHO = frozenset({"who", "which"})
_AT = frozenset({"in", "at", "near", "on", "from", "outside", "around"})


@dataclass(frozen=True, slots=True)
class _Cut:
    """A part: its top token, tokens before it that it needs, tokens it lends from."""

    root: Token
    lead: tuple[int, ...] = ()
    without: frozenset[int] = frozenset()
    takes: frozenset[int] = frozenset()  # tokens the parser gave to another clause
    borrows: bool = False


def divide(parsed: Parsed, unit: Unit) -> list[Unit]:
    """Return the claims of ``unit`` in text order; itself where it makes but one."""
    tokens = [parsed.doc[index] for index in unit.tokens]
    if not any(token.dep_ in _DIVIDING for token in tokens):
        return [unit]
    parts = _Division(parsed, unit).parts()
    return [one for part in parts for one in _by_place(parsed, part)]


class _Division:
    """The cuts through one unit, and what is left of it."""

    def __init__(self, parsed: Parsed, unit: Unit) -> None:
        self._parsed = parsed
        self._unit = unit
        self._inside = frozenset(unit.tokens)
        self._tops = {unit.root: parsed.doc[unit.root]}

    def parts(self) -> list[Unit]:
        cuts = {c.root.i: c for c in self._cuts()}
        if not cuts:
            return [self._unit]
        owned = self._owned(cuts)
        for index in list(cuts):  # too short to be understood: stays where it is
            if len(self._words(owned[index])) + len(cuts[index].lead) < MIN_TOKENS:
                del cuts[index]
        owned = self._owned(cuts)
        main = self._part(self._unit.root, owned[-1])
        if not cuts or main is None:
            return [self._unit]
        found = [main]
        for cut in cuts.values():
            lead = [i for i in cut.lead if i in owned[self._owner(i, cuts)]]
            tokens = [*lead, *(i for i in owned[cut.root.i] if i not in cut.without)]
            part = self._part(cut.root.i, sorted(set(tokens)))
            if part is not None:
                shared = tuple(owned[-1]) if cut.borrows else ()
                found.append(replace(self._told(part, cut), shared=shared))
        return sorted(found, key=lambda u: u.spans[0][0])

    def _told(self, part: Unit, cut: _Cut) -> Unit:
        """Give what is joined to an utterance by its verb alone back to the outlet."""
        if part.kind != "act" or part.frame is None or part.frame.verb == cut.root.i:
            return part
        if part.outer:
            first, *rest = part.outer
            return replace(
                part, kind="content", frame=first, outer=tuple(rest),
                speaker=first.speaker, quote="indirect",
            )  # fmt: skip
        return replace(part, kind="clause", frame=None, speaker=OPEN, quote=None)

    def _part(self, root: int, tokens: list[int]) -> Unit | None:
        doc = self._parsed.doc
        runs: list[list[Token]] = []
        for index in tokens:
            if runs and runs[-1][-1].i == index - 1:
                runs[-1].append(doc[index])
            else:
                runs.append([doc[index]])
        direct = self._unit.kind == "quote"
        runs = [run for r in runs if (run := trim(r, marks=direct))]
        kept = tuple(t.i for run in runs for t in run)
        if len(self._words(kept)) < 2:
            return None
        spans = tuple(s for run in runs for s in spans_of(self._parsed, run))
        return replace(self._unit, root=root, tokens=kept, spans=spans)

    def _words(self, tokens: Iterable[int]) -> list[int]:
        return [i for i in tokens if not self._parsed.doc[i].is_punct]

    def _owner(self, index: int, cuts: dict[int, _Cut]) -> int:
        token = self._parsed.doc[index]
        for ancestor in (token, *token.ancestors):
            if ancestor.i in cuts:
                return ancestor.i
            if ancestor.i == self._unit.root:
                break
        return -1

    def _owned(self, cuts: dict[int, _Cut]) -> dict[int, list[int]]:
        """Return the unit's tokens by the cut they fall to, -1 for what stays."""
        owned: dict[int, list[int]] = defaultdict(list)
        taken = {i: at for at, cut in cuts.items() for i in cut.takes}
        for index in self._unit.tokens:
            owner = taken.get(index)
            owned[self._owner(index, cuts) if owner is None else owner].append(index)
        return owned

    # -- cuts -----------------------------------------------------------------

    def _cuts(self) -> list[_Cut]:
        found = []
        for index in self._unit.tokens:
            token = self._parsed.doc[index]
            if index == self._unit.root or token.dep_ not in _DIVIDING:
                continue
            cut = (
                self._joined(token)
                or self._relative(token)
                or self._told_by(token)
                or self._absolute(token)
            )
            if cut is not None:
                found.append(cut)
        return found

    def _joined(self, token: Token) -> _Cut | None:
        """Cut "X did A and did B" and, in a quotation, "X did A and Y did B"."""
        head = token.head
        if head.i not in self._tops or not _predicate(token) or not clausal(head):
            return None
        if own_subject(token) is not None:
            alone = token.dep_ == "conj" or (
                token.dep_ in ("ccomp", "parataxis") and dashed(token)
            )
            if not (alone and finite(token)):
                return None
            self._tops[token.i] = token
            return _Cut(token)
        if token.dep_ != "conj" or token.tag_ in ("VBG", "NN") or token.i < head.i:
            return None
        if not finite(token) and token.tag_ not in ("VBN", "VB"):
            return None
        subject = self._subject(head)
        if subject is None or _either(token) or _infinitive(token, head):
            return None
        if (own := lost_subject(token)) and own.i in self._inside:
            self._tops[token.i] = token
            return _Cut(token, takes=frozenset(self._kept(t.i for t in own.subtree)))
        if not _complete(head, token):
            return None
        helped = any(c.dep_ in ("aux", "auxpass") for c in token.children)
        self._tops[token.i] = token
        lead = [t.i for t in subject.subtree]
        top = subject.head
        lead += [
            t.i for c in top.lefts if c.dep_ in _ASIDE and c.i < subject.i
            for t in c.subtree
        ]  # fmt: skip
        if not helped and (token.tag_ in ("VBN", "VB") or _perfect(top, token)):
            lead += [c.i for c in top.lefts if c.dep_ in _HELPERS]
        return _Cut(token, self._kept(lead), borrows=True)

    def _relative(self, token: Token) -> _Cut | None:
        """Cut ", which was built in 1962," and put what it speaks of before it."""
        if token.dep_ != "relcl" or not finite(token) or not self._set_off(token):
            return None
        first = token.left_edge
        thing = [t.i for t in token.head.subtree if t.i < first.i - 1]
        lead = self._kept(thing)
        if not lead or lead[-1] != first.i - 2:
            return None
        subject = own_subject(token)
        if subject is not None and subject.i == first.i and first.lower_ in _WHO:
            if first.lower_ == "which" and token.lemma_ in _OF_EVENTS:
                return None  # "…, which led to protests": the event did
            return _Cut(token, lead, frozenset({first.i}))
        if first.pos_ == "ADP" or not any(
            t.tag_ in ("WDT", "WP", "WP$", "WRB") for t in token.subtree
        ):
            return (
                None  # "a call during which": what it speaks of may stand farther off
            )
        return _Cut(token, (*lead, first.i - 1))

    def _told_by(self, token: Token) -> _Cut | None:
        """Cut ", killing 12" and ", owned by a brewery," which tell on their own."""
        if token.dep_ not in ("advcl", "acl") or token.tag_ not in ("VBG", "VBN"):
            return None
        lemma = token.lemma_.lower()
        if lemma in _NOT_TOLD | SAYS | ACTS or finite(token) or own_subject(token):
            return None
        if any(c.dep_ == "mark" for c in token.children) or not self._set_off(token):
            return None
        if sum(not t.is_punct for t in token.subtree) < 2:
            return None
        subject = self._subject(self._parsed.doc[self._unit.root])
        if subject is None:
            return None
        noun = token.head
        if token.dep_ == "advcl":
            if noun.i not in self._tops or token.i < noun.i or token.tag_ == "VBN":
                return None
            noun = subject
        elif token.tag_ == "VBG" and noun.i not in {t.i for t in subject.subtree}:
            noun = subject
        lead = self._kept(t.i for t in noun.subtree if t.i < token.left_edge.i)
        return _Cut(token, lead, borrows=token.tag_ == "VBG") if lead else None

    def _absolute(self, token: Token) -> _Cut | None:
        """Cut ", with Belk already having 2,000 troops there": a clause of its own."""
        if token.dep_ != "pcomp" or token.tag_ != "VBG" or token.head.lower_ != "with":
            return None
        subject = own_subject(token)
        if subject is None or not self._set_off(token.head):
            return None
        return _Cut(token, borrows=True)

    def _set_off(self, token: Token) -> bool:
        first = token.left_edge.i
        if first - 2 not in self._inside or first - 1 not in self._inside:
            return False
        return self._parsed.doc[first - 1].text in (",", "—", "–")

    def _subject(self, verb: Token) -> Token | None:
        """Return the subject of ``verb`` or of what it is joined to, in the unit."""
        while True:
            subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
            if subject is not None:
                return subject if subject.i in self._inside else None
            if verb.dep_ != "conj" or verb.head.i not in self._tops:
                return None
            verb = verb.head

    def _kept(self, tokens: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted({i for i in tokens if i in self._inside}))


def _predicate(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _perfect(verb: Token, joined: Token) -> bool:
    """Say whether "has" holds for both: "has killed 31 people and infected 400"."""
    helped = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return helped and joined.lower_.endswith("ed")


def _either(token: Token) -> bool:
    """Say whether "or" joins it: "killed or wounded" is one claim."""
    return any(c.dep_ == "cc" and c.lower_ == "or" for c in token.head.children)


def _infinitive(token: Token, head: Token) -> bool:
    """Say whether it may as well go on from a "to": "urge them to go and observe"."""
    if token.tag_ not in ("VB", "VBP") or any(
        c.dep_ in ("aux", "auxpass") for c in token.children
    ):
        return False
    between = token.doc[head.i + 1 : token.i]
    return any(t.dep_ == "aux" and t.lower_ == "to" for t in between)


def _complete(head: Token, joined: Token) -> bool:
    """Say whether ``head`` says something without the words after what is joined.

    "attacked and captured Belk" is one claim: the object belongs to both.
    """
    own = any(c.i > head.i and c.dep_ not in ("cc", "conj", "punct", "prt")
              for c in head.children if c.i < joined.i)  # fmt: skip
    shared = any(c.dep_ in ("dobj", "agent", "prep") for c in joined.rights)
    return own or not shared


# -- lists --------------------------------------------------------------------


def _by_place(parsed: Parsed, unit: Unit) -> list[Unit]:
    """Divide "killed two in A and three in B" where each number has its place."""
    inside = set(unit.tokens)
    for index in unit.tokens:
        first = parsed.doc[index]
        if first.dep_ == "conj" or not (first.rights or first.dep_ == "dobj"):
            continue
        if not _numbered(first):
            continue
        chain = [first]
        while following := _next_numbered(chain[-1], inside):
            chain.append(following)
        if len(chain) > 1 and _placed_apart(chain):
            return _parts_of_list(parsed, unit, chain)
    return [unit]


def _numbered(token: Token) -> bool:
    return _figure(token) is not None and token.dep_ != "nummod"


def _figure(token: Token) -> Token | None:
    if token.pos_ == "NUM" and token.like_num:
        return token
    return next((c for c in token.lefts if c.dep_ == "nummod"), None)


def _next_numbered(token: Token, inside: set[int]) -> Token | None:
    """Return the next number, also where the parser joined it to the verb."""
    joined = [*token.rights, *(token.head.rights if token.dep_ == "dobj" else ())]
    return next(
        (
            c
            for c in joined
            if c.dep_ == "conj" and c.i > token.i and _numbered(c) and c.i in inside
        ),
        None,
    )


def _placed_apart(chain: list[Token]) -> bool:
    figures = {figure.lower_ for t in chain if (figure := _figure(t)) is not None}
    return len(figures) == len(chain) and all(
        any(_at_place(t) for t in part.doc[part.i + 1 : end])
        for part, end in zip(chain, _ends(chain), strict=True)
    )


def _at_place(token: Token) -> bool:
    return token.lower_ in _AT and any(
        c.dep_ == "pobj" and c.pos_ == "PROPN" for c in token.children
    )


def _ends(chain: list[Token]) -> list[int]:
    """Return where the words of each number end, exclusive."""
    return [*(t.left_edge.i for t in chain[1:]), chain[-1].right_edge.i + 1]


def _parts_of_list(parsed: Parsed, unit: Unit, chain: list[Token]) -> list[Unit]:
    low, ends = chain[0].i, _ends(chain)
    figure = _figure(chain[0])
    low = min(low, figure.left_edge.i if figure is not None else low)
    starts = [low, *ends[:-1]]
    around = [i for i in unit.tokens if i < low or i >= ends[-1]]
    shared = tuple(unit.tokens)
    parts = []
    for start, end in zip(starts, ends, strict=True):
        runs: list[list[Token]] = []
        group = [i for i in unit.tokens if start <= i < end]
        while group and _joins(parsed.doc[group[-1]]):
            group.pop()
        for index in sorted([*around, *group]):
            if runs and runs[-1][-1].i == index - 1:
                runs[-1].append(parsed.doc[index])
            else:
                runs.append([parsed.doc[index]])
        kept = [run for r in runs if (run := trim(r, marks=False))]
        parts.append(
            replace(
                unit,
                spans=tuple(s for run in kept for s in spans_of(parsed, run)),
                tokens=tuple(t.i for run in kept for t in run),
                shared=shared,
            )
        )
    return parts


def _joins(token: Token) -> bool:
    return token.dep_ == "cc" or token.is_punct
