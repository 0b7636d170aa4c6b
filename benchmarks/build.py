"""The same statements of the same table as N-Triples, by graphbuild and by its peers.

    python benchmarks/build.py [TABLE] [--runs N] [--peers PYTHON]

TABLE is a release of PA-X as CSV with its issue columns (default: ../shared/data/pax_v9.csv).
PYTHON is that of a virtual environment with benchmarks/requirements.txt: one of the peers needs an
older Oxigraph than graphbuild does. Each runs in a process of its own; rounds are interleaved, so that
a busy machine is unfair to nobody, and the medians are printed.

Work is equal: what counts are the statements of ``mapping.py`` that a program has written, read back
and compared one by one, whatever it has written besides. Nobody looks for anything in texts, counts
or describes what it writes. What the table must be made into for those who cannot turn columns into
rows is measured, too.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Measure, RunError, middle, run
from pyoxigraph import RdfFormat, parse

HERE = Path(__file__).parent
OWN, FLOOR, MELTING = "graphbuild", "bare loop", "melting the table"
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
    """graphbuild first, with what the others do: they are compared with it."""
    wide, long = folder / "wide.csv", folder / "long.csv"

    def peer(name: str, module: str, script: str, *inputs: Path) -> Program:
        output = folder / f"{script}.nt"
        call = [python, str(HERE / "peers" / f"{script}.py"), *map(str, inputs)]
        return Program(name, module, [*call, str(output)], output)

    def own(name: str, script: str, output: Path) -> Program:
        call = [sys.executable, str(HERE / "peers" / f"{script}.py"), str(table), str(output)]
        return Program(name, "graphbuild", call, output)

    target = folder / "whole"
    build = [sys.executable, "-m", "graphbuild", "build", str(table), "-o", str(target)]
    whole = [*build, "--format", "ntriples", "--coded-only"]
    melting = [sys.executable, str(HERE / "mapping.py"), *map(str, (table, wide, long))]
    return [
        own(OWN, "with_graphbuild", folder / "own.nt"),
        Program("`graphbuild build --coded-only`", "graphbuild", whole, target / "graph.nt"),
        own(FLOOR, "bare_loop", folder / "floor.nt"),
        peer("rdflib", "rdflib", "with_rdflib", table),
        Program(MELTING, "csv", melting, long),
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


def triples(path: Path) -> set[str]:
    """The statements of an N-Triples file, each once and written one way."""
    return {str(quad.triple) for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES)}


def show(contestants: Sequence[Program], figures: dict[str, Measure]) -> None:
    """One table; the last two columns compare with graphbuild."""
    print(
        "| program | CPU s | wall s | peak MB | of these statements | all | per CPU s | speed | memory |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    outputs = {program.name: program.output for program in contestants}
    wanted, own = triples(outputs[FLOOR]), figures[OWN]
    for program in contestants:
        if program.name not in figures:
            continue
        figure = figures[program.name]
        times = f"{figure.cpu:.2f} | {figure.wall:.2f} | {figure.peak:.0f}"
        if program.name == MELTING:
            print(f"| {program.name} | {times} | | | | | {figure.peak / own.peak:.1f} |")
            continue
        written = triples(program.output)
        shared, rate = len(written & wanted), len(wanted) / figure.cpu
        print(
            f"| {program.name} | {times} | {shared:,} | {len(written):,} | {rate:,.0f} |"
            f" {own.cpu / figure.cpu:.2f} | {figure.peak / own.peak:.1f} |"
        )
    print(f"\nThe mapping makes {len(wanted):,} statements; per CPU s: of these alone.")
    print("speed, memory: statements per CPU second and peak memory, as multiples of graphbuild's.")
    print(
        "* Its mapping language cannot turn columns into rows: it gets the table as fields and a\n"
        f"  long list of coded issues. That is the line {MELTING!r}, which it needs besides."
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
