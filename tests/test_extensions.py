"""Another package adds to graphbuild: the one of ``docs/guides/extending.md``, built and installed."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


def pages() -> dict[str, str]:
    """The files that the guide shows, by path."""
    guide = (ROOT / "docs" / "guides" / "extending.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^`([^`\n]+)`\n\n```\w+\n(.*?)^```", guide, flags=re.S | re.M))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the guide's package is installed: built as a wheel and unpacked."""
    package = tmp_path_factory.mktemp("peace-extras")
    for name, text in pages().items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "made"]
    subprocess.run(build, cwd=package, capture_output=True, check=True)
    (wheel,) = (package / "made").glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        held.extractall(package / "site")
    return package / "site"


def at(place: Path, site: Path | None) -> Run:
    """Runs the command in a folder, with what is installed in another."""
    found = os.pathsep.join(str(path) for path in (site, ROOT) if path)
    env = {**os.environ, "PYTHONPATH": found, "COLUMNS": "200"}

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "graphbuild", *map(str, words)]
        return subprocess.run(
            command, env=env, cwd=place, capture_output=True, check=False, encoding="utf-8"
        )

    return run


@pytest.fixture(scope="module")
def run(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """With the package; its format has been written beside the usual ones to ``out``."""
    place = tmp_path_factory.mktemp("place")
    call = at(place, site)
    done = call("build", "--sample", "-o", "out", "--format", "turtle", "--format", "packed")
    assert done.returncode == 0, done.stderr
    assert "graph.nt.gz" in done.stdout
    return lambda *words: call(*[word if word != "OUT" else place / "out" for word in words])


def test_a_format(run: Run, tmp_path: Path) -> None:
    assert "|tables|parquet|packed]" in run("build", "--help").stdout
    done = run("build", "--sample", "-o", tmp_path, "--format", "ntriples", "--format", "packed")
    assert done.returncode == 0, done.stderr
    packed = gzip.decompress((tmp_path / "graph.nt.gz").read_bytes())
    assert packed == (tmp_path / "graph.nt").read_bytes()
    described = (tmp_path / "void.ttl").read_text(encoding="utf-8")
    assert '"graph.nt.gz"' in described
    assert "text/plain" not in described  # nobody said so


def test_a_folder_of_queries(run: Run) -> None:
    assert "long-agreements" in run("queries").stdout
    done = run("query", "long-agreements", "-p", "limit=3", "--graph", "OUT", "--format", "csv")
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert head == "agreement_id,title,pages"
    assert len(rows) == 3
    assert "did you mean long-agreements" in run("query", "long-agreement", "--graph", "OUT").stderr


def test_a_network(run: Run, tmp_path: Path) -> None:
    assert "same-day  " in run("networks").stdout
    assert "Which agreements were signed on the same day?" in run("networks", "same-day").stdout
    file = tmp_path / "net.json"
    done = run("network", "same-day", "--graph", "OUT", "-p", "local=include", "-o", file)
    assert done.returncode == 0, done.stderr
    net = json.loads(file.read_text(encoding="utf-8"))
    assert net["graph"]["question"] == "Which agreements were signed on the same day?"
    assert net["graph"]["parameters"]["local"] == "include"
    assert "same-day" in run("network", "sameday", "--graph", "OUT").stderr


def test_a_kind_of_source(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Treaty,Signed_on,Signers\nPact of the Ford,1901-02-03,Chad\n", "utf-8")
    done = run("parse", table)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["name"] == "Pact of the Ford"


def test_python_has_them_too(site: Path, tmp_path: Path) -> None:
    code = (
        "import graphbuild as g; graph = g.build(sample=True, output='out', formats=['packed']);"
        "print(len(graph.query('long-agreements')), [p.name for p in g.projections()][-1],"
        " len(graph.network('same-day', local='include')), graph.files[0].name)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.fullmatch(r"[1-9]\d* same-day \d+ graph\.nt\.gz\n", done.stdout)


BROKEN = [
    ("formats", "packed = extras:NOTHING", "queries", 0, ""),
    ("formats", "packed = extras:NOTHING", "build --help", 2, "the format packed (extras:NOTHING) cannot be loaded"),
    ("formats", "turtle = extras:Fine", "build --help", 2, "turtle (extras:Fine) has a name that is ours"),
    ("formats", "packed = extras:Bare", "build --help", 2, "it has no file_name, all_graphs, add, close"),
    ("formats", "packed = extras:Thief", "build --help", 2, "writes 'graph.ttl'; it needs a file name of its own"),
    ("formats", "packed = extras:Outside", "build --help", 2, "writes '../x.gz'; it needs"),
    ("queries", "mine = extras:Bare", "queries", 2, "is neither a package nor the path of a folder"),
    ("queries", "mine = extras:CLASH", "queries", 2, "has a query 'agreements', a name that is taken"),
    ("queries", "mine = extras:CLASH", "queries agreements --text", 0, ""),
    ("networks", "mine = extras:Bare", "networks", 2, "is no graphbuild.Projection"),
    ("networks", "mine = extras:OURS", "networks", 2, "calls itself 'co-signing'"),
    ("networks", "mine = extras:OURS", "networks co-signing", 0, ""),
    ("networks", "one = extras:NOTHING", "networks nothing", 2, "the network one (extras:NOTHING)"),
]  # fmt: skip
EXTRAS = """
from pathlib import Path
from graphbuild.networks.registry import NETWORKS
OURS = NETWORKS["co-signing"]
CLASH = Path(__file__).parent / "clash"
class Bare: ...
class Fine:
    file_name, all_graphs = "graph.fine", False
    def add(self, graph, block): ...
    def close(self): ...
class Thief(Fine): file_name = "graph.ttl"
class Outside(Fine): file_name = "../x.gz"
"""


@pytest.mark.parametrize(("group", "entry", "words", "status", "said"), BROKEN)
def test_what_is_wrong_with_a_package_is_said_in_one_line_when_it_is_looked_for(
    tmp_path: Path, group: str, entry: str, words: str, status: int, said: str
) -> None:
    about = tmp_path / "extras-1.0.dist-info"
    (tmp_path / "clash").mkdir()
    about.mkdir()
    (tmp_path / "extras.py").write_text(EXTRAS, encoding="utf-8")
    (tmp_path / "clash" / "agreements.rq").write_text("#+ title: Ours\nASK {}", encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: extras\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(f"[graphbuild.{group}]\n{entry}\n", encoding="utf-8")
    done = at(tmp_path, tmp_path)(*words.split())
    assert done.returncode == status, done.stderr
    if status:
        assert said in done.stderr
        assert done.stderr.endswith("mend or uninstall that package\n")
        assert done.stderr.count("\n") == 1
