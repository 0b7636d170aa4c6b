"""Agreements that mention other agreements."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graphbuild.networks.attributes import JOINED
from graphbuild.networks.scope import nodes, select
from graphbuild.networks.scope.chosen import Scope, natural

if TYPE_CHECKING:
    import networkx


def agreement_mentions(scope: Scope) -> networkx.Graph[Any]:
    """Directed: from the agreement whose text mentions to the one that is mentioned.

    Mentions that could not be resolved for certain are counted, not guessed.
    """
    import networkx as nx

    graph: networkx.DiGraph[Any] = nx.DiGraph()
    for iri, item in scope.agreements.items():
        graph.add_node(iri, **nodes.agreement(item, scope.rows))
    for (source, target), found in _mentions(scope).items():
        methods = sorted({method for method, _ in found if method})
        passage = next((words for _, words in found if words), "")
        scope.let_in["mentions_later"] += _is_later(scope, source, target)
        attributes: nodes.Attributes = {"mentions": len(found), "weight": float(len(found))}
        attributes |= {"method": JOINED.join(methods)} if methods else {}
        attributes |= {"passage": passage} if passage else {}
        graph.add_edge(source, target, **attributes)
    nodes.drop_isolates(graph, scope)
    return graph


def _mentions(scope: Scope) -> dict[tuple[str, str], list[tuple[str, str]]]:
    rows = scope.rows.ask(scope.store, select.mentions(scope.choices))
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for _, source, target, method, words in sorted(rows, key=lambda row: natural(row[0])):
        if source not in scope.agreements:
            continue
        if not target:
            scope.left_out["unresolved"] += 1
        elif target not in scope.agreements:
            scope.left_out["out_of_scope"] += 1
        elif target != source:
            pairs[source, target].append((method.rpartition("/")[2], words))
    return {key: pairs[key] for key in sorted(pairs, key=lambda k: (natural(k[0]), natural(k[1])))}


def _is_later(scope: Scope, source: str, target: str) -> bool:
    own, other = scope.agreements[source].date, scope.agreements[target].date
    # a year alone is neither before nor after a day of that year
    return bool(own and other) and other[: len(own)] > own[: len(other)]
