"""Publishes PA-X v9 with PAA-X to each store, cuts a load off in the middle, asks every saved query.

    python -m benchmarks.stores [FOLDER]

FOLDER is a graph that ``build`` wrote; without it, one is built of the files in ``../shared/data``. Prints
one table and ends with status 1 if anything is not as it should be. Needs ``.ci/install-servers``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import graphbuild
from graphbuild.errors import GraphbuildError
from graphbuild.publishing.dump import Dump, dump
from graphbuild.publishing.publish import Publication, publish
from graphbuild.stores.credentials import Address, find_credentials
from graphbuild.stores.http import Client
from tests.servers.stores import KINDS, ROOT, Server

DATA = ROOT.parent / "shared" / "data"
SOURCES = ("pax_v9.csv", "paax_v0.2_part.xlsx")
Question = tuple[str, tuple[tuple[str, str], ...]]
"""The name of a saved query, and values for its parameters."""


NARROWED: tuple[tuple[tuple[str, str], ...], ...] = (
    (("local", "include"), ("from", "1995"), ("to", "2010-06"), ("certainty", "any")),
    (("region", "Africa (excl MENA)"), ("region", "Americas"), ("basis", "linked")),
    (("release", "8"), ("basis", "coded"), ("certainty", "certain"), ("local", "exclude")),
)
"""Values of the parameters that all queries share, as a reader may narrow a question."""


def questions(graph: graphbuild.Graph) -> Iterator[Question]:
    """Every saved query, in each sense of "third party" that the graph can tell apart, and narrowed."""
    known = _values(graph)
    for query in graph.queries():
        given = {
            p.name: known.get(p.name, p.example) for p in query.parameters if p.default is None
        }
        yield query.name, tuple(given.items())
        if any(p.name == "sense" and "practical" in p.allowed for p in query.parameters):
            yield query.name, (*given.items(), ("sense", "practical"))
        for values in (*NARROWED, (("place", known["place"]),)):
            more = tuple(
                pair for pair in values if query.parameter(pair[0]) and pair[0] not in given
            )
            if more:
                yield query.name, (*given.items(), *more)


def _values(graph: graphbuild.Graph) -> dict[str, str]:
    """Values under which there is something to find in this graph."""
    agreement = graph.query("agreements")[0]
    process = max(graph.query("third-parties-per-process"), key=lambda row: row.agreements)
    actor = graph.query("third-party-ranking")[0].actor_id
    return {
        "agreement": str(agreement.agreement_id),
        "process": str(process.process_id),
        "actor": str(actor),
        "actors": str(actor),
        "place": str(agreement.countries).split("; ", maxsplit=1)[0],
    }


def rows(graph: graphbuild.Graph, name: str, given: tuple[tuple[str, str], ...]) -> list[object]:
    """The answer to a question, in its order."""
    values: dict[str, list[str]] = {}
    for key, value in given:
        values.setdefault(key, []).append(value)
    answer = graph.query(name, **values)
    return list(answer.triples()) if answer.form == "CONSTRUCT" else [tuple(row) for row in answer]


@dataclass
class Line:
    """What came of one server."""

    name: str
    version: str
    sent: str
    stored: str
    seconds: float
    again: float
    equal: str
    after_cut: str
    good: bool


def send(server: Server, graph: Dump, **more: object) -> tuple[Publication, float]:
    """Publish, and how long it took."""
    address = Address.parse(server.url)
    client = Client(address, find_credentials(address), timeout=600, waits=(0.2,))
    start = time.monotonic()
    done = publish(graph, client, **more)  # type: ignore[arg-type]
    return done, time.monotonic() - start


def cut_off(server: Server, graph: Dump) -> tuple[str, bool]:
    """Kill the server when half is sent, start it again, publish again."""
    half, sent, cuts = sum(part.size for part in graph.graphs) // 2, [0], list[int]()

    def cut(size: int) -> None:
        sent[0] += size
        if sent[0] >= half and not cuts:
            cuts.append(sent[0])
            server.kill()

    first, _ = send(server, graph, progress=cut)
    failed = sum(outcome.action == "failed" for outcome in first.outcomes)
    server.start()
    again, _ = send(server, graph)
    state = "complete" if again.complete else "NOT complete"
    return (
        f"{failed} of {len(graph.graphs)} graphs failed; published again: {state}",
        again.complete,
    )


def try_server(server: Server, graph: Dump, answers: dict[Question, list[object]]) -> Line:
    """Everything that is to be shown of one server."""
    os.environ.update(server.environment)
    server.start()
    try:
        first, seconds = send(server, graph)
        second, again = send(server, graph)
        there = graphbuild.connect(server.query, timeout=300)
        different = [asked for asked in answers if not _same(there, asked, answers[asked])]
        after_cut, mended = cut_off(server, graph)
    finally:
        server.kill()
        for name in server.environment:
            os.environ.pop(name, None)
    for name, given in different:
        print(f"{server.name}: {name} {dict(given)} differs", file=sys.stderr)
    outcomes = second.outcomes
    return Line(
        name=server.name,
        version=second.routes.version,
        sent=" + ".join(f"{outcome.sent:,}" for outcome in outcomes),
        stored=" + ".join(f"{outcome.stored:,}" for outcome in outcomes),
        seconds=seconds,
        again=again,
        equal=f"{len(answers) - len(different)} of {len(answers)}",
        after_cut=after_cut,
        good=first.complete and second.complete and mended and not different,
    )


def _same(there: graphbuild.Graph, asked: Question, answer: list[object]) -> bool:
    try:
        return rows(there, *asked) == answer
    except GraphbuildError as error:
        print(f"{asked[0]}: {error}", file=sys.stderr)
        return False


def show(lines: list[Line]) -> None:
    """The table, in Markdown."""
    print(
        "| store | version | triples sent | stored | seconds | again | queries equal | after the cut |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for line in lines:
        times = f"{line.seconds:.1f} | {line.again:.1f}"
        counts = f"{line.sent} | {line.stored}"
        print(
            f"| {line.name} | {line.version} | {counts} | {times} | {line.equal} | {line.after_cut} |"
        )


def main(arguments: list[str]) -> int:
    """Run all that are installed; in CI, all must be."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        folder = Path(arguments[0]) if arguments else work / "graph"
        if not arguments:
            command = [sys.executable, "-m", "graphbuild", "build", "-o", str(folder)]
            subprocess.run(
                [*command, *(str(DATA / name) for name in SOURCES)], check=True, stdout=sys.stderr
            )
        (work / "dump").mkdir()
        graph = dump(folder / "graph.nq", work / "dump")
        here = graphbuild.load(folder)
        answers = {asked: rows(here, *asked) for asked in questions(here)}
        lines, missing = [], []
        for kind in KINDS.values():
            if kind.missing():
                missing.append(kind.missing())
                continue
            lines.append(try_server(kind(work / kind.name), graph, answers))
        show(lines)
    for what in missing:
        print(f"not here: {what}", file=sys.stderr)
    in_ci = os.environ.get("CI") == "true"
    return 0 if all(line.good for line in lines) and not (missing and in_ci) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
