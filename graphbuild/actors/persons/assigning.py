"""Who acts for whom: the persons of a text and the actors that its layout gives them."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphbuild.actors.persons.names import Person
from graphbuild.actors.phrases import compiled

_PIECE = re.compile(r"[^\n;]*[\n;]?")
_HEADER = compiled(r"^\W*(?:{page}\s\d+\W*)?(?:\d+[.)]\s*)?(?:{signed-word}\W*)?{heading}(?!\w)")
_LED_BY = compiled(r"^[^.;\n]{0,40}\b{led-by}\b[^.;\n]{0,40}$")
_DOCUMENT = compiled(r"^\W*{no-heading}\b")
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
        listed = _LISTED.search(self.text.rstrip(" ;")) and not _DOCUMENT.match(self.text)
        return bool(_HEADER.match(self.text) or listed)


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


def assign(
    text: str, people: list[Person], spans: list[tuple[int, int]], actors: list[str]
) -> list[Assignment]:
    """An actor for every person for whom the layout gives one.

    ``spans`` and ``actors`` are the places and keys of the actors found in the text.
    """
    pieces = _pieces(text, people, spans)
    below = _offices_below(pieces)
    header, closed = -1, False
    out: list[Assignment] = []
    for n, piece in enumerate(pieces):
        if piece.header or (piece.actors and not piece.persons and not below):
            closed = bool(_HEADER.match(piece.text))
            line = [i for i in range(len(spans)) if _same_line(text, spans[i], piece)]
            one = len({actors[i] for i in line}) == 1
            header = piece.actors[0] if piece.actors and (closed or one) else -1
        for person in piece.persons:
            index, how = _within(person, piece, spans, text)
            if index < 0 and below and not (closed and header < 0):
                index, how = _under(n, pieces), "office"
            if index < 0 and header >= 0:
                index, how = header, "header"
            out.append(Assignment(person, index, how if index >= 0 else ""))
    return out


def _offices_below(pieces: list[_Piece]) -> bool:
    """Whether names stand above their offices or organisations, or below them."""
    alone = [bool(p.persons) for p in pieces if bool(p.persons) != bool(p.actors)]
    if not alone:
        return True
    return alone[0] if alone[0] != alone[-1] else _mostly_first(pieces)


def _same_line(text: str, span: tuple[int, int], piece: _Piece) -> bool:
    """Whether an actor stands on the line of a piece (of which ``;`` may make several)."""
    return "\n" not in text[min(span[0], piece.start) : max(span[0], piece.start)]


def _mostly_first(pieces: list[_Piece]) -> bool:
    """Whether the blocks of the text begin with a person rather than with an actor."""
    starts = [
        bool(piece.persons)
        for before, piece in zip([None, *pieces], pieces, strict=False)
        if (before is None or not before.text.strip()) and bool(piece.persons) != bool(piece.actors)
    ]
    return sum(starts) * 2 >= len(starts) if starts else True


def _within(
    person: Person, piece: _Piece, spans: list[tuple[int, int]], text: str
) -> tuple[int, str]:
    for i in piece.actors:
        if spans[i][0] <= person.start < spans[i][1]:
            return i, "direct"
    later = [p.start for p in piece.persons if p.start > person.start]
    limit = later[0] if later else piece.end
    after = [i for i in piece.actors if person.end <= spans[i][0] < limit]
    before = [i for i in piece.actors if spans[i][1] <= person.start]
    if before and _LED_BY.search(text[spans[before[-1]][1] : person.start]):
        return before[-1], "direct"
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
