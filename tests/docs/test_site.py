"""The site, made as it is published: whole, linked, and asking no other host for anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tools.docs.__main__ import make_site

LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """The ids of a page, what its links lead to, and what a browser loads for it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if (loaded := given.get(LOADED.get(tag, ""))) and given.get("rel") != "canonical":
            self.loads.append(loaded)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("zensical", reason="the extra docs is not installed")
    place = tmp_path_factory.mktemp("site")
    assert make_site(place) == 0
    return place / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: dict[str, Page], site: Path) -> None:
    lost = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or name == "404.html":
                continue
            there = (site / name).parent / unquote(parts.path) if parts.path else site / name
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file():
                lost.append(f"{name}: {link}")
                continue
            aim = pages.get(there.resolve().relative_to(site.resolve()).as_posix())
            anchor = unquote(parts.fragment)
            if anchor and aim and not anchor.startswith("__") and anchor not in aim.ids:
                lost.append(f"{name}: {link}")
    assert not lost, "\n".join(sorted(set(lost)))


def test_no_page_asks_another_host_for_anything(pages: dict[str, Page], site: Path) -> None:
    asked = {
        f"{name}: {address}"
        for name, page in pages.items()
        for address in page.loads
        if urlsplit(address).netloc
    }
    assert not asked
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(@import|url\()\s*[\"']?(https?:)?//", text), sheet.name


def test_the_search_knows_the_pages_and_needs_no_server(site: Path) -> None:
    index = (site / "search.js").read_text(encoding="utf-8")
    for words in ("third-party-ranking", "page-without-row", "thirdToConflict", "GeWom"):
        assert words in index
    assert "iframe-worker" in (site / "index.html").read_text(encoding="utf-8")


def test_every_page_is_two_clicks_away(pages: dict[str, Page]) -> None:
    start = pages["index.html"]
    near = {link.partition("#")[0].removeprefix("./") for link in start.links}
    for name in pages:
        if name not in ("index.html", "404.html") and not name.startswith("house/"):
            from_near = any(_leads(pages[other], other, name) for other in near if other in pages)
            assert name in near or from_near, f"{name} is more than two clicks from the start"


def _leads(page: Page, name: str, aim: str) -> bool:
    import posixpath

    folder = posixpath.dirname(name)
    return any(
        posixpath.normpath(posixpath.join(folder, link.partition("#")[0])) == aim
        for link in page.links
        if not urlsplit(link).scheme
    )
