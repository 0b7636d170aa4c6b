"""Asking a SPARQL endpoint over HTTP, by the SPARQL 1.1 Protocol.

User and password may stand in the URL (``https://user:secret@host/sparql``), in the environment or in a
netrc file; they are sent to that host alone and never shown.
"""

from __future__ import annotations

from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

from graphbuild.errors import UsageError
from graphbuild.ontology.terms import PA
from graphbuild.stores.credentials import Address, find_credentials
from graphbuild.stores.http import TIMEOUT, Client, ServerError
from graphbuild.stores.outward import refuse_outward
from graphbuild.stores.tokens import tokenize, uses

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

SOLUTIONS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
MERGED = "/graph/merged"
"""How the IRI of the merged graph ends, in a store that has no default graph of its own."""


class Endpoint:
    """A SPARQL endpoint; ``default_graph`` is the graph to address as default, found by asking if not given."""

    def __init__(
        self,
        url: str,
        *,
        timeout: float = TIMEOUT,
        default_graph: str = "",
        allow_service: bool = False,
    ) -> None:
        address = Address.parse(url)
        self._allow_service = allow_service
        self.url, self.place, self._given = address.url, address.shown, default_graph
        self._client = Client(address, find_credentials(address), timeout=timeout)

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query from the merged graph.

        :raises ServerError: where the server cannot be reached, is too slow or refuses.
        """
        fields = [("query", sparql)]
        tokens = tokenize(sparql)
        refuse_outward(tokens, allowed=self._allow_service)
        if self.default_graph:
            fields.append(("default-graph-uri", self.default_graph))
            if uses(tokens, "GRAPH"):
                fields += [("named-graph-uri", source) for source in self._sources]
        graph = uses(tokens, "CONSTRUCT") or uses(tokens, "DESCRIBE")
        return self._ask(fields, TRIPLES if graph else SOLUTIONS)

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT."""
        from pyoxigraph import QuerySolutions

        answer = self.query(sparql)
        if not isinstance(answer, QuerySolutions):
            text = f"{self.place} answered a SELECT with something else; is it a SPARQL endpoint?"
            raise ServerError(text)
        return answer

    def ask(self, sparql: str) -> bool:
        """Answer an ASK."""
        from pyoxigraph import QuerySolutions

        answer = self.query(sparql)
        if isinstance(answer, QuerySolutions):
            # Virtuoso 7 answers with a table of one row, in which 1 stands for true.
            return any(row[0].value == "1" for row in answer)
        return bool(answer)

    @cached_property
    def default_graph(self) -> str:
        """The graph to address as default; ``""`` where the store's own default graph is the merged one."""
        if self._given:
            return self._given
        # A store such as Virtuoso answers from all its graphs at once, which would count sources twice.
        query = (
            f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?a a {PA.Agreement} }} "
            f'FILTER(STRENDS(STR(?graph), "{MERGED}")) }}'
        )
        found = [row[0].value for row in self._rows([("query", query)])]
        if len(found) > 1:
            graphs = ", ".join(sorted(found))
            text = f"{self.place} holds several merged graphs ({graphs}); name one with --default-graph"
            raise UsageError(text)
        return found[0] if found else ""

    @cached_property
    def _sources(self) -> list[str]:
        query = f"SELECT ?s WHERE {{ ?s a {PA.Source} }}"
        rows = self._rows([("query", query), ("default-graph-uri", self.default_graph)])
        return sorted(row[0].value for row in rows)

    def _rows(self, fields: list[tuple[str, str]]) -> Any:
        return self._ask(fields, SOLUTIONS)

    def _ask(
        self, fields: list[tuple[str, str]], accept: str
    ) -> QuerySolutions | QueryTriples | QueryBoolean:
        reply = self._client.form(self.url, fields, accept)
        try:
            return _parse(reply.stream, reply.media_type, self.place)
        except ServerError:
            raise
        except (SyntaxError, OSError) as failure:
            text = f"{self.place} broke off or sent what is no result: {failure}"
            raise ServerError(text) from failure


def _parse(body: IO[bytes], media: str, place: str) -> QuerySolutions | QueryTriples | QueryBoolean:
    """What a server sent, by its media type; read as it comes."""
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results
    from pyoxigraph import parse as parse_rdf

    results = QueryResultsFormat.from_media_type(media)
    if results is not None:
        return parse_query_results(body, results)
    rdf = RdfFormat.from_media_type(media)
    if rdf is None:
        text = f"{place} sent {media or 'something'}, which is no query result"
        raise ServerError(f"{text}; is this the address of its SPARQL endpoint?")
    return _as_triples(parse_rdf(body, rdf))


def _as_triples(quads: Any) -> QueryTriples:
    """A graph that a server sent, in the form in which the embedded engine gives one."""
    from pyoxigraph import QueryTriples, Store

    store = Store()
    store.extend(quads)
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, QueryTriples)
    return answer
