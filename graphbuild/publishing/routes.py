"""Finding a store's paths: where it takes queries, and where and how it takes graphs.

Nothing is believed that has not been tried: a query path is one that answers a query; a path for graphs
is one that takes a graph of one triple which the query path then shows.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib import parse

from graphbuild.errors import UsageError
from graphbuild.stores.asking import RESULTS, read_rows
from graphbuild.stores.http import AccessError, Client, Reply, ServerError

TRIAL = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
QUERY_PATHS = ("", "query", "sparql")
"""Where stores take queries, below the address of a server or dataset."""
GRAPH_PATHS = {
    "Oxigraph": (("store", "graph"),),
    "Fuseki": (("data", "graph"), ("", "graph")),
    "Virtuoso": (("sparql-graph-crud-auth", "graph-uri"),),
    "": (
        ("store", "graph"),
        ("data", "graph"),
        ("rdf-graphs/service", "graph"),
        ("sparql-graph-crud-auth", "graph-uri"),
    ),
}
"""Where they take graphs by the Graph Store Protocol, and the parameter that names one."""
UPDATE_PATHS = {
    "Oxigraph": ("update",),
    "Fuseki": ("update", ""),
    "Virtuoso": ("sparql-auth",),
    "": ("update", "statements", "sparql", ""),
}
"""Where they take SPARQL Update."""
_LAST_PATHS = (
    "rdf-graphs/service",
    "sparql-graph-crud-auth",
    "sparql-graph-crud",
    "sparql-auth",
    "statements",
    "sparql",
    "query",
    "update",
    "store",
    "data",
    "get",
)


@dataclass(frozen=True, slots=True)
class Routes:
    """Where a store is asked and written to; ``graphs`` or ``update`` is ``""`` where there is none."""

    root: str
    query: str
    store: str = ""
    version: str = ""
    graphs: str = ""
    parameter: str = "graph"
    update: str = ""
    union: bool = False

    @property
    def name(self) -> str:
        """The store's name and version, as far as it tells them."""
        return f"{self.store} {self.version}".strip() or "the store"

    def graph_url(self, graph: str) -> str:
        """Where the Graph Store Protocol has a graph; ``""`` is the default graph."""
        named = parse.urlencode({self.parameter: graph}) if graph else "default"
        return f"{self.graphs}{'&' if '?' in self.graphs else '?'}{named}"


def find_query(client: Client) -> Routes:
    """Find where a server or dataset takes queries.

    :raises ServerError: where it cannot be reached, wants credentials or speaks no SPARQL.
    """
    url = client.address.url
    tried: dict[str, str] = {}
    found = _find_below(client, url, tried)
    if found is None and (dataset := _only_dataset(client, _root(url))):
        found = _find_below(client, dataset, tried)
    if found is None:
        raise _no_sparql(client, tried)
    return found


def _find_below(client: Client, url: str, tried: dict[str, str]) -> Routes | None:
    root = _root(url)
    for address in dict.fromkeys([url, *(_join(root, path) for path in QUERY_PATHS)]):
        reply = _asked(client, address, tried)
        if reply is not None:
            store, version = _signature(client, reply, root)
            return Routes(root, address, store, version)
    return None


def _root(url: str) -> str:
    """The address of the server or dataset, without the path of one of its services."""
    plain = url.partition("?")[0].rstrip("/")
    for last in _LAST_PATHS:
        if plain.endswith(f"/{last}"):
            return plain.removesuffix(f"/{last}")
    return plain


def _join(root: str, path: str) -> str:
    return f"{root}/{path}" if path or root.count("/") == 2 else root


def _asked(client: Client, url: str, tried: dict[str, str]) -> Reply | None:
    """The reply to a query, if it is one; else ``tried`` notes what came instead."""
    try:
        reply = client.form(url, [("query", TRIAL)], RESULTS)
    except AccessError:
        raise
    except ServerError as failure:
        if failure.status == 0 or failure.passing or 300 <= failure.status < 400:
            raise
        tried[url] = str(failure)
        return None
    kind = reply.media_type
    if read_rows(reply) is None:
        tried[url] = "a web page" if "html" in kind else kind or "nothing"
        return None
    return reply


def _no_sparql(client: Client, tried: dict[str, str]) -> ServerError:
    paths = ", ".join(parse.urlsplit(url).path or "/" for url in tried)
    example = "such as http://HOST:3030/DATASET (Fuseki), http://HOST:7878/ (Oxigraph), http://HOST:8890/ (Virtuoso)"
    if "a web page" in tried.values():
        what = "answers with a web page, not with SPARQL results"
        advice = "a proxy or a login page may stand before it; else give the address of a server or dataset"
    else:
        what, advice = "speaks no SPARQL", "give the address of a server or dataset"
    return ServerError(f"{client.place} {what} (tried {paths}); {advice}, {example}")


def _signature(client: Client, reply: Reply, root: str) -> tuple[str, str]:
    """Name and version of the server software, from its headers."""
    if "Fuseki-Request-Id" in reply.headers:
        server = _json(client, f"{_origin(root)}/$/server")
        version = server.get("version", "") if isinstance(server, dict) else ""
        return "Fuseki", str(version)
    name, _, rest = reply.headers.get("Server", "").partition("/")
    return (name, rest.split()[0]) if name in GRAPH_PATHS and name and rest else ("", "")


def _only_dataset(client: Client, root: str) -> str:
    """The one dataset of a Fuseki server whose own address was given; ``""`` where it is no Fuseki.

    :raises UsageError: where there are several, or none.
    """
    listing = _json(client, f"{_origin(root)}/$/datasets")
    if not isinstance(listing, dict) or not isinstance(listing.get("datasets"), list):
        return ""
    names = sorted(str(entry.get("ds.name", "")) for entry in listing["datasets"])
    if len(names) == 1 and root == _origin(root):
        return _origin(root) + names[0]
    have = (
        f"its datasets are {' '.join(names)}" if names else "it has none yet; make one there first"
    )
    raise UsageError(
        f"{client.place} is no dataset of this Fuseki server: {have}; give the address of one"
    )


def _origin(url: str) -> str:
    parts = parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _json(client: Client, url: str) -> Any:
    with suppress(ServerError):
        return client.send("GET", url, headers={"Accept": "application/json"}).json()
    return None


def says_union(client: Client, routes: Routes) -> bool:
    """Whether the service description says that the default graph is the union of all graphs."""
    with suppress(ServerError):
        reply = client.send("GET", routes.query, headers={"Accept": "text/turtle"})
        if reply.media_type == "text/turtle":
            return b"UnionDefaultGraph" in reply.read(100_000)
    return False


def graph_routes(routes: Routes) -> list[Routes]:
    """The ways to write that are worth trying, the best first."""
    ways = []
    for path, parameter in GRAPH_PATHS[routes.store]:
        ways.append(replace(routes, graphs=_join(routes.root, path), parameter=parameter))
    if not routes.store and routes.query.rstrip("/") == routes.root:
        ways.append(replace(routes, graphs=routes.query))
    ways += [
        replace(routes, update=_join(routes.root, path)) for path in UPDATE_PATHS[routes.store]
    ]
    return ways
