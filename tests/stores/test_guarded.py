"""Queries that take too much are ended, and the next one is answered."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphbuild
from graphbuild.cli import main
from graphbuild.errors import SourceError, UsageError
from graphbuild.scratch import FOLDER, MARK
from graphbuild.stores.engine import EngineError
from graphbuild.stores.guarded import Guarded, open_guarded
from graphbuild.stores.limits import LimitError, Limits

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?d) }"
GREEDY = (
    "SELECT (GROUP_CONCAT(?x; separator='') AS ?y) {"
    " ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) }"
)
ROWS = 300


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [f"<http://a/{number}> <http://a/p> <http://a/o> .\n" for number in range(ROWS)]
    (tmp_path / "graph.ttl").write_text("".join(lines), encoding="utf-8")
    return tmp_path


@pytest.fixture
def guarded(folder: Path) -> Iterator[Guarded]:
    graph = open_guarded(folder, limits=Limits(seconds=30))
    yield graph
    graph.close()


def _count(graph: Guarded) -> int:
    return int(next(iter(graph.select(COUNT)))[0].value)


def test_a_query_that_never_ends_is_ended_and_the_next_is_answered(guarded: Guarded) -> None:
    began = time.monotonic()
    with pytest.raises(LimitError, match=r"ended after 0\.5 seconds") as caught:
        guarded.hold(ENDLESS, Limits(seconds=0.5))
    assert caught.value.limit == "time"
    assert time.monotonic() - began < 10
    assert _count(guarded) == ROWS


def test_a_query_that_wants_all_memory_is_ended(guarded: Guarded) -> None:
    with pytest.raises(LimitError, match="more than 50 MB") as caught:
        guarded.hold(GREEDY, Limits(seconds=60, megabytes=50))
    assert caught.value.limit == "memory"
    assert _count(guarded) == ROWS


@pytest.mark.parametrize(
    "query", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"]
)
def test_an_answer_has_at_most_the_rows_allowed(guarded: Guarded, query: str) -> None:
    assert guarded.hold(query, Limits(rows=ROWS)).size
    with pytest.raises(LimitError, match="more than 299 rows") as caught:
        guarded.hold(query, Limits(rows=ROWS - 1))
    assert caught.value.limit == "rows"
    assert _count(guarded) == ROWS


def test_a_query_that_breaks_the_engine_is_one_error(guarded: Guarded) -> None:
    with pytest.raises(EngineError, match="broke off"):
        guarded.query("SELECT * " + "{" * 20_000 + "}" * 20_000)
    assert _count(guarded) == ROWS


def test_answers_are_those_of_the_engine_itself(small_folder: Path) -> None:
    inside = graphbuild.load(small_folder, timeout=None)
    outside = graphbuild.load(small_folder)
    for query in (
        "SELECT ?s ?p ?o { ?s ?p ?o }",
        "SELECT ?g ?s { GRAPH ?g { ?s a ?o } OPTIONAL { ?s <http://none> ?x } }",
    ):
        assert sorted(map(repr, inside.sparql(query))) == sorted(map(repr, outside.sparql(query)))
    graph = "DESCRIBE ?s { ?s a ?o }"
    assert inside.sparql(graph).triples() == outside.sparql(graph).triples()
    for truth in ("ASK { ?s ?p ?o }", "ASK { <http://none> ?p ?o }"):
        assert bool(inside.sparql(truth)) == bool(outside.sparql(truth))


def test_several_threads_ask_at_once_and_one_too_many_is_told(folder: Path) -> None:
    graph = open_guarded(folder, workers=2)
    found: list[object] = []

    def endless() -> None:
        with pytest.raises(LimitError):
            graph.hold(ENDLESS, Limits(seconds=2), patience=9)
        found.append(True)

    threads = [threading.Thread(target=endless) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    with pytest.raises(LimitError, match="2 other queries"):
        graph.hold(COUNT, patience=0.1)
    for thread in threads:
        thread.join()
    assert found == [True, True]
    assert _count(graph) == ROWS
    graph.close()


def test_the_engine_s_process_ends_with_the_one_that_asked(folder: Path) -> None:
    if os.name != "posix":
        pytest.skip("looks for a process by signal")
    code = (
        "import sys; from graphbuild.stores.guarded import open_guarded\n"
        "graph = open_guarded(sys.argv[1]); graph.wait()\n"
        "print(graph._pool.idle[0].process.pid, flush=True)\n"
        f"graph.hold({ENDLESS!r})"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    engine = int(run.stdout.readline())
    time.sleep(0.3)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    for _ in range(100):
        try:
            os.kill(engine, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{engine}/stat").exists():
            state = Path(f"/proc/{engine}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":
                return
        time.sleep(0.1)
    pytest.fail("the engine goes on alone")


def test_the_command_line_ends_a_query(folder: Path) -> None:
    (folder / "endless.rq").write_text(ENDLESS, encoding="utf-8")
    words = ["query", str(folder / "endless.rq"), "--graph", str(folder), "--timeout", "0.5"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "longer --timeout" in done.stderr


OUTWARD = [
    "SELECT * {{ SERVICE {0} {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o . service silent{0}{{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICESILENT{0}{{ ?s ?p ?o }} }}",
    "PREFIX ex: {0} SELECT * {{ SERVICEex:x {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE{0}{{}} }}",
    "SELECT * {{ # a\n SERVICE {0} {{ ?s ?p '#' }} }}",
    "SELECT * {{ SERVICE ?u {{ ?s ?p ?o }} }}",
]
STAYING = [
    "SELECT * FROM {0} {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED {0} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ # SERVICE {0} {{}}\n ?s ?p ?o }} LIMIT 1",
    "SELECT ?service {{ ?service ?p 'SERVICE {0}' }}",
    "SELECT * {{ ?s <file:///etc/passwd> ?o }}",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[int]]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        calls: list[int] = []

        def take() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                calls.append(1)
                connection.close()

        threading.Thread(target=take, daemon=True).start()
        yield f"<http://127.0.0.1:{server.getsockname()[1]}/>", calls


def test_no_query_reaches_the_network_unasked(
    folder: Path, listener: tuple[str, list[int]]
) -> None:
    address, calls = listener
    for timeout in (None, 30):
        graph = graphbuild.load(folder, timeout=timeout)
        for query in OUTWARD:
            with pytest.raises(UsageError, match=r"--allow-service|no prefix SERVICE"):
                graph.sparql(query.format(address)).write(folder / "out.csv")
        for query in STAYING:
            assert len(graph.sparql(query.format(address))) in (0, 1)
    for update in ("LOAD {0}", "DROP ALL", "INSERT DATA {{ {0} {0} {0} }}"):
        with pytest.raises(UsageError, match="never updates"):
            graph.sparql(update.format(address))
    assert calls == []
    allowed = graphbuild.load(folder, allow_service=True)
    with pytest.raises(EngineError):
        list(allowed.sparql(OUTWARD[0].format(address)))
    assert calls
    with pytest.raises(EngineError, match="unbound"):
        list(allowed.sparql(OUTWARD[-1]))


def test_a_service_is_refused_in_one_line(folder: Path) -> None:
    (folder / "out.rq").write_text(OUTWARD[-1].format(""), encoding="utf-8")
    words = [str(folder / "out.rq"), "--graph", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "graphbuild", "query", *words, "--allow-service"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "unbound" in done.stderr


def test_what_cannot_be_opened_is_told_as_in_this_process(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(SourceError, match="not valid RDF"):
        graphbuild.load(tmp_path / "bad.ttl")


def test_a_program_of_the_folder_is_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's process starts where the user works, among files of anybody."""
    (folder / "json.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert _count(open_guarded(folder)) == ROWS


def test_a_store_damaged_while_it_is_asked_is_made_anew(guarded: Guarded, folder: Path) -> None:
    assert _count(guarded) == ROWS
    for file in (folder / FOLDER).glob("store-*/store/*"):
        if file.suffix == ".sst":
            file.write_bytes(b"")
    query = "SELECT ?s ?q { ?s ?p ?o . ?s ?q <http://a/o> }"
    assert len(list(guarded.select(query))) == ROWS


def test_a_folder_without_our_mark_is_never_deleted(folder: Path) -> None:
    assert _count(open_guarded(folder)) == ROWS
    store = next((folder / FOLDER).glob("store-*"))
    (store / MARK).write_text("not ours", encoding="utf-8")
    (store / "list.json").write_text("{}", encoding="utf-8")
    own = folder / FOLDER / "making-films"
    own.mkdir()
    (own / "film.mp4").write_bytes(b"dear")
    os.utime(own, (0, 0))
    away = folder / "elsewhere"
    shutil.copytree(store, away)
    (away / MARK).write_bytes((folder / FOLDER / "CACHEDIR.TAG").read_bytes())
    for _ in range(2):
        assert _count(open_guarded(folder)) == ROWS
    assert (own / "film.mp4").read_bytes() == b"dear"
    assert (store / "list.json").exists()
    assert (away / "list.json").exists()


def test_who_reads_slowly_is_not_cut_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the time in which the engine works counts, here and in its own process."""
    monkeypatch.setattr("graphbuild.stores.guarded.AHEAD", 1000)
    graph = open_guarded(folder, limits=Limits(seconds=2))
    rows = graph.select("SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    next(iter(rows))
    time.sleep(2.5)
    assert len([next(iter(rows)) for _ in range(20_000)]) == 20_000
    assert _count(graph) == ROWS  # another process, as the first is in the middle of its answer
    graph.close()


def test_a_process_that_is_gone_while_idle_is_replaced(guarded: Guarded) -> None:
    for _ in range(2):
        assert _count(guarded) == ROWS
        guarded._pool.idle[0].process.kill()


def test_a_server_has_never_more_processes_than_it_keeps(folder: Path) -> None:
    graph = open_guarded(folder, limits=Limits(seconds=1), workers=2)
    graph.wait()
    alive, told = set[int](), Counter[str]()

    def ask() -> None:
        try:
            told[f"{next(iter(graph.select(ENDLESS)))}"] += 1
        except LimitError as error:
            told["waited" if "ask again in a moment" in str(error) else "ended"] += 1

    threads = [threading.Thread(target=ask) for _ in range(30)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        workers = [*graph._pool.idle, *graph._pool._taken]
        alive.add(sum(worker.process.poll() is None for worker in workers))
        time.sleep(0.02)
    assert max(alive) <= 2
    assert told.total() == 30
    assert told["ended"] >= 2
    assert told["waited"] + told["ended"] == 30
    assert _count(graph) == ROWS
    graph.close()


def test_an_answer_that_nobody_reads_on_keeps_no_process_of_a_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.stores.guarded.AHEAD", 1000)
    graph = open_guarded(folder, workers=2)
    unread = [graph.select("SELECT * { ?s ?p ?o . ?a ?b ?o } LIMIT 2000") for _ in range(3)]
    assert [next(iter(answer)) is not None for answer in unread] == [True] * 3
    assert _count(graph) == ROWS
    assert len(graph._pool.idle) == 2
    graph.close()


def test_closing_ends_what_a_server_is_still_asked(folder: Path) -> None:
    graph = open_guarded(folder, limits=Limits(seconds=60), workers=2)
    told: list[str] = []

    def ask() -> None:
        with pytest.raises(EngineError) as refused:
            graph.select(ENDLESS)
        told.append(str(refused.value))

    thread = threading.Thread(target=ask)
    thread.start()
    while not graph._pool._taken or not next(iter(graph._pool._taken)).ready:
        time.sleep(0.02)
    time.sleep(0.3)
    graph.close()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert "broke off" in told[0]
