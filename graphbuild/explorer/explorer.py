"""What all pages share: the graph, its index, and how a page is made."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from graphbuild.cards.show import show
from graphbuild.catalogue.library import catalogue
from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.explorer.desk import Desk
from graphbuild.explorer.facets import Facets
from graphbuild.explorer.finished import Finished
from graphbuild.explorer.index import Hit, Index
from graphbuild.explorer.shown import Shown
from graphbuild.explorer.view import Pages
from graphbuild.ontology.namespaces import DEFAULT_BASE
from graphbuild.ontology.terms import PA
from graphbuild.words import plain

if TYPE_CHECKING:
    import networkx
    from starlette.requests import Request

    from graphbuild.cards.card import Card
    from graphbuild.stores import Asker
    from graphbuild.stores.guarded import Guarded

CARDS_KEPT, NETWORKS_KEPT = 256, 6


class Explorer:
    """An opened graph with what its pages need.

    ``store`` answers the pages' own questions; ``guarded`` those that a reader puts together, within
    limits. ``folders`` are those with saved queries of one's own.
    """

    def __init__(
        self,
        store: Asker,
        guarded: Guarded,
        index: Index,
        *,
        folders: Sequence[Path] = (),
        shown: Shown | None = None,
        sources: threading.Event | None = None,
    ) -> None:
        self.store, self.guarded, self.index, self.folders = store, guarded, index, tuple(folders)
        self.shown = shown or Shown()
        self.sources, self.finished = sources, Finished()
        self.base = base_of(store)
        self.desk: Desk | None = None
        self.facets = Facets(index.rows("SELECT facet, value, label, number FROM facet"))
        self.pages = Pages()
        self.queries = {
            query.name: query for query in catalogue(self.folders) if self.shown.asks(query.text)
        }
        rows = index.rows("SELECT number, id, title, date, words FROM agreement ORDER BY number")
        self.agreements = {int(row[0]): (row[1], row[2], row[3], row[4]) for row in rows}
        self.numbers = {id_: number for number, (id_, *_) in self.agreements.items()}
        self._networks: OrderedDict[str, networkx.Graph[Any]] = OrderedDict()
        self._drawing = threading.Lock()
        self._card: Callable[[str, str], Card] = lru_cache(maxsize=CARDS_KEPT)(self._read_card)

    def _read_card(self, kind: str, id_: str) -> Card:
        if kind not in self.shown.kinds:
            raise UsageError("pages of persons are left out here")
        if kind == "agreement":
            self.await_sources()
        return self.shown.card(show(self.store, kind, self._iri(kind, id_)))

    def await_sources(self) -> None:
        """Wait until the store of the sources' graphs lies there, where it is being made."""
        if self.sources is not None:
            self.sources.wait()

    def _iri(self, kind: str, id_: str) -> str:
        """The IRI of a thing that an address names: by its id, or by a name that is one thing's alone.

        The index knows; to ask the graph for a name would be to read all of them.

        :raises UsageError: where there is none.
        """
        iri = self.index.iri(kind, id_)
        if not iri:
            hits = [
                hit for hit in self.index.search(id_, [kind], 9) if plain(hit.name) == plain(id_)
            ]
            if len(hits) != 1:
                # One name that is meant by its beginning will do: "Good Friday".
                hits = hits or list(self.index.search(id_, [kind], 5))
            if len(hits) != 1:
                meant = "; ".join(f"{hit.label} ({hit.id})" for hit in hits)
                text = (
                    f"which {kind} is {id_[:80]!r}? {meant}"
                    if hits
                    else f"no {kind} {id_[:80]!r} is here"
                )
                raise UsageError(text)
            iri = self.index.iri(kind, hits[0].id)
        return iri

    def card(self, kind: str, id_: str) -> Card:
        """All about one thing; kept, as the graph does not change while it is open."""
        return self._card(kind, id_)

    def network(self, name: str, given: Mapping[str, list[str]]) -> networkx.Graph[Any]:
        """A network; the last few are kept, as a page shows one twice: in numbers and drawn.

        One is built at a time.

        :raises UsageError: for values that do not fit.
        """
        from graphbuild.networks import build

        key = repr((name, sorted(given.items())))
        with self._drawing:
            if key not in self._networks:
                self._networks[key] = build(self.guarded, name, dict(given))
                while len(self._networks) > NETWORKS_KEPT:
                    self._networks.popitem(last=False)
            return self._networks[key]

    def search(self, words: str, kinds: Iterable[str] = (), most: int = 30) -> list[Hit]:
        """Things that words find, of these kinds or of all, as far as they are shown."""
        wanted = [kind for kind in kinds or self.shown.kinds if kind in self.shown.kinds]
        return self.index.search(words, wanted, most)

    def become(self, other: Explorer) -> None:
        """Show another graph from now on: the same one, built anew. The desk stays."""
        before, desk = self.guarded, self.desk
        self.__dict__.update(other.__dict__)
        self.desk = desk
        before.close()

    def warm(self, then: Callable[[Explorer], None] = lambda _: None) -> None:
        """Open the graphs of the sources beforehand: they are large, and pages ask them now and then.

        ``then`` does what else can be done before anybody asks.
        """

        def opened() -> None:
            self.await_sources()
            with suppress(GraphbuildError, OSError):
                self.store.ask("ASK { GRAPH ?source { ?s ?p ?o } }")
            then(self)

        threading.Thread(target=opened, daemon=True).start()

    def html(
        self, request: Request, template: str, /, status: int = 200, **values: Any
    ) -> Response:
        """A page made of a template."""
        known = {
            "path": request.url.path,
            "search_words": "",
            "noindex": False,
            "reviewing": self.desk is not None,
            "explorer_open": self.shown.all,
            "shows_persons": self.shown.persons,
        }
        return HTMLResponse(self.pages.render(template, **(known | values)), status)


def base_of(store: Asker) -> str:
    """What the IRIs of the graph begin with: what stands before ``agreement/`` in one of them."""
    query = f"SELECT ?thing WHERE {{ ?thing a {PA.Agreement} }} LIMIT 1"
    for row in store.select(query):
        return str(row[0].value).rpartition("agreement/")[0]
    return DEFAULT_BASE
