"""Pictures: made, the same on every run, with names that can be read."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from graphbuild.errors import MissingExtra, UsageError
from graphbuild.networks import build
from graphbuild.networks.drawing import KINDS, draw
from graphbuild.networks.drawing.layouts import positions
from graphbuild.networks.files import write
from tests.networks.small_graph import Small

pytest.importorskip("matplotlib")

NETWORK = {
    "drawing": "co-signing",
    "matrix": "co-signing",
    "timeline": "agreement-actor",
    "heatmap": "co-signing",
}


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_made_and_the_same_again(
    small: Small, kind: str, suffix: str, tmp_path: Path
) -> None:
    graph = build(small, NETWORK[kind])
    heads = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    made = []
    for name in ("one", "two"):
        (path,) = write(graph, tmp_path / f"{name}.{suffix}", picture=kind)
        made.append(path.read_bytes())
    assert made[0].startswith(heads[suffix])
    assert made[0] == made[1]


@pytest.mark.parametrize("kind", KINDS)
def test_the_caption_is_in_the_picture(small: Small, kind: str, tmp_path: Path) -> None:
    path = draw(build(small, NETWORK[kind], process="1"), tmp_path / "x.svg", kind)
    words = " ".join("".join(ElementTree.parse(path).getroot().itertext()).split())
    assert "First process" in words
    assert "shows no alliance, influence or effectiveness" in words
    assert "Actor 9" in words


def _texts(figure: Any) -> list[Any]:
    texts = [*figure.texts]
    for axes in figure.axes:
        texts += axes.texts
        if axes.axison:
            texts += [*axes.get_xticklabels(), *axes.get_yticklabels()]
        if axes.get_legend():
            texts += axes.get_legend().get_texts()
    return [text for text in texts if text.get_text().strip() and text.get_visible()]


@pytest.mark.parametrize("kind", KINDS)
def test_names_do_not_overlap_and_are_not_cut_off(
    sample: Any, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []
    from graphbuild.networks.drawing import paper

    write_file = paper._write
    monkeypatch.setattr(paper, "_write", lambda f, p: (kept.append(f), write_file(f, p)))
    draw(build(sample, NETWORK[kind]), tmp_path / "x.png", kind)
    figure = kept[0]
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    boxes = [(text.get_text(), text.get_window_extent()) for text in _texts(figure)]
    assert len(boxes) > 12
    for said, box in boxes:
        assert box.x0 >= 0, said
        assert box.y0 >= 0, said
        assert box.x1 <= width, said
        assert box.y1 <= height, said
    for (one, first), (two, second) in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across < 3 or down < 3, (one, two)


def test_a_dense_network_is_drawn_by_its_backbone_and_says_so(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph(title="Dense")
    for at in range(60):
        for other in range(at):
            graph.add_edge(f"n{at}", f"n{other}", weight=50.0 if at - other < 3 else 1.0)
    path = draw(graph, tmp_path / "x.svg")
    words = "".join(ElementTree.parse(path).getroot().itertext())
    assert "of 1,770 ties, the strongest (disparity filter" in words


def test_words_of_the_data_are_not_mathematics(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph(title="Costs")
    graph.add_edge("a", "b")
    graph.nodes["a"]["label"] = "from $5 to $\\frac{"
    for kind in ("drawing", "matrix"):
        assert draw(graph, tmp_path / f"{kind}.png", kind).stat().st_size > 1000


def test_what_cannot_be_shown_is_refused(small: Small, tmp_path: Path) -> None:
    graph = build(small, "provision-similarity")
    for kind, said in (
        ("timeline", "agreement-actor"),
        ("heatmap", "co-signing"),
        ("map", "drawing"),
    ):
        with pytest.raises(UsageError, match=said):
            draw(graph, tmp_path / "x.png", kind)
    with pytest.raises(UsageError, match="nothing to draw"):
        draw(build(small, "co-signing", to=1950), tmp_path / "x.png")


def test_without_the_extra_the_message_names_it(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = build(small, "co-signing")
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingExtra, match=r"graphbuild\[pictures\]"):
        positions(graph)
    with pytest.raises(MissingExtra, match=r"graphbuild\[pictures\]"):
        write(graph, tmp_path / "x.html")
    # Gephi can lay a network out itself.
    assert write(graph, tmp_path / "x.gexf")[0].is_file()


def test_networks_load_no_pictures_until_they_are_drawn() -> None:
    code = (
        "import sys, graphbuild.networks, graphbuild.networks.files, graphbuild.networks.registry;"
        "print(*sorted({'numpy','matplotlib','networkx','pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
