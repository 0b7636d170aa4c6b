"""Where a fact comes from: every statement on a thing with the files that make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphbuild.cards.asking import Row, asked, value_of
from graphbuild.cards.card import Value
from graphbuild.errors import UsageError
from graphbuild.finding.kinds import is_iri
from graphbuild.ontology.namespaces import shorten
from graphbuild.ontology.terms import DCTERMS, PA, RDF, RDFS, terms
from graphbuild.words import one_line

if TYPE_CHECKING:
    from graphbuild.stores import Asker


@dataclass(frozen=True, slots=True)
class Origin:
    """One statement: what it is called, its value, and a file that makes it with its kind and release.

    ``stands`` is whether the merged graph states it too; what does not is what sources differ in.
    """

    label: str
    value: Value
    file: str
    kind: str
    release: str
    stands: bool


def origins(store: Asker, iri: str) -> list[Origin]:
    """Every statement of every source on a thing."""
    if not is_iri(iri):
        raise UsageError(f"{iri!r} is no IRI")
    of_source = (
        f"?source {PA.fileName} ?file . OPTIONAL {{ ?source {PA.sourceKind} ?kind }} "
        f"OPTIONAL {{ ?source {PA.release} ?release }}"
    )
    of_value = (
        f"OPTIONAL {{ ?value {RDFS.label} ?label }} OPTIONAL {{ ?value {DCTERMS.identifier} ?id }} "
        f"OPTIONAL {{ ?value {RDF.type} ?class }}"
    )
    said = asked(
        store,
        f"SELECT DISTINCT ?property ?value ?label ?id ?class ?file ?kind ?release WHERE {{ "
        f"GRAPH ?source {{ <{iri}> ?property ?value }} {of_source} {of_value} }}",
    )
    merged = {
        (row["property"], row["value"])
        for row in asked(store, f"SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }}")
    }
    known = {term.iri.value: term.label for term in terms().values()}
    found = {
        (row["property"], row["value"], row["file"]): _origin(row, known, merged)
        for row in sorted(said, key=lambda row: row.get("class", ""))
        if row["property"] != RDF.type.value
    }
    order = {name: at for at, name in enumerate(known)}
    return [
        found[key]
        for key in sorted(found, key=lambda key: (order.get(key[0], -1), key[0], key[1], key[2]))
    ]


def _origin(row: Row, known: dict[str, str], merged: set[tuple[str, str]]) -> Origin:
    name = row["property"]
    return Origin(
        known.get(name) or shorten(name).partition(":")[2],
        value_of(row) if row.get("label") else one_line(row["value"]),
        row["file"],
        row.get("kind", ""),
        row.get("release", ""),
        (name, row["value"]) in merged,
    )
