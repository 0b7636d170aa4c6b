"""Who acts for whom within one line: persons and actors that stand beside each other.

An actor between two names belongs to the one that the words between tie it to more closely: an
office (``A. Roe, Minister of Sudan``), a phrase (``Sudan, represented by A. Roe``), a bracket, or
nothing but marks. Where the words tell nothing, the line's own order does: it begins with an actor
(``Sudan: A. Roe``) or with a name.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from graphbuild.actors.persons.layout import Piece, Span
from graphbuild.actors.persons.names import Person, is_honorific, is_title
from graphbuild.actors.persons.offices import has_office, is_before_office
from graphbuild.actors.phrases import compiled

_LED_BY = compiled(r"^[^.;\n]{0,40}\b{led-by}(?!\w)[^.;\n]{0,40}$")
_AND = compiled(r"\b{person-and}\b")
_JOINS = compiled(r"^[\s,]*(?:\b{person-and}\b[\s,]*)?$")
_MARKS = re.compile(r"^[\s,(\[–—:./-]*$")
_SENTENCE = re.compile(r"[a-z]{3}\.\s")
_NEXT = compiled(r"(?:,|\b{person-and}\b)\s+{article}\s+")
_APPOSED = compiled(r"^\s*,\s*{article}\s+")
_OTHERS = compiled(r"^[\s,]*{person-and}\b")
_FELLOWS = compiled(r"^[\s,]*{and-other}\b")
_HEADS = compiled(r"^\s+{heads}\s+(?:{article}\s+)?$")
_WITH = compiled(r"\b{with}\b")
_BEHIND = compiled(r"^\s*(?:[,(\[–—-]|{office-of}\b)")
_SEGMENT = compiled(r"[,;()\[\]]|\b{person-and}\b")
_BRACKETS = re.compile(r"[\s()A-Z/-]*\(")
_TITLE_DOT = re.compile(r"\b([A-Z]\w{0,4})\.")
_OFFICE_OF = compiled(r"\b{office}\s+{office-of}\b[^,;\n]{0,60}\b{body-noun}\b")
_WORD = re.compile(r"[^\s,(\[]+")
# How loosely a name and an actor are tied; of two ties the closer holds.
_OWN, _BESIDE, _PARTED, _LOOSE = 0, 1, 2, 3
_NEAR, _FAR = 9, 80


def _next_office(words: str) -> bool:
    """Whether the office of somebody else begins: a comma or *and*, an article, an office."""
    return any(is_before_office(words, found.end()) for found in _NEXT.finditer(words))


def _is_rank(word: str) -> bool:
    return is_honorific(word.rstrip(".,"))


class _Tie(NamedTuple):
    """An actor beside a name, and how loosely it is tied to it."""

    actor: int
    loose: int


class Line(NamedTuple):
    """A piece of a text with the places of the actors that were found."""

    text: str
    piece: Piece
    spans: list[Span]

    def actors(self) -> dict[Person, int]:
        """The actor of each person of the line, where the line tells one."""
        people, places = self.piece.persons, sorted(self.piece.actors, key=self._place)
        if not places or not people:
            return {}
        out = {p: i for p in people for i in places if self._inside(p, i)}
        if out:
            return out
        if len(people) == 1 and self.piece.heading and self._ends(places[0]) <= people[0].start:
            before = [i for i in places if self._ends(i) <= people[0].start]
            return {people[0]: self._level(before, people[0].start)}
        return self._tied(people, places)

    def _place(self, i: int) -> tuple[int, int]:
        return self.spans[i][0], -self.spans[i][1]

    def _ends(self, i: int) -> int:
        return self.spans[i][1]

    def _inside(self, person: Person, i: int) -> bool:
        return self.spans[i][0] <= person.start < self.spans[i][1]

    def _tied(self, people: list[Person], places: list[int]) -> dict[Person, int]:
        leads = self._leads(people, places)
        edges = [self.piece.start, *(p.start for p in people), len(self.text)]
        between = [
            [i for i in places if start <= self.spans[i][0] and self._ends(i) <= end]
            for start, end in pairwise(edges)
        ]
        out: dict[Person, int] = {}
        held = -1  # the first actor of this gap, where it is the earlier name's
        for n, person in enumerate(people):
            before = self._before([i for i in between[n] if i != held], person)
            if held >= 0 and before and before.loose != _OWN:
                before = None
            behind = self._behind(between[n + 1], person)
            follows = people[n + 1] if n + 1 < len(people) else None
            rival = self._before(between[n + 1], follows) if follows else None
            if behind and rival and behind.actor == rival.actor:
                later = rival.loose < behind.loose or (rival.loose == behind.loose and leads)
                behind = None if later and rival.loose < _LOOSE else behind
            own = self._closer(before, behind, leads)
            if own is not None:
                out[person] = own
            kept = own is not None and behind is not None and own == behind.actor
            led = bool(rival and rival.loose == _OWN and self._led(rival, follows))
            held = own if own is not None and kept and not led else -1
            if own is None and n and people[n - 1] in out and self._goes_on(people[n - 1], person):
                out[person] = out[people[n - 1]]
        for one, other in reversed(list(pairwise(people))):
            joined = _JOINS.match(self.text[one.end : other.start])
            if joined and other in out:
                out.setdefault(one, out[other])
        return out

    def _leads(self, people: list[Person], places: list[int]) -> bool:
        """Whether the line begins with an actor or an office, so that names follow these."""
        if self._ends(places[0]) <= people[0].start:
            ends = self.spans[places[-1]][0] >= people[-1].end
            office = has_office(self.text, self.piece.start, people[0].start)
            return not ends or bool(office) or self._opens(places[0], people[0])
        if self.spans[places[-1]][0] >= people[-1].end:
            return False
        return bool(has_office(self.text, self.piece.start, people[0].start))

    def _opens(self, i: int, person: Person) -> bool:
        """Whether an actor opens the line, and only marks and titles part it from the person."""
        start = self.text[self.piece.start : self.spans[i][0]]
        if not self.piece.heading and any(char.isalpha() for char in start):
            return False
        return self._bare(self.text[self._ends(i) : person.start])

    @staticmethod
    def _bare(between: str) -> bool:
        """Whether there are only marks and titles."""
        rest = _WORD.sub(lambda match: "" if is_title(match[0]) else match[0], between)
        return bool(_MARKS.match(rest))

    def _level(self, before: list[int], at: int) -> int:
        """The last actor before a place that is not in a bracket closed before it."""
        for n, i in reversed(list(enumerate(before))):
            between = self.text[self._ends(i) : at]
            if between.count(")") <= between.count("("):
                return i
            if self._bracketed(i) and not (n and self._explains(before[n - 1], i)):
                return i
        return before[0]

    def _bracketed(self, i: int) -> bool:
        """Whether an actor's name is all that a bracket holds: an abbreviation."""
        first, last = self.spans[i]
        return self.text[max(0, first - 1) : first] == "(" and self.text[last : last + 1] == ")"

    def _explains(self, earlier: int, i: int) -> bool:
        """Whether an abbreviation in brackets follows another name right away (``Front (NF) (AU)``)."""
        return bool(_BRACKETS.fullmatch(self.text[self._ends(earlier) : self.spans[i][0]]))

    def _before(self, between: list[int], person: Person) -> _Tie | None:
        if not between:
            return None
        last = self._level(between, person.start)
        words = _TITLE_DOT.sub(r"\1", self.text[self._ends(last) : person.start])
        if _LED_BY.search(words):
            return _Tie(last, _OWN)
        if _AND.search(words) or _WITH.search(words) or _SENTENCE.search(words):
            return _Tie(last, _LOOSE)
        if len(words) > _FAR:
            return _Tie(last, _LOOSE)
        if self._opens(last, person):
            return _Tie(last, _OWN)
        if has_office(words) or not words.strip():
            return _Tie(last, _OWN if "," not in words or self._bare(words) else _BESIDE)
        return _Tie(last, _BESIDE if self._bare(words) else _LOOSE)

    def _behind(self, between: list[int], person: Person) -> _Tie | None:
        if not between:
            return None
        first = between[0]
        words = self.text[person.end : self.spans[first][0]]
        if not _BEHIND.match(words) or _SENTENCE.search(words):
            return _Tie(first, _PARTED if self._bare(words) else _LOOSE)
        if self._bare(words) and len(between) > 1 and self._listed(first, between[1]):
            return None
        if _FELLOWS.match(words) or _HEADS.match(words):
            return _Tie(first, _OWN)
        if _OTHERS.match(words) or _next_office(words[1:]):
            return _Tie(first, _LOOSE)
        apposed = _APPOSED.match(words)
        if apposed and is_before_office(words, apposed.end()):
            return _Tie(first, _BESIDE)
        if has_office(words) or words.lstrip()[:1] in "([" or len(words) < _NEAR:
            return _Tie(first, _OWN)
        return _Tie(first, _PARTED)

    def _listed(self, one: int, other: int) -> bool:
        """Whether two actors are items of one list, so that the name before them is another item."""
        words = self.text[self._ends(one) : self.spans[other][0]]
        following = [p.start for p in self.piece.persons if p.start > self._ends(other)]
        office = has_office(self.text, self._ends(one), min(following, default=self.piece.end))
        return "," in words and bool(_JOINS.match(words)) and not office

    @staticmethod
    def _closer(before: _Tie | None, behind: _Tie | None, leads: bool) -> int | None:
        ties = [tie for tie in (before, behind) if tie]
        if not ties:
            return None
        if len(ties) == 1:
            return ties[0].actor
        if ties[0].loose == ties[1].loose:
            return ties[0].actor if leads else ties[1].actor
        return min(ties, key=lambda tie: tie.loose).actor

    def _led(self, tie: _Tie, person: Person | None) -> bool:
        if person is None:
            return False
        words = self.text[self._ends(tie.actor) : person.start]
        return bool(_LED_BY.search(_TITLE_DOT.sub(r"\1", words)))

    def _goes_on(self, earlier: Person, later: Person) -> bool:
        """Whether a list of names goes on, and no office of an unknown actor begins another."""
        between = self.text[earlier.end : later.start]
        if _next_office(between) or between.count(")") + between.count("]") > (
            between.count("(") + between.count("[")
        ):
            return False
        segment = _SEGMENT.split(between)[-1]
        if has_office(" ".join(w for w in segment.split() if not _is_rank(w))):
            return False
        following = [p.start for p in self.piece.persons if p.start > later.start]
        end = following[0] if following else self.piece.end
        return not _OFFICE_OF.search(self.text, later.end, end)
