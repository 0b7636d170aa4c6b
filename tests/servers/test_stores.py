"""Publishing to real stores: twice, with a cut in the middle, and what they then answer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphbuild
from benchmarks.stores import Question, questions, rows
from graphbuild.cli import main
from graphbuild.errors import GraphbuildError
from graphbuild.publishing.dump import dump
from graphbuild.publishing.publish import publish
from graphbuild.stores.asking import select
from graphbuild.stores.credentials import Address, find_credentials
from graphbuild.stores.http import Client
from tests.servers.stores import Fuseki, Server, program

pytestmark = pytest.mark.server
BASE = "https://w3id.org/peace-agreements/id/"
MERGED = f"{BASE}graph/merged"


@pytest.fixture(scope="session")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sample, built."""
    folder = tmp_path_factory.mktemp("sample")
    result = CliRunner().invoke(main, ["build", str(root / "samples"), "-o", str(folder)])
    assert result.exit_code == 0, result.stderr
    return folder


def send(server: Server, exports: Path, *more: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["publish", str(exports), "--to", server.url, *more])
    return result.exit_code, result.stdout, result.stderr


OURS = BASE.removesuffix("id/")
"""What the graphs of the sources and that of the ontology begin with."""


def held(server: Server) -> dict[str, int]:
    """Triples of each graph that the store shows of ours; ``""`` is its own default graph."""
    client = Client(Address.parse(server.url), find_credentials(Address.parse(server.url)))
    named = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{OURS}"))'
    query = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {named} }} GROUP BY ?g"
    found = {row[0].value: int(row[1].value) for row in select(client, server.query, query)}
    if MERGED in found:
        found[""] = found.pop(MERGED)
    else:
        row = next(select(client, server.query, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"))
        found[""] = int(row[0].value)
    return found


def wanted(exports: Path, folder: Path) -> dict[str, int]:
    folder.mkdir(exist_ok=True)
    return {graph.name: graph.triples for graph in dump(exports / "graph.nq", folder).graphs}


def test_publishing_twice_gives_what_was_sent_once(
    server: Server, sample: Path, tmp_path: Path
) -> None:
    expected = wanted(sample, tmp_path / "dump")
    assert len(expected) > 2
    for _ in range(2):
        status, _, err = send(server, sample)
        assert status == 0, err
        assert held(server) == expected


def test_a_source_that_is_gone_goes(
    server: Server, sample: Path, tmp_path: Path, root: Path
) -> None:
    send(server, sample)
    less = tmp_path / "less"
    CliRunner().invoke(main, ["build", str(root / "samples" / "pax_sample.csv"), "-o", str(less)])
    status, out, err = send(server, less)
    assert status == 0, err
    assert "removed" in out
    assert held(server) == wanted(less, tmp_path / "dump")


@pytest.mark.parametrize("again_at_once", [False, True])
def test_after_a_cut_in_the_middle_publishing_again_mends_it(
    server: Server, sample: Path, tmp_path: Path, again_at_once: bool
) -> None:
    """Killed when half is sent; started again by hand, or while we wait to try again."""
    (tmp_path / "dump").mkdir()
    dumped = dump(sample / "graph.nq", tmp_path / "dump")
    half, sent, cuts = sum(graph.size for graph in dumped.graphs) // 2, [0], list[int]()

    def cut(size: int) -> None:
        before, sent[0] = sent[0], sent[0] + size
        if before < half <= sent[0] and not cuts:
            cuts.append(sent[0])
            server.kill()

    def tell(_: str) -> None:
        if again_at_once and server.process is None:
            server.start()

    address = Address.parse(server.url)
    client = Client(address, find_credentials(address), waits=(0.1, 0.2), tell=tell)
    done = publish(dumped, client, progress=cut)
    assert done.complete == again_at_once
    if not again_at_once:
        assert {outcome.action for outcome in done.outcomes} >= {"failed"}
        server.start()
        status, _, err = send(server, sample)
        assert status == 0, err
    assert held(server) == {graph.name: graph.triples for graph in dumped.graphs}


def test_every_saved_query_gives_the_embedded_engines_rows(server: Server, sample: Path) -> None:
    send(server, sample)
    here, there = graphbuild.load(sample), graphbuild.connect(server.query, timeout=120)
    asked = list(questions(here))
    answers = {asked_for: rows(here, *asked_for) for asked_for in asked}
    assert len({name for name, _ in asked}) >= 42
    assert sum(bool(answer) for answer in answers.values()) > len(asked) * 0.7
    differing = [one for one in asked if _differs(there, one, answers[one])]
    if server.name == "Virtuoso":  # now and then it loses a statement or two of a CONSTRUCT
        for one in [one for one in differing if one[0] == "agreement"]:
            lost = set(answers[one]) - (found := set(rows(there, *one)))
            assert found < set(answers[one]) and len(lost) <= 5
            differing.remove(one)
    assert differing == []


def _differs(there: graphbuild.Graph, asked: Question, expected: list[object]) -> bool:
    """Whether a store answers otherwise; where nothing is found Fuseki 5.6 may break off instead."""
    try:
        return rows(there, *asked) != expected
    except GraphbuildError as error:
        if expected or "MultiHashProbeTable" not in str(error):  # its join of two empty tables
            raise
        return False


def test_wrong_credentials_are_one_line_and_status_2(
    server: Server, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if server.name != "Virtuoso":
        pytest.skip("this server was started without accounts")
    monkeypatch.setenv("GRAPHBUILD_PASSWORD", "hunter2")
    status, out, err = send(server, sample)
    assert (status, out) == (2, "")
    assert "does not accept these credentials" in err
    assert "hunter2" not in err
    assert len(err.splitlines()) == 1


def test_the_files_for_bulk_loaders_load(
    server: Server, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bulk = server.folder / "load"
    assert CliRunner().invoke(main, ["publish", str(sample), "--files", str(bulk)]).exit_code == 0
    oxigraph = Path(program("oxigraph") or "oxigraph")
    monkeypatch.setenv("PATH", str(oxigraph.parent), prepend=":")
    monkeypatch.setenv("FUSEKI_JAR", str(Fuseki.jar))
    monkeypatch.setenv("VIRTUOSO_PASSWORD", "dba")
    script = ["sh", str(bulk / f"load-{server.name.lower()}.sh")]
    if server.name == "Virtuoso":
        script += [f"127.0.0.1:{server.sql_port}", "dba", "./load"]  # type: ignore[attr-defined]
        send(server, sample)  # what is there already is replaced
        subprocess.run(script, check=True, cwd=server.folder)
    else:
        server.kill()
        store = server.folder / {"Oxigraph": "store", "Fuseki": "db"}[server.name]
        shutil.rmtree(store)
        subprocess.run([*script, str(store)], check=True)
        assert subprocess.run([*script, str(store)], capture_output=True).returncode == 1
        server.start()
    assert held(server) == wanted(sample, tmp_path / "dump")
