"""What every network says of itself: its question, how it was made, from what, and what it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphbuild.catalogue.left_out import REASONS as SHARED
from graphbuild.networks.scope.chosen import Scope, natural
from graphbuild.ontology.references import references
from graphbuild.ontology.terms import PA, RDFS

if TYPE_CHECKING:
    import networkx

REASONS: Final[dict[str, str]] = SHARED | {
    "unilateral": "documents that one side declared",
    "no_actor": "agreements for which no actor is known on this basis",
    "not_practical": "participations linked in the text, which PAA-X's judgement does not cover",
    "excluded": "participations of excluded actors",
    "other_type": "participations of actors of other types",
    "other_side": "participations on the other side",
    "over_cap": "agreements with more actors than max_actors",
    "one_actor": "agreements with one actor, which make no pair",
    "no_third": "agreements without a third party in this sense",
    "no_process": "agreements without a process",
    "no_conflict": "agreements without a conflict in this scheme",
    "process_without_third": "processes without a third party in this sense",
    "conflict_without_third": "conflicts without a third party in this sense",
    "few_agreements": "ties, or processes, of fewer agreements than asked for",
    "few_shared": "ties with fewer third parties in common than asked for",
    "low_cosine": "ties with a lower cosine than asked for",
    "no_provision": "agreements without a coded provision of the chosen topics",
    "unresolved": "mentions whose agreement could not be told for certain",
    "out_of_scope": "mentions of an agreement outside the chosen ones",
    "no_person": "participations that name no person",
    "no_tie": "nodes without a tie",
    "both_sides": "times that one actor stands on both sides of one agreement",
    "merged": "actors taken for another one",
    "mentions_later": "mentions of an agreement with a later date",
    "not_in_a_slice": "agreements without what the network is sliced by",
    "weak_ties": "ties that the backbone does not keep",
}
"""What is counted, in words."""

DOCUMENTS: Final = "documents"
"""The graph attribute with the agreements of the network; only formats that can nest write it."""


def describe(graph: networkx.Graph[Any], scope: Scope) -> None:
    """Write the graph attributes."""
    choices = scope.choices
    projection = choices.projection
    graph.graph.update(
        {
            "name": projection.name,
            "title": _title(scope),
            "question": projection.question,
            "nodes": projection.nodes,
            "edges": projection.edges,
            "parameters": dict(choices.shown),
            "understood": dict(choices.understood),
            "select": "\n\n".join(scope.rows.queries),
            "sources": _sources(scope),
            "releases": releases(scope),
            "agreements": len(scope.agreements),
            "left_out": {key: scope.left_out[key] for key in REASONS if scope.left_out[key]},
            "let_in": {key: scope.let_in[key] for key in REASONS if scope.let_in[key]},
            "caution": projection.caution,
            DOCUMENTS: _documents(scope),
        }
    )


def _title(scope: Scope) -> str:
    """What the network is, and of which process if it is of one."""
    title, chosen = scope.choices.projection.title, scope.choices.many("process")
    if len(chosen) != 1:
        return title
    names = scope.rows.processes.get(chosen[0], {}).get(RDFS.label, [chosen[0]])
    return f"{title}: {names[0]}"


def _sources(scope: Scope) -> list[dict[str, str]]:
    names = {
        "file": PA.fileName,
        "kind": PA.sourceKind,
        "release": PA.release,
        "sha256": PA.sha256,
    }
    return [
        {name: next(iter(known.get(property_, ())), "") for name, property_ in names.items()}
        for _, known in sorted(scope.rows.sources.items())
    ]


def releases(scope: Scope) -> list[str]:
    """``PA-X v9``, ``PAA-X v0.2``: the datasets and releases that the graph was built from."""
    found = set()
    for source in _sources(scope):
        if source["release"]:
            found.add(f"{_dataset(source['kind'])} {source['release']}")
    return sorted(found, key=natural)


def _dataset(kind: str) -> str:
    """What a kind of source is a release of, as one cites it."""
    titles = [work.title for work in references() if work.type == "dataset" and kind in work.kinds]
    return next((title.removesuffix(" Peace Agreements Database") for title in titles), kind)


def _documents(scope: Scope) -> dict[str, dict[str, str]]:
    """Title, date and page of each agreement that a participation of the network is in, by id."""
    used = {given.agreement for given in scope.participations}
    return {
        item.id: {"title": item.label, "date": item.date, "page": item.page}
        for iri, item in scope.agreements.items()
        if iri in used or not scope.choices.projection.actors
    }


def counted(reasons: dict[str, int]) -> list[str]:
    """Counts as phrases: ``agreements of level IntraLocal: 312``."""
    return [f"{REASONS[key]}: {number:,}" for key, number in reasons.items()]


def choices_made(graph: networkx.Graph[Any]) -> str:
    """The parameters that restrict or define something, as ``sense=listed, local=exclude``.

    Things are shown by label and id.
    """
    given: dict[str, str] = graph.graph["parameters"]
    parameters = given | {
        name: text for name, text in graph.graph.get("understood", {}).items() if name in given
    }
    return ", ".join(f"{name}={value}" for name, value in parameters.items() if value != "any")


def caption(graph: networkx.Graph[Any]) -> list[str]:
    """Sentences that belong under any picture of the network."""
    about = graph.graph
    lines = [f"{about['question']} {'; '.join(about['releases']) or 'Release not stated'}."]
    lines.append(f"Chosen: {choices_made(graph)}.")
    for key, words in (("left_out", "Left out"), ("let_in", "Included")):
        if phrases := counted(about[key]):
            lines.append(f"{words}: {'; '.join(phrases)}.")
    if about["caution"]:
        lines.append(about["caution"])
    return lines
