"""Small forms of Markdown that the references share."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """A text that may stand in a pipe table."""
    return " ".join(text.replace("|", "\\|").split())


def plain(text: str) -> str:
    """A text from the code, in which ``<`` and the like are what they are."""
    return html.escape(text, quote=False).replace("``", "`")


def output(text: str, most: int = 25) -> str:
    """What a command printed, cut after so many lines, with a word on the rest."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) > most:
        lines = [*lines[:most], f"... {len(lines) - most} more lines"]
    return "```text\n" + "\n".join(line.rstrip() for line in lines) + "\n```\n"
