"""The cards of what holds agreements together: processes, conflicts and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphbuild.cards.actor import by_count
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


def process_card(store: Asker, thing: NamedNode) -> Card:
    """All about a peace process: its agreements in time, who took part when, its conflicts and places."""
    within = f"?agreement_iri {PA.inProcess} {thing} ."
    return _card(store, "process", thing, within, ("conflicts", "places", "actors", "agreements"))


def conflict_card(store: Asker, thing: NamedNode) -> Card:
    """All about a conflict: what its source says of it, its processes, actors and agreements."""
    within = f"?agreement_iri {PA.addressesConflict} {thing} ."
    return _card(
        store, "conflict", thing, within, ("sides", "processes", "places", "actors", "agreements")
    )


def place_card(store: Asker, thing: NamedNode) -> Card:
    """All about a place: its processes, conflicts and agreements, and who took part in them."""
    within = f"?agreement_iri {PA.concernsPlace}|{PA.location}|{PA.locality} {thing} ."
    names = ("processes", "conflicts", "based", "actors", "agreements")
    return _card(store, "place", thing, within, names)


def _card(store: Asker, kind: str, thing: NamedNode, within: str, names: tuple[str, ...]) -> Card:
    id_, label = title(store, kind, thing)
    makers = {
        "processes": lambda: _things(store, within, PA.inProcess, "process", "Peace processes"),
        "conflicts": lambda: _things(store, within, PA.addressesConflict, "conflict", "Conflicts"),
        "places": lambda: _things(store, within, PA.concernsPlace, "place", "Places"),
        "actors": lambda: _actors(store, within),
        "based": lambda: _based(store, thing),
        "sides": lambda: _sides(store, thing, within),
        "agreements": lambda: _agreements(store, within),
    }
    tables = [made for name in names for made in makers[name]()]
    return Card(
        kind, id_, thing.value, label, tuple(facts(store, thing, [PA.hasSide])), tuple(tables)
    )


def _things(
    store: Asker, within: str, property_: NamedNode, kind: str, heading: str
) -> list[Table]:
    """Other things that the agreements lead to, with how many do and from when to when."""
    rows = asked(
        store,
        f"SELECT DISTINCT ?thing_iri ?thing ?thing_label ?agreement_iri ?date WHERE {{ {within} "
        f"?agreement_iri {property_} ?thing_iri . {named('thing')} "
        f"OPTIONAL {{ ?agreement_iri {PA.signedOn} ?date }} }}",
    )
    lines = [
        (*ref(group[0], "thing", kind), *_span(group))
        for group in grouped(rows, ("thing_iri",)).values()
    ]
    name = {"process": "processes"}.get(kind, f"{kind}s")
    return table(name, heading, (kind, "agreements", "first", "last"), by_count(lines))


def _span(rows: list[Row]) -> tuple[Cell, Cell, Cell]:
    """How many agreements rows are about, and their first and last date."""
    dates = distinct(row.get("date", "") for row in rows)
    count = len({row["agreement_iri"] for row in rows})
    return (count, dates[0], dates[-1]) if dates else (count, "", "")


def _actors(store: Asker, within: str) -> list[Table]:
    rows = asked(
        store,
        f"SELECT DISTINCT ?agreement_iri ?actor_iri ?side_iri ?role_iri ?date WHERE {{ {within} "
        f"?part {PA.inAgreement} ?agreement_iri ; {PA.ofActor} ?actor_iri "
        f"OPTIONAL {{ ?part {PA.listedAs} ?side_iri }} OPTIONAL {{ ?part {PA.statedRole} ?role_iri }} "
        f"OPTIONAL {{ ?agreement_iri {PA.signedOn} ?date }} }}",
    )
    rows = labelled(store, rows, "side", "role")
    rows = joined(store, rows, "actor_iri", named("actor"))
    rows = joined(store, rows, "actor_iri", f"?actor_iri {PA.actorType}/{RDFS.label} ?type")
    lines = [
        (
            Ref(one_line(label), "actor", id_),
            *_span(group),
            ", ".join(distinct(row.get("type", "") for row in group)),
            distinct(row.get("side", "") for row in group),
            distinct(row.get("role", "") for row in group),
        )
        for (id_, label), group in grouped(rows, ("actor", "actor_label")).items()
    ]
    columns = ("actor", "agreements", "first", "last", "type", "listed as", "roles")
    return table("actors", "Who took part", columns, by_count(lines))


def _based(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT ?actor ?actor_label ?type (COUNT(DISTINCT ?agreement) AS ?count) WHERE {{ "
        f"?actor_iri {PA.basedIn} {thing} . {named('actor')} "
        f"OPTIONAL {{ ?actor_iri {PA.actorType}/{RDFS.label} ?type }} "
        f"OPTIONAL {{ ?part {PA.ofActor} ?actor_iri ; {PA.inAgreement} ?agreement }} "
        f"}} GROUP BY ?actor ?actor_label ?type",
    )
    lines: list[tuple[Cell, ...]] = [
        (ref(row, "actor", "actor")[0], int(row["count"]), row.get("type", "")) for row in rows
    ]
    return table("based", "Actors based here", ("actor", "agreements", "type"), by_count(lines))


def _sides(store: Asker, thing: NamedNode, within: str) -> list[Table]:
    """Who fights on which side as UCDP sees it, and in how many of the conflict's agreements they stand."""
    rows = asked(
        store,
        f"SELECT ?side ?name ?camp ?first ?last ?actor ?actor_label (COUNT(DISTINCT ?agreement_iri) AS ?count) "
        f"WHERE {{ {thing} {PA.hasSide} ?side . ?side {PA.asWritten} ?name ; {PA.camp}/{RDFS.label} ?camp . "
        f"OPTIONAL {{ ?side {PA.firstYear} ?first }} OPTIONAL {{ ?side {PA.lastYear} ?last }} "
        f"OPTIONAL {{ ?side {PA.sideActor} ?actor_iri . {named('actor')} "
        f"OPTIONAL {{ ?part {PA.ofActor} ?actor_iri ; {PA.inAgreement} ?agreement_iri . {within} }} }} "
        f"}} GROUP BY ?side ?name ?camp ?first ?last ?actor ?actor_label",
    )
    lines = []
    for group in grouped(rows, ("side",)).values():
        # A number of UCDP whose name is open has both.
        name = " or ".join(distinct(row["name"] for row in group))
        actors = tuple(sorted(ref for row in group for ref in _actor(row)))
        count: Cell = max(int(row["count"]) for row in group) if actors else "not known"
        years = "-".join(dict.fromkeys((group[0].get("first", ""), group[0].get("last", ""))))
        lines.append((group[0]["camp"], one_line(name), years, actors, count))
    return table(
        "sides",
        "Sides",
        ("side", "as UCDP writes it", "years", "actor", "agreements on this conflict"),
        sorted(lines, key=lambda line: (str(line[0]), str(line[1]))),
        "Only of a side that is tied to an actor of the graph can it be said that it stands on no agreement.",
    )


def _actor(row: Row) -> tuple[Ref, ...]:
    return (Ref(one_line(row["actor_label"]), "actor", row["actor"]),) if row.get("actor") else ()


def _agreements(store: Asker, within: str) -> list[Table]:
    rows = asked(
        store,
        f"SELECT DISTINCT ?agreement_iri ?stage_iri ?level_iri WHERE {{ {within} "
        f"OPTIONAL {{ ?agreement_iri {PA.stage} ?stage_iri }} "
        f"OPTIONAL {{ ?agreement_iri {PA.level} ?level_iri }} }}",
    )
    when = f"OPTIONAL {{ ?agreement_iri {PA.signedOn} ?date }}"
    rows = joined(store, rows, "agreement_iri", f"{named('agreement')} {when}")
    rows = in_processes(store, rows)
    rows = labelled(store, rows, "stage", "level")
    lines = [
        (
            row.get("date", ""),
            ref(row, "agreement", "agreement")[0],
            ref(row, "process", "process"),
            row.get("stage", ""),
            row.get("level", ""),
        )
        for row in sorted(rows, key=lambda row: (row.get("date", ""), row["agreement"]))
    ]
    columns = ("date", "agreement", "process", "stage", "level")
    return table("agreements", "Agreements", columns, lines)
