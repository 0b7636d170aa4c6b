"""Writes the reference of the ontology and of the codebook as web pages, an anchor for each IRI.

Run ``python ontology/make_reference.py`` after a change of ``pax.ttl`` or the codebook (needs jinja2). The
pages lie in ``docs/reference/``; ``w3id/`` has the rules that lead from an IRI to its anchor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import Literal, NamedNode

from graphbuild.ontology import concepts
from graphbuild.ontology.concepts import Concept
from graphbuild.ontology.terms import (
    DCTERMS,
    OWL,
    RDF,
    RDFS,
    SCHEME,
    SKOS,
    Term,
    read,
    schemes,
    terms,
)

HERE = Path(__file__).parent
OUT: Final = HERE.parent / "docs" / "reference"
KINDS: Final = {
    "class": "Classes",
    "object": "Properties that lead to things",
    "datatype": "Properties with values",
    "annotation": "Properties that annotate",
}

Values = list[tuple[str, str]]
"""Texts, each with the address that it leads to, or ``""``."""


@dataclass(frozen=True)
class Entry:
    """A term or a concept."""

    anchor: str
    label: str
    name: str
    meaning: str
    facts: list[tuple[str, Values]]


@dataclass(frozen=True)
class Part:
    """Entries under one heading."""

    anchor: str
    title: str
    meaning: str = ""
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Head:
    """What the page is about, from the header of its file."""

    file: str
    title: str
    description: str
    facts: list[tuple[str, str]]


def head(file: str) -> Head:
    """The header of a file of ours as words."""
    (about,) = {
        t.subject for t in read(file) if t.predicate == RDF.type and t.object == OWL.Ontology
    }
    said: dict[NamedNode, str] = {}
    for triple in read(file):
        if triple.subject == about and isinstance(triple.object, Literal | NamedNode):
            said[triple.predicate] = triple.object.value
    assert isinstance(about, NamedNode)
    facts = [
        ("IRI", about.value),
        ("version", said[OWL.versionIRI]),
        ("created", said[DCTERMS.created]),
        ("modified", said[DCTERMS.modified]),
        ("licence", said[DCTERMS.license]),
        ("makers", said[DCTERMS.creator]),
    ]
    if cited := said.get(DCTERMS.bibliographicCitation):
        facts.append(("to cite", cited))
    return Head(file, said[DCTERMS.title], said[DCTERMS.description], facts)


def linked(name: str) -> tuple[str, str]:
    """A prefixed name; one of ours leads to its anchor."""
    prefix, _, rest = name.partition(":")
    return name, f"#{rest}" if prefix == "pa" and rest in terms() else ""


def term_entry(term: Term) -> Entry:
    """A class or property, with what the ontology says of it and where it is used."""
    below = [f"pa:{other.name}" for other in terms().values() if f"pa:{term.name}" in other.parents]
    used = {
        word: [
            f"pa:{other.name}"
            for other in terms().values()
            if term.kind == "class" and getattr(other, word) == f"pa:{term.name}"
        ]
        for word in ("domain", "range")
    }
    rows: list[tuple[str, list[str]]] = [
        ("below", list(term.parents)),
        ("above", below),
        ("of", [term.domain] if term.domain else []),
        ("values", [term.range] if term.range else []),
        ("how many", ["at most one"] if term.functional else []),
        ("PA-X", [term.column] if term.column else []),
        ("properties", used["domain"]),
        ("value of", used["range"]),
    ]
    facts = [(name, [linked(value) for value in values]) for name, values in rows if values]
    meaning = " ".join(filter(None, (term.definition, term.note)))
    return Entry(term.name, term.label, f"pa:{term.name}", meaning, facts)


def term_parts() -> Iterator[Part]:
    """The terms, a part for each kind, by name."""
    for kind, title in KINDS.items():
        found = sorted((t for t in terms().values() if t.kind == kind), key=lambda t: t.name)
        if found:
            yield Part(f"{kind}-terms", title, entries=[term_entry(term) for term in found])


def concept_anchor(iri: str) -> str:
    """``stage/Ceas``: what follows the schemes' common beginning, so that one rule leads from IRI to anchor."""
    return iri.removeprefix(SCHEME)


def concept_entry(concept: Concept, labels: dict[str, str]) -> Entry:
    """A code, with its place in the scheme."""
    facts: list[tuple[str, Values]] = []
    if concept.path:
        facts.append(("on the page", [(concept.path, "")]))
    if concept.broader:
        above = [(labels[node.value], f"#{concept_anchor(node.value)}") for node in concept.broader]
        facts.append(("below", above))
    if concept.maximum is not None:
        facts.append(("scale", [(f"0 to {concept.maximum}", "")]))
    if concept.deprecated:
        facts.append(("in use", [("no longer", "")]))
    meaning = "" if concept.definition == concept.label else concept.definition
    return Entry(concept_anchor(concept.iri.value), concept.label, concept.code, meaning, facts)


def scheme_parts() -> Iterator[Part]:
    """The coding schemes, each with its concepts in the order of the codebook."""
    said: dict[str, dict[NamedNode, str]] = {}
    for triple in concepts.triples():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            said.setdefault(triple.subject.value, {})[triple.predicate] = triple.object.value
    every = concepts.concepts()
    labels = {node.value: found.label for node, found in every.items()}
    for name in schemes():
        words = said[f"{SCHEME}{name}"]
        own = [concept_entry(found, labels) for found in every.values() if found.scheme == name]
        yield Part(name, words[RDFS.label], words.get(SKOS.definition, ""), own)


def pages() -> dict[str, str]:
    """The pages by file name."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("reference.jinja")
    return {
        "ontology.html": page.render(head=head("pax.ttl"), parts=list(term_parts())) + "\n",
        "scheme.html": page.render(head=head("codebook.ttl"), parts=list(scheme_parts())) + "\n",
    }


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for file, text in pages().items():
        (OUT / file).write_text(text, encoding="utf-8", newline="\n")
