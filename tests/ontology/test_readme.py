from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType

from pyoxigraph import Store

from graphbuild.ontology.terms import terms
from graphbuild.resources import folder


def page() -> str:
    return (folder("ontology") / "README.md").read_text(encoding="utf-8")


def test_the_tables_are_what_the_ontology_gives(script: Callable[[str], ModuleType]) -> None:
    assert script("make_readme").text() == page(), "run python ontology/make_readme.py"


def test_every_term_has_a_row() -> None:
    rows = set(re.findall(r"^\| `pa:(\w+)` \|", page(), re.M))
    assert rows == set(terms())


def test_every_file_of_the_folder_is_named() -> None:
    named = set(re.findall(r"`(?:python ontology/)?([\w*/]+\.\w+)`", page()))
    for path in folder("ontology").iterdir():
        if path.is_file():
            assert path.name in named, path.name


def test_the_diagram_names_real_terms() -> None:
    diagram = re.search(r"```mermaid\n(.*?)```", page(), re.S)
    assert diagram is not None
    words = set(re.findall(r"[A-Za-z]+", diagram[1])) - {"flowchart", "LR", "Concept", "is", "a"}
    assert words - {"prov", "wasDerivedFrom"} <= set(terms())


def test_its_queries_are_sparql() -> None:
    queries = re.findall(r"```sparql\n(.*?)```", page(), re.S)
    assert queries
    for query in queries:
        Store().query(query)
