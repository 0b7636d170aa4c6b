"""What ``pip install`` brings: the extras, and that messages name those that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FOR_US = {"all", "docs", "dev"}
"""Extras that bring no feature of their own: everything, the site, and what work on the house needs."""
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]


def test_all_brings_every_optional_feature() -> None:
    (given,) = EXTRAS["all"]
    named = re.fullmatch(r"graphbuild\[(.+)\]", given)
    assert named
    assert set(named[1].split(",")) == set(EXTRAS) - FOR_US


def test_a_missing_library_is_named_by_an_extra_that_there_is() -> None:
    named = {
        extra
        for path in (ROOT / "graphbuild").rglob("*.py")
        for extra in re.findall(r'MissingExtra\([^)]*?"(\w+)"\)', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(EXTRAS) - FOR_US
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"graphbuild\[([\w,]+)\]", readme)) <= set(EXTRAS)
