"""Short names: ``Praia Accord``, ``Protocol of Lusaka``, ``JASIG``.

What a short name means is read from titles, and from passages that give it beside a title or a
date. It holds within the process (abbreviations also within the country), and only where it fits
one agreement alone. Words of titles count only if they are names, that is never written small.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graphbuild.mentions.dates import Found
from graphbuild.mentions.known import Index, Known, Words, near
from graphbuild.mentions.reading import Reading, Reference
from graphbuild.mentions.titles import OTHER, agrees, makes_another
from graphbuild.mentions.words import KIND, core, forms, kinds, telling
from graphbuild.patterns import late
from graphbuild.words import one_slip

Key = tuple[frozenset[str], str]

_ABBREVIATION = re.compile(r"(?<![\w/-])[A-Z]+(?:[-/][A-Z]+)*(?![\w/-])")
_DEFINED = late(r"\s*[(\[\"'“‘]*\s*(?:hereinafter|hereafter|the)?\s*[\"'“‘(]*")
_LONGEST = 3
_SHORTEST = 3
_LONG = 6
_CEASEFIRE_AGREEMENT = frozenset(("ceasefire", "agreement"))
_CONTINUES = ("on", "for", "concerning", "regarding", "relating", "to")
_GOES_ON = tuple((word,) for word in _CONTINUES)
_AND = frozenset(("and", "et", "y", "e"))
_PLURAL = re.compile(r"\w{4,}s")
_OF = (("of",), ("de",), ("d",), ("du",))
_JOINS = frozenset((" ", "-", "’", "'", "  ", "–", "\n"))


class Named(NamedTuple):
    """A short name in a passage: its telling words and kind, and where it stands."""

    key: Key
    first: int
    last: int


class Open(NamedTuple):
    """A short name that no other rule has taken: with its date and how the name goes on, if it does."""

    key: Key
    date: Found | None
    goes_on: bool
    more: frozenset[str]


def named(reading: Reading) -> Iterator[Named]:
    """The short names of a passage: capitals before a kind of document, or after it with ``of``."""
    for place, word in enumerate(reading.words):
        kind = KIND.get(word.form)
        if not kind or kinds(reading.forms(place, place + 1)) >= _CEASEFIRE_AGREEMENT:
            continue
        some = _capitals(reading, place - 1, -1)
        if not some and reading.forms(place + 1, place + 1) in _OF:
            some = _capitals(reading, place + 2, 1)
        if words := telling([reading.words[at].form for at in some]):
            yield Named((words, kind), min(place, *some), max(place, *some))
        if some and min(some) < place and _PLURAL.fullmatch(word.form):
            yield from _joined(reading, min(some), kind)


def _joined(reading: Reading, place: int, kind: str) -> Iterator[Named]:
    """The other names before a plural: ``the Praia, Lusaka and Accra Agreements``."""
    while place > 0:
        at = place - 1
        if reading.words[at].form in _AND and reading.gap(at) == " ":
            at -= 1
        elif reading.gap(at) != ", ":
            return
        some = _capitals(reading, at, -1, parted=True)
        words = telling([reading.words[n].form for n in some])
        if not words:
            return
        place = min(some)
        yield Named((words, kind), place, max(some))


def _capitals(reading: Reading, place: int, step: int, *, parted: bool = False) -> list[int]:
    """The words with capitals from a place on, as long as nothing parts them.

    The first word of a sentence has a capital anyway; abbreviations are of parties rather.
    ``parted``: a comma stands between the first of them and what comes before it.
    """
    out: list[int] = []
    while 0 <= place < len(reading.words) and len(out) < _LONGEST:
        word = reading.words[place]
        edge = place if step < 0 else place - 1
        joined = reading.gap(edge) in _JOINS or (parted and not out)
        if not reading.capital(place) or not joined:
            break
        if KIND.get(word.form, "ceasefire") != "ceasefire":
            break
        if sum(map(str.isupper, reading.text[word.start : word.end])) > 1:
            return []
        out.append(place)
        place += step
    else:
        if 0 <= place < len(reading.words) and reading.capital(place):
            return []
    if step < 0 and len(out) > 1 and _opens(reading, out[-1]):
        out.pop()
    return out


def _opens(reading: Reading, place: int) -> bool:
    return reading.gap(place) not in ("-", "–") and (place == 0 or reading.ends_after(place - 1))


class ShortNames:
    """What short names mean, learnt from the references that are certain without them."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.keys: dict[tuple[str, Key], set[str]] = defaultdict(set)
        self.abbreviations: dict[str, set[str]] = defaultdict(set)
        self.common: set[str] = set()
        for item in index.all.values():
            if item.date and (found := _own_abbreviation(item)):
                self.abbreviations[found].add(item.key)

    def learn(self, own: Known, reading: Reading, references: Iterable[Reference]) -> None:
        """Note which short names a passage gives beside a title or a date."""
        self.common.update(
            word.form for word in reading.words if reading.text[word.start].islower()
        )
        by_date = {}
        for reference in references:
            if reference.method in ("title", "title-date"):
                self._learn_abbreviation(reading, reference)
            if reference.method in ("title-date", "date-place"):
                by_date[reference.target.date] = reference.target
        for name in named(reading) if by_date else ():
            date = reading.date_of(name.first, name.last)
            target = by_date.get(date.iso) if date else None
            if target and target.process == own.process:
                self.keys[own.process, name.key].add(target.key)

    def _learn_abbreviation(self, reading: Reading, reference: Reference) -> None:
        end = reading.words[reference.last].end
        lead = _DEFINED.match(reading.text, end)
        if lead and "(" in lead[0] and (found := _ABBREVIATION.match(reading.text, lead.end())):
            words = core(reading.forms(reference.first, reference.last))
            if _initials(found[0], words):
                self.abbreviations[found[0]].add(reference.target.key)

    def meant(self, own: Known, name: Open) -> Known | None:
        """The one earlier agreement that a short name means for an agreement, if there is one."""
        words, kind = name.key
        if words <= own.local or (words <= own.telling and kind in own.kinds):
            return None
        keys = self._keys(own, name)
        if own.key in keys:
            return None
        targets = [item for key in keys if (item := self.index.all[key]).date < own.date]
        if len(targets) != 1 or (name.date and not agrees(name.date, targets[0].date)):
            return None
        return targets[0]

    def _keys(self, own: Known, name: Open) -> set[str]:
        """Whatever a short name can mean in its process; words in small letters are no names."""
        words, kind = name.key
        learnt = self.keys.get((own.process, name.key), set())
        if words <= self.common:
            return set() if name.goes_on else learnt
        keys = learnt | {
            item.key
            for item in self.index.by_process[own.process]
            if words <= item.naming and kind in item.heads and not item.subordinate
        }
        more = name.more
        keys = keys or self._misspelt(own, words, kind)
        return {key for key in keys if not more or not more.isdisjoint(self.index.all[key].telling)}

    def _misspelt(self, own: Known, words: frozenset[str], kind: str) -> set[str]:
        """The agreements whose name differs by a slip in a long word (``Panmunjeom Declaration``)."""
        return {
            item.key
            for item in self.index.by_process[own.process]
            if kind in item.heads and not item.subordinate and _one_slip(words, item.naming)
        }

    def abbreviated(self, own: Known, abbreviation: str) -> Known | None:
        """The one earlier agreement that an abbreviation means for an agreement, if there is one."""
        keys = self.abbreviations.get(abbreviation, set())
        if own.key in keys:
            return None
        targets = [item for key in keys if (item := self.index.all[key]).date < own.date]
        same = [item for item in targets if item.process == own.process]
        targets = same or [item for item in targets if near(own, item)]
        return targets[0] if len(targets) == 1 else None


def open_names(reading: Reading, found: Sequence[Reference]) -> list[Open]:
    """The short names of a passage beside the references that other rules have found."""
    taken = {place for item in found if _names(item) for place in range(item.first, item.last + 1)}
    return [
        Open(
            name.key,
            reading.date_of(name.first, name.last),
            goes_on := reading.forms(name.last + 1, name.last + 1) in _GOES_ON,
            telling(reading.forms(name.last + 2, name.last + 4)) if goes_on else frozenset(),
        )
        for name in named(reading)
        if taken.isdisjoint(range(name.first, name.last + 1))
        and not makes_another(reading, name.first)
    ]


def abbreviations(text: str) -> list[str]:
    """The words in capitals of a text, but those that ``revised`` or the like stands before."""
    return [
        match[0]
        for match in _ABBREVIATION.finditer(text)
        if len(match[0]) >= _SHORTEST
        and OTHER.isdisjoint(forms(text[max(match.start() - 40, 0) : match.start()])[-1:])
    ]


def _one_slip(words: frozenset[str], known: frozenset[str]) -> bool:
    """Whether all words are known but one long one, which a known word resembles but for a letter."""
    other = words - known
    if len(other) != 1:
        return False
    (word,) = other
    return len(word) >= _LONG and any(one_slip(word, one) for one in known if len(one) >= _LONG)


def _names(reference: Reference) -> bool:
    """Whether a reference stands on a name; the words around a date may hold other names."""
    return reference.method in ("title", "short-name") or reference.last - reference.first < 6


def _own_abbreviation(item: Known) -> str:
    return item.abbreviation if _initials(item.abbreviation, core(item.title)) else ""


def _initials(abbreviation: str, words: Words) -> bool:
    """Whether an abbreviation is made of the first letters of a name, from its first word on."""
    letters = [char for char in abbreviation.casefold() if char.isalpha()]
    if len(letters) < _SHORTEST or not words or words[0][:1] != letters[0]:
        return False
    rest = iter([word[:1] for word in words])
    return all(letter in rest for letter in letters)
