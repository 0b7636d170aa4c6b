"""The tables of nodes, edges and values hold the merged graph, for every reader of Parquet."""

from __future__ import annotations

import builtins
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, RdfFormat, parse

from graphbuild.cli import main
from graphbuild.ontology.namespaces import shorten
from graphbuild.ontology.terms import RDF, RDFS

PARTS = {"nodes": "class", "edges": "relationship", "values": "property"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("parquet")
    words = ["build", "--sample", "-o", str(out), "--format", "ntriples", "--format", "parquet"]
    assert CliRunner().invoke(main, words).exit_code == 0
    return out


def table(built: Path, name: str) -> pandas.DataFrame:
    found: pandas.DataFrame = pandas.read_parquet(built / "graph.parquet" / name)
    return found


def test_edges_values_and_types_are_the_statements_of_the_graph(built: Path) -> None:
    nodes, edges, values = (table(built, name) for name in PARTS)
    told = Counter(
        [(row.id, RDF.type.value, type_) for row in nodes.itertuples() for type_ in row.types]
        + [(row.src, row.predicate, row.dst) for row in edges.itertuples()]
    )
    literals = Counter(
        (row.id, row.property, row.value, row.datatype, row.language)
        for row in values.fillna({"language": ""}).itertuples()
    )
    described = set(nodes.id)
    expected: Counter[Any] = Counter()
    expected_literals: Counter[Any] = Counter()
    with (built / "graph.nt").open("rb") as handle:
        for quad in parse(handle, format=RdfFormat.N_TRIPLES):
            if quad.subject.value not in described:
                assert quad.predicate == RDFS.label  # of a term of the ontology
            elif isinstance(quad.object, Literal):
                name = shorten(quad.predicate.value).removeprefix("pa:").replace(":", "_")
                kind = shorten(quad.object.datatype.value)
                value = (quad.object.value, kind, quad.object.language or "")
                expected_literals[quad.subject.value, name, *value] += 1
            else:
                expected[quad.subject.value, quad.predicate.value, quad.object.value] += 1
    assert told == expected
    assert literals == expected_literals


def test_a_node_has_one_row_under_its_narrowest_class(built: Path) -> None:
    nodes = table(built, "nodes")
    assert not nodes.id.duplicated().any()
    countries = nodes[nodes["class"] == "Country"]
    assert len(countries) > 3 and "Place" not in set(nodes["class"])
    place = countries.types.iloc[0]
    assert {shorten(type_) for type_ in place} == {"pa:Country", "pa:Place"}
    assert nodes.label.notna().all() and nodes.identifier.notna().all()


def test_no_two_folders_are_one_where_case_does_not_count(built: Path) -> None:
    names = [path.name.lower() for path in (built / "graph.parquet").glob("*/*")]
    assert len(set(names)) == len(names) > 50


@pytest.mark.parametrize("name", PARTS)
def test_duckdb_and_polars_read_what_pandas_reads(built: Path, name: str) -> None:
    expected = table(built, name)[PARTS[name]].value_counts().to_dict()
    files = (built / "graph.parquet" / name / "*" / "*.parquet").as_posix()
    column = PARTS[name]
    rows = duckdb.sql(
        f"SELECT {column}, count(*) FROM read_parquet('{files}', hive_partitioning=true) GROUP BY 1"
    )
    assert dict(rows.fetchall()) == expected
    counted = polars.scan_parquet(files, hive_partitioning=True).group_by(column).len().collect()
    assert dict(counted.iter_rows()) == expected


def test_a_build_without_it_leaves_nothing_of_an_earlier_one(tmp_path: Path) -> None:
    for formats in (("parquet",), ("turtle",)):
        words = [word for name in formats for word in ("--format", name)]
        found = CliRunner().invoke(main, ["build", "--sample", "-o", str(tmp_path), *words])
        assert found.exit_code == 0
        assert (tmp_path / "graph.parquet").exists() == ("parquet" in formats)


def test_without_pyarrow_the_message_says_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    words = ["build", "--sample", "-o", str(tmp_path), "--format", "parquet"]
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 2
    assert 'pip install "graphbuild[parquet]"' in found.stderr and found.stderr.count("\n") == 1
    assert not (tmp_path / "void.ttl").exists()
