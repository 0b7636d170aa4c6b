"""Saved queries that need the network: in no list, found by name, sent only where that is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

import graphbuild
from graphbuild.api import Graph
from graphbuild.catalogue.library import NETWORK, catalogue, find_query, read_folder
from graphbuild.catalogue.shared import AGREEMENTS, PARTICIPATIONS, THIRDS
from graphbuild.errors import GraphbuildError
from graphbuild.resources import folder

FILES = sorted((folder("queries") / NETWORK).glob("*.rq"))
SERVICE = "SERVICE <https://query.wikidata.org/sparql>"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_standard_sparql_and_says_whom_it_asks(path: Path) -> None:
    query = find_query(path.stem)
    assert query.subject == NETWORK
    prepareQuery(query.text)
    assert query.text.count("SERVICE <") == 1
    assert "Wikidata" in query.texts["source"]
    assert {item.name for item in (*AGREEMENTS, *PARTICIPATIONS, *THIRDS)} == {
        item.name for item in query.parameters
    }


def test_none_is_listed_or_run_by_default() -> None:
    assert FILES
    assert not {path.stem for path in FILES} & {query.name for query in catalogue()}
    assert not [query for query in catalogue(checks=True) if query.subject == NETWORK]
    assert {path.stem for path in FILES} <= {query.name for query in read_folder(folder("queries"))}


def test_it_is_refused_unless_allowed(small: Graph) -> None:
    with pytest.raises(GraphbuildError, match="--allow-service"):
        list(small.query("neighbours-as-third-parties"))


def test_its_own_part_answers_with_borders_put_in_for_the_service() -> None:
    sample = graphbuild.build(sample=True)
    query = find_query("neighbours-as-third-parties")
    start = query.text.index(SERVICE)
    end = query.text.index("  ?who dcterms:identifier")
    item = "http://www.wikidata.org/entity/"
    kenya, uganda, sudan, norway = (f"<{item}{n}>" for n in ("Q114", "Q1036", "Q1049", "Q20"))
    borders = f"({uganda} {sudan}) ({kenya} {uganda}) ({norway} {kenya}) ({uganda} {norway})"
    text = f"{query.text[:start]}VALUES (?state ?country) {{ {borders} }}\n{query.text[end:]}"
    assert [tuple(row) for row in sample.sparql(text)] == [("9016", "Uganda", "SDN", "Sudan", 1)]
