"""Who acts for whom: the persons of a text and the actors that its layout gives them."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphbuild.actors.persons import Person

_PIECE = re.compile(r"[^\n;]*[\n;]?")
_HEADER = re.compile(
    r"^\W*(?:page \d+\W*)?(?:\d+[.)]\s*)?(?:signed\W*)?(?:(?:for|por|pour|from)\b|(?:on|in)\s+(?:the\s+)?behalf\b|representing\b|au nom\b|en nombre\b|en representaci)",
    re.I,
)
_LISTED = re.compile(r":\s*$")


class Assignment(NamedTuple):
    """A person and the place in the list of found actors that it belongs to (``-1``: to none)."""

    person: Person
    actor: int
    how: str


class _Piece(NamedTuple):
    start: int
    end: int
    text: str
    persons: list[Person]
    actors: list[int]

    @property
    def header(self) -> bool:
        return bool(_HEADER.match(self.text) or _LISTED.search(self.text.rstrip(" ;")))


def _pieces(text: str, people: list[Person], spans: list[tuple[int, int]]) -> list[_Piece]:
    out: list[_Piece] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        out.append(
            _Piece(
                start,
                end,
                match.group().strip("\n"),
                [p for p in people if start <= p.start < end],
                [i for i, span in enumerate(spans) if start <= span[0] < end],
            )
        )
    return out


def assign(text: str, people: list[Person], spans: list[tuple[int, int]]) -> list[Assignment]:
    """An actor for every person for whom the layout gives one; ``spans`` are the actors' places."""
    pieces = _pieces(text, people, spans)
    below = _offices_below(pieces)
    header = -1
    out: list[Assignment] = []
    for n, piece in enumerate(pieces):
        if piece.actors and (piece.header or (not piece.persons and not below)):
            header = piece.actors[0]
        for person in piece.persons:
            index, how = _within(person, piece, spans)
            if index < 0:
                index, how = _under(n, pieces), "office"
            if index < 0 and header >= 0:
                index, how = header, "header"
            out.append(Assignment(person, index, how if index >= 0 else ""))
    return out


def _offices_below(pieces: list[_Piece]) -> bool:
    """Whether names stand above their offices (the first thing said is a person) or below."""
    for piece in pieces:
        if piece.persons:
            return True
        if piece.actors:
            return False
    return False


def _within(person: Person, piece: _Piece, spans: list[tuple[int, int]]) -> tuple[int, str]:
    later = [p.start for p in piece.persons if p.start > person.start]
    limit = later[0] if later else piece.end
    after = [i for i in piece.actors if person.end <= spans[i][0] < limit]
    before = [i for i in piece.actors if spans[i][1] <= person.start]
    if after and not (before and piece.header and len(piece.persons) == 1):
        return after[0], "direct"
    if before:
        return before[-1], "direct"
    return -1, ""


def _under(n: int, pieces: list[_Piece]) -> int:
    """The actor in the lines below a line that holds a person alone."""
    if pieces[n].actors:
        return -1
    for piece in pieces[n + 1 : n + 5]:
        if piece.persons or piece.header:
            return -1
        if piece.actors:
            return piece.actors[0]
    return -1
