"""The same from Python: open a graph, ask it, project it to networks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.errors import UsageError

if TYPE_CHECKING:
    import networkx
    import rdflib

    from graphbuild.catalogue.library import SavedQuery
    from graphbuild.catalogue.results import Answer
    from graphbuild.report import Report
    from graphbuild.stores import Asker


class Graph:
    """An opened graph, or an endpoint that holds one.

    >>> graph = graphbuild.load("exports/")
    >>> for row in graph.query("third-party-ranking", sense="practical", limit=10):
    ...     print(row.actor, row.agreements)
    """

    def __init__(self, store: Asker, folders: tuple[Path, ...] = ()) -> None:
        self.store, self.folders = store, folders
        self.report: Report | None = None

    def __repr__(self) -> str:
        return f"<graph {self.store.place}>"

    def query(self, name: str, /, **parameters: object) -> Answer:
        """Answer a saved query, or the query in a ``.rq`` file; for ``from`` write ``from_``.

        :raises UsageError: for an unknown name, or a value that does not fit.
        """
        from graphbuild.catalogue.library import find_query
        from graphbuild.catalogue.run import ask

        return ask(find_query(name, self.folders), parameters, self.store)

    def sparql(self, text: str) -> Answer:
        """Answer a query of your own; updates are refused."""
        from graphbuild.catalogue.library import parse_query
        from graphbuild.catalogue.run import ask

        return ask(parse_query("query", text, "the query"), {}, self.store)

    def queries(self) -> list[SavedQuery]:
        """The saved queries, own folders first."""
        from graphbuild.catalogue.library import catalogue

        return catalogue(self.folders)

    def network(self, name: str, /, **parameters: object) -> networkx.Graph[Any]:
        """Build a network; its graph attributes say what it shows and leaves out.

        :raises UsageError: for an unknown name, or a value that does not fit.
        """
        from graphbuild.networks import build

        return build(self.store, name, parameters)

    def rdflib(self) -> rdflib.Dataset:
        """The graph for rdflib: the default graph is the merged one, each source is a graph beside it.

        >>> for actor in graph.rdflib().subjects(RDF.type, PA.Actor): ...

        It is a view of what is opened, not a copy: queries of both see what is added to one that
        lies in memory, while files stay as they are; one opened with ``memory=False`` takes nothing.
        Plain strings have the datatype ``xsd:string``, so compare ``str(label)``, not
        ``label == Literal(...)``.

        :raises UsageError: for an endpoint, which rdflib asks by itself.
        """
        from graphbuild.stores.embedded import Embedded
        from graphbuild.stores.rdflib_view import as_dataset

        if not isinstance(self.store, Embedded):
            raise UsageError(
                f"{self.store.place} is an endpoint and cannot be opened for rdflib;"
                " ask it with rdflib's SPARQLStore, or open the graph's files with graphbuild.load"
            )
        return as_dataset(self.store.store(sources=True))


def load(
    path: str | Path = "exports/", *, queries: str | Path | None = None, memory: bool = True
) -> Graph:
    """Open a graph: a folder that ``build`` wrote, or any RDF file.

    In memory queries run fastest; ``memory=False`` opens the store on disk, which is there at once.
    ``queries`` is a folder with saved queries of your own.

    :raises SourceError: where there is no graph, or it cannot be read.
    """
    from graphbuild.stores.embedded import open_graph

    return Graph(open_graph(path, memory=memory), _folders(queries))


def build(
    sources: Sequence[str | Path] | str | Path,
    output: str | Path | None = None,
    *,
    actors: Sequence[str | Path] = (),
    base: str = "",
    queries: str | Path | None = None,
) -> Graph:
    """Build a graph from coding pages, tables and PAA-X, and open it.

    With ``output`` it is also written to that folder, as ``graphbuild build`` does. What was found
    on the way is in the graph's ``report``.

    :raises SourceError: where nothing can be read.
    """
    from graphbuild.building.pipeline import assemble, in_memory, write
    from graphbuild.ontology.iris import DEFAULT_BASE
    from graphbuild.report import Report
    from graphbuild.sources import read_sources
    from graphbuild.stores.embedded import Embedded

    given = [sources] if isinstance(sources, str | Path) else [*sources]
    report = Report()
    files = read_sources(
        [Path(path) for path in given], report, actors=[Path(path) for path in actors]
    )
    dataset = assemble(files, report, base or DEFAULT_BASE)
    if output is None:
        graph = Graph(Embedded.of(in_memory(dataset)), _folders(queries))
    else:
        write(dataset, report, Path(output))
        graph = load(output, queries=queries)
    graph.report = report
    return graph


def connect(
    url: str, *, timeout: float = 60, default_graph: str = "", queries: str | Path | None = None
) -> Graph:
    """Ask a SPARQL endpoint instead; user and password may stand in the URL and are never shown."""
    from graphbuild.stores.endpoint import Endpoint

    return Graph(Endpoint(url, timeout=timeout, default_graph=default_graph), _folders(queries))


def _folders(queries: str | Path | None) -> tuple[Path, ...]:
    return () if queries is None else (Path(queries),)
