"""The catalogue as RDF is what SHACL says that SPARQL executables and their parameters are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from graphbuild.catalogue.library import SavedQuery, catalogue, parse_query
from graphbuild.catalogue.parameters import Parameter, terms
from graphbuild.catalogue.rdf import as_turtle
from graphbuild.errors import UsageError

OWN = (
    "#+ title: T\n#+ question: Q?\n#+ parameters:\n"
    "#+   whose: {type: actor, meaning: whose}\n"
    "#+   limit: {type: integer, default: all, minimum: 1, meaning: how many}\n"
    "#+   kind: {type: choice, allowed: [b, a], default: a, meaning: which}\n"
    "#+   place: {type: place, default: any, repeatable: true, meaning: where}\n"
    'SELECT ?x WHERE { VALUES ?_whose { "a" } VALUES ?_limit { 2147483647 } VALUES ?_kind { "a" }\n'
    '  VALUES ?_place { "any" } }\n'
)


@pytest.fixture(scope="module")
def rules() -> rdflib.Graph:
    """SHACL's shapes for shapes, and those for SPARQL executables."""
    own = Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.ttl"
    return rdflib.Graph().parse(own).parse(Path(__file__).parent / "executables.ttl")


def violations(turtle: str, rules: rdflib.Graph) -> str:
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    # What SHACL's vocabulary says: a parameter is a shape of a property.
    data.add((SH.Parameter, rdflib.RDFS.subClassOf, SH.PropertyShape))
    conforms, _, text = pyshacl.validate(data, shacl_graph=rules)
    return "" if conforms else text


def once() -> list[SavedQuery]:
    """Every saved query, and every parameter that one has, where it is met first: most have the same."""
    met: set[Parameter] = set()
    out = []
    for query in catalogue():
        out.append(replace(query, parameters=tuple(p for p in query.parameters if p not in met)))
        met.update(query.parameters)
    return out


def test_every_saved_query_is_valid(rules: rdflib.Graph) -> None:
    turtle = as_turtle(once())
    assert turtle.count("a sh:Parameter ;") > 30
    assert violations(turtle, rules) == ""
    assert "[]" not in turtle
    assert "_:" not in turtle


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("sh:path <https://w3id.org/peace-agreements/query/parameter#kind>", "sh:path 5"),
        ("sh:path <https://w3id.org/peace-agreements/query/parameter#kind> ;", ""),
        ("parameter#kind>", "parameter#this>"),
        ("sh:select ", "sh:ask "),
        ("sh:optional false", "sh:optional 1"),
        ("sh:in <https://w3id.org/peace-agreements/query/q/kind/in/1>", 'sh:in "a"'),
        ("sh:Parameterizable", "sh:Function"),
    ],
)
def test_the_rules_bite(right: str, wrong: str, rules: rdflib.Graph) -> None:
    turtle = as_turtle([parse_query("q", OWN, "q.rq")])
    assert violations(turtle, rules) == ""
    assert right in turtle
    assert violations(turtle.replace(right, wrong), rules)


def test_allowed_values_bounds_and_things_are_said() -> None:
    query = parse_query("q", OWN, "q.rq")
    graph = rdflib.Graph().parse(data=as_turtle([query]), format="turtle")
    node = {str(graph.value(n, SH.name)): n for n in graph.subjects(RDF.type, SH.Parameter)}
    allowed = [str(v) for v in graph.items(graph.value(node["kind"], SH["in"]))]
    assert allowed == ["b", "a"]
    assert int(graph.value(node["limit"], SH.minInclusive)) == 1
    assert int(graph.value(node["limit"], SH.defaultValue)) == 2**31 - 1
    assert graph.value(node["whose"], SH.nodeKind) == SH.IRI
    assert graph.value(node["place"], SH.maxCount) is None
    assert int(graph.value(node["kind"], SH.maxCount)) == 1


def test_what_it_says_is_what_the_command_takes() -> None:
    def nobody(kind: str, value: str) -> rdflib.URIRef:
        raise AssertionError((kind, value))

    for query in catalogue():
        graph = rdflib.Graph().parse(data=as_turtle([query]), format="turtle")
        for node in graph.subjects(RDF.type, SH.Parameter):
            parameter = query.parameter(str(graph.value(node, SH.name)))
            assert parameter
            if (cells := graph.value(node, SH["in"])) is None:
                continue
            values = [str(value) for value in graph.items(cells)]
            assert str(graph.value(node, SH.defaultValue, default=values[0])) in values
            assert all(terms(parameter, [value], nobody) for value in values)
            with pytest.raises(UsageError):
                terms(parameter, [f"{values[0]}?"], nobody)
