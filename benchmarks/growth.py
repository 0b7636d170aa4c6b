"""Time and memory of graphbuild for 1, 10 (and 100) times the rows of one table.

    python benchmarks/growth.py [TABLE] [--hundredfold] [--coded-only]

The larger tables are copies of TABLE (default: ../shared/data/pax_v9.csv) in which every copy of a
row has an id and a title of its own. A hundred times v9 is 0.4 GB, and takes minutes.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from pathlib import Path

from build import TABLE
from measure import run

STEP = 100_000
"""What is added to the ids of each copy."""


def multiply(table: Path, times: int, target: Path) -> int:
    """Write the rows ``times`` times; returns how many rows that makes."""
    count = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for copy in range(times):
            with table.open(encoding="utf-8-sig", newline="") as handle:
                reader = csv.reader(handle)
                header = next(reader)
                identity, title = header.index("AgtId"), header.index("Agt")
                if not copy:
                    writer.writerow(header)
                for row in reader:
                    row[identity] = str(int(row[identity]) + copy * STEP)
                    row[title] += f" ({copy})" if copy else ""
                    writer.writerow(row)
                    count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--hundredfold", action="store_true", help="100 times, too")
    parser.add_argument("--coded-only", action="store_true", help="find no actors in texts")
    parser.add_argument("--format", default="turtle", help="what to write (turtle)")
    arguments = parser.parse_args()
    if not arguments.table.is_file():
        parser.error(f"{arguments.table}: no such file; give a release of PA-X as CSV")
    print("| rows | CPU s | wall s | peak MB | CPU ms per row | kB per row above one row's peak |")
    print("|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        table, target = Path(name, "table.csv"), Path(name, "built")
        build = [sys.executable, "-m", "graphbuild", "build", str(table), "-o", str(target)]
        build += ["--format", arguments.format, *["--coded-only"] * arguments.coded_only]
        first_rows(arguments.table, 1, table)
        floor = run(build).peak
        for times in (1, 10, 100) if arguments.hundredfold else (1, 10):
            rows = multiply(arguments.table, times, table)
            taken = run(build)
            memory = (taken.peak - floor) * 1024 / rows
            print(
                f"| {rows:,} | {taken.cpu:.2f} | {taken.wall:.2f} | {taken.peak:,.0f} |"
                f" {1000 * taken.cpu / rows:.3f} | {memory:.1f} |",
                flush=True,
            )


def first_rows(table: Path, number: int, target: Path) -> None:
    """Write the header and the first rows."""
    with (
        table.open(encoding="utf-8-sig", newline="") as handle,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.writer(out)
        for _, row in zip(range(number + 1), csv.reader(handle), strict=False):
            writer.writerow(row)


if __name__ == "__main__":
    main()
