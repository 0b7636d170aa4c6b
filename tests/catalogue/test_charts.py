"""Charts as files: what stands on them, what refuses, and the same bytes every time."""

from __future__ import annotations

import html
import re
import struct
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("matplotlib")

from graphbuild.api import Graph
from graphbuild.cli import main
from graphbuild.errors import MissingExtra, UsageError

SHARE = {"code": "GeWom"}


def words_of(path: Path) -> str:
    """The texts of an SVG or a page, in order, in one line; a caption's lines are joined."""
    drawn = re.sub(r"<(style|title|metadata)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.S)
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", drawn).split()))


@pytest.mark.parametrize("suffix", ["svg", "html"])
def test_the_caption_names_question_parameters_and_what_is_not_shown(
    sample: Graph, tmp_path: Path, suffix: str
) -> None:
    answer = sample.query("provision-share-by-year", **SHARE)
    assert answer.write(tmp_path / f"a.{suffix}") == len(answer) > 2
    text = words_of(tmp_path / f"a.{suffix}")
    assert "Share of agreements with a provision, by year: Women, girls and gender (GeWom)" in text
    assert "What share of agreements per year has a provision?" in text
    assert "code=Women, girls and gender (GeWom)" in text
    assert "Left out: agreements of level IntraLocal: 1." in text
    assert answer.not_shown in text
    assert answer.not_shown
    assert "Data: PA-X Peace Agreements Database" in text


def test_a_ranking_that_is_cut_says_so_in_caption_and_on_stderr(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    graph = str(root / "exports" / "graph.ttl")
    done = CliRunner().invoke(
        main, ["query", "third-party-ranking", "--graph", graph, "-o", str(file)]
    )
    assert done.exit_code == 0, done.output
    (said,) = re.findall(r"^Drawn are the first 25 of .*$", done.stderr, flags=re.M)
    assert said in words_of(file)


def test_title_and_caption_may_be_one_s_own_or_none(sample: Graph, tmp_path: Path) -> None:
    answer = sample.query("third-party-ranking")
    answer.write(tmp_path / "a.svg", title="Who <mediates> & when?", no_caption=True)
    text = words_of(tmp_path / "a.svg")
    assert "Who <mediates> & when?" in text
    assert "Not shown" not in text
    answer.write(tmp_path / "a.html", title="Who <mediates> & when?", no_caption=True)
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "<mediates>" not in page
    assert "<title>Who &lt;mediates&gt; &amp; when?</title>" in page


def test_a_page_loads_nothing_and_holds_the_numbers(sample: Graph, tmp_path: Path) -> None:
    answer = sample.query("third-party-ranking")
    answer.write(tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert not re.search(r"<(script|link|img|iframe|object|image)\b|@import|url\(http", page)
    assert "default-src 'none'" in page
    assert page.count("<svg") == 1
    assert page.count("<tr>") == len(answer) + 1


def test_a_picture_has_the_size_and_the_dots_asked_for(sample: Graph, tmp_path: Path) -> None:
    answer = sample.query("agreements-per-year")
    answer.write(tmp_path / "a.png", size="20.32x15.24cm", dpi=100)
    head = (tmp_path / "a.png").read_bytes()[16:24]
    assert struct.unpack(">II", head) == (800, 600)


@pytest.mark.parametrize("suffix", ["png", "svg", "html"])
def test_the_same_answer_gives_the_same_bytes(root: Path, tmp_path: Path, suffix: str) -> None:
    """In processes of their own, under two hash seeds and a user's own settings."""
    program = (
        "import sys, graphbuild\n"
        "graph = graphbuild.load(sys.argv[1])\n"
        "graph.query('agreements-per-year').write(sys.argv[2])\n"
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\n", "utf-8")
    made = []
    for seed, folder in (("1", tmp_path), ("2", tmp_path / "own")):
        file = folder / f"a.{suffix}"
        subprocess.run(
            [sys.executable, "-c", program, root / "exports" / "graph.ttl", file],
            check=True,
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "MPLCONFIGDIR": str(tmp_path)},
        )
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_no_name_of_a_ranking_stands_on_another(sample: Graph, tmp_path: Path) -> None:
    sample.query("co-signing-pairs").write(tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    places = re.findall(r'text-anchor: end[^>]*transform="translate\(\S+ (\S+)\)', svg)
    places += re.findall(r'text-anchor: end[^>]*\by="([\d.]+)"', svg)
    heights = sorted({float(place) for place in places})
    assert len(heights) > 10
    gaps = [after - before for before, after in pairwise(heights)]
    assert min(gaps) > 7.5, "points between two lines of eight points"


CHARTS = [
    ("third-party-ranking", {}, "agreements"),
    ("provision-share-by-year", SHARE, "share of agreements"),
    ("agreements-per-year", {}, "agreements"),
]


@pytest.mark.parametrize(("name", "given", "unit"), CHARTS)
def test_the_drawing_keeps_its_margins_and_names_its_axis(
    sample: Graph, tmp_path: Path, name: str, given: dict[str, str], unit: str
) -> None:
    sample.query(name, **given).write(tmp_path / "a.svg")
    svg = re.sub(r"<defs>.*?</defs>", "", (tmp_path / "a.svg").read_text("utf-8"), flags=re.S)
    width, height = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', svg)[0])
    drawn = [re.findall(r"-?[\d.]+", path) for path in re.findall(r'<path d="([^"]*)"', svg)]
    across = {float(x) for path in drawn for x in path[0::2]} - {0.0, width}
    down = {float(y) for path in drawn for y in path[1::2]} - {0.0, height}
    assert 14.4 <= min(across) < max(across) <= width - 14.4 + 0.1
    assert min(down) > 0
    assert max(down) < height
    (*_, place) = re.findall(rf'text-anchor: (\w+)[^>]* y="(\S+)"[^>]*>{unit}</text>', svg)
    if name.endswith("ranking"):
        assert place[0] == "middle"
        assert float(place[1]) > height / 2, "below the bars"
    else:
        assert place[0] == "start"
        assert float(place[1]) < height / 2, "above the lines"


@pytest.mark.parametrize(
    ("name", "given", "options", "words"),
    [
        ("agreements", {}, {}, "is a list, no series and no ranking; a series has a column year"),
        ("third-party-share", {}, {}, "one row, which makes no chart"),
        ("third-party-ranking", {"from_": 2100}, {}, "no rows, which makes no chart"),
        ("third-party-ranking", {}, {"size": "8x2"}, r"no room .* a height of \d"),
        ("third-party-ranking", {}, {"size": "big"}, "takes WIDTHxHEIGHT, as 8x5"),
        ("third-party-ranking", {}, {"size": "400x5"}, "2 to 60 inches"),
        ("third-party-ranking", {}, {"size": "60x60", "dpi": 1200}, "too many dots"),
        ("third-party-ranking", {}, {"dpi": 20}, "--dpi takes 50 to 1200"),
        ("third-party-ranking", {}, {"bom": True}, "--bom and --safe are for csv, not png"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_leaves_no_file(
    sample: Graph,
    tmp_path: Path,
    name: str,
    given: dict[str, object],
    options: dict[str, str],
    words: str,
) -> None:
    with pytest.raises(UsageError, match=words):
        sample.query(name, **given).write(tmp_path / "a.png", **options)  # type: ignore[arg-type]
    assert not (tmp_path / "a.png").exists()


@pytest.mark.parametrize(
    ("file", "option", "words"),
    [
        (
            "a.csv",
            ["--title", "t"],
            "--title and --no-caption and --size are for png, svg, html, not csv",
        ),
        ("a.svg", ["--dpi", "100"], "--dpi is for png, not svg"),
        ("a.xls", [], ".xls is no format of answers; use .csv"),
        ("a.jpg", [], ".png .svg .html"),
    ],
)
def test_options_and_suffixes_that_do_not_fit_are_refused(
    root: Path, tmp_path: Path, file: str, option: list[str], words: str
) -> None:
    graph = str(root / "exports" / "graph.ttl")
    line = ["query", "third-party-ranking", "--graph", graph, "-o", str(tmp_path / file), *option]
    done = CliRunner().invoke(main, line)
    assert done.exit_code == 2
    assert words in done.output
    assert not (tmp_path / file).exists()


def test_without_matplotlib_the_extra_is_named(
    sample: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"graphbuild\[pictures\]"):
        sample.query("third-party-ranking").write(tmp_path / "a.svg")
