"""The cards of those who take part: actors and persons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphbuild.cards.asking import (
    Row,
    asked,
    distinct,
    facts,
    in_processes,
    joined,
    labelled,
    named,
    ref,
    title,
)
from graphbuild.cards.card import Card, Cell, Ref, Table, grouped, table
from graphbuild.ontology.terms import PA, RDFS
from graphbuild.words import one_line

if TYPE_CHECKING:
    from graphbuild.stores import Asker


def actor_card(store: Asker, thing: NamedNode) -> Card:
    """All about an actor: its agreements, processes and conflicts, with whom and by whom."""
    id_, label = title(store, "actor", thing)
    # Step by step: engines read all processes for one question that leads from an actor to them.
    rows = asked(
        store,
        f"SELECT * WHERE {{ ?part {PA.ofActor} {thing} ; {PA.inAgreement} ?agreement_iri "
        f"OPTIONAL {{ ?part {PA.listedAs} ?side_iri }} OPTIONAL {{ ?part {PA.statedRole} ?role_iri }} "
        f"OPTIONAL {{ ?part {PA.basis} ?basis_iri }} OPTIONAL {{ ?part {PA.certainty} ?certainty_iri }} }}",
    )
    rows = labelled(store, rows, "side", "role", "basis", "certainty")
    when = f"OPTIONAL {{ ?agreement_iri {PA.signedOn} ?date }}"
    rows = joined(store, rows, "agreement_iri", f"{named('agreement')} {when}")
    rows = in_processes(store, rows)
    rows.sort(key=lambda row: (row.get("date", ""), row["agreement"], row.get("side", "")))
    tables = [
        *_years(rows),
        *_processes(rows),
        *_conflicts(store, thing),
        *_partners(store, thing),
        *_persons(store, thing),
        *_agreements(rows),
    ]
    return Card("actor", id_, thing.value, label, tuple(facts(store, thing)), tuple(tables))


def _years(rows: list[Row]) -> list[Table]:
    sides = sorted({row.get("side", "") for row in rows})
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        year = row.get("date", "")[:4]
        found.setdefault(year, {}).setdefault(row.get("side", ""), set()).add(row["agreement"])
    lines: list[tuple[Cell, ...]] = [
        (year, *(len(by_side.get(side, ())) for side in sides))
        for year, by_side in sorted(found.items())
    ]
    return table("years", "Agreements by year", ("year", *(f"as {side}" for side in sides)), lines)


def _processes(rows: list[Row]) -> list[Table]:
    lines: list[tuple[Cell, ...]] = []
    for (id_, label), group in grouped(
        [row for row in rows if row.get("process")], ("process", "process_label")
    ).items():
        dates = distinct(row.get("date", "") for row in group)
        lines.append(
            (
                Ref(one_line(label), "process", id_),
                len({row["agreement"] for row in group}),
                distinct(row.get("side", "") for row in group),
                dates[0] if dates else "",
                dates[-1] if dates else "",
            )
        )
    return table(
        "processes",
        "Peace processes",
        ("process", "agreements", "as", "first", "last"),
        by_count(lines),
    )


def by_count(lines: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Rows whose first cell is a thing and whose second a count: the most first, then by name."""
    return sorted(lines, key=lambda line: (-int(str(line[1])), str(line[0])))


def _conflicts(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT ?conflict_iri ?conflict ?conflict_label (COUNT(DISTINCT ?agreement) AS ?count) WHERE {{ "
        f"?part {PA.ofActor} {thing} ; {PA.inAgreement} ?agreement . "
        f"?agreement {PA.addressesConflict} ?conflict_iri . {named('conflict')} "
        f"}} GROUP BY ?conflict_iri ?conflict ?conflict_label",
    )
    lines: list[tuple[Cell, ...]] = [
        (ref(row, "conflict", "conflict")[0], int(row["count"])) for row in rows
    ]
    return table(
        "conflicts", "Conflicts of its agreements", ("conflict", "agreements"), by_count(lines)
    )


def _partners(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT ?actor ?actor_label (COUNT(DISTINCT ?agreement) AS ?count) WHERE {{ "
        f"{{ SELECT DISTINCT ?agreement WHERE {{ ?own {PA.ofActor} {thing} ; {PA.inAgreement} ?agreement }} }} "
        f"?part {PA.inAgreement} ?agreement ; {PA.ofActor} ?actor_iri . {named('actor')} "
        f"FILTER(?actor_iri != {thing}) }} GROUP BY ?actor ?actor_label",
    )
    lines: list[tuple[Cell, ...]] = [
        (ref(row, "actor", "actor")[0], int(row["count"])) for row in rows
    ]
    return table(
        "partners",
        "Listed with",
        ("actor", "agreements"),
        by_count(lines),
        "To stand in one document is no proof of an alliance.",
    )


def _persons(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT * WHERE {{ ?part {PA.ofActor} {thing} ; {PA.inAgreement} ?agreement ; "
        f"{PA.hasRepresentation} ?representation . ?representation {PA.ofPerson} ?person_iri . {named('person')} "
        f"OPTIONAL {{ ?representation {PA.office} ?office }} }}",
    )
    lines: list[tuple[Cell, ...]] = [
        (
            Ref(one_line(label), "person", id_),
            len({row["agreement"] for row in group}),
            tuple(one_line(office) for office in distinct(row.get("office", "") for row in group)),
        )
        for (id_, label), group in grouped(rows, ("person", "person_label")).items()
    ]
    return table(
        "persons",
        "Persons who act for it",
        ("person", "agreements", "offices"),
        by_count(lines),
        "A name is not a person: the same name for another actor stands by itself.",
    )


def _agreements(rows: list[Row]) -> list[Table]:
    lines = []
    for group in grouped(rows, ("agreement", "side")).values():
        first = group[0]
        lines.append(
            (
                first.get("date", ""),
                ref(first, "agreement", "agreement")[0],
                ref(first, "process", "process"),
                first.get("side", ""),
                distinct(row.get("role", "") for row in group),
                ", ".join(distinct((first.get("basis", ""), first.get("certainty", "")))),
            )
        )
    columns = ("date", "agreement", "process", "side", "role", "basis")
    return table("agreements", "Agreements", columns, lines)


def person_card(store: Asker, thing: NamedNode) -> Card:
    """All about a person: for whom, in which office, in which agreements."""
    id_, label = title(store, "person", thing)
    # Step by step: engines are slow over one question that leads from a person to all of this.
    rows = asked(
        store,
        f"SELECT * WHERE {{ ?representation {PA.ofPerson} {thing} . "
        f"?part {PA.hasRepresentation} ?representation ; {PA.inAgreement} ?agreement_iri ; "
        f"{PA.ofActor} ?actor_iri }}",
    )
    rows = joined(store, rows, "actor_iri", named("actor"))
    rows = joined(store, rows, "part", f"OPTIONAL {{ ?part {PA.listedAs}/{RDFS.label} ?side }}")
    rows += asked(
        store,
        f"SELECT * WHERE {{ ?representation {PA.ofPerson} {thing} . "
        f"?agreement_iri {PA.names} ?representation }}",
    )
    when = f"OPTIONAL {{ ?agreement_iri {PA.signedOn} ?date }}"
    rows = joined(store, rows, "agreement_iri", f"{named('agreement')} {when}")
    rows = joined(
        store,
        rows,
        "representation",
        f"OPTIONAL {{ ?representation {PA.office} ?office }} "
        f"OPTIONAL {{ ?representation {PA.signing}/{RDFS.label} ?signing }} "
        f"OPTIONAL {{ ?representation {PA.asWritten} ?written }}",
    )
    rows.sort(key=lambda row: (row.get("date", ""), row["agreement"], row.get("actor", "")))
    lines = [
        (
            first.get("date", ""),
            ref(first, "agreement", "agreement")[0],
            ref(first, "actor", "actor"),
            first.get("side", ""),
            one_line(first.get("office", "")),
            distinct(row.get("signing", "") for row in group),
            one_line(first.get("written", "")),
        )
        for group in grouped(rows, ("representation",)).values()
        for first in group[:1]
    ]
    columns = ("date", "agreement", "for", "side", "office", "signing", "as written")
    tables = table("agreements", "Agreements", columns, lines)
    return Card("person", id_, thing.value, label, tuple(facts(store, thing)), tuple(tables))
