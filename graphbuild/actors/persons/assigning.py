"""Who acts for whom: the persons of a text and the actors that its layout gives them."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphbuild.actors.persons.layout import Layout, Piece, Span, pieces
from graphbuild.actors.persons.line import Line
from graphbuild.actors.persons.names import Person, is_honorific
from graphbuild.actors.persons.offices import has_office
from graphbuild.actors.phrases import compiled

_AND = compiled(r"\b{person-and}\b")
# "Chair: Sudan": whose role or office a label tells, that is another's.
_LABEL = re.compile(r"^[^:\n]{2,40}:\s*\S")
_HEADS_UNKNOWN = compiled(
    r"\b{heads-body}\b[^,;\n]{0,30}?\s{represented-of}\s(?:{article}\s)?"
    r"(?-i:[A-Z]{3,}(?:[-/][A-Z]+)*)(?![\w.])"
)
_LED_BY = compiled(r"^\W*{led-by}(?!\w)")
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
    header, shut, scope, within = -1, False, _WHOLE, _WHOLE
    for n, piece in enumerate(found):
        above = layout.names_above(n)
        if within not in (_WHOLE, piece.block):
            header, shut, within = -1, False, _WHOLE
        if scope != _WHOLE and (piece.item or piece.block != scope):
            header, shut, scope = -1, False, _WHOLE
        foreign = piece.represents or (piece.foreign and not (shut and header >= 0))
        if layout.closes(n) or foreign:
            header, shut, scope = -1, False, _WHOLE
        elif piece.opens and not piece.speaks_for and not piece.listed:
            header, shut, scope = _before_colon(piece, spans), False, piece.block
        elif piece.document or layout.item_alone(n):
            header, shut, scope = -1, False, _WHOLE
        elif piece.heading or (piece.actors and not piece.persons and not above):
            shut, scope = piece.speaks_for, _WHOLE
            header = _meant(text, piece, spans, actors, alone=not shut)
            # A line that names a body among names above their bodies tells of its own block alone.
            within = piece.block if layout.names_first and not piece.heading else _WHOLE
        elif layout.unknown(n):
            header, shut, scope = -1, True, _WHOLE
        direct = Line(text, piece, spans).actors()
        for person in piece.persons:
            if _part_of_office(person, piece, text):
                continue
            index, how = direct.get(person, -1), "direct"
            if index < 0 and above and not (shut and header < 0):
                index, how = _under(n, found), "office"
            if index < 0 and _LED_BY.match(piece.text):
                index, how = _led(n, found), "office"
            if index < 0:
                index, how = layout.closing(n), "header"
            if index < 0 and not (piece.opens and direct) and not _of_unknown(person, piece):
                index, how = header, "header"
            index = _body(index, spans)
            out.append(Assignment(person, index, how if index >= 0 else ""))
    return out


def _of_unknown(person: Person, piece: Piece) -> bool:
    """Whether the words behind a name say that somebody leads a body which was not found.

    ``A. Roe, Président du FDPC`` below another's heading is not there for that other.
    """
    if piece.actors:
        return False
    later = min((p.start for p in piece.persons if p.start > person.start), default=piece.end)
    behind = piece.text[person.end - piece.start : later - piece.start]
    return bool(_HEADS_UNKNOWN.search(behind))


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


def _led(n: int, found: list[Piece]) -> int:
    """The actor named last above a line that tells who represents it (``Represented by: A. Roe``)."""
    above = [p for p in found[:n] if p.block == found[n].block and p.actors]
    return above[-1].actors[-1] if above else -1


def _under(n: int, found: list[Piece]) -> int:
    """The actor in the lines below a line that holds a person alone."""
    if found[n].actors:
        return -1
    block = found[n].block
    alone = not any(p.block == block for p in (*found[max(0, n - 1) : n], *found[n + 1 : n + 2]))
    for piece in found[n + 1 : n + _LINES_BELOW]:
        if piece.persons or piece.heading or piece.item or _LABEL.match(piece.text):
            return -1
        if piece.block != block and not alone:
            return -1
        if piece.actors:
            return piece.actors[0]
    return -1
