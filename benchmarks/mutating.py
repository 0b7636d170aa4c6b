"""Small changes of the code, drawn by lot: which there are, and what each does.

Mutants are made by Cosmic Ray's operators (comparisons, arithmetic, numbers, ``and``/``or``,
``not``, ``break``/``continue``, loops that never run, other exceptions).
Left out are operators whose mutants are mostly equal to the code: decorators (caches), ``is`` for
``==``, and ``|`` between types. So are, wherever they stand, changes of what no input can show:

* arguments of decorators (``slots``, ``frozen``: nothing assigns to such an object; ``maxsize``),
* ``strict`` of ``zip``, which only guards against mistakes elsewhere in the code,
* how much is held or read at a time: ``write_through``, ``constant_memory``, and constants named
  for a chunk, batch or block,
* ``except ImportError`` around a module of Python's own that other systems lack (``resource``).
"""

from __future__ import annotations

import ast
import difflib
import random
import re
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
