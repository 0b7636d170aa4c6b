"""The description of the dataset: VoID for the graph, DCAT for its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphbuild.building.statistics import Statistics
from graphbuild.errors import UsageError
from graphbuild.graph.dataset import Dataset
from graphbuild.graph.entity import integer, text
from graphbuild.graph.provenance import cited
from graphbuild.ontology.namespaces import ONTOLOGY, PREFIXES, shorten
from graphbuild.ontology.terms import (
    DCAT,
    DCTERMS,
    FOAF,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    VOID,
)
from graphbuild.version import __version__
from graphbuild.words import slug

MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".csv": "text/csv",
}


def describe(
    dataset: Dataset, statistics: Statistics, files: Sequence[Path], licence: str = ""
) -> str:
    """``void.ttl``: counts, partitions, files, citations; a licence only if the user gives one."""
    about = dataset.iris.mint("dataset")
    out = _dataset(about, statistics, licence)
    for predicate, partition, kind, counts in (
        (VOID.classPartition, VOID["class"], "class", statistics.classes),
        (VOID.propertyPartition, VOID.property, "property", statistics.properties),
    ):
        number = VOID.entities if kind == "class" else VOID.triples
        for iri in sorted(counts):
            part = dataset.iris.mint("dataset", kind, slug(shorten(iri)))
            out += [
                Triple(about, predicate, part),
                Triple(part, partition, NamedNode(iri)),
                Triple(part, number, integer(counts[iri])),
            ]
    for words in sorted({cited(source) for source in dataset.sources} - {""}):
        out.append(Triple(about, DCTERMS.bibliographicCitation, text(words)))
    for source in sorted(dataset.sources, key=lambda source: dataset.iri(source).value):
        graph = dataset.iri(source)
        part = dataset.iris.mint("dataset", "source", graph.value.rpartition("/")[2])
        out += [
            Triple(about, VOID.subset, part),
            Triple(about, PROV.wasDerivedFrom, graph),
            Triple(part, RDF.type, VOID.Dataset),
            Triple(part, RDFS.label, text(source.name)),
            Triple(part, _GRAPH_NAME, graph),
        ]
        if count := statistics.triples[graph.value]:
            out.append(Triple(part, VOID.triples, integer(count)))
    out += _made_by(dataset, about)
    out += _files(dataset, about, files)
    ordered = sorted(
        out, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object))
    )
    done = serialize(ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert done is not None
    return done.decode("utf-8")


_GRAPH_NAME = NamedNode("http://www.w3.org/ns/sparql-service-description#name")
"""From a description to the named graph that it describes."""


def _made_by(dataset: Dataset, about: NamedNode) -> list[Triple]:
    """The program that made the dataset, and its version."""
    build, agent = (dataset.iris.mint("dataset", name) for name in ("build", "graphbuild"))
    return [
        Triple(about, PROV.wasGeneratedBy, build),
        Triple(build, RDF.type, PROV.Activity),
        Triple(build, RDFS.label, Literal("Build of the knowledge graph", language="en")),
        Triple(build, PROV.wasAssociatedWith, agent),
        *(Triple(build, PROV.used, dataset.iri(source)) for source in dataset.sources),
        Triple(agent, RDF.type, PROV.SoftwareAgent),
        Triple(agent, RDFS.label, text(f"graphbuild {__version__}")),
        Triple(agent, SCHEMA.softwareVersion, text(__version__)),
    ]


def _dataset(about: NamedNode, statistics: Statistics, licence: str) -> list[Triple]:
    out = [
        Triple(about, RDF.type, VOID.Dataset),
        Triple(about, RDF.type, DCAT.Dataset),
        Triple(about, RDFS.label, Literal("Knowledge graph of peace agreements", language="en")),
        Triple(about, DCTERMS.title, Literal("Knowledge graph of peace agreements", language="en")),
        Triple(about, VOID.vocabulary, NamedNode(ONTOLOGY.rstrip("#"))),
        Triple(about, VOID.triples, integer(statistics.triples[""])),
        Triple(about, VOID.distinctSubjects, integer(statistics.subjects[""])),
        Triple(about, VOID.classes, integer(len(statistics.classes))),
        Triple(about, VOID.properties, integer(len(statistics.properties))),
        Triple(about, FOAF.homepage, NamedNode("https://www.peaceagreements.org/")),
    ]
    if stated := check_licence(licence):
        out.append(Triple(about, DCTERMS.license, stated))
    return out


def check_licence(licence: str) -> NamedNode | None:
    """The licence as an IRI, ``None`` if none is given; raises ``UsageError`` if it is no IRI."""
    try:
        return NamedNode(licence) if licence else None
    except ValueError as error:
        raise UsageError(f"--licence {licence}: not an IRI ({error})") from error


def _files(dataset: Dataset, about: NamedNode, files: Sequence[Path]) -> list[Triple]:
    out: list[Triple] = []
    for path in files:
        part = dataset.iris.mint("dataset", "file", slug(path.name))
        out += [
            Triple(about, DCAT.distribution, part),
            Triple(part, RDF.type, DCAT.Distribution),
            Triple(part, RDFS.label, text(path.name)),
        ]
        if media_type := MEDIA_TYPES.get(path.suffix):
            out.append(Triple(part, DCAT.mediaType, text(media_type)))
    return out
