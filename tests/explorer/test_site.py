"""The pages as files: whole, with links that lead somewhere, without what was left out."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

import graphbuild
from graphbuild import load
from graphbuild.cli import main
from graphbuild.errors import OutputError
from graphbuild.explorer.site import file_of


@pytest.fixture(scope="module")
def graph(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("of-site") / "exports"
    shutil.copytree(root / "exports", folder, ignore=shutil.ignore_patterns(".*"))
    return folder


@pytest.fixture(scope="module")
def site(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    done = CliRunner().invoke(main, ["site", str(graph), "-o", str(folder)])
    assert done.exit_code == 0, done.output
    assert "no licence is known" in done.stderr
    assert re.search(r"^data: PA-X.*version 9", done.stderr, re.MULTILINE)
    return folder


def test_every_link_leads_to_a_file(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 300
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src|action)="([^"#?]*)', text):
            if link and not link.startswith(("http:", "https:", "data:")):
                target = (page.parent / unquote(link)).resolve()
                assert target.is_file(), (page.relative_to(site), link)
                assert target.is_relative_to(site.resolve())


def test_the_search_knows_every_thing_that_has_a_page(site: Path) -> None:
    text = (site / "static" / "things.js").read_text(encoding="utf-8")
    things = json.loads(text.removeprefix("window.things = ").rstrip(";\n"))
    assert {"agreement", "actor", "person", "process", "conflict", "place", "code"} == {
        kind for kind, *_ in things
    }
    assert all((site / file).is_file() for *_, file in things)


def test_pages_carry_their_policy_and_hold_nothing_that_writes(graph: Path, site: Path) -> None:
    text = (site / "agreement" / "900001.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in text
    assert "Good Friday" in text
    provisions = text.partition('id="provisions"')[2].partition("Circles are the weight")[0]
    assert provisions.count("<li class") == len(
        next(
            table.rows
            for table in load(graph).show("agreement", "900001").tables
            if table.name == "provisions"
        )
    )  # a file has all rows
    assert not list(site.rglob("review*"))
    assert not list(site.rglob("sparql*"))


def test_writing_again_gives_the_same_files_and_keeps_those_of_a_repository(
    graph: Path, site: Path
) -> None:
    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    (site / ".nojekyll").write_text("", "utf-8")
    (site / "old.html").write_text("old", "utf-8")
    before = files()
    graphbuild.site(graph, site)
    assert files() == {name: data for name, data in before.items() if name.name != "old.html"}


def test_persons_and_texts_can_be_left_out(graph: Path, tmp_path: Path) -> None:
    graphbuild.site(graph, tmp_path / "bare", persons=False, texts=False)
    assert not (tmp_path / "bare" / "person").exists()
    assert "Tony Blair" not in (tmp_path / "bare" / "static" / "things.js").read_text("utf-8")
    pages = {
        page.relative_to(tmp_path): page.read_text("utf-8")
        for page in (tmp_path / "bare").rglob("*.html")
    }
    assert [name for name, text in pages.items() if "Tony Blair" in text] == []
    assert [name for name, text in pages.items() if "<blockquote>" in text] == []
    assert [name for name, text in pages.items() if "/person/" in text] == []


def test_a_large_site_is_written_by_several_processes_and_is_the_same(
    graph: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.explorer.site.FEW", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    graphbuild.site(graph, tmp_path / "public")
    names = [path.relative_to(site) for path in site.rglob("*.html") if path.name != "old.html"]
    assert len(names) > 300
    for name in names:
        assert (tmp_path / "public" / name).read_bytes() == (site / name).read_bytes(), name


def test_names_that_a_system_keeps_for_itself_get_another_file() -> None:
    assert file_of("/place/con") != "place/con.html"
    assert file_of("/actor/49") == "actor/49.html"
    assert file_of("/agreements?page=2") == "agreements-2.html"


def test_nobody_elses_files_are_touched(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="no site of ours"):
        graphbuild.site(graph, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
