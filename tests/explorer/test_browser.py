"""A researcher's way through the explorer, in a real browser, with the keyboard, and for everybody."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SIZES = {"phone": (390, 800), "tablet": (820, 1100), "desk": (1280, 900)}
DOUBTFUL = """Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart
Sudan,Government,165,Sudan Talks,Africa (excl MENA),900901,Accord of the Ford,2001-02-05,\
Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan; Red Nile Popular Gathering of Elders,
Sudan,Government,165,Sudan Talks,Africa (excl MENA),900902,Accord of the Hill,2001-03-05,\
Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan; Hill Assembly of Herders,
"""
KINDS = [
    "/",
    "/agreements?country=SDN",
    "/agreements?view=timeline",
    "/agreements?view=map",
    "/agreement/900001",
    "/agreement/900001/sources",
    "/actor/9011",
    "/process/Northern%20Ireland%20peace%20process",
    "/conflict/United%20Kingdom%3A%20Northern%20Ireland",
    "/place/SDN",
    "/agreements?topic=GeWom&un=1&more=country",
    "/list/person",
    "/topics",
    "/topic/GeWom",
    "/questions",
    "/question/third-party-ranking",
    "/networks",
    "/network/co-signing",
    "/compare?thing=900001&thing=900002",
    "/search?q=sudan",
    "/sparql?query=SELECT%20%3Fa%20WHERE%20%7B%20%3Fa%20a%20pa%3AActor%20%7D",
    "/compare?kind=process&thing=Kosovo%20process&thing=Northern%20Ireland%20peace%20process",
    "/cite",
    "/review",
    "/nowhere",
]


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browsed")
    shutil.copytree(root / "samples", folder / "samples")
    (folder / "samples" / "doubtful.csv").write_text(DOUBTFUL, encoding="utf-8")
    command = [sys.executable, "-m", "graphbuild"]
    subprocess.run(
        [*command, "build", "samples", "-o", "exports"], cwd=folder, check=True, capture_output=True
    )
    process = subprocess.Popen(
        [*command, "serve", "exports", "--port", "0", "--no-open", "--review"],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip().rstrip("/")
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not here")
        pytest.skip("Chromium is not here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A page on which every error of the console and every request outside is a failure."""
    opened = chromium.new_page(base_url=address, accept_downloads=True)
    wrong: list[str] = []
    opened.on(
        "console",
        lambda message: (
            wrong.append(message.text)
            if message.type in ("error", "warning") and "404" not in message.text
            else None
        ),
    )
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            wrong.append(request.url)
            if not request.url.startswith((address, "data:", "blob:"))
            else None
        ),
    )
    yield opened
    opened.close()
    assert wrong == []


def test_from_a_search_to_a_downloaded_table(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")  # to the content
    page.locator("#search").fill("sud")
    page.wait_for_selector(".suggestions li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(place|actor|process)/"))
    assert "Sudan" in page.locator("h1").inner_text()
    page.goto("/agreements")
    page.get_by_text("Stage", exact=True).first.click()
    page.get_by_role("link", name="Ceasefire/related", exact=True).first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("agreement_id,title,date")
    assert len(text.splitlines()) > 2


def test_from_an_agreement_to_the_file_behind_a_fact(page: Any) -> None:
    page.goto("/agreement/900001")
    page.get_by_role("link", name="Where does this come from?").click()
    assert "good-friday.md" in page.locator("main").inner_text()


def test_a_question_is_asked_with_a_form_and_drawn(page: Any) -> None:
    page.goto("/question/third-party-ranking")
    page.get_by_label("limit").fill("5")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("svg.chart rect").count() >= 1
    assert page.locator("main tbody tr").count() <= 5


def test_two_agreements_stand_side_by_side(page: Any) -> None:
    page.goto("/agreement/900001")
    page.get_by_role("link", name="Compare", exact=True).last.click()
    page.get_by_label("Agreement 2").fill("900002")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("table.compare thead th").count() == 2


def test_a_doubt_is_judged_by_a_key_and_taken_back(page: Any) -> None:
    page.goto("/review")
    before = page.locator("h2").first.inner_text()
    left = page.locator("h1 .count").inner_text()
    page.keyboard.press("d")
    page.wait_for_function(
        "before => document.querySelector('h1 .count').innerText !== before", arg=left
    )
    page.keyboard.press("u")
    page.wait_for_function(
        "before => document.querySelector('h1 .count').innerText === before", arg=left
    )
    assert page.locator("h2").first.inner_text() == before


def test_the_map_and_the_timeline_are_reached_by_keyboard(page: Any) -> None:
    for view, shape in (("map", "path.land"), ("timeline", "circle.dot")):
        page.goto(f"/agreements?view={view}")
        link = page.locator(f"a:has({shape})").first
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"country=|/agreement/"))
        assert page.locator("h1").is_visible()


def test_the_editor_completes_terms_by_keyboard_and_gives_files(page: Any) -> None:
    page.goto("/sparql")
    area = page.locator("#query")
    area.fill("SELECT ?date WHERE { ?a pa:signed")
    area.press("End")
    area.press_sequentially("O")
    page.wait_for_selector("#completions li")
    assert "pa:signedOn" in page.locator("#completions li").first.inner_text()
    page.keyboard.press("Enter")
    area.press_sequentially(" ?date }")
    page.keyboard.press("Escape")
    assert area.input_value() == "SELECT ?date WHERE { ?a pa:signedOn ?date }"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("main tbody tr")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("date")


def test_arrows_walk_through_a_picture_and_tell_what_has_the_focus(page: Any) -> None:
    for view in ("map", "timeline"):
        page.goto(f"/agreements?view={view}")
        page.locator("svg a[tabindex='0']").focus()
        first = page.evaluate("document.activeElement.querySelector('title').textContent")
        page.keyboard.press("ArrowRight")
        second = page.evaluate("document.activeElement.querySelector('title').textContent")
        assert first != second
        assert page.locator(".tip:visible").inner_text() == second
        page.keyboard.press("Home")
        assert page.evaluate("document.activeElement.querySelector('title').textContent") == first


def test_data_with_markup_stays_text(page: Any) -> None:
    page.goto("/search?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.evil%3D1%3E")
    assert page.evaluate("window.evil") is None
    assert "<img" in page.locator("h1").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("at", KINDS)
def test_every_kind_of_page_can_be_used_by_everybody(
    at: str, scheme: str, chromium: Any, address: str
) -> None:
    """axe-core finds nothing: names, roles, contrast, order."""
    from axe_playwright_python.sync_playwright import Axe

    opened = chromium.new_page(base_url=address, color_scheme=scheme)
    opened.goto(at)
    found = Axe().run(opened, options={"iframes": False})
    opened.close()
    told = [
        f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found.response["violations"]
    ]
    assert told == []


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_its_screen(size: str, chromium: Any, address: str) -> None:
    width, height = SIZES[size]
    opened = chromium.new_page(base_url=address, viewport={"width": width, "height": height})
    wide = []
    for at in KINDS:
        opened.goto(at)
        if opened.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wide.append(at)
    opened.close()
    assert wide == []
