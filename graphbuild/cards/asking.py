"""Asking a graph for what stands on a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphbuild.cards.card import Fact, Link, Ref, Value
from graphbuild.finding.kinds import THINGS
from graphbuild.finding.names import tail
from graphbuild.ontology.namespaces import ONTOLOGY, PREFIXES
from graphbuild.ontology.terms import DCTERMS, PA, RDF, RDFS, Term, terms
from graphbuild.words import one_line

if TYPE_CHECKING:
    from graphbuild.stores import Asker

Row = Mapping[str, str]

CLASSES = {
    "agreement": (PA.Agreement,),
    "actor": (PA.Actor,),
    "person": (PA.Person,),
    "process": (PA.PeaceProcess,),
    "conflict": (PA.Conflict,),
    "place": (PA.Place, PA.Country, PA.TerritorialEntity, PA.Locality),
}
KIND_OF_CLASS = {node.value: kind for kind in THINGS for node in CLASSES[kind]}

_BORROWED = {
    PREFIXES["skos"] + "altLabel": "also called",
    PREFIXES["dcterms"] + "description": "description",
    PREFIXES["skos"] + "exactMatch": "the same as",
    PREFIXES["skos"] + "closeMatch": "much like",
    PREFIXES["skos"] + "relatedMatch": "related to",
    PREFIXES["dcterms"] + "replaces": "replaces",
    PREFIXES["foaf"] + "page": "web page",
    PREFIXES["rdfs"] + "seeAlso": "see also",
    PREFIXES["dcterms"] + "source": "document",
    PREFIXES["prov"] + "hadPrimarySource": "document",
}
_FIRST = [PREFIXES["skos"] + "altLabel", PREFIXES["dcterms"] + "description"]


def asked(store: Asker, query: str) -> list[Row]:
    """The rows of a SELECT, in order, as texts; what is unbound is left out."""
    solutions = store.select(query)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: row[at].value for at, name in enumerate(names) if row[at] is not None}
        for row in solutions
    ]


def joined(store: Asker, rows: list[Row], variable: str, pattern: str) -> list[Row]:
    """The rows with what a pattern binds for the IRI in one of their columns; those without it stay."""
    nodes = sorted({f"<{row[variable]}>" for row in rows})
    if not nodes:
        return rows
    found: dict[str, list[Row]] = {}
    for more in asked(
        store, f"SELECT * WHERE {{ VALUES ?{variable} {{ {' '.join(nodes)} }} {pattern} }}"
    ):
        found.setdefault(more[variable], []).append(more)
    return [{**row, **more} for row in rows for more in found.get(row[variable], [{}])]


def labelled(store: Asker, rows: list[Row], *names: str) -> list[Row]:
    """The rows with the labels of the concepts whose IRIs stand in ``NAME_iri``, as ``NAME``."""
    nodes = sorted(
        {f"<{row[f'{name}_iri']}>" for row in rows for name in names if f"{name}_iri" in row}
    )
    said = asked(
        store, f"SELECT ?node ?label WHERE {{ VALUES ?node {{ {' '.join(nodes)} }} ?node {RDFS.label} ?label }}"
    ) if nodes else []  # fmt: skip
    labels = {row["node"]: row["label"] for row in said}
    return [
        {**row, **{name: labels[row[f"{name}_iri"]] for name in names if row.get(f"{name}_iri") in labels}}
        for row in rows
    ]  # fmt: skip


def in_processes(store: Asker, rows: list[Row]) -> list[Row]:
    """Rows about agreements with the peace processes that these belong to."""
    return joined(
        store,
        rows,
        "agreement_iri",
        f"?agreement_iri {PA.inProcess} ?process_iri . {named('process')}",
    )


def ref(row: Row, name: str, kind: str) -> tuple[Ref, ...]:
    """The thing whose id and label stand in the columns ``name`` and ``name_label``; nothing if unbound."""
    if not row.get(name):
        return ()
    return (Ref(one_line(row.get(f"{name}_label", row[name])), kind, own_id(kind, row, name)),)


def own_id(kind: str, row: Row, name: str) -> str:
    """The id that is one thing's alone: a conflict's number is one in each scheme, so its IRI's end."""
    return tail(row[f"{name}_iri"]) if kind == "conflict" else row[name]


def named(variable: str) -> str:
    """The pattern that binds id and label of a thing for :func:`ref`."""
    return f"?{variable}_iri {DCTERMS.identifier} ?{variable} ; {RDFS.label} ?{variable}_label ."


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Texts that are not empty, each once, sorted."""
    return tuple(sorted({value for value in values if value}))


def facts(store: Asker, thing: NamedNode, without: Iterable[NamedNode] = ()) -> list[Fact]:
    """What is said of a thing itself: every statement but those in ``without``, in the ontology's order.

    So what the ontology learns to say stands on the card without a change here.
    """
    skipped = {item.value for item in without}
    rows = asked(
        store,
        f"SELECT ?property ?value ?id ?label ?class WHERE {{ {thing} ?property ?value "
        f"OPTIONAL {{ ?value {RDFS.label} ?label }} OPTIONAL {{ ?value {DCTERMS.identifier} ?id }} "
        f"OPTIONAL {{ ?value {RDF.type} ?class }} }}",
    )
    found: dict[str, set[Value]] = {}
    for row in rows:
        name = row["property"]
        if name in skipped or not (name.startswith(ONTOLOGY) or name in _BORROWED):
            continue
        found.setdefault(name, set()).add(value_of(row))
    # A thing of several classes comes once for each: what has a card goes before its bare label.
    for values in found.values():
        labels = {value.label for value in values if isinstance(value, Ref)}
        values -= {value for value in values if isinstance(value, str) and value in labels}
    known = {term.iri.value: term for term in terms().values()}
    order = {name: at for at, name in enumerate(dict.fromkeys([*_FIRST, *known, *_BORROWED]))}
    return [
        _fact(name, known.get(name), values)
        for name, values in sorted(found.items(), key=lambda item: order.get(item[0], len(order)))
    ]


def value_of(row: Row) -> Value:
    """What stands in ``value``, with ``label``, ``id`` and ``class`` where it is a thing."""
    kind = KIND_OF_CLASS.get(row.get("class", ""))
    if kind and row.get("id"):
        id_ = tail(row["value"]) if kind == "conflict" else row["id"]
        return Ref(one_line(row.get("label", row["id"])), kind, id_)
    if row.get("label"):
        return one_line(row["label"])
    return Link(row["value"]) if row["value"].startswith(("http://", "https://")) else row["value"]


def _fact(name: str, term: Term | None, values: set[Value]) -> Fact:
    label = term.label if term else _BORROWED[name]
    return Fact(label, tuple(sorted(values, key=str)), term.definition if term else "")


def title(store: Asker, kind: str, thing: NamedNode) -> tuple[str, str]:
    """Id and label of a thing."""
    row = asked(
        store,
        f"SELECT ?id ?label WHERE {{ {thing} {DCTERMS.identifier} ?id ; {RDFS.label} ?label }}",
    )
    if not row:
        return tail(thing.value), thing.value
    id_ = tail(thing.value) if kind == "conflict" else row[0]["id"]
    return id_, one_line(row[0]["label"])
