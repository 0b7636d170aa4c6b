"""What is stated of the files that records come from."""

from __future__ import annotations

from graphbuild.graph.entity import Entity, integer, text
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.references import citation
from graphbuild.ontology.terms import DCAT, DCTERMS, PA, PROV, RDF
from graphbuild.records import SourceFile


def source(iris: Iris, record: SourceFile) -> Entity:
    """What one file says; its IRI is the name of the graph that holds it."""
    iri = iris.source(record.name, record.sha256)
    label = f"{record.name} ({record.kind}{' ' + record.release if record.release else ''})"
    entity = Entity(iri, PA.Source, label, iri.value.removeprefix(iris.base + "source/"))
    entity.add(RDF.type, PROV.Entity)
    entity.add(PROV.wasDerivedFrom, iris.file(record.name, record.sha256))
    entity.add_text(PA.fileName, record.name)
    entity.add_text(PA.sourceKind, record.kind)
    entity.add_text(PA.release, record.release)
    entity.add_text(PA.sha256, record.sha256)
    entity.add(PA.recordCount, integer(record.count))
    for column in record.columns:
        entity.add(PA.showsField, text(column))
    return entity.add_text(DCTERMS.bibliographicCitation, cited(record))


def file(iris: Iris, record: SourceFile) -> Entity:
    """The file itself, as it lay there when it was read."""
    iri = iris.file(record.name, record.sha256)
    entity = Entity(iri, PA.File, record.name, iri.value.removeprefix(iris.base + "file/"))
    entity.add(RDF.type, PROV.Entity).add(RDF.type, DCAT.Distribution)
    entity.add_text(PA.sha256, record.sha256)
    return entity.add(DCAT.byteSize, integer(record.size))


def cited(record: SourceFile) -> str:
    """What to cite for a file, in words.

    A table of actors is PAA-X's where it has PAA-X's keys; a user's own needs no citation.
    """
    if record.kind != "actor authority":
        return citation(record.kind)
    return (
        citation("PAA-X") if any(actor.identifiers.get("paax") for actor in record.actors) else ""
    )
