"""Damaged caches of an opened graph: does each of them still give the right answer?

    python -m benchmarks.damage [CASES] [SEED]

Each case damages the store that was made of a small graph (bits turned, files cut, emptied, lost, swapped,
lengthened, links and strangers among them, the store of another graph in its place) and asks three
questions in a process of its own, as ``graphbuild query`` does. Every answer must be that of the data,
and a stranger's file among ours must still be there. A case that fails is printed with its number; the
same seed makes the same cases.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from graphbuild.errors import GraphbuildError
from graphbuild.scratch import FOLDER
from graphbuild.stores.embedded import open_graph
from graphbuild.stores.guarded import open_guarded
from graphbuild.stores.limits import Limits

QUESTIONS = (
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?type (COUNT(*) AS ?n) { ?s a ?type } GROUP BY ?type",
    "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label }",
)
STRANGER = "a stranger's file"

Harm = Callable[[random.Random, list[Path]], None]


def turn_bits(make: random.Random, files: list[Path]) -> None:
    """One bit to twenty in one file."""
    file = make.choice([file for file in files if file.stat().st_size])
    data = bytearray(file.read_bytes())
    for _ in range(make.choice([1, 1, 1, 3, 20])):
        data[make.randrange(len(data))] ^= 1 << make.randrange(8)
    file.write_bytes(data)


def cut(make: random.Random, files: list[Path]) -> None:
    """A file ends too early."""
    file = make.choice([file for file in files if file.stat().st_size])
    data = file.read_bytes()
    file.write_bytes(data[: make.choice([0, 1, len(data) // 2, make.randrange(len(data))])])


def lose(make: random.Random, files: list[Path]) -> None:
    """Files are gone."""
    for file in make.sample(files, make.choice([1, 1, 2])):
        file.unlink()


def swap(make: random.Random, files: list[Path]) -> None:
    """Two files have each other's content."""
    one, two = make.sample(files, 2)
    held = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(held)


def lengthen(make: random.Random, files: list[Path]) -> None:
    """More at the end than there was."""
    file = make.choice(files)
    with file.open("ab") as handle:
        handle.write(make.randbytes(make.choice([1, 16, 4096])))


def blank(make: random.Random, files: list[Path]) -> None:
    """A piece of nothing, as after a failure of power."""
    file = make.choice([file for file in files if file.stat().st_size])
    data = bytearray(file.read_bytes())
    start = make.randrange(len(data))
    data[start : start + 512] = bytes(len(data[start : start + 512]))
    file.write_bytes(data)


def add(make: random.Random, files: list[Path]) -> None:
    """A file of the engine's that it did not write, or a folder in a file's place."""
    file = make.choice(files)
    if make.random() < 0.5:
        name = make.choice(["000099.log", "000098.sst", "MANIFEST-000097", "CURRENT.bak"])
        shutil.copy(file, file.with_name(name))
    else:
        file.unlink()
        file.mkdir()


HARMS: dict[str, Harm] = {
    "bits turned": turn_bits,
    "cut": cut,
    "lost": lose,
    "swapped": swap,
    "lengthened": lengthen,
    "blanked": blank,
    "added": add,
}


def triples(first: int) -> str:
    """Two thousand statements; each graph has others."""
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    return "".join(
        f'<http://a/{n}> a <http://a/type/{n % 7}> ; {label} "thing {n}"@en .\n'
        for n in range(first, first + 1000)
    )


def answers(folder: Path) -> list[list[str]]:
    """What the questions are answered."""
    graph = open_guarded(folder, limits=Limits(seconds=120))
    try:
        return [sorted(map(repr, graph.select(question))) for question in QUESTIONS]
    finally:
        graph.close()


def main(cases: int = 1000, seed: int = 1) -> int:
    """Damage, ask, compare; 1 if an answer was wrong."""
    began, outcomes, wrong = time.monotonic(), Counter[str](), 0
    with tempfile.TemporaryDirectory(prefix="graphbuild-damage-") as place:
        graph, other = Path(place) / "graph", Path(place) / "other"
        for folder, first in ((graph, 0), (other, 1)):
            folder.mkdir()
            (folder / "graph.ttl").write_text(triples(first), encoding="utf-8", newline="\n")
        inside = open_graph(graph, memory=True)
        right = [sorted(map(repr, inside.select(question))) for question in QUESTIONS]
        cache, kept = graph / FOLDER, Path(place) / "kept"
        for folder in (graph, other):
            if len(answers(folder)) != len(QUESTIONS):
                raise SystemExit("the sample cannot be asked")
        shutil.copytree(cache, kept)
        for case in range(cases):
            make = random.Random(f"{seed}-{case}")
            shutil.rmtree(cache)
            shutil.copytree(kept, cache)
            store = next(cache.glob("store-*"))
            (cache / STRANGER).write_text("dear", encoding="utf-8")
            kind = make.choice([*HARMS, "another's"])
            if kind == "another's":
                shutil.rmtree(store)
                shutil.copytree(next((other / FOLDER).glob("store-*")), store)
            else:
                files = [file for file in sorted(store.rglob("*")) if file.is_file()]
                HARMS[kind](make, files)
            try:
                good = answers(graph) == right and (cache / STRANGER).exists()
            except GraphbuildError as error:
                good = False
                print(f"case {case}: {error}")
            outcomes[kind] += 1
            if not good:
                wrong += 1
                print(f"case {case} ({kind}): the answer is wrong")
            if (case + 1) % 100 == 0:
                print(f"{case + 1} so far, {wrong} wrong", flush=True)
    for kind, count in sorted(outcomes.items()):
        print(f"{kind:<12} {count:>5}")
    seconds = time.monotonic() - began
    print(f"{cases} damaged caches, seed {seed}: {wrong} wrong answers ({seconds:.0f} s)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
