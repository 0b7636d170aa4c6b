"""Dates in running text, in the languages of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from graphbuild.mentions.lists import entries
from graphbuild.mentions.words import Token

_MONTH = {name: int(number) for name, number in entries("month").items()}
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ro)?")
_YEAR = re.compile(r"(?:19[4-9]\d|20[0-4]\d)")
_NUMBERS = re.compile(r"[./-]")
_ROW = 6
_LINKS = frozenset({"of", "the", "de", "del", "day", "in"})


class Found(NamedTuple):
    """A date: ISO 8601 to the day, month or year, and its first and last word by number.

    ``others`` are further readings of the same words (``4/5/2015``).
    """

    iso: str
    first: int
    last: int
    others: tuple[str, ...] = ()


def find(words: Sequence[Token], text: str) -> list[Found]:
    """Every date of a text in the order of the words; each word belongs to one date."""
    out: list[Found] = []
    taken = -1
    for place, word in enumerate(words):
        if place <= taken:
            continue
        found: list[Found] = []
        if word.form in _MONTH:
            found = list(_named(words, place, taken))
        elif word.form[:1].isdigit():
            found = list(_numeric(words, place, text)) or list(_year(words, place, text))
        if found:
            out += found
            taken = max(item.last for item in found)
    return out


def _named(words: Sequence[Token], place: int, taken: int) -> Iterator[Found]:
    """Dates around the name of a month: ``24 and 28 July 1993``, ``July the 4th, 1993``."""
    month = _MONTH[words[place].form]
    year_at = _after(words, place + 1)
    days: list[tuple[int, int]] = []
    if year_at is not None and (day := _day(words[year_at].form)):
        days = [(year_at, day)]
        year_at = _after(words, year_at + 1)
    if year_at is None or not _YEAR.fullmatch(words[year_at].form):
        return
    days = days or list(_days_before(words, place, taken))
    year = int(words[year_at].form)
    if not days:
        yield Found(f"{year:04}-{month:02}", place, year_at)
    for at, day in sorted(days):
        if iso := _iso(year, month, day):
            yield Found(iso, min(at, place), year_at)


def _after(words: Sequence[Token], place: int) -> int | None:
    """The next word that is no link."""
    while place < len(words) and words[place].form in _LINKS:
        place += 1
    return place if place < len(words) else None


def _days_before(words: Sequence[Token], place: int, taken: int) -> Iterator[tuple[int, int]]:
    at = place - 1
    while at > taken and words[at].form in _LINKS:
        at -= 1
    for _ in range(_ROW):
        if at <= taken or not (day := _day(words[at].form)):
            return
        yield at, day
        at -= 2 if at > taken + 1 and words[at - 1].form in ("and", "et", "y") else 1


def _day(word: str) -> int | None:
    match = _DAY.fullmatch(word)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _numeric(words: Sequence[Token], place: int, text: str) -> Iterator[Found]:
    """``18-07-1997``, ``4/5/2015`` (two readings) or ``1997-07-18``."""
    if place + 2 >= len(words):
        return
    parts = words[place : place + 3]
    gaps = {text[a.end : b.start] for a, b in pairwise(parts)}
    if len(gaps) != 1 or not _NUMBERS.fullmatch(gaps.pop()):
        return
    if not all(part.form.isdecimal() for part in parts):
        return
    a, b, c = (int(part.form) for part in parts)
    if _YEAR.fullmatch(parts[2].form):
        readings = [iso for iso in (_iso(c, b, a), _iso(c, a, b)) if iso]
    elif _YEAR.fullmatch(parts[0].form):
        readings = [iso for iso in (_iso(a, b, c),) if iso]
    else:
        return
    if readings:
        others = tuple(dict.fromkeys(iso for iso in readings[1:] if iso != readings[0]))
        yield Found(readings[0], place, place + 2, others)


def _year(words: Sequence[Token], place: int, text: str) -> Iterator[Found]:
    """A year by itself, not one within a document's number (``S/1995/999``)."""
    word = words[place]
    if _YEAR.fullmatch(word.form) and "/" not in text[max(word.start - 1, 0) : word.end + 1]:
        yield Found(words[place].form, place, place)
