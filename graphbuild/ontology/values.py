"""The values of the coded fields (status, level, stage, substage, nature, region, interim)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.ontology._tables import rows
from graphbuild.words import fold


@dataclass(frozen=True, slots=True)
class Value:
    """One value: ``value`` is what the table's cell holds, ``label`` what the page prints."""

    field: str
    column: str
    value: str
    code: str
    label: str
    other_labels: tuple[str, ...]
    broader: str
    first_release: str


@cache
def values(field: str) -> tuple[Value, ...]:
    """The values of a field, in the order of the scheme."""
    return tuple(
        Value(
            row["field"],
            row["column"],
            row["value"],
            row["code"],
            row["label"],
            tuple(part for part in row["other_labels"].split("|") if part),
            row["broader"],
            row["first_release"],
        )
        for row in rows("values")
        if row["field"] == field
    )


@cache
def _index(field: str) -> dict[str, Value]:
    index: dict[str, Value] = {}
    for value in values(field):
        index[fold(value.value)] = value
        index.setdefault(fold(value.code), value)
    for value in values(field):
        for label in (value.label, *value.other_labels):
            index.setdefault(fold(label), value)
    return index


def find(field: str, text: str, broader: str = "") -> Value | None:
    """The value that a cell, a code or a label stands for; ``None`` if the scheme has none such.

    Substage labels recur (``Other`` five times): with ``broader`` (a stage code) the one below it.
    """
    if broader:
        for value in values(field):
            if value.broader == broader and fold(text) in map(
                fold, (value.value, value.label, *value.other_labels)
            ):
                return value
    return _index(field).get(fold(text))
