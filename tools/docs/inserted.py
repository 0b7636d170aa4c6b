"""Tables that stand elsewhere in the repository, put into pages where these name them by a mark."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from tools.docs.pages import DOCS, ROOT
from tools.docs.text import plain, table

_MARK = re.compile(r"^<!-- ([a-z ]+) -->$", re.M)


def fill(target: Path) -> None:
    """Replace every mark in the pages of the site.

    :raises KeyError: for a mark that nothing stands for.
    """
    tables = {"licences": licences, "links by side": links_by_side}
    for page in sorted(target.glob("*/*.md")):
        if page.parent.name != "house":
            text = page.read_text(encoding="utf-8")
            page.write_text(_MARK.sub(lambda mark: tables[mark[1]](), text), encoding="utf-8")


def licences() -> str:
    """What ships with graphbuild, from ``docs/understand/licences.csv``."""
    with (DOCS / "understand" / "licences.csv").open(encoding="utf-8", newline="") as given:
        rows = [[plain(cell) for cell in row.values()] for row in csv.DictReader(given)]
    shown = [(f"`{part}`", *rest) for part, *rest in rows]
    return table(("part", "what", "of", "licence", "with"), shown)


def links_by_side() -> str:
    """How right links are by side and type of actor, from the first table of ``benchmarks/linking.md``."""
    text = (ROOT / "benchmarks" / "linking.md").read_text(encoding="utf-8")
    lines = text.split("## Right links\n")[1].strip().split("\n\n")[0].split("\n")
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    test = head.index("test F1")
    shown = [(row[0], row[1], row[test + 1], row[test + 2]) for row in rows]
    return table(("", "known", "precision", "recall"), shown)
