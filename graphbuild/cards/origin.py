"""Where a fact comes from: every statement on a thing with the files that make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphbuild.cards.asking import Row, asked, distinct, named, ref, value_of
from graphbuild.cards.card import Value, grouped
from graphbuild.errors import UsageError
from graphbuild.finding.kinds import is_iri
from graphbuild.ontology.namespaces import shorten
from graphbuild.ontology.terms import DCTERMS, PA, PROV, RDF, RDFS, terms
from graphbuild.words import one_line

if TYPE_CHECKING:
    from graphbuild.stores import Asker


@dataclass(frozen=True, slots=True)
class Origin:
    """One statement: what it is called, its value, and a file that makes it with its kind and release.

    ``row`` is the record of the file that is read (in a table; the header is 1). ``stands`` is whether
    the merged graph states it too; what does not is what sources differ in.
    """

    label: str
    value: Value
    file: str
    kind: str
    release: str
    row: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """What a participation, or a name in the text, rests on: by what, how sure, in which words, where."""

    what: Value
    side: str
    basis: str
    method: str
    certainty: str
    words: str
    files: tuple[str, ...]


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
    records = _records(said)
    found = {
        (row["property"], row["value"], row["file"]): _origin(row, known, merged, records)
        for row in sorted(said, key=lambda row: row.get("class", ""))
        if row["property"] not in (RDF.type.value, PA.recordNumber.value)
    }
    order = {name: at for at, name in enumerate(known)}
    return [
        found[key]
        for key in sorted(found, key=lambda key: (order.get(key[0], -1), key[0], key[1], key[2]))
    ]


def _records(said: list[Row]) -> dict[str, str]:
    """The record of each file."""
    return {row["file"]: row["value"] for row in said if row["property"] == PA.recordNumber.value}


def _origin(
    row: Row, known: dict[str, str], merged: set[tuple[str, str]], records: dict[str, str]
) -> Origin:
    name = row["property"]
    return Origin(
        known.get(name) or shorten(name).partition(":")[2],
        value_of(row) if row.get("label") else one_line(row["value"]),
        row["file"],
        row.get("kind", ""),
        row.get("release", ""),
        records.get(row["file"], ""),
        (name, row["value"]) in merged,
    )


def rests(store: Asker, iri: str) -> list[Rest]:
    """What the participations of an agreement rest on: basis, method, certainty, words, files and rows."""
    if not is_iri(iri):
        raise UsageError(f"{iri!r} is no IRI")
    rows = asked(
        store,
        f"SELECT * WHERE {{ ?part {PA.inAgreement} <{iri}> ; {PA.ofActor} ?actor_iri . {named('actor')} "
        f"OPTIONAL {{ ?part {PA.listedAs}/{RDFS.label} ?side }} "
        f"OPTIONAL {{ ?part {PA.basis}/{RDFS.label} ?basis }} "
        f"OPTIONAL {{ ?part {PA.linkMethod}/{RDFS.label} ?method }} "
        f"OPTIONAL {{ ?part {PA.certainty}/{RDFS.label} ?certainty }} "
        f"OPTIONAL {{ ?part {PA.asWritten} ?words }} "
        f"OPTIONAL {{ ?part {PROV.wasDerivedFrom}/{PA.fileName} ?file }} }}",
    )
    records = {
        row["file"]: row["row"]
        for row in asked(
            store,
            f"SELECT ?file ?row WHERE {{ GRAPH ?source {{ <{iri}> {PA.recordNumber} ?row }} "
            f"?source {PA.fileName} ?file }}",
        )
    }
    found = [_rest(group, records) for group in grouped(rows, ("part",)).values()]
    return sorted(found, key=lambda rest: (rest.side, str(rest.what)))


def _rest(group: list[Row], records: dict[str, str]) -> Rest:
    def joined_(name: str) -> str:
        return "; ".join(distinct(one_line(row.get(name, "")) for row in group))

    return Rest(
        ref(group[0], "actor", "actor")[0],
        group[0].get("side", ""),
        joined_("basis"),
        joined_("method"),
        joined_("certainty"),
        joined_("words"),
        tuple(
            f"{file}, row {records[file]}" if file in records else file
            for file in distinct(row.get("file", "") for row in group)
        ),
    )
