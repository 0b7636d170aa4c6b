"""What is stated of the files that records come from."""

from __future__ import annotations

from graphbuild.graph.entity import Entity, integer, text
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import DCAT, DCTERMS, PA, PROV, RDF
from graphbuild.records import SourceFile

PAX_CITATION = (
    "Bell, C. and S. Badanjak (2019), Introducing PA-X: A new peace agreement database and dataset, "
    "Journal of Peace Research 56(3), https://doi.org/10.1177/0022343318819123"
)
PAAX_CITATION = "Badanjak, S. and N. Henry (2025), PAA-X, https://doi.org/10.7488/ds/7932"

UCDP_CONFLICTS_CITATION = (
    "Gleditsch, N. P., P. Wallensteen, M. Eriksson, M. Sollenberg and H. Strand (2002), Armed conflict "
    "1946-2001: A new dataset, Journal of Peace Research 39(5), "
    "https://doi.org/10.1177/0022343302039005007"
)
UCDP_AGREEMENTS_CITATION = (
    "Pettersson, T., S. H\u00f6gbladh and M. \u00d6berg (2019), Organized violence, 1989-2018 and peace "
    "agreements, Journal of Peace Research 56(4), https://doi.org/10.1177/0022343319856046"
)

CITATIONS = {
    "coding page": PAX_CITATION,
    "PA-X table": PAX_CITATION,
    "PAA-X": PAAX_CITATION,
    "actor authority": PAAX_CITATION,
    "UCDP conflicts": UCDP_CONFLICTS_CITATION,
    "UCDP agreements": UCDP_AGREEMENTS_CITATION,
}
"""What to cite for each kind of source; nothing for what other packages read."""


def source(iris: Iris, record: SourceFile) -> Entity:
    """One file; its IRI is also the name of the graph that holds what it says."""
    iri = iris.source(record.name, record.sha256)
    label = f"{record.name} ({record.kind}{' ' + record.release if record.release else ''})"
    entity = Entity(iri, PA.Source, label, iri.value.removeprefix(iris.base + "source/"))
    entity.add(RDF.type, PROV.Entity).add(RDF.type, DCAT.Distribution)
    entity.add_text(PA.fileName, record.name)
    entity.add_text(PA.sourceKind, record.kind)
    entity.add_text(PA.release, record.release)
    entity.add_text(PA.sha256, record.sha256)
    said = (record.agreements, record.actors, record.listings)
    count = sum(len(part) for part in (*said, record.conflicts, record.ucdp_agreements))
    entity.add(PA.recordCount, integer(count))
    entity.add(DCAT.byteSize, integer(record.size))
    for column in record.columns:
        entity.add(PA.showsField, text(column))
    return entity.add_text(DCTERMS.bibliographicCitation, CITATIONS.get(record.kind, ""))
