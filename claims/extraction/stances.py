"""Where somebody stands, and what is expected of whom: heard, but no claim apart.

"X promised to build it", "X endorsed Y", "X called for Z", "Y is expected to resign".
"""

from __future__ import annotations

from claims.extraction.frames import Frame, Hearing
from claims.extraction.grammar import agent, passive
from claims.extraction.lexicon import EXPECTED, INTENDS, POSITIONS, SPEAKS_OF
from claims.extraction.syntax import Token
from claims.extraction.verbframes import subject_of

_PARTS = frozenset(
    {"dobj", "xcomp", "oprd", "dative", "ccomp", "prep", "attr", "acomp"}
)


def stance_frame(hearing: Hearing, token: Token, position: int) -> Frame | None:
    """Read a verb of intent, of position or of expectation."""
    if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
        return None
    lemma = token.lemma_.lower()
    if passive(token) and agent(token) is None:
        if lemma in EXPECTED and infinitive_of(token) is not None:
            return hearing.frame(token, "stance", position=position)
        return None
    if not _takes(token, lemma):
        return None
    subject = subject_of(token)
    if subject is None or not hearing.can_be_heard(subject):
        return None
    return hearing.frame(
        token,
        "stance",
        position=position,
        speaker=hearing.speakers.resolve(subject, verb=token),
        subject=subject,
    )


def _takes(token: Token, lemma: str) -> bool:
    if lemma in INTENDS and infinitive_of(token) is not None:
        return True
    if lemma in POSITIONS:
        return any(c.dep_ in ("dobj", "ccomp", "oprd") for c in token.rights)
    return about_of(token) is not None


def infinitive_of(token: Token) -> Token | None:
    """Return "build" of "promised to build"."""
    for child in token.rights:
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts)
        if child.dep_ in ("xcomp", "ccomp") and to:
            return child
    return None


def about_of(token: Token) -> Token | None:
    """Return the preposition that names the matter: "referred to Z", "spoke of Z"."""
    wanted = SPEAKS_OF.get(token.lemma_.lower(), frozenset())
    return next(
        (c for c in token.rights if c.dep_ == "prep" and c.lower_ in wanted), None
    )


def matter_of(token: Token) -> list[Token]:
    """Return the heads of the words that a stance is about, in text order."""
    about = about_of(token)
    if about is not None and token.lemma_.lower() not in POSITIONS:
        return [c for c in about.children if c.dep_ in ("pobj", "pcomp")]
    return [c for c in token.rights if c.dep_ in _PARTS and not _when(c)]


def _when(child: Token) -> bool:
    """Say whether a preposition only tells when or where it was said."""
    if child.dep_ != "prep":
        return False
    obj = next((c for c in child.children if c.dep_ == "pobj"), None)
    dated = obj is not None and obj.ent_type_ in ("DATE", "TIME")
    return dated or child.lower_ in ("in", "on", "at", "during", "after", "before")
