"""One engine, one graph, a file of queries: prints what each took, as JSON. Called by queries.py."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib import parse, request

Ask = Callable[[str], int]


@contextlib.contextmanager
def memory(graph: Path) -> Iterator[Ask]:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.bulk_load(path=str(graph / "graph.ttl"), format=RdfFormat.TURTLE)
    yield lambda text: sum(1 for _ in store.query(text))


@contextlib.contextmanager
def disk(graph: Path) -> Iterator[Ask]:
    from graphbuild.stores.embedded import open_graph

    store = open_graph(graph)
    yield lambda text: sum(1 for _ in store.select(text))


@contextlib.contextmanager
def server(graph: Path) -> Iterator[Ask]:
    program = sys.argv[6]
    with tempfile.TemporaryDirectory() as folder:
        data = ["--file", str(graph / "graph.ttl")]
        subprocess.run(
            [program, "load", "--location", folder, *data], check=True, capture_output=True
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        running = subprocess.Popen(
            [program, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}"],
            stderr=subprocess.DEVNULL,
        )
        try:
            yield _asker(f"http://127.0.0.1:{port}/query")
        finally:
            running.terminate()
            running.wait()


def _asker(url: str) -> Ask:
    def ask(text: str) -> int:
        body = parse.urlencode({"query": text}).encode()
        call = request.Request(url, body, {"Accept": "application/sparql-results+json"})
        with request.urlopen(call) as reply:
            return len(json.load(reply)["results"]["bindings"])

    for _ in range(100):
        with contextlib.suppress(OSError):
            ask("SELECT * WHERE {} LIMIT 1")
            return ask
        time.sleep(0.1)
    sys.exit("the server does not answer")


@contextlib.contextmanager
def rdflib(graph: Path) -> Iterator[Ask]:
    from rdflib import Graph

    data = Graph()
    data.parse(graph / "graph.ttl", format="turtle")
    yield lambda text: len(data.query(text))


@contextlib.contextmanager
def maplib(graph: Path) -> Iterator[Ask]:
    from maplib import Model

    model = Model()
    model.read(str(graph / "graph.ttl"))
    yield lambda text: model.query(text).height


def _give_up(*_: object) -> None:
    raise TimeoutError


def timed(ask: Ask, text: str, runs: int, limit: int) -> tuple[float, str]:
    """Seconds of the fastest run, and what to print."""
    best, rows = float(limit), 0
    for _ in range(runs):
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(limit)
        start = time.perf_counter()
        try:
            rows = ask(text)
        except TimeoutError:
            return best, f"over {limit} s"
        except Exception as error:  # noqa: BLE001 - whatever an engine says, it is its answer here
            print(f"{sys.argv[1]}: {str(error)[:200]!r}", file=sys.stderr)
            return 0, "refused"
        finally:
            signal.alarm(0)
        best = min(best, time.perf_counter() - start)
    return best, f"{best * 1000:.0f} ({rows})"


def main() -> None:
    engine, graph, queries = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    runs, limit = int(sys.argv[4]), int(sys.argv[5])
    texts = json.loads(queries.read_text(encoding="utf-8"))
    found, total = {}, 0.0
    start = time.perf_counter()
    with globals()[engine](graph) as ask:
        found["open"] = f"{(time.perf_counter() - start) * 1000:.0f}"
        for name, text in texts.items():
            seconds, found[name] = timed(ask, text, runs, limit)
            total += seconds
    found["all"] = f"{total * 1000:.0f}"
    print(json.dumps(found))


if __name__ == "__main__":
    main()
