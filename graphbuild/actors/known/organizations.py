"""Intergovernmental organisations by their names, from the table in ``data/organizations.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphbuild.actors.known.words import key

_TABLE = Path(__file__).parent / "data" / "organizations.csv"


@dataclass(frozen=True, slots=True)
class Organization:
    """One intergovernmental organisation and the names by which texts call it."""

    key: str
    name: str
    abbreviation: str
    names: tuple[str, ...]


@cache
def organizations() -> tuple[Organization, ...]:
    """Every organisation of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Organization(
                row["key"],
                row["name"],
                row["abbreviation"],
                tuple(part for part in row["names"].split("|") if part),
            )
            for row in csv.DictReader(file)
        )


@cache
def _index() -> dict[tuple[str, ...], Organization]:
    index: dict[tuple[str, ...], Organization] = {}
    for organization in organizations():
        for name in (organization.name, *organization.names):
            index.setdefault(key(name), organization)
    return index


def find(*names: str) -> Organization | None:
    """The organisation that has one of these names in full."""
    return next((found for name in names if (found := _index().get(key(name)))), None)
