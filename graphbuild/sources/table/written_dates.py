"""Dates as people and programs write them, where the writing leaves one reading alone.

Years, months and days in ISO order, compact or with the month's name (English, French, Spanish,
Portuguese, German, Roman numerals), each with or without weekday, time and zone; a year or a month
alone; the day numbers of Excel. What depends on the order of day and month is in
:mod:`graphbuild.sources.table.dates`. A date that says ``about`` or names a span is none here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from graphbuild.patterns import late
from graphbuild.words import one_line, plain, unaccented

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Numbers outside are no years of agreements."""
PIVOT = 50
"""Years of two digits: 50 to 99 are of the 20th century, 00 to 49 of the 21st."""
FIRST_SERIAL, LAST_SERIAL = 29_221, 58_074
"""Day numbers of Excel that are read: 1980 to 2058; others may be years, ids or counts."""
LONGEST = 80
"""No date is longer; a longer text is none, so that no pattern sees it."""

Remark = Literal["", "day-number", "two-digit-year", "time-of-day"]


class Written(NamedTuple):
    """A date as ISO 8601 as far as it is known (``1996``, ``1996-08``), and what was assumed."""

    iso: str
    remark: Remark = ""


_MONTHS = """
january januar janvier janeiro enero jan jän janv ene i
february februar fevrier fevereiro febrero feb febr fev ii
march marz mars marco marzo mar mrz iii
april avril abril apr avr abr iv
may mai maio mayo v
june juni juin junho junio jun vi
july juli juillet julho julio jul juil vii
august aout agosto aug ago viii
september septembre setembro septiembre setiembre sep sept set ix
october oktober octobre outubro octubre oct okt out x
november novembre novembro noviembre nov xi
december dezember decembre dezembro diciembre dec dez dic xii
"""
_DAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom
segunda terca quarta quinta sexta feira
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
"""
_MONTH = {
    unaccented(name): number
    for number, line in enumerate(_MONTHS.strip().splitlines(), 1)
    for name in line.split()
}
_TIME = late(
    r"(?:(?<=\d)t|\s|,|(?<=\d{4}):)\s*"
    r"(\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(?:\s*([ap])\.?m\.?)?"
)
_ZONE = late(
    r"\s*(?:z|utc|gmt)?\s*(?:[+-]\d{2}(?::?\d{2})?)?\s*(?:\[[\w/+-]{1,40}\]|\([\w ]{1,40}\)|[ce]es?t)?\s*"
)
_MIDNIGHT = re.compile(r"0{1,2}[:h]00(?::00(?:[.,]0{1,9})?)?(?: a)?|12:00(?::00)? a")
_WEEKDAYS = frozenset(_DAYS.split())
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2}|xx|uu|\?\?)\2(\d{1,2}|xx|uu|\?\?)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_ALONE = re.compile(r"(\d{4})(?:[-/](\d{1,2})|\.(\d\d))|(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0{1,6})?")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d{1,12})?")
_TOKEN = re.compile(r"\d+|[a-z]+")
_FILLING = frozenset(
    {"st", "nd", "rd", "th", "er", "of", "de", "del", "the", "on", "le", "el", "den", "dated"}
)
_SEPARATORS = re.compile(r"[a-z0-9\s.,/\u00ba\u00b0-]*")


def without_time(text: str) -> tuple[str, bool]:
    """A folded date without time of day and zone, and whether it was another time than midnight."""
    match = _TIME.search(text)
    if match is None:
        return _trimmed(text), False
    zone = _ZONE.match(text, match.end())
    rest = text[zone.end() if zone else match.end() :]
    kept = f"{text[: match.start()]} {rest}".strip()
    early = f"{match[1]} {match[2] or ''}".rstrip()
    return kept, _MIDNIGHT.fullmatch(early) is None


def _trimmed(text: str) -> str:
    """A date without the zone of XML Schema (``1996-08-17Z``, ``1996-08-17+02:00``)."""
    return re.sub(r"(?<=\d\d\d\d-\d\d-\d\d)(?:z|[+-]\d\d:\d\d)$", "", text)


def folded(text: str) -> str:
    """A date in small letters without accents, white space as single blanks."""
    return one_line(plain(text))


def whole_year(digits: str) -> int:
    """A year of two digits by the rule of :data:`PIVOT`, of four as it is."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= PIVOT else 2000)


def full(year: int, month: int, day: int) -> str:
    """A day as ISO 8601, ``""`` if there is none such."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def read_written(text: str, epoch: date = date(1899, 12, 30)) -> Written | None:
    """A date that reads in one way; ``None`` for any other text.

    ``epoch`` is day 0 of a workbook's day numbers: that of Excel, or 1904-01-01.
    """
    if len(text) > LONGEST:
        return None
    plain, timed = without_time(folded(text))
    if match := _ISO.fullmatch(plain):
        return _iso(match, timed)
    if match := _COMPACT.fullmatch(plain):
        made = _made(full(int(match[1]), int(match[2]), int(match[3])), timed)
        return made if FIRST_YEAR <= int(match[1]) <= LAST_YEAR else None
    if match := _YEAR.fullmatch(plain):
        year = int(match[1])
        return Written(str(year)) if FIRST_YEAR <= year <= LAST_YEAR else None
    if match := _MONTH_ALONE.fullmatch(plain):
        return _month(int(match[1] or match[5]), int(match[2] or match[3] or match[4]))
    if match := _SERIAL.fullmatch(plain):
        number = int(match[1])
        known = FIRST_SERIAL <= number <= LAST_SERIAL
        return Written((epoch + timedelta(number)).isoformat(), "day-number") if known else None
    return _with_name(plain, timed)


def _made(iso: str, timed: bool) -> Written | None:
    return Written(iso, "time-of-day" if timed else "") if iso else None


def _iso(match: re.Match[str], timed: bool) -> Written | None:
    """ISO order; noughts and question marks stand for what is not known (``1996-08-00``)."""
    year, month, day = match[1], match[3], match[4]
    if month.strip("0xu?") == "":
        return read_written(year) if day.strip("0xu?") == "" else None
    if day.strip("0xu?") == "":
        return _month(int(year), int(month))
    return _made(full(int(year), int(month), int(day)), timed)


def _month(year: int, month: int) -> Written | None:
    known = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    return Written(f"{year:04}-{month:02}") if known else None


def _with_name(plain: str, timed: bool) -> Written | None:
    """A date with its month's name: day, month, year in any order that leaves no doubt."""
    if not _SEPARATORS.fullmatch(plain):
        return None
    tokens = [token for token in _TOKEN.findall(plain) if token not in _FILLING]
    if len(tokens) > 3 and tokens[0] in _WEEKDAYS:
        tokens = tokens[1 + (tokens[1] == "feira") :]
    names = [at for at, token in enumerate(tokens) if token in _MONTH]
    if len(names) != 1 or not all(token.isdigit() or token in _MONTH for token in tokens):
        return None
    month = _MONTH[tokens.pop(names[0])]
    if len(tokens) == 1:
        return _year_of(tokens[0], month)
    return _day_and_year(tokens, month, timed) if len(tokens) == 2 else None


def _year_of(year: str, month: int) -> Written | None:
    """``Aug 1996``, ``Aug-96``; ``Aug 05`` may be a day."""
    if len(year) == 4:
        return _month(int(year), month)
    if len(year) == 2 and int(year) > 31:
        made = _month(whole_year(year), month)
        return made._replace(remark="two-digit-year") if made else None
    return None


def _day_and_year(numbers: list[str], month: int, timed: bool) -> Written | None:
    first, second = numbers
    if len(second) == 4 and len(first) <= 2:
        day, year = first, second
    elif len(first) == 4 and len(second) <= 2:
        year, day = first, second
    elif len(first) <= 2 and len(second) == 2:
        year, day = (first, second) if int(first) > 31 else (second, first)
    else:
        return None
    made = _made(full(whole_year(year), month, int(day)), timed)
    return made._replace(remark="two-digit-year") if made and len(year) == 2 else made
