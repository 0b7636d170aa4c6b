"""What everything that answers SPARQL has in common: the embedded engine, its process, a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples


class Asker(Protocol):
    """Something that answers SPARQL queries from the merged graph."""

    @property
    def place(self) -> str:
        """Where it lies, as messages say it; without a password."""
        ...

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer any query; raises :class:`~graphbuild.errors.GraphbuildError`."""
        ...

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT."""
        ...

    def ask(self, sparql: str) -> bool:
        """Answer an ASK."""
        ...
