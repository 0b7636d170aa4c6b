"""Files for bulk loaders."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from tests.publishing.test_publish import BASE, run, write_graph

LOADERS = ("fuseki", "oxigraph", "qlever", "virtuoso")


def quads(folder: Path) -> list[bytes]:
    return [
        line
        for path in sorted(folder.glob("*.nq.gz"))
        for line in gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    ]


def test_the_files_hold_the_graph_sorted_and_split(tmp_path):
    exports, folder = write_graph(tmp_path / "exports", agreements=9), tmp_path / "bulk"
    status, out, _ = run(exports, "--files", folder, "--split", 5)
    assert status == 0
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    assert sorted(Path(line).name for line in out.splitlines()) == names
    assert [name for name in names if name.endswith(".gz")] == [
        *(f"merged-000{n}.nq.gz" for n in (1, 2, 3)),
        *(f"sources-000{n}.nq.gz" for n in (1, 2, 3, 4)),
    ]
    packed = [path.read_bytes() for path in sorted(folder.glob("merged*"))]
    merged = b"".join(map(gzip.decompress, packed)).splitlines()
    assert merged == sorted(merged)
    assert set(parse(b"".join(quads(folder)), RdfFormat.N_QUADS)) == set(
        parse(path=str(exports / "graph.nq"), format=RdfFormat.N_QUADS)
    )


def test_the_same_graph_gives_the_same_bytes_whatever_its_order(tmp_path):
    one = write_graph(tmp_path / "one")
    two = tmp_path / "two"
    two.mkdir()
    lines = (one / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    (two / "graph.nq").write_text("".join(reversed(lines + lines)), encoding="utf-8")
    for folder in (one, two):
        assert run(folder, "--files", folder / "bulk")[0] == 0
    for path in (one / "bulk").iterdir():
        if path.is_file():
            assert path.read_bytes() == (two / "bulk" / path.name).read_bytes()


def test_sorting_on_disk_gives_what_sorting_in_memory_gives(tmp_path, monkeypatch):
    exports = write_graph(tmp_path / "exports", agreements=20)
    run(exports, "--files", tmp_path / "memory")
    monkeypatch.setattr("graphbuild.publishing.dump.RUN", 7)
    run(exports, "--files", tmp_path / "disk")
    assert quads(tmp_path / "memory") == quads(tmp_path / "disk")


def test_files_of_an_earlier_run_that_are_too_many_go(tmp_path):
    folder = tmp_path / "bulk"
    (folder / "notes").mkdir(parents=True)
    run(write_graph(tmp_path / "exports", agreements=9), "--files", folder, "--split", 5)
    run(write_graph(tmp_path / "exports", agreements=1), "--files", folder, "--split", 50)
    assert len(list(folder.glob("*.nq.gz"))) == 2
    assert (folder / "notes").is_dir()


EVIL = ("$(touch$IFS{0})", "`touch$IFS{0}`", "';touch$IFS{0};'", "');touch$IFS{0};('")
FAKES = ("tdb2.tdbloader", "oxigraph", "IndexBuilderMain", "isql-vt")


@pytest.mark.parametrize("evil", EVIL)
def test_no_script_runs_what_stands_in_the_data(tmp_path, evil):
    """A graph of a stranger, with names of sources that a shell or a server would run."""
    exports, bulk, tools = tmp_path / "exports", tmp_path / "bulk", tmp_path / "tools"
    exports.mkdir()
    tools.mkdir()
    mark = tmp_path / "pwned"
    base = f"http://x.org/{evil.format(mark)}/"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    quad = f"<{base}source/a-1> {a} <https://w3id.org/peace-agreements/ontology#Source> .\n"
    if "`" not in evil:  # which no IRI holds
        (exports / "graph.nq").write_text(quad, encoding="utf-8")
        assert run(exports, "--files", bulk)[0] == 0
    else:
        run(write_graph(exports), "--files", bulk)
        (bulk / "graph-names.txt").write_text(f"{base}\n{base}\n", encoding="utf-8")
    said = tmp_path / "said"
    for name in FAKES:
        (tools / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >>"{said}"\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "VIRTUOSO_PASSWORD": "x"}
    for store in LOADERS:
        words = ["localhost:1111", "dba"] if store == "virtuoso" else [str(tmp_path / store)]
        script = bulk / f"load-{store}.sh"
        subprocess.run(["sh", str(script), *words], env=environment, check=False, timeout=30)
        assert not mark.exists()
    assert said.exists()


@pytest.mark.parametrize("store", LOADERS)
def test_each_store_has_a_script_that_a_shell_can_read(tmp_path, store):
    run(write_graph(tmp_path / "exports"), "--files", tmp_path / "bulk")
    script = tmp_path / "bulk" / f"load-{store}.sh"
    text = script.read_text(encoding="utf-8")
    assert "@BASE@" not in text
    assert "@MERGED@" not in text
    names = (tmp_path / "bulk" / "graph-names.txt").read_text(encoding="utf-8")
    assert names == f"{BASE}\n{BASE}graph/merged\n"
    if store in ("virtuoso", "qlever"):
        assert "graph-names.txt" in text
    subprocess.run(["sh", "-n", str(script)], check=True)
    bare = subprocess.run(["sh", str(script)], capture_output=True, text=True)
    assert bare.returncode != 0
    assert f"load-{store}.sh" in bare.stderr


def test_the_script_for_qlever_says_that_it_is_untested(tmp_path):
    run(write_graph(tmp_path / "exports"), "--files", tmp_path / "bulk")
    assert "UNTESTED" in (tmp_path / "bulk" / "load-qlever.sh").read_text(encoding="utf-8")
