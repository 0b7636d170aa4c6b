"""A saved query that is ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.catalogue.library import SavedQuery


@dataclass(frozen=True, slots=True)
class Prepared:
    """A saved query with its values bound: the final SPARQL, and the values in words."""

    query: SavedQuery
    sparql: str
    values: dict[str, list[str]]

    @property
    def notes(self) -> dict[str, str]:
        """The values as shown with a result."""
        return {name: ", ".join(values) for name, values in self.values.items()}
