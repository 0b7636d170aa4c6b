"""The names in PA-X's field ``Con``: which are countries, which are entities, their codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.ontology._tables import rows
from graphbuild.words import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A country or entity as PA-X names it; ``kind`` is ``country``, ``entity`` or ``unstated``."""

    name: str
    kind: str
    iso3: str
    gwno: str


@cache
def places() -> dict[str, Place]:
    """Every known place by name."""
    return {
        row["name"]: Place(row["name"], row["kind"], row["iso3"], row["gwno"])
        for row in rows("places")
    }


@cache
def _folded() -> dict[str, Place]:
    return {fold(name): place for name, place in places().items()}


def find(name: str) -> Place | None:
    """The place of this name, case and punctuation aside."""
    return _folded().get(fold(name))


def of_code(iso3: str) -> Place | None:
    """The country of this ISO 3166-1 alpha-3 code."""
    return next((place for place in places().values() if iso3 and place.iso3 == iso3), None)


def of_number(gwno: str) -> Place | None:
    """The country of this Gleditsch-Ward number; of several names (345) the one with an ISO code."""
    same = [place for place in places().values() if gwno and place.gwno == gwno]
    return next((place for place in same if place.iso3), same[0] if same else None)
