"""What is asked of the graph: rows of agreements and of participations, never of pairs.

An agreement of 180 actors is 180 rows here and 32,220 in a self-join, so pairs are made in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graphbuild.ontology.namespaces import shorten
from graphbuild.ontology.sparql import prologue, sparql
from graphbuild.ontology.terms import DCTERMS, FOAF, PA, RDFS, SKOS, scheme

if TYPE_CHECKING:
    from graphbuild.networks.scope.choices import Choices
    from graphbuild.stores import Asker

_PREFIXES = prologue("pa", "dcterms", "foaf", "rdfs", "skos", "xsd")

_RESTRICTING = {
    "process": PA.inProcess,
    "conflict": PA.addressesConflict,
    "place": PA.concernsPlace,
    "region": PA.region,
    "stage": PA.stage,
    "level": PA.level,
}


def restriction(choices: Choices) -> str:
    """The lines of a query that choose agreements; undated ones pass, so that they can be counted."""
    lines = []
    for name, predicate in _RESTRICTING.items():
        if iris := choices.many(name):
            listed = " ".join(str(NamedNode(iri)) for iri in iris)
            variable = f"?chosen_{name}"
            lines.append(
                f"  VALUES {variable} {{ {listed} }} ?agreement {_short(predicate)} {variable} ."
            )
    lines.append(sparql("  ?agreement a pa:Agreement ."))
    bounds = [
        f"STR(?date) {sign} SUBSTR({Literal(choices.one(name))}, 1, STRLEN(STR(?date)))"
        for name, sign in (("from", ">="), ("to", "<="))
        if choices.many(name)
    ]
    if bounds:
        lines.append(sparql("  OPTIONAL { ?agreement pa:signedOn ?date }"))
        lines.append(f"  FILTER(!BOUND(?date) || ({' && '.join(bounds)}))")
    return "\n".join(lines)


def agreements(choices: Choices) -> str:
    """Every chosen agreement with what describes it."""
    optional = {
        "date": PA.signedOn,
        "process": PA.inProcess,
        "level": PA.level,
        "stage": PA.stage,
        "status": PA.status,
        "page": FOAF.page,
        "release": PA.firstRelease,
    }
    if choices.many("from") or choices.many("to"):
        del optional["date"]  # the restriction has asked for it
    lines = [
        f"  OPTIONAL {{ ?agreement {_short(what)} ?{name} }}" for name, what in optional.items()
    ]
    return _PREFIXES + sparql(
        "SELECT DISTINCT ?agreement ?id ?label ?date ?process ?level ?stage ?status ?page ?release"
        f" WHERE {{\n{restriction(choices)}\n"
        "  ?agreement dcterms:identifier ?id ; rdfs:label ?label .\n" + "\n".join(lines) + "\n}"
    )


def participations(choices: Choices) -> str:
    """One row for each listing of an actor for a chosen agreement."""
    return _PREFIXES + sparql(
        "SELECT DISTINCT ?participation ?agreement ?actor ?side ?basis ?third ?certainty"
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
    return _PREFIXES + sparql(
        f"SELECT DISTINCT ?participation ?role WHERE {{\n{restriction(choices)}\n"
        "  ?participation pa:inAgreement ?agreement ; pa:statedRole ?role .\n}"
    )


def conflicts(choices: Choices, numbers: str) -> str:
    """The conflicts that chosen agreements address, in one scheme's numbers.

    Where UCDP's are asked for, an agreement without one counts by its other number or name.
    """
    numbered = sparql("?agreement pa:addressesConflict ?other . ?other pa:conflictScheme 'ucdp'")
    alone = f" || NOT EXISTS {{ {numbered} }}" if numbers == "ucdp" else ""
    return _PREFIXES + sparql(
        f"SELECT DISTINCT ?agreement ?conflict WHERE {{\n{restriction(choices)}\n"
        "  ?agreement pa:addressesConflict ?conflict ."
        f" ?conflict pa:conflictScheme ?list .\n"
        f"  FILTER(?list = {Literal(numbers)}{alone})\n}}"
    )


def mentions(choices: Choices) -> str:
    """The passages of chosen agreements that name another, with the one meant where that is certain."""
    return _PREFIXES + sparql(
        f"SELECT DISTINCT ?mention ?agreement ?mentioned ?method ?words WHERE {{\n"
        f"{restriction(choices)}\n"
        "  ?mention a pa:Mention ; pa:inAgreement ?agreement .\n"
        "  OPTIONAL { ?mention pa:mentions ?mentioned }\n"
        "  OPTIONAL { ?mention pa:linkMethod ?method }\n"
        "  OPTIONAL { ?mention pa:asWritten ?words }\n}"
    )


def provisions(choices: Choices, rows_only: bool) -> str:
    """The topics that chosen agreements are coded for; headings of the coding page never count."""
    depth = "FILTER(?depth = 1)" if rows_only else "FILTER(?depth > 0)"
    return _PREFIXES + sparql(
        f"SELECT DISTINCT ?agreement ?topic ?value WHERE {{\n{restriction(choices)}\n"
        "  ?provision pa:inAgreement ?agreement ; pa:onTopic ?topic .\n"
        f"  ?topic pa:topicLevel ?depth . {depth}\n"
        "  OPTIONAL { ?provision pa:codedValue ?value }\n}"
    )


def appearances(choices: Choices) -> str:
    """Persons who act for an actor in a chosen agreement."""
    return _PREFIXES + sparql(
        "SELECT DISTINCT ?representation ?participation ?person ?office ?signing"
        f" WHERE {{\n{restriction(choices)}\n"
        "  ?participation pa:inAgreement ?agreement ; pa:hasRepresentation ?representation .\n"
        "  ?representation pa:ofPerson ?person .\n"
        "  OPTIONAL { ?representation pa:office ?office }\n"
        "  OPTIONAL { ?representation pa:signing ?signing }\n}"
    )


_NAMED = (RDFS.label, DCTERMS.identifier)
_ABOUT = {
    PA.Actor: (
        *_NAMED,
        PA.actorType,
        PA.actorSubType,
        PA.abbreviation,
        PA.basedIn,
        PA.actorRegion,
        PA.unType,
        PA.ucdpActorId,
        PA.paaxId,
        PA.womenGroup,
    ),
    PA.PeaceProcess: _NAMED,
    PA.Conflict: (*_NAMED, PA.conflictScheme),
    PA.Person: (*_NAMED, PA.actsFor),
    PA.Source: (RDFS.label, PA.fileName, PA.sourceKind, PA.release, PA.sha256),
}

Known = dict[NamedNode, list[str]]
"""What is known of one thing: property, then its values in order."""
Facts = dict[str, Known]
"""What is known of each thing, by IRI."""


def facts(store: Asker, kind: NamedNode) -> Facts:
    """Everything a node of this class shows, by IRI."""
    properties = " ".join(map(str, _ABOUT[kind]))
    return _collect(
        store,
        "SELECT DISTINCT ?thing ?property ?value WHERE {\n"
        f"  ?thing a {kind} . VALUES ?property {{ {properties} }} ?thing ?property ?value .\n}}",
    )


def places(store: Asker) -> Facts:
    """Countries and entities, with names and codes."""
    kinds, properties = (
        " ".join(map(str, terms))
        for terms in ((PA.Place, PA.Country, PA.TerritorialEntity), (*_NAMED, PA.iso3))
    )
    return _collect(
        store,
        "SELECT DISTINCT ?thing ?property ?value WHERE {\n"
        f"  VALUES ?kind {{ {kinds} }} ?thing a ?kind .\n"
        f"  VALUES ?property {{ {properties} }} ?thing ?property ?value .\n}}",
    )


def concept_labels(store: Asker) -> dict[str, str]:
    """The labels of stages, levels, roles, ... by IRI; where several, the first in order."""
    names = ("stage", "level", "status", "role", "actor-type", "region", "signing", "link-method")
    listed = " ".join(str(scheme(name)) for name in names)
    rows = select(
        store,
        "SELECT DISTINCT ?concept ?label WHERE {\n"
        f"  VALUES ?scheme {{ {listed} }} ?concept {SKOS.inScheme} ?scheme ;"
        f" {SKOS.prefLabel} ?label .\n}}",
    )
    return {concept: label for concept, label in sorted(rows, reverse=True)}  # noqa: C416


def _collect(store: Asker, query: str) -> Facts:
    found: Facts = {}
    for thing, property_, value in sorted(select(store, query)):
        found.setdefault(thing, {}).setdefault(NamedNode(property_), []).append(value)
    return found


def _short(node: NamedNode) -> str:
    return shorten(node.value)


def select(store: Asker, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as texts, ``""`` where a variable is not bound."""
    for row in store.select(query):
        yield tuple("" if term is None else term.value for term in _cells(row))


def _cells(row: Iterable[object]) -> Iterator[NamedNode | Literal | None]:
    for term in row:
        assert term is None or isinstance(term, NamedNode | Literal)
        yield term
