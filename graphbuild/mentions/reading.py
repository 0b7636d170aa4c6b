"""One passage, read once: its words, its dates and where its clauses end."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from graphbuild.mentions.dates import Found, find
from graphbuild.mentions.known import Known, Words
from graphbuild.mentions.words import KIND, STOP, Token, core, listed, tokens

_ABBREVIATED = listed("abbreviated")
_REACH = 9
# "Memorandum of Understanding (MOU) on ...": letters in brackets inside a name are no part of it.
_SHORT = re.compile(r"\((?:[A-Z][a-z]?){2,6}\)(?=\s+[\w\"'“])")
_INTRODUCES = frozenset(("dated", "in", "of", "on", "since"))


class Reference(NamedTuple):
    """Words of a passage (first and last by number) that name another agreement."""

    target: Known
    method: str
    first: int
    last: int


@dataclass(slots=True)
class Reading:
    """The words and dates of a passage; ``core`` are its words for names, with their numbers."""

    text: str
    words: list[Token]
    dates: list[Found]
    core: list[tuple[str, int]]

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read a text."""
        words = tokens(text)
        short = [match.span() for match in _SHORT.finditer(text)]
        kept = [
            number
            for number, word in enumerate(words)
            if word.form not in STOP and not any(a < word.start < b for a, b in short)
        ]
        names = core(words[number].form for number in kept)
        return cls(text, words, find(words, text), list(zip(names, kept, strict=True)))

    def forms(self, first: int, last: int) -> Words:
        """The comparable words from one to another, both included."""
        return tuple(word.form for word in self.words[max(first, 0) : last + 1])

    def gap(self, place: int) -> str:
        """What stands between a word and the next."""
        end = self.words[place + 1].start if place + 1 < len(self.words) else len(self.text)
        return self.text[self.words[place].end : end]

    def ends_after(self, place: int) -> bool:
        """Whether a clause or an entry of a list ends between a word and the next."""
        if place + 1 >= len(self.words):
            return True
        gap = self.gap(place)
        if ";" in gap or "\n\n" in gap or "•" in gap or "\n-" in gap:
            return True
        return ". " in gap + " " and self.words[place].form not in _ABBREVIATED

    def capital(self, place: int) -> bool:
        """Whether a word is written with a capital."""
        return self.text[self.words[place].start].isupper()

    def date_of(self, first: int, last: int) -> Found | None:
        """The date that belongs to a name: right before it, or behind it in the same clause."""
        at = bisect_left(self.dates, first, key=attrgetter("first"))
        if at and 0 < first - self.dates[at - 1].last <= 2:
            date = self.dates[at - 1]
            between = self.forms(date.last + 1, first - 1)
            if between in ((), ("the",)) and not self._ends_another(date):
                return date
        at = bisect_left(self.dates, last + 1, key=attrgetter("first"))
        if at == len(self.dates):
            return None
        date = self.dates[at]
        return None if date.first - last > _REACH or self._apart(last, date.first) else date

    def _ends_another(self, date: Found) -> bool:
        """Whether a date right before a name belongs to what is before it (``of 5 May 1996, Lome``)."""
        if self.gap(date.last)[:1] in set(",;.)"):
            return True
        return date.first > 0 and self.words[date.first - 1].form in _INTRODUCES

    def _apart(self, last: int, first: int) -> bool:
        if any(self.ends_after(place) for place in range(last, first)):
            return True
        return any(word in KIND for word in self.forms(last + 1, first - 1))
