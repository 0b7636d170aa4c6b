"""How one subject is written in JSON-LD: what becomes a JSON value, what keeps its type."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from graphbuild.formats.jsonld import JsonLd
from graphbuild.graph.dataset import MERGED

ID = "https://w3id.org/peace-agreements/id/"
PA = "https://w3id.org/peace-agreements/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def written(*statements: str, prefixes: dict[str, str] | None = None) -> dict[str, Any]:
    """The document of one subject, ``id/agreement/1``."""
    handle = BytesIO()
    writer = JsonLd(handle, prefixes or {"agreement": f"{ID}agreement/"})
    writer.add(MERGED, [])
    writer.add(MERGED, [f"<{ID}agreement/1> {said} .\n" for said in statements])
    writer.close()
    found: dict[str, Any] = json.loads(handle.getvalue())
    return found


def node(*statements: str) -> dict[str, Any]:
    (found,) = written(*statements)["@graph"]
    assert isinstance(found, dict)
    return found


def test_a_subject_and_its_type_are_short() -> None:
    assert node(f"{RDF_TYPE} <{PA}Agreement>") == {"id": "agreement:1", "type": "Agreement"}


def test_several_types_and_values_are_lists() -> None:
    found = node(f"{RDF_TYPE} <{PA}Agreement>", f"{RDF_TYPE} <{PA}Source>", *_labels("a", "b", "c"))
    assert found["type"] == ["Agreement", "Source"]
    assert next(value for key, value in found.items() if "bel" in key) == ["a", "b", "c"]


def _labels(*texts: str) -> list[str]:
    return [f'<http://www.w3.org/2000/01/rdf-schema#label> "{text}"' for text in texts]


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (f'"true"^^<{XSD}boolean>', True),
        (f'"false"^^<{XSD}boolean>', False),
        (f'"12"^^<{XSD}integer>', 12),
        (f'"012"^^<{XSD}integer>', {"@value": "012", "@type": "xsd:integer"}),
        (f'"1.50"^^<{XSD}decimal>', {"@value": "1.50", "@type": "xsd:decimal"}),
        ('"été"', "été"),
        ('"hier"@fr', {"@value": "hier", "@language": "fr"}),
        (f"<{ID}agreement/2>", {"@id": "agreement:2"}),
        ("<https://example.org/b/c>", {"@id": "https://example.org/b/c"}),
    ],
)
def test_a_value_without_a_key_of_its_own_says_all_of_itself(literal: str, value: Any) -> None:
    assert node(f"<https://example.org/said> {literal}")["https://example.org/said"] == value


@pytest.mark.parametrize(
    ("name", "literal", "value"),
    [
        ("signedOn", f'"1998-04-10"^^<{XSD}date>', "1998-04-10"),
        ("signedOn", f'"1998"^^<{XSD}gYear>', {"@value": "1998", "@type": "xsd:gYear"}),
        ("signedOn", '"in spring"', {"@value": "in spring"}),
        ("inProcess", f"<{ID}process/8>", f"{ID}process/8"),
    ],
)
def test_a_value_of_the_type_that_its_key_has_is_written_plain(
    name: str, literal: str, value: Any
) -> None:
    assert node(f"<{PA}{name}> {literal}")[name] == value


def test_a_property_that_may_have_several_values_is_a_list_even_with_one() -> None:
    web = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
    assert node(f"<{web}> <https://example.org/a>")["seeAlso"] == ["https://example.org/a"]
    both = node(f"<{web}> <https://example.org/a>", f"<{web}> <https://example.org/b>")
    assert both["seeAlso"] == ["https://example.org/a", "https://example.org/b"]


def test_the_subject_is_written_as_such_and_not_as_another() -> None:
    found = written(f"<{PA}x> <{ID}agreement/2>", f"<{PA}y> <{ID}agreement/3>")["@graph"]
    assert [item["id"] for item in found] == ["agreement:1"]


def test_prefixes_of_the_base_join_the_context_and_none_of_its_own_is_replaced() -> None:
    given = {"agreement": f"{ID}agreement/", "pa": "https://example.org/other#", "@base": "x:"}
    context = written(*_labels("a"), prefixes=given)["@context"]
    assert context["agreement"] == f"{ID}agreement/"
    assert context["pa"] == PA
    assert "@base" not in context


def test_the_longest_prefix_stands_and_none_before_two_slashes() -> None:
    prefixes = {"data": ID, "agreement": f"{ID}agreement/", "web": "https://example.org/"}
    said = [f"<https://example.org/said> <{iri}>" for iri in (f"{ID}agreement/2", f"{ID}x/2")]
    (found,) = written(*said, "<urn:b> <https://example.org///y>", prefixes=prefixes)["@graph"]
    assert found["web:said"] == [{"@id": "agreement:2"}, {"@id": "data:x/2"}]
    assert found["urn:b"] == {"@id": "https://example.org///y"}


def test_one_subject_stands_on_one_line_with_its_letters_as_they_are() -> None:
    handle = BytesIO()
    writer = JsonLd(handle, {})
    for number in (1, 2):
        writer.add(MERGED, [f'<{ID}agreement/{number}> <{PA}x{number}> "Nariño" .\n'])
    writer.close()
    lines = handle.getvalue().decode().split('"@graph": [\n')[1].splitlines()
    assert len(lines) == 3
    assert lines[-1] == "]}"
    assert all("Nariño" in line for line in lines[:2])


def test_the_longest_beginning_names_an_iri_and_letters_stand_as_they_are() -> None:
    handle = BytesIO()
    places = {"beginnings": "http://a.example/", "z": "http://a.example/Orte/für/"}
    writer = JsonLd(handle, places)
    writer.add(MERGED, [f"<http://a.example/Orte/für/7> {RDF_TYPE} <{PA}Agreement> .\n"])
    writer.close()
    text = handle.getvalue().decode()
    assert '"http://a.example/Orte/für/"' in text
    assert [node["id"] for node in json.loads(text)["@graph"]] == ["z:7"]
