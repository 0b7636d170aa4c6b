from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import Graph

from graphbuild.ontology.terms import XSD, read
from graphbuild.resources import folder

FILES = ("pax.ttl", "codebook.ttl", "alignments.ttl", "shapes.ttl")


def _plain(node: object) -> tuple[str, str, str]:
    assert isinstance(node, NamedNode | Literal), node
    if isinstance(node, NamedNode):
        return node.value, "", ""
    return node.value, node.datatype.value, node.language or ""


def _of_rdflib(node: object) -> tuple[str, str, str]:
    language = getattr(node, "language", None) or ""
    if not hasattr(node, "datatype"):
        return str(node), "", ""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    return str(node), str(node.datatype or (rdf if language else XSD.string.value)), language


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same(name: str) -> None:
    triples = read(name)
    assert len(triples) == len(set(triples)), "something is stated twice"
    graph = Graph().parse(data=_text(name), format="turtle")
    ours = {tuple(map(_plain, (t.subject, t.predicate, t.object))) for t in triples}
    assert ours == {tuple(map(_of_rdflib, triple)) for triple in graph}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_nameless(name: str) -> None:
    for triple in read(name):
        assert not isinstance(triple.subject, BlankNode)
        assert not isinstance(triple.object, BlankNode)


@pytest.mark.parametrize("name", FILES)
def test_line_ends_and_last_line(name: str) -> None:
    text = _text(name)
    assert "\r" not in text
    assert text.endswith(".\n")
    assert not text.endswith("\n\n")


def _text(name: str) -> str:
    return (folder("ontology") / name).read_bytes().decode("utf-8")
