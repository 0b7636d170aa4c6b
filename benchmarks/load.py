"""How many requests a second the explorer holds on this machine, with the generator beside it.

    python -m benchmarks.load exports                        # 50 a second for ten minutes
    python -m benchmarks.load exports --rate 80 --minutes 2
    python -m benchmarks.load exports --search               # the highest rate: a minute for each

Starts ``graphbuild serve`` on the graph, and asks at fixed moments whether or not earlier answers have come
(an open model, so that a slow answer does not slow the questions down; times count from the moment
at which a request was due). The mix: 80% pages of things, lists, searches and look-ups of IRIs, 19% light
queries, 1% questions over the whole graph. Prints times by kind, errors, and memory of all the
server's processes at the beginning, on the way and at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx2 as httpx

SHARES = {"page": 0.80, "light": 0.19, "heavy": 0.01}
AIM, LATE = 0.2, 30.0
"""Seconds: what 95 of 100 answers stay under, and when one is given up."""
KINDS = ("agreement", "actor", "person", "process", "conflict", "place")
WORDS = (
    "congo",
    "women",
    "united nations",
    "ceasefire",
    "sudan",
    "peace agreement",
    "colombia",
    "farc",
)
HEAVY = ("third-party-ranking", "provision-share-by-year?code=GeWom", "third-parties-by-period")
THINGS = """PREFIX pa: <https://w3id.org/peace-agreements/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?kind ?id ?iri {
  VALUES (?class ?kind) { (pa:Agreement "agreement") (pa:Actor "actor") (pa:Person "person")
    (pa:PeaceProcess "process") (pa:Conflict "conflict") (pa:Place "place") }
  ?iri a ?class ; dcterms:identifier ?id . FILTER(ISIRI(?iri))
} ORDER BY ?kind ?id"""
LABEL = "SELECT ?p ?o { <%s> ?p ?o } LIMIT 50"


@contextmanager
def served(graph: Path) -> Iterator[tuple[str, int]]:
    """The address of an explorer that is ready, and its process."""
    command = [sys.executable, "-m", "graphbuild", "serve", str(graph), "--port", "0", "--no-open"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/"), server.pid
    finally:
        server.terminate()
        server.wait(30)


class Mix:
    """Requests drawn with a seed: the kind, the path, and what is accepted."""

    def __init__(self, things: list[tuple[str, str, str]], seed: int) -> None:
        self.random = random.Random(seed)
        self.iris = [iri for _, _, iri in things]
        self.by_kind: dict[str, list[str]] = defaultdict(list)
        for kind, identifier, iri in things:
            # A number of two lists of conflicts is no address; the end of the IRI is.
            self.by_kind[kind].append(iri.rpartition("/")[2] if kind == "conflict" else identifier)

    def draw(self) -> tuple[str, str, str]:
        kind = self.random.choices(list(SHARES), list(SHARES.values()))[0]
        return kind, *getattr(self, kind)()

    def page(self) -> tuple[str, str]:
        pick = self.random.random()
        if pick < 0.60:
            kind = self.random.choice(KINDS)
            return f"/{kind}/{quote(self.random.choice(self.by_kind[kind]), safe='')}", "text/html"
        if pick < 0.75:
            word = self.random.choice(WORDS)
            path = self.random.choice(("/search?q=", "/suggest?q="))
            return path + quote(word[: self.random.randint(2, len(word))]), "text/html"
        if pick < 0.85:
            place = quote(self.random.choice(self.by_kind["place"]))
            return f"/agreements?country={place}", "text/html"
        if pick < 0.95:
            return "/id/agreement/" + quote(
                self.random.choice(self.by_kind["agreement"])
            ), "text/turtle"
        return self.random.choice(("/", "/topics", "/questions", "/cite")), "text/html"

    def light(self) -> tuple[str, str]:
        if self.random.random() < 0.5:
            query = LABEL % self.random.choice(self.iris)
            return "/sparql?" + urlencode({"query": query}), "application/sparql-results+json"
        agreement = quote(self.random.choice(self.by_kind["agreement"]))
        return f"/question/agreement-actors?agreement={agreement}&format=csv", "text/csv"

    def heavy(self) -> tuple[str, str]:
        name = self.random.choice(HEAVY)
        return f"/question/{name}{'&' if '?' in name else '?'}format=csv", "text/csv"


def memory(pid: int) -> float:
    """Megabytes of a process and its children, shared pages counted once (PSS)."""
    total = 0
    for process in (pid, *_children(pid)):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


def _children(pid: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, tasks.read_text(encoding="ascii").split()):
            found += [child, *_children(child)]
    return found


async def ask(
    address: str, mix: Mix, rate: float, seconds: float, pid: int
) -> tuple[dict[str, list[float]], Counter[str], list[float]]:
    """Ask at fixed moments; seconds by kind, what went wrong, and memory every tenth of the time."""
    took: dict[str, list[float]] = defaultdict(list)
    wrong: Counter[str] = Counter()
    held = [memory(pid)]
    limits = httpx.Limits(max_connections=400, max_keepalive_connections=100)
    async with httpx.AsyncClient(base_url=address, timeout=LATE, limits=limits) as client:

        async def one(due: float) -> None:
            kind, path, accept = mix.draw()
            try:
                answer = await client.get(path, headers={"Accept": accept}, follow_redirects=True)
                if answer.status_code != 200:
                    wrong[f"{answer.status_code} {path}"] += 1
            except httpx.HTTPError as error:
                wrong[f"{type(error).__name__} {path.partition('?')[0]}"] += 1
            took[kind].append(time.perf_counter() - due)

        begun = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(round(rate * seconds)):
                due = begun + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(one(due))
                if number % max(1, round(rate * seconds / 10)) == 0:
                    held.append(memory(pid))
    held.append(memory(pid))
    return took, wrong, held


def told(rate: float, took: dict[str, list[float]], wrong: Counter[str], held: list[float]) -> bool:
    """Print one run; whether it held."""
    everything = sorted(second for seconds in took.values() for second in seconds)
    middle = _share(everything, 0.95)
    print(f"\n{rate:g} a second, {len(everything)} requests, {sum(wrong.values())} errors")
    print(f"{'':8}{'count':>7}{'median':>9}{'p95':>9}{'p99':>9}{'worst':>9}   milliseconds")
    for kind, seconds in [*sorted(took.items()), ("all", everything)]:
        seconds.sort()
        figures = [_share(seconds, share) * 1000 for share in (0.5, 0.95, 0.99, 1)]
        print(f"{kind:8}{len(seconds):7}" + "".join(f"{figure:9.0f}" for figure in figures))
    print("memory, MB: " + ", ".join(f"{megabytes:.0f}" for megabytes in held))
    for what, count in wrong.most_common(5):
        print(f"{count} times {what}")
    return middle < AIM and not wrong


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("graph", type=Path)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument(
        "--search", action="store_true", help="raise the rate by a quarter while it holds"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with served(given.graph) as (address, pid):
        found = httpx.get(
            f"{address}/sparql",
            params={"query": THINGS},
            headers={"Accept": "text/csv"},
            timeout=60,
        )
        lines = found.raise_for_status().text.splitlines()[1:]
        things = [tuple(line.rsplit(",", 2)) for line in lines if '"' not in line]
        mix = Mix([thing for thing in things if len(thing) == 3], given.seed)  # type: ignore[misc]
        rate, held = given.rate, True
        minutes = 1 if given.search else given.minutes
        while held:
            held = told(rate, *asyncio.run(ask(address, mix, rate, minutes * 60, pid)))
            if not given.search:
                break
            rate *= 1.25
    return 0 if held or given.search else 1


if __name__ == "__main__":
    sys.exit(main())
