"""What stands between the labels, cut into the smallest pieces that can be one value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from graphbuild.ontology import topics
from graphbuild.sources.page import marks, phrases, typed
from graphbuild.sources.page.labels import Label, Text
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import slots

_COMMON = frozenset(("Con", "PPName"))  # kinds of which a line of prose may happen to be


@dataclass(slots=True)
class Block:
    """A piece of text: its lines, the label it stands after, and what it looks like.

    ``label`` counts the labels of the page in the order in which they were found (-1: before all);
    ``inline``: it is on a line of that label; ``bound``: or in its row of a table. ``kinds`` are codes of fields of which it can be the
    value. ``row`` is the slot whose path it prints.
    """

    lines: list[str]
    opens: list[bool]
    label: int
    inline: bool
    bound: bool = False
    nothing: bool = False
    kinds: frozenset[str] = frozenset()
    row: int = -1
    passage: bool = False
    dash: bool = False
    shape: str = ""

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "\n".join(self.lines)


@dataclass(slots=True)
class _Piece:
    text: str
    opens: bool
    label: int
    inline: bool
    bound: bool = False
    nothing: bool = False
    runs_on: bool = False


def cut_blocks(text: Text, labels: list[Label], values_from: int) -> list[Block]:
    """The blocks of a page; header fields (labels before ``values_from``) line by line."""
    blocks: list[Block] = []
    for piece in _joined(_pieces(text, labels)):
        block = _block(piece, header=piece.label < values_from)
        last = blocks[-1] if blocks else None
        if (
            last is not None
            and piece.label >= values_from
            and not piece.nothing
            and not last.nothing
            and (last.label, last.bound) == (piece.label, piece.bound)
            and not piece.opens
            and block.row < 0
            and not (block.kinds | last.kinds) - _COMMON
            and (last.inline or not piece.inline)
        ):
            last.lines.append(piece.text)
            last.opens.append(piece.opens)
        else:
            blocks.append(block)
    for block in blocks:
        if not block.nothing and not block.inline:
            block.shape = skeleton(block.text[:300])
    return blocks


def _joined(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """The pieces, a line that was cut where no label is put together again."""
    waiting: _Piece | None = None
    for piece in pieces:
        if (
            waiting
            and piece.runs_on
            and not (piece.nothing or waiting.nothing)
            and waiting.label == piece.label
        ):
            waiting.text += " " + piece.text
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


def _pieces(text: Text, labels: list[Label]) -> Iterator[_Piece]:
    """The text that is no label, line by line, ``No specific mention.`` apart."""
    taken: dict[int, list[tuple[int, int, int]]] = {}
    for number, label in enumerate(labels):
        for line, start, end in label.parts:
            taken.setdefault(line, []).append((start, end, number))
    current = -1
    row = 0
    fresh = False
    for place, words in enumerate(text.lines):
        at, opens = 0, words.opens or fresh
        fresh = place in taken
        inline = False
        for start, end, owner in sorted(taken.get(place, ())):
            if any(char.isalnum() for char in words.text[at:start]):  # else a list's bullet
                before = owner if at else current
                yield from _split(words.text[at:start], _Piece("", opens, before, inline))
            at, current, inline = end, owner, True
            row = words.row
        bound = inline or (row > 0 and words.row == row)
        model = _Piece("", opens and not inline, current, inline, bound)
        model.runs_on = words.runs_on and not inline
        yield from _split(words.text[at:], model)


def _split(words: str, model: _Piece) -> Iterator[_Piece]:
    """The pieces of some words, each as the model says; ``No specific mention.`` is one."""
    opens = model.opens
    while words:
        said = phrases.nothing(words)
        if said is None:
            break
        before = words[: said.start].strip(" *:|_—–-")
        if len(skeleton(before)) > 2:  # less is a misread “No”
            yield replace(model, text=before, opens=opens)
        yield replace(model, text=phrases.NOTHING, opens=opens, nothing=True)
        words, opens = words[said.end :], False
    words = words.strip(" *") if model.inline else words.strip()
    words = words.removeprefix(": ") if model.inline else words
    if words and any(char.isalnum() or char in "-–—" for char in words):
        yield replace(model, text=words, opens=opens)


def _block(piece: _Piece, *, header: bool) -> Block:
    block = Block([piece.text], [piece.opens], piece.label, piece.inline, piece.bound)
    block.nothing = piece.nothing
    if not piece.nothing:
        block.kinds = typed.kinds(piece.text)
        if header and not block.kinds:
            block.kinds = typed.misread_kinds(piece.text)
        block.row = path_row(piece.text)
        block.passage = marks.starts_passage(piece.text)
        block.dash = bool(marks.DASH.match(piece.text))
    return block


@cache
def _paths() -> tuple[tuple[str, int], ...]:
    found = []
    for slot in slots():
        if slot.kind == "row":
            section = topics.topics()[slot.key].section
            found.append((skeleton(section) + slot.skeleton, slot.index))
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def path_row(words: str) -> int:
    """The slot of the row whose path (``Section→Row``) a text begins with; -1 if none."""
    if not any(arrow in words[:140] for arrow in marks.ARROWS):
        return -1
    shape = skeleton(words[:140])
    for path, slot in _paths():
        if shape.startswith(path):
            return slot
    return -1
