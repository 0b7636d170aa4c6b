"""The hand-written pages, and those of the house that the site shows too."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

OF_THE_HOUSE = {
    "CONTRIBUTING.md": "house/contributing.md",
    "CHANGELOG.md": "house/changelog.md",
    "SECURITY.md": "house/security.md",
    "ontology/README.md": "house/ontology.md",
    "ontology/w3id/README.md": "house/w3id.md",
    "benchmarks/README.md": "house/benchmarks.md",
    "benchmarks/linking.md": "house/linking.md",
    "samples/README.md": "house/samples.md",
}
"""Pages that lie elsewhere in the repository, and where the site has them."""
UNSEARCHED = {"house/changelog.md", "house/benchmarks.md"}
"""Long pages for us, whose words would stand before the answers to a reader's search."""

_DRAWING = re.compile(r"^```mermaid\n.*?^```", re.S | re.M)
_DRAWN = "[The diagram](../docs/reference/vocabulary.md) shows it."
"""What stands in the site for a drawing that the repository's host draws: no page loads a program for it."""
_LINK = re.compile(r"(?P<text>!?\[[^\]\n]*\])\((?P<to>[^)\s]+)\)")


def copy_pages(target: Path) -> None:
    """Lay all pages and pictures into ``target``, which is emptied; links lead to where pages are then."""
    shutil.rmtree(target, ignore_errors=True)
    for source, place in _files():
        file = target / place
        file.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            text = _DRAWING.sub(_DRAWN, source.read_text(encoding="utf-8"))
            head = "---\nsearch:\n  exclude: true\n---\n\n" if place in UNSEARCHED else ""
            file.write_text(head + relinked(text, source, place), encoding="utf-8")
        else:
            shutil.copyfile(source, file)


def _files() -> Iterator[tuple[Path, str]]:
    for file in sorted(DOCS.rglob("*")):
        if file.is_file():
            yield file, file.relative_to(DOCS).as_posix()
    for name, place in OF_THE_HOUSE.items():
        if (ROOT / name).is_file():
            yield ROOT / name, place


def relinked(text: str, source: Path, place: str) -> str:
    """The text with links as they are in the site; what the site does not have is named without one."""

    def link(match: re.Match[str]) -> str:
        address, _, anchor = match["to"].partition("#")
        if not address or ":" in address:
            return match[0]
        aim = Path(os.path.normpath(source.parent / address))
        found = _place(aim)
        if found is None:
            return match["text"].strip("![]")
        there = os.path.relpath(found, PurePosixPath(place).parent).replace(os.sep, "/")
        return f"{match['text']}({there}{'#' * bool(anchor)}{anchor})"

    return _LINK.sub(link, text)


def _place(aim: Path) -> str | None:
    """Where the site has a file of the repository."""
    if aim.is_relative_to(
        DOCS
    ):  # what is made at build time is not there yet; the strict build sees
        return aim.relative_to(DOCS).as_posix()
    if not aim.exists():
        return None
    name = aim.relative_to(ROOT).as_posix() if aim.is_relative_to(ROOT) else ""
    return OF_THE_HOUSE.get(name, OF_THE_HOUSE.get(f"{name}/README.md"))
