"""What the documentation tells a user to type must work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from graphbuild.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands(text: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("graphbuild ")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    for source in sorted((ROOT / "samples").rglob("*")):
        if source.is_file():
            target = place / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    return place


@pytest.mark.parametrize("line", _commands(README))
def test_commands_of_the_readme_work(
    line: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    done = CliRunner().invoke(main, shlex.split(line)[1:])
    assert done.exit_code == 0, done.output
    assert done.output.strip()  # a result, or a word on where it went


def test_python_of_the_readme_works(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    CliRunner().invoke(main, ["build", "--sample", "-o", "exports"])
    for block in re.findall(r"```python\n(.*?)```", README, flags=re.S):
        exec(compile(block, "README.md", "exec"), {})


def test_python_of_the_guide_works(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace / "samples")
    text = (ROOT / "docs" / "guides" / "python.md").read_text(encoding="utf-8")
    found: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", text, flags=re.S):
        exec(compile(block, "docs/guides/python.md", "exec"), found)
    assert found["names"]
    assert (workplace / "samples" / "ranking.xlsx").is_file()


def test_the_page_on_limits_works(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    CliRunner().invoke(main, ["build", "--sample", "-o", "exports"])
    (workplace / "my-question.rq").write_text("SELECT ?s { ?s ?p ?o } LIMIT 1", encoding="utf-8")
    text = (ROOT / "docs" / "understand" / "limits.md").read_text(encoding="utf-8")
    for line in _commands(text):
        done = CliRunner().invoke(main, shlex.split(line)[1:])
        assert done.exit_code == 0, done.output
    for block in re.findall(r"```python\n(.*?)```", text, flags=re.S):
        exec(
            compile(block, "docs/understand/limits.md", "exec"),
            {"graphbuild": __import__("graphbuild")},
        )


@pytest.mark.parametrize("page", ["answers", "notebooks"])
def test_the_pages_on_files_work(
    page: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    CliRunner().invoke(main, ["build", "--sample", "-o", "exports"])
    lines = _commands((ROOT / "docs" / "guides" / f"{page}.md").read_text(encoding="utf-8"))
    assert lines
    for line in lines:
        words = shlex.split(line)
        done = CliRunner().invoke(main, words[1:])
        assert done.exit_code == 0, done.output
        if "-o" in words:
            made = Path(words[words.index("-o") + 1])
            assert any(made.iterdir()) if made.is_dir() else made.stat().st_size > 100


@pytest.mark.parametrize("name", main.list_commands(Context(main)))
def test_every_command_shows_an_example(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert re.search(rf"^ +graphbuild {name}\b", done.output, flags=re.M), done.output
