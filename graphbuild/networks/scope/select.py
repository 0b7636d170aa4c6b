"""What is asked of the graph: rows of agreements and of participations, never of pairs.

An agreement of 180 actors is 180 rows here and 32,220 in a self-join, so pairs are made in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from graphbuild.networks.scope.choices import Choices
    from graphbuild.stores import Asker

PREFIXES = """\
PREFIX pa: <https://w3id.org/peace-agreements/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SCHEME = "https://w3id.org/peace-agreements/scheme/"
_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")

_RESTRICTING = {
    "process": "pa:inProcess",
    "conflict": "pa:addressesConflict",
    "place": "pa:concernsPlace",
    "region": "pa:region",
    "stage": "pa:stage",
    "level": "pa:level",
}


def restriction(choices: Choices) -> str:
    """The lines of a query that choose agreements; undated ones pass, so that they can be counted."""
    lines = []
    for name, predicate in _RESTRICTING.items():
        if iris := choices.many(name):
            listed = " ".join(str(NamedNode(iri)) for iri in iris)
            variable = f"?chosen_{name}"
            lines.append(f"  VALUES {variable} {{ {listed} }} ?agreement {predicate} {variable} .")
    lines.append("  ?agreement a pa:Agreement .")
    bounds = [
        f"?date {sign} {Literal(choices.one(name), datatype=_DATE)}"
        for name, sign in (("from", ">="), ("to", "<="))
        if choices.many(name)
    ]
    if bounds:
        lines.append("  OPTIONAL { ?agreement pa:signedOn ?date }")
        lines.append(f"  FILTER(!BOUND(?date) || ({' && '.join(bounds)}))")
    return "\n".join(lines)


def agreements(choices: Choices) -> str:
    """Every chosen agreement with what describes it."""
    optional = {
        "date": "pa:signedOn",
        "process": "pa:inProcess",
        "level": "pa:level",
        "stage": "pa:stage",
        "status": "pa:status",
        "page": "foaf:page",
    }
    if choices.many("from") or choices.many("to"):
        del optional["date"]  # the restriction has asked for it
    lines = [f"  OPTIONAL {{ ?agreement {what} ?{name} }}" for name, what in optional.items()]
    return (
        f"{PREFIXES}SELECT DISTINCT ?agreement ?id ?label ?date ?process ?level ?stage ?status ?page"
        f" WHERE {{\n{restriction(choices)}\n"
        "  ?agreement dcterms:identifier ?id ; rdfs:label ?label .\n" + "\n".join(lines) + "\n}"
    )


def participations(choices: Choices) -> str:
    """One row for each listing of an actor for a chosen agreement."""
    return (
        f"{PREFIXES}SELECT DISTINCT ?participation ?agreement ?actor ?side ?basis ?third ?certainty"
        f" ?method ?signing WHERE {{\n{restriction(choices)}\n"
        "  ?participation pa:inAgreement ?agreement ; pa:ofActor ?actor ; pa:listedAs ?side ;"
        " pa:basis ?basis .\n"
        "  OPTIONAL { ?participation pa:thirdToConflict ?third }\n"
        "  OPTIONAL { ?participation pa:certainty ?certainty }\n"
        "  OPTIONAL { ?participation pa:linkMethod ?method }\n"
        "  OPTIONAL { ?participation pa:signing ?signing }\n}"
    )


def roles(choices: Choices) -> str:
    """The roles that agreements' texts name for their actors."""
    return (
        f"{PREFIXES}SELECT DISTINCT ?participation ?role WHERE {{\n{restriction(choices)}\n"
        "  ?participation pa:inAgreement ?agreement ; pa:statedRole ?role .\n}"
    )


def conflicts(choices: Choices, scheme: str) -> str:
    """The conflicts, in one scheme's numbers, that chosen agreements address."""
    return (
        f"{PREFIXES}SELECT DISTINCT ?agreement ?conflict WHERE {{\n{restriction(choices)}\n"
        "  ?agreement pa:addressesConflict ?conflict ."
        f" ?conflict pa:conflictScheme {Literal(scheme)} .\n}}"
    )


def mentions(choices: Choices) -> str:
    """The passages of chosen agreements that name another, with the one meant where that is certain."""
    return (
        f"{PREFIXES}SELECT DISTINCT ?mention ?agreement ?mentioned ?method ?words WHERE {{\n"
        f"{restriction(choices)}\n"
        "  ?agreement pa:hasMention ?mention .\n"
        "  OPTIONAL { ?mention pa:mentions ?mentioned }\n"
        "  OPTIONAL { ?mention pa:linkMethod ?method }\n"
        "  OPTIONAL { ?mention pa:asWritten ?words }\n}"
    )


def provisions(choices: Choices, rows_only: bool) -> str:
    """The topics that chosen agreements are coded for; headings of the coding page never count."""
    depth = "FILTER(?depth = 1)" if rows_only else "FILTER(?depth > 0)"
    return (
        f"{PREFIXES}SELECT DISTINCT ?agreement ?topic ?value WHERE {{\n{restriction(choices)}\n"
        "  ?agreement pa:hasProvision ?provision . ?provision pa:onTopic ?topic .\n"
        f"  ?topic pa:topicLevel ?depth . {depth}\n"
        "  OPTIONAL { ?provision pa:codedValue ?value }\n}"
    )


def appearances(choices: Choices) -> str:
    """Persons who act for an actor in a chosen agreement."""
    return (
        f"{PREFIXES}SELECT DISTINCT ?representation ?participation ?person ?office ?signing"
        f" WHERE {{\n{restriction(choices)}\n"
        "  ?participation pa:inAgreement ?agreement ; pa:hasRepresentation ?representation .\n"
        "  ?representation pa:ofPerson ?person .\n"
        "  OPTIONAL { ?representation pa:office ?office }\n"
        "  OPTIONAL { ?representation pa:signing ?signing }\n}"
    )


_ABOUT = {
    "Actor": (
        "rdfs:label",
        "dcterms:identifier",
        "pa:actorType",
        "pa:actorSubType",
        "pa:abbreviation",
        "pa:basedIn",
        "pa:actorRegion",
        "pa:unType",
        "pa:ucdpActorId",
        "pa:paaxId",
        "pa:womenGroup",
    ),
    "PeaceProcess": ("rdfs:label", "dcterms:identifier"),
    "Conflict": ("rdfs:label", "dcterms:identifier", "pa:conflictScheme"),
    "Person": ("rdfs:label", "dcterms:identifier", "pa:actsFor"),
    "Source": ("rdfs:label", "pa:fileName", "pa:sourceKind", "pa:release", "pa:sha256"),
}

Facts = dict[str, dict[str, list[str]]]
"""What is known of each thing: IRI, then property (prefixed), then its values in order."""


def facts(store: Asker, kind: str) -> Facts:
    """Everything a node of this class shows, by IRI."""
    properties = " ".join(_ABOUT[kind])
    return _collect(
        store,
        f"{PREFIXES}SELECT DISTINCT ?thing ?property ?value WHERE {{\n"
        f"  ?thing a pa:{kind} . VALUES ?property {{ {properties} }} ?thing ?property ?value .\n}}",
    )


def places(store: Asker) -> Facts:
    """Countries and entities, with names and codes."""
    return _collect(
        store,
        f"{PREFIXES}SELECT DISTINCT ?thing ?property ?value WHERE {{\n"
        "  VALUES ?kind { pa:Place pa:Country pa:TerritorialEntity } ?thing a ?kind .\n"
        "  VALUES ?property { rdfs:label dcterms:identifier pa:iso3 } ?thing ?property ?value .\n}",
    )


def concept_labels(store: Asker) -> dict[str, str]:
    """The labels of stages, levels, roles, ... by IRI; where several, the first in order."""
    schemes = ("stage", "level", "status", "role", "actor-type", "region", "signing", "link-method")
    listed = " ".join(f"<{SCHEME}{name}>" for name in schemes)
    rows = select(
        store,
        f"{PREFIXES}SELECT DISTINCT ?concept ?label WHERE {{\n"
        f"  VALUES ?scheme {{ {listed} }} ?concept skos:inScheme ?scheme ; skos:prefLabel ?label .\n}}",
    )
    return {concept: label for concept, label in sorted(rows, reverse=True)}  # noqa: C416


def _collect(store: Asker, query: str) -> Facts:
    found: Facts = {}
    for thing, property_, value in sorted(select(store, query)):
        found.setdefault(thing, {}).setdefault(_local(property_), []).append(value)
    return found


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def select(store: Asker, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as texts, ``""`` where a variable is not bound."""
    for row in store.select(query):
        yield tuple("" if term is None else term.value for term in _cells(row))


def _cells(row: Iterable[object]) -> Iterator[NamedNode | Literal | None]:
    for term in row:
        assert term is None or isinstance(term, NamedNode | Literal)
        yield term
