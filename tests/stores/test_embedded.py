from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphbuild.errors import SourceError, UsageError
from graphbuild.scratch import FOLDER
from graphbuild.stores import cache, opening
from graphbuild.stores.embedded import open_graph

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
LINE = "<http://a/{}> <http://a/p> <http://a/o> .\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "graph.ttl").write_text(LINE.format(1), encoding="utf-8")
    (folder / "graph.nq").write_text(
        LINE.format(1) + "<http://a/1> <http://a/p> <http://a/o> <http://a/source> .\n",
        encoding="utf-8",
    )
    return folder


def _count(path: Path) -> int:
    return int(next(iter(open_graph(path).select(COUNT)))[0].value)


def _stores(folder: Path) -> list[str]:
    return sorted(item.name for item in (folder / FOLDER).glob("*-*"))


def test_the_second_time_the_store_is_opened_not_loaded(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _count(data) == 1
    before = _stores(data)
    monkeypatch.setattr(opening, "_load", lambda *_: pytest.fail("loaded again"))
    assert _count(data) == 1
    assert _stores(data) == before
    assert len(before) == 1


def test_changed_data_are_loaded_again(data: Path) -> None:
    assert _count(data) == 1
    (data / "graph.ttl").write_text(LINE.format(1) + LINE.format(2), encoding="utf-8")
    assert _count(data) == 2


def test_old_stores_go_after_an_hour_and_those_of_other_files_stay(data: Path) -> None:
    (data / "other.nt").write_text(LINE.format(1), encoding="utf-8")
    _count(data / "other.nt")
    _count(data)
    old = time.time() - 2 * cache.KEPT
    for store in (data / FOLDER).glob("store-*"):
        os.utime(store, (old, old))
    (data / "graph.ttl").write_text(LINE.format(2), encoding="utf-8")
    _count(data)
    assert len(_stores(data)) == 2


def test_a_damaged_store_is_made_again(data: Path) -> None:
    _count(data)
    for file in (data / FOLDER).glob("store-*/store/*"):
        file.write_bytes(b"")
    assert _count(data) == 1


def test_a_folder_that_cannot_be_written_uses_the_user_cache(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHBUILD_CACHE", str(tmp_path / "user"))
    (data / FOLDER).write_text("a file in the way", encoding="utf-8")
    assert _count(data) == 1
    assert list((tmp_path / "user" / "graphbuild" / FOLDER).glob("store-*"))


def test_with_no_cache_at_all_the_graph_is_read_into_memory(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache, "working_folder", full)
    assert _count(data) == 1
    assert not _stores(data)


def test_two_runs_that_start_at_once_both_answer(small_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "twice"
    folder.mkdir()
    (folder / "graph.ttl").write_bytes((small_folder / "graph.ttl").read_bytes())
    code = (
        "import sys; from graphbuild.stores.embedded import open_graph;"
        f"print(next(iter(open_graph(sys.argv[1]).select('{COUNT}')))[0].value)"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    counts = {run.communicate(timeout=60)[0].strip() for run in runs}
    assert [run.returncode for run in runs] == [0] * 4
    assert len(counts) == 1
    assert len(_stores(folder)) == 1


def test_the_merged_graph_answers_and_sources_only_where_asked(data: Path) -> None:
    for memory in (False, True):
        graph = open_graph(data, memory=memory)
        assert int(next(iter(graph.select(COUNT)))[0].value) == 1
        named = "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
        assert [row[0].value for row in graph.select(named)] == ["http://a/source"]


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no graph in this folder"):
        open_graph(tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        open_graph(tmp_path / "none")
    (tmp_path / "x.csv").write_text("a,b", encoding="utf-8")
    with pytest.raises(SourceError, match="no RDF file's suffix"):
        open_graph(tmp_path / "x.csv")
    (tmp_path / "bad.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(SourceError, match="not valid RDF"):
        open_graph(tmp_path / "bad.ttl")
    assert not list((tmp_path / FOLDER).glob("making-*"))


def test_a_wrong_query_says_where(data: Path) -> None:
    with pytest.raises(UsageError, match="not valid SPARQL"):
        open_graph(data).query("SELECT ?x WHERE {")
