"""Who is named beside a whole sentence: "according to X", "in X's words", rumours."""

from __future__ import annotations

from claims.extraction.frames import Frame, Hearing
from claims.extraction.grammar import clausal, split_conjoined
from claims.extraction.lexicon import RUMOURS, SPEAKING_THINGS, VIEWS
from claims.extraction.syntax import Token

_CLAUSES = frozenset({"ccomp", "acl"})


def source_frame(hearing: Hearing, token: Token, position: int) -> Frame | None:
    """Read "according to X", "in X's view": X says what the clause around it says."""
    if token.lower_ == "according":
        named = _according_to(token)
    elif token.lower_ in ("in", "by"):
        named = _in_view_of(token)
    else:
        return None
    if named is None or not _speaks(hearing, named):
        return None
    clause = _clause_of(token)
    if clause is None:
        return None
    return hearing.frame(
        token,
        "according",
        position=position,
        speaker=hearing.speakers.resolve(named),
        subject=named,
        contents=tuple(c.i for c in split_conjoined(clause)),
        cue="according to" if token.lower_ == "according" else _words_between(token),
    )


def _according_to(token: Token) -> Token | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return None
    return next((c for c in to.children if c.dep_ == "pobj"), None)


def _in_view_of(token: Token) -> Token | None:
    """Return X of "in X's view", "in the words of X", "in X's telling"."""
    if token.dep_ != "prep":
        return None
    view = next((c for c in token.children if c.dep_ == "pobj"), None)
    if view is None or view.lemma_.lower() not in VIEWS:
        return None
    owner = next((c for c in view.lefts if c.dep_ == "poss"), None)
    if owner is not None or token.lower_ == "by":
        return owner
    of = next((c for c in view.rights if c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj"), None) if of else None


def _words_between(token: Token) -> str:
    view = next((c for c in token.children if c.dep_ == "pobj"), None)
    return f"{token.text} {view.text}" if view is not None else token.text


def _speaks(hearing: Hearing, named: Token) -> bool:
    """Say whether X can be a source: not "according to plan", "to size", "in my view".

    A paper without a maker ("early returns", "an account she gave") is a source, too.
    """
    if named.pos_ == "PRON":
        return hearing.can_be_heard(named) and named.lower_ not in ("my", "our", "your")
    made = named.lemma_.lower() in SPEAKING_THINGS
    return made or named.pos_ in ("NOUN", "PROPN") and _is_somebody(hearing, named)


def _is_somebody(hearing: Hearing, named: Token) -> bool:
    bare = named.i == named.left_edge.i and named.tag_ == "NN"
    return hearing.can_be_heard(named) or not bare


def _clause_of(token: Token) -> Token | None:
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    return clause if clause.i != token.i else None


def rumour_frame(hearing: Hearing, token: Token, position: int) -> Frame | None:
    """Read "rumours that Y"."""
    if token.lemma_.lower() not in RUMOURS:
        return None
    clauses = [c for c in token.rights if c.dep_ in _CLAUSES and clausal(c)]
    if not clauses:
        return None
    return hearing.frame(
        token, "rumour", position=position, contents=tuple(c.i for c in clauses)
    )
