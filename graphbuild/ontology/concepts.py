"""The coding schemes of ``ontology/codebook.ttl`` as data: what a built graph says of its concepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from graphbuild.ontology.namespaces import SCHEME
from graphbuild.ontology.terms import DCTERMS, PA, RDFS, SKOS, read

FILE = "codebook.ttl"


@dataclass(slots=True)
class Concept:
    """One concept: a provision topic, a stage, a role.

    ``code`` is as PA-X writes it (``PpsGe:St``), ``path`` that of the coding page, for topics alone;
    ``maximum`` the top of a topic's scale.
    """

    iri: NamedNode
    scheme: str = ""
    code: str = ""
    label: str = ""
    definition: str = ""
    path: str = ""
    maximum: int | None = None
    deprecated: bool = False
    broader: list[NamedNode] = field(default_factory=list)


def triples() -> tuple[Triple, ...]:
    """Everything that the codebook says, schemes and concepts; parsed once."""
    return read(FILE)


@cache
def _by_subject() -> dict[NamedNode, list[Triple]]:
    grouped: dict[NamedNode, list[Triple]] = {}
    for triple in triples():
        if isinstance(triple.subject, NamedNode):
            grouped.setdefault(triple.subject, []).append(triple)
    return grouped


@cache
def concepts() -> dict[NamedNode, Concept]:
    """Every concept by IRI, in the order of the codebook."""
    found: dict[NamedNode, Concept] = {}
    for node, said in _by_subject().items():
        concept = _concept(node, said)
        if concept.scheme:
            found[node] = concept
    return found


def _concept(node: NamedNode, said: list[Triple]) -> Concept:
    concept = Concept(node)
    for triple in said:
        predicate, value = triple.predicate, triple.object
        if isinstance(value, NamedNode):
            if predicate == SKOS.inScheme:
                concept.scheme = value.value.removeprefix(SCHEME)
            elif predicate == SKOS.broader:
                concept.broader.append(value)
        elif isinstance(value, Literal):
            _describe(concept, predicate, value.value)
    return concept


def _describe(concept: Concept, predicate: NamedNode, text: str) -> None:
    if predicate == DCTERMS.identifier:
        concept.code = text
    elif predicate == RDFS.label:
        concept.label = text
    elif predicate == SKOS.definition:
        concept.definition = text
    elif predicate == PA.path:
        concept.path = text
    elif predicate == PA.valueMax:
        concept.maximum = int(text)
    elif predicate.value.endswith("#deprecated"):
        concept.deprecated = text == "true"


def blocks() -> Iterator[list[str]]:
    """What the codebook says, as lines of N-Triples, subject by subject, in its order: schemes, then concepts."""
    for node, said in _by_subject().items():
        if not node.value.startswith(SCHEME):
            continue  # the file's header and declarations are nothing that a graph says
        yield [f"{triple!s} .\n" for triple in said]
