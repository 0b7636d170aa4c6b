"""Eighteen questions as people ask them, written from the ontology's README alone, on the sample.

Ten stand in the README to be copied, and are taken from there; each must answer at the first try.
"""

from __future__ import annotations

import re
from typing import Final

import pytest

import graphbuild
from graphbuild.api import Graph
from graphbuild.ontology.iris import Iris
from graphbuild.resources import folder

PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in Iris().prefixes().items())
Rows = list[tuple[str, ...]]

# What the sample's tables and pages say, by the beginning of each cell.
COPIED: Final[dict[str, Rows]] = {
    "Which agreements does an actor mediate, and when were they signed?": [
        ("Peace Agreement between the Government of Liberia", "2003-08-18")
    ],
    "Which armed groups take part in agreements in Africa?": [
        ("Liberians United for Reconciliation and Democracy",),
        ("Movement for Democracy in Liberia",),
        ("Revolutionary United Front",),
        ("Sudan People's Liberation Movement/Army",),
    ],
    "Who is a guarantor, and of what?": [
        ("Cuba", "Final Agreement to End the Armed Conflict"),
        ("Norway", "Final Agreement to End the Armed Conflict"),
    ],
    "Which conflicts have a name with Sudan in it?": [("", "Sudan: Government")],
    "Which persons act in the most agreements?": [
        ("Ahmad Tejan Kabbah", "2"),
        ("Foday Sankoh", "2"),
        ("Yoweri Kaguta Museveni", "2"),
    ],
    "How many agreements does each peace process have?": [
        ("Northern Ireland peace process", "3"),
        ("Kosovo process", "2"),
        ("Sierra Leone peace process", "2"),
        ("Sudanese (North-South) peace process", "2"),
    ],
    "Which agreement mentions which other?": [
        ("The Agreement Reached in the Multi-Party Negotiations", "Joint Declaration on Peace"),
        ("The Comprehensive Peace Agreement", "Machakos Protocol"),
    ],
}
COUNTED: Final = {
    "What places are there, with their codes?": 42,
    "On which agreements does a state stand, by its ISO code?": 1,
    "Which agreements are coded for women, and how strongly?": 6,
}
WRITTEN: Final[dict[str, tuple[str, Rows]]] = {
    "Norway as mediator": (
        '?a pa:mediator ?n . ?n rdfs:label "Norway" ; rdfs:label ?x',
        [],  # it is a guarantor of one agreement and listed in others: no text calls it mediator
    ),
    "Norway on whatever side": (
        '?n rdfs:label "Norway" . ?a pa:participant ?n ; dcterms:identifier ?x',
        [("900004",), ("900008",)],
    ),
    "who stands as party and who as third party of Machakos": (
        '?a dcterms:title "Machakos Protocol" . ?a ?how ?n . ?n rdfs:label ?name'
        " . VALUES ?how { pa:party pa:thirdParty } ?how rdfs:label ?side"
        ' . BIND(CONCAT(STR(?side), ": ", ?name) AS ?x)',
        [
            ("party: Sudan",),
            ("party: Sudan People's Liberation Movement/Army",),
            ("third party: Intergovernmental Authority on Development",),
            ("third party: Kenya",),
        ],
    ),
    "comprehensive agreements in Europe before 1999": (
        "?a pa:stage stage:SubComp ; pa:region region:Europe-and-Eurasia ; pa:signedOn ?d ;"
        ' dcterms:identifier ?x FILTER(?d < "1999-01-01"^^xsd:date)',
        [("900001",), ("900002",)],
    ),
    "women's groups on agreements": (
        "?a pa:participant ?w . ?w pa:womenGroup true ; rdfs:label ?x",
        [("Mano River Women Peace Network",), ("Northern Ireland Women's Coalition",)],
    ),
    "the files that the graph rests on": (
        '?s a pa:Source ; pa:sourceKind "PA-X table" ; pa:fileName ?x',
        [("pax_sample.csv",)],
    ),
    "where sources disagree on the parties": (
        '?a pa:disagreement "Part" ; dcterms:identifier ?x',
        [("900001",), ("900006",), ("900009",)],
    ),
    "states whose code is not that of their country": (
        "?x0 a pa:Actor ; pa:actorType actor-type:country-state ; pa:iso3 ?code ; pa:basedIn ?home"
        " . ?home a pa:Country ; pa:iso3 ?other FILTER(?code != ?other) . ?x0 rdfs:label ?x",
        [],
    ),
}


@pytest.fixture(scope="module")
def sample() -> Graph:
    return graphbuild.build(sample=True)


@pytest.fixture(scope="module")
def copied() -> dict[str, str]:
    page = (folder("ontology") / "README.md").read_text(encoding="utf-8")
    part = page.partition("## Ten questions to copy")[2].partition("\n## ")[0]
    return dict(re.findall(r"\*\*(.+?)\*\*\n\n```sparql\n(.*?)```", part, re.S))


def answer(graph: Graph, query: str) -> Rows:
    return [tuple(str(cell) for cell in row) for row in graph.sparql(query)]


def test_ten_questions_stand_in_the_readme(copied: dict[str, str]) -> None:
    assert set(copied) == {*COPIED, *COUNTED}
    assert len(copied) == 10


@pytest.mark.parametrize("question", COPIED)
def test_a_copied_question_is_answered(
    sample: Graph, copied: dict[str, str], question: str
) -> None:
    rows = answer(sample, copied[question])
    assert len(rows) == len(COPIED[question])
    for row, expected in zip(rows, COPIED[question], strict=True):
        assert all(cell.startswith(start) for cell, start in zip(row, expected, strict=True)), row


@pytest.mark.parametrize("question", COUNTED)
def test_a_copied_question_finds_all(sample: Graph, copied: dict[str, str], question: str) -> None:
    rows = answer(sample, copied[question])
    assert len(rows) == len(set(rows)) == COUNTED[question]


@pytest.mark.parametrize("question", WRITTEN)
def test_a_written_question_is_answered(sample: Graph, question: str) -> None:
    pattern, expected = WRITTEN[question]
    rows = answer(sample, f"{PREFIXES}SELECT DISTINCT ?x WHERE {{ {pattern} }} ORDER BY ?x")
    assert rows == expected
