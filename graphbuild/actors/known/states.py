"""States and territories by their names and adjectives, from the table in ``data/states.csv``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphbuild.actors.known.words import key

_TABLE = Path(__file__).parent / "data" / "states.csv"


@dataclass(frozen=True, slots=True)
class State:
    """One state or territory; ``kind`` is ``state``, ``territory`` or ``historical state``."""

    iso3: str
    name: str
    kind: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]

    @property
    def code(self) -> str:
        """ISO 3166-1 alpha-3, or the name where there is no code."""
        return self.iso3 or self.name


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def states() -> dict[str, State]:
    """Every state by code."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        found = [
            State(r["iso3"], r["name"], r["kind"], _split(r["names"]), _split(r["demonyms"]))
            for r in csv.DictReader(file)
        ]
    return {state.code: state for state in found}


@cache
def _index() -> dict[tuple[str, ...], str]:
    index: dict[tuple[str, ...], str] = {}
    for state in states().values():
        index.setdefault(key(state.name), state.code)
    for state in states().values():
        for name in state.names:
            index.setdefault(key(name), state.code)
    return index


@cache
def code(name: str) -> str:
    """The code of a state by any of its names (``Congo, Democratic Republic of the``), else ``""``."""
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    turned = " ".join(reversed(name.split(","))) if "," in name else name
    for candidate in (name, bare, turned):
        if candidate and (found := _index().get(key(candidate))):
            return found
    return ""
