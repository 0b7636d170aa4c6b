"""A saved query that is ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphbuild.catalogue.library import SavedQuery

if TYPE_CHECKING:
    from graphbuild.catalogue.values import Value


@dataclass(frozen=True, slots=True)
class Prepared:
    """A saved query with its values bound: the final SPARQL, and the values in words.

    ``bound`` has the same values as terms.
    """

    query: SavedQuery
    sparql: str
    values: dict[str, list[str]]
    bound: Mapping[str, Value] = field(default_factory=dict)

    @property
    def notes(self) -> dict[str, str]:
        """The values as shown with a result."""
        return {name: ", ".join(values) for name, values in self.values.items()}
