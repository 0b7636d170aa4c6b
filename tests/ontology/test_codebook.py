from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from pyoxigraph import Literal, NamedNode

from graphbuild.errors import UnknownTerm
from graphbuild.ontology import concepts, terms, topics, values
from graphbuild.ontology.terms import DCTERMS, PA, RDF, RDFS, SKOS, concept, read
from graphbuild.resources import folder
from tests.work import calls


def said(node: NamedNode, predicate: NamedNode) -> list[str]:
    return [
        triple.object.value
        for triple in concepts.triples()
        if triple.subject == node
        and triple.predicate == predicate
        and isinstance(triple.object, NamedNode | Literal)
    ]


def test_the_committed_file_is_what_the_tables_give(
    script: Callable[[str], ModuleType],
) -> None:
    committed = (folder("ontology") / "codebook.ttl").read_text(encoding="utf-8")
    assert script("make_codebook").text() == committed, "run python ontology/make_codebook.py"


def test_every_topic_and_value_of_the_tables_is_a_concept() -> None:
    for code in topics.topics():
        concept("provision", code)
    for field in ("status", "level", "stage", "substage", "nature", "region", "interim"):
        for value in values.values(field):
            concept(field, value.code)


def test_every_concept_has_label_code_scheme_and_definition() -> None:
    for node in concepts.concepts():
        for predicate in (
            RDFS.label,
            SKOS.prefLabel,
            DCTERMS.identifier,
            SKOS.notation,
            SKOS.inScheme,
        ):
            assert len(said(node, predicate)) == 1, (node, predicate)
        (label,) = said(node, RDFS.label)
        assert label in (*said(node, SKOS.prefLabel), *said(node, SKOS.altLabel))
        (definition,) = said(node, SKOS.definition)
        assert definition.endswith("."), node
        assert said(node, SKOS.notation) == said(node, DCTERMS.identifier)


def test_every_scheme_has_label_title_and_definition() -> None:
    schemes = [
        triple.subject for triple in concepts.triples() if triple.object == SKOS.ConceptScheme
    ]
    assert len(schemes) == 21
    for node in schemes:
        assert isinstance(node, NamedNode)
        assert said(node, RDFS.label) == said(node, DCTERMS.title)
        assert said(node, SKOS.definition)


def test_a_colon_in_a_code_is_a_hyphen_in_the_iri_alone() -> None:
    node = concept("provision", "PpsGe:St")
    assert node.value.endswith("/scheme/provision/PpsGe-St")
    assert concepts.concepts()[node].code == "PpsGe:St"


def test_hierarchy_runs_from_sub_code_over_row_to_heading() -> None:
    chain, node = [], concept("provision", "GRefRhet")
    while True:
        found = concepts.concepts()[node]
        chain.append(found.code)
        if not found.broader:
            break
        node = found.broader[0]
    assert chain == ["GRefRhet", "GRef", "Gr"]


def test_only_headings_are_top_concepts_and_every_other_topic_ends_at_one() -> None:
    topics = {n: c for n, c in concepts.concepts().items() if c.scheme == "provision"}
    for node, found in topics.items():
        top = bool(said(node, SKOS.topConceptOf))
        assert top == (not found.broader) == (said(node, PA.topicLevel) == ["0"]), found.code
    assert sum(not found.broader for found in topics.values()) == 14


def test_substages_stand_below_their_stage() -> None:
    assert concepts.concepts()[concept("substage", "ImpMod")].broader == [concept("stage", "Imp")]


def test_scales_follow_the_tables() -> None:
    assert concepts.concepts()[concept("provision", "Ce")].maximum == 3
    assert concepts.concepts()[concept("provision", "CeProv")].maximum == 1
    assert "In v1 the scale went to 3." in said(concept("provision", "Cons"), SKOS.historyNote)


def test_retired_topics_say_what_replaced_them() -> None:
    node = concept("provision", "PpsSt")
    assert concepts.concepts()[node].deprecated
    replaced = said(node, DCTERMS.isReplacedBy)
    assert concept("provision", "PpsGe:St").value in replaced
    assert len(replaced) == 8


@pytest.mark.parametrize(
    ("name", "code"), [("level", "Intern"), ("levels", "Intra"), ("role", "Mediator")]
)
def test_an_undeclared_concept_raises(name: str, code: str) -> None:
    with pytest.raises(UnknownTerm, match=r"codebook\.ttl has no"):
        concept(name, code)


def test_reading_does_little_for_each_triple() -> None:
    for name in ("codebook.ttl", "pax.ttl"):
        read.cache_clear()
        once = calls(lambda name=name: read(name))  # type: ignore[misc]
        assert once <= 3 * len(read(name))
        assert calls(lambda name=name: read(name)) <= 3  # type: ignore[misc]


def test_no_concept_is_stated_twice() -> None:
    assert len(concepts.triples()) == len(set(concepts.triples()))
    kinds = (SKOS.Concept, SKOS.ConceptScheme)
    typed = [t for t in concepts.triples() if t.predicate == RDF.type and t.object in kinds]
    assert len(typed) == 21 + len(concepts.concepts())


def test_the_known_concepts_are_those_that_the_file_declares() -> None:
    declared = [
        triple.subject for triple in read("codebook.ttl") if triple.predicate == SKOS.inScheme
    ]
    known = [node for codes in terms._concepts().values() for node in codes.values()]
    assert len(known) > 400
    assert sorted(known, key=str) == sorted(declared, key=str)
