"""News agencies, and the lines that credit them."""

from __future__ import annotations

import re

#: Spelling in lines of credit -> the name we keep.
AGENCIES = {
    "AFP": "AFP",
    "Agence France-Presse": "AFP",
    "AP": "AP",
    "The Associated Press": "AP",
    "Associated Press": "AP",
    "Reuters": "Reuters",
    "REUTERS": "Reuters",
    "TASS": "TASS",
    "ITAR-TASS": "TASS",
    "RIA Novosti": "RIA Novosti",
    "RIA": "RIA Novosti",
    "Sputnik": "Sputnik",
    "Interfax": "Interfax",
    "INTERFAX": "Interfax",
    "Interfax-Ukraine": "Interfax-Ukraine",
    "Ukrinform": "Ukrinform",
    "UNIAN": "UNIAN",
    "dpa": "dpa",
    "DPA": "dpa",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "Xinhua": "Xinhua",
    "Anadolu Agency": "Anadolu",
    "Anadolu": "Anadolu",
    "AA": "Anadolu",
    "UPI": "UPI",
    "PA Media": "PA Media",
    "PA": "PA Media",
    "Kyodo": "Kyodo",
    "Yonhap": "Yonhap",
    "PTI": "PTI",
    "ANI": "ANI",
    "IANS": "IANS",
    "IRNA": "IRNA",
    "SANA": "SANA",
    "WAFA": "WAFA",
    "KCNA": "KCNA",
    "Bernama": "Bernama",
    "Antara": "Antara",
    "APA": "APA",
    "AAP": "AAP",
    "Belga": "Belga",
    "Lusa": "Lusa",
    "PAP": "PAP",
    "CTK": "CTK",
    "MTI": "MTI",
    "Agerpres": "Agerpres",
    "BTA": "BTA",
    "BelTA": "BelTA",
    "BELTA": "BelTA",
    "Armenpress": "Armenpress",
    "Azertac": "Azertac",
    "AZERTAC": "Azertac",
    "Kazinform": "Kazinform",
    "Bloomberg": "Bloomberg",
    "ТАСС": "TASS",
    "РИА Новости": "RIA Novosti",
    "Интерфакс": "Interfax",
    "Укрінформ": "Ukrinform",
    "УНІАН": "UNIAN",
    "УНИАН": "UNIAN",
}
_SPELLINGS = "|".join(
    re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True)
)
AGENCY = re.compile(rf"(?<![\w-])(?:{_SPELLINGS})(?![\w-])")

#: "AFP contributed reporting", misspelt too ("contrinuted").
CONTRIBUTED = re.compile(
    r"^(?P<who>[^.!?]{2,120}?)\s+(?:also\s+)?contri\w{2,8}\s+"
    r"(?:to\s+)?(?:this\s+|the\s+)?"
    r"(?:re[pr]\w{2,8}|story|article|coverage|post|piece|dispatch)\.?$",
    re.IGNORECASE,
)
CONTRIBUTING = re.compile(r"^contribut(?:ing|ors?)\s*:\s*(?P<who>[^.!?]{2,80})$", re.I)
WITH = re.compile(
    r"^[—–-]{0,2}\s*\(?(?:[Ww]ith|[Ii]ncluding)\s+(?:additional\s+)?(?:a\s+)?"
    r"(?:reporting|reports?|information|material|files?|inputs?|agencies)?\s*"
    r"(?:by|from)?\s*(?P<who>(?:the\s+)?[A-Z][^.!?]{1,80})\.?\)?$"
)
SOURCE = re.compile(
    r"^[\[(]?(?:source|via|agency|agencies)s?\s*:\s*(?P<who>[^.!?]{2,60})[.\])]{0,2}$",
    re.IGNORECASE,
)
ALONE = re.compile(r"^[—–-]{0,2}\s*[\[(]?(?P<who>[^.!?()\[\]]{2,60})[\])]?\.?$")
#: Signs of editors before the agencies: "abc/de (AFP, dpa)".
SIGNED = re.compile(
    r"^[a-z]{2,4}(?:[/,]\s?[a-z]{2,4}){0,3}\s*\((?P<who>[^.!?()]{2,60})\)$"
)
REPORTING_BY = re.compile(
    r"^\(?(?:additional\s+)?(?:reporting|writing|editing)\s+by\s+[A-Z]", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[/,;&+]|\band\b)\s*")

_CAPITAL = r"[^\W\d_a-zа-я][\w.'’-]*"
NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|van|von|al|el|bin|der)\s+)?{_CAPITAL}){{0,4}}"
WITH_PEOPLE = re.compile(
    rf"^[—–-]{{0,2}}\s*\(?[Ww]ith (?:additional )?(?:reporting|reports?|a file|files) "
    rf"(?:by|from) {NAME}(?:(?:,| and|, and) {NAME}){{0,5}}\.?\)?$"
)
SHORTEST_LIKE = 6  # letters; shorter names are too near to other words


def wire_credits(line: str) -> tuple[str, ...]:
    """Return the agencies a line of credit names; empty when it is no such line.

    Of those who contributed, a single word is an agency even if it is not in the
    table: people are credited by two names. A misspelt agency is known by its letters.
    """
    for pattern in (CONTRIBUTED, CONTRIBUTING, WITH, SOURCE, SIGNED):
        if match := pattern.match(line):
            who = match["who"].strip()
            unknown = pattern is CONTRIBUTED and re.fullmatch(r"[A-Z][\w-]+", who)
            if found := agencies_in(who) or _misspelt(who):
                return found
            return (who,) if unknown else ()
    alone = ALONE.match(line)
    return _only_agencies(alone["who"]) if alone else ()


def is_credit_line(line: str) -> bool:
    """Say whether a line only says who reported or supplied, a person or an agency."""
    people = (CONTRIBUTED, REPORTING_BY, WITH_PEOPLE)
    return any(p.match(line) for p in people) or bool(wire_credits(line))


def _misspelt(who: str) -> tuple[str, ...]:
    """Return agencies of which one or two letters are wrong ("Assosiated Press")."""
    names = filter(None, map(agency_like, _BETWEEN.split(who)))
    return tuple(dict.fromkeys(names))


def _only_agencies(who: str) -> tuple[str, ...]:
    """Return the agencies of a line that holds nothing else, else nothing."""
    names = [AGENCIES.get(name) or agency_like(name) for name in _BETWEEN.split(who)]
    return tuple(dict.fromkeys(names)) if all(names) else ()


def agency_like(name: str) -> str:
    """Return the agency whose long name is written nearly so; "" when none is.

    One letter may be wrong, missing, doubled or swapped in six, two in twelve.
    """
    from rapidfuzz.distance import OSA

    name = name.strip().removeprefix("the ").removeprefix("The ")
    if len(name) < SHORTEST_LIKE or not name[:1].isupper():
        return ""
    for spelling, agency in AGENCIES.items():
        if len(spelling) >= SHORTEST_LIKE:
            most = len(spelling) // SHORTEST_LIKE
            if OSA.distance(name, spelling, score_cutoff=most) <= most:
                return agency
    return ""


def agencies_in(words: str) -> tuple[str, ...]:
    """Return the agencies named, in order, each once."""
    names = (AGENCIES[match.group()] for match in AGENCY.finditer(words))
    return tuple(dict.fromkeys(names))
