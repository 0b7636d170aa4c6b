"""What the documentation tells a user to type must work."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from graphbuild.cli import main
from tools.docs.sample import Sample

ROOT = Path(__file__).parent.parent
ELSEWHERE = {
    "guides/extending.md": "tests/test_extensions.py builds and installs the package of this page",
    "guides/triple-stores.md": "tests/servers/test_guide.py runs it on triple stores",
}
"""Pages whose blocks are run by tests of their own."""
PAGES = [
    ROOT / "README.md",
    *(
        page
        for page in sorted((ROOT / "docs").rglob("*.md"))
        if page.relative_to(ROOT / "docs").as_posix() not in ELSEWHERE
    ),
]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The kind and the text of every block that is run, in the order of the page."""
    for found in re.finditer(r"^( *)```(sh|python)\n(.*?)^\1```", text, flags=re.S | re.M):
        lines = [line.removeprefix(found[1]) for line in found[3].splitlines()]
        yield found[2], "\n".join(lines)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("reader"))


@pytest.fixture
def workplace(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder: the files that pages name, and the sample's graph in ``exports``."""
    place = tmp_path / "reader"
    shutil.copytree(sample.place, place)
    monkeypatch.chdir(place)
    # What would run until it is stopped is only called.
    monkeypatch.setattr("graphbuild.api.serve", lambda *_, ready, **__: ready("http://a.b/"))
    return place


def _run(line: str) -> None:
    """Run a line of a shell as a reader would; what is asked for must be there afterwards."""
    line, _, target = line.partition(" > ")
    words = shlex.split(line, comments=True)
    if words[0] != "graphbuild":
        # Ways to install are in pages for people; .ci/packages tries them.
        assert words[0] in {"python", "pip", "pipx", "uv"}, line
        return
    done = CliRunner().invoke(main, words[1:])
    assert done.exit_code == 0, f"{line}\n{done.output}"
    assert done.output.strip(), line  # a result, or a word on where it went
    if target:
        Path(target).write_text(done.stdout, encoding="utf-8")
    if "-o" in words:
        made = Path(words[words.index("-o") + 1])
        # A network by period is a file for each.
        files = [made] if made.exists() else [*Path().glob(f"{made.stem}*{made.suffix}")]
        files = [*made.iterdir()] if made.is_dir() else files
        assert files, line
        assert made.is_dir() or all(file.stat().st_size > 100 for file in files), line


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_everything_on_a_page_works(page: Path, workplace: Path) -> None:
    found: dict[str, object] = {"graphbuild": __import__("graphbuild")}
    for kind, text in _blocks(page.read_text(encoding="utf-8")):
        if kind == "python":
            exec(compile(text, page.name, "exec"), found)
        else:
            for line in text.replace("\\\n", " ").splitlines():
                if line.strip() and not line.startswith("#"):
                    _run(line)
    if page.name == "python.md":
        assert found["names"]
        assert (workplace / "ranking.xlsx").is_file()


def test_pages_have_commands_and_python() -> None:
    count = {"sh": 0, "python": 0}
    for page in PAGES:
        for kind, _ in _blocks(page.read_text(encoding="utf-8")):
            count[kind] += 1
    assert count["sh"] > 15
    assert count["python"] > 10


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!\w+:)([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        there = page.parent / target
        # References are made with the site; its own test follows them.
        made = there.resolve().parent == ROOT / "docs" / "reference" and there.suffix == ".md"
        assert made or there.exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("name", main.list_commands(Context(main)))
def test_every_command_shows_an_example(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert re.search(rf"^ +graphbuild {name}\b", done.output, flags=re.M), done.output
