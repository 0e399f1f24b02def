"""What a clause says of its main verb: that it was, was not, will be, might be.

``mood_of`` follows "is expected to", "was unable to", "is said to have" down to the
verb that carries the action, and gathers what the words on the way do to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.extraction.grammar import passive_verb
from claims.extraction.lexicon import HEARSAY, LIGHT, word_set
from claims.extraction.syntax import Token

_DEPTH = 4
# "is expected to", "plans to", "is due to": what follows is still to come.
_PLANNED = word_set("expect schedule set plan slate intend project predict forecast")
_PLANS = word_set("plan intend aim prepare expect")
_AHEAD = word_set("likely set due ready bound poised scheduled certain sure")
_UNLIKELY = word_set("unlikely")
# "was forced to", "was found to have": what follows did happen.
_HAPPENED = word_set("force oblige compel find know see show confirm reveal allow")
DENIES = word_set("deny refute dispute")
_PRETENDS = word_set("claim pretend purport")
_FAILS = word_set("fail neglect")
_UNABLE = word_set("unable powerless")
_WILL = word_set("will shall 'll ’ll wo")
_WOULD = word_set("would could might may should")
# "The aim is to close three": a purpose, no plan.
_PURPOSES = word_set("aim goal plan purpose task job idea way intention point hope")
_EMPHASIS = word_set("only just merely simply")
_SIGNS = word_set("evidence proof sign indication trace suggestion")
_CONDITIONS = word_set("if unless provided")
NEGATIONS = word_set("no never neither nor none nobody nothing")
_NOT_FEWER = word_set("fewer less more later earlier sooner")


@dataclass(frozen=True, slots=True)
class Mood:
    """The verb that carries the action, and how it stands to what is the case."""

    verb: Token
    hearsay: str = ""
    negated: bool = False
    future: bool = False
    conditional: bool = False
    would: bool = False  # "would open": later, when told of the past; else conditional


def mood_of(top: Token) -> Mood:
    """Follow ``top`` down to its action; at most four verbs on the way."""
    mood = _told(Mood(top))
    for _ in range(_DEPTH):
        lower = _lower(mood)
        if lower is None:
            break
        mood = _told(lower)
    return mood


def refused(noun: Token) -> bool:
    """Say whether a noun is denied: "no villagers", "neither the driver nor …"."""
    return any(
        c.lower_ in NEGATIONS and not _counts(c)
        for c in (noun, *noun.children)
        if c.dep_ in ("det", "nsubj", "nsubjpass", "dobj", "preconj", "cc")
        and (c.dep_ != "cc" or c.lower_ == "nor")
    )


def negated_by(token: Token) -> Token | None:
    """Return the word that denies ``token``; "not only" and "not until" do not."""
    for child in token.children:
        if child.dep_ not in ("neg", "preconj") or child.lower_ == "only":
            continue
        if child.dep_ == "preconj" and child.lower_ != "neither":
            continue
        following = child.nbor(1) if child.i + 1 < len(child.doc) else None
        if following is not None and following.lower_ in _EMPHASIS:
            continue
        if any(c.lower_ == "until" and c.i > token.i for c in token.children):
            continue
        return child
    return None


def _counts(token: Token) -> bool:
    """Say whether "no" only bounds a number: "no fewer than 12"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return after is not None and after.lower_ in _NOT_FEWER


def _told(mood: Mood) -> Mood:
    """Add what stands at the verb itself: not, will, might, an if-clause."""
    verb = mood.verb
    helpers = _helpers(verb)
    denied = negated_by(verb) is not None or (
        verb.dep_ == "conj" and helpers[:1] != _own(verb) and _denied_before(verb)
    )
    aux = {c.lower_ for c in helpers}
    perfect = "have" in aux
    unable = "could" in aux and denied and not perfect  # "could not reach them"
    might = bool(aux & _WOULD) and not unable
    plain_would = might and aux & _WOULD <= {"would"} and not perfect
    return replace(
        mood,
        negated=mood.negated != denied,
        future=mood.future or bool(aux & _WILL) or _awaits(verb),
        conditional=mood.conditional
        or (might and not plain_would)
        or _has_condition(verb),
        would=mood.would or plain_would,
    )


def _awaits(verb: Token) -> bool:
    """Say whether it is only expected: "the brewer expects profits to rise"."""
    return verb.lemma_.lower() in _PLANNED and any(
        c.dep_ == "ccomp"
        and any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)
        for c in verb.rights
    )


def _own(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass")][:1]


def _helpers(verb: Token) -> list[Token]:
    """Return the auxiliaries, those of the verb before where it is joined bare."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if own or verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VB"):
        return own
    if any(c.dep_.startswith("nsubj") for c in verb.lefts):
        return own
    return _helpers(verb.head)


def _denied_before(verb: Token) -> bool:
    return verb.tag_ in ("VBN", "VB") and negated_by(verb.head) is not None


def _has_condition(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ != "advcl":
            continue
        if any(c.lower_ in _CONDITIONS and c.dep_ == "mark" for c in child.children):
            return True
        first = child.left_edge
        inverted = first.lower_ in ("had", "were", "should") and first.i < verb.i
        if inverted and any(c.dep_ == "nsubj" and c.i > first.i for c in child.subtree):
            return True
    return any(
        c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children
    ) and verb.dep_ in ("ccomp", "pcomp")


def _lower(mood: Mood) -> Mood | None:
    """Return the mood one verb down, None where this verb is the action."""
    verb, lemma = mood.verb, mood.verb.lemma_.lower()
    if below := _unproven(verb):
        return replace(mood, verb=below, negated=True)
    inner = _complement(verb, ("xcomp",))
    if inner is None:
        return _through_adjective(mood) or _through_it(mood)
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in inner.children)
    down = replace(mood, verb=inner)
    if passive_verb(verb):
        if lemma in HEARSAY:
            return replace(down, hearsay=f"{verb.text} to")
        if lemma in _PLANNED and to:
            return replace(down, future=True)
        return down if lemma in _HAPPENED and to else None
    if lemma in DENIES and inner.left_edge.tag_ == "VBG":  # "deny having taken money"
        return replace(down, negated=not mood.negated)
    if lemma in _FAILS and to:
        return replace(down, negated=not mood.negated)
    if lemma in LIGHT or lemma in _PRETENDS:
        return down
    if lemma in _PLANS and to:
        return replace(down, future=True)
    if lemma == "go" and to and verb.tag_ == "VBG":
        return replace(down, future=True)
    if lemma in ("have", "use") and to:
        return down
    return _be_to(verb, inner, down) if lemma == "be" and to else None


def _be_to(verb: Token, inner: Token, down: Mood) -> Mood | None:
    """Follow "the council is to close three" but not "the aim is to close three"."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    near = inner.left_edge.i - verb.i <= 2
    if subject is None or subject.lemma_.lower() in _PURPOSES or not near:
        return None
    return replace(down, future=True)


def _through_it(mood: Mood) -> Mood | None:
    """Follow "it was rumoured that the senator would resign"."""
    verb = mood.verb
    subject = next((c for c in verb.lefts if c.dep_.startswith("nsubj")), None)
    clause = _complement(verb, ("ccomp",))
    if clause is None or subject is None or subject.lower_ != "it":
        return None
    if not passive_verb(verb) or verb.lemma_.lower() not in HEARSAY:
        return None
    return replace(mood, verb=clause, hearsay=verb.text)


def _through_adjective(mood: Mood) -> Mood | None:
    """Follow "was unable to", "is due to", "is likely to"."""
    for child in mood.verb.children:
        if child.dep_ not in ("acomp", "oprd") or child.i < mood.verb.i:
            continue
        inner = _complement(child, ("xcomp", "ccomp"))
        word = child.lower_
        if inner is None:
            continue
        down = replace(mood, verb=inner)
        if word in _UNABLE:
            return replace(down, negated=not mood.negated)
        if word == "able":
            return down
        if word in _AHEAD:
            return replace(down, future=True)
        if word in _UNLIKELY:
            return replace(down, future=True, negated=not mood.negated)
    return None


def _complement(token: Token, places: tuple[str, ...]) -> Token | None:
    return next(
        (c for c in token.rights if c.dep_ in places and c.pos_ in ("VERB", "AUX")),
        None,
    )


def _unproven(verb: Token) -> Token | None:
    """Return what "there is no evidence that …" denies."""
    for noun in verb.rights:
        if noun.dep_ not in ("attr", "dobj") or noun.lemma_.lower() not in _SIGNS:
            continue
        if not (refused(noun) or negated_by(verb)):
            continue
        for clause in noun.rights:
            told = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
            if clause.dep_ in ("acl", "ccomp", "relcl") and told:
                return clause
    return None
