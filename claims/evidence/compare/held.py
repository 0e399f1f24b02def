"""Two accounts held against each other: what is common, what is left, what differs.

In: two accounts. Out: :class:`Held`, plain findings from which the bearing is decided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from claims.evidence.compare.accounts import Account, Clause, Frame, Word
from claims.evidence.compare.figurepairs import FigurePair as FigurePair
from claims.evidence.compare.figurepairs import pair_figures
from claims.evidence.compare.figures import Figure, Fit
from claims.evidence.compare.lexicon import (
    APART,
    CONVERSE,
    IMPLIED,
    KIN,
    OWN,
    opposed,
    other,
    wider,
)
from claims.evidence.compare.moments import Moment, days_between, lie
from claims.evidence.compare.places import lies_in
from claims.evidence.terms import STOP, word_set

NAME_WEIGHT = 1.4
ORDERED = 0.9  # share of the words in common above which their order is looked at
WEEK = 7
SURE = 0.6  # share of the words of two clauses in common above which a "not" counts
_RANK: dict[str, int] = {
    "equal": 0, "rounded": 1, "narrower": 2, "wider": 2, "overlap": 3, "apart": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MomentPair:
    a: Moment
    b: Moment
    fit: Fit
    days: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """Shares are of the weight of the words of either; pairs are (of a, of b)."""

    common: tuple[tuple[Word, Word], ...]
    left_a: tuple[Word, ...]
    left_b: tuple[Word, ...]
    covered_a: float
    covered_b: float
    opposites: tuple[tuple[Word, Word], ...]
    wider: tuple[tuple[Word, Word], ...]  # a says the wider word
    narrower: tuple[tuple[Word, Word], ...]  # b says the wider word
    figures: tuple[FigurePair, ...]
    lone_a: tuple[Figure, ...]
    lone_b: tuple[Figure, ...]
    moments: tuple[MomentPair, ...]
    turned: tuple[tuple[Clause, Clause], ...]  # clauses of which one is denied
    kept: tuple[tuple[Clause, Clause], ...]
    swapped: tuple[tuple[Frame, Frame], ...]
    late: tuple[str, str] | None  # what either says came first
    others: tuple[tuple[Word, Word], ...]  # exports and imports
    order: str  # the verb round which two parties change places
    set_apart: tuple[str, str] | None  # "first" and "second"
    names: tuple[tuple[Word, ...], tuple[Word, ...]]  # left on either side


def hold(a: Account, b: Account) -> Held:
    common, left_a, left_b = _match(a.terms, b.terms)
    left_a, left_b = ([w for w in left if not w.aside] for left in (left_a, left_b))
    opposites = _pairs(left_a, left_b, opposed)
    converse = [pair for pair in opposites if _converse(a, b, pair)]
    opposites = [pair for pair in opposites if pair not in converse]
    common += converse
    wide = _pairs(left_a, left_b, _covers)
    narrow = _pairs(left_a, left_b, lambda x, y: _covers(y, x))
    paired = {
        id(w) for pairs in (common, opposites, wide, narrow) for p in pairs for w in p
    }
    left_a = [w for w in left_a if id(w) not in paired]
    left_b = [w for w in left_b if id(w) not in paired]
    figures = pair_figures(
        a.figures,
        b.figures,
        (a.quantifiers, b.quantifiers),
        alike=not left_a and not left_b and not opposites and _denials(a, b),
    )
    turned, kept = _clauses(a, b, opposites, [*left_a, *left_b])
    agree = any(p.fit == "equal" and p.a.kind != "quantifier" for p in figures.pairs)
    if agree and left_a and left_b and not opposites:
        turned = []  # what one denies of a thing that both count, the other may word
    if turned and _same_polarity(a, b, opposites):
        kept, turned = [*kept, *turned], []
    groups = (common, wide, narrow, opposites)
    touched = [[pair[end] for group in groups for pair in group] for end in (0, 1)]
    shares = [
        _weight(words) / max(_weight([*words, *left]), 1e-9)
        for words, left in zip(touched, (left_a, left_b), strict=True)
    ]
    return Held(
        common=tuple(common),
        left_a=tuple(left_a),
        left_b=tuple(left_b),
        covered_a=shares[0],
        covered_b=shares[1],
        opposites=tuple(opposites),
        wider=tuple(wide),
        narrower=tuple(narrow),
        figures=figures.pairs,
        lone_a=figures.lone_a,
        lone_b=figures.lone_b,
        moments=tuple(_moments(a, b)),
        turned=tuple(turned),
        kept=tuple(kept),
        swapped=tuple(_swapped(a, b)),
        late=_late(a, b),
        others=tuple(_pairs(left_a, left_b, other)),
        order=_order(a, b, min(shares)),
        set_apart=_set_apart(a, b),
        names=(
            tuple(w for w in left_a if w.name),
            tuple(w for w in left_b if w.name),
        ),
    )


def _denials(a: Account, b: Account) -> bool:
    """Whether both deny equally often."""
    return sum(c.denied for c in a.clauses) == sum(c.denied for c in b.clauses)


def _weight(words: Iterable[Word]) -> float:
    return sum(NAME_WEIGHT if word.name else 1.0 for word in words)


def _covers(one: str, two: str) -> bool:
    return wider(one, two) or lies_in(two, one)


# -- words ---------------------------------------------------------------------


def _match(
    one: tuple[Word, ...], two: tuple[Word, ...]
) -> tuple[list[tuple[Word, Word]], list[Word], list[Word]]:
    """Pair words of one meaning, then words that are spelled much alike."""
    common: list[tuple[Word, Word]] = []
    left_b = list(two)
    left_a: list[Word] = []
    for word in one:
        found = next((w for w in left_b if w.concept == word.concept), None)
        if found is None:
            left_a.append(word)
        else:
            common.append((word, found))
            left_b.remove(found)
    seen = {w.concept for pair in common for w in pair}
    rest: list[Word] = []
    for word in left_a:
        found = next((w for w in left_b if _alike(word, w)), None)
        if found is not None:
            common.append((word, found))
            left_b.remove(found)
        elif word.concept not in seen:
            rest.append(word)
    return common, rest, [w for w in left_b if w.concept not in seen]


def _alike(one: Word, two: Word) -> bool:
    """Whether two words are forms of one: "legal", "legally"; "Sokhumi", "Sukhumi"."""
    x, y = one.text.lower(), two.text.lower()
    if one.name and two.name:
        return len(x) > 5 and x[0] == y[0] and Levenshtein.distance(x, y) == 1
    stem = min(len(x), len(y)) - 2
    return stem >= 4 and x[: max(5, stem)] == y[: max(5, stem)]


def _pairs(
    one: list[Word], two: list[Word], rule: Callable[[str, str], bool]
) -> list[tuple[Word, Word]]:
    found: list[tuple[Word, Word]] = []
    taken: set[int] = set()
    for word in one:
        for second in two:
            if id(second) not in taken and rule(word.concept, second.concept):
                found.append((word, second))
                taken.add(id(second))
                break
    return found


# -- moments -------------------------------------------------------------------


def _moments(a: Account, b: Account) -> list[MomentPair]:
    ranked = []
    one_week = not (a.day and b.day) or abs((a.day - b.day).days) < WEEK - 1
    for i, x in enumerate(a.moments):
        for j, y in enumerate(b.moments):
            found = _lie(x, y, one_week=one_week)
            if found is not None:
                ranked.append((_RANK[found], abs(i - j), i, j, found))
    pairs, used_a, used_b = [], set(), set()
    for _, _, i, j, found in sorted(ranked):
        if i in used_a or j in used_b:
            continue
        used_a.add(i)
        used_b.add(j)
        x, y = a.moments[i], b.moments[j]
        pairs.append(MomentPair(x, y, found, days_between(x, y)))
    return pairs


def _lie(x: Moment, y: Moment, *, one_week: bool) -> Fit | None:
    """Return how two moments lie; "on Tuesday" of documents of one week is one day.

    Whether the last or the next Tuesday is meant was read from either alone.
    """
    found = lie(x, y)
    if found != "apart" or not (one_week and x.by_weekday and y.by_weekday):
        return found
    shifted = [lie(x, y.shifted(days)) for days in (-WEEK, WEEK)]
    return min(
        (one for one in (found, *shifted) if one is not None),
        key=lambda one: _RANK[one],
    )


# -- polarity ------------------------------------------------------------------


def _clauses(
    a: Account, b: Account, opposites: list[tuple[Word, Word]], left: list[Word]
) -> tuple[list[tuple[Clause, Clause]], list[tuple[Clause, Clause]]]:
    """Pair each clause of ``a`` with the likest of ``b``; some are turned round."""
    turned: list[tuple[Clause, Clause]] = []
    kept: list[tuple[Clause, Clause]] = []
    for one in a.clauses:
        best, two = max(
            ((_likeness(one, c, opposites), c) for c in b.clauses),
            key=lambda row: row[0],
            default=(0.0, None),
        )
        if two is None or best < 0.5:
            continue
        flips = sum(
            one.start <= x.at < one.end and two.start <= y.at < two.end
            for x, y in opposites
        )
        odd = (one.denied != two.denied) != (flips % 2 == 1)
        if odd and (_lacks(a, one, two) or _lacks(b, two, one)):
            odd = False  # "are without a boat", "no boat is left"
        if odd and not flips and _excused(a, b, one, two, bool(left)):
            continue
        (turned if odd else kept).append((one, two))
    return turned, kept


def _excused(a: Account, b: Account, one: Clause, two: Clause, left: bool) -> bool:
    """Whether the denial of one may be told by the other in words of its own.

    So it is where the other denies too, in another place, or has a word that denies
    without a negation, and the clauses do not otherwise agree.
    """
    shared = len(one.concepts & two.concepts)
    if shared == 1 and len(one.concepts | two.concepts) > 1:
        return True
    if shared >= SURE * len(one.concepts | two.concepts):
        return False
    if all(any(c.denied for c in account.clauses) for account in (a, b)):
        return True
    affirmed = b if one.denied else a
    return left and bool(IMPLIED.search(affirmed.lower))


def _lacks(one: Account, clause: Clause, other: Clause) -> bool:
    """Whether "without" follows the clause, and what is lacking the other denies."""
    return other.denied and any(
        c.start == clause.end
        and one.lower.startswith("without", c.start)
        and c.concepts & other.concepts
        for c in one.clauses
    )


def _same_polarity(a: Account, b: Account, opposites: list[tuple[Word, Word]]) -> bool:
    """Whether the grammar of one act told by both says that neither turns it round.

    Clauses are cut by marks and small words, and may put a "not" where it does not
    belong; the frames are read from the parse.
    """
    shared = [
        (x, y)
        for x in a.frames
        for y in b.frames
        if x.action == y.action and x.action not in ("", "be", "have", "do")
        if x.agent & y.agent or x.patient & y.patient
    ]
    return (
        bool(shared) and not opposites and all(x.denied == y.denied for x, y in shared)
    )


def _likeness(one: Clause, two: Clause, opposites: list[tuple[Word, Word]]) -> float:
    common = len(one.concepts & two.concepts) + sum(
        x.concept in one.concepts and y.concept in two.concepts for x, y in opposites
    )
    return common / max(min(len(one.concepts), len(two.concepts)), 2)


# -- roles ---------------------------------------------------------------------
_SYMMETRIC = word_set(
    "meet marry deal talk play draw border share differ discuss cooperate be have do"
)


def _swapped(a: Account, b: Account) -> list[tuple[Frame, Frame]]:
    found = []
    for x in a.frames:
        for y in b.frames:
            if not (x.agent and x.patient and y.agent and y.patient):
                continue
            if x.action != y.action or x.action in _SYMMETRIC:
                continue
            straight = _share(x.agent, y.agent) + _share(x.patient, y.patient)
            crossed = _share(x.agent, y.patient) and _share(x.patient, y.agent)
            if crossed and crossed * 2 > straight:
                found.append((x, y))
    return found


_BEFORE = re.compile(r"\b(before|after)\b")


def _late(a: Account, b: Account) -> tuple[str, str] | None:
    """Return the words of either for what came first, when they differ in it."""
    one, two = _sequence(a), _sequence(b)
    if one is None or two is None:
        return None
    straight = len(one[0] & two[0]) + len(one[1] & two[1])
    crossed = min(len(one[0] & two[1]), len(one[1] & two[0]))
    if not crossed or 2 * crossed <= straight:
        return None
    return " ".join(sorted(one[0])), " ".join(sorted(two[0]))


def _sequence(one: Account) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the concepts of what came first and of what came then."""
    found = list(_BEFORE.finditer(one.lower))
    if len(found) != 1:
        return None
    word, at = found[0][1], found[0].start()
    comma = one.lower.find(",", at)
    main = [w for w in one.terms if w.at < at]
    other = [w for w in one.terms if w.at > at]
    if not main and comma > 0:  # "After the vote, they sang"
        main = [w for w in one.terms if w.at > comma]
        other = [w for w in one.terms if at < w.at < comma]
    ends = frozenset(w.concept for w in main), frozenset(w.concept for w in other)
    return ends if word == "before" else (ends[1], ends[0])


_PASSIVE = r"\b(?:was|were|is|are|been|being|be|got|gets)\b[^,;:]*$"
_DOER = re.compile(r".*\b(?:by|because of|due to|owing to)\b")
_REACH = 45  # code points between a verb and who does it or suffers it


def _order(a: Account, b: Account, least: float) -> str:
    if _ends_swapped(a, b):
        return "from"
    if places := _transposed(a, b):
        return places
    return _order_swapped(a, b) if least >= ORDERED else ""


def _order_swapped(a: Account, b: Account) -> str:
    """Return the verb round which two parties change places, "" when none do.

    Read from the order of words, for where the grammar was not understood: "it was the
    wolves that drove the dogs".
    """
    verbs = {f.action for f in (*a.frames, *b.frames)} - {"be", ""}
    verbs |= {w.concept for w in a.terms if w.text.endswith("ed") and not w.name}
    shared = a.concepts & b.concepts
    for verb in sorted(verbs & shared - _SYMMETRIC):
        ones, twos = _around(a, verb), _around(b, verb)
        if ones is None or twos is None:
            continue
        (left_a, right_a, passive_a), (left_b, right_b, passive_b) = ones, twos
        crossed = bool(left_a & right_b - left_b) and bool(right_a & left_b - right_b)
        straight = bool(left_a & left_b - right_b) and bool(right_a & right_b - left_b)
        if (crossed and passive_a == passive_b) or (
            straight and passive_a != passive_b and not crossed
        ):
            return verb
    return ""


_ARTICLES = word_set("a an the")
_COUPLE = re.compile(r"([\w-]+) (and|or) ([\w-]+)")
MOVED = 6  # words out of their places above which a sentence is only told otherwise


def _transposed(a: Account, b: Account) -> str:
    """Return a word that changed its place where one sentence is the other but for it.

    "The cook, not the abbot" and "the abbot, not the cook" have the same words.
    """
    ones, twos = (_plain(account) for account in (a, b))
    if len(ones) != len(twos) or sorted(ones) != sorted(twos):
        return ""
    moved = [x for x, y in zip(ones, twos, strict=True) if x != y]
    named = [x for x in moved if x not in STOP]
    return named[0] if len(moved) <= MOVED and len(named) > 1 else ""


def _plain(one: Account) -> list[str]:
    def in_order(match: re.Match[str]) -> str:
        first, last = sorted((match[1], match[3]))
        return f"{first} {match[2]} {last}"

    lower = _COUPLE.sub(in_order, one.lower.replace("’", "'").replace("'s", ""))
    words = re.findall(r"[^\W_]+(?:[.,:-][^\W_]+)*", lower)
    return [w.removesuffix("s") for w in words if w not in _ARTICLES]


_ENDS = re.compile(r"\b(from|to|into|but not|and not|not)\b")
_END_REACH = 24  # code points between such a word and the name it leads


def _ends_swapped(a: Account, b: Account) -> bool:
    """Whether start and goal, or what is and what is not, change places."""
    ones, twos = _ends(a), _ends(b)
    if ones.get("from", _NONE) and twos.get("from", _NONE):
        x, y = (end["from"] - end.get("to", _NONE) for end in (ones, twos))
        u, v = (end.get("to", _NONE) - end["from"] for end in (ones, twos))
        if x & v and u & y and not x & y:
            return True
    x, y = ones.get("not", _NONE), twos.get("not", _NONE)
    if not (x and y) or x & y:
        return False
    before_a, before_b = (
        {w.concept for w in account.terms if w.name} for account in (a, b)
    )
    return bool(x & before_b - y) and bool(y & before_a - x)


_NONE: frozenset[str] = frozenset()


def _ends(one: Account) -> dict[str, frozenset[str]]:
    """Return the concept of the name that each of the small words leads."""
    found: dict[str, frozenset[str]] = {}
    for match in _ENDS.finditer(one.lower):
        key = match[1].split(" ")[-1].replace("into", "to")
        behind = [
            w for w in one.terms if match.end() <= w.at < match.end() + _END_REACH
        ]
        named = next((w for w in behind if w.name), None)
        if named is not None:
            found[key] = found.get(key, _NONE) | {named.concept}
    return found


def _converse(a: Account, b: Account, pair: tuple[Word, Word]) -> bool:
    """Whether two opposite verbs tell one act from its two sides: buy and sell.

    They do unless the parties stand on the same sides of both.
    """
    one, two = pair
    if one.concept not in CONVERSE.get(two.concept, ()):
        return False
    left_a, right_a, passive_a = _beside(a, one)
    left_b, right_b, passive_b = _beside(b, two)
    if passive_a != passive_b:
        left_b, right_b = right_b, left_b
    crossed = len(left_a & right_b - left_b) + len(right_a & left_b - right_b)
    straight = len(left_a & left_b - right_b) + len(right_a & right_b - left_b)
    return crossed >= straight


def _around(
    one: Account, verb: str
) -> tuple[frozenset[str], frozenset[str], bool] | None:
    """Return the concepts just before and after a verb, and whether it is passive."""
    at = next((w for w in one.terms if w.concept == verb), None)
    return None if at is None else _beside(one, at)


def _beside(one: Account, at: Word) -> tuple[frozenset[str], frozenset[str], bool]:
    end = at.at + len(at.text)
    before = [w for w in one.terms if at.at - _REACH <= w.at < at.at][-3:]
    after = [w for w in one.terms if end <= w.at <= end + _REACH][:3]
    passive = bool(re.search(_PASSIVE, one.lower[max(0, at.at - 30) : at.at]))
    passive = passive and bool(_DOER.match(one.lower[end : end + _REACH]))
    return (
        frozenset(w.concept for w in before),
        frozenset(w.concept for w in after),
        passive,
    )


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(min(len(one), len(two)), 1)


# -- what sets two happenings apart ---------------------------------------------


def _set_apart(a: Account, b: Account) -> tuple[str, str] | None:
    """Return words that tell one happening from another: first and second round.

    They must stand before one noun ("first test", "second test") or be times of their
    own; a relative named on one side only is another person.
    """
    for group in APART:
        one, two = (_before_nouns(account, group) for account in (a, b))
        for word, nouns in one.items():
            for second, others in two.items():
                if word in two or second in one:
                    continue
                if group in OWN or nouns & others:
                    return word, second
    kin = [
        {k for k in KIN if re.search(rf"['’]s (?:\w+ )?{k}\b", account.lower)}
        for account in (a, b)
    ]
    names = [next(iter(sorted(found)), "") for found in kin]
    if bool(kin[0]) != bool(kin[1]) and not (
        set(_words(a)) & set(_words(b)) & set(KIN)
    ):
        return names[0] or "himself", names[1] or "himself"
    return None


def _words(one: Account) -> list[str]:
    return re.findall(r"[a-z]+(?:-[a-z]+)*", one.lower)


def _before_nouns(one: Account, group: tuple[str, ...]) -> dict[str, set[str]]:
    """Return each word of the group there is, with the concepts just behind it."""
    found: dict[str, set[str]] = {}
    for match in re.finditer(rf"\b(?:{'|'.join(group)})\b", one.lower):
        behind = [w.concept for w in one.terms if w.at >= match.end()][:2]
        if not re.match(r" (?:month|year|week|time)", one.lower[match.end() :]):
            found.setdefault(match.group(), set()).update(behind)
    return found
