"""Writing graphs to a store: by the Graph Store Protocol, else by SPARQL Update in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from graphbuild.ontology.terms import RDF
from graphbuild.publishing.dump import Dump, GraphFile
from graphbuild.publishing.routes import Routes, graph_routes
from graphbuild.stores.asking import exists
from graphbuild.stores.http import AccessError, Body, Client, ServerError, StoreFullError

PART = 16_000_000
"""Bytes of one request where a store refuses a whole graph as too large."""
PIECE = 4_000_000
"""Bytes of one request to Virtuoso, which holds its locks as long as a request takes."""
BATCH = 1_000_000
"""Bytes of one SPARQL Update."""

Progress = Callable[[int], None]


@dataclass(slots=True)
class Counted:
    """A graph on its way, which tells how many bytes have gone; anew where it is sent again."""

    graph: GraphFile
    progress: Progress
    gone: int = 0

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self.graph.size

    def __iter__(self) -> Iterator[bytes]:
        return self._told(iter(self.graph))

    def parts(self, size: int) -> Iterator[bytes]:
        """The graph in pieces of whole lines."""
        return self._told(self.graph.parts(size))

    def _told(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        self.forget()
        for piece in pieces:
            yield piece
            self.gone += len(piece)
            self.progress(len(piece))

    def forget(self) -> None:
        """Take back what was told, for what did not arrive."""
        if self.gone:
            self.progress(-self.gone)
            self.gone = 0


def find_way_to_write(client: Client, routes: Routes, dump: Dump) -> Routes:
    """Try the ways to write with a graph of one triple, which is removed again.

    :raises ServerError: where none works.
    """
    refusals: list[ServerError] = []
    for way in graph_routes(routes):
        try:
            return _proved(client, way, f"{dump.base}graph/probe")
        except StoreFullError:
            raise
        except ServerError as refusal:
            if refusal.status == 0:
                raise
            refusals.append(refusal)
    for reason in refusals:
        if isinstance(reason, AccessError):
            raise reason
    tried = "; ".join(dict.fromkeys(str(reason) for reason in refusals[:2]))
    remedy = (
        "start it with updates allowed (Fuseki: --update; Oxigraph: serve, not serve-read-only)"
    )
    raise ServerError(f"{client.place} lets no graph be written; {remedy}. It said: {tried}")


def _proved(client: Client, way: Routes, probe: str) -> Routes:
    triple = f"<{probe}> <{RDF.type.value}> <{probe}>"
    writer = writer_for(client, way)
    try:
        writer.put(probe, f"{triple} .\n".encode())
        if not exists(client, way.query, f"GRAPH <{probe}> {{ {triple} }}"):
            raise ServerError(f"{client.place} took a graph and does not show it", status=200)
        return replace(way, union=exists(client, way.query, triple))
    finally:
        with suppress(ServerError):
            writer.delete(probe)


class GraphStoreWriter:
    """Writes by the SPARQL 1.1 Graph Store Protocol, where a PUT replaces a graph as one step."""

    whole = True  # a graph is old or new, and never in between

    def __init__(self, client: Client, routes: Routes) -> None:
        self.client, self.routes = client, routes
        # Virtuoso knows N-Triples under this name only, which is right: they are Turtle.
        self.type = "text/turtle" if routes.store == "Virtuoso" else "application/n-triples"

    def put(self, graph: str, body: bytes | Body) -> None:
        """Replace a graph in one step."""
        self._send("PUT", graph, body)

    def load(self, graph: GraphFile, name: str, body: Counted) -> None:
        """Replace a graph; in pieces if the store finds the whole too large."""
        try:
            self.put(name, body)
        except ServerError as refusal:
            if refusal.status != 413:
                raise
            _refuse_blank(graph, self.client.place)
            for number, part in enumerate(body.parts(PART)):
                self._send("POST" if number else "PUT", name, part)

    def _send(self, method: str, graph: str, body: bytes | Body, more: str = "") -> None:
        headers = {"Content-Type": self.type}
        url = self.routes.graph_url(graph) + more
        self.client.send(method, url, body=body, headers=headers, retry=True).read()

    def delete(self, graph: str) -> None:
        """Remove a graph; one that is not there is gone already."""
        try:
            self.client.send("DELETE", self.routes.graph_url(graph), retry=True).read()
        except ServerError as refusal:
            if refusal.status != 404:
                raise


class UpdateWriter:
    """Writes by SPARQL Update in batches, for stores that take nothing else; not in one step."""

    whole = False

    def __init__(self, client: Client, routes: Routes) -> None:
        self.client, self.routes = client, routes

    def put(self, graph: str, body: bytes) -> None:
        """Replace a small graph."""
        self.delete(graph)
        self._insert(graph, body)

    def load(self, graph: GraphFile, name: str, body: Counted) -> None:
        """Replace a graph, batch by batch."""
        if graph.size > BATCH:
            _refuse_blank(graph, self.client.place)
        self.delete(name)
        for part in body.parts(BATCH):
            self._insert(name, part)

    def _insert(self, graph: str, lines: bytes) -> None:
        head, tail = (f"GRAPH <{graph}> {{\n".encode(), b"}") if graph else (b"", b"")
        self._send(b"INSERT DATA { " + head + lines + tail + b"}")

    def _send(self, update: bytes) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self.client.send(
            "POST", self.routes.update, body=update, headers=headers, retry=True
        ).read()

    def delete(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        self._send(f"DROP SILENT {f'GRAPH <{graph}>' if graph else 'DEFAULT'}".encode())


class BulkWriter(GraphStoreWriter):
    """Writes with Oxigraph's bulk loader: many times faster than its PUT, but not in one step."""

    whole = False

    def load(self, graph: GraphFile, name: str, body: Counted) -> None:  # noqa: ARG002
        """Remove a graph and load it; between the two the store does not have it."""
        self.delete(name)
        self._send("POST", name, body, "&no_transaction")


class PiecesWriter(GraphStoreWriter):
    """Writes a large graph to Virtuoso in pieces: replacing half a million triples in one step it does not end."""

    whole = False

    def load(self, graph: GraphFile, name: str, body: Counted) -> None:
        """Replace a graph: a small one in one step, a large one by removing it and adding its pieces."""
        if graph.size <= PIECE or graph.blank:
            super().load(graph, name, body)
            return
        self.delete(name)
        for part in body.parts(PIECE):
            self._send("POST", name, part)


Writer = GraphStoreWriter | UpdateWriter


def writer_for(client: Client, routes: Routes, *, bulk: bool = False) -> Writer:
    """What writes by the way that was found; ``bulk`` prefers a bulk loader, where there is one."""
    if not routes.graphs:
        return UpdateWriter(client, routes)
    if routes.store == "Virtuoso":
        return PiecesWriter(client, routes)
    kind = BulkWriter if bulk and routes.store == "Oxigraph" else GraphStoreWriter
    return kind(client, routes)


def _refuse_blank(graph: GraphFile, place: str) -> None:
    if graph.blank:
        text = f"{place} takes this graph only in pieces, which would part its blank nodes"
        raise ServerError(f"{text}; give them IRIs", status=413)
