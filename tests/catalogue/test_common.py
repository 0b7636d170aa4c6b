"""What all saved queries have in common: made by one script, and everywhere with the same meaning."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from graphbuild.api import Graph
from graphbuild.catalogue.library import SavedQuery, catalogue
from graphbuild.catalogue.shared import AGREEMENTS, LISTING, PARTICIPATIONS, SENSE
from graphbuild.errors import UsageError

SCRIPT = Path(__file__).parents[2] / "ontology" / "make_queries.py"
ALONE = {"agreement"}
"""Questions about one thing that the user names."""
NO_ACTORS = {
    *("agreement-mentions", "agreement-sources", "agreements-per-year", "comprehensive-by-decade"),
    *("conflicts-with-several-processes", "disagreements", "interim-arrangements", "stage-returns"),
    *("provision-by-stage", "provision-share-by-year", "provision-texts", "territory-agreements"),
    "time-to-agreement",
}
CONFLICTS = {
    *("conflict-sides", "conflicts-without-agreement", "sides-without-agreement"),
}
"""Questions about conflicts, which have agreements or actors in another way."""
THIRDS = {
    *("no-third-party-parties", "third-party-share", "third-party-ranking", "similar-processes"),
    *("third-parties-by-period", "third-parties-per-process", "stage-profile", "actor-regions"),
    *("third-party-entry", "third-parties-together", "processes-without-third-party"),
    *("third-parties-also-parties", "actor-share-by-year", "mediators-by-conflict"),
}
QUERIES = [query for query in catalogue() if query.name not in ALONE | CONFLICTS]
ALL = [pytest.param(query, id=query.name) for query in QUERIES]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_queries", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_query_has_the_common_blocks_as_the_script_makes_them(maker: ModuleType) -> None:
    files = list(maker.files())
    assert {file.stem for file in files} >= {query.name for query in QUERIES}
    stale = [
        file.name
        for file in files
        if maker.made(file.read_text("utf-8")) != file.read_text("utf-8")
    ]
    assert not stale, "run python ontology/make_queries.py"


def test_a_changed_block_is_made_anew(maker: ModuleType) -> None:
    text = next(query.text for query in QUERIES if query.name == "third-party-ranking")
    for old, new in [('?_local = "include"', '?_local = "yes"'), ("default: listed", "default: x")]:
        assert maker.made(text.replace(old, new)) == text


@pytest.mark.parametrize("query", ALL)
def test_every_question_takes_what_it_should(query: SavedQuery) -> None:
    names = {item.name for item in query.parameters}
    wanted = {item.name for item in AGREEMENTS}
    if query.name not in NO_ACTORS:
        wanted |= {item.name for item in PARTICIPATIONS}
    if query.name in THIRDS:
        wanted.add(SENSE.name)
    assert names >= wanted
    assert (SENSE.name in names) == (query.name in THIRDS)
    for name in {"process", "place", "region"}:
        assert query.parameter(name).repeatable  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ALL)
def test_local_agreements_are_left_out_of_counts_alone(query: SavedQuery, small: Graph) -> None:
    given = {item.name: item.example for item in query.parameters if item.required}
    local = query.parameter("local")
    assert local is not None
    columns = set(
        query.text.partition("\nSELECT")[2].partition("WHERE")[0].replace("?", "").split()
    )
    assert local.default == ("include" if LISTING & columns else "exclude")
    if {"actor", "actors", "process", "place"} & given.keys():
        return
    both = {value: list(small.query(query.name, **given, local=value)) for value in local.allowed}
    assert list(small.query(query.name, **given)) == both[local.default]


@pytest.mark.parametrize("value", ["8.5", "last", "", "v", "-1"])
def test_a_release_is_a_number(value: str, small: Graph) -> None:
    with pytest.raises(UsageError, match="the number of a release of PA-X, as 8 or v8"):
        small.query("agreements", release=value)


@pytest.mark.parametrize("value", ["v99", "0"])
def test_a_release_that_nobody_knows_is_refused_with_the_known(value: str, small: Graph) -> None:
    for asked in (small.query, small.network):
        name = "agreements" if asked == small.query else "agreement-mentions"
        with pytest.raises(
            UsageError, match=f"no release '{value}' of PA-X is known; known are v1"
        ):
            asked(name, release=value)
        for number in range(1, 11):
            asked(name, release=number)


def test_what_means_nothing_is_refused_by_name(small: Graph) -> None:
    with pytest.raises(UsageError, match="query 'agreement' has no parameter 'local'"):
        small.query("agreement", agreement="10", local="exclude")
    with pytest.raises(UsageError, match="query 'provision-texts' has no parameter 'basis'"):
        small.query("provision-texts", code="GRefSubs", basis="coded")
