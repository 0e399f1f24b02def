"""Speech told by a verb: "X said that Y", ``"…," said X``, "X accused Y of Z"."""

from __future__ import annotations

from claims.extraction.frames import UNNAMED, Frame, Hearing
from claims.extraction.grammar import (
    FINITE,
    agent,
    bare,
    calls_for,
    clausal,
    finite,
    frame_head,
    impersonal,
    is_future_object,
    own_subject,
    passive,
    split_conjoined,
)
from claims.extraction.lexicon import (
    ACTS,
    ANONYMOUS,
    ANYBODY_SAYS,
    BODY_NOUNS,
    FEELS,
    ONLY_QUOTED,
    PLAINLY_SAYS,
    SAYS,
    SHOWS,
    SPEAKING_THINGS,
)
from claims.extraction.speakers import Speaker
from claims.extraction.syntax import Token

_TELLING_VERBS = SAYS | ACTS | SHOWS
_WITH_CLAUSES = SAYS | SHOWS
_AFTER = frozenset({"dobj", "nsubj", "attr"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_EXPLETIVES = frozenset({"this", "that", "there", "what", "i", "we", "you", "these"})


def verb_frame(hearing: Hearing, token: Token, position: int) -> Frame | None:
    """Read a verb of speech with its clauses, its quotation or its object."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX") or lemma not in _TELLING_VERBS:
        return None
    if token.dep_ in ("amod", "compound") or is_future_object(token):
        return None
    contents = _clauses(token) if lemma in _WITH_CLAUSES else []
    subject = _unquoted(hearing, token, subject_of(token))
    leads = _leads_in(hearing, token, position)
    if not _is_utterance(hearing, token, contents, subject, leads=leads):
        return None
    speaker = hearing.speakers.resolve(subject, verb=token)
    relays, source = _relays(hearing, token, subject)
    if subject is not None and subject.lemma_.lower() in ANONYMOUS:
        name = relays[-1] if relays else UNNAMED
        speaker = Speaker(name, "body", speaker.paragraph, token.i)
        relays, source = relays[:-1], UNNAMED if relays else ""
    elif source and source != UNNAMED:
        relays = (*relays, speaker.name) if speaker.name else relays
        speaker = Speaker(source, "body", speaker.paragraph, token.i)
        source = ""
    return hearing.frame(
        token,
        "says" if contents or leads else "act",
        position=position,
        speaker=speaker,
        subject=subject,
        contents=tuple(c.i for c in contents),
        head=frame_head(token).i,
        relays=relays,
        source=source,
        lead_in=leads,
    )


def _is_utterance(
    hearing: Hearing,
    token: Token,
    contents: list[Token],
    subject: Token | None,
    *,
    leads: bool,
) -> bool:
    lemma = token.lemma_.lower()
    if subject is None:
        return bool(contents) and impersonal(token)
    if not hearing.can_be_heard(subject) and not _anybody(token, contents, subject):
        return False
    if lemma in SHOWS - SAYS:
        return bool(contents) and _found_out(hearing, subject)
    if passive(token) and lemma != "quote" and not agent(token):
        return bool(contents) and impersonal(token)
    if contents:
        return True
    quoted = hearing.governs_quote(token)
    if lemma in SAYS and lemma not in FEELS:
        if leads:
            return True
        if lemma not in ACTS and (quoted or hearing.beside_quote(token)):
            return True
    if lemma == "call" and not quoted and not calls_for(token):
        return False  # a telephone call
    return lemma in ACTS and (quoted or lemma not in ONLY_QUOTED)


def _anybody(token: Token, contents: list[Token], subject: Token) -> bool:
    """Say whether any noun may speak here: "a shopper said", "61 percent say that"."""
    lemma = token.lemma_.lower()
    if lemma in ANYBODY_SAYS and subject.pos_ == "NOUN":
        return True
    told = lemma in PLAINLY_SAYS and bool(contents) and token.dep_ != "acl"
    return told and subject.lower_ not in _EXPLETIVES


def _found_out(hearing: Hearing, subject: Token) -> bool:
    """Say whether a paper or a body found it out; what people find is a story."""
    mention = hearing.names.at(subject)
    named = mention is not None and mention.kind == "body"
    return named or subject.lemma_.lower() in SPEAKING_THINGS | BODY_NOUNS


def _clauses(token: Token) -> list[Token]:
    """Return the roots of what is said, conjoined clauses apart."""
    roots = [c for c in token.children if c.dep_ == "ccomp" and clausal(c)]
    if token.lemma_ in FEELS:  # "expects them to pay" is no utterance
        roots = [c for c in roots if finite(c)]
    if token.lemma_ == "quote" and not roots:  # "was quoted as saying that …"
        roots = [
            c
            for prep in token.children
            if prep.dep_ == "prep"
            for saying in prep.children
            if saying.dep_ == "pcomp"
            for c in saying.children
            if c.dep_ == "ccomp"
        ]
    if not roots and token.dep_ == "parataxis" and clausal(token.head):
        roots = [token.head]
    if not roots:
        roots = _misattached(token)
    return [part for root in roots for part in split_conjoined(root)]


def _misattached(token: Token) -> list[Token]:
    """Return a clause the parser hung elsewhere: relative "which X said killed"."""
    if token.dep_ not in ("relcl", "conj", "punct"):
        return []
    return [c for c in token.children if c.dep_ == "xcomp" and bare(c)]


def subject_of(token: Token) -> Token | None:
    """Return who utters: subject, agent, or the subject of the governing verb."""
    if passive(token) and token.lemma_ != "quote":
        return agent(token) or own_subject(token)
    own = own_subject(token)
    if own is not None:
        return own
    if token.dep_ in ("conj", "advcl", "xcomp", "ccomp") and token.head.pos_ in (
        "VERB",
        "AUX",
    ):
        inverted = _inverted(token)
        return inverted or subject_of(token.head)
    if token.dep_ == "acl":  # "a statement saying", but not "a book called"
        return token.head if token.tag_ != "VBN" else agent(token)
    return _inverted(token) or _listed(token)


def _unquoted(hearing: Hearing, token: Token, subject: Token | None) -> Token | None:
    """Return who stands beside the verb where its subject was read into the quotation.

    ``"A good reporter, this guy," Anton Brel said``: the guy says nothing.
    """
    if subject is None or subject.i not in hearing.quoted:
        return subject
    after = next((c for c in token.rights if c.dep_ in _AFTER), None)
    if after is not None and after.i not in hearing.quoted:
        return after
    first = token.i
    while first > token.sent.start and first - 1 not in hearing.quoted:
        first -= 1
    named = (t for t in token.doc[first : token.i] if t.pos_ in _NAMING)
    head = next(named, None)
    while head is not None and head.dep_ in ("compound", "nmod", "poss"):
        if not first <= head.head.i < token.i:
            break
        head = head.head
    return head


def _listed(token: Token) -> Token | None:
    """Return the name right before the verb that the parser took into a list.

    "Two died in Belk and Varn, Governor Ada Lorn told reporters."
    """
    before = token.nbor(-1) if token.i > 0 else None
    if before is None or before.dep_ not in ("conj", "appos"):
        return None
    opened = before.left_edge.i > 0 and before.left_edge.nbor(-1).text == ","
    if token.tag_ not in FINITE or not opened:
        return None
    return before if before.pos_ == "PROPN" else None


def _inverted(token: Token) -> Token | None:
    """Return the noun after the verb in ``"…," said the minister``."""
    before = token.nbor(-1) if token.i > 0 else None
    if before is None or not (before.is_quote or before.is_punct):
        return None
    if token.tag_ not in FINITE:  # "…, telling reporters" tells who is told
        return None
    return next((c for c in token.rights if c.dep_ in _AFTER), None)


def _leads_in(hearing: Hearing, token: Token, position: int) -> bool:
    entry = hearing.parsed.sentences[position]
    return (
        hearing.parsed.doc[entry.last - 1].text == ":"
        and token.lemma_ in SAYS
        and not any(t.dep_ == "ccomp" and clausal(t) for t in token.children)
    )


def _relays(
    hearing: Hearing, token: Token, subject: Token | None
) -> tuple[tuple[str, ...], str]:
    """Return relays (outermost first) and the source a relay cites, "" if none."""
    source = ""
    places = list(token.children) + (list(subject.children) if subject else [])
    for child in places:
        if child.lemma_ in ("cite", "quote") and child.tag_ == "VBG":
            cited = next((c for c in child.children if c.dep_ == "dobj"), None)
            source = _cited(hearing, cited)
    relays: tuple[str, ...] = ()
    if token.lemma_ == "tell":
        told = next((c for c in token.children if c.dep_ in ("dobj", "dative")), None)
        mention = hearing.names.at(told) if told is not None else None
        if mention is not None and mention.kind == "body":
            relays = (mention.text,)
    return relays, source


def _cited(hearing: Hearing, cited: Token | None) -> str:
    if cited is None:
        return ""
    if cited.lemma_.lower() in ANONYMOUS:
        return UNNAMED
    return hearing.speakers.resolve(cited).name or UNNAMED
