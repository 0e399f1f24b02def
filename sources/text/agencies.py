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
    r"(?:to\s+)?(?:this\s+|the\s+)?(?:re[pr]\w{2,8}|story|article|coverage)\.?$",
    re.IGNORECASE,
)
WITH = re.compile(
    r"^\(?(?:[Ww]ith|[Ii]ncluding)\s+(?:additional\s+)?(?:reporting|information|material|"
    r"inputs?|agencies)?\s*(?:by|from)?\s*(?P<who>[A-Z][^.!?]{1,80})\.?\)?$"
)
SOURCE = re.compile(r"^(?:source|via)s?\s*:\s*(?P<who>[^.!?]{2,60})\.?$", re.IGNORECASE)
ALONE = re.compile(rf"^[—–-]{{0,2}}\s*\(?(?P<who>{_SPELLINGS})\)?\.?$")
REPORTING_BY = re.compile(
    r"^\(?(?:additional\s+)?(?:reporting|writing|editing)\s+by\s+[A-Z]", re.IGNORECASE
)

_CAPITAL = r"[^\W\d_a-zа-я][\w.'’-]*"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|van|von|al|el|bin|der)\s+)?{_CAPITAL}){{0,4}}"
_HOUSE = (
    r"(?:(?:AFP|AP|EPA(?:-EFE)?|TASS|Reuters|REUTERS|Getty(?: Images)?|Sputnik|"
    r"Shutterstock|Xinhua|Anadolu(?: Agency)?|dpa|DPA|Moskva(?: News)? Agency|"
    r"RIA Novosti|[Kk]remlin\.ru|Unsplash|Wikimedia(?: Commons)?|ТАСС|РИА Новости|"
    r"[A-ZА-Я]{2,8}|[A-Z][\w-]+ (?:Agency|Images|Photo|Pictures|Press|News))"
    r"(?:\s+via\s+[A-Z][\w ]+)?)"
)
PHOTO_CREDIT = re.compile(
    rf"(?:(?:Photo|Image|Picture|Фото)s?\s*(?:by|:|courtesy of)?\s*)?"
    rf"(?:{_NAME}\s*/\s*{_HOUSE}(?:\s*/\s*[\w .]{{2,40}})?|"
    rf"(?:AP Photo|REUTERS|Reuters|AFP|Getty Images|EPA)\s*/\s*{_NAME})$"
)
LONGEST_CAPTION = 300
ANY_HOUSE = re.compile(rf"{_NAME}\s*/\s*{_NAME}$")
PHOTO_LABEL = re.compile(
    r"\(?(?:photo(?:graph)?|image|picture|фото)s?(?:\s+credit)?\s*"
    r"(?:by|:|©|courtesy of)"
    r"\s*[^.!?]{2,80}\)?$",
    re.IGNORECASE,
)


def wire_credits(line: str) -> tuple[str, ...]:
    """Return the agencies a line of credit names; empty when it is no such line.

    Of those who contributed, a single word is an agency even if it is not in the
    table: people are credited by two names.
    """
    for pattern in (CONTRIBUTED, WITH, SOURCE, ALONE):
        if match := pattern.match(line):
            who = match["who"].strip()
            unknown = pattern is CONTRIBUTED and re.fullmatch(r"[A-Z][\w-]+", who)
            return agencies_in(who) or ((who,) if unknown else ())
    return ()


def is_credit_line(line: str) -> bool:
    """Say whether a line only says who reported or supplied, a person or an agency."""
    if CONTRIBUTED.match(line) or REPORTING_BY.match(line):
        return True
    return bool(wire_credits(line))


def agencies_in(words: str) -> tuple[str, ...]:
    """Return the agencies named, in order, each once."""
    names = (AGENCIES[match.group()] for match in AGENCY.finditer(words))
    return tuple(dict.fromkeys(names))


def photo_credit_start(line: str) -> int | None:
    """Return where a photo credit at the end of ``line`` begins, None without one.

    Behind a caption any ``Name / House`` is one; a line of its own must name a house
    that is known, for it might say something else.
    """
    for pattern in (PHOTO_CREDIT, PHOTO_LABEL):
        starts = [0, *(m.end() for m in re.finditer(r"[.!?)”\"’:|]\s+|\s\|\s", line))]
        for start in starts:
            if pattern.match(line, start):
                return start
    if len(line) <= LONGEST_CAPTION:
        for start in starts[1:]:
            if ANY_HOUSE.match(line, start):
                return start
    return None
