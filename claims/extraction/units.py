"""Units of measure and money: their words, our symbol, and what they measure."""

from __future__ import annotations

# symbol: (dimension, words); words of several pieces have one space between pieces.
_UNITS: dict[str, tuple[str, str]] = {
    "km": ("length", "kilometer|kilometers|kilometre|kilometres|km|kms"),
    "m": ("length", "meter|meters|metre|metres|m"),
    "cm": ("length", "centimeter|centimeters|centimetre|centimetres|cm"),
    "mm": ("length", "millimeter|millimeters|millimetre|millimetres|mm"),
    "µm": ("length", "micrometer|micrometers|micrometre|micrometres|µm|μm"),
    "nm": ("length", "nanometer|nanometers|nanometre|nanometres|nm"),
    "mi": ("length", "mile|miles"),
    "nmi": ("length", "nautical mile|nautical miles"),
    "ft": ("length", "foot|feet|ft"),
    "in": ("length", "inch|inches"),
    "yd": ("length", "yard|yards"),
    "ly": ("length", "light year|light years|light - year|light - years"),
    "ha": ("area", "hectare|hectares"),
    "ac": ("area", "acre|acres"),
    "km2": ("area", "km 2|km²|sqkm|sq km|square kilometers|square kilometer|"
                    "square kilometre|square kilometres"),
    "m2": ("area", "m 2|m²|sqm|sq m|square meter|square meters|square metre|"
                   "square metres"),
    "mi2": ("area", "square mile|square miles|sq mi"),
    "ft2": ("area", "square foot|square feet|sq ft"),
    "m3": ("volume", "m 3|m³|cbm|cubic meter|cubic meters|cubic metre|cubic metres"),
    "ft3": ("volume", "cubic foot|cubic feet"),
    "l": ("volume", "liter|liters|litre|litres"),
    "ml": ("volume", "milliliter|milliliters|millilitre|millilitres|ml"),
    "gal": ("volume", "gallon|gallons"),
    "bbl": ("volume", "barrel|barrels"),
    "pt": ("volume", "pint|pints"),
    "cup": ("volume", "cup|cups"),
    "t": ("weight", "tonne|tonnes|ton|tons|metric ton|metric tons"),
    "kg": ("weight", "kilogram|kilograms|kg|kgs|kilo|kilos"),
    "g": ("weight", "gram|grams|gramme|grammes|g"),
    "mg": ("weight", "milligram|milligrams|mg"),
    "µg": ("weight", "microgram|micrograms|µg|μg"),
    "lb": ("weight", "pound|pounds|lb|lbs"),
    "oz": ("weight", "ounce|ounces|oz"),
    "km/h": ("speed", "kilometers per hour|kilometer per hour|kilometres per hour|"
                      "kilometers an hour|kilometres an hour|kph|kmph|kmh|km / h|"
                      "km / hr|km per hour"),
    "mph": ("speed", "miles per hour|mile per hour|miles an hour|mph"),
    "m/s": ("speed", "meters per second|metres per second|meter per second|m / s"),
    "kn": ("speed", "knot|knots"),
    "bit": ("information", "bit|bits"),
    "kB": ("information", "kilobyte|kilobytes|kb"),
    "MB": ("information", "megabyte|megabytes|mb"),
    "GB": ("information", "gigabyte|gigabytes|gb"),
    "TB": ("information", "terabyte|terabytes|tb"),
    "kWh": ("energy", "kilowatt - hour|kilowatt - hours|kilowatt hours|kwh"),
    "MW": ("power", "megawatt|megawatts|mw"),
    "GW": ("power", "gigawatt|gigawatts|gw"),
    "kW": ("power", "kilowatt|kilowatts|kw"),
    "W": ("power", "watt|watts"),
    "hp": ("power", "horsepower"),
    "rad": ("angle", "radian|radians|rad"),
    "turn": ("angle", "turn|turns"),
}  # fmt: skip
# ISO code: (symbols, words)
_MONEY: dict[str, tuple[str, str]] = {
    "USD": ("$ us$", "dollar|dollars|usd|us dollar|us dollars|u . s . dollars|"
                     "american dollars|buck|bucks"),
    "EUR": ("€", "euro|euros|eur"),
    "GBP": ("£", "pound|pounds|gbp|pounds sterling|british pounds|sterling"),
    "JPY": ("¥", "yen|jpy|japanese yen"),
    "RUB": ("₽", "ruble|rubles|rouble|roubles|rub"),
    "UAH": ("₴", "hryvnia|hryvnias|uah"),
    "CNY": ("", "yuan|renminbi|rmb|cny|chinese yuan"),
    "INR": ("₹", "rupee|rupees|inr"),
    "HKD": ("hk$", "hkd|hong kong dollar|hong kong dollars"),
    "CAD": ("cad$ c$ ca$", "cad|canadian dollar|canadian dollars"),
    "AUD": ("a$ au$ aud$", "aud|australian dollar|australian dollars"),
    "NZD": ("nz$", "nzd|new zealand dollars"),
    "SGD": ("s$", "sgd|singapore dollars"),
    "TWD": ("nt$", "new taiwan dollars|taiwan dollars"),
    "CHF": ("", "franc|francs|swiss franc|swiss francs|chf"),
    "DEM": ("", "mark|marks|deutsche marks|german marks"),
    "NLG": ("", "guilder|guilders|dutch guilder|dutch guilders"),
    "ITL": ("", "lira|lire|italian lira"),
    "SEK": ("", "krona|kronor|swedish kronor|sek"),
    "NOK": ("", "krone|kroner|norwegian kroner|nok"),
    "PLN": ("", "zloty|zlotys|pln"),
    "TRY": ("₺", "turkish lira|turkish liras"),
    "KRW": ("₩", "won|south korean won|krw"),
    "ILS": ("₪", "shekel|shekels"),
    "BRL": ("r$", "real|reais|brl"),
    "MXN": ("", "peso|pesos|mxn|mexican pesos"),
    "ZAR": ("", "rand|zar"),
    "AMD": ("֏", "dram|drams"),
    "AZN": ("₼", "manat|manats"),
    "GEL": ("₾", "lari|gel"),
    "KZT": ("₸", "tenge"),
    "IRR": ("", "rial|rials"),
    "SAR": ("", "riyal|riyals"),
    "AED": ("", "dirham|dirhams"),
    "IQD": ("", "dinar|dinars"),
    "THB": ("฿", "baht"),
    "VND": ("₫", "dong"),
    "PHP": ("₱", ""),
    "NGN": ("₦", "naira"),
    "CRC": ("₡", ""),
    "LKR": ("ரூ", ""),
    "XBT": ("₿", "bitcoin|bitcoins|btc"),
}  # fmt: skip
# Words that are money only beside a number in figures: "won" and "mark" are verbs.
AMBIGUOUS_MONEY = frozenset(
    [
        "won",
        "real",
        "mark",
        "marks",
        "pound",
        "pounds",
        "rand",
        "sterling",
        "dong",
        "buck",
        "bucks",
        "gel",
        "rub",
        "try",
    ]
)
SMALL_MONEY = {
    "cent": "cent", "cents": "cent", "penny": "penny", "pence": "penny",
    "kopeck": "kopeck", "kopecks": "kopeck",
}  # fmt: skip

UNIT_WORDS: dict[tuple[str, ...], tuple[str, str]] = {
    tuple(words.split(" ")): (symbol, dimension)
    for symbol, (dimension, phrases) in _UNITS.items()
    for words in phrases.split("|")
}
MONEY_WORDS: dict[tuple[str, ...], str] = {
    tuple(words.split(" ")): code
    for code, (_, phrases) in _MONEY.items()
    for words in phrases.split("|")
    if words
}
MONEY_SIGNS: dict[str, str] = {
    sign: code
    for code, (signs, _) in _MONEY.items()
    for sign in signs.split(" ")
    if sign
}
MONEY_CODES = frozenset(_MONEY)
TEMPERATURES = {
    "c": "°C", "celsius": "°C", "centigrade": "°C", "centigrate": "°C",
    "f": "°F", "fahrenheit": "°F", "farenheit": "°F", "k": "K", "kelvin": "K",
}  # fmt: skip
