"""Writes ``context.jsonld``, by which JSON-LD uses short keys, from ``pax.ttl`` and ``shapes.ttl``.

Run ``python ontology/make_context.py`` after a change of either.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from graphbuild.ontology.terms import PREFIXES, SH, Term, read, shorten, terms

HERE = Path(__file__).parent

BORROWED: Final = {
    "label": "rdfs:label",
    "seeAlso": "rdfs:seeAlso",
    "identifier": "dcterms:identifier",
    "title": "dcterms:title",
    "description": "dcterms:description",
    "isReplacedBy": "dcterms:isReplacedBy",
    "bibliographicCitation": "dcterms:bibliographicCitation",
    "page": "foaf:page",
    "hadPrimarySource": "prov:hadPrimarySource",
    "wasDerivedFrom": "prov:wasDerivedFrom",
    "byteSize": "dcat:byteSize",
    "deprecated": "owl:deprecated",
    "prefLabel": "skos:prefLabel",
    "altLabel": "skos:altLabel",
    "notation": "skos:notation",
    "definition": "skos:definition",
    "historyNote": "skos:historyNote",
    "inScheme": "skos:inScheme",
    "topConceptOf": "skos:topConceptOf",
    "hasTopConcept": "skos:hasTopConcept",
    "isDefinedBy": "rdfs:isDefinedBy",
    "broader": "skos:broader",
    "exactMatch": "skos:exactMatch",
    "Concept": "skos:Concept",
    "ConceptScheme": "skos:ConceptScheme",
}
"""Keys of terms that are not ours."""

LINKS: Final = frozenset(
    {
        "broader",
        "exactMatch",
        "hadPrimarySource",
        "inScheme",
        "isReplacedBy",
        "page",
        "seeAlso",
        "topConceptOf",
        "hasTopConcept",
        "isDefinedBy",
        "wasDerivedFrom",
    }
)
"""Borrowed keys whose values are IRIs."""

TYPED: Final = {"byteSize": "xsd:integer", "deprecated": "xsd:boolean"}
USUAL: Final = {"signedOn": "xsd:date"}
"""The type of most values of a property that has several; a value of another says its own."""

ENGLISH: Final = frozenset({"prefLabel", "definition", "historyNote"})
CLASSES: Final = frozenset({"Concept", "ConceptScheme"})
REPEATED: Final = frozenset(
    {
        "seeAlso",
        "altLabel",
        "exactMatch",
        "isReplacedBy",
        "wasDerivedFrom",
        "historyNote",
        "hasTopConcept",
    }
)

Entry = str | dict[str, str]


def single() -> set[str]:
    """Properties of which a thing has one value at most, wherever ``shapes.ttl`` has a rule."""
    paths, limited = dict[str, str](), set[str]()
    for triple in read("shapes.ttl"):
        shape = str(triple.subject)
        if triple.predicate == SH.path:
            paths[shape] = shorten(str(triple.object)[1:-1])
        elif triple.predicate == SH.maxCount and "-" in shape:
            limited.add(shape)
    return {path for shape, path in paths.items() if shape in limited}


def entry(term: Term, alone: set[str]) -> Entry:
    """What the context says of one of our terms."""
    name = f"pa:{term.name}"
    if term.kind == "class":
        return name
    said = {"@id": name}
    if term.kind == "object":
        said["@type"] = "@id"
    elif term.range != "xsd:string":
        said["@type"] = USUAL.get(term.name, term.range)
    if name not in alone:
        said["@container"] = "@set"
    return said if len(said) > 1 else name


def borrowed_entry(key: str, iri: str) -> Entry:
    """What the context says of a term from another vocabulary."""
    if key in CLASSES:
        return iri
    said = {"@id": iri}
    if key in LINKS:
        said["@type"] = "@id"
    elif key in TYPED:
        said["@type"] = TYPED[key]
    elif key in ENGLISH:
        said["@language"] = "en"
    if key in REPEATED:
        said["@container"] = "@set"
    return said if len(said) > 1 else iri


def context() -> dict[str, object]:
    """The whole context: prefixes, then borrowed terms, then ours in the order of ``pax.ttl``."""
    alone = single()
    said: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    said |= PREFIXES
    said |= {key: borrowed_entry(key, iri) for key, iri in BORROWED.items()}
    said |= {name: entry(term, alone) for name, term in terms().items()}
    return {"@context": said}


def text() -> str:
    """The file's text."""
    return json.dumps(context(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (HERE / "context.jsonld").write_text(text(), encoding="utf-8", newline="\n")
