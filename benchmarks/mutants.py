"""Do the tests bite? Changes the code in small ways and runs the tests of the room that was changed.

    python -m benchmarks.mutants                        # 150 mutants of four rooms, and a table
    python -m benchmarks.mutants --rooms actors --count 60 --seed 2
    python -m benchmarks.mutants --list > mutants.txt   # what would be drawn

Mutants are made by Cosmic Ray's operators (comparisons, arithmetic, numbers, ``and``/``or``,
``not``, ``break``/``continue``, loops that never run, other exceptions), drawn with a fixed seed and
tried one after another in a copy of the tree; those that no test notices are printed as diffs.
Left out are operators whose mutants are mostly equal to the code: decorators (caches), ``is`` for
``==``, and ``|`` between types.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
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
    "formats": ("tests/formats",),
    "catalogue": ("tests/catalogue", "tests/cli/test_query.py"),
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
LONGEST = 240
"""Seconds after which a mutant that hangs counts as caught."""

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
        tree = get_ast(path.read_text(encoding="utf-8"))
        for name in FAMILIES[family]:
            operator = get_operator(f"core/{name}")()
            places = _Counting(operator)
            places.walk(tree)
            file = path.relative_to(ROOT).as_posix()
            found += [Mutant(room, file, f"core/{name}", at) for at in range(places.count)]
    return found


class _Counting(Visitor):
    """Counts the places at which an operator can do something."""

    def __init__(self, operator: Operator) -> None:
        self.operator, self.count = operator, 0

    def visit(self, node: Any) -> Any:
        self.count += sum(1 for _ in self.operator.mutation_positions(node))
        return node


def drawn(rooms: list[str], count: int, seed: int) -> list[Mutant]:
    """``count`` mutants, in turn from every room and family; those that do not compile are passed over."""
    chance = random.Random(seed)
    piles = [mutants(room, family) for family in FAMILIES for room in rooms]
    for pile in piles:
        chance.shuffle(pile)
    turns = (mutant for turn in zip_longest(*piles) for mutant in turn if mutant is not None)
    return list(islice(filter(Mutant.compiles, turns), count))


def caught(mutant: Mutant, tree: Path) -> bool:
    """Whether a test of the mutant's room fails in a copy of the tree."""
    source, changed = mutant.code()
    target = tree / mutant.file
    target.write_text(changed, encoding="utf-8")
    tests = [name for name in ROOMS[mutant.room] if (ROOT / name).exists()]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*command, "-m", SKIPPED, *tests],
            cwd=tree,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(source, encoding="utf-8")
    return done.returncode != 0


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
        for number, mutant in enumerate(chosen, 1):
            tried[mutant.room] += 1
            if not caught(mutant, tree):
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
