"""Whatever of others ships with graphbuild, or is installed beside it, stands in the table of licences."""

from __future__ import annotations

import csv
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
FOR_US = {"all", "docs", "dev"}
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|Public Domain|MPL|Mozilla", re.I
)


def _table() -> list[dict[str, str]]:
    with (ROOT / "docs/understand/licences.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", Requirement(text).name).lower()


def _wanted() -> dict[str, set[str]]:
    """Every library that users get, with the extras that bring it."""
    found = {_name(line): {"core"} for line in PROJECT["dependencies"]}
    for extra, lines in EXTRAS.items():
        for line in lines if extra not in FOR_US else ():
            if _name(line) != "graphbuild":
                found.setdefault(_name(line), set()).add(extra)
    return found


def test_every_library_that_users_get_is_in_the_table() -> None:
    listed = {
        row["part"]: set(row["brought by"].split(", "))
        for row in _table()
        if "/" not in row["part"]
    }
    assert listed == _wanted()


def test_every_part_of_others_is_there_and_in_the_table() -> None:
    parts = [row["part"] for row in _table() if "/" in row["part"]]
    assert all((ROOT / part).exists() for part in parts)
    # What is minified is not ours.
    for path in [*ROOT.glob("graphbuild/**/*.min.js"), *ROOT.glob("docs/**/*.js")]:
        name = path.relative_to(ROOT).as_posix()
        assert any(name.startswith(part) for part in parts), name
    for path in (ROOT / "graphbuild").rglob("*"):
        assert path.suffix not in {".woff", ".woff2", ".ttf", ".otf"}, f"{path}: whose is it?"


def test_licences_of_what_is_installed_are_permissive() -> None:
    """Of the libraries, and of all that these bring in turn."""
    seen: dict[str, str] = {}
    left = [*_wanted()]
    while left:
        name = left.pop()
        if name in seen:
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # an extra that is not installed here
        said = found.metadata
        marks = [line for line in said.get_all("Classifier", []) if line.startswith("License ::")]
        # Some write the whole text of licences here, those of compilers' libraries included.
        short = (said.get("License") or "").split("\n")[0][:80]
        seen[name] = said.get("License-Expression") or "; ".join(marks) or short
        for line in found.requires or []:
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                left.append(_name(line))
    assert len(seen) > 5
    strange = {name: words[:80] for name, words in seen.items() if not PERMISSIVE.search(words)}
    assert not strange
    copyleft = {name for name, words in seen.items() if re.search(r"\bA?GPL", words)}
    assert not copyleft
