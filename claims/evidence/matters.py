"""Which groups an editor meets on one row: what stands beside what.

In: groups, questions, views and relations of one story. Out: for a group its host; and
the rows in the order in which they are seen. A question is a row of its own. A lone
group stands beside another one when both were said in one sentence, when its sentence
points back to the one before, when both give one answer or agree in words, or when both
tell of one deed of one party. Nothing is merged by this: each is decided by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.evidence.base import FoundGroup, FoundQuestion, FoundRelation
from claims.evidence.events import same_event
from claims.evidence.parties import country_mentions, party_key
from claims.evidence.terms import STOP, families_in, stem
from claims.evidence.views import View
from claims.extraction.checkworthiness import SURE
from claims.ranks import IN_CONFLICT, RETOLD, SEVERAL_ORIGINS

ROOM = 8  # groups on one row; more is no row any more but a page
_BACK = re.compile(
    r"^(?:[Bb]ack then|[Tt]h(?:is|ese|at|ose|e) "
    r"(?P<thing>[a-z][\w-]*(?: [a-z][\w-]*)?)|(?:[Ii]t|[Tt]hey|[Hh]e|[Ss]he)\b)"
)
_GOES_ON = re.compile(
    r"^(?:plus|furthermore|moreover|besides|in addition|also|at the same time|however|"
    r"but|therefore|as a result|in turn)\b,?",
    re.I,
)
# A deed: words that ask, with words for what is asked; each row is one deed.
_DEEDS = {
    "help": (
        re.compile(
            r"\b(?:ask\w*|seek\w*|sought|appeal\w*|request\w*|call\w*|turn\w*|invok\w*)\b",
            re.I,
        ),
        "HELP",
    ),
    "truce": (
        re.compile(r"\b(?:negotiat\w*|broker\w*|mediat\w*|halt\w*|secur\w*)\b", re.I),
        "CEASEFIRE",
    ),
}
_TREATY = re.compile(r"\b(?:treaty|alliance|security (?:council|treaty|bloc))\b", re.I)

Edge = tuple[int, int]


def stand_beside(
    groups: Sequence[FoundGroup],
    questions: Sequence[FoundQuestion],
    views: Sequence[View],
    relations: Sequence[FoundRelation],
) -> dict[int, int]:
    """Map indices of lone groups to the group on whose row they are shown.

    A host stands beside nobody; it may belong to a question. Groups that are not in
    the result have a row of their own. Equal whatever the order of what is given.
    """
    by_key = {view.key: view for view in views}
    home = {key: at for at, group in enumerate(groups) for key in group.members}
    asked = {at for question in questions for at in question.groups}
    sentences = _by_sentence(by_key, home)
    told = [
        *_siblings(groups, by_key, sentences),
        *_pointing_back(groups, by_key, sentences),
    ]
    beside = _beside_questions(groups, asked, told)
    score = [max(by_key[key].found.score for key in group.members) for group in groups]
    rows = _Rows(groups, asked | beside.keys(), score)
    for a, b in (*told, *_agreeing(home, relations), *_deeds(by_key, home)):
        rows.join(a, b)
    return beside | rows.hosts()


def _beside_questions(
    groups: Sequence[FoundGroup], asked: set[int], told: Sequence[Edge]
) -> dict[int, int]:
    """Return single wordings said along with an answer to a question."""
    beside: dict[int, int] = {}
    for at, other in told:
        for lone, host in ((at, other), (other, at)):
            if lone not in asked and host in asked and len(groups[lone].members) == 1:
                beside.setdefault(lone, host)
    return beside


class _Rows:
    """Lone groups in rows of at most ROOM; those ``placed`` already are left alone."""

    def __init__(
        self, groups: Sequence[FoundGroup], placed: set[int], score: list[float]
    ) -> None:
        self._groups, self._score = groups, score
        self._row = {at: [at] for at in range(len(groups)) if at not in placed}

    def join(self, a: int, b: int) -> None:
        if a not in self._row or b not in self._row:
            return
        one, two = self._row[a], self._row[b]
        if one is two or len(one) + len(two) > ROOM:
            return
        one += two
        for at in two:
            self._row[at] = one

    def hosts(self) -> dict[int, int]:
        found = {}
        for at, row in self._row.items():
            host = min(row, key=lambda i: (-self._score[i], self._groups[i].members))
            if host != at:
                found[at] = host
        return found


Sentences = Mapping[tuple[str, int], list[int]]


def _by_sentence(by_key: Mapping[str, View], home: Mapping[str, int]) -> Sentences:
    """Return the groups of each sentence, those of the clauses in their order."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    order = sorted(by_key, key=lambda key: (by_key[key].found.selector.start, key))
    for key in order:
        if key in home:
            found[_sentence(by_key[key])].append(home[key])
    return found


def _sentence(view: View) -> tuple[str, int]:
    return view.utterance.document, view.found.sentence


def _siblings(
    groups: Sequence[FoundGroup], by_key: Mapping[str, View], sentences: Sentences
) -> Iterator[Edge]:
    """Yield pairs of groups every wording of which shares a sentence with the other."""
    for at, group in enumerate(groups):
        beside = [
            {other for other in sentences[_sentence(by_key[key])] if other != at}
            for key in group.members
        ]
        for other in sorted(set.intersection(*beside)):
            yield at, other


def _pointing_back(
    groups: Sequence[FoundGroup], by_key: Mapping[str, View], sentences: Sentences
) -> Iterator[Edge]:
    """Yield a sentence's group with that of the one before, which it speaks of."""
    for at, group in enumerate(groups):
        if len(group.members) == 1:
            view = by_key[group.members[0]]
            document, number = _sentence(view)
            before = sentences.get((document, number - 1), [])
            first = sentences[document, number][0] == at
            if before and first and _points_back(view):
                yield at, before[-1]


def _points_back(view: View) -> bool:
    if not view.before:
        return False
    if _GOES_ON.match(view.words):
        return True
    match = _BACK.match(view.words)
    if match is None:
        return False
    thing = match.group("thing")
    if thing is None:
        # A pronoun inside reported speech is the speaker's own, not the sentence's.
        return not view.found.speaker
    before = {stem(word) for word in re.findall(r"[\w-]+", view.before)}
    named = {stem(word) for word in thing.split(" ") if word not in STOP}
    return bool(named & before) or thing.lower().startswith("ensuing")


def _agreeing(
    home: Mapping[str, int], relations: Sequence[FoundRelation]
) -> Iterator[Edge]:
    """Yield groups that agree, those of one question first, then the likest."""
    agree = [one for one in relations if one.label in ("same", "supports")]
    for one in sorted(agree, key=lambda r: (not r.slot, -r.score, r.a, r.b)):
        if one.a in home and one.b in home:
            yield home[one.a], home[one.b]


def _deeds(by_key: Mapping[str, View], home: Mapping[str, int]) -> Iterator[Edge]:
    """Yield groups that tell of one deed of one party at one time."""
    doers: dict[tuple[str, str], list[View]] = defaultdict(list)
    for key in sorted(by_key):
        view = by_key[key]
        if key in home and (deed := _deed(view)):
            # A truce is everybody's, an appeal for help is its maker's.
            doer = "" if deed == "truce" else _doer(view)
            if doer or deed == "truce":
                doers[deed, doer].append(view)
    for members in doers.values():
        members.sort(key=lambda view: (-view.found.score, view.key))
        heads: list[View] = []
        for view in members:
            head = next((one for one in heads if same_event(one, view).one), None)
            if head is None:
                heads.append(view)
            else:
                yield home[head.key], home[view.key]


def _deed(view: View) -> str:
    if view.found.score < SURE and not view.found.action:
        return ""
    families = {name for _, name in families_in(view.words)}
    for deed, (does, family) in _DEEDS.items():
        object_named = family in families or (
            deed == "help" and _TREATY.search(view.words) is not None
        )
        if object_named and does.search(view.words):
            return deed
    return ""


def _doer(view: View) -> str:
    if view.found.agent:
        return party_key(view.found.agent)
    named = country_mentions(view.words)
    return named[0].key if named else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A group as the list of rows sees it; ``key`` and the others are opaque ids."""

    key: Hashable
    question: Hashable | None
    beside: Hashable | None
    score: float
    conflicts: int = 0
    documents: int = 1
    origins: int = 1

    @property
    def rank(self) -> float:
        """Return how early it is seen: worth, then what two sides or houses add.

        A conflict moves a row more than any difference in worth among claims that
        are worth a check; then what several know, then what several repeat.
        """
        rank = self.score + IN_CONFLICT * (self.conflicts > 0)
        return (
            rank + SEVERAL_ORIGINS * (self.origins > 1) + RETOLD * (self.documents > 1)
        )


def in_rows(groups: Iterable[Placed]) -> list[list[Placed]]:
    """Return the rows, the first to be seen first; each has its groups by rank.

    Groups of one question are one row; a group beside another joins its row. A host
    that is not among ``groups`` still holds its company together.
    """
    ordered = sorted(groups, key=lambda one: (-one.rank, str(one.key)))
    questions = {one.key: one.question for one in ordered}
    rows: dict[Hashable, list[Placed]] = {}
    for one in ordered:
        host = one.beside if one.beside is not None else one.key
        home = one.question or questions.get(host) or host
        rows.setdefault(home, []).append(one)
    return list(rows.values())
