"""Who may import whom: CONTRIBUTING's table, import-linter's contract and the code say the same."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "graphbuild"
GROUND = "the ground floor"


def contracts() -> list[dict[str, object]]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found: list[dict[str, object]] = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return found


def layers() -> list[list[str]]:
    rooms = next(item for item in contracts() if item["type"] == "layers")
    return [re.split(r"\s*[|:]\s*", layer) for layer in rooms["layers"]]  # type: ignore[attr-defined]


def rooms() -> set[str]:
    """The packages and modules of the house."""
    found = {path.stem for path in HOUSE.glob("*.py")} - {"__init__"}
    return found | {path.parent.name for path in HOUSE.glob("*/__init__.py")}


@cache
def table() -> dict[str, str]:
    """Each room with the cell on what it may import."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in text.partition("## Where a change goes")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`graphbuild/"):
            for name in re.findall(r"`([^`]+)`", cells[0]):
                room = name.removeprefix("graphbuild/").rstrip("/").removesuffix(".py")
                assert room not in found, f"{room} stands twice"
                found[room] = cells[2]
    return found


def ground() -> set[str]:
    return {room for room in table() if (HOUSE / f"{room}.py").is_file()} - {"tabular"}


def named(room: str) -> set[str]:
    """The rooms that the cell names, without those that these may import in turn."""
    cell = table()[room].removesuffix(", late")
    if cell == "nothing":
        return set()
    if cell == "everything":
        return set(table()) - {room}
    if cell == "everything but `cli`":
        return set(table()) - {room, "cli"}
    found: set[str] = set()
    for part in cell.split(", "):
        found |= ground() if part == GROUND else {part}
    assert found <= set(table()), f"{room}: {cell}"
    return found


def by_table(room: str) -> set[str]:
    """What a room may import: the rooms named, and what they may."""
    found: set[str] = set()
    waiting = sorted(named(room))
    while waiting:
        below = waiting.pop()
        if below not in found:
            found.add(below)
            waiting += named(below)
    return found - {room}


def by_contract(room: str) -> set[str]:
    """The rooms on lower layers, without those that a contract forbids."""
    order = layers()
    at = next(number for number, layer in enumerate(order) if room in layer)
    found = {name for layer in order[at + 1 :] for name in layer}
    for contract in contracts():
        if contract["type"] == "forbidden" and f"graphbuild.{room}" in contract["source_modules"]:  # type: ignore[operator]
            found -= {name.partition(".")[2] for name in contract["forbidden_modules"]}  # type: ignore[attr-defined]
    return found


@cache
def by_code() -> dict[str, set[str]]:
    """What rooms import, for types alone and late imports included."""
    graph = grimp.build_graph("graphbuild", cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in rooms()}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            one, two = (name.split(".")[1:2] for name in (module, other))
            if one and two and one != two:
                found[one[0]].add(two[0])
    return found


def test_table_and_contract_have_every_room_once() -> None:
    listed = [room for layer in layers() for room in layer]
    assert sorted(listed) == sorted(rooms())
    assert set(table()) == rooms() - {"__main__"}


@pytest.mark.parametrize("room", sorted(rooms() - {"__main__"}))
def test_the_table_allows_what_the_code_imports_and_no_more_than_the_contract(room: str) -> None:
    assert by_code()[room] <= by_table(room)
    assert by_table(room) <= by_contract(room)


def test_the_contract_holds(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out
