"""The same input gives the same bytes, and every format says the same to every reader."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner
from pyoxigraph import BlankNode, DefaultGraph, RdfFormat, parse
from rdflib.compare import isomorphic

from graphbuild.cli import main
from graphbuild.scratch import FOLDER

FORMATS = ("turtle", "nquads", "trig", "ntriples", "jsonld", "rdfxml", "tables", "parquet")
MERGED_ONLY = {
    "graph.nt": ("nt", RdfFormat.N_TRIPLES),
    "graph.ttl": ("turtle", RdfFormat.TURTLE),
    "graph.rdf": ("xml", RdfFormat.RDF_XML),
    "graph.jsonld": ("json-ld", RdfFormat.JSON_LD),
}
WITH_SOURCES = {"graph.nq": ("nquads", RdfFormat.N_QUADS), "graph.trig": ("trig", RdfFormat.TRIG)}


def options() -> list[str]:
    return [word for name in FORMATS for word in ("--format", name)]


def contents(folder: Path) -> dict[str, bytes]:
    # What is kept for the next command is no part of what was built.
    files = (path for path in folder.rglob("*") if path.is_file() and FOLDER not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def built_apart(sources: Iterable[str], place: Path, seed: str) -> dict[str, bytes]:
    """What a process of its own builds with another hash seed, folder and time zone."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": ("UTC", "Asia/Baku")[int(seed) % 2]}
    argv = [sys.executable, "-m", "graphbuild", "build", *sources, *options(), "-o", f"out{seed}"]
    subprocess.run(argv, cwd=place, env=environment, check=True, capture_output=True)
    return contents(place / f"out{seed}")


def recipe(files: dict[str, bytes]) -> dict[str, Any]:
    """What ``build.json`` says beside the places of the sources."""
    made = json.loads(files["build.json"])
    return {name: made[name] for name in ("options", "checksums")}


def same_under_every_seed(folder: Path, tmp_path: Path) -> None:
    """Build a folder as it is, a copy of it elsewhere, and the copy's files in another order."""
    elsewhere = tmp_path / "a longer path" / "copied"
    shutil.copytree(folder, elsewhere)
    files = sorted(str(path) for path in elsewhere.rglob("*") if path.is_file())
    first = built_apart([str(folder)], tmp_path, "0")
    assert {"graph.ttl", "graph.nq", "void.ttl", "report.json", "tables/actors.csv"} <= set(first)
    for sources, place, seed in (
        (["copied"], elsewhere.parent, "1"),
        (reversed(files), elsewhere.parent, "4242"),
    ):
        other = built_apart(sources, place, seed)
        assert recipe(other) == recipe(first)
        differing = [name for name in first if first[name] != other.get(name)]
        differing.remove("build.json")  # it says where the sources lie
        assert set(other) == set(first)
        if seed == "4242":  # files are told of in the order in which they are named
            differing = [name for name in differing if not name.startswith("report.")]
        assert differing == []


def test_the_sample_is_the_same_under_every_seed(root: Path, tmp_path: Path) -> None:
    same_under_every_seed(root / "samples", tmp_path)


def test_spellings_of_one_person_are_the_same_under_every_seed(tmp_path: Path) -> None:
    spelt = ("Ana Diaz Ruiz", "Ana Díaz Ruiz", "ANA DIAZ RUIZ", "Ana Diaz RUIZ", "Ana DÍAZ Ruiz")
    rows = [
        f'{number},Accord {number},200{number}-05-04,Kenya,Talks {number},9,"Kenya, represented by {name}",'
        for number, name in enumerate(spelt, 1)
    ]
    folder = tmp_path / "sources"
    folder.mkdir()
    table = "\n".join(["AgtId,Agt,Dat,Con,PPName,Ver,Part,ThrdPart", *rows, ""])
    for name in ("one.csv", "other.csv"):
        (folder / name).write_text(table.replace("Talks", name), encoding="utf-8")
    same_under_every_seed(folder, tmp_path)


@pytest.mark.shared
def test_real_files_that_disagree_are_the_same_under_every_seed(
    shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(shared / "seeds", folder)
    for name in ("pax_v9.csv", "pax_v1_extended.csv", "pax_v10_metadata.csv"):
        with (shared / "data" / name).open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.reader(handle))
        with (folder / name).open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([rows[0], *rows[1::15]])
    same_under_every_seed(folder, tmp_path)


@pytest.fixture(scope="module")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in every format."""
    folder = tmp_path_factory.mktemp("sample")
    call = ["build", str(root / "samples"), "-o", str(folder), *options()]
    assert CliRunner().invoke(main, call).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def statements(sample: Path) -> set[object]:
    """The merged graph, as its simplest form says it."""
    found = {quad.triple for quad in parse(path=str(sample / "graph.nt"))}
    assert len(found) > 5000
    assert not any(isinstance(triple.subject, BlankNode) for triple in found)
    return found


@pytest.mark.parametrize("name", [*MERGED_ONLY, *WITH_SOURCES])
def test_oxigraph_reads_every_format_alike(
    sample: Path, statements: set[object], name: str
) -> None:
    _, form = (MERGED_ONLY | WITH_SOURCES)[name]
    quads = list(parse(path=str(sample / name), format=form))
    merged = [quad.triple for quad in quads if quad.graph_name == DefaultGraph()]
    assert set(merged) == statements
    assert len(quads) == len(set(quads))


@pytest.mark.parametrize("name", [name for name in MERGED_ONLY if name != "graph.nt"])
def test_rdflib_reads_every_format_alike(sample: Path, name: str) -> None:
    expected = rdflib.Graph().parse(sample / "graph.nt", format="nt")
    found = rdflib.Graph().parse(sample / name, format=MERGED_ONLY[name][0])
    assert len(found) == len(expected)
    assert isomorphic(found, expected)


def test_the_formats_with_graphs_say_the_same_of_each_source(sample: Path) -> None:
    quads, trig = (
        set(parse(path=str(sample / name), format=form)) for name, (_, form) in WITH_SOURCES.items()
    )
    assert quads == trig
    sources = {quad.graph_name for quad in quads} - {DefaultGraph()}
    assert len(sources) > 10
    both = [
        rdflib.Dataset().parse(sample / name, format=form)
        for name, (form, _) in WITH_SOURCES.items()
    ]
    for given in both:
        names = {str(graph.identifier) for graph in given.graphs() if len(graph)}
        assert {str(source)[1:-1] for source in sources} <= names
    first, second = ({tuple(map(str, quad)) for quad in given.quads()} for given in both)
    assert first == second
