"""What pyoxigraph holds and answers, in rdflib's terms, through oxrdflib.

A plain string is ``Literal("x", datatype=XSD.string)`` there, as RDF 1.1 has it; rdflib's own parsers
leave the datatype out, and its ``==`` tells the two apart. Compare ``str(term)``, or values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from oxrdflib import OxigraphStore
from rdflib import Dataset, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graphbuild.ontology.namespaces import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store
    from rdflib.query import Result


def as_dataset(store: Store) -> Dataset:
    """A view of a store, not a copy: the default graph is the store's, no union of all graphs."""
    dataset = Dataset(store=OxigraphStore(store=store), default_union=False)
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, URIRef(iri), replace=True)
    return dataset


def as_result(answer: QuerySolutions | QueryTriples | QueryBoolean) -> Result:
    """An answer of the engine or of a server; rows come as they are read, and once."""
    stand_in = cast("Store", _Answered(answer))
    return OxigraphStore(store=stand_in).query("", {}, {}, str(DATASET_DEFAULT_GRAPH_ID))


class _Answered:
    """What oxrdflib asks in place of a store: the answer is there already."""

    def __init__(self, answer: QuerySolutions | QueryTriples | QueryBoolean) -> None:
        self.answer = answer

    def query(self, *_: object, **__: object) -> QuerySolutions | QueryTriples | QueryBoolean:
        return self.answer
