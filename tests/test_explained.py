"""Every kind of finding is explained, and nothing is explained that no code tells."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from graphbuild.cli import main
from graphbuild.explained import explanations

CODE = Path(__file__).parent.parent / "graphbuild"
LEVELS = {"error", "warning", "info"}


def _words(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node) if isinstance(node, ast.IfExp) else (node,):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value


def _told(path: Path) -> Iterator[str]:
    """The kinds of findings that a module tells: the word beside a level, or the first of a note."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            words = list(_words(node.args[:3]))
            if LEVELS & set(words):
                yield from (word for word in words[:2] if word not in LEVELS and " " not in word)
            elif getattr(node.func, "attr", "") == "_note":
                yield from words[:1]
        elif isinstance(node, ast.Tuple) and LEVELS & set(_words(node.elts[:1])):
            yield from list(_words(node.elts))[1:2]
        elif (
            path.name == "doubts.py"
            and isinstance(node, ast.Yield)
            and isinstance(node.value, ast.Tuple)
        ):
            yield from list(_words(node.value.elts))[:1]


def _all_told() -> set[str]:
    found = {kind for path in CODE.rglob("*.py") for kind in _told(path)}
    assert len(found) > 60  # it does find them
    return {kind for kind in found if kind not in ("violation",) and not kind.isupper()}


def test_every_kind_of_finding_is_explained() -> None:
    missing = {kind for kind in _all_told() if "-" in kind} - set(explanations())
    assert not missing, f"give each a row in graphbuild/data/findings.csv: {sorted(missing)}"


def test_nothing_is_explained_that_no_code_tells() -> None:
    written = {
        node.value
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not set(explanations()) - written


def test_an_explanation_says_what_it_means_and_what_to_do() -> None:
    for item in explanations().values():
        assert item.means.endswith("."), item
        assert item.do.endswith("."), item


def test_a_report_explains_what_it_tells(tmp_path: Path) -> None:
    table = tmp_path / "pax.csv"
    table.write_text(
        "AgtId,Agt,Dat,Con,Stage,Agtp,PP\n1,Accord,soon,Colombia,Imp,Intra,1\n", encoding="utf-8"
    )
    CliRunner().invoke(main, ["build", str(table), "-o", str(tmp_path / "out")])
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    known = explanations()["not-a-date"]
    assert f"{known.means} To do: {known.do}" in report
