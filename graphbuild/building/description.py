"""The description of the dataset: VoID for the graph, DCAT for its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphbuild.building.statistics import Statistics
from graphbuild.errors import UsageError
from graphbuild.graph.dataset import Dataset
from graphbuild.graph.entity import integer, text
from graphbuild.graph.provenance import cited
from graphbuild.ontology.namespaces import ONTOLOGY, PREFIXES, shorten
from graphbuild.ontology.references import AUTHORITY, PAAX, in_words, rested_on
from graphbuild.ontology.terms import (
    DCAT,
    DCTERMS,
    PA,
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
    ".parquet": "application/vnd.apache.parquet",
}


def describe(
    dataset: Dataset, statistics: Statistics, files: Sequence[Path], licence: str = ""
) -> str:
    """``void.ttl``: counts, partitions, files, citations; a licence only if the user gives one.

    The dataset is named by a digest of the merged graph, so that two graphs are never one dataset,
    and one graph is the same dataset whatever the files that it is written to. Nothing is said of
    who publishes it or where: the dataset's own IRI is the address under which its files are to be found.
    """
    about = dataset.iris.mint(*_path(statistics))
    out = _dataset(dataset, about, statistics)
    for predicate, partition, kind, counts in (
        (VOID.classPartition, VOID["class"], "class", statistics.classes),
        (VOID.propertyPartition, VOID.property, "property", statistics.properties),
    ):
        number = VOID.entities if kind == "class" else VOID.triples
        for iri in sorted(counts):
            part = dataset.iris.mint(*_path(statistics), kind, slug(shorten(iri)))
            out += [
                Triple(about, predicate, part),
                Triple(part, partition, NamedNode(iri)),
                Triple(part, number, integer(counts[iri])),
            ]
    for work in rested_on(_read(dataset), __version__):
        out.append(Triple(about, DCTERMS.bibliographicCitation, text(in_words(work))))
    for source in sorted(dataset.sources, key=lambda source: dataset.iri(source).value):
        graph = dataset.iri(source)
        part = dataset.iris.mint(*_path(statistics), "source", graph.value.rpartition("/")[2])
        out += [
            Triple(about, VOID.subset, part),
            Triple(about, PROV.wasDerivedFrom, graph),
            Triple(part, RDF.type, VOID.Dataset),
            Triple(part, RDFS.label, text(source.name)),
            Triple(part, _GRAPH_NAME, graph),
        ]
        if count := statistics.triples[graph.value]:
            out.append(Triple(part, VOID.triples, integer(count)))
    out += _made_by(dataset, about, statistics)
    out += _files(dataset, about, statistics, files, check_licence(licence))
    ordered = sorted(
        out, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object))
    )
    ordered = list(dict.fromkeys(ordered))
    done = serialize(ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert done is not None
    return done.decode("utf-8")


def _path(statistics: Statistics) -> tuple[str, str]:
    return "dataset", statistics.digest


def _read(dataset: Dataset) -> set[tuple[str, str]]:
    """The kinds of sources that citations stand for, with their releases."""
    read = {(source.kind, source.release) for source in dataset.sources}
    if any(source.kind == AUTHORITY and cited(source) for source in dataset.sources):
        read.add((PAAX, ""))
    return read


_GRAPH_NAME = NamedNode("http://www.w3.org/ns/sparql-service-description#name")
"""From a description to the named graph that it describes."""


def _made_by(dataset: Dataset, about: NamedNode, statistics: Statistics) -> list[Triple]:
    """The program that made the dataset, and its version."""
    build, agent = (dataset.iris.mint(*_path(statistics), name) for name in ("build", "graphbuild"))
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


def _dataset(dataset: Dataset, about: NamedNode, statistics: Statistics) -> list[Triple]:
    return [
        Triple(about, RDF.type, VOID.Dataset),
        Triple(about, RDF.type, DCAT.Dataset),
        Triple(about, RDFS.label, _english(_TITLE)),
        Triple(about, DCTERMS.title, _english(_TITLE)),
        Triple(about, DCTERMS.description, _english(_description(dataset, statistics))),
        Triple(about, DCTERMS.identifier, text(about.value)),
        Triple(about, VOID.vocabulary, NamedNode(ONTOLOGY.rstrip("#"))),
        Triple(about, VOID.triples, integer(statistics.triples[""])),
        Triple(about, VOID.distinctSubjects, integer(statistics.subjects[""])),
        Triple(about, VOID.classes, integer(len(statistics.classes))),
        Triple(about, VOID.properties, integer(len(statistics.properties))),
    ]


_TITLE = "Knowledge graph of peace agreements"


def _english(words: str) -> Literal:
    return Literal(words, language="en")


def _description(dataset: Dataset, statistics: Statistics) -> str:
    """What the graph holds and what it was built from, in a sentence of counts."""
    counts = (
        (statistics.classes.get(kind.value, 0), words)
        for kind, words in (
            (PA.Agreement, "agreements"),
            (PA.Actor, "actors"),
            (PA.Person, "persons"),
            (PA.Conflict, "conflicts"),
            (PA.PeaceProcess, "peace processes"),
            (PA.Provision, "provisions"),
        )
    )
    held = ", ".join(f"{number} {words}" for number, words in counts if number) or "nothing"
    kinds = Counter(f"{source.kind} {source.release}".strip() for source in dataset.sources)
    files = ", ".join(f"{kind} ({kinds[kind]})" for kind in sorted(kinds)) or "none"
    return f"Holds {held}. Files it was built from, by kind: {files}."


def check_licence(licence: str) -> NamedNode | None:
    """The licence as an IRI, ``None`` if none is given; raises ``UsageError`` if it is no IRI."""
    try:
        return NamedNode(licence) if licence else None
    except ValueError as error:
        raise UsageError(f"--licence {licence}: not an IRI ({error})") from error


def _files(
    dataset: Dataset,
    about: NamedNode,
    statistics: Statistics,
    files: Sequence[Path],
    licence: NamedNode | None,
) -> list[Triple]:
    """The files as distributions, which is where DCAT looks for a licence."""
    out: list[Triple] = []
    if licence:
        out.append(Triple(about, DCTERMS.license, licence))
        out.append(Triple(licence, RDF.type, DCTERMS.LicenseDocument))
    for path in files:
        part = dataset.iris.mint(*_path(statistics), "file", slug(path.name))
        out += [
            Triple(about, DCAT.distribution, part),
            Triple(part, RDF.type, DCAT.Distribution),
            Triple(part, RDFS.label, text(path.name)),
            Triple(part, DCTERMS.title, text(path.name)),
            Triple(part, DCAT.accessURL, about),
        ]
        if licence:
            out.append(Triple(part, DCTERMS.license, licence))
        if media_type := MEDIA_TYPES.get(path.suffix):
            kind = NamedNode(_REGISTRY + media_type)
            out.append(Triple(part, DCAT.mediaType, kind))
            out.append(Triple(kind, RDF.type, DCTERMS.MediaType))
    return out


_REGISTRY = "https://www.iana.org/assignments/media-types/"
"""Where IANA's media types have their IRIs, as DCAT wants them."""
