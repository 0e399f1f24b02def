"""Small questions to the parse of one verb: finite, passive, whose subject."""

from __future__ import annotations

from claims.extraction.syntax import Token


def split_conjoined(root: Token) -> list[Token]:
    """Return ``root`` and the clauses joined to it that have subjects of their own."""
    found = [root]
    for child in root.rights:
        subject = own_subject(child)
        joined = child.dep_ == "conj" and clausal(child) and finite(child)
        if joined and subject is not None:
            found.extend(split_conjoined(child))
    return found


# Without an object these are said of those who suffer it: "70 soldiers killed".
SUFFERED = frozenset({"kill", "wound", "injure", "capture", "destroy", "detain"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def clausal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children
    )


def finite(token: Token) -> bool:
    return any(
        c.tag_ in FINITE or (c.dep_ in ("aux", "auxpass") and c.lower_ != "to")
        for c in (token, *token.children)
    )


def bare(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBN", "VBZ", "VBP") and not any(
        c.dep_ == "aux" and c.lower_ == "to" for c in token.children
    )


def own_subject(token: Token) -> Token | None:
    return next(
        (
            c
            for c in token.children
            if c.dep_ in ("nsubj", "nsubjpass") and c.text not in ("n't", "n’t")
        ),
        None,
    )


def lost_subject(verb: Token) -> Token | None:
    """Return the subject that the parser took into a list before it.

    "A ceded land and B sent troops": "B" is read as joined to "land".
    """
    if verb.dep_ != "conj" or own_subject(verb) is not None or not finite(verb):
        return None
    first = verb.left_edge.i
    if first == 0:
        return None
    before = verb.doc[first - 1]
    if before.dep_ != "conj" or before.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    start = before.left_edge.i
    joined = start > 0 and before.doc[start - 1].dep_ == "cc"
    return before if joined else None


def calls_for(token: Token) -> bool:
    return any(
        (c.dep_ == "prep" and c.lower_ in ("for", "on", "upon")) or c.dep_ == "oprd"
        for c in token.children
    )


def passive(token: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)


def passive_verb(verb: Token) -> bool:
    """Say whether the subject suffers, also in "two men killed" without a helper."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if any(c.dep_ in ("aux", "dobj", "attr") for c in verb.children):
        return False
    joined = verb.dep_ == "conj" and not any(
        c.dep_.startswith("nsubj") for c in verb.lefts
    )
    if joined and verb.tag_ == "VBN":  # "has killed 12 and infected 400"
        return passive_verb(verb.head)
    return verb.tag_ == "VBN" or verb.lemma_ in SUFFERED


def agent(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def impersonal(token: Token) -> bool:
    subject = own_subject(token)
    return subject is not None and subject.lower_ == "it" and passive(token)


def is_future_object(token: Token) -> bool:
    """Say whether the verb is a plan, no utterance: "decided to ask", "met to urge"."""
    return token.dep_ in ("xcomp", "acl", "advcl") and any(
        c.dep_ == "aux" and c.lower_ == "to" for c in token.children
    )


def frame_head(token: Token) -> Token:
    """Return the topmost token of the reporting words ("with" in "with X saying")."""
    if token.dep_ == "pcomp":
        return token.head
    if token.dep_ == "acl" and token.head.dep_ == "pobj":
        return token.head.head  # "with the latest statements claiming …"
    return token
