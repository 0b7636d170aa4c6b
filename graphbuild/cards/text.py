"""A card for reading: in a terminal, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from graphbuild.cards.card import Card, Cell, Link, Ref, Table, Value
from graphbuild.tabular import markdown_cell, markdown_lines, shown, text_table

ROWS = 15
"""How many rows of a table a terminal gets, unless all are asked for."""
COLUMN = 24


def text_lines(card: Card, width: int, rows: int | None = ROWS) -> Iterator[str]:
    """The card as lines that fit a terminal; at most so many rows of a table."""
    yield from textwrap.wrap(shown(card.title), width) or [card.id]
    yield f"{card.kind} {shown(card.id)}  {shown(card.iri)}"
    yield ""
    for fact in card.facts:
        head = shown(fact.label)[:COLUMN].ljust(COLUMN)
        text = "; ".join(_text(value) for value in fact.values)
        lines = textwrap.wrap(text, max(width - COLUMN - 1, 20)) or [""]
        yield f"{head} {lines[0]}"
        yield from (" " * (COLUMN + 1) + line for line in lines[1:])
    for table in card.tables:
        yield ""
        yield f"{table.title} ({len(table.rows):,})"
        held = table.rows if rows is None else table.rows[:rows]
        columns, cells = _filled(table, [[_text(cell) for cell in row] for row in held])
        yield from text_table(columns, cells, width).splitlines()
        if len(held) < len(table.rows):
            yield f"… and {len(table.rows) - len(held):,} more (--all)"
        if table.note:
            yield from textwrap.wrap(table.note, width)


def _filled(table: Table, rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Without the columns in which nothing stands."""
    kept = [at for at in range(len(table.columns)) if any(row[at] for row in rows)]
    return [table.columns[at] for at in kept], [[row[at] for at in kept] for row in rows]


def _text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "; ".join(map(_text, cell))
    return f"{shown(cell.label)} [{cell.id}]" if isinstance(cell, Ref) else shown(str(cell))


def markdown(card: Card) -> Iterator[str]:
    """The whole card as Markdown."""
    yield f"# {markdown_cell(card.title)}"
    yield ""
    yield f"{card.kind} {markdown_cell(card.id)} <{card.iri}>"
    yield ""
    for fact in card.facts:
        yield f"- **{markdown_cell(fact.label)}**: {'; '.join(map(_marked, fact.values))}"
    for table in card.tables:
        yield ""
        yield f"## {table.title}"
        yield ""
        yield from markdown_lines(
            table.columns, [[_text(cell) for cell in row] for row in table.rows]
        )
        if table.note:
            yield ""
            yield table.note


def _marked(value: Value) -> str:
    return f"<{value.address}>" if isinstance(value, Link) else markdown_cell(_text(value))
