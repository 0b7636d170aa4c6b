"""Whether every regular expression of graphbuild takes time in proportion to its text.

    python -m benchmarks.patterns [--pattern WORDS]

First the hostile texts that once hung a reader, at ten times their size and through the front door,
in seconds of CPU. Then every pattern that a module of graphbuild holds, over texts of repeated
signs, each at 4,000 and 16,000 characters: one that takes more than eight times as long for four
times the text is printed (a quadratic one takes sixteen times).
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import graphbuild
from graphbuild.errors import SourceError
from graphbuild.patterns import Late
from graphbuild.report import Report
from graphbuild.sources import read_sources
from graphbuild.sources.page import read_page

SMALL, GROWN = 4_000, 16_000
WORST = 8.0
LEAST = 0.02
"""Seconds below which growth is noise."""
_PAGE = Path(__file__).resolve().parent.parent / "samples" / "pages" / "aceh.md"
UNITS = (
    *("a", "A", "1", " ", "-", "(", ")", "|", "*", "_", "<", ">", "[", "]", "/", "\\", ".", ",", ":", "#", "\n", "\t"),
    *("a ", "A ", "Aa ", "a.", "A.", "A, ", "- ", "--\n", "( ", "(a", "[a](", "<b>", "<!-- -->", "**a** ", "| a ", "a|"),
    *("1/1/", "1 Jan ", "Page 1 ", "Page 1:\n", "a\n", "a:\n", "a\n\n", " \n", "\x85", "\u2028", "&amp;", "=\"a\" "),
    *("no specific ", "mention", "Groups→", "For the A: ", "represented by ", "and ", "A and ", "\\\\\n", " +\n", "é"),
)  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of graphbuild holds by name, in a tuple, list or dict too."""
    seen: set[str] = set()
    for found in pkgutil.walk_packages(graphbuild.__path__, "graphbuild."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, value in sorted(vars(module).items()):
            for one in _inside(value):
                key = f"{one.pattern}{one.flags}"
                if key not in seen:
                    seen.add(key)
                    yield f"{found.name}.{name}", one


def _inside(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, (re.Pattern, Late)):
        if isinstance(value.pattern, str):
            yield cast("re.Pattern[str]", value)
    elif depth < 3 and isinstance(value, (tuple, list, frozenset)):
        for one in value:
            yield from _inside(one, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for one in value.values():
            yield from _inside(one, depth + 1)


def taken(work: Callable[[], object]) -> float:
    """Seconds of CPU that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def front_door() -> Iterator[tuple[str, float]]:
    """The hostile texts of old at ten times their size, and the seconds that reading them takes."""
    page = _PAGE.read_text(encoding="utf-8")
    for what, text in (
        ("240 comments at the head of a page", "<!-- -->" * 240 + page),
        ("a rule of 30,000 hyphens in a page", page.replace("\n", "\n" + "-" * 30_000 + "\n", 1)),
        ("a capital word of 160,000 letters in a page", page.replace("On behalf", "A" * 160_000, 1)),
        ("500,000 U+0085 in a page", page + "\x85" * 500_000),
        ("300,000 brackets in a page", page + "(" * 300_000),
    ):  # fmt: skip

        def read(text: str = text) -> None:
            try:
                read_page(text, "page.md")
            except SourceError as error:
                print(f"  refused: {error}", file=sys.stderr)

        yield what, taken(read)
    table = Path("patterns.csv")
    try:
        for count in (4_000_000, 8_000_000):
            cell = "(" * count
            table.write_text(f"AgtId,Agt,Dat,Con\n1,A,1999-01-01,{cell}\n", encoding="utf-8")

            def read_table() -> None:
                try:
                    read_sources([table], Report())
                except SourceError as error:
                    print(f"  refused: {str(error)[:200]}", file=sys.stderr)

            yield f"{count:,} brackets in Con", taken(read_table)
        graphbuild.build([_PAGE])  # what is loaded once
        head = "AgtId,Agt,Dat,Con,Part\n1,A,1999-01-01,Mali,"
        for letters in (0, 160_000):
            table.write_text(f"{head}{'A' * letters}\n", encoding="utf-8")
            seconds = taken(lambda: graphbuild.build([table]))
            yield f"a party of {letters:,} capital letters, built", seconds
    finally:
        table.unlink(missing_ok=True)


def through(pattern: re.Pattern[str], unit: str, size: int) -> float:
    """Seconds that a pattern takes to look through a repeated sign."""
    text = (unit * size)[:size]
    return taken(lambda: sum(1 for _ in pattern.finditer(text)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--pattern", default="", help="only patterns whose names hold these words, and no texts"
    )
    given = parser.parse_args()
    if not given.pattern:
        print("| text | CPU s |\n|---|---:|")
        for what, seconds in front_door():
            print(f"| {what} | {seconds:.2f} |", flush=True)
    count, bad, slowest = 0, 0, (0.0, "", "")
    for name, pattern in patterns():
        if given.pattern not in name:
            continue
        count += 1
        for unit in UNITS:
            small = through(pattern, unit, 2_000)
            if small > 0.5:
                print(f"{name} over {unit!r}: {small:.2f} s for 2,000 characters", flush=True)
                bad += 1
                continue
            few, many = through(pattern, unit, SMALL), through(pattern, unit, GROWN)
            slowest = max(slowest, (many, name, repr(unit)))
            if many > LEAST and many > WORST * max(few, 0.001):
                bad += 1
                print(f"{name} over {unit!r}: {few:.3f} s, then {many:.3f} s", flush=True)
    print(f"{count} patterns, {len(UNITS)} texts: {bad} grow faster than their text")
    print(f"slowest over {GROWN:,} characters: {slowest[0]:.3f} s, {slowest[1]} over {slowest[2]}")


if __name__ == "__main__":
    main()
