"""Which names of a story name one person, body or place, and of which kind it is.

In: names as written, each with its document and what readings say about its kind, and
what people decided. Out: actors with their spellings. All readings of a story vote, so
that a town taken for a person in one text is a place in all of them.

Never folded: offices of two countries, two people of one family name, bodies whose
names only look alike. What cannot be told stays an actor of its own; people merge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from claims.evidence.namesakes import Kinship, is_state
from claims.evidence.speakers import fold_name
from claims.evidence.union import Union
from claims.extraction.base import FoundName
from claims.extraction.bodies import parse_body
from claims.extraction.gazetteer import country_of, place_vote
from claims.extraction.lexicon import PLURAL_PEOPLE
from claims.extraction.people import (
    has_title,
    parse_person,
    sound,
    without_titles,
)

ActorKind = Literal["person", "body", "place", "people", "unnamed"]
# A family name alone is a person when the story knows who bears it.
FAMILY_VOTE = 4.0


@dataclass(frozen=True, slots=True)
class Named:
    """A name in one document. ``votes`` are pairs of kind and weight, may be empty."""

    words: str
    document: str
    outlet: str = ""
    times: int = 1
    votes: tuple[tuple[ActorKind, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's word: these spellings, folded, are one actor, apart from all others.

    *merge* brings along what the machine folds with any of them; *split* takes them
    alone. ``name`` is what the actor shall be called, "" for the usual choice.
    """

    action: Literal["merge", "split"]
    keys: tuple[str, ...]
    name: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor with its spellings, the most frequent first, and who are meant by it.

    ``key`` is stable while the name is; ``keys`` are the spellings folded; ``names``
    are the pairs of document and words; ``row`` is the row a decision gave it.
    """

    key: str
    name: str
    kind: ActorKind
    spellings: tuple[str, ...]
    keys: tuple[str, ...]
    names: frozenset[tuple[str, str]]
    row: str = ""


@dataclass(slots=True)
class _Node:
    """A spelling of the story, in one document alone where it means another there."""

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    votes: dict[ActorKind, float] = field(default_factory=dict)
    names: set[tuple[str, str]] = field(default_factory=set)
    kind: ActorKind = "unnamed"

    @property
    def words(self) -> str:
        return min(self.forms, key=lambda form: (-self.forms[form], form))


def named_in(
    document: str, outlet: str, said: Iterable[Set[str]], names: Iterable[FoundName]
) -> list[Named]:
    """Return the names of one document that its claims hold, with all readings of them.

    ``said`` are the names in each claim, its speaker's too; ``names`` what was read in
    the whole document: other spellings of those come along.
    """
    times = Counter(words for one in said for words in one if words)
    votes: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    read: Counter[str] = Counter()
    for name in names:
        if name.text in times or name.full in times:
            read[name.text] += name.times
            for kind, weight in name.votes:
                votes[name.text][kind] += weight  # type: ignore[index, assignment]
    return [
        Named(
            words,
            document,
            outlet,
            read[words] or n,
            tuple(sorted(votes[words].items())),
        )
        for words, n in sorted((times | read).items())
    ]


def fold_actors(
    named: Iterable[Named], decisions: Sequence[Decided] = ()
) -> list[FoundActor]:
    """Fold names into actors; the result does not depend on the order of ``named``."""
    nodes = _nodes(sorted(named, key=lambda one: (one.document, one.words)))
    _vote(nodes)
    groups = _folded(nodes)
    rows: dict[frozenset[str], Decided] = {}
    for decided in decisions:
        groups = _apply(decided, groups, rows)
    found = [_actor(g, nodes, rows.get(frozenset(g))) for g in groups]
    return sorted(found, key=lambda actor: actor.key)


# -- spellings -----------------------------------------------------------------


def _nodes(named: Sequence[Named]) -> dict[str, _Node]:
    states = _states(named)
    offices = _offices(named)
    nodes: dict[str, _Node] = {}
    for one in named:
        form = one.words
        if one.document in states and country_of(form) == "Georgia":
            form = f"{form} (U.S. state)"
        elif _is_anybodys(form, offices):
            form = f"{form} ({one.outlet or one.document})"
        key = fold_name(form)
        if not key:
            continue
        node = nodes.setdefault(key, _Node(key))
        node.forms[form] += one.times
        node.names.add((one.document, one.words))
        for kind, weight in one.votes:
            _add(node, kind, weight)
    return nodes


def _states(named: Sequence[Named]) -> set[str]:
    """Return documents in which Georgia is the state of that name."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in named:
        names[one.document].add(one.words)
    return {document for document, held in names.items() if is_state(held)}


def _offices(named: Sequence[Named]) -> dict[tuple[str, frozenset[str]], set[str]]:
    """Return kind and matter of offices → the countries that have one in the story."""
    found: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for one in named:
        body = parse_body(one.words)
        if body.office and body.country:
            found[(body.office, body.about)].add(body.country)
            found[(body.office, frozenset())].add(body.country)
    return found


def _is_anybodys(
    words: str, offices: dict[tuple[str, frozenset[str]], set[str]]
) -> bool:
    """Say whether a name without country means another office in another text."""
    body = parse_body(words)
    known = offices.get((body.office, body.about), set())
    return bool(body.office) and not body.country and len(known) > 1


# -- kinds ---------------------------------------------------------------------


def _add(node: _Node, kind: ActorKind, weight: float) -> None:
    node.votes[kind] = node.votes.get(kind, 0.0) + weight


def _vote(nodes: dict[str, _Node]) -> None:
    families = {
        person.family
        for node in nodes.values()
        if node.votes and max(node.votes, key=node.votes.__getitem__) == "person"
        and (person := parse_person(node.words)) and person.given
    }  # fmt: skip
    for node in nodes.values():
        if len(node.words.split()) == 1 and sound(node.words) in families:
            _add(node, "person", FAMILY_VOTE)
        node.kind = _kind(node)


def _kind(node: _Node) -> ActorKind:
    words = node.words
    if parse_body(words).office and not has_title(words):
        return "body" if _says_which(words) else "unnamed"
    if country_of(words):
        return "place"
    if words.islower() or words.split()[-1].lower() in PLURAL_PEOPLE:
        return "unnamed"
    if node.votes:
        return min(node.votes, key=lambda kind: (-node.votes[kind], kind))
    if " and " in words:
        return "people"
    if has_title(words):
        return "person"
    return "place" if place_vote(words) >= 3 else "body"


def _says_which(words: str) -> bool:
    body = parse_body(words)
    return bool(body.country or body.about) or words.endswith(")")


# -- folding -------------------------------------------------------------------


def _folded(nodes: dict[str, _Node]) -> list[set[str]]:
    union = Union(nodes)
    kinship = Kinship({key: (node.kind, node.words) for key, node in nodes.items()})
    for one, other in kinship.pairs():
        union.join(one, other)
    groups: dict[str, set[str]] = defaultdict(set)
    for key in nodes:
        groups[union.find(key)].add(key)
    return [groups[root] for root in sorted(groups)]


def _apply(
    decided: Decided, groups: list[set[str]], rows: dict[frozenset[str], Decided]
) -> list[set[str]]:
    meant = set(decided.keys)
    held = [group for group in groups if group & meant]
    if not held:
        return groups
    rest = [group for group in groups if not group & meant]
    chosen: set[str]
    if decided.action == "merge":
        chosen = set().union(*held)
    else:
        chosen = set().union(*(group & meant for group in held))
        for group in held:
            if left := group - meant:
                rest.append(left)
                if known := rows.get(frozenset(group)):
                    rows[frozenset(left)] = known
    rows[frozenset(chosen)] = decided
    return [*rest, chosen]


def _actor(
    group: set[str], nodes: dict[str, _Node], decided: Decided | None
) -> FoundActor:
    members = [nodes[key] for key in sorted(group)]
    forms: Counter[str] = Counter()
    for node in members:
        forms[node.words] += node.forms.total()
    kind = _elected(members)
    name = (decided.name if decided else "") or _best(forms, kind)
    return FoundActor(
        key=fold_name(name),
        name=name,
        kind=kind,
        spellings=tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        keys=tuple(sorted(group)),
        names=frozenset().union(*(node.names for node in members)),
        row=decided.row if decided else "",
    )


def _elected(members: list[_Node]) -> ActorKind:
    counts: Counter[ActorKind] = Counter()
    for node in members:
        counts[node.kind] += node.forms.total()
    known = [kind for kind in counts if kind != "unnamed"]
    return min(known, key=lambda kind: (-counts[kind], kind), default="unnamed")


def _best(forms: Counter[str], kind: ActorKind) -> str:
    """Return the fullest name of a person, a country's own, else the most frequent."""
    if kind == "place" and (country := country_of(next(iter(forms)))):
        return country
    if kind == "person":
        bare = Counter[str]()
        for form, n in forms.items():
            bare[without_titles(form) or form] += n
        return min(bare, key=lambda f: (-len(f.split()), "." in f, -bare[f], f))
    return min(forms, key=lambda f: ("'" in f or "’" in f, -forms[f], -len(f), f))
