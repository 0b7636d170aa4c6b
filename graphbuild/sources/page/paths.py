"""Paths of passages (``Groups→Refugees/displaced persons→Rhetorical``) whose arrows a converter lost."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.ontology import topics
from graphbuild.ontology.topics import ARROW
from graphbuild.sources.page.skeleton import skeleton, spelled

LOST = (
    "the arrows of its paths are lost or other signs (as in {words!r}), "
    "so letters of its values may be lost or false too"
)
_SHORTEST, _LONGEST = 14, 260  # characters of a line with a path
_PAGE = re.compile(r"(?=\bPages?\s?\d)")
_WRITTEN = re.compile(r"[→>~—–+»-]")


def with_arrows(text: str) -> tuple[str, list[str]]:
    """A text in which whole paths without any arrow have theirs, and a remark where one had none."""
    if ARROW in text:
        return text, []
    out: list[str] = []
    lost = ""
    for line in text.split("\n"):
        words, rest = line, ""
        if len(line) > _SHORTEST and _PAGE.search(line[:_LONGEST]):
            words, rest = _PAGE.split(line, maxsplit=1)
        found = _found(words) if _SHORTEST < len(words) < _LONGEST else None
        if found is None:
            out.append(line)
            continue
        path, begin = found
        written = words[begin:].strip()
        lost = lost or ("" if len(_WRITTEN.findall(written)) > 1 else written)
        out.append(f"{words[:begin]}{path}{' ' if rest else ''}{rest}")
    return "\n".join(out), [LOST.format(words=lost)] if lost else []


def _found(words: str) -> tuple[str, int] | None:
    """The path that a line is, its row's label before it or not, and where it begins."""
    shape, places = spelled(words)
    known = _paths().get(shape)
    if known is None:
        return None
    path, before = known
    begin = places[before]
    while begin and words[begin - 1] in "ilIL1|":  # no letters of a skeleton
        begin -= 1
    return path, begin


@cache
def _paths() -> dict[str, tuple[str, int]]:
    """The paths of all sub-codes by skeleton, alone and behind their row's label (so many letters)."""
    found: dict[str, tuple[str, int]] = {}
    for topic in topics.topics().values():
        if topic.path.count(ARROW) == 2:
            shape, row = skeleton(topic.path), skeleton(topic.path.split(ARROW)[1])
            found[shape] = topic.path, 0
            found[row + shape] = topic.path, len(row)
    return found
