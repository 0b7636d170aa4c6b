"""Asking a SPARQL endpoint over HTTP, by the SPARQL 1.1 Protocol.

User and password may stand in the URL (``https://user:secret@host/sparql``), in the environment or in a
netrc file; they are sent to that host alone and never shown.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from graphbuild.errors import UsageError
from graphbuild.ontology.terms import PA
from graphbuild.stores.asking import understood
from graphbuild.stores.credentials import Address, find_credentials
from graphbuild.stores.held import Held, NoAnswerError
from graphbuild.stores.http import TIMEOUT, Client, ServerError
from graphbuild.stores.outward import reaches_out, refuse_outward
from graphbuild.stores.tokens import form, tokenize, uses
from graphbuild.words import one_line

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

SOLUTIONS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
LARGEST = 2_000_000_000
"""Bytes of an answer; what does not fit into memory is kept on disk."""
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
        asked = form(tokens, "the query")
        answer = self._ask(fields, SOLUTIONS if asked in ("SELECT", "ASK") else TRIPLES)
        self._check(asked, sparql, answer)
        return answer

    def _check(self, asked: str, sparql: str, answer: object) -> None:
        """See that an answer is one to this question: of its form, with its columns."""
        from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

        rows = isinstance(answer, QuerySolutions)
        fits = (
            rows or (asked == "ASK" and isinstance(answer, QueryBoolean))
            if asked in ("SELECT", "ASK")
            else isinstance(answer, QueryTriples)
        )
        if fits and asked == "SELECT":
            assert isinstance(answer, QuerySolutions)
            try:
                # What a query's columns are, the embedded engine knows; it asks nobody here.
                columns = () if reaches_out(tokenize(sparql)) else Store().query(sparql).variables  # type: ignore[union-attr]
            except SyntaxError:
                return  # of another dialect
            fits = {item.value for item in columns} <= {item.value for item in answer.variables}
        if not fits:
            text = f"{self.place} answered {asked} with something else; is it a SPARQL endpoint?"
            raise ServerError(text)

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT."""
        return cast("QuerySolutions", self.query(sparql))

    def ask(self, sparql: str) -> bool:
        """Answer an ASK."""
        from pyoxigraph import QuerySolutions

        answer = self.query(sparql)
        if isinstance(answer, QuerySolutions):
            # Virtuoso 7 answers with a table of one row, in which 1 stands for true.
            with understood(self.place):
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
        with understood(self.place):
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
        with understood(self.place):
            return sorted(row[0].value for row in rows)

    def _rows(self, fields: list[tuple[str, str]]) -> Any:
        return self._ask(fields, SOLUTIONS)

    def _ask(
        self, fields: list[tuple[str, str]], accept: str
    ) -> QuerySolutions | QueryTriples | QueryBoolean:
        """The whole answer, as a server that breaks off in the middle of it must not be believed."""
        reply = self._client.form(self.url, fields, accept)
        held = Held(reply.media_type)
        for piece in reply.pieces(LARGEST):
            held.write(piece)
        try:
            return held.answer()
        except NoAnswerError as failure:
            text = f"{self.place} sent {failure}; is this the address of its SPARQL endpoint?"
            raise ServerError(text) from None
        except (SyntaxError, ValueError, OSError) as failure:
            text = f"{self.place} broke off or sent what is no result: {shortened(str(failure))}"
            raise ServerError(text) from None


def shortened(text: str) -> str:
    """A reason, in one line that can be read."""
    line = one_line(text)
    return line if len(line) <= 200 else line[:197] + "..."
