"""Which company "the company" is, where a document names exactly one.

In: the whole reading text, so that every part of a long document gives one answer.
Out: the name, "" where none or more than one is named.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.extraction.lexicon import BODY_NOUNS, PLACE_NOUNS, word_set
from claims.extraction.syntax import Token

COMPANY_NOUNS = word_set("company operator firm utility")
_NOUN = r"(?:company|operator|firm|utility)\b(?!['’])"
_NAME = r"((?:[A-Z][\w&-]{1,40}\ ){0,3}[A-Z][\w&-]{1,40})"
# What says that a name is a company's, the surest words there are.
_DESCRIBED = re.compile(
    rf"""\b{_NAME},?\ (?:which|that)\ (?:\w+\ )?(?:runs?|operates?|owns?|manages?)\b
    |\b{_NAME}\ (?:is|was)\ (?:an?|the)\ (?:[\w-]{{1,40}}\ ){{0,3}}?{_NOUN}
    |\b{_NAME},\ (?:an?|the)\ (?:[\w-]{{1,40}}\ ){{0,3}}?{_NOUN}
    |\b{_NAME}\ operates\ (?:the|an?|both|all|two|three)\b
    |\b{_NOUN}\ {_NAME}\b
    |\b{_NOUN},\ {_NAME},""",
    re.VERBOSE,
)
_TAILED = re.compile(
    r"\b((?:[A-Z][\w&-]{1,40} ){1,3}(?:Hydro|Energy|Power|Corp|Corporation|Inc|Ltd|"
    r"LLC|PLC|Airlines|Airways|Gas|Oil|Holdings?|Electric|Motors|Group))\b"
)
_OPENERS = word_set(
    """The A An But And In On At When As If After While For Before Since Until By With
    Although Because That This Its Their His Her From Then Later Meanwhile However"""
)
_NO_COMPANY = (BODY_NOUNS | PLACE_NOUNS) - COMPANY_NOUNS - word_set("group bank")


@lru_cache(maxsize=2)
def company_of(text: str) -> str:
    """Return the one company or operator that ``text`` names, "" for none or many."""
    for pattern in (_DESCRIBED, _TAILED):
        names = {_bare(next(filter(None, m.groups()))) for m in pattern.finditer(text)}
        names = _shortest({name for name in names if name and _may_be(name)})
        if names:
            return names.pop() if len(names) == 1 else ""
    return ""


def _bare(name: str) -> str:
    words = name.split()
    while words and words[0] in _OPENERS:
        words.pop(0)
    return " ".join(words)


def _may_be(name: str) -> bool:
    return name.split()[-1].lower() not in _NO_COMPANY


def _shortest(names: set[str]) -> set[str]:
    """Drop what ends in another name: "Dam Sarnow Hydro" beside "Sarnow Hydro"."""
    return {
        name for name in names if not any(name.endswith(f" {other}") for other in names)
    }


def is_generic(head: Token, company: str) -> bool:
    """Say whether ``head`` is "the company" or "the operator of" what names it."""
    if head.lemma_.lower() not in COMPANY_NOUNS or head.tag_ not in ("NN", "NNP"):
        return False
    lefts = list(head.lefts)
    if [t.lower_ for t in lefts] not in (["the"], ["this"]):
        return False
    for child in head.rights:
        if child.dep_ in ("relcl", "appos", "acl"):
            return False
        of = next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.lower_ == "of" and of is not None:  # not "accused it of opening"
            return any(t.text in company.split() for t in of.subtree)
    return True
