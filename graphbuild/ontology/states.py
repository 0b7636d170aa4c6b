"""States and territories of the world by code and name, from ``ontology/codebook/states.csv``.

Codes are those of ISO 3166-1 (``XKX`` for Kosovo is in use and not ISO's); English, Spanish and
French names follow Unicode CLDR, official names ISO 3166-1 (as in pycountry 26.2.16).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.ontology._tables import rows


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
    found = [
        State(r["iso3"], r["name"], r["kind"], _split(r["names"]), _split(r["demonyms"]))
        for r in rows("states")
    ]
    return {state.code: state for state in found}
