"""The agreements that a passage can name, with their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from graphbuild.mentions.words import KIND, core, forms, kinds, listed, numbered, telling
from graphbuild.records import Agreement

Words = tuple[str, ...]

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_OR = re.compile(r",?\s(?:or|ou|o)\s")
_PARTIES = re.compile(r"\s(?:between|entre|signed|signé|firmado|by)\s", re.IGNORECASE)
_RESOLUTION = re.compile(
    r"(?:(?:UN|United Nations)\s+)?(?:Security Council Resolution|S/RES/)\s*(\d{1,4})\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\(\s*((?:[A-Z]\s?-\s?)?[A-Z]{3,}(?:[-/][A-Z]+)*)\s*\)\s*$")
_PLAIN_LENGTH = 4


@dataclass(slots=True)
class Known:
    """One agreement: its key, when and where it belongs, and the words of its title.

    ``names`` are its title and the other names that the title gives in brackets, ``short_name`` is
    the title up to its parties; all without little words. ``heads`` are the kinds that it is itself:
    the first in the title, and those of the names in brackets; ``naming`` the telling words there.
    """

    key: str
    date: str
    process: str
    places: frozenset[str]
    title: Words
    telling: frozenset[str]
    kinds: frozenset[str]
    heads: frozenset[str]
    naming: frozenset[str]
    local: frozenset[str]
    names: list[Words] = field(default_factory=list)
    short_name: Words = ()
    abbreviation: str = ""
    resolution: str = ""

    @property
    def subordinate(self) -> bool:
        """Whether it only carries another agreement out, or translates or completes it."""
        return "annex" in self.kinds or not _SUBORDINATE.isdisjoint(self.title)


_SUBORDINATE = listed("subordinate")


def known(key: str, record: Agreement) -> Known:
    """What can be matched of one agreement."""
    title = forms(record.name)
    places = record.countries or record.country_entity
    resolution = _RESOLUTION.match(record.name)
    item = Known(
        key,
        record.date if _is_day(record.date) else "",
        record.process_id or record.process or f"none of {key}",
        frozenset(places),
        title,
        telling(title),
        kinds(title),
        _heads(record.name),
        telling(forms(" ".join((_before_parties(record.name), _in_brackets(record.name))))),
        frozenset(forms(" ".join((record.process, *places, *record.entities)))),
        resolution=resolution[1] if resolution else "",
    )
    if not resolution:
        _name(item, record.name)
    return item


def _is_day(text: str) -> bool:
    """Whether a date is whole: what is known to the month alone cannot be told to be earlier."""
    try:
        return len(text) == len("2006-05-05") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _before_parties(title: str) -> str:
    return _PARTIES.split(_BRACKETS.sub(" ", title), maxsplit=1)[0]


def _in_brackets(title: str) -> str:
    """The names in brackets; ``(with ... attached)`` is none."""
    found = (match[1] for match in _BRACKETS.finditer(title))
    return " ".join(name for name in found if not name.startswith("with "))


def _heads(title: str) -> frozenset[str]:
    plain = [KIND[word] for word in forms(_BRACKETS.sub(" ", title)) if word in KIND]
    others = kinds(forms(_in_brackets(title)))
    # "Ceasefire Agreement" and "Agreement on a Ceasefire" are both.
    both = {"agreement"} if plain[:1] == ["ceasefire"] and "agreement" in plain else set()
    return others | both | frozenset(plain[:1])


def _name(item: Known, title: str) -> None:
    """The title with and without brackets, the names in brackets, the title up to its parties."""
    plain = _BRACKETS.sub(" ", title)
    full = [core(item.title), core(forms(plain))]
    names = dict.fromkeys(name for name in full if usable(name) or len(name) >= _PLAIN_LENGTH)
    for match in _BRACKETS.finditer(title):
        for other in _OR.split(match[1]):
            words = core(forms(other))
            if usable(words) and (kinds(words) or numbered(words)):
                names[words] = None
    short = core(forms(_before_parties(title)))
    item.names = list(names)
    item.short_name = short if usable(short) else ()
    if last := _ABBREVIATION.search(title):
        item.abbreviation = last[1]


def usable(name: Words) -> bool:
    """Whether words can be a name: a kind of document (or a number) and what tells it from others."""
    words = telling(name)
    if not words or len(name) < 2:
        return False
    return bool(kinds(name)) or numbered(name) or len(words) >= 3


class Index:
    """The dated agreements by key, date, process and resolution."""

    def __init__(self, records: Iterable[tuple[str, Agreement]]) -> None:
        self.all: dict[str, Known] = {}
        self.by_date: dict[str, list[Known]] = defaultdict(list)
        self.by_process: dict[str, list[Known]] = defaultdict(list)
        self.by_resolution: dict[str, list[Known]] = defaultdict(list)
        for key, record in records:
            item = known(key, record)
            self.all[key] = item
            if item.date:
                self.by_date[item.date].append(item)
                self.by_process[item.process].append(item)
                if item.resolution:
                    self.by_resolution[item.resolution].append(item)


def near(own: Known, other: Known) -> bool:
    """Whether two agreements belong to one process or share a country."""
    return own.process == other.process or not own.places.isdisjoint(other.places)
