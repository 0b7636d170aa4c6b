"""What a card is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing that has a card of its own; ``str`` is its label."""

    label: str
    kind: str
    id: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Link:
    """A page on the web, or another thing outside the graph."""

    address: str

    def __str__(self) -> str:
        return self.address


Value = str | int | Ref | Link
Cell = Value | tuple[Value, ...]
"""What stands in a table: one value, or several."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so: what it is called, its values, and what it means."""

    label: str
    values: tuple[Value, ...]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same make. ``name`` addresses it (``participants``); ``note`` says what it does not show."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """All about one thing. Tables without rows are left out."""

    kind: str
    id: str
    iri: str
    title: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...] = field(default=())

    def as_dict(self) -> dict[str, object]:
        """The card in plain lists and texts; things as ``{"kind", "id", "label"}``."""
        return {
            "kind": self.kind,
            "id": self.id,
            "iri": self.iri,
            "title": self.title,
            "facts": {fact.label: [_plain(value) for value in fact.values] for fact in self.facts},
            "tables": {
                table.name: [
                    dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows
                ]
                for table in self.tables
            },
        }


def _plain(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return [_plain(value) for value in cell]
    if isinstance(cell, Ref):
        return {"kind": cell.kind, "id": cell.id, "label": cell.label}
    return str(cell) if isinstance(cell, Link) else cell


def table(
    name: str, title: str, columns: Iterable[str], rows: Iterable[Sequence[Cell]], note: str = ""
) -> list[Table]:
    """A table in a list, or none where there are no rows."""
    held = tuple(tuple(row) for row in rows)
    return [Table(name, title, tuple(columns), held, note)] if held else []


def grouped(
    rows: Iterable[Mapping[str, str]], by: Iterable[str]
) -> dict[tuple[str, ...], list[Mapping[str, str]]]:
    """Rows by the values of some columns, in the order in which they come."""
    names = tuple(by)
    found: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(name, "") for name in names), []).append(row)
    return found
