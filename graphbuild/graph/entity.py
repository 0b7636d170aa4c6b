"""One thing and what is stated of it, as triples in a fixed order."""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from graphbuild.graph.vocabulary import DCTERMS, RDF, RDFS, XSD

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def text(value: str) -> Literal:
    """A plain string; characters that XML cannot hold become blanks, so that every format can."""
    return Literal(_CONTROL.sub(" ", value) if _CONTROL.search(value) else value)


@lru_cache(maxsize=8192)
def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=XSD.integer)


@lru_cache(maxsize=8192)
def date(value: str) -> Literal:
    """An ``xsd:date`` from ISO 8601; anything else stays a string, for nothing is guessed."""
    return Literal(value, datatype=XSD.date) if _DATE.fullmatch(value) else text(value)


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def _order(triple: Triple) -> tuple[str, str]:
    return triple.predicate.value, str(triple.object)


class Entity:
    """A subject with its type, label and identifier, and whatever else is said of it."""

    __slots__ = ("_head", "_rest", "iri")

    def __init__(self, iri: NamedNode, type_: NamedNode, label: str, identifier: str) -> None:
        self.iri = iri
        self._head = [
            Triple(iri, RDF.type, type_),
            Triple(iri, RDFS.label, text(" ".join(label.split()) or identifier)),
            Triple(iri, DCTERMS.identifier, text(identifier)),
        ]
        self._rest: list[Triple] = []

    def add(self, predicate: NamedNode, value: NamedNode | Literal | None) -> Entity:
        """State something; ``None`` states nothing."""
        if value is not None:
            self._rest.append(Triple(self.iri, predicate, value))
        return self

    def add_text(self, predicate: NamedNode, value: str) -> Entity:
        """State a text unless it is empty."""
        return self.add(predicate, text(value)) if value else self

    def triples(self) -> list[Triple]:
        """Type, label and identifier first, then by predicate and value; each once."""
        rest = self._rest
        if len(rest) > 1:
            rest = sorted(dict.fromkeys(rest), key=_order)
        return self._head + [triple for triple in rest if triple not in self._head]
