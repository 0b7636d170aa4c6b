"""Asking a SPARQL endpoint over HTTP, by the SPARQL 1.1 Protocol.

A user and password may stand in the URL (``https://user:secret@host/sparql``); they are sent to that
host alone and never shown.
"""

from __future__ import annotations

import io
import socket
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any
from urllib import error, parse, request

from graphbuild.catalogue.tokens import tokenize, uses
from graphbuild.errors import GraphbuildError, UsageError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

TIMEOUT = 60.0
"""Seconds to wait for the server."""
LARGEST_ERROR = 20_000
"""Bytes that are read of what a server says about a failure."""
SOLUTIONS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
MERGED = "/graph/merged"
"""How the IRI of the merged graph ends, in a store that has no default graph of its own."""


class EndpointError(GraphbuildError, OSError):
    """A SPARQL endpoint did not answer, or said no: which, why, what to do."""


class Endpoint:
    """A SPARQL endpoint; ``default_graph`` is the graph to address as default, found by asking if not given."""

    def __init__(self, url: str, *, timeout: float = TIMEOUT, default_graph: str = "") -> None:
        self.url, self.place, self._user, self._password = _split(url)
        self.timeout = timeout
        self._given = default_graph
        self._opener = request.build_opener(_NoRedirect, *self._authentication())

    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Answer a query from the merged graph.

        :raises EndpointError: where the server cannot be reached, is too slow or refuses.
        """
        fields = [("query", sparql)]
        if self.default_graph:
            fields.append(("default-graph-uri", self.default_graph))
            if uses(tokenize(sparql), "GRAPH"):
                fields += [("named-graph-uri", source) for source in self._sources]
        return self._ask(fields)

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT."""
        from pyoxigraph import QuerySolutions

        answer = self.query(sparql)
        if not isinstance(answer, QuerySolutions):
            raise EndpointError(
                f"{self.place} answered a SELECT with something else; is it a SPARQL endpoint?"
            )
        return answer

    def ask(self, sparql: str) -> bool:
        """Answer an ASK."""
        return bool(self.query(sparql))

    @cached_property
    def default_graph(self) -> str:
        """The graph to address as default; ``""`` where the store's own default graph is the merged one."""
        if self._given:
            return self._given
        # A store such as Virtuoso answers from all its graphs at once, which would count sources twice.
        query = (
            "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?a a <https://w3id.org/peace-agreements/ontology#Agreement> } "
            f'FILTER(STRENDS(STR(?graph), "{MERGED}")) }}'
        )
        found = [row[0].value for row in self._solutions(query)]
        if len(found) > 1:
            raise UsageError(
                f"{self.place} holds several merged graphs ({', '.join(sorted(found))}); name one with --default-graph"
            )
        return found[0] if found else ""

    @cached_property
    def _sources(self) -> list[str]:
        query = "SELECT ?s WHERE { ?s a <https://w3id.org/peace-agreements/ontology#Source> }"
        answer = self._ask([("query", query), ("default-graph-uri", self.default_graph)])
        return sorted(row[0].value for row in answer)  # type: ignore[union-attr]

    def _solutions(self, sparql: str) -> Any:
        return self._ask([("query", sparql)])

    def _ask(self, fields: list[tuple[str, str]]) -> QuerySolutions | QueryTriples | QueryBoolean:
        body = parse.urlencode(fields).encode("utf-8")
        headers = {
            "Accept": f"{SOLUTIONS}, {TRIPLES}",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": "graphbuild",
        }
        try:
            response = self._opener.open(
                request.Request(self.url, body, headers), timeout=self.timeout
            )
            return _parse(response, response.headers.get_content_type(), self.place)
        except error.HTTPError as failure:
            raise EndpointError(self._refusal(failure)) from None
        except (TimeoutError, socket.timeout) as failure:  # noqa: UP041 - one name on 3.11
            raise EndpointError(self._late()) from failure
        except error.URLError as failure:
            if isinstance(failure.reason, TimeoutError):
                raise EndpointError(self._late()) from failure
            raise EndpointError(
                f"{self.place} cannot be reached: {failure.reason}; check the address"
            ) from failure
        except (SyntaxError, OSError) as failure:
            raise EndpointError(
                f"{self.place} broke off or sent what is no result: {failure}"
            ) from failure

    def _late(self) -> str:
        return f"{self.place} did not answer within {self.timeout:g} seconds; ask for less, or give a longer --timeout"

    def _refusal(self, failure: error.HTTPError) -> str:
        said = " ".join(failure.read(LARGEST_ERROR).decode("utf-8", "replace").split())[:300]
        if failure.code in (401, 403):
            advice = "put user and password in the URL (https://user:password@host/...)"
            return f"{self.place} wants a right to ask (HTTP {failure.code}); {advice}"
        if failure.code in (301, 302, 303, 307, 308):
            return f"{self.place} has moved to {_split(failure.headers.get('Location', ''))[1]}; use that address"
        return f"{self.place} refused the query (HTTP {failure.code}): {said or failure.reason}"

    def _authentication(self) -> list[request.BaseHandler]:
        if not self._user:
            return []
        passwords = request.HTTPPasswordMgrWithPriorAuth()
        # Only for this host; digest is tried where the server asks for it.
        passwords.add_password(None, self.url, self._user, self._password, is_authenticated=False)
        return [request.HTTPBasicAuthHandler(passwords), request.HTTPDigestAuthHandler(passwords)]


class _NoRedirect(request.HTTPRedirectHandler):
    """Follows no redirect: the query would be lost on the way, and a password might go to another host."""

    def redirect_request(self, *args: Any) -> None:
        """Leave the answer as it is, a refusal that names the new address."""


def _split(url: str) -> tuple[str, str, str, str]:
    """The URL to ask, the one to show (without query), user and password.

    :raises UsageError: where it is no web address.
    """
    parts = parse.urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError as problem:
        raise UsageError(f"the endpoint's address cannot be read: {problem}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError("an endpoint is a web address that begins with http:// or https://")
    host = f"[{host}]" if ":" in host else host
    netloc = host if port is None else f"{host}:{port}"
    plain = parse.urlunsplit((parts.scheme, netloc, parts.path, parts.query, ""))
    shown = parse.urlunsplit((parts.scheme, netloc, parts.path, "", ""))
    return plain, shown, parse.unquote(parts.username or ""), parse.unquote(parts.password or "")


def _parse(body: IO[bytes], media: str, place: str) -> QuerySolutions | QueryTriples | QueryBoolean:
    """What a server sent, by its media type; read as it comes."""
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results
    from pyoxigraph import parse as parse_rdf

    results = QueryResultsFormat.from_media_type(media)
    if results is not None:
        return parse_query_results(body, results)
    rdf = RdfFormat.from_media_type(media)
    if rdf is None:
        raise EndpointError(
            f"{place} sent {media}, which is no query result; is this the address of its SPARQL endpoint?"
        )
    return _as_triples(parse_rdf(body, rdf))


def _as_triples(quads: Any) -> QueryTriples:
    """A graph that a server sent, in the form in which the embedded engine gives one."""
    from pyoxigraph import QueryTriples, Store

    store = Store()
    store.extend(quads)
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, QueryTriples)
    return answer


def read_results(data: bytes, media: str) -> QuerySolutions | QueryTriples | QueryBoolean:
    """Results that are already here, as a server would send them."""
    return _parse(io.BytesIO(data), media, "the result")
