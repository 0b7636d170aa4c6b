"""How soon graphbuild answers: its help beside ``import click``, two coding pages, the sample, a query.

    python benchmarks/startup.py [PAGES] [--runs N] [--beside TREE]

PAGES is a folder with coding pages (default: ../shared/seeds, which has two). With ``--beside`` another
checkout, such as that of an earlier release, is measured in turn with this one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from build import HERE
from measure import Measure, middle, run

PAGES = HERE.parent.parent / "shared" / "seeds"
_RUN = "import sys; sys.path.insert(0, {!r}); from graphbuild.cli import main; main(prog_name='graphbuild')"


def calls_of(tree: Path, pages: Path, out: Path) -> dict[str, list[str]]:
    """What is called of one checkout, each writing to folders of its own."""
    begin = ["-c", _RUN.format(str(tree.resolve()))]
    calls = {"graphbuild --help": [*begin, "--help"]}
    if pages.is_dir():
        calls[f"graphbuild build {pages.name}"] = [*begin, "build", str(pages), "-o", f"{out}/p"]
    calls["graphbuild build --sample"] = [*begin, "build", "--sample", "-o", f"{out}/sample"]
    calls["graphbuild query agreements"] = [
        *begin, "query", "agreements", "--graph", f"{out}/sample",
    ]  # fmt: skip
    return calls


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--runs", type=int, default=11, help="rounds; the median counts (11)")
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turn")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trees = [HERE.parent, *([arguments.beside] if arguments.beside else [])]
        each = [
            calls_of(tree, arguments.pages, Path(folder) / str(number))
            for number, tree in enumerate(trees)
        ]
        plain = {
            "python -c pass": ["-c", "pass"],
            "python -c 'import click'": ["-c", "import click"],
        }
        rows = {name: [call] for name, call in plain.items()}
        rows |= {name: [calls[name] for calls in each] for name in each[0]}
        figures: dict[str, list[list[Measure]]] = {
            name: [[] for _ in calls] for name, calls in rows.items()
        }
        for _ in range(arguments.runs):
            for name, calls in rows.items():
                for held, call in zip(figures[name], calls, strict=True):
                    held.append(run([sys.executable, *call]))
    print("| call | CPU s | wall s | peak MB |" + (" CPU s, beside |" if arguments.beside else ""))
    print("|---|---:|---:|---:|" + ("---:|" if arguments.beside else ""))
    for name, (measures, *others) in figures.items():
        taken = middle(measures)
        beside = "".join(f" {middle(other).cpu:.3f} |" for other in others)
        print(f"| `{name}` | {taken.cpu:.3f} | {taken.wall:.3f} | {taken.peak:.0f} |{beside}")


if __name__ == "__main__":
    main()
