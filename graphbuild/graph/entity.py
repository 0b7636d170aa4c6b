"""One thing and what is stated of it, as lines of N-Triples in a fixed order.

Statements are held as text: making an object of each costs many times what writing it does, and
N-Triples is the one form that every format can be made from without loss.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graphbuild.ontology.namespaces import ONTOLOGY
from graphbuild.ontology.terms import DCTERMS, RDF, RDFS, XSD, expand, term
from graphbuild.words import composed, one_line

Block = list[str]
"""What is stated of one subject: a line of N-Triples with its line break for each statement."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def text(value: str) -> Literal:
    """A plain string with composed letters (NFC); what XML cannot hold becomes blanks."""
    value = composed(value)
    return Literal(_CONTROL.sub(" ", value) if _CONTROL.search(value) else value)


def written(value: str) -> str:
    """The same as N-Triples writes it; most values hold nothing that is composed or escaped."""
    if value.isascii() and value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return str(text(value))


@lru_cache(maxsize=8192)
def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=XSD.integer)


@lru_cache(maxsize=8192)
def decimal(value: str) -> Literal:
    """An ``xsd:decimal``, written as the source writes it."""
    return Literal(value, datatype=XSD.decimal)


@lru_cache(maxsize=8192)
def date(value: str) -> Literal:
    """A date as far as it is known: an ``xsd:date``, ``xsd:gYearMonth`` or ``xsd:gYear`` from ISO 8601.

    Anything else stays a string, for nothing is guessed.
    """
    match = _DATE.fullmatch(value)
    if match is None:
        return text(value)
    return Literal(
        value, datatype=XSD.date if match[2] else XSD.gYearMonth if match[1] else XSD.gYear
    )


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


_syntax = lru_cache(maxsize=1024)(str)
"""A predicate as N-Triples writes it."""


@lru_cache(maxsize=64)
def _types(kind: NamedNode) -> tuple[NamedNode, ...]:
    """A class of ours and those above it, so that who asks for places finds countries too."""
    if not kind.value.startswith(ONTOLOGY):
        return (kind,)
    above = term(kind.value.removeprefix(ONTOLOGY)).parents
    return (kind, *(node for name in above for node in _types(expand(name))))


@lru_cache(maxsize=64)
def _type_ends(kind: NamedNode) -> tuple[str, ...]:
    """What follows the subject in the lines that state its types."""
    return tuple(f" {RDF.type!s} {node!s} .\n" for node in _types(kind))


_LABEL, _IDENTIFIER = str(RDFS.label), str(DCTERMS.identifier)


class Entity:
    """A subject with its types, label and identifier, and whatever else is said of it."""

    __slots__ = ("_head", "_rest", "_start", "iri", "label")

    def __init__(self, iri: NamedNode, type_: NamedNode, label: str, identifier: str) -> None:
        self.iri = iri
        self._start = start = str(iri)
        self._rest: Block = []
        self.label = one_line(label) or identifier
        self._head = [start + end for end in _type_ends(type_)]
        self._head += (
            f"{start} {_LABEL} {written(self.label)} .\n",
            f"{start} {_IDENTIFIER} {written(identifier)} .\n",
        )

    def add(self, predicate: NamedNode, value: NamedNode | Literal | None) -> Entity:
        """State something; ``None`` states nothing."""
        if value is not None:
            self._rest.append(f"{self._start} {_syntax(predicate)} {value!s} .\n")
        return self

    def add_written(self, predicate: NamedNode, term: str) -> Entity:
        """State a term that is given as N-Triples writes it, where there are very many."""
        self._rest.append(f"{self._start} {_syntax(predicate)} {term} .\n")
        return self

    def add_text(self, predicate: NamedNode, value: str) -> Entity:
        """State a text unless it is empty."""
        return self.add_written(predicate, written(value)) if value else self

    def said(self, predicate: NamedNode) -> list[str]:
        """The terms that are stated by a predicate, as N-Triples writes them."""
        start = f"{self._start} {_syntax(predicate)} "
        return [line[len(start) : -3] for line in self._rest if line.startswith(start)]

    def block(self) -> Block:
        """Type, label and identifier first, then by predicate and value; each once."""
        return self._head + sorted(set(self._rest).difference(self._head))
