"""The terms that data are written in: our ontology, read from ``ontology/``, and borrowed vocabularies.

``PA.signedOn`` is the IRI of a class or property of ``ontology/pax.ttl``; a name that the ontology
does not declare raises :class:`~graphbuild.errors.UnknownTerm` at once. ``concept("level", "Intra")``
does the same for the coding schemes in ``ontology/codebook.ttl``. Each file is read once, on first
need. Borrowed namespaces (``DCTERMS.title``) are open: their terms are fixed elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graphbuild.errors import UnknownTerm
from graphbuild.ontology.namespaces import ONTOLOGY, PREFIXES, SCHEME, shorten
from graphbuild.resources import folder
from graphbuild.words import nearest


class Namespace:
    """IRIs that share a beginning: ``DCTERMS.title`` or, for awkward names, ``DCTERMS["format"]``."""

    def __init__(self, prefix: str) -> None:
        self._iri = PREFIXES[prefix]

    def __getattr__(self, name: str) -> NamedNode:
        """The IRI of one term; kept, so that the second access costs nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        node = self._node(name)
        self.__dict__[name] = node
        return node

    def __getitem__(self, name: str) -> NamedNode:
        """The same for a name held in a variable."""
        node: NamedNode = getattr(self, name)
        return node

    def _node(self, name: str) -> NamedNode:
        return NamedNode(self._iri + name)


class _Declared(Namespace):
    """Our own namespace, closed: only what ``pax.ttl`` declares."""

    def _node(self, name: str) -> NamedNode:
        check(name)
        return NamedNode(ONTOLOGY + name)


PA: Final = _Declared("pa")
DCAT: Final = Namespace("dcat")
DCTERMS: Final = Namespace("dcterms")
FOAF: Final = Namespace("foaf")
OWL: Final = Namespace("owl")
PROV: Final = Namespace("prov")
RDF: Final = Namespace("rdf")
RDFS: Final = Namespace("rdfs")
SCHEMA: Final = Namespace("schema")
SH: Final = Namespace("sh")
SKOS: Final = Namespace("skos")
VANN: Final = Namespace("vann")
VOID: Final = Namespace("void")
XSD: Final = Namespace("xsd")


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology.

    ``kind`` is ``class``, ``object``, ``datatype`` or ``annotation``; ``column`` the PA-X column it
    takes its values from, if any; ``domain``, ``range`` and ``parents`` are prefixed names.
    """

    name: str
    iri: NamedNode
    kind: str
    label: str
    definition: str
    note: str
    column: str
    domain: str
    range: str
    parents: tuple[str, ...]
    functional: bool


_KINDS: Final = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object",
    "owl:DatatypeProperty": "datatype",
    "owl:AnnotationProperty": "annotation",
}


def expand(name: str) -> NamedNode:
    """The IRI of a prefixed name; one of ours (``pa:signedOn``) must be declared."""
    prefix, _, rest = name.partition(":")
    return PA[rest] if prefix == "pa" else NamedNode(PREFIXES[prefix] + rest)


@cache
def read(name: str) -> tuple[Triple, ...]:
    """The triples of one Turtle file of ``ontology/``, in file order."""
    path = folder("ontology") / name
    return tuple(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))


@cache
def terms() -> dict[str, Term]:
    """Every class and property of the ontology by local name, in the order of the file."""
    statements: dict[str, dict[str, list[str]]] = {}
    short = cache(shorten)
    for triple in read("pax.ttl"):
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
        if subject.startswith(ONTOLOGY) and isinstance(triple.object, NamedNode | Literal):
            value = triple.object.value
            value = short(value) if isinstance(triple.object, NamedNode) else value
            of_term = statements.setdefault(subject.removeprefix(ONTOLOGY), {})
            of_term.setdefault(short(triple.predicate.value), []).append(value)
    return {name: _term(name, said) for name, said in statements.items()}


def _term(name: str, said: dict[str, list[str]]) -> Term:
    def one(predicate: str) -> str:
        return next(iter(said.get(predicate, ())), "")

    types = said.get("rdf:type", [])
    return Term(
        name=name,
        iri=NamedNode(ONTOLOGY + name),
        kind=next((_KINDS[kind] for kind in types if kind in _KINDS), ""),
        label=one("rdfs:label"),
        definition=one("skos:definition"),
        note=one("skos:scopeNote"),
        column=one("skos:notation"),
        domain=one("rdfs:domain"),
        range=one("rdfs:range"),
        parents=tuple(said.get("rdfs:subClassOf", said.get("rdfs:subPropertyOf", ()))),
        functional="owl:FunctionalProperty" in types,
    )


_SUBJECT: Final = re.compile(r"^pa:(\w+) a owl:", re.M)


@cache
def _declared() -> frozenset[str]:
    """The names that begin a statement in ``pax.ttl``: found without parsing what is said of them."""
    text = (folder("ontology") / "pax.ttl").read_text(encoding="utf-8")
    return frozenset(_SUBJECT.findall(text))


def check(name: str) -> None:
    """Refuse a name that the ontology does not declare, as :func:`term` does; for hot paths."""
    if name not in _declared():
        term(name)


def term(name: str) -> Term:
    """What the ontology says of one class or property.

    Raises :class:`~graphbuild.errors.UnknownTerm` with the nearest declared names.
    """
    found = terms().get(name)
    if found is None:
        raise UnknownTerm(f"ontology/pax.ttl declares no pa:{name}{_nearest(name, terms())}")
    return found


def _nearest(name: str, known: dict[str, Term] | dict[str, NamedNode]) -> str:
    close = nearest(name, known)
    return f"; nearest: {', '.join(close)}" if close else ""


_CONCEPT: Final = re.compile(rf"^<({re.escape(SCHEME)}([^/<>]+)/([^<>]+))> a skos:Concept\b", re.M)


@cache
def _concepts() -> dict[str, dict[str, NamedNode]]:
    """Concept IRIs by scheme and code, as ``codebook.ttl`` declares them.

    The file is made by ``make_codebook.py``, a subject a line: its concepts are found without parsing
    all that is said of them, which takes longer than to answer a question.
    """
    found: dict[str, dict[str, NamedNode]] = {}
    for iri, scheme, code in _CONCEPT.findall(
        (folder("ontology") / "codebook.ttl").read_text(encoding="utf-8")
    ):
        found.setdefault(scheme, {})[code] = NamedNode(iri)
    return found


def schemes() -> list[str]:
    """The names of the coding schemes, in the order of the codebook."""
    return list(_concepts())


def scheme(name: str) -> NamedNode:
    """The IRI of a coding scheme, such as ``scheme("stage")``.

    Raises :class:`~graphbuild.errors.UnknownTerm` for one that the codebook does not have.
    """
    if name not in _concepts():
        raise UnknownTerm(f"ontology/codebook.ttl has no scheme {name!r}: {', '.join(_concepts())}")
    return NamedNode(SCHEME + name)


@cache
def concept(scheme: str, code: str) -> NamedNode:
    """The IRI of one concept of a coding scheme, such as ``concept("provision", "PpsGe:St")``.

    A colon in a code becomes a hyphen in its IRI. Raises
    :class:`~graphbuild.errors.UnknownTerm` for a scheme or code that the codebook does not have.
    """
    known = _concepts().get(scheme)
    if known is None:
        raise UnknownTerm(
            f"ontology/codebook.ttl has no scheme {scheme!r}: {', '.join(_concepts())}"
        )
    found = known.get(code.replace(":", "-"))
    if found is None:
        raise UnknownTerm(
            f"ontology/codebook.ttl has no {code!r} in scheme {scheme}{_nearest(code, known)}"
        )
    return found
