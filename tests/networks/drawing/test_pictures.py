"""Pictures: made, the same on every run, with names that can be read."""

from __future__ import annotations

import math
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
from graphbuild.networks.drawing.looks import COLOURS, palette
from graphbuild.networks.drawing.paper import names
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


def _nodes(axes: Any) -> list[Any]:
    """The boxes of the discs and squares of a drawing, in pixels."""
    from matplotlib.transforms import Bbox

    boxes = []
    for marks in axes.collections:
        offsets = marks.get_offsets()
        if marks.__class__.__name__ != "PathCollection":
            continue
        for (x, y), area in zip(axes.transData.transform(offsets), marks.get_sizes(), strict=False):
            # a disc fills little of the corners of its box
            r = math.sqrt(area) / 2 * axes.figure.dpi / 72 * 0.8
            boxes.append(Bbox.from_extents(x - r, y - r, x + r, y + r))
    return boxes


@pytest.mark.parametrize("kind", KINDS)
def test_names_do_not_overlap_and_are_not_cut_off(
    sample: Any, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []
    from graphbuild.networks.drawing import paper

    write_file = paper._write
    monkeypatch.setattr(
        paper, "_write", lambda f, p, dpi=200: (kept.append(f), write_file(f, p, dpi))
    )
    draw(build(sample, NETWORK[kind]), tmp_path / "x.png", kind)
    figure = kept[0]
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    boxes = [(text.get_text(), text.get_window_extent()) for text in _texts(figure)]
    assert len(boxes) > 12
    for text in _texts(figure):
        for axes in figure.axes if text.get_gid() == "name" else ():
            for square in _nodes(axes):
                assert not square.padded(-1).overlaps(text.get_window_extent()), text.get_text()
    for said, box in boxes:
        assert box.x0 >= 0, said
        assert box.y0 >= 0, said
        assert box.x1 <= width, said
        assert box.y1 <= height, said
    for (one, first), (two, second) in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across < 3 or down < 3, (one, two)


def test_cut_names_stay_distinct() -> None:
    graph: nx.Graph[str] = nx.Graph()
    begin = "Agreement on the Establishment of a Commission for "
    for node, label in (
        ("1", begin + "the North"),
        ("2", begin + "the South"),
        ("3", begin + "rules of one kind and another and so on"),
        ("4", begin + "names of one kind and another and so on"),
        ("5", "Short"),
        ("6", "Short"),
    ):
        graph.add_node(node, label=label, identifier=f"id{node}")
    said = names(graph, graph, 34)
    assert said["1"] == "Agreement on the…on for the North"
    assert said["3"].endswith("[id3]")
    assert said["5"] == "Short [id5]"
    assert len(set(said.values())) == len(said)
    assert all(len(text) <= 34 for text in said.values())


def test_a_picture_has_the_title_size_and_resolution_asked_for(
    small: Small, tmp_path: Path
) -> None:
    from matplotlib.image import imread

    graph = build(small, "co-signing")
    for kind in ("drawing", "heatmap"):
        path = tmp_path / f"{kind}.png"
        write(graph, path, picture=kind, dpi=100, size="6x4")
        high, wide, _ = imread(path).shape
        assert wide <= 600 + 1
        assert high <= 400 + 1
        assert wide >= 599 or high >= 399
    write(graph, tmp_path / "x.svg", title="Who with whom", no_caption=True)
    words = "".join(ElementTree.parse(tmp_path / "x.svg").getroot().itertext())
    assert "Who with whom" in words
    assert "no alliance" not in words
    for wrong in ({"size": "7"}, {"size": "1x900"}, {"colour": "age"}, {"pictures": "matrix"}):
        with pytest.raises(UsageError):
            write(graph, tmp_path / "y.png", **wrong)
    with pytest.raises(UsageError, match=r"dpi is for \.png"):
        write(graph, tmp_path / "y.svg", dpi=100)


@pytest.mark.parametrize("by", COLOURS)
def test_nodes_are_coloured_by_what_was_asked(small: Small, by: str, tmp_path: Path) -> None:
    graph = build(small, "agreement-actor")
    shades = palette(graph, by)
    assert set(shades.of) == set(graph)
    assert set(shades.of.values()) == set(shades.colours)
    words = "".join(
        ElementTree.parse(draw(graph, tmp_path / "x.svg", colour=by)).getroot().itertext()
    )
    for value in shades.colours:
        assert value in words
    write(graph, tmp_path / "x.gexf", colour=by)


def test_a_network_of_mentions_shows_directions_and_stages(small: Small, tmp_path: Path) -> None:
    path = draw(build(small, "agreement-mentions"), tmp_path / "x.svg")
    words = "".join(ElementTree.parse(path).getroot().itertext())
    assert "Arrows point to the agreement that is mentioned." in words
    assert "Ceasefire/related (1)" in words
    assert "alliance" not in words
    assert "mentions another shows neither" in words


def test_a_chosen_backbone_is_not_filtered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.networks.drawing.node_link.READABLE", 2)
    graph: nx.Graph[str] = nx.Graph(title="Given")
    graph.add_weighted_edges_from([("a", "b", 9.0), ("b", "c", 9.0), ("c", "d", 9.0)])
    graph.graph["parameters"] = {"backbone": "0.05"}
    words = "".join(ElementTree.parse(draw(graph, tmp_path / "x.svg")).getroot().itertext())
    assert "Drawn are" not in words


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
