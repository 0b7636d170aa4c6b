"""Terms as Turtle writes them: as short as can be, and read as what they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graphbuild.formats.turtle import Names
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, XSD, schemes

ID = "https://w3id.org/peace-agreements/id/"
NAMES = Names(Iris().prefixes())


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        (f"{ID}agreement/1731", "agreement:1731"),
        (f"{ID}provision/1731/PpsGe-St", "<provision/1731/PpsGe-St>"),
        ("https://w3id.org/peace-agreements/scheme/provision/PpsGe-St", "topic:PpsGe-St"),
        ("https://w3id.org/peace-agreements/scheme/actor-type", None),
        (f"{ID}place/a.", "<place/a.>"),
        (f"{ID}place/../x", None),
        (f"{ID}place//x", None),
        (f"{ID}place/x?y", None),
        ("https://example.org/", None),
    ],
)
def test_an_iri_is_as_short_as_needs_no_escape(iri: str, written: str | None) -> None:
    assert NAMES.term(f"<{iri}>") == (written or f"<{iri}>")
    assert again(f"<{iri}>") == NamedNode(iri)


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        (Literal("7", datatype=XSD.integer), "7"),
        (Literal("1.50", datatype=XSD.decimal), "1.50"),
        (Literal("true", datatype=XSD.boolean), "true"),
        (Literal("seven", datatype=XSD.integer), '"seven"^^xsd:integer'),
        (Literal("1998", datatype=XSD.gYear), '"1998"^^xsd:gYear'),
        (Literal("a", language="en"), '"a"@en'),
        (Literal('x"^^<y>'), None),
    ],
)
def test_a_literal_is_as_short_as_stays_the_same(literal: Literal, written: str | None) -> None:
    assert NAMES.term(str(literal)) == (written or str(literal))
    assert again(str(literal)) == literal


def again(term: str) -> object:
    text = "".join(NAMES.head()) + NAMES.thing([f"{PA.party} {PA.party} {term} .\n"])
    (quad,) = parse(text, format=RdfFormat.TURTLE)
    return quad.object


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([XSD.string, XSD.date]))
def test_any_text_is_read_as_it_was(text: str, datatype: NamedNode) -> None:
    literal = Literal(text, datatype=datatype)
    assert again(str(literal)) == literal


@given(st.from_regex(r"(agreement|place|provision)/[A-Za-z0-9._~/-]{0,12}", fullmatch=True))
def test_any_iri_is_read_as_it_was(rest: str) -> None:
    triple = Triple(NamedNode(ID + rest), PA.party, NamedNode(ID + rest))
    text = "".join(NAMES.head()) + NAMES.thing([f"{triple} .\n"])
    (quad,) = parse(text, format=RdfFormat.TURTLE, lenient=True)
    assert quad.triple == triple


def test_a_base_that_ends_in_a_hash_needs_no_relative_names() -> None:
    names = Names(Iris("https://example.org/x#").prefixes())
    assert not next(names.head()).startswith("@base")
    assert names.term("<https://example.org/x#provision/1/Ce>") == (
        "<https://example.org/x#provision/1/Ce>"
    )


def test_each_scheme_has_a_prefix_and_ours_stands_first() -> None:
    starts = set(Iris().prefixes().values())
    for name in schemes():
        assert f"https://w3id.org/peace-agreements/scheme/{name}/" in starts
    assert list(NAMES.head())[1].startswith("@prefix pa: ")
