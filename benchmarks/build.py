"""The same table to N-Triples by graphbuild and by its peers, each in a process of its own.

    python benchmarks/build.py [TABLE] [--runs N] [--peers PYTHON]

TABLE is a release of PA-X as CSV with its issue columns (default: ../shared/data/pax_v9.csv).
PYTHON is that of a virtual environment with benchmarks/requirements.txt: one of the peers needs an
older Oxigraph than graphbuild does. Rounds are interleaved, so that a busy machine is unfair to nobody; the medians are printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mapping import melt
from measure import Measure, RunError, middle, run

HERE = Path(__file__).parent
TABLE = HERE.parent.parent / "shared" / "data" / "pax_v9.csv"


@dataclass(frozen=True, slots=True)
class Program:
    """One contestant: the module it needs, its call, and the N-Triples file that the call writes.

    The call begins with the Python interpreter that must have the module.
    """

    name: str
    module: str
    argv: Sequence[str]
    output: Path


def programs(table: Path, folder: Path, python: str) -> list[Program]:
    """graphbuild first, with what the others do, too: they are compared with it."""
    wide, long = folder / "wide.csv", folder / "long.csv"
    melt(table, wide, long)

    def peer(name: str, module: str, script: str, *inputs: Path) -> Program:
        output = folder / f"{script}.nt"
        call = [python, str(HERE / "peers" / f"{script}.py"), *map(str, inputs)]
        return Program(name, module, [*call, str(output)], output)

    def own(name: str, *options: str) -> Program:
        target = folder / f"own{len(options)}"
        call = [sys.executable, "-m", "graphbuild", "build", str(table), "-o", str(target)]
        argv = [*call, "--format", "ntriples", *options]
        return Program(name, "graphbuild", argv, target / "graph.nt")

    return [
        own("graphbuild, coded fields", "--coded-only"),
        own("graphbuild, actors found in texts, too"),
        peer("bare loop", "csv", "bare_loop", table),
        peer("rdflib", "rdflib", "with_rdflib", table),
        peer("Morph-KGC *", "morph_kgc", "with_morph_kgc", wide, long),
        peer("maplib *", "maplib", "with_maplib", wide, long),
    ]


def measured(contestants: Sequence[Program], runs: int) -> dict[str, Measure]:
    """The medians of those that are installed and end well; a line on stderr for the others."""
    taken: dict[str, list[Measure]] = {}
    for program in contestants:
        if has(program.argv[0], program.module):
            taken[program.name] = []
        else:
            print(f"{program.name}: not installed, skipped", file=sys.stderr)
    for _ in range(runs):
        for program in contestants:
            if program.name not in taken:
                continue
            try:
                taken[program.name].append(run(program.argv))
            except RunError as error:
                print(f"{program.name}: failed, skipped\n{error}", file=sys.stderr)
                del taken[program.name]
    return {name: middle(measures) for name, measures in taken.items()}


def has(python: str, module: str) -> bool:
    """Whether an interpreter finds a module."""
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([python, "-c", code], check=False).returncode == 0


def triples(path: Path) -> int:
    """Lines of an N-Triples file."""
    with path.open("rb") as handle:
        return sum(line.count(b"\n") for line in iter(lambda: handle.read(2**20), b""))


def show(contestants: Sequence[Program], figures: dict[str, Measure]) -> None:
    """One table; the last two columns compare with graphbuild."""
    print("| program | CPU s | wall s | peak MB | triples | triples per CPU s | speed | memory |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    own: tuple[float, float] | None = None
    for program in contestants:
        if program.name not in figures:
            continue
        figure, count = figures[program.name], triples(program.output)
        rate = count / figure.cpu
        own = own or (rate, figure.peak)
        print(
            f"| {program.name} | {figure.cpu:.2f} | {figure.wall:.2f} | {figure.peak:.0f} |"
            f" {count:,} | {rate:,.0f} | {rate / own[0]:.2f} | {figure.peak / own[1]:.1f} |"
        )
    print("\nspeed, memory: triples per CPU second and peak memory, as multiples of graphbuild's.")
    print(
        "* Its mapping language cannot turn columns into rows: it gets the table as fields and a\n"
        "  long list of coded issues, made beforehand; making them is not counted."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--runs", type=int, default=3, help="rounds; the median counts (3)")
    parser.add_argument("--peers", metavar="PYTHON", default=sys.executable)
    arguments = parser.parse_args()
    if not arguments.table.is_file():
        parser.error(f"{arguments.table}: no such file; give a release of PA-X as CSV")
    with tempfile.TemporaryDirectory() as folder:
        contestants = programs(arguments.table, Path(folder), arguments.peers)
        show(contestants, measured(contestants, arguments.runs))


if __name__ == "__main__":
    main()
