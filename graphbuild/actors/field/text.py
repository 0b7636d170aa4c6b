"""One field of one agreement as it is being read: its words, names, persons, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graphbuild.actors.field.matching import Match
from graphbuild.actors.known.words import Word, content
from graphbuild.actors.persons.names import Person
from graphbuild.actors.settings import Setting
from graphbuild.records import Side


class Found(NamedTuple):
    """One actor found in a text: the characters it rests on, how, and how surely.

    ``kind`` is the kind of name or rule (finer than the link methods of the coding scheme).
    """

    actor: str
    start: int
    end: int
    kind: str
    certainty: str = "likely"


@dataclass(slots=True)
class Field:
    """The field ``parties`` or ``third_parties`` of one agreement.

    ``near`` is what falls just short of being found: no link, but worth a user's look. ``known``
    are short names of parties that the process's texts have where no list knows them.
    Words take ten times the room of their text, so fields are dropped when their process is read.
    """

    setting: Setting
    side: Side
    text: str
    matches: list[Match] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    near: list[Found] = field(default_factory=list)
    known: frozenset[str] = frozenset()

    _words: list[Word] | None = None
    _edges: tuple[list[int], list[int]] | None = None

    @property
    def words(self) -> list[Word]:
        """The words of the text, without stop words."""
        if self._words is None:
            self._words = content(self.text)
        return self._words

    @property
    def edges(self) -> tuple[list[int], list[int]]:
        """Where actors and persons begin and where they end, in order; asked for once all are found."""
        if self._edges is None:
            spans = [(found.start, found.end) for found in self.found]
            spans += [(person.start, person.end) for person in self.people]
            self._edges = sorted(start for start, _ in spans), sorted(end for _, end in spans)
        return self._edges

    def span(self, match: Match) -> tuple[int, int]:
        """The characters of a match."""
        return self.words[match.first].start, self.words[match.last].end
