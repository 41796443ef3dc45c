"""Where people say they are, and the time zone there.

The tz database (the package tzdata) names a city for each zone and the zones of each country.
What people call their country, and the big cities that no zone is named for, are in a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from bot.reminders.errors import ReminderError

_ALSO = {
    "Africa/Cairo": "alexandria",
    "Africa/Casablanca": "marrakesh, marrakech, rabat",
    "Africa/Johannesburg": "cape town, durban, pretoria",
    "Africa/Lagos": "abuja, kano, ibadan",
    "Africa/Nairobi": "mombasa",
    "America/Argentina/Buenos_Aires": "rosario",
    "America/Bogota": "medellin, cali",
    "America/Chicago": "central time, cst, cdt, texas, illinois, wisconsin, minnesota, louisiana, "
    "oklahoma, missouri, alabama, arkansas, iowa, mississippi, houston, dallas, austin, "
    "san antonio, fort worth, minneapolis, milwaukee, new orleans, memphis, nashville, "
    "oklahoma city, kansas city, st louis, saint louis",
    "America/Denver": "mountain time, mst, mdt, colorado, utah, montana, wyoming, new mexico, "
    "salt lake city, albuquerque",
    "America/Edmonton": "alberta, calgary",
    "America/Guayaquil": "ecuador, quito",
    "America/Halifax": "nova scotia",
    "America/Los_Angeles": "pacific time, pst, pdt, california, nevada, washington state, la, "
    "san francisco, sf, san diego, san jose, oakland, sacramento, seattle, las vegas",
    "America/Mexico_City": "guadalajara, puebla",
    "America/New_York": "eastern time, est, edt, new york city, nyc, new jersey, massachusetts, "
    "pennsylvania, ohio, north carolina, south carolina, virginia, maryland, connecticut, boston, "
    "philadelphia, washington dc, washington d c, atlanta, miami, orlando, tampa, baltimore, "
    "pittsburgh, charlotte, cleveland, columbus, brooklyn, jacksonville, raleigh",
    "America/Nuuk": "greenland",
    "America/Phoenix": "arizona, tucson",
    "America/Puerto_Rico": "san juan",
    "America/Santiago": "chile, valparaiso",
    "America/Sao_Paulo": "rio de janeiro, rio, brasilia, belo horizonte, porto alegre, curitiba",
    "America/Toronto": "ontario, quebec, ottawa, montreal",
    "America/Vancouver": "british columbia",
    "America/Winnipeg": "manitoba",
    "Asia/Dubai": "uae, emirates, abu dhabi",
    "Asia/Ho_Chi_Minh": "ho chi minh city, saigon, hanoi",
    "Asia/Jerusalem": "tel aviv, haifa",
    "Asia/Karachi": "lahore, islamabad, rawalpindi",
    "Asia/Kolkata": "calcutta, ist, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, "
    "chennai, hyderabad, pune, ahmedabad, jaipur",
    "Asia/Riyadh": "jeddah, mecca, medina",
    "Asia/Seoul": "korea, south korea, kst, busan",
    "Asia/Shanghai": "china, beijing, shenzhen, guangzhou, chengdu, wuhan, chongqing",
    "Asia/Tehran": "isfahan, shiraz",
    "Asia/Tokyo": "jst, osaka, kyoto, yokohama, nagoya, sapporo, fukuoka",
    "Asia/Ulaanbaatar": "mongolia",
    "Asia/Yangon": "burma, rangoon",
    "Australia/Adelaide": "south australia",
    "Australia/Brisbane": "queensland, gold coast",
    "Australia/Hobart": "tasmania",
    "Australia/Melbourne": "victoria",
    "Australia/Perth": "western australia",
    "Australia/Sydney": "new south wales, aest, aedt, canberra, newcastle australia",
    "Europe/Amsterdam": "holland, rotterdam, the hague, utrecht, eindhoven",
    "Europe/Athens": "thessaloniki",
    "Europe/Berlin": "cet, cest, hamburg, munich, munchen, muenchen, cologne, koln, koeln, "
    "frankfurt, stuttgart, dusseldorf, duesseldorf, leipzig, dresden, hanover, hannover, "
    "nuremberg, nurnberg, bremen, bonn",
    "Europe/Brussels": "antwerp, ghent, bruges",
    "Europe/Dublin": "cork, galway",
    "Europe/Istanbul": "turkiye, ankara, izmir",
    "Europe/Kyiv": "ukraine, kiev, lviv, odesa, odessa, kharkiv",
    "Europe/Lisbon": "portugal, porto",
    "Europe/London": "uk, u k, united kingdom, great britain, england, scotland, wales, bst, "
    "northern ireland, manchester, birmingham, edinburgh, glasgow, liverpool, leeds, bristol, "
    "sheffield, cardiff, belfast, oxford, brighton",
    "Europe/Madrid": "spain, barcelona, valencia, seville, sevilla, bilbao, malaga",
    "Europe/Moscow": "st petersburg, saint petersburg",
    "Europe/Oslo": "bergen",
    "Europe/Paris": "lyon, marseille, toulouse, bordeaux, lille, strasbourg",
    "Europe/Prague": "czechia, brno",
    "Europe/Rome": "milan, naples, turin, florence, venice, bologna, palermo",
    "Europe/Stockholm": "gothenburg, malmo",
    "Europe/Vienna": "graz, salzburg, innsbruck, linz",
    "Europe/Warsaw": "krakow, cracow, gdansk, wroclaw, poznan, lodz",
    "Europe/Zurich": "geneva, basel, bern, lausanne",
    "Pacific/Apia": "samoa",
    "Pacific/Auckland": "new zealand, nz, wellington, christchurch",
    "Pacific/Honolulu": "hawaii",
}
_SEVERAL = "the us, usa, u s a, the states, america, united states of america, congo, georgia"
"""Other names of a country of several times, and names of more than one country or state."""
_NAMESAKES = (
    "casey, center, christmas, davis, easter, knox, midway, norfolk, petersburg, troll, wake"
)
"""What zones are named for, but hardly anybody means by it."""

_BEFORE = frozenset(
    {"in", "from", "near", "at", "of", "around", "on", "to", "for", "is", "am", "the", "use"}
    | {"live", "tz", "zone", "timezone", "city"}
)
_LONGEST = 4
_MARKS = re.compile(r"[\u0300-\u036f]")


def place_zone(text: str, year: int) -> str | None:
    """Return the IANA name of the zone of the place that ``text`` names, None where it names none.

    A place stands at the beginning or after a word such as "in". ``year`` is the current one: it
    tells which countries keep one time. Raises ``ReminderError`` where a place could be in
    several zones.
    """
    words, places = _plain(text).split(), _places(year)
    starts = [0, *(n for n, word in enumerate(words, 1) if word in _BEFORE)]
    found = [zones for start in starts if (zones := _longest(words[start:], places))]
    certain = {zone for zones in found if len(zones) == 1 for zone in zones}
    if len(certain) > 1 or (found and not certain):
        raise ReminderError(
            "There is more than one time zone there: name the biggest city near you, "
            "such as Berlin or Chicago."
        )
    return certain.pop() if certain else None


def _longest(words: list[str], places: dict[str, frozenset[str]]) -> frozenset[str]:
    names = (" ".join(words[:count]) for count in range(_LONGEST, 0, -1))
    return next((places[name] for name in names if name in places), frozenset())


@cache
def _places(year: int) -> dict[str, frozenset[str]]:
    """Names as ``_plain`` makes them, with the zone there, or some of several."""
    zones = _zones_by_country()
    places: dict[str, frozenset[str]] = {}
    for code, name in _table("iso3166.tab"):
        places[_plain(name.partition("(")[0])] = _told_apart(zones[code], year)
    for zone in (zone for those in zones.values() for zone in those):
        places[_plain(zone.rpartition("/")[2])] = frozenset([zone])
    for name in _NAMESAKES.split(", "):
        del places[name]
    for zone, names in _ALSO.items():
        places |= dict.fromkeys(names.split(", "), frozenset([zone]))
    several = places["united states"]
    return places | dict.fromkeys(_SEVERAL.split(", "), several)


def _zones_by_country() -> dict[str, list[str]]:
    zones: dict[str, list[str]] = defaultdict(list)
    for code, _, zone, *_ in _table("zone.tab"):
        zones[code].append(zone)
    return zones


def _told_apart(zones: list[str], year: int) -> frozenset[str]:
    """The first of those zones that show the same time all year, for each such time."""
    months = [datetime(year, month, 15) for month in range(1, 13)]
    first: dict[tuple[timedelta | None, ...], str] = {}
    for zone in zones:
        first.setdefault(tuple(ZoneInfo(zone).utcoffset(month) for month in months), zone)
    return frozenset(first.values())


def _table(name: str) -> list[list[str]]:
    text = resources.files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def _plain(text: str) -> str:
    """``text`` in small letters without accents, words parted by one space."""
    letters = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return re.sub(r"[\W_]+", " ", letters.replace("&", " and ")).strip()
