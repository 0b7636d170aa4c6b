"""Nodes and what they show: from facts of the graph to attributes of one fixed type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graphbuild.networks.attributes import JOINED
from graphbuild.networks.scope.chosen import THIRD, Agreement, Participation, Rows, Scope, natural
from graphbuild.ontology.terms import DCTERMS, PA, RDFS

if TYPE_CHECKING:
    import networkx
    from pyoxigraph import NamedNode

    from graphbuild.networks.scope.select import Facts, Known

Attributes = dict[str, str | int | float | bool]

_ACTOR = {
    "sub_type": PA.actorSubType,
    "abbreviation": PA.abbreviation,
    "region": PA.actorRegion,
    "un_type": PA.unType,
    "ucdp_id": PA.ucdpActorId,
    "paax_id": PA.paaxId,
}


def _first(known: Known, property_: NamedNode, default: str = "") -> str:
    return next(iter(known.get(property_, ())), default)


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


def _thing(iri: str, facts: Facts, kind: str) -> Attributes:
    known = facts.get(iri, {})
    return {
        "label": _first(known, RDFS.label, _tail(iri)),
        "iri": iri,
        "identifier": _first(known, DCTERMS.identifier, _tail(iri)),
        "kind": kind,
        "type": kind,
    }


def actor(iri: str, rows: Rows) -> Attributes:
    """An actor with type, country and numbers; what is not known is left out."""
    out = _thing(iri, rows.actors, "actor")
    known = rows.actors.get(iri, {})
    kind = _first(known, PA.actorType)
    out["type"] = rows.concepts.get(kind, _tail(kind)) or "not stated"
    place = rows.places.get(_first(known, PA.basedIn), {})
    texts = {name: JOINED.join(known.get(property_, ())) for name, property_ in _ACTOR.items()}
    texts["country"] = _first(place, RDFS.label)
    texts["country_code"] = _first(place, PA.iso3)
    out.update({name: text for name, text in texts.items() if text})
    if PA.womenGroup in known:
        out["women"] = _first(known, PA.womenGroup) in ("true", "1")
    return out


def agreement(item: Agreement, rows: Rows) -> Attributes:
    """An agreement with date, process, stage and page."""
    out: Attributes = {
        "label": item.label,
        "iri": item.iri,
        "identifier": item.id,
        "kind": "agreement",
        "type": "agreement",
    }
    return out | dated(item, rows) | _coded(item, rows)


def dated(item: Agreement, rows: Rows) -> Attributes:
    """When, and in which process: for a node or an edge."""
    out: Attributes = {}
    if item.date:
        out["date"] = item.date
        out["year"] = int(item.date[:4])
    if item.process:
        known = rows.processes.get(item.process, {})
        out["process"] = _first(known, RDFS.label, _tail(item.process))
        out["process_id"] = _first(known, DCTERMS.identifier, _tail(item.process))
    return out


def _coded(item: Agreement, rows: Rows) -> Attributes:
    codes = {"level": item.level, "stage": item.stage, "status": item.status}
    out: Attributes = {
        name: rows.concepts.get(iri, _tail(iri)) for name, iri in codes.items() if iri
    }
    if item.page:
        out["page"] = item.page
    return out


def process(iri: str, rows: Rows) -> Attributes:
    """A peace process."""
    return _thing(iri, rows.processes, "process")


def conflict(iri: str, facts: Facts) -> Attributes:
    """A conflict with the list that numbers it."""
    out = _thing(iri, facts, "conflict")
    if scheme := _first(facts.get(iri, {}), PA.conflictScheme):
        out["scheme"] = scheme
    return out


def person(iri: str, facts: Facts, rows: Rows) -> Attributes:
    """A person with the actor for which they act."""
    out = _thing(iri, facts, "person")
    if acts_for := _first(facts.get(iri, {}), PA.actsFor):
        known = _thing(acts_for, rows.actors, "actor")
        out["acts_for"], out["acts_for_id"] = known["label"], known["identifier"]
    return out


def span(agreements: Iterable[Agreement]) -> Attributes:
    """Number, first and last date, and ids of some agreements."""
    items = sorted(set(agreements), key=lambda item: natural(item.id))
    dates = sorted(item.date for item in items if item.date)
    out: Attributes = {
        "agreements": len(items),
        "agreement_ids": JOINED.join(item.id for item in items),
    }
    if dates:
        out["first_date"], out["last_date"] = dates[0], dates[-1]
    return out


def involvement(scope: Scope, participations: Iterable[Participation]) -> dict[str, Attributes]:
    """Of each actor: on how many agreements, on which side in the chosen sense, since when."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for given in participations:
        found[given.actor][given.stands_as(scope.sense)].add(given.agreement)
    out: dict[str, Attributes] = {}
    for iri in sorted(found, key=natural):
        sides = found[iri]
        third = sides.get(THIRD, set())
        everywhere: set[str] = set().union(*sides.values())
        out[iri] = span(scope.agreements[key] for key in everywhere) | {
            "as_third_party": len(third),
            "as_party": len(sides.get("party", ())),
        }
    return out


def add_actors(
    graph: networkx.Graph[Any],
    scope: Scope,
    participations: Iterable[Participation],
    **more: int,
) -> None:
    """Add every actor of some participations, in order."""
    for iri, counts in involvement(scope, participations).items():
        graph.add_node(iri, **actor(iri, scope.rows), **counts, **more)


def drop_isolates(graph: networkx.Graph[Any], scope: Scope, counted: Iterable[str] = ()) -> None:
    """Take nodes without a tie out, unless the user asked to keep them, and count them.

    ``counted`` nodes are in another count already, such as agreements without any actor.
    """
    if scope.choices.yes("isolates"):
        return
    alone = [node for node, degree in graph.degree() if degree == 0]
    graph.remove_nodes_from(alone)
    scope.left_out["no_tie"] += len(set(alone) - set(counted))
