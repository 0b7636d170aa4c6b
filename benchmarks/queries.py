"""The whole catalogue side by side: pyoxigraph in memory and on disk, the Oxigraph server, rdflib, maplib.

    python benchmarks/queries.py [GRAPH] [--runs N] [--engines memory disk server rdflib maplib]
                                 [--peers PYTHON] [--limit SECONDS]

GRAPH is a folder that graphbuild wrote (default: exports/). PYTHON is that of a virtual environment
with maplib, and beside which the program ``oxigraph`` lies. Every engine gets the same final SPARQL and
runs in a process of its own; of several runs the fastest counts. A query that an engine has not
answered after the limit is given up and marked so; one that it cannot read is marked, too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ENGINES = ("memory", "disk", "server", "rdflib", "maplib")
SKIPPED = frozenset({"disagreements", "agreement"})
"""The one needs the graphs of the sources, the other gives a graph."""


def final_queries(graph: Path) -> dict[str, str]:
    """Every query of the catalogue with its defaults, or the examples of its head."""
    import graphbuild
    from graphbuild.catalogue.run import prepare

    opened = graphbuild.load(graph)
    texts = {}
    for query in opened.queries():
        if query.name not in SKIPPED:
            given = {item.name: item.example for item in query.parameters if item.required}
            texts[query.name] = prepare(query, given, opened.store).sparql
    return texts


def measure(engine: str, graph: Path, queries: Path, options: argparse.Namespace) -> dict[str, str]:
    """Seconds and rows by query; ``open`` is what opening took."""
    python = options.peers if engine == "maplib" else sys.executable
    call = [python, str(HERE / "engines.py"), engine, str(graph), str(queries)]
    call += [str(options.runs), str(options.limit)]
    if engine == "server":
        call.append(str(Path(options.peers).parent / "oxigraph"))
    done = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(f"{engine}: left out", file=sys.stderr)
        return {}
    answers: dict[str, str] = json.loads(done.stdout)
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("graph", nargs="?", type=Path, default=Path("exports"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--peers", default=sys.executable)
    parser.add_argument("--limit", type=int, default=30)
    options = parser.parse_args()
    texts = final_queries(options.graph)
    with tempfile.TemporaryDirectory() as folder:
        queries = Path(folder) / "queries.json"
        queries.write_text(json.dumps(texts), encoding="utf-8")
        found = {
            engine: measure(engine, options.graph, queries, options) for engine in options.engines
        }
    shown = [engine for engine in options.engines if found[engine]]
    print("| milliseconds (rows) | " + " | ".join(shown) + " |")
    print("|---" * (len(shown) + 1) + "|")
    for name in ["open", *texts, "all"]:
        print(f"| {name} | " + " | ".join(found[engine].get(name, "") for engine in shown) + " |")


if __name__ == "__main__":
    main()
