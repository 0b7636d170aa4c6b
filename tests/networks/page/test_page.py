"""The interactive page: self-contained, safe with any data, and usable, tried in a real browser."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from graphbuild.networks import build, page
from graphbuild.networks.files import write
from graphbuild.networks.page import render
from tests.networks.small_graph import BASE, SMALL, Small

pytest.importorskip("numpy")

EVIL = '</script><script>window.evil=1</script><img src=x onerror="window.evil=2"> & "co" \u2028'
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def with_markup() -> nx.Graph[str]:
    """A network whose every text is an attack."""
    graph = build(Small(SMALL), "co-signing")
    for _, data in graph.nodes(data=True):
        data.update(label=EVIL + str(data["identifier"]), type=EVIL, country=EVIL)
    for item in graph.graph["documents"].values():
        item.update(title=EVIL, page="javascript:window.evil=3")
    graph.graph.update(title=EVIL, question=EVIL)
    return graph


def test_the_page_names_nothing_outside_itself(small: Small) -> None:
    text = render(build(small, "agreement-actor"))
    without_data = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.S)
    assert not re.search(
        r"""(?:src|href)\s*=\s*["']?(?!data:)\w""", without_data.split("<body>")[0]
    )
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|importScripts|sendBeacon)\b", text)
    assert "default-src 'none'" in unescape(text)


def test_every_script_of_others_that_ships_is_on_the_page_and_has_its_licence(
    small: Small,
) -> None:
    vendor = Path(page.__file__).parent / "vendor"
    scripts = sorted(vendor.glob("*.js"))
    text = render(build(small, "co-signing"))
    assert all(path.read_text(encoding="utf-8") in text for path in scripts)
    licences = (vendor / "LICENSES.txt").read_text(encoding="utf-8")
    named = re.findall(r"^== (\S+) ", licences, flags=re.M)
    assert sorted(named) == [path.name.removesuffix(".min.js") for path in scripts]


def test_the_same_network_gives_the_same_page(small: Small) -> None:
    assert render(build(small, "co-signing")) == render(build(small, "co-signing"))


def test_no_text_of_the_data_is_markup() -> None:
    text = render(with_markup())
    assert "<script>window.evil" not in text
    assert "<img" not in text
    body = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert body
    assert json.loads(body[1])["nodes"][0]["label"].startswith("</script>")


def test_any_graph_of_networkx_can_be_shown(tmp_path: Path) -> None:
    graph: nx.Graph[Any] = nx.karate_club_graph()
    (path,) = write(graph, tmp_path / "karate.html")
    assert path.stat().st_size > 10_000


def test_an_empty_network_is_a_page(small: Small) -> None:
    assert "Left out" in render(build(small, "co-signing", to=1950))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no Chromium")
        pytest.skip("there is no Chromium here")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


class Shown:
    """A page in the browser, with everything it complained of or asked for."""

    def __init__(self, browser: Any, graph: nx.Graph[Any], folder: Path) -> None:
        (path,) = write(graph, folder / "page.html")
        self.page = browser.new_page(viewport={"width": 1200, "height": 800})
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: self.errors.append(dialog.message))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("body[data-ready=yes]")
        self.own = path.as_uri()

    def pixels(self) -> str:
        """The drawing as it stands after the next frame."""
        self.page.evaluate(
            "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"
        )
        drawn: str = self.page.evaluate("document.getElementById('canvas').toDataURL()")
        return drawn

    def count(self) -> str:
        text: str = self.page.inner_text("#count")
        return text

    def clean(self) -> None:
        assert self.errors == []
        assert [
            url for url in self.requests if not url.startswith(("data:", "blob:", self.own))
        ] == []


@pytest.fixture
def shown(browser: Any, small: Small, tmp_path: Path) -> Iterator[Shown]:
    page = Shown(browser, build(small, "agreement-actor"), tmp_path)
    yield page
    page.clean()
    page.page.close()


@pytest.mark.browser
def test_search_finds_and_shows_an_actor(shown: Shown) -> None:
    before = shown.pixels()
    shown.page.keyboard.press("/")
    shown.page.keyboard.type("actor 9")
    assert shown.page.locator("#found li").count() == 1
    shown.page.keyboard.press("Enter")
    assert shown.page.inner_text("#panel h2") == "Actor 9"
    links = shown.page.locator("#panel a")
    assert links.first.get_attribute("href") == "https://example.org/1"
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    assert shown.pixels() != before


@pytest.mark.browser
def test_what_is_not_there_is_said_so(shown: Shown) -> None:
    shown.page.fill("#search", "nobody of this name")
    assert shown.page.inner_text("#found") == "Nothing is found"


@pytest.mark.browser
def test_filters_change_what_is_drawn(shown: Shown) -> None:
    before, everything = shown.pixels(), shown.count()
    shown.page.uncheck("#sides input[data-name='third party']")
    assert shown.count() != everything
    assert shown.pixels() != before
    shown.page.click("#reset")
    assert shown.count() == everything
    shown.page.fill("#year-to", "1995")
    assert shown.count() == "Shown: 7 of 13 nodes, 5 of 13 ties"  # two are undated
    shown.page.click("#reset")
    shown.page.uncheck("#types input[data-name='Country/State']")
    assert shown.count() != everything


@pytest.mark.browser
@pytest.mark.parametrize("view", ["list", "jigsaw"])
def test_views_of_one_process(shown: Shown, view: str) -> None:
    before = shown.pixels()
    shown.page.select_option("#view", view)
    assert shown.pixels() != before


@pytest.mark.browser
def test_the_keyboard_is_enough(shown: Shown) -> None:
    shown.page.focus("#canvas")
    before = shown.pixels()
    shown.page.keyboard.press("n")
    first = shown.page.inner_text("#panel h2")
    shown.page.keyboard.press("n")
    assert shown.page.inner_text("#panel h2") != first
    shown.page.keyboard.press("p")
    assert shown.page.inner_text("#panel h2") == first
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#panel h2").count() == 0
    for key in ("+", "ArrowLeft", "-"):
        shown.page.keyboard.press(key)
    assert shown.pixels() != before


@pytest.mark.browser
def test_a_click_on_the_drawing_chooses(shown: Shown) -> None:
    shown.page.keyboard.press("/")
    shown.page.keyboard.type("actor 1")
    shown.page.keyboard.press("Enter")  # brings it to the middle
    box = shown.page.locator("#canvas").bounding_box()
    shown.page.click("#close")
    assert shown.page.locator("#panel h2").count() == 0
    # Without the panel the canvas is wider, so the node is left of the middle by half of that.
    shown.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert shown.page.inner_text("#panel h2").startswith("Actor 1")


@pytest.mark.browser
def test_pictures_can_be_saved(shown: Shown, tmp_path: Path) -> None:
    for suffix in ("png", "svg"):
        with shown.page.expect_download() as download:
            shown.page.click(f"#{suffix}")
        assert download.value.suggested_filename == f"agreement-actor.{suffix}"
        download.value.save_as(tmp_path / suffix)
    assert (tmp_path / "png").read_bytes().startswith(b"\x89PNG")
    words = "".join(ElementTree.parse(tmp_path / "svg").getroot().itertext())
    assert "Actor 9" in words
    assert "no alliance, influence or effectiveness" in words
    # every key: types of nodes, kinds of ties
    for key in ("Country/State", "Armed Organization", "party (tie)", "third party (tie)"):
        assert key in words


SIZES = [(1400, 900), (800, 1000), (390, 800)]


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["agreement-actor", "co-signing", "agreement-mentions"])
def test_names_stand_on_no_node_and_no_name(
    browser: Any, sample: Any, kind: str, size: tuple[int, int], tmp_path: Path
) -> None:
    shown = Shown(browser, build(sample, kind), tmp_path)
    shown.page.set_viewport_size({"width": size[0], "height": size[1]})
    shown.pixels()
    shown.page.evaluate("document.getElementById('fit').click()")
    shown.pixels()
    names, nodes = shown.page.evaluate("[App.named.boxes, App.named.nodes]")
    wide, high = shown.page.evaluate("[canvas.clientWidth, canvas.clientHeight]")
    assert high > 0.55 * size[1]  # filters and caption leave the drawing its room
    assert names
    assert nodes
    for at, box in enumerate(names):
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= wide
        assert box[3] <= high
        for other in names[:at] + nodes:
            apart = box[0] >= other[2] or box[2] <= other[0]
            assert apart or box[1] >= other[3] or box[3] <= other[1]
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    shown.clean()
    shown.page.close()


@pytest.mark.browser
def test_typing_in_the_search_moves_nothing(shown: Shown) -> None:
    places = """() => ['canvas', 'controls', 'types', 'caption'].map((id) => {
        const { x, y, width, height } = document.getElementById(id).getBoundingClientRect();
        return [x, y, width, height];
    })"""
    shown.page.set_viewport_size({"width": 1000, "height": 420})
    shown.pixels()
    before = shown.page.evaluate(places)
    shown.page.fill("#search", "a")
    for _ in range(9):
        shown.page.keyboard.press("ArrowDown")
    assert shown.page.locator("#found li").count() > 5
    assert shown.page.evaluate(places) == before
    assert shown.page.evaluate("document.getElementById('controls').scrollLeft") == 0


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_the_list_cuts_no_date_off(shown: Shown, size: tuple[int, int]) -> None:
    shown.page.set_viewport_size({"width": size[0], "height": size[1]})
    if size[0] <= 900:
        shown.page.evaluate("document.getElementById('filters').open = true")
    shown.page.evaluate(
        """() => {
          App.starts = [];
          const words = App.CanvasPen.prototype.words;
          App.CanvasPen.prototype.words = function (x, y, text, style) {
            const wide = App.wide(text, style.size, style.weight || 400);
            if (style.anchor === "right") App.starts.push(x - wide);
            return words.call(this, x, y, text, style);
          };
        }"""
    )
    shown.page.select_option("#view", "list")
    shown.pixels()
    starts = shown.page.evaluate("App.starts")
    assert len(starts) >= 6  # the agreements of the small graph that have an actor
    assert min(starts) >= 0


@pytest.mark.browser
def test_colours_are_chosen_on_the_page(shown: Shown, tmp_path: Path) -> None:
    before = shown.pixels()
    shown.page.select_option("#colour", "stage")
    assert shown.pixels() != before
    assert "Ceasefire/related" in shown.page.inner_text("#colour-key")
    with shown.page.expect_download() as download:
        shown.page.click("#svg")
    download.value.save_as(tmp_path / "svg")
    words = "".join(ElementTree.parse(tmp_path / "svg").getroot().itertext())
    assert "Ceasefire/related" in words
    assert "stage not stated" in words


@pytest.mark.browser
def test_mentions_have_arrows(browser: Any, small: Small, tmp_path: Path) -> None:
    shown = Shown(browser, build(small, "agreement-mentions"), tmp_path)
    assert shown.count() == "Shown: 2 of 2 nodes, 1 of 1 ties"  # all of one weight
    with shown.page.expect_download() as download:
        shown.page.click("#svg")
    download.value.save_as(tmp_path / "svg")
    paths = [e for e in ElementTree.parse(tmp_path / "svg").iter() if e.tag.endswith("}path")]
    heads = [path for path in paths if path.get("stroke") == "#4a5360"]
    assert [path.get("d", "").count("M") for path in heads] == [2]  # two strokes for one tie
    assert "Arrows point to the agreement that is mentioned." in shown.page.inner_text("#caption")
    shown.clean()


@pytest.mark.browser
def test_data_with_markup_stays_text(browser: Any, tmp_path: Path) -> None:
    shown = Shown(browser, with_markup(), tmp_path)
    shown.page.fill("#search", "window.evil")
    shown.page.keyboard.press("Enter")
    assert "<img src=x" in shown.page.inner_text("#panel h2")
    assert shown.page.evaluate("window.evil") is None
    assert shown.page.locator("img").count() == 0
    assert shown.page.locator("#panel a").count() == 0  # javascript: is no link
    with shown.page.expect_download() as download:
        shown.page.click("#svg")
    download.value.save_as(tmp_path / "evil.svg")
    tags = {
        element.tag.rpartition("}")[2]
        for element in ElementTree.parse(tmp_path / "evil.svg").iter()
    }
    assert tags <= {"svg", "rect", "circle", "path", "text"}
    shown.clean()


def _large() -> nx.Graph[str]:
    """1,500 nodes and 8,000 ties, of which a few hundred nodes have most."""
    graph: nx.Graph[str] = nx.Graph(title="Large", name="large")
    for at in range(1500):
        graph.add_node(f"{BASE}actor/{at}", label=f"Actor {at}", type="Other", kind="actor")
    nodes = list(graph)
    number = 1
    while graph.number_of_edges() < 8000:
        number = number * 1103515245 + 12345 & 0x7FFFFFFF
        other = number * 1103515245 + 12345 & 0x7FFFFFFF
        a, b = number % 1500, (other % 1500) * (number % 97) // 97
        if a != b:
            graph.add_edge(nodes[a], nodes[b], weight=float(1 + other % 7))
    return graph


@pytest.mark.browser
def test_a_large_network_opens_on_its_backbone_and_stays_smooth(
    browser: Any, tmp_path: Path
) -> None:
    shown = Shown(browser, _large(), tmp_path)
    found = re.fullmatch(r"Shown: ([\d,]+) of 1,500 nodes, ([\d,]+) of 8,000 ties", shown.count())
    assert found
    assert 0 < int(found[2].replace(",", "")) <= 1200
    for slider, value in (("backbone", 99), ("weight", 0)):
        shown.page.evaluate(f"document.getElementById('{slider}').value = {value}")
        shown.page.locator(f"#{slider}").dispatch_event("input")
    assert "8,000 of 8,000 ties" in shown.count()
    frames: float = shown.page.evaluate(
        """async () => {
          const canvas = document.getElementById('canvas');
          const start = performance.now();
          for (let at = 0; at < 20; at += 1) {
            canvas.dispatchEvent(new WheelEvent('wheel', {deltaY: at % 2 ? 30 : -30, clientX: 600, clientY: 400, bubbles: true, cancelable: true}));
            await new Promise((done) => requestAnimationFrame(done));
          }
          return (performance.now() - start) / 20;
        }"""
    )
    # Measured without a graphics card, and on a machine that may be busy.
    assert frames < 200, f"{frames:.0f} ms for a frame"
    shown.clean()
