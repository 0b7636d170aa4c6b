"""Do the tests bite? Changes the code in small ways and runs the tests of the room that was changed.

    python -m benchmarks.mutants                        # 150 mutants of four rooms, and a table
    python -m benchmarks.mutants --rooms actors --count 60 --seed 2
    python -m benchmarks.mutants --list > mutants.txt   # what would be drawn

Mutants are made by Cosmic Ray's operators (comparisons, arithmetic, numbers, ``and``/``or``,
``not``, ``break``/``continue``, loops that never run, other exceptions), drawn with a fixed seed and
tried one after another in a copy of the tree, first with the tests that pass through the changed
line, then with all of the room; those that no test notices are printed as diffs.
Left out are operators whose mutants are mostly equal to the code: decorators (caches), ``is`` for
``==``, and ``|`` between types. So are, wherever they stand, changes of what no input can show:

* arguments of decorators (``slots``, ``frozen``: nothing assigns to such an object; ``maxsize``),
* ``strict`` of ``zip``, which only guards against mistakes elsewhere in the code,
* how much is held or read at a time: ``write_through``, ``constant_memory``, and constants named
  for a chunk, batch or block,
* ``except ImportError`` around a module of Python's own that other systems lack (``resource``).
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from cosmic_ray.ast import Visitor, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {
    "sources": ("tests/sources", "tests/cli/test_parse.py"),
    "formats": ("tests/formats", "tests/test_extensions.py"),
    "catalogue": ("tests/catalogue", "tests/cli/test_query.py", "tests/test_extensions.py"),
    "publishing": ("tests/publishing", "tests/stores"),
    "actors": ("tests/actors",),
    "graph": ("tests/graph", "tests/formats", "tests/ontology"),
    "mentions": ("tests/mentions",),
    "networks": ("tests/networks",),
    "building": ("tests/building", "tests/cli"),
}
"""The tests that belong to a room."""
DEFAULT = "sources,formats,catalogue,publishing"
SKIPPED = "not shared and not server and not browser"
LONGEST = 600
"""Seconds after which a mutant that hangs counts as caught."""
FAILED = frozenset({1, 2})
"""Of pytest: a test fails, or cannot be collected. Others say that the call is wrong."""
UNSEEN = frozenset({"strict", "write_through", "constant_memory"})
"""Options that say how something is done and not what comes of it."""
HELD = re.compile(r"_?(?:CHUNK|BATCH|BLOCK)S?")
"""Constants that say how much is held at a time."""
OF_A_SYSTEM = frozenset({"resource", "fcntl", "msvcrt", "winreg", "pwd"})
"""Modules of Python's own that some systems lack."""

FAMILIES = {
    "comparison": [
        f"ReplaceComparisonOperator_{pair}"
        for pair in (
            "Eq_NotEq",
            "NotEq_Eq",
            "Lt_LtE",
            "LtE_Lt",
            "Gt_GtE",
            "GtE_Gt",
            "Lt_Gt",
            "Gt_Lt",
        )
    ],
    "arithmetic": [
        f"ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Mul_Add", "Div_Mul")
    ],
    "number": ["NumberReplacer"],
    "truth": ["ReplaceTrueWithFalse", "ReplaceFalseWithTrue"],
    "not": ["AddNot", "ReplaceUnaryOperator_Delete_Not"],
    "and-or": ["ReplaceAndWithOr", "ReplaceOrWithAnd"],
    "loop": ["ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop"],
    "exception": ["ExceptionReplacer"],
}
"""Cosmic Ray's operators by what they change; as many mutants are drawn from each family."""


Place = tuple[int, int]
"""A line, from 1, and a column."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the ``occurrence``-th place in a file at which an operator can do something."""

    room: str
    file: str
    operator: str
    occurrence: int

    def code(self) -> tuple[str, str]:
        """The file as it is and as it is changed."""
        source = (ROOT / self.file).read_text(encoding="utf-8")
        changed = MutationVisitor.mutate_code(
            source, get_operator(self.operator)(), self.occurrence
        )
        return source, changed or source

    def compiles(self) -> bool:
        """Whether the changed file is Python, and differs from what it was."""
        before, after = self.code()
        try:
            return ast.dump(ast.parse(before)) != ast.dump(ast.parse(after))
        except SyntaxError:
            return False

    def diff(self) -> str:
        """The change in words of a diff, without context."""
        before, after = self.code()
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def mutants(room: str, family: str) -> list[Mutant]:
    """Every mutant of a room and a family, in a fixed order."""
    found = []
    for path in sorted((ROOT / "graphbuild" / room).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        tree, left_out = get_ast(source), unseen(ast.parse(source))
        for name in FAMILIES[family]:
            operator = get_operator(f"core/{name}")()
            places = _Places(operator)
            places.walk(tree)
            file = path.relative_to(ROOT).as_posix()
            found += [
                Mutant(room, file, f"core/{name}", at)
                for at, place in enumerate(places.starts)
                if not any(start <= place < end for start, end in left_out)
            ]
    return found


class _Places(Visitor):
    """Where an operator can do something: line and column of each place."""

    def __init__(self, operator: Operator) -> None:
        self.operator = operator
        self.starts: list[Place] = []

    def visit(self, node: Any) -> Any:
        self.starts += [start for start, _ in self.operator.mutation_positions(node)]
        return node


def unseen(tree: ast.Module) -> list[tuple[Place, Place]]:
    """The pieces of a module whose change no input can show: start and end of each."""
    return [_piece(node) for parent in ast.walk(tree) for node in _unseen(parent)]


def _piece(node: ast.expr) -> tuple[Place, Place]:
    return (
        (node.lineno, node.col_offset),
        (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset),
    )


def _unseen(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.ClassDef() | ast.FunctionDef():
            yield from node.decorator_list
        case ast.keyword(arg=str(name), value=value) if name in UNSEEN:
            yield value
        case ast.Dict():
            named = zip(node.keys, node.values, strict=True)
            yield from (v for k, v in named if isinstance(k, ast.Constant) and k.value in UNSEEN)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if HELD.fullmatch(name):
            yield value
        case ast.Try(body=[ast.Import(names=names)], handlers=[ast.ExceptHandler(type=kind)]):
            if kind and {alias.name for alias in names} <= OF_A_SYSTEM:
                yield kind


def drawn(rooms: list[str], count: int, seed: int) -> list[Mutant]:
    """``count`` mutants, in turn from every room and family; those that do not compile are passed over."""
    chance = random.Random(seed)
    piles = [mutants(room, family) for family in FAMILIES for room in rooms]
    for pile in piles:
        chance.shuffle(pile)
    turns = (mutant for turn in zip_longest(*piles) for mutant in turn if mutant is not None)
    return list(islice(filter(Mutant.compiles, turns), count))


class Tests:
    """The tests of each room, and which of them pass through which line."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self._lines: dict[str, dict[str, dict[int, list[str]]]] = {}

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that pass through the changed line, as far as that is seen.

        A line that runs when its module is imported, or once for all in a function that keeps what
        it gave, is seen in the first test alone, and none in what fixtures share.
        """
        if mutant.room not in self._lines:
            self._lines[mutant.room] = self._seen(mutant.room)
        before, after = (code.splitlines() for code in mutant.code())
        pairs = enumerate(zip_longest(before, after), 1)
        line = next(number for number, (old, new) in pairs if old != new)
        seen = self._lines[mutant.room].get(mutant.file, {}).get(line, [])
        return sorted(
            {name for name, _, when in (c.rpartition("|") for c in seen) if when == "run"}
        )

    def all(self, room: str) -> list[str]:
        """All tests of a room."""
        return [name for name in ROOMS[room] if (self.tree / name).exists()]

    def _seen(self, room: str) -> dict[str, dict[int, list[str]]]:
        """Run the room's tests once and note for each line the tests that pass through it."""
        from coverage import CoverageData

        held = self.tree / f".coverage-{room}"
        options = [f"--cov=graphbuild/{room}", "--cov-context=test", "--cov-report="]
        env = {**os.environ, "COVERAGE_FILE": str(held)}
        if run(self.tree, [*options, *self.all(room)], env):
            sys.exit(f"the tests of {room} fail without any change")
        data = CoverageData(str(held))
        data.read()
        return {
            Path(file).relative_to(self.tree).as_posix(): {
                line: [context for context in contexts if context]
                for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }


def run(tree: Path, words: list[str], env: dict[str, str] | None = None) -> bool:
    """Whether a test fails, or they take too long."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", SKIPPED]
    env = {
        **(env or os.environ),
        "PYTHONPATH": str(tree),
        "PYTHONPYCACHEPREFIX": str(tree / ".pyc"),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        done = subprocess.run(
            [*command, *words], cwd=tree, env=env, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode in FAILED


def caught(mutant: Mutant, tests: Tests) -> bool:
    """Whether a test of the room fails in the copy of the tree."""
    through = tests.of(mutant)
    source, changed = mutant.code()
    target = tests.tree / mutant.file
    _write(target, changed, tests.tree)
    try:
        return bool(through and run(tests.tree, through)) or run(tests.tree, tests.all(mutant.room))
    finally:
        _write(target, source, tests.tree)


def _write(target: Path, source: str, tree: Path) -> None:
    """Write a module, and forget what was compiled of it: Python may take the two for the same."""
    target.write_text(source, encoding="utf-8")
    for compiled in (tree / ".pyc").rglob(f"{target.stem}.*.pyc"):
        compiled.unlink()


def main() -> None:
    """Draw, try, and print what survived and a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rooms", default=DEFAULT)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print the mutants and stop")
    given = parser.parse_args()
    chosen = drawn(given.rooms.split(","), given.count, given.seed)
    if given.list:
        for mutant in chosen:
            print(f"{mutant.file} {mutant.operator} {mutant.occurrence}\n{mutant.diff()}\n")
        return
    tried, survived = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as made:
        tree = Path(made) / "tree"
        ignored = shutil.ignore_patterns(".git", ".venv", ".servers", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, tree, ignore=ignored)
        tests = Tests(tree.resolve())
        for number, mutant in enumerate(chosen, 1):
            tried[mutant.room] += 1
            if not caught(mutant, tests):
                survived[mutant.room] += 1
                print(f"SURVIVED {mutant.file} {mutant.operator}\n{mutant.diff()}\n", flush=True)
            print(f"{number} of {len(chosen)}", end="\r", file=sys.stderr, flush=True)
    print("| room | mutants | caught | share |\n|---|---:|---:|---:|")
    for room in sorted(tried):
        left = tried[room] - survived[room]
        print(f"| {room} | {tried[room]} | {left} | {left / tried[room]:.0%} |")
    total, left = tried.total(), tried.total() - survived.total()
    print(f"| all | {total} | {left} | {left / total:.0%} |")


if __name__ == "__main__":
    main()
