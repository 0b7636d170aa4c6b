"""Asks the rules of ``ontology/shapes.ttl`` as SPARQL, which takes seconds where pySHACL takes minutes.

Each constraint becomes one query whose rows are its violations; what is understood is the part of
SHACL Core (W3C, sections 2 to 4) in which the shapes are written, and anything else is refused, never
passed over. The tests compare the findings with pySHACL's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from pyoxigraph import NamedNode, RdfFormat, parse

from graphbuild.checking.constraints import OF_PATHS, OF_VALUES, Node
from graphbuild.errors import SourceError
from graphbuild.ontology.terms import RDF, RDFS, SH
from graphbuild.resources import folder

if TYPE_CHECKING:
    from graphbuild.stores import Asker

Severity = Literal["Violation", "Warning", "Info"]
DESCRIPTIVE = frozenset(
    {RDF.type, RDFS.label, RDFS.seeAlso, RDFS.comment}
    | {SH[name] for name in ("severity", "message", "path", "property", "targetClass")}
    | {SH["targetSubjectsOf"], SH["name"], SH["description"]}
)


@dataclass(frozen=True, slots=True)
class Result:
    """One finding of a check.

    ``focus`` is the node that it is about, ``path`` the property (``""`` where it is about the node
    itself), ``value`` what was found there (``""`` where something is missing); ``shape`` is the
    IRI of the rule, ``message`` the rule in words.
    """

    focus: str
    path: str
    value: str
    severity: Severity
    message: str
    shape: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint: its shape, path, and a query for ``?focus`` and perhaps ``?value``."""

    shape: NamedNode
    path: str
    severity: Severity
    message: str
    query: str


def validate(store: Asker) -> list[Result]:
    """The findings on the merged graph, the gravest first; empty where there is nothing to say.

    The graph should hold the coding schemes too; those that ``build`` wrote do. It conforms if no
    finding has the severity ``Violation``.
    """
    found = {
        Result(
            row["focus"].value,
            rule.path,
            value.value if (value := row["value"]) is not None else "",
            rule.severity,
            rule.message,
            rule.shape.value,
        )
        for rule in rules()
        for row in store.select(rule.query)
    }
    order = get_args(Severity)
    return sorted(found, key=lambda r: (order.index(r.severity), r.shape, r.focus, r.value))


def rules() -> list[Rule]:
    """Every constraint of the shapes, as a query."""
    shapes = _Shapes(folder("ontology") / "shapes.ttl", folder("ontology") / "pax.ttl")
    return [rule for shape in shapes.targeted() for rule in shapes.rules(shape)]


class _Shapes:
    def __init__(self, shapes: Path, ontology: Path) -> None:
        self.said: dict[NamedNode, dict[NamedNode, list[Node]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.place = shapes.name
        for quad in parse(path=str(shapes), format=RdfFormat.TURTLE):
            self.said[quad.subject][quad.predicate].append(quad.object)
        self.below: dict[Node, set[NamedNode]] = defaultdict(set)
        for quad in parse(path=str(ontology), format=RdfFormat.TURTLE):
            if quad.predicate == RDFS.subClassOf:
                self.below[quad.object].add(quad.subject)

    def targeted(self) -> list[NamedNode]:
        """The shapes that say which nodes they are about, in a fixed order."""
        targets = (SH["targetClass"], SH["targetSubjectsOf"])
        found = [
            shape for shape, said in self.said.items() if any(item in said for item in targets)
        ]
        return sorted(found, key=str)

    def rules(self, shape: NamedNode) -> Iterator[Rule]:
        target = self._target(shape)
        for owner, path, body in self._bodies(shape):
            said = self.said[owner]
            severity = _one(said, "severity").rpartition("#")[2] or "Violation"
            assert severity in get_args(Severity)
            query = f"SELECT DISTINCT ?focus ?value WHERE {{ {target} {body} }}"
            yield Rule(owner, path, severity, _one(said, "message"), query)  # type: ignore[arg-type]

    def _target(self, shape: NamedNode) -> str:
        said = self.said[shape]
        kinds, properties = said[SH["targetClass"]], said[SH["targetSubjectsOf"]]
        if properties:
            parts = [f"{{ ?focus {item} ?something }}" for item in properties]
            parts += [f"{{ {self._is_a('?focus', kind)} }}" for kind in kinds]
            return " UNION ".join(parts)
        return self._is_a("?focus", *kinds)

    def _is_a(self, subject: str, *classes: Node) -> str:
        """A pattern for instances of classes or of those below them."""
        kinds, todo = list(classes), list(classes)
        while todo:
            for below in sorted(self.below.get(todo.pop(), ()), key=str):
                kinds.append(below)
                todo.append(below)
        if len(kinds) == 1:
            return f"{subject} a {kinds[0]} ."
        return f"VALUES ?kind {{ {' '.join(map(str, kinds))} }} {subject} a ?kind ."

    def _bodies(self, shape: NamedNode) -> Iterator[tuple[NamedNode, str, str]]:
        """The violations of a shape and its properties, as patterns about ``?focus``."""
        said = self.said[shape]
        path = next(iter(said[SH["path"]]), None)
        for predicate in sorted(said, key=str):
            if predicate in DESCRIPTIVE:
                continue
            for wanted in said[predicate]:
                for body in self._violations(predicate, wanted, path):
                    yield shape, path.value if path else "", body
        for inner in said[SH["property"]]:
            yield from self._bodies(inner)  # type: ignore[arg-type]

    def _violations(self, predicate: NamedNode, wanted: Node, path: Node | None) -> list[str]:
        name = predicate.value.removeprefix(SH[""].value)
        if name == "not":
            inner = self._bodies(wanted)  # type: ignore[arg-type]
            kept = " ".join(f"FILTER NOT EXISTS {{ {body} }}" for _, _, body in inner)
            return [f"{kept} BIND(?focus AS ?value)"]
        if name == "or":
            return [f"?focus {path} ?value . FILTER({self._none_of(wanted)})"]
        if name == "class":
            values = f"?focus {path} ?value ." if path else "BIND(?focus AS ?value)"
            return [f"{values} MINUS {{ {self._is_a('?value', wanted)} }}"]
        if path is None and name in OF_VALUES:
            return [f"BIND(?focus AS ?value) FILTER({OF_VALUES[name](wanted)})"]
        if path is not None and name in OF_VALUES:
            return [f"?focus {path} ?value . FILTER({OF_VALUES[name](wanted)})"]
        if path is not None and name in OF_PATHS:
            return [OF_PATHS[name](str(path), wanted)]
        known = ", ".join(sorted((*OF_VALUES, *OF_PATHS, "class", "not", "or")))
        raise SourceError(self.place, f"the rule sh:{name} is not understood", f"known: {known}")

    def _none_of(self, members: Node) -> str:
        """That a value fits none of a list of shapes, each of which says something of values alone."""
        broken = []
        while isinstance(members, NamedNode) and members != RDF.nil:
            (shape,), (rest,) = self.said[members][RDF.first], self.said[members][RDF.rest]
            assert isinstance(shape, NamedNode)
            rules = [
                OF_VALUES[predicate.value.removeprefix(SH[""].value)](wanted)
                for predicate, found in sorted(self.said[shape].items(), key=str)
                for wanted in found
                if predicate not in DESCRIPTIVE
            ]
            broken.append("(" + " || ".join(rules) + ")")
            members = rest
        return " && ".join(broken)


def _one(said: dict[NamedNode, list[Node]], name: str) -> str:
    return said[SH[name]][0].value if said[SH[name]] else ""
