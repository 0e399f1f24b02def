"""Speech told by a noun: "Smith's claim that …", "the promise by Smith to …"."""

from __future__ import annotations

from claims.extraction.frames import Frame, Hearing
from claims.extraction.grammar import clausal, finite, split_conjoined
from claims.extraction.lexicon import ASSERTIONS, COMMITMENTS, JUDGEMENTS
from claims.extraction.speakers import OPEN
from claims.extraction.syntax import Token

# "lend support", "make the claim": whoever does it is the noun's owner.
_LIGHT_VERBS = frozenset(
    {"make", "give", "express", "voice", "repeat", "issue", "lend", "offer", "have",
     "hold", "raise", "reject", "deny", "release", "publish", "reiterate", "defend",
     "dismiss", "post", "send", "write", "share"}
)  # fmt: skip

_WITH_CLAUSES = ASSERTIONS | COMMITMENTS
_OF_SPEECH = _WITH_CLAUSES | JUDGEMENTS


def noun_frame(hearing: Hearing, token: Token, position: int) -> Frame | None:
    """Read a noun of speech with its clause, infinitive or matter."""
    if token.pos_ != "NOUN":
        return None
    lemma = token.lemma_.lower()
    if lemma not in _OF_SPEECH:
        return None
    owner = _owner(token)
    heard = owner is not None and hearing.can_be_heard(owner)
    clauses = _clauses(token) if lemma in _WITH_CLAUSES else []
    if clauses:
        return hearing.frame(
            token,
            "noun",
            position=position,
            speaker=hearing.speakers.resolve(owner) if heard else OPEN,
            subject=owner if heard else None,
            contents=tuple(part.i for c in clauses for part in split_conjoined(c)),
        )
    matter = lemma in JUDGEMENTS and matter_of(token) is not None
    promise = lemma in COMMITMENTS and infinitive_of(token) is not None
    if not heard or not (matter or promise):
        return None
    return hearing.frame(
        token,
        "stance",
        position=position,
        speaker=hearing.speakers.resolve(owner),
        subject=owner,
    )


def _clauses(token: Token) -> list[Token]:
    """Return the that-clauses of the noun."""
    found = [
        c
        for c in token.rights
        if c.dep_ in ("acl", "ccomp", "relcl")
        and clausal(c)
        and finite(c)
        and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.lefts)
    ]
    if not found and token.dep_ == "attr":  # "the view of many is that …"
        found = [c for c in token.head.rights if c.dep_ == "ccomp" and finite(c)]
    return found


def infinitive_of(token: Token) -> Token | None:
    """Return "build" of "a promise to build"."""
    return next(
        (c for c in token.rights if c.dep_ in ("acl", "relcl") and c.tag_ == "VB"),
        None,
    )


def matter_of(token: Token) -> Token | None:
    """Return what a judgement is about: "criticism of X", "support for X"."""
    for child in token.rights:
        about = child.lower_ in ("of", "for", "to", "about", "on", "against")
        if child.dep_ == "prep" and about:
            return next(
                (c for c in child.children if c.dep_ in ("pobj", "pcomp")), None
            )
    return None


def _owner(token: Token) -> Token | None:
    """Return whose words they are: possessor, "by X", or who makes them."""
    for child in token.lefts:
        if child.dep_ == "poss":
            return child
    for child in token.rights:
        if child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_.lower() in _LIGHT_VERBS:
        return next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    return None
