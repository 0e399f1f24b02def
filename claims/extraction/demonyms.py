"""Adjectives and people of countries, folded onto the country's common name."""

from __future__ import annotations

_TABLE = """
Afghanistan Afghan Afghans|Albania Albanian|Algeria Algerian|Angola Angolan|
Argentina Argentine Argentinian|Armenia Armenian|Australia Australian|
Austria Austrian|Azerbaijan Azerbaijani Azeri|Bangladesh Bangladeshi|
Belarus Belarusian Belarusan|Belgium Belgian|Bolivia Bolivian|
Bosnia_and_Herzegovina Bosnian|Brazil Brazilian|Bulgaria Bulgarian|
Cambodia Cambodian|Cameroon Cameroonian|Canada Canadian|Chad Chadian|Chile Chilean|
China Chinese|Colombia Colombian|Croatia Croatian Croat|Cuba Cuban|
Cyprus Cypriot|Czechia Czech|Denmark Danish Dane|Ecuador Ecuadorian|
Egypt Egyptian|Eritrea Eritrean|Estonia Estonian|Ethiopia Ethiopian|
Finland Finnish Finn|France French Frenchman|Georgia Georgian|Germany German|
Ghana Ghanaian|Greece Greek|Guatemala Guatemalan|Haiti Haitian|Hungary Hungarian|
Iceland Icelandic|India Indian|Indonesia Indonesian|Iran Iranian|Iraq Iraqi|
Ireland Irish|Israel Israeli|Italy Italian|Jamaica Jamaican|Japan Japanese|
Jordan Jordanian|Kazakhstan Kazakh Kazakhstani|Kenya Kenyan|Kosovo Kosovar Kosovan|
Kuwait Kuwaiti|Kyrgyzstan Kyrgyz|Laos Laotian|Latvia Latvian|Lebanon Lebanese|
Libya Libyan|Lithuania Lithuanian|Malaysia Malaysian|Mali Malian|Malta Maltese|
Mexico Mexican|Moldova Moldovan|Mongolia Mongolian|Montenegro Montenegrin|
Morocco Moroccan|Myanmar Burmese|Nepal Nepali Nepalese|Netherlands Dutch|
New_Zealand Zealander|Nicaragua Nicaraguan|Niger Nigerien|Nigeria Nigerian|
North_Korea North_Korean|North_Macedonia Macedonian|Norway Norwegian|Oman Omani|
Pakistan Pakistani|Palestinian_Territory Palestinian|Panama Panamanian|
Paraguay Paraguayan|Peru Peruvian|Philippines Philippine Filipino|Poland Polish Pole|
Portugal Portuguese|Qatar Qatari|Romania Romanian|Russia Russian|Rwanda Rwandan|
Saudi_Arabia Saudi|Senegal Senegalese|Serbia Serbian Serb|Singapore Singaporean|
Slovakia Slovak|Slovenia Slovenian Slovene|Somalia Somali|South_Africa South_African|
South_Korea South_Korean|Spain Spanish Spaniard|Sudan Sudanese|Sweden Swedish Swede|
Switzerland Swiss|Syria Syrian|Taiwan Taiwanese|Tajikistan Tajik|Tanzania Tanzanian|
Thailand Thai|Tunisia Tunisian|Turkey Turkish Turk|Turkmenistan Turkmen|
Uganda Ugandan|Ukraine Ukrainian|United_Arab_Emirates Emirati|
United_Kingdom British Briton|United_States American|Uruguay Uruguayan|
Uzbekistan Uzbek|Venezuela Venezuelan|Vietnam Vietnamese|Yemen Yemeni|
Zambia Zambian|Zimbabwe Zimbabwean
"""


def _read(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table.replace("\n", "").split("|"):
        country, *forms = (word.replace("_", " ") for word in row.split())
        for form in forms:
            found[form.lower()] = country
            found[form.lower() + "s"] = country
    return found


DEMONYMS: dict[str, str] = _read(_TABLE)
# Short names the gazetteer does not list as countries.
COUNTRY_ALIASES = {
    "u.s.": "United States",
    "us": "United States",
    "usa": "United States",
    "u.s.a.": "United States",
    "america": "United States",
    "uk": "United Kingdom",
    "u.k.": "United Kingdom",
    "britain": "United Kingdom",
    "great britain": "United Kingdom",
    "england": "United Kingdom",
    "uae": "United Arab Emirates",
    "czech republic": "Czechia",
    "bosnia": "Bosnia and Herzegovina",
    "türkiye": "Turkey",
    "burma": "Myanmar",
    "russian federation": "Russia",
    "the netherlands": "Netherlands",
    "holland": "Netherlands",
    "palestine": "Palestinian Territory",
}
