"""Every attribute that a node or an edge can have, with its one type: what files rely on.

A reader such as Gephi refuses a column whose values are of two types, so nothing is written that
this table does not name.
"""

from __future__ import annotations

from typing import Final

NODE: Final[dict[str, tuple[type, str]]] = {
    "iri": (str, "the thing in the graph"),
    "label": (str, "its name"),
    "identifier": (str, "its id, as in PA-X or PAA-X"),
    "kind": (str, "actor, agreement, process, conflict or person"),
    "type": (str, "for actors PAA-X's actor type, else the kind"),
    "bipartite": (int, "0 or 1: the part of a two-part network that it stands in"),
    "country": (str, "where the actor is based"),
    "country_code": (str, "the same as ISO 3166-1 alpha-3"),
    "region": (str, "the actor's region"),
    "sub_type": (str, "PAA-X's finer type"),
    "abbreviation": (str, "short forms of the name"),
    "un_type": (str, "United Nations, UN Mission or P5"),
    "ucdp_id": (str, "the actor's number in UCDP"),
    "paax_id": (str, "PAA-X's key with type prefix"),
    "women": (bool, "PAA-X marks it as a women's group"),
    "agreements": (int, "how many agreements of this network it is on, or has"),
    "as_party": (int, "on how many of them as a party"),
    "as_third_party": (int, "on how many of them as a third party, in the network's sense"),
    "first_date": (str, "date of the first of them"),
    "last_date": (str, "date of the last of them"),
    "agreement_ids": (str, "which they are"),
    "date": (str, "date of the agreement"),
    "year": (int, "year of the agreement"),
    "process": (str, "peace process"),
    "process_id": (str, "number of the peace process"),
    "level": (str, "level of agreement and conflict"),
    "stage": (str, "stage of the process"),
    "status": (str, "agreement status"),
    "page": (str, "page on the PA-X website"),
    "scheme": (str, "whose number the conflict has: ucdp or cow"),
    "acts_for": (str, "the actor for whom the person acts"),
    "acts_for_id": (str, "its id"),
    "topics": (int, "topics that its agreements provide for"),
    "third_parties": (int, "third parties of the process, in the network's sense"),
    "degree": (int, "neighbours"),
    "in_degree": (int, "of those that point to it, how many (networks with directions)"),
    "out_degree": (int, "of those that it points to, how many"),
    "strength": (float, "sum of the weights of its ties"),
    "betweenness": (float, "share of shortest paths that pass through it, exact"),
    "closeness": (float, "closeness, corrected for components (Wasserman and Faust)"),
    "eigenvector": (float, "eigenvector centrality, weighted"),
    "pagerank": (float, "PageRank, weighted (networks with directions)"),
    "core": (int, "k-core"),
    "clustering": (float, "share of its neighbours that are tied (two-part: Latapy's)"),
    "component": (int, "component, 1 being the largest"),
    "community": (int, "community, 1 being the largest"),
}
"""Attributes of nodes."""

EDGE: Final[dict[str, tuple[type, str]]] = {
    "iri": (str, "the participation or appearance in the graph"),
    "side": (str, "party or third party: the field in which the actor stands"),
    "third": (bool, "third to the conflict (PAA-X practical_third)"),
    "roles": (str, "roles that the agreement's text names"),
    "signing": (str, "what the text says about signing"),
    "basis": (str, "coded (a row of PAA-X) or linked (found in the text)"),
    "method": (str, "how the words were linked"),
    "certainty": (str, "how sure the link is"),
    "date": (str, "date of the agreement"),
    "year": (int, "year of the agreement"),
    "process": (str, "peace process"),
    "process_id": (str, "number of the peace process"),
    "agreements": (int, "agreements that the tie rests on"),
    "weight": (float, "weight of the tie; see the network's description of edges"),
    "first_date": (str, "date of the first agreement"),
    "last_date": (str, "date of the last agreement"),
    "agreement_ids": (str, "which agreements they are"),
    "processes": (int, "peace processes of these agreements"),
    "shared": (int, "third parties in common"),
    "shared_ids": (str, "which they are"),
    "topics": (int, "topics in common"),
    "mentions": (int, "passages that mention"),
    "passage": (str, "the first of these passages, as written"),
    "actor": (str, "the actor for whom the person acts"),
    "actor_id": (str, "its id"),
    "office": (str, "office of the person, as written"),
    "significance": (
        float,
        "disparity filter: chance of so heavy a tie at random; small is strong",
    ),
    "p_value": (float, "chance of sharing as many if each drew its own at random (hypergeometric)"),
    "p_corrected": (float, "the same, corrected for all pairs that were compared"),
}
"""Attributes of edges."""

JOINED = "; "
"""Between the values of an attribute that has several."""
