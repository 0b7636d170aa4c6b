"""Opening a graph, and everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.api._given import Place, Places, paths
from graphbuild.errors import UsageError
from graphbuild.finding import THINGS

if TYPE_CHECKING:
    import networkx
    import rdflib

    from graphbuild.cards.card import Card
    from graphbuild.catalogue.answer import Answer
    from graphbuild.catalogue.library import SavedQuery
    from graphbuild.checking.checks import Finding
    from graphbuild.finding.search import Match
    from graphbuild.networks.registry import Projection
    from graphbuild.ontology.codes import Code
    from graphbuild.report import Report
    from graphbuild.stores import Asker

Aliases = Mapping[str, str] | Path


class Graph:
    """An opened graph, or an endpoint that holds one.

    ``report`` has what was found while it was built, ``files`` what was written then; both are
    ``None`` and empty for a graph that was only opened.

    >>> graph = graphbuild.load("exports/")
    >>> for row in graph.query("third-party-ranking", sense="practical", limit=10):
    ...     print(row.actor, row.agreements)
    """

    def __init__(self, store: Asker, folders: Sequence[Path] = ()) -> None:
        self.store, self.folders = store, tuple(folders)
        self.report: Report | None = None
        self.files: tuple[Path, ...] = ()

    def __repr__(self) -> str:
        return f"<graph {self.store.place}>"

    def query(self, name: str, /, **parameters: object) -> Answer:
        """Answer a saved query, or the query in a ``.rq`` file; for ``from`` write ``from_``.

        A value is a text, a whole number, a date, or a list of these where several are taken.

        :raises UsageError: for an unknown name, or a value that does not fit.
        """
        from graphbuild.catalogue.library import find_query
        from graphbuild.catalogue.run import ask

        return ask(find_query(name, self.folders), parameters, self.store)

    def sparql(self, text: str) -> Answer:
        """Answer a query of your own; updates are refused, known prefixes need not be declared.

        :raises UsageError: where it is not SPARQL, or names a term of ours that is not declared.
        """
        from graphbuild.catalogue.library import parse_query
        from graphbuild.catalogue.run import ask

        return ask(parse_query("query", text, "the query", own=True), {}, self.store)

    def show(self, kind: str, name: str) -> Card:
        """All about one ``agreement``, ``actor``, ``person``, ``process``, ``conflict`` or ``place``.

        ``name`` is an id, a code, a name or an IRI. The card has ``facts`` and ``tables``;
        ``as_dict()`` gives it in plain lists and texts.

        :raises UsageError: for a name that fits nothing, or several things.
        """
        from graphbuild.cards.show import show

        return show(self.store, kind, name)

    def search(self, words: str, kinds: Sequence[str] = THINGS, most: int = 20) -> list[Match]:
        """What words may mean, the likeliest first; ``kinds`` as for :meth:`show`, and ``code``.

        Exact names come first, then those with the most agreements; accents and case do not matter.
        """
        from graphbuild.finding.search import search

        return search(self.store, words, kinds, most)

    def cite(self, format: str = "text") -> str:
        """How to cite the data and releases that the graph rests on, and graphbuild itself.

        :param format: ``text``, ``bibtex``, ``ris`` or ``csl-json``.
        :raises UsageError: for another format, and where the graph names no source.
        """
        from graphbuild.citing.forms import FORMS
        from graphbuild.citing.works import works

        if format not in FORMS:
            raise UsageError(f"no format {format!r}; there are {', '.join(FORMS)}")
        return FORMS[format](works(self.store))

    def queries(self) -> list[SavedQuery]:
        """The saved queries, own folders first."""
        return saved_queries(self.folders)

    def networks(self) -> list[Projection]:
        """The networks that can be built."""
        return projections()

    def network(
        self,
        name: str,
        parameters: Mapping[str, object] | None = None,
        /,
        *,
        aliases: Aliases | None = None,
        **more: object,
    ) -> networkx.Graph[Any]:
        """Build a network; its graph attributes say what it shows and leaves out.

        Parameters are given as for :meth:`query`, or as a mapping.
        ``aliases`` are actors to be taken for another one: a mapping (ids, codes or exact labels), or
        the ``pathlib.Path`` of a CSV file with the columns ``actor`` and ``same_as``. A text is no
        path here, as parameters may come from a web page.

        :raises UsageError: for an unknown name, or a value that does not fit.
        """
        from graphbuild.networks import build

        return build(self.store, name, parameters, aliases=aliases, **more)

    def series(
        self,
        name: str,
        parameters: Mapping[str, object] | None = None,
        /,
        *,
        by: str = "5years",
        aliases: Aliases | None = None,
        **more: object,
    ) -> dict[str, networkx.Graph[Any]]:
        """The network in slices by ``year``, ``5years`` or ``stage``, with the same nodes in each.

        :raises UsageError: as for :meth:`network`, and for an unknown way to slice.
        """
        from graphbuild.networks.analysis.slices import series

        return series(self.store, name, parameters, by=by, aliases=aliases, **more)

    def sensitivity(
        self,
        name: str,
        parameters: Mapping[str, object] | None = None,
        /,
        *,
        aliases: Aliases | None = None,
        **more: object,
    ) -> list[dict[str, str | int | float]]:
        """What changes in a network with each other choice, one row for each.

        :raises UsageError: as for :meth:`network`.
        """
        from graphbuild.networks.analysis.sensitivity import sensitivity

        return sensitivity(self.store, name, parameters, aliases=aliases, **more)

    def validate(self) -> list[Finding]:
        """What breaks the ontology's shapes and the rules of quality, the gravest first.

        The graph conforms if none is a ``violation``. Checking queries of your own are those below
        ``checks/`` in the folders with which the graph was opened.
        """
        from graphbuild.checking.checks import check

        return check(self.store, self.folders)

    def rdflib(self) -> rdflib.Dataset:
        """The graph for rdflib: the default graph is the merged one, each source is a graph beside it.

        >>> for actor in graph.rdflib().subjects(RDF.type, PA.Actor): ...

        It is a view of what is opened, not a copy: queries of both see what is added to one that
        lies in memory, while files stay as they are; one opened with ``memory=False`` takes nothing.
        From then on queries run in this process, where no limit ends them.
        Plain strings have the datatype ``xsd:string``, so compare ``str(label)``, not
        ``label == Literal(...)``.

        :raises UsageError: for an endpoint, which rdflib asks by itself.
        """
        from graphbuild.stores.embedded import Embedded
        from graphbuild.stores.guarded import Guarded
        from graphbuild.stores.rdflib_view import as_dataset

        if isinstance(self.store, Guarded):
            guarded, self.store = self.store, self.store.in_process()
            guarded.close()
        if not isinstance(self.store, Embedded):
            raise UsageError(
                f"{self.store.place} is an endpoint and cannot be opened for rdflib;"
                " ask it with rdflib's SPARQLStore, or open the graph's files with graphbuild.load"
            )
        return as_dataset(self.store.store(sources=True))


def load(
    path: Place = "exports/",
    *,
    queries: Places = (),
    memory: bool = True,
    timeout: float | None = 60,
    max_rows: int = 0,
    max_memory: int = 2048,
    allow_service: bool = False,
) -> Graph:
    """Open a graph: a folder that ``build`` wrote, or any RDF file.

    In memory queries run fastest; ``memory=False`` opens the store on disk, which is there at once.
    ``queries`` are folders with saved queries of your own. The engine works in a process of its own,
    so that a query that asks for too much can be ended.

    :param timeout: seconds that a query may take, 0 for any number; ``None`` for no limits at all, in
        this process.
    :param max_rows: the most rows or triples of an answer; 0 for any number.
    :param max_memory: megabytes that a query may take beyond those of the graph; 0 for any number.
    :param allow_service: let queries ask other servers (``SERVICE``), which could carry data out.
    :raises SourceError: where there is no graph, or it cannot be read.
    """
    from graphbuild.stores.embedded import open_graph
    from graphbuild.stores.guarded import open_guarded
    from graphbuild.stores.limits import Limits

    if timeout is None:
        return Graph(open_graph(path, memory=memory, allow_service=allow_service), paths(queries))
    limits = Limits(timeout, max_rows, max_memory)
    store = open_guarded(path, memory=memory, limits=limits, allow_service=allow_service)
    store.wait()
    return Graph(store, paths(queries))


def connect(
    url: str,
    *,
    timeout: float = 60,
    default_graph: str = "",
    queries: Places = (),
    allow_service: bool = False,
) -> Graph:
    """Ask a SPARQL endpoint instead; user and password may stand in the URL and are never shown.

    ``timeout`` is in seconds; ``default_graph`` is the IRI of the merged graph where the store has
    no default graph of its own (it is found by asking if that is left out); ``allow_service`` is as
    in :func:`load`.

    :raises UsageError: for what is no address.
    """
    from graphbuild.stores.endpoint import Endpoint

    store = Endpoint(url, timeout=timeout, default_graph=default_graph, allow_service=allow_service)
    return Graph(store, paths(queries))


def saved_queries(queries: Places = ()) -> list[SavedQuery]:
    """The saved queries, those in folders of your own first."""
    from graphbuild.catalogue.library import catalogue

    return catalogue(paths(queries))


def projections() -> list[Projection]:
    """The networks that can be built, with their questions and parameters."""
    from graphbuild.networks import registry

    return list(registry.projections().values())


def find_codes(words: str = "") -> list[Code]:
    """The codes of the PA-X coding scheme that words mean, an exact code or label first."""
    from graphbuild.ontology.codes import find_codes

    return find_codes(words)


def queries_as_turtle(queries: Iterable[SavedQuery]) -> str:
    """Saved queries as RDF (SHACL-SPARQL executables), to be published beside the data."""
    from graphbuild.catalogue.rdf import as_turtle

    return as_turtle(queries)
