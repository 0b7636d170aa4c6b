"""Who acts for whom: the persons of a text and the actors that its layout gives them."""

from __future__ import annotations

from typing import NamedTuple

from graphbuild.actors.persons.layout import Layout, Piece, Span, pieces
from graphbuild.actors.persons.line import Line
from graphbuild.actors.persons.names import Person, is_honorific
from graphbuild.actors.persons.offices import has_office
from graphbuild.actors.phrases import compiled

_AND = compiled(r"\b{person-and}\b")
_LINES_BELOW = 5
# The block in which a heading holds that stands on a line with names: this one, or any.
_WHOLE = -1


class Assignment(NamedTuple):
    """A person and the place in the list of found actors that it belongs to (``-1``: to none)."""

    person: Person
    actor: int
    how: str


def assign(
    text: str, people: list[Person], spans: list[Span], actors: list[str]
) -> list[Assignment]:
    """An actor for every person for whom the layout gives one.

    ``spans`` and ``actors`` are the places and keys of the actors found in the text.
    """
    found = pieces(text, people, spans)
    layout = Layout(found)
    out: list[Assignment] = []
    header, shut, scope = -1, False, _WHOLE
    for n, piece in enumerate(found):
        above = layout.names_above(n)
        if scope != _WHOLE and (piece.item or piece.block != scope):
            header, shut, scope = -1, False, _WHOLE
        if layout.closes(n) or (piece.foreign and not (shut and header >= 0)):
            header, shut, scope = -1, False, _WHOLE
        elif piece.opens and not piece.speaks_for and not piece.listed:
            header, shut, scope = _before_colon(piece, spans), False, piece.block
        elif piece.document:
            header, shut, scope = -1, False, _WHOLE
        elif piece.heading or (piece.actors and not piece.persons and not above):
            shut, scope = piece.speaks_for, _WHOLE
            header = _meant(text, piece, spans, actors, alone=not shut)
        elif layout.unknown(n):
            header, shut, scope = -1, True, _WHOLE
        direct = Line(text, piece, spans).actors()
        for person in piece.persons:
            if _part_of_office(person, piece, text):
                continue
            index, how = direct.get(person, -1), "direct"
            if index < 0 and above and not (shut and header < 0):
                index, how = _under(n, found), "office"
            if index < 0:
                index, how = layout.closing(n), "header"
            if index < 0 and not (piece.opens and direct):
                index, how = header, "header"
            index = _body(index, spans)
            out.append(Assignment(person, index, how if index >= 0 else ""))
    return out


def _part_of_office(person: Person, piece: Piece, text: str) -> bool:
    """Whether a name is a place or unit in a bracket on somebody's office: ``A. Roe (Commander North)``."""
    opening = text.rfind("(", piece.start, person.start)
    inside = text[opening + 1 : person.start]
    if opening < 0 or ")" in inside or _AND.search(inside):
        return False
    beside = any(not text[p.end : opening].strip() for p in piece.persons if p.end <= opening)
    words = [word for word in inside.split() if not is_honorific(word)]
    return beside and has_office(" ".join(words))


def _meant(text: str, piece: Piece, spans: list[Span], actors: list[str], *, alone: bool) -> int:
    """The actor of a heading; ``alone``: only where its line names no other."""
    if not piece.actors:
        return -1
    if piece.persons and piece.listed:  # "... A. Roe. Government of Sudan:"
        return max(piece.actors, key=lambda i: spans[i][0])
    if not alone:
        return piece.actors[0]
    # Of one line ";" may make several pieces.
    first, last = text.rfind("\n", 0, piece.start), text.find("\n", piece.start)
    last = last if last >= 0 else len(text)
    line = {actors[i] for i, (start, _) in enumerate(spans) if first < start <= last}
    return piece.actors[0] if len(line) == 1 else -1


def _before_colon(piece: Piece, spans: list[Span]) -> int:
    """The last actor before the names that a colon opens."""
    return max((i for i in piece.actors if spans[i][1] <= piece.persons[0].start), default=-1)


def _body(index: int, spans: list[Span]) -> int:
    """The body, where the name of what it is a part of stands inside its own (``SLM Peace Panel``)."""
    if index < 0:
        return -1
    first, last = spans[index]
    around = [
        i for i, (a, b) in enumerate(spans) if a <= first and last <= b and b - a > last - first
    ]
    return max(around, key=lambda i: spans[i][1] - spans[i][0], default=index)


def _under(n: int, found: list[Piece]) -> int:
    """The actor in the lines below a line that holds a person alone."""
    if found[n].actors:
        return -1
    for piece in found[n + 1 : n + _LINES_BELOW]:
        if piece.persons or piece.heading or piece.item:
            return -1
        if piece.actors:
            return piece.actors[0]
    return -1
