"""How soon graphbuild answers: its help beside ``import click``, and two coding pages built.

    python benchmarks/startup.py [PAGES] [--runs N]

PAGES is a folder with coding pages (default: ../shared/seeds, which has two).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from build import HERE
from measure import Measure, middle, run

PAGES = HERE.parent.parent / "shared" / "seeds"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--runs", type=int, default=11, help="rounds; the median counts (11)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        calls = {
            "python -c pass": ["-c", "pass"],
            "python -c 'import click'": ["-c", "import click"],
            "graphbuild --help": ["-m", "graphbuild", "--help"],
        }
        if arguments.pages.is_dir():
            build = ["-m", "graphbuild", "build", str(arguments.pages), "-o", folder]
            calls[f"graphbuild build {arguments.pages.name}"] = build
        figures: dict[str, list[Measure]] = {name: [] for name in calls}
        for _ in range(arguments.runs):
            for name, call in calls.items():
                figures[name].append(run([sys.executable, *call]))
    print("| call | CPU s | wall s | peak MB |")
    print("|---|---:|---:|---:|")
    for name, measures in figures.items():
        taken = middle(measures)
        print(f"| {name} | {taken.cpu:.3f} | {taken.wall:.3f} | {taken.peak:.0f} |")


if __name__ == "__main__":
    main()
