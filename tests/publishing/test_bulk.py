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
    names = sorted(path.name for path in folder.iterdir())
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


@pytest.mark.parametrize("store", LOADERS)
def test_each_store_has_a_script_that_a_shell_can_read(tmp_path, store):
    run(write_graph(tmp_path / "exports"), "--files", tmp_path / "bulk")
    script = tmp_path / "bulk" / f"load-{store}.sh"
    text = script.read_text(encoding="utf-8")
    assert "@" not in text.replace("$@", "")
    if store in ("virtuoso", "qlever"):
        assert f"{BASE}graph/merged" in text
    subprocess.run(["sh", "-n", str(script)], check=True)
    bare = subprocess.run(["sh", str(script)], capture_output=True, text=True)
    assert bare.returncode != 0
    assert f"load-{store}.sh" in bare.stderr


def test_the_script_for_qlever_says_that_it_is_untested(tmp_path):
    run(write_graph(tmp_path / "exports"), "--files", tmp_path / "bulk")
    assert "UNTESTED" in (tmp_path / "bulk" / "load-qlever.sh").read_text(encoding="utf-8")
