"""How far a text bears a claim out, for those who must say yes or no.

In: a claim and a text, both laid open. Out: a share in [0, 1], yes from ``EVEN`` on.

A claim has a topic and says something of it. The topic is known to be that of the text
as soon as the text names it in part ("O'Neal") or goes on about it ("he", "the film");
what decides is what is said of it. Three things count: the words, names, figures and
times of the claim that are found again, in whatever sentence; how like in meaning the
claim and all of the text are; and how like what is said and the one clause nearest to
it. A denial that meets no denial is borne out as far as what it denies is not.

Constants were set on one half of `fever_symmetric` and `fm2` dev and confirmed on the
other; see docs/quality.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claims.evidence.compare.accounts import Account, Word, denied
from claims.evidence.compare.bearing import LaidOpen, laid_open
from claims.evidence.stance.lines import line_vector

EVEN = 0.5  # flat from .48 to .52
OF_WORDS = 0.3  # the rest is meaning; .2 to .4 alike, without words .05 less
NAME_WEIGHT = 1.4
AGAINST = 0.3  # what a conflict takes off
ASIDE = 0.1  # what another event takes off
OTHER_RANK = 0.2  # what "third" against "second" takes off
DENIED_BY_BOTH = 0.2  # what two denials add: few texts deny by chance
OPENING = 6  # offset up to which a claim's first name is what it is about

_GOES_ON = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them)\b|^the \w", re.I
)
_JOINS = re.compile(r"(?:[\s.\-]|['’]s)*")
_RANKS = (
    "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_RANK = re.compile(rf"\b(?:{'|'.join(_RANKS)}|(\d{{1,3}})(?:st|nd|rd|th))\b", re.I)


def borne_out(claim: Account, text: Account) -> float:
    """Return how far ``text`` bears ``claim`` out; more than one sentence may do so.

    0 where either has no words.
    """
    if not (claim.words.strip() and text.words.strip()):
        return 0.0
    found = laid_open(claim, text)
    topic = topic_of(claim, text, found)
    of_meaning = (found.signals["cosine"] + _nearest_clause(claim, text, topic)) / 2
    share = OF_WORDS * _found_again(claim, found, topic) + (1 - OF_WORDS) * of_meaning
    if denied(claim.words):
        return _within(share + DENIED_BY_BOTH if denied(text.words) else 1 - share)
    share -= AGAINST * bool(found.conflicts) + ASIDE * (found.apart is not None)
    return _within(share - OTHER_RANK * _other_rank(claim, text))


def topic_of(claim: Account, text: Account, found: LaidOpen) -> list[Word]:
    """Return the words that name what the claim is about, if the text is about it, too.

    Else nothing: then the name is a part of what is claimed.
    """
    runs = list(_runs(claim))
    missing = {id(word) for word in found.held.left_a}
    if runs and runs[0][0].at <= OPENING and _GOES_ON.search(text.words):
        return runs[0]
    named = (run for run in runs if any(id(word) not in missing for word in run))
    return next(named, [])


def _runs(account: Account) -> Iterator[list[Word]]:
    """Yield names word by word: "Tatum", "O'Neal" are one run."""
    run: list[Word] = []
    for word in account.terms:
        if not word.text[:1].isupper():
            continue
        if run and not _JOINS.fullmatch(account.words, _end(run[-1]), word.at):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _end(word: Word) -> int:
    return word.at + len(word.text)


def _found_again(claim: Account, found: LaidOpen, topic: Iterable[Word]) -> float:
    """Return the share of what is said that the text has, figures and times with it."""
    held, of_topic = found.held, {id(word) for word in topic}
    missing = {id(word) for word in held.left_a}
    said = [w for w in claim.terms if id(w) not in of_topic and not w.aside]
    weights = {id(w): NAME_WEIGHT if w.name else 1.0 for w in said}
    whole = sum(weights.values()) + len(claim.figures) + len(claim.moments)
    for run in _runs(claim):  # one word of a name is enough
        if any(id(word) not in missing for word in run):
            missing -= {id(word) for word in run}
    again = sum(weight for key, weight in weights.items() if key not in missing)
    again += sum(p.fit in ("equal", "narrower", "rounded") for p in held.figures)
    again += sum(p.fit in ("equal", "narrower") for p in held.moments)
    return min(1.0, again / whole) if whole else 1.0


def _nearest_clause(claim: Account, text: Account, topic: Iterable[Word]) -> float:
    """Return the likeness of what is said to the one clause that is nearest to it."""
    said = claim.words
    for word in sorted(topic, key=lambda one: -one.at):
        said = said[: word.at] + said[_end(word) :]
    clauses = [text.words[c.start : c.end].strip(" ,;") for c in text.clauses]
    clauses = [clause for clause in clauses if len(clause.split()) > 2]
    vector = line_vector(" ".join(said.split()))
    return max(float(line_vector(one) @ vector) for one in clauses or [text.words])


def _other_rank(claim: Account, text: Account) -> bool:
    """Whether the text ranks things, and none of them where the claim does."""
    mine, theirs = _ranks(claim.words), _ranks(text.words)
    return bool(mine - theirs and theirs)


def _ranks(words: str) -> set[int]:
    return {
        int(m[1]) if m[1] else _RANKS.index(m[0].lower()) + 1
        for m in _RANK.finditer(words)
    }


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
