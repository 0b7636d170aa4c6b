"""What ``pip install`` brings: the extras, and that messages name those that there are."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from graphbuild.cli import main
from graphbuild.version import __version__

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


def test_the_lock_holds_what_the_project_asks_for() -> None:
    locked = {
        found[1].lower().replace("_", "-"): found[2]
        for found in re.finditer(
            r"^([\w.-]+)==([^\s;\\]+)", (ROOT / "requirements/dev.txt").read_text("utf-8"), re.M
        )
    }
    asked = [*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]
    for line in asked:
        wanted = Requirement(line)
        name = wanted.name.lower().replace("_", "-")
        if name != "graphbuild":
            assert name in locked, f"{line}: run .ci/lock"
            assert wanted.specifier.contains(locked[name], prereleases=True), (
                f"{line}: run .ci/lock"
            )


def test_the_lock_names_no_server_and_has_a_hash_for_all() -> None:
    text = (ROOT / "requirements/dev.txt").read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    for entry in re.split(r"\n(?=[\w])", text):
        if "==" in entry:
            assert "--hash=sha256:" in entry, entry


def test_one_version_stands_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {__version__}\n" in citation
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.findall(r"^## \[(\d[^\]]*)\] - (\S+)$", changes, flags=re.M)
    if newest:
        assert newest[0][0] == __version__
        assert f"\ndate-released: {newest[0][1]}\n" in citation


def test_workflows_have_no_more_rights_than_they_need() -> None:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert workflows
    for path in workflows:
        text = path.read_text("utf-8")
        assert "\npermissions: {}\n" in text, path.name
        assert "write-all" not in text
        for checkout in text.split("uses: actions/checkout")[1:]:
            assert "persist-credentials: false" in checkout[:120], path.name


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands(shell: str) -> None:
    """What the line of the page on installing gives: a script, and answers to it."""
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert f"_GRAPHBUILD_COMPLETE={shell}_source graphbuild" in page
    script = CliRunner().invoke(
        main, [], prog_name="graphbuild", env={"_GRAPHBUILD_COMPLETE": f"{shell}_source"}
    )
    assert "_GRAPHBUILD_COMPLETE" in script.output
    asked = {"_GRAPHBUILD_COMPLETE": f"{shell}_complete", "COMP_WORDS": "graphbuild net"}
    asked |= {"COMP_CWORD": "net" if shell == "fish" else "1"}
    answer = CliRunner().invoke(main, [], prog_name="graphbuild", env=asked)
    assert "networks" in answer.output


def test_the_sample_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    called: list[list[object]] = []
    monkeypatch.setattr(script, "install", lambda _: None)
    monkeypatch.setattr(script, "run", called.append)
    script.main(["sample"])
    said = capsys.readouterr().out
    assert [call[3] for call in called] == ["build", "query"]
    offered = re.findall(rf"^  {re.escape(str(script.SCRIPTS / 'graphbuild'))} (\w+)", said, re.M)
    assert len(offered) >= 5
    assert set(offered) <= set(main.list_commands(click.Context(main)))
    for page in re.findall(r"docs/\S+\.md", said):
        assert (ROOT / page).is_file()
